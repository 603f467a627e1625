//! Why a text gives the events it gives: trees, mentions, patterns that fit and patterns that lost, steps of mode.

use crate::coder::{Reading, words};
use crate::discourse::Discourse;
use crate::matching::Miss;
use crate::patterns::{Pattern, Slot};
use crate::sentence;
use crate::tree::Tree;
use crate::view::View;
use crate::{Coder, CoderOptions};
use nutgraf_model::{Article, Event, Mode};
use serde::Serialize;
use std::fmt;

/// How a text was read, sentence by sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The sentences that were looked into.
    pub sentences: Vec<SentenceExplanation>,
}

/// How one sentence was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceExplanation {
    /// One-based number in the text.
    pub number: u32,
    /// Its words.
    pub text: String,
    /// Its tree, a token a row; empty where nobody is named, so that no tree was made.
    pub tree: Vec<TokenRow>,
    /// Who, where and when.
    pub mentions: Vec<MentionRow>,
    /// Words that could tell an event.
    pub triggers: Vec<TriggerRow>,
    /// The events it gives, negated and hypothetical ones too.
    pub events: Vec<Event>,
}

/// One token of a tree, as the coder reads it: what the parser gets wrong is put right where a rule knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenRow {
    /// One-based place in the sentence.
    pub number: u32,
    /// The word as written.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Place of the word it hangs on, 0 for the root.
    pub head: u32,
    /// Relation to that word.
    pub relation: &'static str,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionRow {
    /// The naming words.
    pub text: String,
    /// `actor`, `place` or `time`.
    pub kind: &'static str,
    /// Actor code, place or date.
    pub value: String,
    /// Dictionary file and line, or how else it is known.
    pub from: String,
}

/// A word that could tell an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TriggerRow {
    /// The word.
    pub word: String,
    /// The pattern that won, with file and line.
    pub pattern: Option<String>,
    /// Patterns that lost, and why.
    pub lost: Vec<String>,
}

impl Coder {
    /// Explains how the article is coded.
    pub fn explain(&self, article: &Article) -> Explanation {
        let all = Coder::new(self.dictionary().clone(), CoderOptions { all_modes: true, min_confidence: 0.0 });
        let reading = all.read(&article.text, article);
        let events = all.code(article.clone()).events;
        let sentences =
            (0..reading.document.sentences().len()).map(|number| all.explain_sentence(&reading, number, &events));
        Explanation { sentences: sentences.collect() }
    }

    fn explain_sentence(&self, reading: &Reading<'_>, number: usize, events: &[Event]) -> SentenceExplanation {
        let document = &reading.document;
        let sentence = document.sentences()[number];
        let mut row = SentenceExplanation {
            number: number as u32 + 1,
            text: words(document, sentence.range()).to_owned(),
            tree: Vec::new(),
            mentions: Vec::new(),
            triggers: Vec::new(),
            events: events.iter().filter(|e| e.sentence == number as u32 + 1).cloned().collect(),
        };
        if sentence.is_analysed() {
            let tree = Tree::new(document, number, &self.dictionary().patterns.symbols, &reading.mentions);
            let discourse = Discourse::default();
            let view = View::new(&tree, &reading.mentions, &self.dictionary().patterns, &discourse);
            row.tree = tree.range().map(|at| token_row(&tree, at)).collect();
            row.mentions = mention_rows(reading, tree.range());
            row.triggers = self.trigger_rows(&view);
        }
        row
    }

    fn trigger_rows(&self, view: &View<'_, '_, '_>) -> Vec<TriggerRow> {
        let patterns = &self.dictionary().patterns;
        let won = sentence::triggers(view);
        let mut rows = Vec::new();
        for at in view.tree.range() {
            for &kind in view.kinds(at) {
                let winner = won.iter().find(|t| t.frame.trigger == at && t.frame.kind == kind);
                let frame = view.frame(kind, at);
                let mut lost = Vec::new();
                for pattern in patterns.of_head(kind, view.tree.symbol(at)) {
                    if winner.is_some_and(|w| std::ptr::eq(w.found.pattern, pattern)) {
                        continue;
                    }
                    let why = match view.fit(pattern, &frame) {
                        Ok(found) => format!("fits less ({})", found.score),
                        Err(miss) => reason(pattern, &miss),
                    };
                    lost.push(format!("{}: {why}", shown(patterns.show(pattern.line), pattern)));
                }
                if winner.is_some() || !lost.is_empty() {
                    let pattern = winner.map(|w| {
                        format!("{} ({})", shown(patterns.show(w.found.pattern.line), w.found.pattern), w.found.score)
                    });
                    rows.push(TriggerRow { word: view.tree.form(at).to_owned(), pattern, lost });
                }
            }
        }
        rows
    }
}

fn shown(line: String, pattern: &Pattern) -> String {
    format!("{line} {} {}", pattern.code.as_ref().map_or("---", |c| c.as_str()), pattern.text)
}

