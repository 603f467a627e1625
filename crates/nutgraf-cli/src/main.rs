//! The `nutgraf` command: arguments, progress and exit codes. Everything else is in the library.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the command is what prints")]

mod code;
mod convert;
mod dictionary;
mod explain;
mod formats;
mod graph;
mod memory;
mod merge;
mod open;
mod parse;
mod progress;
mod schema;
mod validate;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// News articles in; schema.org JSON-LD, GDELT event tables with their evidence, and RDF out.
#[derive(Parser)]
#[command(name = "nutgraf", version, long_version = LONG_VERSION, max_term_width = 110, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nCode: MIT OR Apache-2.0. Language model: CC BY-SA 4.0, trained on Universal Dependencies EWT and GUM. Places: GeoNames, CC BY 4.0. See NOTICE."
);

const EXIT_CODES: &str =
    "Exit codes: 0 all done; 1 some documents were rejected or files are invalid; 2 wrong use or I/O.";

#[derive(Subcommand)]
enum Command {
    /// Convert articles to JSON-LD, event tables, RDF and more.
    Convert(Box<convert::Arguments>),
    /// Merge the outputs of several runs into what one run would have written.
    Merge(merge::Arguments),
    /// Check files against the schemas and say where they are wrong.
    Validate(validate::Arguments),
    /// Compare graphs, or print the vocabulary they are written in.
    Graph(graph::Arguments),
    /// Print a JSON Schema, or list their names.
    Schema(schema::Arguments),
    /// Show how a sentence or an article is read: tree, actors, patterns, codes.
    Explain(explain::Arguments),
    /// Code texts from standard input: JSON Lines in, JSON Lines out.
    Code(code::Arguments),
    /// Print the examples of the dictionaries, to train and test on.
    Dictionary(dictionary::Arguments),
    /// Parse English from standard input to CoNLL-U.
    Parse(parse::Arguments),
    /// List the formats that are read and written.
    Formats,
}

/// How a command that ran to its end went.
enum Outcome {
    /// All done.
    Clean,
    /// Some documents were rejected, or files are invalid.
    Faults,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match &arguments.command {
        Command::Convert(arguments) => convert::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Validate(arguments) => validate::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Code(arguments) => code::run(arguments),
        Command::Dictionary(arguments) => dictionary::run(arguments),
        Command::Parse(arguments) => parse::run(arguments),
        Command::Formats => formats::run(),
    };
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nutgraf: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the program that reads our output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<nutgraf::Error>().is_some_and(nutgraf::Error::is_broken_pipe)
    })
}
