//! Measures each stage between bytes and outputs: documents and megabytes a second of one core, allocations a document, and
//! what peers make of the same bytes in the same run.
#![allow(clippy::print_stdout, reason = "a command prints")]

mod peers;
mod table;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use nutgraf::language::Document;
use nutgraf::model::{Article, Record};
use nutgraf::{Coder, CoderOptions, Dictionary, Inputs, Origin, RawDocument, ReadOptions, documents, gdelt, read};
use nutgraf_bench::peak;
use nutgraf_parquet::{File as ParquetFile, Writer};
use std::fs::{self, File};
use std::path::PathBuf;
use table::{Stage, stage};

/// Measures each stage of a conversion on one core: documents and megabytes a second, allocations a document.
///
/// Megabytes are those of the documents' bytes, uncompressed. Beside a peer stands its speed as a share of that of our
/// stage, measured in the same run.
#[derive(Parser)]
struct Arguments {
    /// Files, directories or globs, as `nutgraf convert` takes them.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Table of addresses of saved pages: file name, tab, address.
    #[arg(long)]
    urls: Option<PathBuf>,
    /// A Python that has trafilatura and pyarrow; they are measured on the pages of --urls.
    #[arg(long, value_name = "PYTHON", requires = "urls")]
    python: Option<PathBuf>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let options = ReadOptions::default();
    let addresses = arguments.urls.as_deref().map(nutgraf::read_addresses).transpose()?.unwrap_or_default();
    let inputs = Inputs::expand(&arguments.inputs)?;
    let mut stages = Vec::new();
    let mut raw: Vec<RawDocument> = Vec::new();
    let inflated = stage("inflate and split", 0, || {
        for input in &inputs.files {
            let name = input.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let origin = Origin { url: addresses.get(&name).cloned(), ..Origin::new(input.path.display().to_string()) };
            raw.extend(documents(Box::new(File::open(&input.path)?), origin, &options).filter_map(Result::ok));
        }
        Ok(raw.len())
    })?;
    let bytes = raw.iter().map(|document| document.bytes.len()).sum();
    stages.push(Stage { bytes, ..inflated });
    let mut articles: Vec<Article> = Vec::new();
    stages.push(stage("read", bytes, || {
        articles.extend(raw.iter().flat_map(|document| read(document, &options)).filter_map(Result::ok));
        Ok(raw.len())
    })?);
    ensure!(!articles.is_empty(), "none of the inputs is an article");
    stages.push(peers::dom_smoothie(&raw)?);
    drop(raw);
    let records = code(articles, bytes, &mut stages)?;
    let evidence = export(&records, bytes, &mut stages)?;
    if let (Some(python), Some(urls)) = (&arguments.python, &arguments.urls) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("evidence.jsonl");
        fs::write(&path, &evidence)?;
        stages.extend(peers::python(python, urls, &path)?);
    }
    table::print(&stages);
    if let Some(peak) = peak() {
        println!("\npeak memory {peak} (all documents are held, which a conversion does not)");
    }
    Ok(())
}

/// From articles to records.
fn code(articles: Vec<Article>, bytes: usize, stages: &mut Vec<Stage>) -> Result<Vec<Record>> {
    let english: Vec<&Article> = articles.iter().filter(|a| !a.is_foreign()).collect();
    stages.push(stage("parse every sentence", bytes, || {
        for article in &english {
            std::hint::black_box(Document::parse(&article.text));
        }
        Ok(english.len())
    })?);
    let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions { all_modes: true, ..CoderOptions::default() });
    let mut records: Vec<Record> = Vec::new();
    stages.push(stage("code (parses what it needs)", bytes, || {
        let count = articles.len();
        records.extend(articles.into_iter().map(|article| coder.code(article)));
        Ok(count)
    })?);
    Ok(records)
}

/// From records to outputs; the lines of evidence come back.
fn export(records: &[Record], bytes: usize, stages: &mut Vec<Stage>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut export = |name, write: &dyn Fn(&Record, &mut Vec<u8>)| {
        stage(name, bytes, || {
            for record in records {
                out.clear();
                write(record, &mut out);
            }
            Ok(records.len())
        })
    };
    let (jsonld, rdf, options) =
        (nutgraf::jsonld::Options::default(), nutgraf::rdf::Options::default(), gdelt::Options::default());
    stages.push(export("export: JSON-LD", &|record, out| nutgraf::jsonld::render(record, &jsonld, out))?);
    stages.push(export("export: N-Quads", &|record, out| nutgraf::rdf::render(record, &rdf, out))?);
    stages.push(peers::oxjsonld(records)?);
    stages.push(export("export: rows of the tables", &|record, _| {
        std::hint::black_box(gdelt::Rows::of(record, &options));
    })?);
    let mut tables = gdelt::Tables::new(options);
    records.iter().try_for_each(|record| tables.add(&gdelt::Rows::of(record, &options)))?;
    let mut evidence = Vec::new();
    tables.merge()?.write_evidence(&mut evidence)?;
    stages.push(stage("export: Parquet, a line of evidence each", evidence.len(), || {
        let mut writer = Writer::new(Vec::new(), ParquetFile::Evidence)?;
        let mut count = 0;
        for line in evidence.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            writer.write(line)?;
            count += 1;
        }
        writer.finish().context("Parquet")?;
        Ok(count)
    })?);
    Ok(evidence)
}
