//! Noun phrases put together: "U.S. Secretary of State James Baker", "the Iranian parliament speaker", "police in Kashmir".

use super::grammar::NounPhrase;
use super::names::is_plural;
use super::scene::Scene;
use super::{Finder, Item, Who, roles};
use crate::dictionary::{ActorKind, Standing, former};
use crate::mention::NamedBy;
use crate::place::Named;
use nutgraf_language::{Number, Relation, Upos};
use nutgraf_model::{ActorCode, EntityKind};
use std::ops::Range;

/// Prepositions that say where.
const LOCATIVE: &[&str] =
    &["in", "at", "near", "around", "outside", "inside", "throughout", "across", "within", "off", "into"];

/// Nouns that count others: "thousands of teachers".
const COUNTING: &[&str] = &[
    "thousand",
    "hundred",
    "dozen",
    "number",
    "group",
    "crowd",
    "majority",
    "couple",
    "lot",
    "million",
    "some",
    "many",
    "most",
    "one",
    "score",
    "handful",
    "series",
    "all",
    "none",
    "several",
    "few",
    "part",
    "half",
    "rest",
    "pair",
    "team",
    "coalition",
    "alliance",
    "bunch",
    "ten",
    "mob",
    "member",
    "any",
    "each",
    "both",
    "two",
    "three",
    "four",
    "five",
];

/// Words that say that an office is over.
const FORMER: &[&str] = &["former", "ex", "ex-", "late", "ousted", "deposed", "erstwhile", "onetime", "disgraced"];

impl Finder<'_, '_> {
    /// Who the noun phrase of a head names; worked out once.
    pub(crate) fn who(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        if let Some(known) = scene.known.get(&head) {
            return known.clone();
        }
        scene.known.insert(head, None);
        let who = self.work_out(scene, head);
        scene.known.insert(head, who.clone());
        who
    }

    pub(super) fn work_out(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let covered = scene.item_at(head).is_some();
        if !covered && matches!(scene.grammar.token(head).upos, Upos::Pron | Upos::Det) {
            return self.counted(scene, head).or_else(|| self.pronoun(scene, head));
        }
        if !covered && let Some(people) = self.numbered(scene, head) {
            return Some(people);
        }
        let phrase = scene.grammar.noun_phrase(head);
        let inside = scene.items_in(phrase.core..phrase.tokens.end);
        match main_item(scene, &phrase, &inside) {
            Some(item) => self.of_item(scene, &phrase, &inside, item),
            None => self.of_words(scene, &phrase, &inside),
        }
    }

    pub(super) fn of_item(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        at: usize,
    ) -> Option<Who> {
        let item = &scene.items[at];
        if scene.is_joined(at) {
            return None;
        }
        let proper = scene.grammar.form(item.tokens.start).starts_with(|c: char| c.is_uppercase());
        if item.agent().is_none()
            && (item.is_short() || item.actor().is_some() && self.is_surname(item))
            && let Some(double) = self.double_name(scene, &item.tokens)
        {
            let from = self.given_name(scene, &double, phrase.core).unwrap_or(double.start);
            return self.stranger(scene, phrase, inside, from..double.end);
        }
        if item.adjective().is_some() && item.actor().is_none() && is_title_of_work(scene, &item.tokens) {
            return None;
        }
        if proper
            && item.agent().is_none()
            && (item.actor().is_none() || self.is_surname(item))
            && let Some(before) = self.given_name(scene, &item.tokens, phrase.core)
        {
            return self.stranger(scene, phrase, inside, before..item.tokens.end);
        }
        if proper
            && item.agent().is_none()
            && (item.actor().is_none() || self.is_surname(item))
            && let Some(end) = self.surname_behind(scene, phrase, &item.tokens)
        {
            return self.stranger(scene, phrase, inside, item.tokens.start..end);
        }
        // "Neil Parish": a surname that looks like somebody's part in life.
        if proper
            && item.agent().is_some()
            && item.tokens.len() == 1
            && scene.grammar.token(item.tokens.start).upos == Upos::Propn
            && let Some(before) = self.given_name(scene, &item.tokens, phrase.core)
            && self.names.given.holds(scene.grammar.form(before))
        {
            return self.stranger(scene, phrase, inside, before..item.tokens.end);
        }
        if item.actor().is_none() && item.agent().is_none() && self.memory_holds(scene, at) {
            scene.used.insert(at);
            return self.remembered(&self.text(&item.tokens)).cloned();
        }
        if let Some(end) = son(scene, &item.tokens).filter(|_| item.actor().is_some()) {
            return self.stranger(scene, phrase, inside, item.tokens.start..end);
        }
        // "Bloomberg", where the text has told of Michael Bloomberg.
        let house = item.actors().all(|at| self.names.actors[at as usize].kind == ActorKind::Organization);
        let single = house && item.actor().is_some() && !self.text(&item.tokens).contains(' ');
        if let Some(who) = self.remembered(&self.text(&item.tokens)).filter(|_| single).cloned() {
            scene.used.insert(at);
            return Some(who);
        }
        if let Some(actor) = self.actor(item) {
            return Some(self.known_actor(scene, phrase, inside, at, actor));
        }
        if item.agent().is_some() && !is_verb(scene, at) {
            if let Some(named) = self.titled(scene, phrase, at) {
                return Some(named);
            }
            return self.agent(scene, phrase, inside, at);
        }
        let surname = item.shorts().next().is_some() && item.country().is_none() && !is_month(scene, &item.tokens);
        if surname
            && scene.grammar.token(item.tokens.start).upos == Upos::Propn
            && let Some(who) = self.surname(scene, phrase, inside, at)
        {
            return Some(who);
        }
        self.geographic(scene, phrase, at)
    }

