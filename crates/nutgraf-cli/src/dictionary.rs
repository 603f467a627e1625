//! `nutgraf dictionary`.

use crate::Outcome;
use anyhow::Result;
use clap::Subcommand;
use nutgraf::coder::ExportedExample;
use std::io::{self, BufWriter, Write};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Print every example of the dictionaries as JSON Lines, under the licence of the code.
    ///
    /// A line is `{"sentence","want","file","line"}`. `want` holds every event that the sentence must give and no other, as
    /// `{"source","code","target"}` in CAMEO codes with `---` for nobody; it is empty for a near miss, which must give none. Noun
    /// phrases of `agents.tsv` want `{"actor"}`. Most sentences speak of invented states: VEL, TAR, SOR, MRV, ILM, QSS.
    Export,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let What::Export = arguments.what;
    let mut out = BufWriter::new(io::stdout().lock());
    for example in ExportedExample::all() {
        serde_json::to_writer(&mut out, &example)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
