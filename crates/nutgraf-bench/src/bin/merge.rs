//! Measures what the merge of many mentions takes: time, disk and peak memory.
#![allow(clippy::print_stdout, reason = "a command prints")]

use anyhow::{Context, Result, ensure};
use clap::Parser;
use nutgraf_bench::{Corpus, Tellings, peak};
use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_gdelt::{Options, Rows, Tables};
use nutgraf_sort::Scratch;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

/// Merges generated mentions into tables and prints what that takes.
///
/// Some hundred generated articles are coded, and their rows are taken again and again under other identifiers and in other
/// years, so that the merge has as many mentions as are asked for and the coding takes no time.
#[derive(Parser)]
struct Arguments {
    /// How many, at least.
    #[arg(long, default_value_t = 1_000_000)]
    mentions: u64,
    /// Articles that are coded.
    #[arg(long, default_value_t = 500)]
    articles: u64,
    /// Directory for sorting what memory does not hold; the system's where not given.
    #[arg(long, value_name = "DIR")]
    tmp: Option<PathBuf>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let scratch = arguments.tmp.as_ref().map_or_else(Scratch::default, Scratch::in_directory);
    let options = Options { mirror: false, ..Options::default() };
    let told = told(arguments.articles, &options)?;
    let begun = Instant::now();
    let mut tables = Tables::with_scratch(options, scratch);
    let mut added = 0;
    for n in 0.. {
        if added >= arguments.mentions {
            break;
        }
        for tellings in &told {
            let rows = tellings.copy(n)?;
            added += rows.len() as u64;
            tables.add(&rows)?;
        }
    }
    println!("{added} mentions taken in {:.0} s", begun.elapsed().as_secs_f64());
    let merging = Instant::now();
    let merged = tables.merge()?;
    println!("merged into {} events in {:.0} s", merged.event_count(), merging.elapsed().as_secs_f64());
    let writing = Instant::now();
    let mut written = [Lines::default(), Lines::default(), Lines::default()];
    merged.write_events(&mut written[0])?;
    merged.write_mentions(&mut written[1])?;
    merged.write_evidence(&mut written[2])?;
    ensure!(written[0].lines == merged.event_count(), "events are missing");
    ensure!(written[1].lines == added && written[2].lines == added, "mentions are missing");
    let bytes: u64 = written.iter().map(|file| file.bytes).sum();
    println!("written in {:.0} s: {:.1} GB in three tables", writing.elapsed().as_secs_f64(), bytes as f64 / 1e9);
    println!("peak memory {}", peak().context("this system does not tell it")?);
    Ok(())
}

/// Rows of generated articles.
fn told(articles: u64, options: &Options) -> Result<Vec<Tellings>> {
    let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
    let corpus = Corpus::new(1);
    let rows = (0..articles).map(|n| Tellings::of(&Rows::of(&coder.code(corpus.article(n).into_article()), options)));
    let told = rows.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
    ensure!(!told.is_empty(), "none of the articles tells of an event");
    Ok(told)
}

/// Counts what is written.
#[derive(Default)]
struct Lines {
    lines: u64,
    bytes: u64,
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
