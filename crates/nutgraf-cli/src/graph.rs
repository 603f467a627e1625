//! `nutgraf graph`.

use crate::Outcome;
use crate::open::open;
use anyhow::Result;
use clap::Subcommand;
use nutgraf::Scratch;
use nutgraf::rdf::{ONTOLOGY, codebook, diff};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Print the SPARQL Update that turns a store that holds OLD into one that holds NEW.
    Diff(Diff),
    /// Print the terms that are our own, as Turtle.
    Ontology,
    /// Print the CAMEO codes as a SKOS scheme, in Turtle.
    Codebook,
}

#[derive(clap::Args)]
struct Diff {
    /// N-Quads or N-Triples that were loaded, compressed or not; - for standard input.
    old: PathBuf,
    /// N-Quads or N-Triples that the store shall hold, compressed or not; - for standard input.
    new: PathBuf,
    /// Directory for sorting what memory does not hold; the system's where not given.
    #[arg(long, value_name = "DIR")]
    tmp: Option<PathBuf>,
    /// No summary.
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    match &arguments.what {
        What::Diff(arguments) => print_difference(arguments, out)?,
        What::Ontology => out.write_all(ONTOLOGY.as_bytes())?,
        What::Codebook => out.write_all(codebook().as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn print_difference(arguments: &Diff, out: impl Write) -> Result<()> {
    let scratch = arguments.tmp.as_ref().map_or_else(Scratch::default, Scratch::in_directory);
    let changes = diff(open(&arguments.old)?, open(&arguments.new)?, BufWriter::new(out), scratch)?;
    if !arguments.quiet {
        eprintln!("{} statements go, {} come", changes.removed, changes.added);
    }
    Ok(())
}
