//! What a graph of records must hold.

mod records;

use nutgraf_model::{Record, TextPolicy};
use nutgraf_rdf::{Base, Options, Syntax, Writer};
use oxttl::{NQuadsParser, NTriplesParser, TurtleParser};
use records::{bare, full};
use std::collections::BTreeSet;

fn written(records: &[Record], syntax: Syntax, options: &Options) -> String {
    let mut writer = Writer::new(Vec::new(), Options { syntax, ..options.clone() });
    for record in records {
        writer.write(record).expect("memory takes every byte");
    }
    String::from_utf8(writer.finish().expect("memory takes every byte")).expect("a graph is UTF-8")
}

fn corpus() -> Vec<Record> {
    vec![full(Some("https://harborwire.example/1926/ossa.html")), full(None), bare()]
}

#[test]
fn every_line_is_a_quad_without_blank_nodes() {
    let text = written(&corpus(), Syntax::NQuads, &Options::default());
    for quad in NQuadsParser::new().for_slice(text.as_bytes()) {
        let quad = quad.expect("well-formed N-Quads");
        assert!(!quad.subject.is_blank_node() && !quad.object.is_blank_node(), "{quad}");
        assert!(quad.graph_name.is_named_node(), "{quad}");
    }
}

#[test]
fn a_statement_stands_in_one_graph_and_once_a_record() {
    for record in corpus() {
        let text = written(std::slice::from_ref(&record), Syntax::NQuads, &Options::default());
        let lines: BTreeSet<&str> = text.lines().collect();
        assert_eq!(lines.len(), text.lines().count(), "a line comes twice");
        let triples: BTreeSet<&str> = text.lines().map(|line| line.rsplit_once(" <").expect("a graph").0).collect();
        assert_eq!(triples.len(), lines.len(), "a statement stands in two graphs");
    }
}

#[test]
fn turtle_and_ntriples_say_the_same_as_nquads() {
    let corpus = corpus();
    let options = Options::default();
    let quads: BTreeSet<String> = NQuadsParser::new()
        .for_slice(written(&corpus, Syntax::NQuads, &options).as_bytes())
        .map(|quad| oxrdf::Triple::from(quad.expect("well-formed N-Quads")).to_string())
        .collect();
    let triples: BTreeSet<String> = NTriplesParser::new()
        .for_slice(written(&corpus, Syntax::NTriples, &options).as_bytes())
        .map(|triple| triple.expect("well-formed N-Triples").to_string())
        .collect();
    let turtle: BTreeSet<String> = TurtleParser::new()
        .for_slice(written(&corpus, Syntax::Turtle, &options).as_bytes())
        .map(|triple| triple.expect("well-formed Turtle").to_string())
        .collect();
    assert_eq!(quads, triples);
    assert_eq!(quads, turtle);
}

#[test]
fn sorted_lines_stand_once_and_do_not_depend_on_order() {
    let options = Options { sort: true, ..Options::default() };
    let mut corpus = corpus();
    let sorted = written(&corpus, Syntax::NQuads, &options);
    assert!(sorted.lines().is_sorted_by(|a, b| a < b));
    let plain = written(&corpus, Syntax::NQuads, &Options::default());
    assert_eq!(sorted.lines().collect::<BTreeSet<_>>(), plain.lines().collect::<BTreeSet<_>>());
    corpus.reverse();
    assert_eq!(written(&corpus, Syntax::NQuads, &options), sorted);
}