    /// Whether an item names persons by one word alone, which others may bear: "al-Sudani".
    fn is_surname(&self, item: &Item) -> bool {
        let words = self.text(&item.tokens);
        !words.contains(' ') && item.actors().all(|at| self.names.actors[at as usize].kind == ActorKind::Person)
    }

    /// Whether the words are the surname of somebody who was introduced, and not the state or town of that name.
    pub(super) fn memory_holds(&self, scene: &Scene, at: usize) -> bool {
        let item = &scene.items[at];
        item.tokens.len() == 1
            && item.shorts().next().is_none()
            && item.adjective().is_none()
            && self.remembered(&self.text(&item.tokens)).is_some()
    }

    pub(super) fn surname(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        at: usize,
    ) -> Option<Who> {
        let title = title_before(scene, inside, at);
        let office = title.and_then(|t| scene.items[t].agent()).map(|a| self.names.agents[a as usize].name.clone());
        if let Some(who) = self.short(scene, at, office.as_deref()) {
            scene.used.extend(title);
            scene.used.insert(at);
            return Some(who);
        }
        let Some(title) = title else {
            let name = scene.items[at].tokens.clone();
            scene.used.insert(at);
            return Some(self.private(scene, phrase, &name, self.text(&name)));
        };
        let who = self.describe(scene, phrase, inside, title);
        scene.used.insert(at);
        let name = self.text(&scene.items[at].tokens);
        Some(self.unknown(name, Some(&who)))
    }

    /// A person, body or building of the dictionary, with the title that stands before the name.
    pub(super) fn known_actor(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        at: usize,
        actor: u32,
    ) -> Who {
        let mut who = self.known(actor);
        scene.used.insert(at);
        let known = &self.names.actors[actor as usize];
        if known.kind == ActorKind::Metonym && is_locative(scene, phrase.head) {
            who.by = NamedBy::Place;
        }
        if known.kind == ActorKind::Organization {
            who = self.of_other_state(scene, inside, at, who);
            self.with_other_states(scene, phrase, at, &mut who);
            return who;
        }
        if known.kind != ActorKind::Person {
            return who;
        }
        let Some(title) = title_before(scene, inside, at) else { return who };
        let held = matches!(known.on(self.day), Standing::Held(_));
        let described = self.describe(scene, phrase, inside, title);
        let Some(code) = described.code else { return who };
        if self.is_former(scene, phrase, title) {
            who.code = who.code.as_ref().map(former);
        } else if held && described.by == NamedBy::Description {
            who.code = Some(code);
        } else if held {
            let role = described.agent.map(|a| self.names.agents[a as usize].code.clone());
            let country = who.code.as_ref().and_then(|c| self.names.country_in(c)).map(str::to_owned);
            who.code = country.zip(role).map(|(country, role)| roles::of_country(&country, &role)).or(who.code);
        }
        who.agent = described.agent;
        who.entity.code.clone_from(&who.code);
        who
    }

