//! Finding who is named: from dictionary phrases and trees to actors with codes.

mod agents;
mod anaphora;
mod compose;
mod focus;
mod grammar;
mod items;
mod memory;
mod names;
mod numbers;
mod roles;
mod scene;
mod strangers;
mod telling;
#[cfg(test)]
mod tests;

pub(crate) use focus::Focus;
pub(crate) use grammar::Grammar;
pub(crate) use items::Item;

use crate::dateline::Dateline;
use crate::dictionary::{ActorKind, Dictionary, Names, Sense};
use crate::heading::is_heading;
use crate::mention::{ActorMention, Mentions, NamedBy};
use crate::{place, time};
use chrono::NaiveDate;
use memory::Memory;
use nutgraf_language::Document;
use nutgraf_model::{ActorCode, Entity, Timestamp};
use scene::Scene;
use std::collections::HashSet;
use std::ops::Range;

/// What is known of an article besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    /// When it was published.
    pub(crate) published: Option<Timestamp>,
    /// Where and when it was filed.
    pub(crate) dateline: Option<&'a nutgraf_model::Dateline>,
    /// Where it was published.
    pub(crate) url: Option<&'a str>,
    /// The name of who published it.
    pub(crate) publisher: Option<&'a str>,
}

/// What dictionary phrases say about a text before any tree is made.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    items: Vec<Vec<Item>>,
    datelines: Vec<(Dateline, Vec<Item>)>,
    possible: Vec<bool>,
    focus: Focus,
    /// Persons of the dictionary that the text names in full.
    named: HashSet<u32>,
    /// Surnames that the text gives to somebody whom the dictionary does not know: "Ada Varga".
    others: HashSet<String>,
}

impl Candidates {
    /// Whether a sentence may name an actor: it holds a name, a common noun that acts, or a word that points back to one.
    pub(crate) fn holds(&self, sentence: usize) -> bool {
        self.possible.get(sentence).copied().unwrap_or(false)
    }

    /// The names in a sentence, and of each whether it may be another word as well: a surname or small place.
    pub(crate) fn proper(&self, sentence: usize) -> Vec<(Range<usize>, bool)> {
        let items = self.items.get(sentence).into_iter().flatten();
        let named = items.filter(|item| item.senses.iter().any(|sense| !matches!(sense, Sense::Agent(..))));
        let sure = |item: &Item| {
            item.actor().is_some()
                || item.country().or(item.adjective()).or(item.capital()).is_some()
                || item.shorts().any(|at| self.named.contains(&at))
        };
        named.map(|item| (item.tokens.clone(), !sure(item))).collect()
    }

    /// The tokens of a sentence that name persons whatever they look like: full names of the dictionary, and surnames of
    /// those whom the text names in full ("Begin and Sadat").
    pub(crate) fn people(&self, sentence: usize, dictionary: &Dictionary) -> Vec<Range<usize>> {
        let person = |at: u32| dictionary.names.actors[at as usize].kind == ActorKind::Person;
        let full = |item: &Item| item.tokens.len() > 1 && item.actors().any(person);
        let short = |item: &Item| item.shorts().any(|at| self.named.contains(&at) && person(at));
        let items = self.items.get(sentence).into_iter().flatten();
        items.filter(|item| full(item) || short(item)).map(|item| item.tokens.clone()).collect()
    }
}

/// Words that may point back to an actor.
const BACK: &[&str] = &[
    "he",
    "she",
    "they",
    "him",
    "her",
    "them",
    "his",
    "their",
    "it",
    "its",
    "sides",
    "countries",
    "leaders",
    "both",
    "group",
    "organization",
    "organisation",
    "country",
    "nation",
    "body",
    "we",
    "who",
];

/// Finds the sentences that may name an actor; works on text that is only segmented.
pub(crate) fn candidates(document: &Document, datelines: &[Dateline], dictionary: &Dictionary) -> Candidates {
    let names = &dictionary.names;
    let items = items::items(document, dictionary);
    let mut focus = Focus::of(&items, names);
    let filed = |line: &Dateline| (line.clone(), items::items_of(document, line.tokens.clone(), names));
    let datelines: Vec<_> = datelines.iter().map(filed).collect();
    for (line, items) in &datelines {
        items.iter().for_each(|item| focus.count(line.sentence, item, names));
    }
    let named = items.iter().flatten().filter_map(Item::actor).collect();
    let mut near = 0u32;
    let mut possible = Vec::with_capacity(items.len());
    for (sentence, items) in document.sentences().iter().zip(&items) {
        let direct = !items.is_empty();
        near = if direct { 4 } else { near.saturating_sub(1) };
        possible.push(direct || (near > 0 && points_back(document, sentence.range())));
    }
    let others = others(document, &items, &dictionary.names);
    Candidates { items, datelines, possible, focus, named, others }
}

