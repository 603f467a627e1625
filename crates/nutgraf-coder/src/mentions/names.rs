//! Names: actors of the dictionary, surnames alone, and people the dictionary does not know.

use super::grammar::NounPhrase;
use super::scene::Scene;
use super::{Finder, Item, Who};
use crate::dictionary::{ActorKind, Country, KnownActor, Sense, Standing};
use crate::mention::NamedBy;
use nutgraf_language::{Number, Relation, Upos};
use nutgraf_model::{ActorCode, Entity, EntityKind};
use std::ops::Range;

/// Offices whose holder a surname alone names, in a headline or without introduction.
const HIGH: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "supreme leader",
    "foreign minister",
    "secretary of state",
    "secretary-general",
    "leader",
    "premier",
    "taoiseach",
    "pope",
];

/// Words before a surname that are no given name.
const COURTESY: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lord",
    "lady",
    "dame",
    "gen",
    "general",
    "sen",
    "senator",
    "rep",
    "gov",
    "sheikh",
    "imam",
    "prof",
    "professor",
    "rev",
    "maj",
    "lt",
    "col",
    "adm",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "president",
    "minister",
    "premier",
    "chancellor",
    "ayatollah",
    "pope",
    "comrade",
    "datuk",
    "seri",
];

/// Words of places that stand before the name of a state or town and are no given name.
const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "new",
    "greater",
    "upper",
    "lower",
    "old",
    "downtown",
    "port",
    "fort",
    "lake",
    "mount",
    "gulf",
    "inner",
    "outer",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "mainland",
    "nazi",
    "imperial",
    "communist",
    "soviet",
    "free",
    "modern",
];

impl Finder<'_, '_> {
    /// The actor that a full name means: of namesakes one in office on the day, of the state that the article speaks of.
    pub(crate) fn actor(&self, item: &Item) -> Option<u32> {
        item.actors().max_by(|&a, &b| self.likely(a).total_cmp(&self.likely(b)).then(b.cmp(&a)))
    }

    fn likely(&self, at: u32) -> f64 {
        let actor = &self.names.actors[at as usize];
        let state = self.names.country_in(&actor.code_on(self.day)).and_then(|c| self.names.country_of_code(c));
        let holds = matches!(actor.on(self.day), Standing::Holds(_));
        state.map_or(0.0, |state| self.candidates.focus.share(state)) + if holds { 0.5 } else { 0.0 }
    }

    /// An actor of the dictionary by a full name of it.
    pub(crate) fn known(&self, at: u32) -> Who {
        let actor = &self.names.actors[at as usize];
        let code = actor.code_on(self.day);
        let line = match actor.on(self.day) {
            Standing::Holds(office) | Standing::Held(office) => self.names.at(office.line),
        };
        Who {
            country: self.names.country_in(&code).and_then(|c| self.names.country_of_code(c)),
            entity: entity(actor, &code),
            code: Some(code),
            by: if actor.kind == ActorKind::Metonym { NamedBy::Metonym } else { NamedBy::Name },
            line,
            plural: false,
            agent: None,
            parts: Vec::new(),
            members: Vec::new(),
        }
    }

    /// A state by its name, adjective or people; nothing for a territory without a CAMEO code.
    pub(crate) fn state(&self, at: u32, by: NamedBy) -> Option<Who> {
        let country = &self.names.countries[at as usize];
        let code = country.code.clone()?;
        Some(Who {
            entity: state_entity(country, &code),
            code: Some(code),
            by,
            line: self.names.at(country.line),
            plural: false,
            agent: None,
            country: Some(at),
            parts: Vec::new(),
            members: Vec::new(),
        })
    }

    /// The government behind its capital: "Moscow accused …".
    pub(crate) fn government(&self, at: u32) -> Option<Who> {
        let mut who = self.state(at, NamedBy::Metonym)?;
        let code = ActorCode::new(format!("{}GOV", who.code.as_ref()?)).ok()?;
        let country = &self.names.countries[at as usize];
        who.entity.name = format!("Government of {}", country.name);
        who.entity.wikidata = None;
        who.entity.code = Some(code.clone());
        who.code = Some(code);
        Some(who)
    }

