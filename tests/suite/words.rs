//! The text policy holds for every output of the command.

use crate::command::{convert, files, lines};
use parquet::file::reader::SerializedFileReader;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Runs of this many words are somebody's wording; shorter ones may be names.
const RUN: usize = 7;

fn runs(text: &str) -> impl Iterator<Item = String> + '_ {
    let words: Vec<&str> = text.split_whitespace().collect();
    let count = words.len().saturating_sub(RUN - 1);
    (0..count).map(move |at| words[at..at + RUN].join(" ")).collect::<Vec<_>>().into_iter()
}

fn texts() -> Vec<String> {
    let full = convert(&["fixtures"], &["--to", "articles"]);
    let read = |line: &String| {
        serde_json::from_str::<Value>(line).expect("an article")["text"].as_str().expect("a text").to_owned()
    };
    lines(full.path(), "articles.jsonl").iter().map(read).collect()
}

/// All that a file says, as text; Parquet cell by cell.
fn words_of(directory: &Path, name: &str) -> String {
    let path = directory.join(name);
    if !name.ends_with(".parquet") {
        return fs::read_to_string(path).expect("outputs are UTF-8");
    }
    let reader = SerializedFileReader::new(fs::File::open(path).expect("convert wrote it")).expect("Parquet");
    let mut words = String::new();
    for row in reader {
        for (_, field) in row.expect("a row").into_columns() {
            words.push_str(&field.to_string());
            words.push('\n');
        }
    }
    words
}

const ALL: &str =
    "articles,jsonld,events,mentions,gkg,table,parquet,quotes,nquads,ntriples,turtle,neo4j,neptune,ladybug";

#[test]
fn with_no_text_no_wording_leaves() {
    let texts = texts();
    let out = convert(&["fixtures"], &["--to", ALL, "--text", "none", "--pretty"]);
    for name in files(out.path()) {
        let written = words_of(out.path(), &name);
        for text in &texts {
            if let Some(run) = runs(text).find(|run| written.contains(run.as_str())) {
                panic!("{name} holds \"{run}\"");
            }
        }
    }
}

#[test]
fn with_sentences_only_the_sentences_of_events_leave() {
    let texts = texts();
    let out = convert(&["fixtures"], &["--to", ALL, "--text", "sentence", "--pretty"]);
    // The graph also keeps what is negated or only supposed.
    let all = convert(&["fixtures"], &["--to", "mentions", "--all-modes"]);
    let told: String = lines(all.path(), "evidence.jsonl")
        .iter()
        .filter_map(|line| {
            serde_json::from_str::<Value>(line).expect("evidence")["sentence"].as_str().map(str::to_owned)
        })
        .collect::<Vec<_>>()
        .join("\n");
    let told_words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in files(out.path()) {
        let written = words_of(out.path(), &name);
        for text in &texts {
            let stray = runs(text).find(|run| written.contains(run.as_str()) && !told_words.contains(run.as_str()));
            assert!(stray.is_none(), "{name} holds \"{}\"", stray.unwrap_or_default());
        }
    }
}

/// What the files name beside the articles' words, in lower case; addresses left out, which are not ours to change.
fn named(persons: &str) -> String {
    let out = convert(&["fixtures"], &["--to", ALL, "--text", "none", "--persons", persons]);
    let read = |name: &String| words_of(out.path(), name);
    let all: String = files(out.path()).iter().map(read).collect();
    all.to_lowercase()
        .split("https://")
        .map(|part| part.split_once(['"', '\t', '>']).map_or("", |(_, rest)| rest))
        .collect()
}

#[test]
fn people_are_named_as_far_as_was_asked() {
    let [all, public, none] = ["all", "public", "none"].map(named);
    let (known, signed, private) = ("jimmy carter", "dana whitlock", "louis caldera");
    assert!(all.contains(known) && all.contains(signed) && all.contains(private));
    assert!(public.contains(known) && public.contains(signed) && !public.contains(private));
    assert!(!none.contains(known) && !none.contains(signed) && !none.contains(private));
}
