//! What is too large or too slow goes to the rejects, and the rest is done.

use crate::command::{convert, lines};
use serde_json::Value;
use std::fs;

#[test]
fn documents_over_budget_are_rejected() {
    let source = tempfile::tempdir().expect("a temporary directory");
    fs::write(source.path().join("a.md"), "# Short\n\nIsrael accused Syria.\n").expect("a file");
    fs::write(source.path().join("b.md"), format!("# Long\n\n{}\n", "Israel accused Syria. ".repeat(400)))
        .expect("a file");
    let source = source.path().to_str().expect("temporary paths are Unicode");
    let rejects = |options: &[&str]| {
        let out = convert(&[source], options);
        let kept = lines(out.path(), "articles.jsonl").len();
        let rejects: Vec<Value> = lines(out.path(), "rejects.jsonl")
            .iter()
            .map(|line| serde_json::from_str(line).expect("a reject is JSON"))
            .filter(|reject: &Value| reject["kind"] == "over_budget")
            .collect();
        (kept, rejects)
    };
    let (kept, large) = rejects(&["--max-bytes", "1000"]);
    assert_eq!((kept, large.len()), (1, 1));
    assert!(large[0]["source"]["path"].as_str().is_some_and(|path| path.ends_with("b.md")));
    let (kept, slow) = rejects(&["--timeout", "0"]);
    assert_eq!((kept, slow.len()), (0, 2));
    assert!(slow[0]["remedy"].as_str().is_some_and(|remedy| remedy.contains("--timeout")));
}