    /// The person that a name, or a word of it, named before.
    pub(crate) fn remembered(&self, name: &str) -> Option<&Who> {
        self.memory.person(name, self.names.given.holds(name))
    }

    /// The person that a surname names: one introduced before, one whom the article names in full, or else the one who
    /// holds a high office on the day.
    pub(crate) fn short(&self, scene: &Scene, item: usize, titled: Option<&str>) -> Option<Who> {
        let tokens = &scene.items[item].tokens;
        let name = self.text(tokens);
        if let Some(who) = self.remembered(&name) {
            return Some(who.clone());
        }
        let shorts: Vec<u32> = scene.items[item].shorts().collect();
        if let Some(&at) = shorts.iter().find(|at| self.candidates.named.contains(at)) {
            return Some(self.known(at));
        }
        let office = |at: &u32| match self.names.actors[*at as usize].on(self.day) {
            Standing::Holds(office) => Some(office),
            Standing::Held(_) => None,
        };
        // The dictionary's holder of an office is not meant where the text has another of that name, or calls it "the Moon".
        let before = tokens.start.wrapping_sub(1);
        let common = scene.grammar.range().contains(&before)
            && matches!(scene.grammar.form(before).to_lowercase().as_str(), "the" | "a" | "an");
        let other = titled.is_none() && (common || self.candidates.others.contains(scene.grammar.form(tokens.start)));
        let matching = |at: &&u32| titled.is_some_and(|title| office(at).is_some_and(|o| same_office(&o.what, title)));
        let high = |at: &&u32| !other && office(at).is_some_and(|o| HIGH.contains(&o.what.as_str()));
        let best: Vec<&u32> = match shorts.iter().filter(matching).collect::<Vec<_>>() {
            titled if !titled.is_empty() => titled,
            _ => shorts.iter().filter(high).collect(),
        };
        match best[..] {
            [at] => Some(self.known(*at)),
            _ => None,
        }
    }

    /// The words before a name in its phrase that may be a given name: "Michael" of "Michael Jordan".
    pub(crate) fn given_name(&self, scene: &Scene, tokens: &Range<usize>, core: usize) -> Option<usize> {
        let before = tokens.start.checked_sub(1).filter(|&at| at >= core && scene.grammar.range().contains(&at))?;
        let form = scene.grammar.form(before);
        let word = form.trim_end_matches('.').to_lowercase();
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let ordinary = COURTESY.contains(&word.as_str()) || DIRECTIONS.contains(&word.as_str());
        let name = scene.grammar.token(before).upos == Upos::Propn && capital && !ordinary;
        let joined = matches!(scene.grammar.relation(before), Relation::Compound | Relation::Flat)
            || matches!(scene.grammar.relation(tokens.start), Relation::Flat);
        let other = scene.item_at(before).is_some_and(|item| !scene.items[item].is_short());
        (name && joined && !other).then_some(before)
    }

    /// Where a name ends of which the dictionary's word is only the given name: "Philip" of "Philip Luther".
    pub(crate) fn surname_behind(&self, scene: &Scene, phrase: &NounPhrase, tokens: &Range<usize>) -> Option<usize> {
        let at = tokens.end;
        let word = |at: usize| {
            at < phrase.tokens.end
                && scene.grammar.relation(at) == Relation::Flat
                && scene.grammar.token(at).upos == Upos::Propn
                && scene.grammar.form(at).starts_with(char::is_uppercase)
                && scene.item_at(at).is_none_or(|item| scene.items[item].shorts().next().is_some())
        };
        (tokens.contains(&phrase.head) && word(at))
            .then(|| (at..phrase.tokens.end).take_while(|&t| word(t)).count() + at)
    }

