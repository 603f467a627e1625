//! Runs every example of the pattern files and prints want and got with file and line.
//!
//! `known_failures.txt` lists the sentences that do not yet give what they must; it is checked both ways, so that an
//! unexpected success fails too. `UPDATE=1 cargo test -p nutgraf-coder --test examples` writes it anew.

use nutgraf_coder::{Coder, CoderOptions, Dictionary, Example, ExampleEvent};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

fn show(events: &[ExampleEvent]) -> String {
    if events.is_empty() {
        return "none".into();
    }
    let each: Vec<String> = events.iter().map(|e| format!("{} {} {}", e.source, e.code, e.target)).collect();
    each.join("; ")
}

fn known_failures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/known_failures.txt")
}

#[test]
fn every_example_gives_what_it_must() {
    let dictionary = Dictionary::with_examples();
    let coder = Coder::new(dictionary.clone(), CoderOptions::default());
    let examples = dictionary.examples();
    let failing: Vec<(&Example, Vec<ExampleEvent>)> =
        examples.iter().filter_map(|e| e.check(&coder).map(|got| (e, got))).collect();
    let sentences: BTreeSet<&str> = failing.iter().map(|(e, _)| e.sentence.as_str()).collect();
    if std::env::var_os("UPDATE").is_some() {
        let text: String = sentences.iter().map(|s| format!("{s}\n")).collect();
        std::fs::write(known_failures(), text).expect("the tests' folder can be written");
    }
    let listed = std::fs::read_to_string(known_failures()).unwrap_or_default();
    let known: BTreeSet<&str> = listed.lines().collect();
    let mut report = String::new();
    for (example, got) in &failing {
        if !known.contains(example.sentence.as_str()) || std::env::var_os("ALL").is_some() {
            let _ = writeln!(
                report,
                "{}: {}\n  want {}\n  got  {}",
                example.at,
                example.sentence,
                show(&example.events),
                show(got)
            );
        }
    }
    for sentence in known.difference(&sentences) {
        let _ = writeln!(report, "known failure that passes now (or is gone): {sentence}");
    }
    assert!(report.is_empty(), "{report}\n{} of {} examples fail", failing.len(), examples.len());
}
