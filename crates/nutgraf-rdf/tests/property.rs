//! Property-graph files: every relationship joins nodes that are there, and nothing stands twice.

mod records;

use nutgraf_model::TextPolicy;
use nutgraf_rdf::{Flavour, Options, PropertyGraph, elements};
use nutgraf_sort::Scratch;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::rc::Rc;

/// Files in memory.
#[derive(Clone, Default)]
struct Files(Rc<RefCell<BTreeMap<String, Vec<u8>>>>);

struct File(Files, String);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.0.borrow_mut().entry(self.1.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(flavour: Flavour, text: TextPolicy, turned: bool) -> BTreeMap<String, String> {
    let mut corpus = vec![records::full(Some("https://a.example/1")), records::full(None), records::bare()];
    corpus.push(records::full(None));
    if turned {
        corpus.reverse();
    }
    // Little memory, so that the disk is used.
    let mut graph = PropertyGraph::new(Scratch::default().with_memory(1 << 12));
    let options = Options { text, ..Options::default() };
    let mut lines = Vec::new();
    corpus.iter().for_each(|record| elements(record, &options, &mut lines));
    graph.add(&lines).expect("lines of elements");
    assert!(graph.add(b"Nonsense\tx\ty").is_err());
    let files = Files::default();
    graph
        .sort()
        .expect("room")
        .write(flavour, |name| Ok(File(files.clone(), name.to_owned())), |_| Ok(()))
        .expect("memory takes every byte");
    let files = files.0.borrow();
    files.iter().map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).expect("UTF-8"))).collect()
}

fn column(text: &str, at: usize) -> Vec<String> {
    text.lines().skip(1).map(|line| line.split(',').nth(at).expect("a column").to_owned()).collect()
}

#[test]
fn relationships_join_nodes_that_are_there() {
    let files = written(Flavour::Neptune, TextPolicy::Full, false);
    let mut nodes = BTreeSet::new();
    for (_, text) in files.iter().filter(|(name, _)| name.starts_with("nodes_")) {
        for id in column(text, 0) {
            assert!(nodes.insert(id), "a node stands twice");
        }
    }
    let mut edges = BTreeSet::new();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with("edges_")) {
        for (id, (from, to)) in column(text, 0).into_iter().zip(column(text, 1).into_iter().zip(column(text, 2))) {
            assert!(nodes.contains(&from) && nodes.contains(&to), "{name}: {from} {to}");
            assert!(edges.insert(id), "{name}: a relationship stands twice");
        }
    }
    assert!(edges.len() > 20);
}

#[test]
fn rows_have_the_columns_of_their_header() {
    for flavour in [Flavour::Neo4j, Flavour::Neptune, Flavour::Ladybug] {
        for (name, text) in written(flavour, TextPolicy::None, false).iter().filter(|(name, _)| name.ends_with(".csv"))
        {
            let mut rows = text.lines().map(columns);
            let header = rows.next().expect("a header");
            assert!(rows.all(|count| count == header), "{name}:\n{text}");
        }
    }
}

/// Counts cells, heeding quotation marks.
fn columns(line: &str) -> usize {
    let mut quoted = false;
    let commas = line.chars().filter(|c| {
        quoted ^= *c == '"';
        *c == ',' && !quoted
    });
    commas.count() + 1
}

#[test]
fn the_order_of_records_does_not_matter() {
    assert_eq!(written(Flavour::Neo4j, TextPolicy::Full, false), written(Flavour::Neo4j, TextPolicy::Full, true));
}

#[test]
fn no_words_leave_that_the_policy_keeps() {
    let all = |text| written(Flavour::Neo4j, text, false).into_values().collect::<String>();
    assert!(all(TextPolicy::Full).contains("We will not wait"));
    let (sentence, none) = (all(TextPolicy::Sentence), all(TextPolicy::None));
    assert!(sentence.contains("with a blockade on Tuesday") && !sentence.contains("We will not wait"));
    assert!(!none.contains("with a blockade") && !none.contains("\"threatened\"") && !none.contains("naval"));
}
