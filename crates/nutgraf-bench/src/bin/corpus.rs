//! Writes a corpus of generated articles as JSON Lines of the article schema.
#![allow(clippy::print_stdout, reason = "a command prints")]

use clap::Parser;
use nutgraf_bench::Corpus;
use serde_json::json;
use std::io::{self, BufWriter, Write};

/// Writes generated articles, one JSON a line, to standard output.
#[derive(Parser)]
struct Arguments {
    /// How many.
    #[arg(long, default_value_t = 1000)]
    articles: u64,
    /// Number of the first one: shards of a corpus are made apart.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Another seed, another corpus.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let corpus = Corpus::new(arguments.seed);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for n in arguments.from..arguments.from + arguments.articles {
        let article = corpus.article(n);
        let body: Vec<_> = article.paragraphs.iter().map(|text| json!({"kind": "text", "text": text})).collect();
        let bylines: Vec<_> =
            article.author.iter().map(|name| json!({"name": name, "type": "person", "role": "author"})).collect();
        let line = json!({
            "headline": article.headline, "url": article.url, "language": "en", "bylines": bylines, "body": body,
            "published": article.published.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "publisher": {"name": article.publisher},
        });
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}
