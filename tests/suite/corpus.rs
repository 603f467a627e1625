//! `nutgraf dictionary export`.

use crate::command::nutgraf;
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_line_says_what_its_sentence_must_give_and_where_it_stands() {
    let run = nutgraf(&["dictionary", "export"]).output().expect("the command starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).expect("JSON is UTF-8");
    let mut files = BTreeSet::new();
    let (mut none, mut events, mut actors) = (0, 0, 0);
    for line in text.lines() {
        let example: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(example["sentence"].as_str().is_some_and(|s| !s.is_empty()), "{line}");
        let file = example["file"].as_str().expect("the file's name").to_owned();
        assert!(stands_there(&file, &example), "{line}");
        files.insert(file);
        let want = example["want"].as_array().expect("a list");
        none += usize::from(want.is_empty());
        events += want.iter().filter(|w| w["code"].is_string() && w["source"].is_string()).count();
        actors += want.iter().filter(|w| w["actor"].is_string()).count();
    }
    assert!(none > 500 && events > 1500 && actors > 500, "{none} near misses, {events} events, {actors} actors");
    assert_eq!(files.len(), 21, "twenty roots and the agents: {files:?}");
}

/// Whether the file's line holds the sentence.
fn stands_there(file: &str, example: &Value) -> bool {
    let path = crate::command::root().join("crates/nutgraf-coder/dictionaries/en").join(file);
    let text = std::fs::read_to_string(path).expect("the file is in the tree");
    let line = example["line"].as_u64().expect("a number") as usize;
    text.lines().nth(line - 1).is_some_and(|l| l.contains(example["sentence"].as_str().unwrap_or("?")))
}
