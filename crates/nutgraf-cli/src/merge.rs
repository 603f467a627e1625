//! `nutgraf merge`.

use crate::Outcome;
use anyhow::Result;
use indicatif::HumanCount;
use nutgraf::Scratch;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Output directories of finished runs of `convert`, in the order in which one run would have read their inputs.
    #[arg(required = true)]
    directories: Vec<PathBuf>,
    /// Directory to write to.
    #[arg(long, short)]
    out: PathBuf,
    /// Directory for sorting what memory does not hold; the output directory where not given.
    #[arg(long, value_name = "DIR")]
    tmp: Option<PathBuf>,
    /// No summary.
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let scratch = arguments.tmp.clone().unwrap_or_else(|| arguments.out.join(".nutgraf"));
    let summary = nutgraf::merge(&arguments.directories, &arguments.out, Scratch::in_directory(scratch))?;
    if !arguments.quiet {
        let counts = &summary.counts;
        eprintln!(
            "{} runs: {} articles, {} events, {} rejects",
            arguments.directories.len(),
            HumanCount(counts.articles),
            HumanCount(counts.event_mentions),
            HumanCount(counts.rejects)
        );
    }
    Ok(Outcome::Clean)
}
