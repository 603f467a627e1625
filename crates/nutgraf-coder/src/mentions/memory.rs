//! What an article has named so far: for short later names, acronyms, pronouns and "the ministry".

use super::Who;
use crate::dictionary::{Gender, folded_words};
use crate::mention::NamedBy;
use nutgraf_model::EntityKind;
use std::collections::HashMap;

/// Sentences after which nobody remembers who "he" was.
const SPAN: usize = 4;

/// Sentences after which "the ministry" is another one.
pub(crate) const FAR: usize = 12;

/// A naming that later words may point back to.
#[derive(Clone, Debug)]
pub(crate) struct Recent {
    pub(crate) who: Who,
    /// Index among the actors found; nothing for a name without a code.
    pub(crate) mention: Option<usize>,
    /// The mentions of a coordinated group, "Korrin and Drost".
    pub(crate) members: Vec<usize>,
    pub(crate) sentence: usize,
    /// The predicate it belongs to.
    pub(crate) predicate: Option<usize>,
    pub(crate) subject: bool,
}

/// What has been named so far, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    recents: Vec<Recent>,
    /// People introduced by their full name, by each folded word of it.
    people: HashMap<String, (usize, Who)>,
    /// The same people by the first word of their name; nothing where two share it.
    given: HashMap<String, Option<(usize, Who)>>,
    aliases: HashMap<String, Who>,
    /// What forms of address tell of surnames: "Mrs Torn".
    genders: HashMap<String, Gender>,
    /// The last sentence that was about a thing, and nobody who acts.
    thing: Option<usize>,
}

/// What a pronoun or description asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// he, she
    Person,
    /// it
    Thing,
    /// they
    Many,
    /// the group, the organisation
    Group,
    /// the country
    Country,
}

impl Memory {
    pub(crate) fn push(&mut self, recent: Recent) {
        self.recents.push(recent);
    }

    /// Keeps a person's name for later short forms. The last word is the surname; where nobody has it, the first word leads
    /// back too, as for Malay and Chinese names.
    pub(crate) fn introduce(&mut self, name: &str, who: &Who) {
        let words = folded_words(name);
        let when = self.recents.len();
        let own = (when, who.clone());
        if let [first, _, ..] = &words[..] {
            let known = self.given.entry(first.clone()).or_insert_with(|| Some(own.clone()));
            match known {
                Some((_, other)) if other.entity.name != who.entity.name => *known = None,
                Some((latest, _)) => *latest = when,
                None => {}
            }
        }
        if let Some(surname) = words.last() {
            self.people.insert(surname.clone(), own.clone());
        }
        if words.len() > 1 {
            self.people.insert(words.join(" "), own.clone());
        }
        // "Okar-Reve" of "Lena Okar-Reve".
        if let Some(double) = name.rsplit(' ').next().filter(|last| last.contains('-')) {
            self.people.insert(folded_words(double).join(" "), own);
        }
    }

    /// The person that a name, or its last word, named before: by a word that is no usual `given` name, whom that word named
    /// last.
    pub(crate) fn person(&self, name: &str, given: bool) -> Option<&Who> {
        let words = folded_words(name);
        if words.len() > 1 {
            return self.people.get(&words.join(" ")).map(|(_, who)| who);
        }
        let word = words.first()?;
        let surname = self.people.get(word);
        let first = self.given.get(word).and_then(Option::as_ref);
        let first = first.filter(|(when, _)| surname.is_none_or(|(other, _)| !given && when > other));
        first.or(surname).map(|(_, who)| who)
    }

    /// Keeps that a sentence was about a thing.
    pub(crate) fn tell_of_thing(&mut self, sentence: usize) {
        self.thing = Some(sentence);
    }

    /// Whether the sentence before was about a thing.
    pub(crate) fn is_thing(&self, sentence: usize) -> bool {
        self.thing.is_some_and(|thing| thing + 1 == sentence)
    }

    /// Keeps what "Mr" or "Mrs" tells of somebody.
    pub(crate) fn address(&mut self, name: &str, gender: Gender) {
        if let Some(surname) = folded_words(name).pop() {
            self.genders.insert(surname, gender);
        }
    }

    /// What forms of address have told of somebody.
    pub(crate) fn addressed(&self, name: &str) -> Option<Gender> {
        self.genders.get(&folded_words(name).pop()?).copied()
    }

    /// Keeps an acronym that brackets introduce.
    pub(crate) fn alias(&mut self, acronym: &str, who: &Who) {
        self.aliases.insert(acronym.to_owned(), who.clone());
    }

    /// What an acronym stands for.
    pub(crate) fn acronym(&self, form: &str) -> Option<&Who> {
        self.aliases.get(form)
    }

