//! How sure an event is: what speaks for and against it, each feature weighed as rows of ordinary news taught that a person
//! had judged right or wrong.

use crate::Error;
use crate::climb::Act;
use crate::dictionary::rows;
use crate::mention::{ActorMention, NamedBy};
use crate::pairing::Telling;
use crate::patterns::HeadKind;
use crate::view::View;
use nutgraf_language::Relation;
use nutgraf_model::{Actor, ActorCode, Confidence, Event, Mode};
use std::collections::HashMap;

/// What every event starts from, as a feature that it always has.
const START: &str = "start";

/// Every feature that an event may have.
const FEATURES: &[&str] = &[
    START,
    "many events in the article",
    "few events in the article",
    "short sentence",
    "demanding pattern",
    "told by a noun alone",
    "told by an adjective",
    "bare statement",
    "mode",
    "reported",
    "intended",
    "root 07",
    "root 11",
    "root 14",
    "root 15",
    "root 17",
    "between two states",
    "target is the source's own state",
    "no source",
    "source by name",
    "source by place",
    "source by pronoun",
    "source is the subject",
    "source guessed",
    "source without state",
    "source private",
    "source told elsewhere",
    "no target",
    "target by place",
    "target by pronoun",
    "target is the subject",
    "target behind other actors",
    "target military",
    "target private",
    "target told elsewhere",
    "target inferred: government",
    "target inferred: press",
];

/// Roots whose rows are right more or less often than others.
const TELLING_ROOTS: &[&str] = &["07", "11", "14", "15", "17"];

/// What each feature counts, in log odds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    of: HashMap<Box<str>, f64>,
}

impl Weights {
    /// Reads `confidence.tsv`: feature, weight, what it means. A later file may change single weights.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text, 3) {
            let row = row?;
            let feature = row.cell(0);
            if !FEATURES.contains(&feature) {
                return Err(row.fault(format!("\"{feature}\" is no feature; they are {}", FEATURES.join(" | "))));
            }
            self.of.insert(feature.into(), row.number(1)?);
        }
        Ok(())
    }

    /// Weighs the events of an article with so many sentences, whose `because` holds what their sentences show: adds what
    /// the events themselves show, and says what each feature counts, weightiest first.
    pub(crate) fn weigh(&self, events: &mut [Event], sentences: usize) {
        let told = events.iter().filter(|event| event.is_tabled()).count();
        for event in events {
            let mut features = std::mem::take(&mut event.confidence.because);
            add(&mut features, true, START);
            add(&mut features, told * 4 >= sentences, "many events in the article");
            add(&mut features, told * 8 < sentences, "few events in the article");
            of_event(event, &mut features);
            event.confidence = self.confidence(features);
        }
    }

    fn confidence(&self, features: Vec<String>) -> Confidence {
        debug_assert!(features.iter().all(|f| FEATURES.contains(&f.as_str())), "{features:?}");
        let weight = |name: &str| self.of.get(name).copied().unwrap_or_default();
        let mut weighed: Vec<(f64, String)> = features.into_iter().map(|name| (weight(&name), name)).collect();
        weighed.sort_by(|(a, x), (b, y)| b.abs().total_cmp(&a.abs()).then_with(|| x.cmp(y)));
        let odds: f64 = weighed.iter().map(|(weight, _)| weight).sum();
        let value = (100.0 / (1.0 + (-odds).exp())).round() / 100.0;
        let because = weighed.into_iter().map(|(weight, name)| format!("{name} {weight:+.2}")).collect();
        Confidence { value, because }
    }
}

fn add(features: &mut Vec<String>, holds: bool, name: &str) {
    if holds {
        features.push(name.to_owned());
    }
}

/// What the sentence of a telling shows: a confidence that [`Weights::weigh`] makes a number of when the article is read.
pub(crate) fn of_telling(view: &View<'_, '_, '_>, telling: &Telling<'_>) -> Confidence {
    let mut because = Vec::new();
    of_act(view, telling.act, &mut because);
    if let Some(source) = telling.source {
        of_source(view, telling.act, view.mention(source), &mut because);
    }
    if let Some(target) = telling.target {
        of_target(view, telling.act, view.mention(target), &mut because);
    }
    Confidence { value: 0.0, because }
}

fn of_act(view: &View<'_, '_, '_>, act: &Act, features: &mut Vec<String>) {
    let tree = view.tree;
    let alone = act.kind == HeadKind::Noun && act.clause == act.trigger;
    add(features, tree.range().len() < 12, "short sentence");
    add(features, act.score >= 30, "demanding pattern");
    add(features, alone, "told by a noun alone");
    add(features, act.kind == HeadKind::Adjective, "told by an adjective");
    add(features, act.guessed, "source guessed");
}

fn of_source(view: &View<'_, '_, '_>, act: &Act, source: &ActorMention, features: &mut Vec<String>) {
    match source.by {
        NamedBy::Name => add(features, true, "source by name"),
        NamedBy::Place => add(features, true, "source by place"),
        NamedBy::Pronoun => add(features, true, "source by pronoun"),
        _ => {}
    }
    add(features, is_subject(view, act, source), "source is the subject");
}

fn of_target(view: &View<'_, '_, '_>, act: &Act, target: &ActorMention, features: &mut Vec<String>) {
    add(features, target.by == NamedBy::Place, "target by place");
    add(features, target.by == NamedBy::Pronoun, "target by pronoun");
    add(features, is_subject(view, act, target), "target is the subject");
    let (from, to) = (target.head.min(act.trigger), target.head.max(act.trigger));
    let between = |m: &&ActorMention| m.head > from && m.head < to && !target.tokens.contains(&m.head);
    let others = view.mentions.actors.iter().skip_while(|m| m.head <= from).take_while(|m| m.tokens.start < to);
    add(features, others.filter(between).nth(1).is_some(), "target behind other actors");
}

