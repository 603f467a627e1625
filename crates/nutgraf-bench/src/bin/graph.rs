//! Measures how fast records become RDF, against a JSON-LD parser that reads the same statements.
#![allow(clippy::print_stdout, reason = "a command prints")]

use anyhow::{Context, ensure};
use clap::Parser;
use nutgraf_bench::{Clock, Corpus, GeneratedArticle};
use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, Publisher, Record, Timestamp};
use nutgraf_rdf::{Options, Syntax, render};
use oxjsonld::JsonLdParser;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Measures records to N-Quads, in quads and documents a second of processor time, and what a JSON-LD parser makes of
/// documents with as many quads in the same run.
#[derive(Parser)]
struct Arguments {
    /// How many generated articles.
    #[arg(long, default_value_t = 1000)]
    articles: u64,
    /// Articles of our own schema, one JSON a line, instead of generated ones.
    #[arg(long)]
    from: Option<PathBuf>,
    /// How often each is written and parsed; the best time counts.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
    let records: Vec<Record> = match &arguments.from {
        Some(path) => read(path)?.into_iter().map(|article| coder.code(article)).collect(),
        None => (0..arguments.articles).map(|n| coder.code(article(&Corpus::new(1).article(n)))).collect(),
    };
    let quads = Options::default();
    let mut out = Vec::new();
    let writing = best(arguments.rounds, || {
        out.clear();
        records.iter().for_each(|record| render(record, &quads, &mut out));
        Ok(())
    })?;
    let count = out.iter().filter(|byte| **byte == b'\n').count();
    let documents = documents(&records);
    let mut parsed = 0;
    let parsing = best(arguments.rounds, || {
        parsed = 0;
        for document in &documents {
            for quad in JsonLdParser::new().for_slice(document) {
                quad?;
                parsed += 1;
            }
        }
        Ok(())
    })?;
    ensure!(parsed >= count, "{parsed} quads parsed, {count} written");
    let many = records.len() as f64;
    println!("{} documents, {count} quads, {:.1} MB", records.len(), out.len() as f64 / 1e6);
    println!("records to N-Quads: {:.0} quads/s, {:.0} documents/s", count as f64 / writing, many / writing);
    println!("oxjsonld, parsing only: {:.0} quads/s, {:.0} documents/s", parsed as f64 / parsing, many / parsing);
    println!("{:.1} times the documents", parsing / writing);
    Ok(())
}

/// The same statements as JSON-LD, a document an article.
fn documents(records: &[Record]) -> Vec<Vec<u8>> {
    let options = Options { syntax: Syntax::JsonLd, ..Options::default() };
    let document = |record| {
        let mut document = Vec::new();
        render(record, &options, &mut document);
        document
    };
    records.iter().map(document).collect()
}

/// Seconds of the fastest round.
fn best(rounds: u32, mut work: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let mut least = f64::INFINITY;
    for _ in 0..rounds.max(1) {
        let clock = Clock::start();
        work()?;
        least = least.min(clock.seconds());
    }
    Ok(least)
}

fn read(path: &Path) -> anyhow::Result<Vec<Article>> {
    let file = File::open(path).with_context(|| format!("{}: name a file of articles", path.display()))?;
    let mut articles = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let article = serde_json::from_str(&line?)
            .with_context(|| format!("{}:{}: no article of our schema", path.display(), at + 1))?;
        articles.push(article);
    }
    Ok(articles)
}

fn article(generated: &GeneratedArticle) -> Article {
    Article::new(ArticleDraft {
        url: Some(generated.url.clone()),
        headline: Some(generated.headline.clone()),
        body: generated.paragraphs.iter().map(DraftBlock::text).collect(),
        published: Some(Timestamp::Instant(generated.published.and_utc().fixed_offset())),
        language: Some("en".into()),
        publisher: Some(Publisher { name: generated.publisher.clone(), url: None, logo: None }),
        ..ArticleDraft::default()
    })
}
