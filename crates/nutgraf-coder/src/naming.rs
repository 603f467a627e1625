//! Whom and what an article names.

use crate::coder::{Reading, span};
use crate::dictionary::Names;
use crate::mention::{ActorMention, NamedBy};
use nutgraf_model::{Entity, EntityKind, Event, Mention, Quote};
use std::collections::HashSet;

/// Everybody and every place that the text names, once per stretch of words. A capitalised name that the dictionary
/// does not know counts as a person only where something says so: see [`Persons`].
pub(crate) fn named(reading: &Reading<'_>, events: &[Event], quotes: &[Quote], names: &Names) -> Vec<Mention> {
    let persons = Persons::of(reading, events, quotes, names);
    let of = |tokens| span(&reading.document, tokens);
    let actors = reading
        .mentions
        .actors
        .iter()
        .filter(|m| persons.admit(&m.entity))
        .map(|m| Mention { entity: m.entity.clone(), span: of(m.tokens.clone()) });
    let places = reading.mentions.places.iter().map(|m| Mention {
        entity: Entity {
            kind: EntityKind::Place,
            name: m.place.name.clone(),
            code: None,
            wikidata: None,
            known: true,
            place: Some(m.place.clone()),
        },
        span: of(m.tokens.clone()),
    });
    let mut all: Vec<Mention> = actors.chain(places).collect();
    all.sort_by_key(|m| (m.span, m.entity.kind));
    all.dedup();
    all
}

/// Names of strangers that something shows to be people: a title or description beside one of their mentions, words
/// that they say, a part in an event, or a given name or initial before another name. "Room", "Echo Dot" and "Hubble
/// Space Telescope" have none of these.
struct Persons<'r>(HashSet<&'r str>);

impl<'r> Persons<'r> {
    fn of(reading: &'r Reading<'_>, events: &'r [Event], quotes: &'r [Quote], names: &Names) -> Persons<'r> {
        let shown = |m: &&ActorMention| !m.line.is_empty() || begins_as_a_person(&m.entity.name, names);
        let shown = reading.mentions.actors.iter().filter(|m| m.by == NamedBy::Context).filter(shown);
        let parties = events.iter().flat_map(|e| e.source.iter().chain(&e.target)).map(|actor| &actor.entity);
        let speakers = quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        let entities = shown.map(|m| &m.entity).chain(parties).chain(speakers);
        Persons(entities.map(|entity| entity.name.as_str()).collect())
    }

    fn admit(&self, entity: &Entity) -> bool {
        entity.known || entity.kind != EntityKind::Person || self.0.contains(entity.name.as_str())
    }
}

/// "Anna Torn", "J. Torn".
fn begins_as_a_person(name: &str, names: &Names) -> bool {
    let Some((first, _)) = name.split_once(' ') else { return false };
    let initial = first.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1);
    initial || names.given.holds(first)
}
