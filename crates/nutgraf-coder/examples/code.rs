//! Codes JSON Lines from a file to standard output: `cargo run -p nutgraf-coder --release --example code -- INPUT.jsonl`.

use nutgraf_coder::{Coder, CoderOptions, Dictionary, code_line};
use std::io::{BufRead, BufReader, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file? code INPUT.jsonl")?;
    let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        if !line.trim().is_empty() {
            writeln!(out, "{}", code_line(&coder, &line)?)?;
        }
    }
    Ok(())
}
