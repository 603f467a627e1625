//! What earlier sentences of an article tell of later ones: whose "the decision" was, and who faces whom.

use crate::patterns::Symbol;
use crate::view::View;
use nutgraf_language::Relation;
use nutgraf_model::{Actor, Event, EventParts};

/// Whose the decisions, moves and the like were that an article spoke of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// Noun and owner (an index into the actors), latest last.
    owners: Vec<(Symbol, usize)>,
}

impl Discourse {
    /// Learns whose the decisions of a sentence are: noun and owner.
    pub(crate) fn learn(&mut self, told: Vec<(Symbol, usize)>) {
        self.owners.extend(told);
    }

    /// Whose "the decision" is: of the last such noun, else of the last deed of any name.
    pub(crate) fn owner(&self, noun: Symbol) -> Option<usize> {
        let same = self.owners.iter().rev().find(|(symbol, _)| *symbol == noun);
        same.or(self.owners.last()).map(|(_, owner)| *owner)
    }
}

impl View<'_, '_, '_> {
    /// The decisions, moves and the like that the sentence names, and whose they are.
    pub(crate) fn deeds(&self) -> Vec<(Symbol, usize)> {
        let nouns = self.tree.range().filter(|&at| self.tree.is_noun(at) && self.tree.holds(&self.patterns.deeds, at));
        nouns.filter_map(|at| Some((self.tree.symbol(at), *self.owners(at).first()?))).collect()
    }

    /// The owner of a definite deed that an earlier sentence named: "condemned the decision".
    pub(crate) fn owner_told_before(&self, noun: usize) -> Option<usize> {
        if !self.tree.holds(&self.patterns.deeds, noun) {
            return None;
        }
        let definite = self.tree.related(noun, &[Relation::Det]).any(|d| {
            ["the", "this", "that", "these", "those"].iter().any(|w| self.tree.form(d).eq_ignore_ascii_case(w))
        });
        if definite { self.discourse.owner(self.tree.symbol(noun)) } else { None }
    }
}

/// Lowers the confidence of what is known from the article and not from the sentence.
const TOLD_ELSEWHERE: f64 = 0.15;

/// Gives violent events that lack one side the side that another sentence tells: the same victims, the same article.
pub(crate) fn complete(events: Vec<Event>) -> Vec<Event> {
    let told: Vec<(Actor, Actor)> = events
        .iter()
        .filter(|e| is_violent(e) && e.is_tabled() && !e.reciprocal)
        .filter_map(|e| Some((e.source.clone()?, e.target.clone()?)))
        .collect();
    let mut events: Vec<Event> = events
        .into_iter()
        .filter_map(|event| if is_violent(&event) { completed(event, &told) } else { Some(event) })
        .collect();
    share_settings(&mut events);
    events
}

/// Gives violent events that no words date or place the day and place of the same event told elsewhere in the article, if
/// every other telling that has one agrees.
fn share_settings(events: &mut [Event]) {
    for at in 0..events.len() {
        if !is_violent(&events[at]) {
            continue;
        }
        let others = || events.iter().filter(|e| is_violent(e) && alike(e, &events[at]));
        let own = events[at].evidence.spans;
        let date = match own.date {
            None => agreed(others().filter(|e| e.evidence.spans.date.is_some()).map(|e| e.date)).flatten(),
            Some(_) => None,
        };
        let place = match own.place {
            None => agreed(others().filter(|e| e.evidence.spans.place.is_some()).map(|e| e.place.clone())).flatten(),
            Some(_) => None,
        };
        if date.is_none() && place.is_none() {
            continue;
        }
        let mut event = events[at].clone();
        event.date = date.or(event.date);
        event.place = place.or(event.place);
        if let Some(event) = renewed(event) {
            events[at] = event;
        }
    }
}

/// What all say, where they say one thing.
fn agreed<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Whether two tellings have the same sides, as far as both are told, and at least one side in common.
fn alike(a: &Event, b: &Event) -> bool {
    let side = |a: &Option<Actor>, b: &Option<Actor>| match (a, b) {
        (Some(a), Some(b)) => Some(same(a, b)),
        _ => None,
    };
    let sides = [side(&a.source, &b.source), side(&a.target, &b.target)];
    !sides.contains(&Some(false)) && sides.contains(&Some(true))
}

/// The event with the identity of what it now says.
fn renewed(event: Event) -> Option<Event> {
    Event::new(EventParts {
        date: event.date,
        source: event.source,
        target: event.target,
        code: event.code,
        place: event.place,
        mode: event.mode,
        reciprocal: event.reciprocal,
        sentence: event.sentence,
        evidence: event.evidence,
        confidence: event.confidence,
    })
}

fn completed(mut event: Event, told: &[(Actor, Actor)]) -> Option<Event> {
    let side = match (&event.source, &event.target) {
        (None, Some(target)) => {
            event.source = told.iter().find(|(_, t)| same(t, target)).map(|(s, _)| s.clone());
            "source"
        }
        (Some(source), None) => {
            event.target = told.iter().find(|(s, _)| same(s, source)).map(|(_, t)| t.clone());
            "target"
        }
        _ => return Some(event),
    };
    if event.source.is_none() || event.target.is_none() {
        return Some(event);
    }
    let mut confidence = event.confidence.clone();
    confidence.value = ((confidence.value - TOLD_ELSEWHERE).max(0.05) * 100.0).round() / 100.0;
    confidence.because.retain(|why| *why != format!("no {side}"));
    confidence.because.push(format!("{side} told elsewhere in the article"));
    event.confidence = confidence;
    renewed(event)
}

fn is_violent(event: &Event) -> bool {
    matches!(event.code.root(), "15" | "17" | "18" | "19" | "20")
}

/// The same actor, or one of the same state and role.
fn same(a: &Actor, b: &Actor) -> bool {
    a.code == b.code && (a.code.is_specific() || a.entity.name == b.entity.name)
}
