//! The examples under the patterns: what proves each line, and a corpus in its own right.

use crate::dictionary::{embedded_files, rows};
use crate::{Coder, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, Event};
use serde::Serialize;

/// A sentence of the pattern files and every event that it must give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// File and line, such as `patterns/04.txt:7`.
    pub at: String,
    /// The sentence.
    pub sentence: String,
    /// Its events, in no order; none for a near miss.
    pub events: Vec<ExampleEvent>,
}

/// An example as others train and test on it: a line of `nutgraf dictionary export`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportedExample {
    /// The sentence, or the noun phrase of an actor.
    pub sentence: String,
    /// What it must give and no more: events of a sentence, in no order, the actor of a phrase; empty for a near miss.
    pub want: Vec<Want>,
    /// The dictionary file, relative to `dictionaries/en`.
    pub file: String,
    /// The line in it, from one.
    pub line: u32,
}

/// One thing that an example must give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Want {
    /// An event that stands in the tables.
    Event(ExampleEvent),
    /// An actor by its CAMEO code.
    Actor {
        /// The code.
        actor: String,
    },
}

/// An event of an example. `---` stands for an absent actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ExampleEvent {
    /// CAMEO code of the source.
    pub source: String,
    /// CAMEO event code.
    pub code: String,
    /// CAMEO code of the target.
    pub target: String,
}

impl Dictionary {
    /// The examples of all pattern files, in the order of the files.
    pub fn examples(&self) -> Vec<Example> {
        let patterns = &self.patterns;
        let example = |e: &crate::patterns::Example| Example {
            at: patterns.show(e.line),
            sentence: e.sentence().to_owned(),
            events: e.events().map(|[s, c, t]| event(s, c, t)).collect(),
        };
        patterns.examples().iter().map(example).collect()
    }
}

impl ExportedExample {
    /// Every example of the dictionaries in the crate: sentences of the pattern files, then noun phrases of the agents.
    pub fn all() -> Vec<ExportedExample> {
        let sentences = Dictionary::with_examples().patterns.examples().iter().map(|example| {
            let want = example.events().map(|[s, c, t]| Want::Event(event(s, c, t))).collect();
            let (file, line) = Dictionary::with_examples().patterns.place(example.line);
            ExportedExample { sentence: example.sentence().to_owned(), want, file, line }
        });
        sentences.chain(agent_examples()).collect()
    }
}

fn agent_examples() -> impl Iterator<Item = ExportedExample> {
    let files = embedded_files().iter().filter(|(name, _)| *name == "agents.tsv");
    files.flat_map(|(name, text)| rows(name, text, 4)).filter_map(|row| {
        let row = row.ok()?;
        let (phrase, code) = row.cell(3).rsplit_once('=')?;
        let want = vec![Want::Actor { actor: code.trim().to_owned() }];
        Some(ExportedExample {
            sentence: phrase.trim().to_owned(),
            want,
            file: row.file.to_owned(),
            line: row.line as u32,
        })
    })
}

fn event(source: &str, code: &str, target: &str) -> ExampleEvent {
    ExampleEvent { source: source.to_owned(), code: code.to_owned(), target: target.to_owned() }
}

impl Example {
    /// Codes the sentence and compares: nothing where it gives what it must, else what it gave.
    pub fn check(&self, coder: &Coder) -> Option<Vec<ExampleEvent>> {
        let draft = ArticleDraft { body: vec![DraftBlock::text(&self.sentence)], ..ArticleDraft::default() };
        let record = coder.code(Article::new(draft));
        let events: Vec<&Event> = record.events.iter().filter(|e| e.is_tabled()).collect();
        let mut wanted = self.events.clone();
        let all_met = events.iter().all(|e| match wanted.iter().position(|w| meets(e, w)) {
            Some(at) => {
                wanted.swap_remove(at);
                true
            }
            None => false,
        });
        if all_met && wanted.is_empty() { None } else { Some(events.into_iter().map(shown).collect()) }
    }
}

fn shown(found: &Event) -> ExampleEvent {
    let code = |actor: &Option<nutgraf_model::Actor>| actor.as_ref().map_or("---".to_owned(), |a| a.code.to_string());
    event(&code(&found.source), found.code.as_str(), &code(&found.target))
}

fn meets(found: &Event, wanted: &ExampleEvent) -> bool {
    let found_as = shown(found);
    let swapped =
        ExampleEvent { source: found_as.target.clone(), code: found_as.code.clone(), target: found_as.source.clone() };
    found_as == *wanted || (found.reciprocal && swapped == *wanted)
}