    /// The proper noun that a head stands in, without dictionary phrases: the name of somebody unknown.
    pub(crate) fn own_name(&self, scene: &Scene, core: usize, end: usize) -> Option<Range<usize>> {
        let is_name = |at: usize| {
            let form = scene.grammar.form(at);
            (scene.grammar.token(at).upos == Upos::Propn || is_particle(form))
                && (form.starts_with(|c: char| c.is_alphabetic()) || form == "-")
        };
        let mut from = end;
        while from > core && (is_name(from - 1) || scene.grammar.form(from - 1) == "-") {
            let covered = scene.item_at(from - 1).filter(|&item| {
                let item = &scene.items[item];
                item.agent().is_some()
                    || item.adjective().is_some()
                    || item.actor().is_some()
                    || item.country().is_some()
            });
            if covered.is_some() && from < end {
                break;
            }
            from -= 1;
        }
        while from < end
            && (COURTESY.contains(&scene.grammar.form(from).trim_end_matches('.').to_lowercase().as_str())
                || is_particle(scene.grammar.form(from))
                    && scene.grammar.form(from).starts_with(char::is_lowercase)
                    && from + 1 == end)
        {
            from += 1;
        }
        (from < end && !is_date(scene, from)).then_some(from..end)
    }

    /// Somebody the dictionary does not know, with the code that the words around give, if any.
    pub(crate) fn unknown(&self, name: String, from: Option<&Who>) -> Who {
        Who {
            code: from.and_then(|who| who.code.clone()),
            entity: Entity {
                kind: EntityKind::Person,
                name,
                code: from.and_then(|who| who.code.clone()),
                wikidata: None,
                known: false,
                place: None,
            },
            by: NamedBy::Context,
            line: from.map(|who| who.line.clone()).unwrap_or_default(),
            plural: false,
            agent: from.and_then(|who| who.agent),
            country: from.and_then(|who| who.country),
            parts: Vec::new(),
            members: Vec::new(),
        }
    }

    /// The words as written, single spaces between them.
    pub(crate) fn text(&self, tokens: &Range<usize>) -> String {
        let all = self.document.tokens();
        let (begin, end) = (all[tokens.start].byte_begin as usize, all[tokens.end - 1].byte_end as usize);
        self.document.text()[begin..end].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a word before a surname may be a given name.
pub(crate) fn is_given(form: &str) -> bool {
    let word = form.trim_end_matches('.').to_lowercase();
    let written = form.starts_with(char::is_uppercase) && form.chars().skip(1).any(char::is_lowercase);
    let small =
        ["the", "a", "an", "but", "and", "when", "while", "after", "before", "as", "in", "on", "at", "for", "with"];
    written
        && !COURTESY.contains(&word.as_str())
        && !DIRECTIONS.contains(&word.as_str())
        && !small.contains(&word.as_str())
}

/// Whether the name of a month stands before a number: "Oct. 27".
fn is_date(scene: &Scene, at: usize) -> bool {
    let form = scene.grammar.form(at).trim_end_matches('.');
    let number = scene.grammar.range().contains(&(at + 1))
        && scene.grammar.form(at + 1).starts_with(|c: char| c.is_ascii_digit());
    number && (form.parse::<chrono::Month>().is_ok() || form == "Sept")
}

/// Whether a token is plural by its tag.
pub(crate) fn is_plural(scene: &Scene, item: usize, head: usize) -> bool {
    scene.grammar.token(head).xpos.number() == Number::Plural
        || scene.items[item].senses.iter().any(|s| matches!(s, Sense::Agent(_, true)))
}

fn is_particle(form: &str) -> bool {
    matches!(
        form.to_lowercase().as_str(),
        "al" | "el" | "bin" | "ibn" | "van" | "von" | "de" | "da" | "di" | "der" | "ben" | "abu"
    )
}

fn same_office(what: &str, title: &str) -> bool {
    what == title || title.ends_with(what) && !what.is_empty() || what.ends_with(title)
}

fn state_entity(country: &Country, code: &ActorCode) -> Entity {
    Entity {
        kind: EntityKind::Organization,
        name: country.name.clone(),
        code: Some(code.clone()),
        wikidata: country.wikidata.clone(),
        known: true,
        place: None,
    }
}

fn entity(actor: &KnownActor, code: &ActorCode) -> Entity {
    let person = actor.kind == ActorKind::Person;
    Entity {
        kind: if person { EntityKind::Person } else { EntityKind::Organization },
        name: actor.name.clone(),
        code: Some(code.clone()),
        wikidata: actor.wikidata.clone(),
        known: true,
        place: None,
    }
}