/// Whether an actor is the subject of the very verb that tells the act.
fn is_subject(view: &View<'_, '_, '_>, act: &Act, actor: &ActorMention) -> bool {
    let tree = view.tree;
    tree.range().contains(&actor.head)
        && tree.head(actor.head) == Some(act.clause)
        && matches!(tree.relation(actor.head), Relation::Nsubj | Relation::NsubjPass)
}

/// What the event itself shows.
fn of_event(event: &Event, features: &mut Vec<String>) {
    let root = event.code.root();
    if TELLING_ROOTS.contains(&root) {
        features.push(format!("root {root}"));
    }
    add(features, event.code.as_str() == "010", "bare statement");
    add(features, !event.evidence.steps.is_empty(), "mode");
    add(features, event.mode == Mode::Reported, "reported");
    add(features, event.mode == Mode::Intended, "intended");
    match &event.source {
        None => add(features, true, "no source"),
        Some(source) => {
            add(features, is_stateless(&source.code), "source without state");
            add(features, has_role(&source.code, "CVL"), "source private");
        }
    }
    match &event.target {
        None => add(features, true, "no target"),
        Some(target) => {
            add(features, has_role(&target.code, "MIL"), "target military");
            add(features, has_role(&target.code, "CVL"), "target private");
        }
    }
    if let (Some(source), Some(target)) = (&event.source, &event.target) {
        of_pair(source, target, features);
    }
}

fn of_pair(source: &Actor, target: &Actor, features: &mut Vec<String>) {
    let (of_source, of_target) = (source.code.country(), target.code.country());
    let two = of_source.is_some() && of_target.is_some() && of_source != of_target;
    add(features, two, "between two states");
    add(features, Some(target.code.as_str()) == of_source, "target is the source's own state");
}

/// Police, soldiers or officials of a state that nothing tells.
fn is_stateless(code: &ActorCode) -> bool {
    let international = |t: &str| matches!(t, "IGO" | "IMG" | "NGO" | "MNC" | "INT");
    code.country().is_none() && !code.trigrams().any(international)
}

fn has_role(code: &ActorCode, role: &str) -> bool {
    code.trigrams().any(|t| t == role && Some(t) != code.country())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::embedded_files;

    fn table() -> &'static str {
        let found = embedded_files().iter().find(|(name, _)| *name == "confidence.tsv");
        found.expect("it lies beside the other dictionaries").1
    }

    fn weights() -> Weights {
        let mut weights = Weights::default();
        weights.read("confidence.tsv", table()).expect("every line holds a feature");
        weights
    }

    #[test]
    fn every_feature_has_a_weight_once_and_says_what_it_means() {
        let rows: Vec<_> = rows("confidence.tsv", table(), 3).map(|row| row.expect("three columns")).collect();
        let mut named: Vec<&str> = rows.iter().map(|row| row.cell(0)).collect();
        named.sort_unstable();
        let mut features = FEATURES.to_vec();
        features.sort_unstable();
        assert_eq!(named, features);
        assert!(rows.iter().all(|row| row.cell(2).len() > 10), "what it means stands in the third column");
        // Two decimals, as `because` shows them: what a reader adds up is what was weighed.
        assert!(weights().of.values().all(|w| (w * 100.0 - (w * 100.0).round()).abs() < 1e-9 && w.abs() < 4.0));
    }

    /// Whoever fits the weights anew finds each feature among the rows that were judged, and no other.
    #[test]
    fn the_judged_rows_show_every_feature() {
        let judged = include_str!("../tests/confidence/judged.tsv");
        let rows: Vec<_> = rows("judged.tsv", judged, 4).map(|row| row.expect("four columns")).collect();
        let mut seen: Vec<&str> = rows.iter().flat_map(|row| row.alternatives(3)).collect();
        seen.sort_unstable();
        seen.dedup();
        let mut features = FEATURES.to_vec();
        features.sort_unstable();
        assert_eq!(seen, features);
        assert!(rows.iter().all(|row| matches!(row.cell(1), "right" | "wrong")));
    }

    #[test]
    fn the_value_is_what_the_reasons_add_up_to() {
        let features = ["mode", "no target", START].map(str::to_owned);
        let told = weights().confidence(features.to_vec());
        let weight = |reason: &String| reason.rsplit(' ').next().and_then(|w| w.parse::<f64>().ok()).expect("a weight");
        let odds: f64 = told.because.iter().map(weight).sum();
        assert!((told.value - 1.0 / (1.0 + (-odds).exp())).abs() <= 0.005, "{told:?}");
        assert_eq!(told.because.len(), 3);
        assert!(told.because.windows(2).all(|pair| weight(&pair[0]).abs() >= weight(&pair[1]).abs()), "{told:?}");
    }

    #[test]
    fn an_unknown_feature_is_a_fault_of_its_line() {
        let fault = Weights::default().read("x.tsv", "mood\t1.0\twhatever").expect_err("no such feature").to_string();
        assert!(fault.starts_with("x.tsv:1: \"mood\" is no feature; they are start | "), "{fault}");
    }

    #[test]
    fn a_state_that_speaks_of_another_is_surer_than_soldiers_of_nowhere() {
        let value = |features: &[&str]| weights().confidence(features.iter().map(|f| (*f).to_owned()).collect()).value;
        let states =
            value(&[START, "source by name", "source is the subject", "between two states", "demanding pattern"]);
        let nobodies = value(&[START, "source without state", "no target"]);
        assert!(states > 0.5 && nobodies < 0.2, "{states} {nobodies}");
    }
}
