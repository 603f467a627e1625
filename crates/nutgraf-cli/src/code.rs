//! `nutgraf code`.

use crate::Outcome;
use crate::convert::Dictionaries;
use anyhow::Result;
use std::io;
use std::num::NonZeroUsize;

/// Reads `{"id","text","date"?,"headline"?,"url"?}` a line, paragraphs divided by blank lines; writes
/// `{"id","events":[…]}` a line, flushed, in the same order.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Worker threads.
    #[arg(long, short, default_value = "1")]
    jobs: NonZeroUsize,
    #[command(flatten)]
    dictionaries: Dictionaries,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let coder = arguments.dictionaries.coder()?;
    let mut out = io::stdout().lock();
    let input = io::BufReader::new(io::stdin());
    let faults = nutgraf::code_lines(input, &mut out, &coder, arguments.jobs.get())?;
    for fault in &faults {
        eprintln!("-:{fault}");
    }
    Ok(if faults.is_empty() { Outcome::Clean } else { Outcome::Faults })
}
