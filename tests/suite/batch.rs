//! Many inputs in one run.

use crate::command::{convert, files, lines, nutgraf, root};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn bytes(directory: &Path, name: &str) -> Vec<u8> {
    fs::read(directory.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn all_fixtures_convert_and_nothing_is_lost() {
    let out = tempfile::tempdir().expect("a temporary directory");
    let path = out.path().to_str().expect("temporary paths are Unicode");
    nutgraf(&["convert", "fixtures", "--out", path]).assert().code(0);
    let manifest: Value = serde_json::from_slice(&bytes(out.path(), "manifest.json")).expect("the manifest is JSON");
    let counts = &manifest["counts"];
    assert_eq!(counts["documents"], lines(out.path(), "articles.jsonl").len());
    assert_eq!(counts["rejects"], 0);
    let named: BTreeSet<_> = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|f| f["name"].as_str().expect("a name").to_owned())
        .collect();
    let written: BTreeSet<_> = files(out.path()).into_iter().filter(|name| name != "manifest.json").collect();
    assert_eq!(named, written);
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let one = convert(&["fixtures"], &["--jobs", "1"]);
    let four = convert(&["fixtures"], &["--jobs", "4"]);
    for name in files(one.path()).iter().filter(|name| *name != "manifest.json") {
        assert!(bytes(one.path(), name) == bytes(four.path(), name), "{name} differs");
    }
}

#[test]
fn the_order_of_inputs_changes_no_table() {
    let mut inputs: Vec<String> =
        files(&root().join("fixtures")).iter().map(|name| format!("fixtures/{name}")).collect();
    let run = |inputs: &[String]| convert(&inputs.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    let forward = run(&inputs);
    inputs.reverse();
    let backward = run(&inputs);
    for name in ["events.tsv", "mentions.tsv", "evidence.jsonl"] {
        assert!(bytes(forward.path(), name) == bytes(backward.path(), name), "{name} differs");
    }
    for name in ["articles.jsonl", "jsonld.jsonl", "nquads.nq"] {
        let set = |directory: &Path| lines(directory, name).into_iter().collect::<BTreeSet<_>>();
        assert!(set(forward.path()) == set(backward.path()), "{name} differs");
    }
}

#[test]
fn a_format_may_go_to_standard_output() {
    let run = nutgraf(&["convert", "fixtures/articles", "--to", "jsonld", "--out", "-", "--quiet"]).assert().code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("JSON is UTF-8");
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).expect("a JSON-LD document");
        assert_eq!(document["@type"], "NewsArticle");
    }
}

#[test]
fn code_answers_every_line_in_order() {
    let input = concat!(
        r#"{"id":"b","text":"Israel attacked Syria on Monday.","date":"1967-06-06","more":1}"#,
        "\nnot json\n\n",
        r#"{"id":"a","text":"It rained."}"#,
        "\n"
    );
    let run = nutgraf(&["code", "--jobs", "2"]).write_stdin(input).assert().code(1);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("JSON is UTF-8");
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!((answers[0]["id"].as_str(), answers[2]["id"].as_str()), (Some("b"), Some("a")));
    assert_eq!(answers[0]["events"][0]["source_code"], "ISR");
    assert_eq!(answers[0]["events"][0]["target_code"], "SYR");
    assert_eq!(answers[1]["line"], 2);
    assert_eq!(answers[2]["events"].as_array().map(Vec::len), Some(0));
}

#[test]
fn articles_alone_are_those_of_a_full_run() {
    let alone = convert(&["fixtures"], &["--to", "articles"]);
    let full = convert(&["fixtures"], &["--to", "articles,events"]);
    assert_eq!(lines(alone.path(), "articles.jsonl"), lines(full.path(), "articles.jsonl"));
}