/// Surnames before which the text has a given name that no phrase of the dictionary takes in. A word with which a sentence or
/// quotation opens ("Once Varga", "“Make Varga") is one only if it is a known given name.
fn others(document: &Document, items: &[Vec<Item>], names: &Names) -> HashSet<String> {
    let mut found = HashSet::new();
    for (sentence, items) in document.sentences().iter().zip(items) {
        // "Varga Meets Drost": a word before a surname in a heading is no given name for that.
        let heading = is_heading(document, sentence.range());
        for item in items.iter().filter(|item| item.is_short() && !heading) {
            let before = item.tokens.start.wrapping_sub(1);
            let opens = before == sentence.range().start
                || sentence.range().contains(&before)
                    && matches!(document.form(before - 1), "\"" | "“" | "‘" | ":" | "—");
            let given = sentence.range().contains(&before)
                && names::is_given(document.form(before))
                && (!opens || names.given.holds(document.form(before)))
                && !items.iter().any(|other| other.tokens.contains(&before) && !other.is_short());
            if given {
                found.insert(document.form(item.tokens.start).to_owned());
            }
        }
    }
    found
}

/// Whether a sentence holds a pronoun, or a name that an earlier sentence may have introduced.
fn points_back(document: &Document, mut tokens: Range<usize>) -> bool {
    let first = tokens.start;
    tokens.any(|at| {
        let form = document.form(at);
        let capital = at > first && form.starts_with(char::is_uppercase);
        capital || BACK.iter().any(|word| form.eq_ignore_ascii_case(word))
    }) || document.form(first).len() > 3 && document.form(first).starts_with(char::is_uppercase)
}

/// Finds actors, places and times in the analysed sentences.
pub(crate) fn find(
    document: &Document,
    candidates: &Candidates,
    dictionary: &Dictionary,
    context: &Context,
) -> Mentions {
    let mut finder = Finder {
        document,
        names: &dictionary.names,
        candidates,
        day: context.published.map(|p| p.last_day()),
        home: home(candidates, dictionary, context),
        memory: Memory::default(),
        actors: Vec::new(),
    };
    let mut mentions = Mentions::default();
    let mut datelines = candidates.datelines.iter().peekable();
    for (at, sentence) in document.sentences().iter().enumerate() {
        while let Some((line, items)) = datelines.next_if(|(line, _)| line.sentence <= at) {
            let grammar = Grammar::of(document, line.tokens.clone());
            mentions.places.extend(place::filed_at(&grammar, items, &candidates.focus, &dictionary.names));
            mentions.times.extend(time::times(&grammar, context.published));
            mentions.datelines.push(line.tokens.clone());
        }
        if !sentence.is_analysed() {
            continue;
        }
        let grammar = Grammar::new(document, at);
        let items = &candidates.items[at];
        mentions.places.extend(place::places(&grammar, items, &candidates.focus, &dictionary.names));
        mentions.times.extend(time::times(&grammar, context.published));
        finder.sentence(at, grammar, items);
    }
    mentions.actors = in_order(finder.actors);
    mentions
}

/// The state that bare agents are of: the one the article is about, that of its dateline, the one it begins with, its
/// publisher's.
fn home(candidates: &Candidates, dictionary: &Dictionary, context: &Context) -> Option<u32> {
    let focus = &candidates.focus;
    focus
        .main()
        .or_else(|| filed_in(candidates, context, dictionary))
        .or_else(|| focus.lead())
        .or_else(|| focus.only())
        .or_else(|| published_in(context, candidates, dictionary))
        .or_else(|| dictionary.names.country_index_of_iso(&domain_of(context.url?)?).filter(|&s| focus.allows(s)))
}

