//! What must be refused, and how.

use crate::command::{convert, files, lines, nutgraf, root};
use serde_json::Value;

fn stderr(arguments: &[&str], code: i32) -> String {
    let run = nutgraf(arguments).assert().code(code);
    String::from_utf8(run.get_output().stderr.clone()).expect("messages are UTF-8")
}

#[test]
fn wrong_use_says_what_would_be_right() {
    let out = tempfile::tempdir().expect("a temporary directory");
    let out = out.path().to_str().expect("temporary paths are Unicode");
    assert!(
        stderr(&["convert", "no/such/file", "--out", out], 2)
            .contains("no/such/file: no such file or directory; check the path")
    );
    assert!(stderr(&["convert", "fixtures", "--out", out, "--to", "xml"], 2).contains("choose from articles, jsonld"));
    assert!(stderr(&["convert", "fixtures", "--out", "-"], 2).contains("name it with --to"));
    assert!(stderr(&["convert", "fixtures/*.nothing", "--out", out], 2).contains("no file matches"));
    assert!(stderr(&["schema", "nonsense"], 2).contains("nonsense"));
}

#[test]
fn hostile_documents_are_rejected_with_a_reason_each() {
    let hostile = files(&root().join("tests/hostile"));
    assert!(!hostile.is_empty());
    let inputs: Vec<String> =
        hostile.iter().filter(|n| *n != "README.md").map(|name| format!("tests/hostile/{name}")).collect();
    let out = convert(&inputs.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    let rejects: Vec<Value> = lines(out.path(), "rejects.jsonl")
        .iter()
        .map(|line| serde_json::from_str(line).expect("a reject is JSON"))
        .collect();
    let articles = lines(out.path(), "articles.jsonl");
    let silent: Vec<_> = inputs
        .iter()
        .filter(|path| {
            let rejected = rejects.iter().any(|r| r["source"]["path"] == path.as_str());
            let kept = articles.iter().any(|line| line.contains(path.as_str()));
            !rejected && !kept
        })
        .collect();
    assert!(silent.is_empty(), "neither article nor reject: {silent:?}");
    for reject in &rejects {
        for key in ["kind", "why", "remedy"] {
            assert!(reject[key].as_str().is_some_and(|text| !text.is_empty()), "{reject} has no {key}");
        }
    }
}
