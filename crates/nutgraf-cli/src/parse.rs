//! `nutgraf parse`.

use crate::Outcome;
use anyhow::Result;
use nutgraf::language::Document;
use std::io::{self, BufWriter, Read, Write};

/// Parses English text from standard input and prints CoNLL-U.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The input is CoNLL-U: keep its sentences and tokens, replace tags, lemmas, heads and relations.
    #[arg(long)]
    conllu: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.conllu {
        nutgraf::language::annotate_conllu(io::stdin().lock(), &mut out)?;
    } else {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        nutgraf::language::write_conllu(&Document::parse(&text), &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
