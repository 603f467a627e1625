//! Turns records, one JSON object a line on standard input, into a graph on standard output:
//! `cargo run --release -p nutgraf-rdf --example graph -- nquads|ntriples|turtle < records.jsonl`.

use nutgraf_model::Record;
use nutgraf_rdf::{Options, Syntax, Writer};
use std::error::Error;
use std::io::{BufWriter, stdin, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let syntax = match std::env::args().nth(1).as_deref() {
        None | Some("nquads") => Syntax::NQuads,
        Some("ntriples") => Syntax::NTriples,
        Some("turtle") => Syntax::Turtle,
        Some(other) => return Err(format!("no syntax {other:?}; give nquads, ntriples or turtle").into()),
    };
    let mut writer = Writer::new(BufWriter::new(stdout().lock()), Options { syntax, ..Options::default() });
    for line in stdin().lines() {
        writer.write(&serde_json::from_str::<Record>(&line?)?)?;
    }
    writer.finish()?;
    Ok(())
}