/// The state that its publisher's name tells, "Sorvgrad Times", if the article speaks of it at all or of no state much.
fn published_in(context: &Context, candidates: &Candidates, dictionary: &Dictionary) -> Option<u32> {
    let names = &dictionary.names;
    let found = names.phrases.find(context.publisher?);
    let mut states = found.into_iter().filter_map(|found| {
        let item = Item { tokens: 0..1, senses: found.senses };
        item.country().or(item.adjective()).or(item.capital())
    });
    let state = states.next()?;
    let spoken_of = candidates.focus.allows(state) || candidates.focus.share(state) > 0.0;
    (spoken_of && states.all(|other| other == state)).then_some(state)
}

/// Country domains that are in use the world over.
const WORLDWIDE: &[&str] = &["IO", "CO", "TV", "ME", "AI", "LY", "FM", "CC", "TO", "WS", "GL", "LA", "IN", "ST", "SO"];

/// The ISO code of a country domain: `GB` of `https://example.co.uk/page`.
fn domain_of(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let last = host.rsplit('.').next().filter(|d| d.len() == 2 && d.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let code = last.to_ascii_uppercase();
    let wide = WORLDWIDE.contains(&code.as_str()) && !host.contains(&format!(".co.{last}"));
    (!wide).then(|| if code == "UK" { "GB".to_owned() } else { code })
}

/// The state of the dateline's place, for articles that are about no state in particular.
fn filed_in(candidates: &Candidates, context: &Context, dictionary: &Dictionary) -> Option<u32> {
    let names = &dictionary.names;
    let state = |item: &Item| {
        item.country().or(item.capital()).or_else(|| {
            let line = item.places().map(|at| &names.places[at as usize]).max_by_key(|p| p.weight)?;
            names.country_index_of_iso(line.iso2.as_ref()?.as_str())
        })
    };
    let stated = context.dateline.and_then(|line| line.place.as_deref()).and_then(|place| {
        let senses = names.phrases.find(place).into_iter().flat_map(|f| f.senses).collect();
        state(&Item { tokens: 0..1, senses })
    });
    stated.or_else(|| candidates.datelines.first()?.1.iter().find_map(state))
}

/// Sorts by tokens, keeping members' numbers right.
fn in_order(actors: Vec<ActorMention>) -> Vec<ActorMention> {
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by_key(|&at| (actors[at].tokens.start, actors[at].tokens.end, at));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut actors: Vec<Option<ActorMention>> = actors.into_iter().map(Some).collect();
    let mut sorted: Vec<ActorMention> = order.iter().filter_map(|&old| actors[old].take()).collect();
    for actor in &mut sorted {
        for member in &mut actor.members {
            *member = place[*member];
        }
    }
    sorted
}

/// Who some words name.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    /// The code; nothing for a name that no words explain.
    pub(crate) code: Option<ActorCode>,
    pub(crate) entity: Entity,
    pub(crate) by: NamedBy,
    pub(crate) line: String,
    pub(crate) plural: bool,
    /// The common noun, for "the ministry" to come back to.
    pub(crate) agent: Option<u32>,
    /// The state, for a state or what is of one.
    pub(crate) country: Option<u32>,
    /// Parts of "U.S. and Russian officials": tokens and code of each.
    pub(crate) parts: Vec<(Range<usize>, ActorCode)>,
    /// Mentions that "the two sides" stand for.
    pub(crate) members: Vec<usize>,
}

impl Who {
    /// Whether it is a state itself.
    pub(crate) fn is_state(&self) -> bool {
        self.country.is_some()
            && self.agent.is_none()
            && self.code.as_ref().is_some_and(|code| code.as_str().len() == 3)
    }
}

/// The work on one article.
pub(crate) struct Finder<'a, 't> {
    document: &'a Document<'t>,
    names: &'a Names,
    candidates: &'a Candidates,
    /// The day on which offices are looked up.
    day: Option<NaiveDate>,
    /// The state that bare agents are of.
    home: Option<u32>,
    memory: Memory,
    actors: Vec<ActorMention>,
}

impl<'a, 't> Finder<'a, 't> {
    /// Finds the actors of one analysed sentence, from left to right.
    fn sentence(&mut self, number: usize, grammar: Grammar<'a, 't>, items: &'a [Item]) {
        let mut scene = Scene::new(number, grammar, items);
        for head in scene.grammar.range() {
            if scene.is_head(head) {
                self.name(&mut scene, head);
            }
        }
        self.modifiers(&mut scene);
        self.groups(&scene);
        if scene.is_about_thing() {
            self.memory.tell_of_thing(number);
        }
    }
}
