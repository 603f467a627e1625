//! `nutgraf code`.

use crate::Outcome;
use crate::convert::Dictionaries;
use anyhow::Result;
use nutgraf::CoderOptions;
use std::io;
use std::num::NonZeroUsize;

/// Reads `{"id","text","date"?,"headline"?,"url"?}` a line, paragraphs divided by blank lines; writes
/// `{"id","events":[…]}` a line, flushed, in the same order.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Worker threads.
    #[arg(long, short, default_value = "1")]
    jobs: NonZeroUsize,
    /// Also write what the text negates or only supposes.
    #[arg(long)]
    all_modes: bool,
    /// Drop events whose row is right with a lower chance than this, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    min_confidence: f64,
    #[command(flatten)]
    dictionaries: Dictionaries,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let options = CoderOptions { all_modes: arguments.all_modes, min_confidence: arguments.min_confidence };
    let coder = arguments.dictionaries.coder(options)?;
    let mut out = io::stdout().lock();
    let input = io::BufReader::new(io::stdin());
    let faults = nutgraf::code_lines(input, &mut out, &coder, arguments.jobs.get())?;
    for fault in &faults {
        eprintln!("-:{fault}");
    }
    Ok(if faults.is_empty() { Outcome::Clean } else { Outcome::Faults })
}
