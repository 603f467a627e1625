//! Runs every example of the pattern files and prints want and got with file and line.
//!
//! `known_failures.txt` lists the sentences that do not yet give what they must; it is checked both ways, so that an
//! unexpected success fails too. `UPDATE=1 cargo test -p nutgraf-coder --test examples` writes it anew.

use nutgraf_coder::{Coder, CoderOptions, Dictionary, Example, ExampleEvent};
use nutgraf_model::{Article, ArticleDraft, DraftBlock};
use std::collections::{BTreeMap, BTreeSet};
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

/// Codes without an example, a tab and why no sentence gives them.
const WITHOUT_EXAMPLE: &str = include_str!("codes_without_example.tsv");

#[test]
fn every_code_has_an_example_or_a_reason() {
    let examples = Dictionary::with_examples().examples();
    let shown: BTreeSet<&str> = examples.iter().flat_map(|e| &e.events).map(|e| e.code.as_str()).collect();
    let reasons: BTreeSet<&str> =
        WITHOUT_EXAMPLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| Some(l.split_once('\t')?.0)).collect();
    let codes: BTreeSet<&str> = nutgraf_model::cameo_events().iter().map(|e| e.code).collect();
    let missing: Vec<&&str> = codes.iter().filter(|c| !shown.contains(*c) && !reasons.contains(*c)).collect();
    let idle: Vec<&&str> = reasons.iter().filter(|c| shown.contains(*c) || !codes.contains(*c)).collect();
    assert!(
        missing.is_empty() && idle.is_empty(),
        "no example: {missing:?}; a reason but an example, or no code: {idle:?}"
    );
}

/// A near miss of a root: it stands in the root's file and gives another code, or none.
fn is_near_miss(example: &Example) -> bool {
    let root = example.at.strip_prefix("patterns/").map_or("", |rest| &rest[..2]);
    example.events.iter().all(|event| !event.code.starts_with(root))
}

#[test]
fn half_of_the_examples_are_near_misses() {
    let examples = Dictionary::with_examples().examples();
    let mut roots: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for example in &examples {
        let (all, near) = roots.entry(example.at.split(':').next().unwrap_or_default()).or_default();
        *all += 1;
        *near += usize::from(is_near_miss(example));
    }
    let near: usize = roots.values().map(|(_, near)| near).sum();
    assert!(examples.len() >= 6000, "{} examples", examples.len());
    assert!(near * 2 >= examples.len(), "{near} near misses of {} examples", examples.len());
    for (file, (all, near)) in &roots {
        assert!(*all >= 100 && near * 5 >= all * 2, "{file}: {near} near misses of {all} examples");
    }
    assert_eq!(roots.len(), 20);
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

/// Every line of the pattern files that gives a code, as `patterns/04.txt`, its number and what it says.
fn pattern_lines() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dictionaries/en/patterns");
    let mut lines = Vec::new();
    for root in 1..=20 {
        let name = format!("{root:02}.txt");
        let text = std::fs::read_to_string(folder.join(&name)).expect("a pattern file");
        let entries = text.lines().enumerate().filter(|(_, l)| l.starts_with(|c: char| c.is_ascii_digit()));
        lines.extend(entries.map(|(at, line)| (format!("patterns/{name}:{}", at + 1), line.to_owned())));
    }
    lines
}

#[test]
fn every_line_is_proved_by_an_example() {
    let dictionary = Dictionary::with_examples();
    let coder = Coder::new(dictionary.clone(), CoderOptions { all_modes: true, ..CoderOptions::default() });
    let tables = Coder::new(dictionary.clone(), CoderOptions::default());
    let mut proved = BTreeSet::new();
    for example in dictionary.examples().iter().filter(|e| e.check(&tables).is_none()) {
        let draft = ArticleDraft { body: vec![DraftBlock::text(&example.sentence)], ..ArticleDraft::default() };
        proved.extend(coder.code(Article::new(draft)).events.into_iter().map(|event| event.evidence.rule));
    }
    let lines = pattern_lines();
    let unproved: Vec<&(String, String)> = lines.iter().filter(|(at, _)| !proved.contains(at)).collect();
    assert!(unproved.is_empty(), "no passing example gives an event by: {unproved:#?}");
}