    /// "Chinese CDC": a body named like that of another state.
    fn of_other_state(&self, scene: &mut Scene, inside: &[usize], at: usize, mut who: Who) -> Who {
        let start = scene.items[at].tokens.start;
        let before = inside.iter().copied().find(|&i| scene.items[i].tokens.end == start && !scene.is_joined(i));
        let Some((item, state)) = before.and_then(|i| Some((i, scene.items[i].adjective()?))) else { return who };
        let Some((own, code)) = who.country.zip(who.code.clone()) else { return who };
        let role = self.code_of(own).and_then(|o| code.as_str().strip_prefix(o)).filter(|role| !role.is_empty());
        let role = role.and_then(|role| ActorCode::new(role).ok()).filter(|_| own != state);
        let Some((role, name)) = role.zip(self.code_of(state)) else { return who };
        scene.used.insert(item);
        who.code = Some(roles::of_country(name, &role));
        who.country = Some(state);
        let country = &self.names.countries[state as usize];
        let adjective = country.adjectives.first().unwrap_or(&country.name);
        who.entity.name = format!("{adjective} {}", self.text(&scene.items[at].tokens));
        who.entity.code.clone_from(&who.code);
        who.entity.wikidata = None;
        who.by = NamedBy::Description;
        who
    }

    /// "American and British forces": a body that its state's adjective names, and the like of the states before it.
    fn with_other_states(&self, scene: &mut Scene, phrase: &NounPhrase, at: usize, who: &mut Who) {
        let Some((state, code)) = who.country.zip(who.code.clone()) else { return };
        let first = scene.grammar.form(scene.items[at].tokens.start);
        let adjective = self.names.countries[state as usize].adjectives.iter().any(|a| a == first);
        let role = self.code_of(state).and_then(|own| code.as_str().strip_prefix(own)).filter(|role| !role.is_empty());
        let Some(role) = role.and_then(|role| ActorCode::new(role).ok()).filter(|_| adjective) else { return };
        let states = self.with_state_before(scene, vec![(at, state)]);
        who.parts = self.parts(scene, phrase, &states, &role);
    }

    pub(super) fn is_former(&self, scene: &Scene, phrase: &NounPhrase, title: usize) -> bool {
        (phrase.tokens.start..scene.items[title].tokens.start)
            .any(|at| FORMER.contains(&scene.grammar.form(at).to_lowercase().as_str()))
    }

    /// "President Donald Trump" where the tree hangs title and name apart: the title is the name's.
    fn titled(&mut self, scene: &mut Scene, phrase: &NounPhrase, at: usize) -> Option<Who> {
        let next = scene.items.get(at + 1)?;
        let adjacent = next.tokens.start == scene.items[at].tokens.end && next.tokens.start >= phrase.tokens.end;
        let capital = scene.grammar.form(scene.items[at].tokens.start).starts_with(char::is_uppercase);
        let actor = self.actor(next).filter(|_| adjacent && capital)?;
        let person = self.names.actors[actor as usize].kind == ActorKind::Person;
        let apart = scene.grammar.relation(scene.heads[at]) == scene.grammar.relation(scene.heads[at + 1]);
        (person && apart).then(|| self.known(actor))
    }