fn reason(pattern: &Pattern, miss: &Miss) -> String {
    match miss {
        Miss::Slot(at) => {
            let slot = pattern.text.split_whitespace().filter(|p| *p != "~" && *p != "-T").nth(at + 1).unwrap_or("?");
            match pattern.slots.get(*at) {
                Some(Slot::Not(_)) => format!("{slot} is there"),
                _ => format!("no {slot}"),
            }
        }
        Miss::Particle => "no particle".into(),
        Miss::Subject => "the subject is nobody who acts, or not in that role".into(),
        Miss::Nobody => "nobody takes part".into(),
    }
}

fn token_row(tree: &Tree<'_, '_>, at: usize) -> TokenRow {
    let first = tree.range().start;
    TokenRow {
        number: (at - first) as u32 + 1,
        form: tree.form(at).to_owned(),
        lemma: tree.lemma(at).to_owned(),
        upos: tree.upos(at).as_str(),
        head: tree.head(at).map_or(0, |head| (head - first) as u32 + 1),
        relation: tree.relation(at).as_str(),
    }
}

fn mention_rows(reading: &Reading<'_>, range: std::ops::Range<usize>) -> Vec<MentionRow> {
    let document = &reading.document;
    let mut rows = Vec::new();
    for (at, m) in reading.mentions.actors.iter().enumerate().filter(|(_, m)| range.contains(&m.head)) {
        let members: Vec<&str> =
            m.members.iter().filter_map(|&i| reading.mentions.actors.get(i)).map(|i| i.code.as_str()).collect();
        let value =
            if members.is_empty() { m.code.to_string() } else { format!("{} = {}", m.code, members.join(" + ")) };
        let from = if m.line.is_empty() { format!("{:?}", m.by).to_lowercase() } else { m.line.clone() };
        let text = format!("{} [head {}, {}]", words(document, m.tokens.clone()), document.form(m.head), at);
        rows.push(MentionRow { text, kind: "actor", value, from });
    }
    for m in reading.mentions.places.iter().filter(|m| range.contains(&m.head)) {
        let value = format!("{} {}", m.place.name, m.place.iso2.as_ref().map_or("", |c| c.as_str()));
        rows.push(MentionRow {
            text: words(document, m.tokens.clone()).to_owned(),
            kind: "place",
            value,
            from: String::new(),
        });
    }
    for m in reading.mentions.times.iter().filter(|m| range.contains(&m.head)) {
        rows.push(MentionRow {
            text: words(document, m.tokens.clone()).to_owned(),
            kind: "time",
            value: m.when.to_string(),
            from: String::new(),
        });
    }
    rows
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, sentence) in self.sentences.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{sentence}")?;
        }
        Ok(())
    }
}

impl fmt::Display for SentenceExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  {}", self.number, self.text)?;
        for t in &self.tree {
            writeln!(f, "  {:>3} {:<18} {:<16} {:<6} {:>3} {}", t.number, t.form, t.lemma, t.upos, t.head, t.relation)?;
        }
        for m in &self.mentions {
            writeln!(f, "  {:<6} {} = {}  {}", m.kind, m.text, m.value, m.from)?;
        }
        for t in &self.triggers {
            match &t.pattern {
                Some(pattern) => writeln!(f, "  {} fits {pattern}", t.word)?,
                None => writeln!(f, "  {} fits nothing", t.word)?,
            }
            // Close losers tell most; the rest is in the JSON form.
            let close = t.lost.iter().filter(|l| l.contains("fits less"));
            let others: Vec<&String> = t.lost.iter().filter(|l| !l.contains("fits less")).collect();
            for lost in close.chain(others.iter().copied().take(4)) {
                writeln!(f, "      not {lost}")?;
            }
            if others.len() > 4 {
                writeln!(f, "      and {} more do not fit", others.len() - 4)?;
            }
        }
        for event in &self.events {
            write_event(f, event)?;
        }
        Ok(())
    }
}

fn write_event(f: &mut fmt::Formatter<'_>, event: &Event) -> fmt::Result {
    let actor =
        |a: &Option<nutgraf_model::Actor>| a.as_ref().map_or("---".into(), |a| format!("{} ({})", a.code, a.text));
    write!(f, "  → {} {} {}", actor(&event.source), event.code, actor(&event.target))?;
    if event.reciprocal {
        write!(f, ", both ways")?;
    }
    if event.mode != Mode::Asserted {
        write!(f, ", {}", event.mode.as_str())?;
    }
    if let Some(date) = event.date {
        write!(f, ", {date}")?;
    }
    if let Some(place) = &event.place {
        write!(f, ", {}", place.name)?;
    }
    write!(f, "; \"{}\", {}", event.evidence.trigger, event.evidence.rule)?;
    for step in &event.evidence.steps {
        write!(f, "; {step}")?;
    }
    writeln!(f, "; confidence {}: {}", event.confidence.value, event.confidence.because.join(", "))
}