    /// The best antecedent: near ones before far ones, subjects before objects, and never the other argument of the
    /// pronoun's own predicate.
    pub(crate) fn antecedent(&self, wanted: Wanted, sentence: usize, own: Option<usize>) -> Option<&Recent> {
        self.antecedent_that(wanted, sentence, own, |_| true)
    }

    /// The names of the subjects of a sentence so far.
    pub(crate) fn subjects(&self, sentence: usize) -> impl Iterator<Item = &str> {
        let own = self.recents.iter().rev().take_while(move |r| r.sentence == sentence);
        own.filter(|r| r.subject).map(|r| r.who.entity.name.as_str())
    }

    /// The best antecedent of those for which `also` holds.
    pub(crate) fn antecedent_that(
        &self,
        wanted: Wanted,
        sentence: usize,
        own: Option<usize>,
        also: impl Fn(&Recent) -> bool,
    ) -> Option<&Recent> {
        let listed = |r: &Recent| {
            let of = |group: &Recent| r.mention.is_some_and(|m| group.members.contains(&m)) && r.members.is_empty();
            wanted == Wanted::Thing && self.near(sentence, SPAN).any(of)
        };
        let fits = |r: &&Recent| {
            fits(r, wanted) && also(r) && !listed(r) && (own.is_none() || r.predicate != own || r.sentence != sentence)
        };
        let score = |r: &Recent| {
            let away = (sentence - r.sentence.min(sentence)) as i64;
            -10 * away + if r.subject { 6 } else { 0 } + bonus(r, wanted)
        };
        let near = self.near(sentence, SPAN).filter(fits);
        near.enumerate().max_by_key(|(back, r)| (score(r), std::cmp::Reverse(*back))).map(|(_, r)| r)
    }

    /// The latest naming for which `fits` holds.
    pub(crate) fn latest(&self, sentence: usize, fits: impl Fn(&Recent) -> bool) -> Option<&Recent> {
        self.near(sentence, FAR).find(|r| fits(r))
    }

    /// The latest naming within `span` sentences for which `fits` holds.
    pub(crate) fn within(&self, span: usize, sentence: usize, fits: impl Fn(&Recent) -> bool) -> Option<&Recent> {
        self.near(sentence, span).find(|r| fits(r))
    }

    /// What the last `span` sentences named, latest first.
    fn near(&self, sentence: usize, span: usize) -> impl Iterator<Item = &Recent> {
        self.recents.iter().rev().take_while(move |r| r.sentence + span >= sentence)
    }

    /// The two parties of "the two sides": a coordinated pair, or the two that were named last and differ by country.
    pub(crate) fn pair(&self, sentence: usize, people: bool) -> Option<Vec<usize>> {
        let near = || self.near(sentence, SPAN);
        // "women and children" are no two countries.
        let party = |r: &Recent| r.who.code.as_ref().is_none_or(|code| code.is_specific());
        let fits = |r: &&Recent| r.members.len() == 2 && (people || (!is_person(r) && party(r)));
        if let Some(pair) = near().find(fits) {
            return Some(pair.members.clone());
        }
        let mut sides: Vec<(usize, String)> = Vec::new();
        for recent in self.near(sentence, if people { SPAN } else { FAR }) {
            let (Some(mention), Some(code)) = (recent.mention, recent.who.code.as_ref()) else { continue };
            let party = recent.who.by != NamedBy::Place && code.is_specific() && !code.trigrams().any(|t| t == "MED");
            if people != is_person(recent) || !party || !recent.members.is_empty() {
                continue;
            }
            let key = recent.who.country.map_or_else(|| code.to_string(), |country| country.to_string());
            if sides.iter().all(|(_, other)| *other != key) {
                sides.push((mention, key));
            }
            if sides.len() == 2 {
                sides.reverse();
                return Some(sides.into_iter().map(|(mention, _)| mention).collect());
            }
        }
        None
    }
}

/// Whether it names a person, not a plural of some office.
fn is_person(recent: &Recent) -> bool {
    recent.who.entity.kind == EntityKind::Person && (recent.who.agent.is_none() || !recent.who.plural)
}

/// "They" are many before they are one body or state.
fn bonus(recent: &Recent, wanted: Wanted) -> i64 {
    match wanted {
        Wanted::Many if !recent.members.is_empty() => 9,
        Wanted::Many if recent.who.plural => 5,
        _ => 0,
    }
}

fn fits(recent: &Recent, wanted: Wanted) -> bool {
    let who = &recent.who;
    let person = who.entity.kind == EntityKind::Person;
    let group = !recent.members.is_empty();
    match wanted {
        Wanted::Person => person && !who.plural && !group,
        Wanted::Thing => !person && !who.plural && !group,
        Wanted::Many => who.plural || group || !person,
        Wanted::Group => !person && !group && !who.plural && !who.is_state() && who.by != NamedBy::Metonym,
        Wanted::Country => who.is_state() && !group,
    }
}
