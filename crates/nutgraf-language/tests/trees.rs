//! The trees that were written for the training, and to measure the model by, are well formed.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use nutgraf_language::{ConlluReader, ConlluSentence, Relation, Upos, Xpos};

fn sentences() -> Vec<ConlluSentence> {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("trees").join(name);
        let file = File::open(path).expect("the trees are part of the crate");
        ConlluReader::new(BufReader::new(file)).map(|sentence| sentence.expect("the trees are CoNLL-U"))
    };
    ["news.conllu", "agency.conllu", "agency-test.conllu"].into_iter().flat_map(read).collect()
}

/// What is wrong with a tree.
fn faults(sentence: &ConlluSentence) -> Vec<String> {
    let words: Vec<_> = sentence.words().collect();
    let mut faults = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut fault = |what: &str| faults.push(format!("line {}: {what}: {}", word.line(), word.form()));
        if word.id() != (at + 1).to_string() {
            fault("number");
        }
        if Upos::from_name(word.upos()).is_none() || Xpos::from_name(word.xpos()).is_none() {
            fault("tag");
        }
        match Relation::from_name(word.relation()) {
            None => fault("relation"),
            Some(relation) if (relation == Relation::Root) != (word.head() == Some(0)) => fault("root"),
            Some(_) => {}
        }
        let mut head = word.head();
        let mut steps = 0;
        while let Some(next) = head.filter(|&h| h > 0) {
            head = words.get(next - 1).and_then(|w| w.head());
            steps += 1;
            if steps > words.len() {
                fault("cycle");
                break;
            }
        }
        if head.is_none() {
            fault("head");
        }
        let leaf = matches!(word.relation(), "punct" | "case" | "det" | "aux" | "aux:pass" | "cop" | "mark" | "cc");
        // "According to", "shortly after", "before and after" and "in or out" grow on function words.
        let grows = |relation: &str| matches!(relation, "fixed" | "advmod" | "obl:unmarked" | "conj" | "cc");
        let children = words.iter().filter(|w| w.head() == Some(at + 1) && !grows(w.relation())).count();
        if leaf && children > 0 {
            fault("a function word with a child");
        }
    }
    if words.iter().filter(|word| word.head() == Some(0)).count() != 1 {
        faults.push(format!("not one root: {}", sentence.text()));
    }
    if words.iter().map(|w| w.form()).collect::<Vec<_>>().join(" ") != sentence.text() {
        faults.push(format!("the text is not the words: {}", sentence.text()));
    }
    faults
}

#[test]
fn trees_are_well_formed() {
    let sentences = sentences();
    assert!(sentences.len() > 600);
    let faults: Vec<String> = sentences.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn sentences_differ() {
    let mut texts: Vec<String> = sentences().iter().map(|s| s.text().to_lowercase()).collect();
    let count = texts.len();
    texts.sort();
    texts.dedup();
    assert!(texts.len() * 100 > count * 99);
}
