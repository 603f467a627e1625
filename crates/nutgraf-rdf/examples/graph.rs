//! Turns records, one JSON object a line on standard input, into a graph: RDF on standard output, or property-graph files
//! in a directory.
//!
//! `cargo run --release -p nutgraf-rdf --example graph -- nquads|ntriples|turtle|jsonld < records.jsonl`
//! `cargo run --release -p nutgraf-rdf --example graph -- diff OLD.nq NEW.nq`
//! `cargo run --release -p nutgraf-rdf --example graph -- neo4j|neptune|ladybug DIR < records.jsonl`

use nutgraf_model::Record;
use nutgraf_rdf::{Flavour, Options, PropertyGraph, Syntax, Writer, diff, elements};
use nutgraf_sort::Scratch;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, stdin, stdout};
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] | ["nquads"] => rdf(Syntax::NQuads),
        ["ntriples"] => rdf(Syntax::NTriples),
        ["turtle"] => rdf(Syntax::Turtle),
        ["jsonld"] => rdf(Syntax::JsonLd),
        ["neo4j", directory] => property(Flavour::Neo4j, Path::new(directory)),
        ["neptune", directory] => property(Flavour::Neptune, Path::new(directory)),
        ["ladybug", directory] => property(Flavour::Ladybug, Path::new(directory)),
        ["diff", old, new] => {
            let (old, new) = (BufReader::new(File::open(old)?), BufReader::new(File::open(new)?));
            diff(old, new, stdout().lock(), Scratch::default())?;
            Ok(())
        }
        other => Err(format!(
            "{other:?} is no format; give nquads, ntriples, turtle, jsonld, diff and two files, or neo4j, neptune, ladybug and a directory"
        )
        .into()),
    }
}

fn records() -> impl Iterator<Item = Result<Record>> {
    stdin().lines().map(|line| Ok(serde_json::from_str(&line?)?))
}

fn rdf(syntax: Syntax) -> Result<()> {
    let mut writer = Writer::new(BufWriter::new(stdout().lock()), Options { syntax, ..Options::default() });
    for record in records() {
        writer.write(&record?)?;
    }
    writer.finish()?;
    Ok(())
}

fn property(flavour: Flavour, directory: &Path) -> Result<()> {
    let options = Options::default();
    let mut graph = PropertyGraph::new(Scratch::default());
    let mut lines = Vec::new();
    for record in records() {
        lines.clear();
        elements(&record?, &options, &mut lines);
        graph.add(&lines)?;
    }
    graph.sort()?.write(flavour, |name| Ok(BufWriter::new(File::create(directory.join(name))?)), |_| Ok(()))?;
    Ok(())
}
