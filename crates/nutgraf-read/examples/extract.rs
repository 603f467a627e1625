//! Reads saved pages and prints a line of JSON for each: what a scorer of extraction compares.
//!
//! `cargo run --release -p nutgraf-read --example extract -- PAGES/urls.tsv [FILE…]` reads the pages that the table
//! names (file name, tab, address), or only those given, from the table's folder; with `--time` it prints seconds per
//! page to standard error.

use nutgraf_model::{Article, BlockKind, BylineRole, Reject};
use nutgraf_read::{Origin, ReadOptions, documents, read};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let timed = arguments.iter().position(|a| a == "--time").map(|at| arguments.remove(at)).is_some();
    let table = arguments.first().cloned().ok_or("usage: extract [--time] PAGES/urls.tsv [FILE…]")?;
    let folder = Path::new(&table).parent().unwrap_or(Path::new("."));
    let only = &arguments[1..];
    let mut out = io::stdout().lock();
    let mut slowest: Vec<(f64, String)> = Vec::new();
    for line in fs::read_to_string(&table)?.lines() {
        let Some((name, url)) = line.split_once('\t') else { continue };
        if !only.is_empty() && !only.iter().any(|o| name.starts_with(o.as_str())) {
            continue;
        }
        let start = Instant::now();
        let outcome = page(&folder.join(name), name, url)?;
        slowest.push((start.elapsed().as_secs_f64(), name.to_owned()));
        writeln!(out, "{}", prediction(name, &outcome))?;
    }
    if timed {
        report(&mut slowest)?;
    }
    Ok(())
}

fn page(path: &Path, name: &str, url: &str) -> Result<Result<Article, Reject>, Box<dyn Error>> {
    let options = ReadOptions::default();
    let origin = Origin { path: name.to_owned(), url: Some(url.trim().to_owned()), format: None };
    let mut documents = documents(Box::new(File::open(path)?), origin, &options);
    let document = documents.next().ok_or("an empty file")?;
    Ok(match document {
        Ok(document) => read(&document, &options).remove(0),
        Err(reject) => Err(reject),
    })
}

fn prediction(name: &str, outcome: &Result<Article, Reject>) -> serde_json::Value {
    let id = name.trim_end_matches(".gz").trim_end_matches(".html");
    match outcome {
        Ok(article) => {
            let authors = article.bylines.iter().filter(|b| b.role == BylineRole::Author).map(|b| &b.name);
            let body = article.body.iter().filter(|b| b.kind != BlockKind::Caption).map(|b| b.text.as_str());
            serde_json::json!({
                "id": id,
                "title": article.headline,
                "authors": authors.collect::<Vec<_>>(),
                "date_published": article.published,
                "body": body.collect::<Vec<_>>().join("\n\n"),
                "notes": article.notes,
            })
        }
        Err(reject) => serde_json::json!({"id": id, "reject": reject.kind, "why": reject.why}),
    }
}

fn report(slowest: &mut [(f64, String)]) -> io::Result<()> {
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total: f64 = slowest.iter().map(|s| s.0).sum();
    let mut out = io::stderr().lock();
    writeln!(out, "{} pages in {total:.2} s, {:.0} a second", slowest.len(), slowest.len() as f64 / total)?;
    for (seconds, name) in slowest.iter().take(3) {
        writeln!(out, "{seconds:.3} s {name}")?;
    }
    Ok(())
}