    /// A common noun that acts, and the name behind it: "Interior Minister Wolfgang Peschorn".
    pub(super) fn agent(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Option<Who> {
        let mut who = self.describe(scene, phrase, inside, at);
        if who.entity.name == "coalition"
            && let Some(members) = self.counted(scene, phrase.head)
        {
            return Some(members);
        }
        // A man of nowhere is nobody, or points back.
        if who.by == NamedBy::BareAgent && who.entity.name == "man" {
            return self.description(scene, phrase);
        }
        who.plural = is_plural(scene, at, scene.heads[at]) && !self.is_singular_body(&who);
        if who.by == NamedBy::BareAgent
            && who.plural
            && let Some(both) = self.two_people(scene, phrase)
        {
            return Some(both);
        }
        if who.by == NamedBy::BareAgent
            && scene.grammar.is_definite(phrase)
            && let Some(earlier) = self.earlier(scene, &who).filter(|earlier| self.is_here(scene, &who, earlier))
        {
            return Some(earlier);
        }
        if self.is_former(scene, phrase, at) && who.entity.kind == EntityKind::Person {
            who.code = who.code.as_ref().map(former);
        }
        let behind = scene.items[at].tokens.end.max(phrase.head + 1);
        if behind < phrase.tokens.end
            && let Some(name) = self.own_name(scene, behind, phrase.tokens.end)
        {
            return Some(self.unknown(self.text(&name), Some(&who)));
        }
        if let Some(named) = self.apposed(scene, phrase.head, &who) {
            return Some(named);
        }
        Some(who)
    }

    pub(super) fn is_singular_body(&self, who: &Who) -> bool {
        who.agent.is_some_and(|a| self.names.agents[a as usize].kind == ActorKind::Organization)
            && who.entity.name.ends_with("police")
    }

    /// "the opposition leader, Tomas Reve": the name is who it is.
    pub(super) fn apposed(&mut self, scene: &mut Scene, head: usize, who: &Who) -> Option<Who> {
        if who.plural {
            return None;
        }
        let name = scene.grammar.children(head).iter().copied().find(|&c| {
            c > head && scene.grammar.relation(c) == Relation::Appos && scene.grammar.token(c).upos == Upos::Propn
        })?;
        if scene.item_at(name).is_some_and(|item| scene.items[item].actor().is_some()) {
            let named = self.who(scene, name)?;
            return (named.entity.kind == EntityKind::Person).then_some(named);
        }
        if who.entity.kind != EntityKind::Person || scene.item_at(name).is_some() {
            return None;
        }
        let phrase = scene.grammar.noun_phrase(name);
        let words = self.own_name(scene, phrase.core, phrase.tokens.end)?;
        let person = self.unknown(self.text(&words), Some(who));
        scene.known.insert(name, Some(person.clone()));
        Some(person)
    }

    /// A state, capital or town: an actor where it acts, a place where it locates.
    pub(super) fn geographic(&mut self, scene: &mut Scene, phrase: &NounPhrase, at: usize) -> Option<Who> {
        let item = &scene.items[at];
        let head = phrase.head;
        if let Some(state) = item.adjective() {
            scene.used.insert(at);
            let mut who = self.state(state, NamedBy::Name)?;
            who.plural = scene.grammar.token(head).xpos.number() == Number::Plural || scene.grammar.is_definite(phrase);
            return Some(who);
        }
        let named = self.named(item);
        if let Some(state) = self.own_state(item, named) {
            let by = if is_locative(scene, head) { NamedBy::Place } else { NamedBy::Name };
            scene.used.insert(at);
            return self.state(state, by);
        }
        if let Some(state) = item.capital() {
            scene.used.insert(at);
            return if acts(scene, head) { self.government(state) } else { self.state(state, NamedBy::Place) };
        }
        let state = named?.state(self.names)?;
        // A small town does nothing: "George looks into his mailbox".
        let town = matches!(named, Some(Named::Line(line)) if line.weight < 5 && line.kind != "adm1");
        if town && scene.grammar.relation(head) == Relation::Nsubj {
            return None;
        }
        scene.used.insert(at);
        self.state(state, NamedBy::Place)
    }

    /// A phrase whose head no dictionary knows.
    pub(super) fn of_words(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize]) -> Option<Who> {
        if let Some(who) = self.counted(scene, phrase.head).or_else(|| self.half(scene, phrase)) {
            return Some(who);
        }
        if scene.grammar.token(phrase.head).upos != Upos::Propn {
            let behind = phrase.head + 1..phrase.tokens.end;
            return match self.own_name(scene, behind.start, behind.end).filter(|name| *name == behind) {
                Some(name) => self.stranger(scene, phrase, inside, name),
                None => self.description(scene, phrase),
            };
        }
        let name = self.own_name(scene, phrase.core, phrase.tokens.end)?;
        self.stranger(scene, phrase, inside, name)
    }

    /// "thousands of teachers", "one of the protesters": the counted are who it is.
    pub(super) fn counted(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let lemma = scene.grammar.lemma(head).to_lowercase();
        if !COUNTING.contains(&lemma.as_str()) && scene.grammar.token(head).upos != Upos::Num {
            return None;
        }
        let of = scene.grammar.children(head).iter().copied().find(|&c| {
            c > head
                && scene.grammar.relation(c).base() == Relation::Nmod
                && scene.grammar.preposition(c).as_deref() == Some("of")
        })?;
        let who = self.who(scene, of)?;
        who.code.as_ref()?;
        scene.absorbed.insert(of);
        scene.counted.insert(head, of);
        Some(Who { plural: lemma != "one", ..who })
    }
}

