//! Other people's programs, given the same bytes in the same run.

use crate::table::{Stage, stage};
use anyhow::{Context, Result, ensure};
use nutgraf::RawDocument;
use nutgraf::model::Record;
use nutgraf::rdf::{Options, Syntax, render};
use oxjsonld::JsonLdParser;
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// `dom_smoothie` on the pages: it finds title and body and nothing else.
pub(crate) fn dom_smoothie(raw: &[RawDocument]) -> Result<Stage> {
    let pages: Vec<_> = raw.iter().filter(|d| d.format == nutgraf::SourceFormat::Html).collect();
    let texts: Vec<String> = pages.iter().map(|page| String::from_utf8_lossy(&page.bytes).into_owned()).collect();
    let measured = stage("dom_smoothie alone", texts.iter().map(String::len).sum(), || {
        let mut found = 0;
        for text in &texts {
            let article = dom_smoothie::Readability::new(text.as_str(), None, None).and_then(|mut r| r.parse());
            found += usize::from(article.is_ok());
        }
        ensure!(texts.is_empty() || found > 0, "dom_smoothie reads none of the pages");
        Ok(texts.len())
    })?;
    Ok(measured.against("read"))
}

/// `oxjsonld` parses the statements that we write as N-Quads, from JSON-LD that holds the same.
pub(crate) fn oxjsonld(records: &[Record]) -> Result<Stage> {
    let options = Options { syntax: Syntax::JsonLd, ..Options::default() };
    let document = |record| {
        let mut document = Vec::new();
        render(record, &options, &mut document);
        document
    };
    let documents: Vec<Vec<u8>> = records.iter().map(document).collect();
    let mut quads = Vec::new();
    records.iter().for_each(|record| render(record, &Options::default(), &mut quads));
    let written = quads.iter().filter(|byte| **byte == b'\n').count();
    drop(quads);
    let mut parsed = 0;
    let measured = stage("oxjsonld parses as many statements", documents.iter().map(Vec::len).sum(), || {
        for document in &documents {
            for quad in JsonLdParser::new().for_slice(document) {
                quad?;
                parsed += 1;
            }
        }
        Ok(documents.len())
    })?;
    ensure!(parsed >= written, "{parsed} statements parsed, {written} written");
    Ok(measured.against("export: N-Quads"))
}

/// What `tests/peers.py` prints, a line for each.
#[derive(Deserialize)]
struct Line {
    name: String,
    documents: usize,
    bytes: usize,
    seconds: f64,
    against: String,
}

/// The peers in Python: trafilatura over the saved pages of a table of addresses, pyarrow over lines of evidence.
pub(crate) fn python(python: &Path, urls: &Path, evidence: &Path) -> Result<Vec<Stage>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers.py");
    let run = Command::new(python).arg(&script).args([urls, evidence]).output();
    let run = run.with_context(|| python.display().to_string())?;
    ensure!(run.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&run.stderr));
    let lines = String::from_utf8(run.stdout)?;
    let stage = |line: &str| {
        let Line { name, documents, bytes, seconds, against } = serde_json::from_str(line)?;
        Ok(Stage { name, documents, seconds, allocated: None, bytes, against: Some(against) })
    };
    lines.lines().map(stage).collect()
}
