//! Which states an article is about: what a bare "police" or a namesake town is read by.

use super::items::Item;
use crate::dictionary::{ActorKind, Names};
use std::collections::{BTreeMap, BTreeSet};

/// How much an article speaks of each state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Focus {
    weights: BTreeMap<u32, u32>,
    total: u32,
    /// The weights of the first sentences alone.
    leading: BTreeMap<u32, u32>,
    /// Places that nothing else is called, by state: "Franklin".
    places: BTreeMap<u32, BTreeSet<u32>>,
    sentences: usize,
}

/// Sentences that lead an article and weigh double.
const LEAD: usize = 3;

impl Focus {
    /// Counts the states that the items name, by name, adjective, capital, town or officials.
    pub(crate) fn of(items: &[Vec<Item>], names: &Names) -> Focus {
        let mut focus = Focus { sentences: items.len(), ..Focus::default() };
        for (sentence, items) in items.iter().enumerate() {
            for item in items {
                focus.count(sentence, item, names);
                if let Some((country, place)) = small_place(item, names) {
                    focus.places.entry(country).or_default().insert(place);
                }
            }
        }
        focus
    }

    /// Counts the state that an item of a sentence, or of the dateline before it, names.
    pub(crate) fn count(&mut self, sentence: usize, item: &Item, names: &Names) {
        let Some((country, weight)) = country_of(item, names) else { return };
        let lead = if sentence < LEAD { 2 } else { 1 };
        *self.weights.entry(country).or_default() += lead * weight;
        self.total += lead * weight;
        if sentence < LEAD {
            *self.leading.entry(country).or_default() += weight;
        }
    }

    /// The state that the article is clearly about, if there is one.
    pub(crate) fn main(&self) -> Option<u32> {
        let mut ordered: Vec<(u32, u32)> = self.weights.iter().map(|(&country, &weight)| (weight, country)).collect();
        ordered.sort_by_key(|&(weight, country)| (std::cmp::Reverse(weight), country));
        let &(top, country) = ordered.first()?;
        let second = ordered.get(1).map_or(0, |&(weight, _)| weight);
        (top >= 6 && top * 2 >= self.total && top * 3 >= second * 5).then_some(country)
    }

    /// The state that the first sentences name more than once, and more than all others together.
    pub(crate) fn lead(&self) -> Option<u32> {
        let total: u32 = self.leading.values().sum();
        let top = self.leading.iter().max_by_key(|&(&country, &weight)| (weight, std::cmp::Reverse(country)))?;
        (*top.1 >= 4 && *top.1 * 2 > total).then_some(*top.0)
    }

    /// The only state that an article names, by places of any size if not by name, more than once.
    pub(crate) fn only(&self) -> Option<u32> {
        let states: BTreeSet<u32> = self.weights.keys().chain(self.places.keys()).copied().collect();
        let (&state, others) = (states.first()?, states.len() - 1);
        let told =
            self.weights.get(&state).copied().unwrap_or(0) as usize + self.places.get(&state).map_or(0, BTreeSet::len);
        (others == 0 && told >= 2 && self.sentences > LEAD).then_some(state)
    }

    /// Whether the article may be about a state that nothing but its publisher speaks for: it speaks of no other, or of
    /// that one most.
    pub(crate) fn allows(&self, country: u32) -> bool {
        let most = self.weights.values().copied().max().unwrap_or(0);
        self.total <= 4 || self.weights.get(&country).is_some_and(|&own| own == most)
    }

    /// How much of the article speaks of a state, 0 to 1.
    pub(crate) fn share(&self, country: u32) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        f64::from(self.weights.get(&country).copied().unwrap_or(0)) / f64::from(self.total)
    }
}

/// The state that an item speaks of, and how plainly.
fn country_of(item: &Item, names: &Names) -> Option<(u32, u32)> {
    if let Some(country) = item.country().or(item.adjective()).or(item.capital()) {
        return Some((country, 2));
    }
    if let Some(actor) = item.actor() {
        let actor = &names.actors[actor as usize];
        let code = &actor.offices.last()?.code;
        let weight = if actor.kind == ActorKind::Person { 2 } else { 1 };
        return Some((names.country_of_code(names.country_in(code)?)?, weight));
    }
    let place = item.places().map(|at| &names.places[at as usize]).max_by_key(|p| p.weight)?;
    let country = names.country_index_of_iso(place.iso2.as_ref()?.as_str())?;
    (place.weight >= 5 || place.kind == "adm1").then_some((country, 1))
}

/// A place of the gazetteer that nothing else is called, and its state.
fn small_place(item: &Item, names: &Names) -> Option<(u32, u32)> {
    let mut places = item.places();
    let at = places.next().filter(|_| places.next().is_none() && item.senses.len() == 1)?;
    let iso = names.places[at as usize].iso2.as_ref()?;
    Some((names.country_index_of_iso(iso.as_str())?, at))
}