/// “The Sorvian”: a work that is called so, and nobody.
fn is_title_of_work(scene: &Scene, tokens: &Range<usize>) -> bool {
    let range = scene.grammar.range();
    let form = |at: usize| if range.contains(&at) { scene.grammar.form(at) } else { "" };
    let quote = |at: usize| matches!(form(at), "\"" | "“" | "”" | "‘" | "’" | "'");
    let before = tokens.start.wrapping_sub(1);
    let article = matches!(form(before), "The" | "A" | "An");
    quote(tokens.end) && article && quote(before.wrapping_sub(1))
}

/// Where the name of a namesake ends: "Anton Varga Jr".
fn son(scene: &Scene, tokens: &Range<usize>) -> Option<usize> {
    let next = tokens.end;
    let word = scene.grammar.range().contains(&next).then(|| scene.grammar.form(next))?;
    matches!(word, "Jr" | "Jr." | "Junior").then_some(next + 1)
}

/// "in May", "May 7": the month, whoever bears its name.
fn is_month(scene: &Scene, tokens: &Range<usize>) -> bool {
    let range = scene.grammar.range();
    let form = |at: usize| if range.contains(&at) { scene.grammar.form(at).to_lowercase() } else { String::new() };
    let dated = form(tokens.end).starts_with(|c: char| c.is_ascii_digit());
    let before = form(tokens.start.wrapping_sub(1));
    let number = before.starts_with(|c: char| c.is_ascii_digit());
    let when = matches!(
        before.as_str(),
        "in" | "since" | "until" | "last" | "next" | "this" | "early" | "late" | "mid" | "every" | "of"
    );
    let month = matches!(form(tokens.start).as_str(), "may" | "march" | "april" | "june" | "august");
    tokens.len() == 1 && month && (dated || number || when)
}

/// The item that a phrase names: a person behind a title, else what covers the head.
pub(super) fn main_item(scene: &Scene, phrase: &NounPhrase, inside: &[usize]) -> Option<usize> {
    let covering = inside.iter().rev().copied().find(|&i| scene.items[i].tokens.contains(&phrase.head));
    let named = inside.iter().rev().copied().find(|&i| {
        let item = &scene.items[i];
        item.tokens.start > phrase.head && (item.actor().is_some() || item.shorts().next().is_some())
    });
    match covering {
        Some(item) if scene.items[item].agent().is_none() && scene.items[item].adjective().is_none() => Some(item),
        Some(item) if scene.items[item].adjective().is_some() => {
            let noun = inside
                .iter()
                .rev()
                .copied()
                .find(|&i| scene.items[i].tokens.start > phrase.head && scene.items[i].agent().is_some());
            named.or(noun).or(Some(item))
        }
        _ => named.or(covering),
    }
}

/// The title before a name in its phrase.
pub(super) fn title_before(scene: &Scene, inside: &[usize], name: usize) -> Option<usize> {
    let start = scene.items[name].tokens.start;
    inside.iter().rev().copied().find(|&i| scene.items[i].agent().is_some() && scene.items[i].tokens.end <= start)
}

/// Whether the tagger takes the head of a phrase for a verb: "the army *guards* the border".
pub(super) fn is_verb(scene: &Scene, at: usize) -> bool {
    matches!(scene.grammar.token(scene.heads[at]).upos, Upos::Verb | Upos::Aux | Upos::Adv)
}

/// Whether the phrase says where.
pub(crate) fn is_locative(scene: &Scene, head: usize) -> bool {
    scene.grammar.preposition(head).is_some_and(|p| LOCATIVE.contains(&p.as_str()))
}

/// Whether a capital stands where its government does: as subject, as possessor, as party.
pub(super) fn acts(scene: &Scene, head: usize) -> bool {
    let relation = scene.grammar.relation(head);
    match scene.grammar.preposition(head).as_deref() {
        Some("with" | "by" | "between" | "against" | "on" | "for" | "towards" | "toward") => true,
        Some(_) => false,
        None => {
            matches!(
                relation,
                Relation::Nsubj
                    | Relation::NsubjOuter
                    | Relation::NmodPoss
                    | Relation::Obj
                    | Relation::Iobj
                    | Relation::Conj
                    | Relation::Root
            ) || relation == Relation::NsubjPass
        }
    }
}
