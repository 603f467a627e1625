//! Measures each stage between bytes and outputs: documents and megabytes a second of one core, allocations a document.
#![allow(clippy::print_stdout, reason = "a command prints")]

use anyhow::{Result, ensure};
use clap::Parser;
use nutgraf::language::Document;
use nutgraf::model::{Article, Record};
use nutgraf::{Coder, CoderOptions, Dictionary, Inputs, Origin, RawDocument, ReadOptions, documents, read};
use nutgraf_bench::Clock;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::fs::{self, File};
use std::path::PathBuf;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Measures each stage of a conversion on one core: documents and megabytes a second, allocations a document.
///
/// Megabytes are those of the documents' bytes, uncompressed. `dom_smoothie` is the readability port, given the same pages
/// in the same run: it finds title and body and nothing else.
#[derive(Parser)]
struct Arguments {
    /// Files, directories or globs, as `nutgraf convert` takes them.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Table of addresses of saved pages: file name, tab, address.
    #[arg(long)]
    urls: Option<PathBuf>,
}

/// What a stage took.
struct Stage {
    name: &'static str,
    documents: usize,
    seconds: f64,
    allocations: usize,
    allocated: usize,
}

impl Stage {
    fn print(&self, bytes: usize) {
        let many = self.documents.max(1) as f64;
        println!(
            "| {} | {} | {:.0} | {:.1} | {:.0} | {:.0} |",
            self.name,
            self.documents,
            many / self.seconds,
            bytes as f64 / 1e6 / self.seconds,
            self.allocations as f64 / many,
            self.allocated as f64 / 1e3 / many
        );
    }
}

/// Runs a stage; it says how many documents it had.
fn stage(name: &'static str, work: impl FnOnce() -> Result<usize>) -> Result<Stage> {
    let region = Region::new(ALLOCATOR);
    let clock = Clock::start();
    let documents = work()?;
    let seconds = clock.seconds();
    let change = region.change();
    Ok(Stage { name, documents, seconds, allocations: change.allocations, allocated: change.bytes_allocated })
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let options = ReadOptions::default();
    let addresses = arguments.urls.as_deref().map(nutgraf::read_addresses).transpose()?.unwrap_or_default();
    let inputs = Inputs::expand(&arguments.inputs)?;
    let mut stages = Vec::new();
    let mut raw: Vec<RawDocument> = Vec::new();
    stages.push(stage("inflate and split", || {
        for input in &inputs.files {
            let name = input.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let origin = Origin { url: addresses.get(&name).cloned(), ..Origin::new(input.path.display().to_string()) };
            raw.extend(documents(Box::new(File::open(&input.path)?), origin, &options).filter_map(Result::ok));
        }
        Ok(raw.len())
    })?);
    let bytes = raw.iter().map(|document| document.bytes.len()).sum();
    let mut articles: Vec<Article> = Vec::new();
    stages.push(stage("read", || {
        articles.extend(raw.iter().flat_map(|document| read(document, &options)).filter_map(Result::ok));
        Ok(raw.len())
    })?);
    ensure!(!articles.is_empty(), "none of the inputs is an article");
    stages.push(peer(&raw)?);
    drop(raw);
    code(articles, &mut stages)?;
    println!("| stage | documents | documents/s | MB/s | allocations a document | kB allocated a document |");
    println!("|---|---|---|---|---|---|");
    for stage in &stages {
        stage.print(bytes);
    }
    if let Some(peak) = peak() {
        println!("\npeak memory {peak} (all documents are held, which a conversion does not)");
    }
    Ok(())
}

/// `dom_smoothie` on the pages.
fn peer(raw: &[RawDocument]) -> Result<Stage> {
    let pages: Vec<_> = raw.iter().filter(|d| d.format == nutgraf::SourceFormat::Html).collect();
    let texts: Vec<String> = pages.iter().map(|page| String::from_utf8_lossy(&page.bytes).into_owned()).collect();
    stage("dom_smoothie alone", || {
        let mut found = 0;
        for text in &texts {
            let article = dom_smoothie::Readability::new(text.as_str(), None, None).and_then(|mut r| r.parse());
            found += usize::from(article.is_ok());
        }
        ensure!(texts.is_empty() || found > 0, "dom_smoothie reads none of the pages");
        Ok(texts.len())
    })
}

/// From articles to outputs.
fn code(articles: Vec<Article>, stages: &mut Vec<Stage>) -> Result<()> {
    let english: Vec<&Article> = articles.iter().filter(|a| !a.is_foreign()).collect();
    stages.push(stage("parse every sentence", || {
        for article in &english {
            std::hint::black_box(Document::parse(&article.text));
        }
        Ok(english.len())
    })?);
    let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions { all_modes: true, ..CoderOptions::default() });
    let mut records: Vec<Record> = Vec::new();
    stages.push(stage("code (parses what it needs)", || {
        let count = articles.len();
        records.extend(articles.into_iter().map(|article| coder.code(article)));
        Ok(count)
    })?);
    let mut out = Vec::new();
    let mut export = |name, write: &dyn Fn(&Record, &mut Vec<u8>)| {
        stage(name, || {
            for record in &records {
                out.clear();
                write(record, &mut out);
            }
            Ok(records.len())
        })
    };
    let (jsonld, rdf, tables) =
        (nutgraf::jsonld::Options::default(), nutgraf::rdf::Options::default(), nutgraf::gdelt::Options::default());
    stages.push(export("export: JSON-LD", &|record, out| nutgraf::jsonld::render(record, &jsonld, out))?);
    stages.push(export("export: N-Quads", &|record, out| nutgraf::rdf::render(record, &rdf, out))?);
    stages.push(export("export: rows of the tables", &|record, _| {
        std::hint::black_box(nutgraf::gdelt::Rows::of(record, &tables));
    })?);
    Ok(())
}

/// Linux only: the most memory that the process held.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    Some(status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().to_owned())
}