#[test]
fn the_words_of_every_span_are_the_text_at_its_offsets() {
    let record = full(None);
    let text = written(std::slice::from_ref(&record), Syntax::NQuads, &Options::default());
    let mut seen = 0;
    for quad in NQuadsParser::new().for_slice(text.as_bytes()) {
        let quad = quad.expect("well-formed N-Quads");
        if !quad.predicate.as_str().ends_with("#anchorOf") {
            continue;
        }
        let subject = quad.subject.to_string();
        let (_, offsets) = subject.trim_end_matches('>').rsplit_once("#char=").expect("a span");
        let (begin, end) = offsets.split_once(',').expect("two offsets");
        let (begin, end): (usize, usize) = (begin.parse().expect("a number"), end.parse().expect("a number"));
        let words: String = record.article.text.chars().skip(begin).take(end - begin).collect();
        let oxrdf::Term::Literal(anchor) = quad.object else { panic!("an anchor is a literal") };
        assert_eq!(anchor.value(), words);
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn no_words_leave_that_the_policy_keeps() {
    let corpus = corpus();
    let graph = |text| written(&corpus, Syntax::NQuads, &Options { text, ..Options::default() });
    let (full, sentence, none) = (graph(TextPolicy::Full), graph(TextPolicy::Sentence), graph(TextPolicy::None));
    for words in
        ["over \\\"naval\\\"", "Blockade feared", "summary of the matter", "harbour at dusk", "wait", "Nothing"]
    {
        assert!(full.contains(words), "{words}");
        assert!(!sentence.contains(words), "{words}");
        assert!(!none.contains(words), "{words}");
    }
    assert!(sentence.contains("with a blockade on Tuesday"));
    assert!(!none.contains("with a blockade on Tuesday") && !none.contains("\"threatened\""));
    assert!(none.contains("#char="), "offsets stay");
}

#[test]
fn two_articles_that_tell_of_one_event_share_its_node_only() {
    let one = full(Some("https://a.example/1"));
    let other = full(Some("https://b.example/2"));
    let lines = |record: &Record| -> BTreeSet<String> {
        written(std::slice::from_ref(record), Syntax::NQuads, &Options::default()).lines().map(String::from).collect()
    };
    let shared = "<https://nutgraf.invalid/shared> .";
    let (one, other) = (lines(&one), lines(&other));
    let common: Vec<&String> = one.intersection(&other).collect();
    assert!(common.iter().all(|line| line.ends_with(shared)));
    let own: Vec<&String> = one.difference(&other).filter(|line| line.ends_with(shared)).collect();
    let about_events = own.iter().filter(|line| line.starts_with("<https://nutgraf.invalid/event/")).count();
    assert_eq!(about_events, 0, "an event says the same whoever tells it: {own:?}");
}

#[test]
fn the_base_is_the_callers() {
    assert!(Base::new("https://a.example/kg").is_err());
    assert!(Base::new("kg/").is_err());
    assert!(Base::new("https://a.example/k g/").is_err());
    let base = Base::new("https://kg.example/id/").expect("a base");
    let text = written(&corpus(), Syntax::NQuads, &Options { base, ..Options::default() });
    assert!(text.contains("<https://kg.example/id/event/") && !text.contains("nutgraf.invalid/event/"));
}

#[test]
fn a_difference_says_what_goes_and_what_comes() {
    let options = Options::default();
    let old =
        written(&[full(Some("https://a.example/1")), full(Some("https://b.example/2"))], Syntax::NQuads, &options);
    let new = written(&[full(Some("https://b.example/2")), bare()], Syntax::NQuads, &options);
    let mut update = Vec::new();
    // Little memory, so that the disk is used.
    let scratch = || nutgraf_sort::Scratch::default().with_memory(1 << 12);
    let diff = |old: &[u8], new: &[u8], update: &mut Vec<u8>| nutgraf_rdf::diff(old, new, update, scratch());
    let changes = diff(old.as_bytes(), new.as_bytes(), &mut update).expect("both are graphs");
    let sets = [&old, &new].map(|text| text.lines().collect::<BTreeSet<_>>());
    let only = |one: usize, other: usize| sets[one].difference(&sets[other]).count() as u64;
    assert_eq!((changes.removed, changes.added), (only(0, 1), only(1, 0)));
    let update = String::from_utf8(update).expect("an update is UTF-8");
    let (removed, added) = update.split_once("INSERT DATA").expect("both happen");
    assert!(removed.contains("<https://a.example/1>") && !removed.contains("<https://b.example/2>"));
    assert!(added.contains("Nothing happened.") && !added.contains("naval"));

    let mut nothing = Vec::new();
    diff(new.as_bytes(), new.as_bytes(), &mut nothing).expect("both are graphs");
    assert!(nothing.is_empty());
    assert!(diff(b"<a> b", new.as_bytes(), &mut nothing).is_err());
    assert!(diff(b"_:a <x:b> <x:c> .\n", new.as_bytes(), &mut nothing).is_err());
}
