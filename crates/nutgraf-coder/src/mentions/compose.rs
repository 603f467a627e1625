//! Noun phrases put together: "U.S. Secretary of State Marco Rubio", "the Iranian parliament speaker", "police in Kashmir".

use super::grammar::NounPhrase;
use super::memory::Recent;
use super::names::is_plural;
use super::scene::Scene;
use super::{Finder, Item, Who, roles};
use crate::dictionary::{ActorKind, Standing, former};
use crate::mention::{ActorMention, NamedBy};
use crate::place::{self, Named};
use nutgraf_language::{Number, Relation, Upos, Xpos};
use nutgraf_model::{ActorCode, Entity, EntityKind};
use std::ops::Range;

/// Prepositions that say where.
const LOCATIVE: &[&str] =
    &["in", "at", "near", "around", "outside", "inside", "throughout", "across", "within", "off", "into"];

/// Nouns that count others: "thousands of teachers".
const COUNTING: &[&str] = &[
    "thousand", "hundred", "dozen", "number", "group", "crowd", "majority", "couple", "lot", "million", "some", "many",
    "most", "one", "score", "handful", "series", "all", "none", "several", "few", "part", "half", "rest", "pair",
    "team", "bunch", "ten", "mob", "member", "any", "each", "both", "two", "three", "four", "five",
];

/// Capitalised nouns that name no body, though a state stands before them: "Vietnam War", "Russian Grand Prix".
const NO_BODY: &[&str] = &[
    "war",
    "wars",
    "prize",
    "cup",
    "deal",
    "treaty",
    "accord",
    "accords",
    "agreement",
    "act",
    "law",
    "sea",
    "ocean",
    "river",
    "day",
    "times",
    "dream",
    "street",
    "avenue",
    "prix",
    "open",
    "championship",
    "championships",
    "games",
    "olympics",
    "plan",
    "revolution",
    "spring",
    "crisis",
    "summit",
    "conference",
    "border",
    "strait",
    "gulf",
    "coast",
    "valley",
    "mountains",
    "islands",
    "island",
    "peninsula",
    "desert",
    "highway",
    "airport",
    "square",
    "tour",
    "festival",
    "week",
    "century",
    "series",
    "dollar",
    "pound",
    "peso",
    "covid",
    "language",
    "bible",
    "christmas",
    "easter",
    "new",
    "air",
    "oil",
    "gas",
    "helicopter",
    "elections",
    "election",
    "talks",
    "attack",
    "attacks",
    "protest",
    "protests",
    "visit",
    "city",
    "town",
    "province",
    "region",
];

/// Words that say that an office is over.
const FORMER: &[&str] = &["former", "ex", "ex-", "late", "ousted", "deposed", "erstwhile", "onetime", "disgraced"];

/// Names of days, months and feasts, which no person bears alone.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "Ramadan",
    "Eid",
    "Internet",
    "God",
    "Islam",
    "Christianity",
    "Twitter",
    "Facebook",
    "Google",
    "English",
    "Parliament",
    "Earth",
];

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

    fn work_out(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let covered = scene.item_at(head).is_some();
        if !covered && matches!(scene.grammar.token(head).upos, Upos::Pron | Upos::Det) {
            return self.counted(scene, head).or_else(|| self.pronoun(scene, head));
        }
        let phrase = scene.grammar.noun_phrase(head);
        let inside = scene.items_in(phrase.core..phrase.tokens.end);
        match main_item(scene, &phrase, &inside) {
            Some(item) => self.of_item(scene, &phrase, &inside, item),
            None => self.of_words(scene, &phrase, &inside),
        }
    }

    fn of_item(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Option<Who> {
        let item = &scene.items[at];
        if scene.is_joined(at) {
            return None;
        }
        let proper = scene.grammar.form(item.tokens.start).starts_with(|c: char| c.is_uppercase());
        if proper && item.agent().is_none() && item.actor().is_none() {
            if let Some(before) = self.given_name(scene, &item.tokens, phrase.core) {
                return self.stranger(scene, phrase, inside, before..item.tokens.end);
            }
        }
        if item.actor().is_none() && item.agent().is_none() && self.memory_holds(scene, at) {
            scene.used.insert(at);
            return self.memory.person(&self.text(&item.tokens)).cloned();
        }
        if let Some(actor) = self.actor(item) {
            return Some(self.known_actor(scene, phrase, inside, at, actor));
        }
        if item.agent().is_some() && !is_verb(scene, at) {
            return self.agent(scene, phrase, inside, at);
        }
        let surname = item.shorts().next().is_some() && item.country().is_none();
        if surname && scene.grammar.token(item.tokens.start).upos == Upos::Propn {
            if let Some(who) = self.surname(scene, phrase, inside, at) {
                return Some(who);
            }
        }
        self.geographic(scene, phrase, at)
    }

    /// Whether the words are the surname of somebody who was introduced, and not the state or town of that name.
    fn memory_holds(&self, scene: &Scene, at: usize) -> bool {
        let item = &scene.items[at];
        item.tokens.len() == 1
            && item.shorts().next().is_none()
            && item.adjective().is_none()
            && self.memory.person(&self.text(&item.tokens)).is_some()
    }

    fn surname(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Option<Who> {
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
    fn known_actor(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize, actor: u32) -> Who {
        let mut who = self.known(actor);
        scene.used.insert(at);
        let known = &self.names.actors[actor as usize];
        if known.kind == ActorKind::Metonym && is_locative(scene, phrase.head) {
            who.by = NamedBy::Place;
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

    fn is_former(&self, scene: &Scene, phrase: &NounPhrase, title: usize) -> bool {
        (phrase.tokens.start..scene.items[title].tokens.start)
            .any(|at| FORMER.contains(&scene.grammar.form(at).to_lowercase().as_str()))
    }

    /// A common noun that acts, and the name behind it: "Interior Minister Wolfgang Peschorn".
    fn agent(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Option<Who> {
        let mut who = self.describe(scene, phrase, inside, at);
        who.plural = is_plural(scene, at, scene.heads[at]) && !self.is_singular_body(&who);
        if who.by == NamedBy::BareAgent && scene.grammar.is_definite(phrase) {
            if let Some(earlier) = self.earlier(scene, &who) {
                return Some(earlier);
            }
        }
        if self.is_former(scene, phrase, at) && who.entity.kind == EntityKind::Person {
            who.code = who.code.as_ref().map(former);
        }
        let behind = scene.items[at].tokens.end.max(phrase.head + 1);
        if behind < phrase.tokens.end {
            if let Some(name) = self.own_name(scene, behind, phrase.tokens.end) {
                let name = self.text(&name);
                let person = self.unknown(name, Some(&who));
                return Some(person);
            }
        }
        if let Some(named) = self.apposed(scene, phrase.head, &who) {
            return Some(named);
        }
        Some(who)
    }

    fn is_singular_body(&self, who: &Who) -> bool {
        who.agent.is_some_and(|a| self.names.agents[a as usize].kind == ActorKind::Organization)
            && who.entity.name.ends_with("police")
    }

    /// "the opposition leader, Tomas Reve": the name is who it is.
    fn apposed(&mut self, scene: &mut Scene, head: usize, who: &Who) -> Option<Who> {
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

    /// The code of a common noun by what stands around it.
    pub(crate) fn describe(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Who {
        let Some(number) = scene.items[at].agent() else { return self.unknown(String::new(), None) };
        let names = self.names;
        let agent = &names.agents[number as usize];
        let start = scene.items[at].tokens.start;
        let before: Vec<usize> =
            inside.iter().copied().filter(|&i| scene.items[i].tokens.end <= start && !scene.is_joined(i)).collect();
        scene.used.insert(at);
        scene.used.extend(before.iter().copied());
        let generic = roles::is_generic(&agent.name);
        let modifier = before.iter().rev().find_map(|&i| scene.items[i].agent());
        let role = match modifier {
            Some(modifier) if generic => names.agents[modifier as usize].code.clone(),
            _ => agent.code.clone(),
        };
        let mut who = Who {
            code: Some(role.clone()),
            entity: Entity {
                kind: EntityKind::Organization,
                name: agent.name.clone(),
                code: None,
                wikidata: None,
                known: false,
                place: None,
            },
            by: NamedBy::BareAgent,
            line: names.at(agent.line),
            plural: is_plural(scene, at, scene.heads[at]),
            agent: Some(number),
            country: None,
            parts: Vec::new(),
            members: Vec::new(),
        };
        if agent.kind == ActorKind::Person && !who.plural {
            who.entity.kind = EntityKind::Person;
        }
        if !agent.alone {
            self.place_agent(scene, phrase, &before, &mut who, &role, generic);
        }
        who.entity.code.clone_from(&who.code);
        who
    }

    /// Finds whose an agent is: an organisation's or state's before it, a possessor's, a phrase's behind it.
    fn place_agent(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        before: &[usize],
        who: &mut Who,
        role: &ActorCode,
        generic: bool,
    ) {
        let body = before.iter().rev().find_map(|&i| self.actor(&scene.items[i]));
        if let Some(actor) = body {
            let actor = &self.names.actors[actor as usize];
            let code = actor.code_on(self.day);
            let person = actor.kind == ActorKind::Person;
            self.belongs(who, &code, role, !person, &actor.name);
            return;
        }
        let states: Vec<(usize, u32)> = before
            .iter()
            .filter_map(|&i| Some((i, self.state_of(scene, i)?)))
            .filter(|(_, s)| self.code_of(*s).is_some())
            .collect();
        if let Some(&(_, last)) = states.last() {
            let states = self.with_state_before(scene, states);
            self.of_state(who, last, role);
            who.parts = self.parts(scene, phrase, &states, role);
            if let Some((_, code)) = who.parts.first() {
                who.code = Some(code.clone());
            }
            return;
        }
        if let Some(owner) = before.iter().rev().find_map(|&i| self.owner(scene, i)) {
            self.belongs(who, &owner.code.clone().unwrap_or_else(|| role.clone()), role, false, &owner.entity.name);
            return;
        }
        if let Some(possessor) = phrase.possessor {
            if let Some(owner) = self.who(scene, possessor) {
                if let Some(code) = &owner.code {
                    let body = owner.entity.kind == EntityKind::Organization && !owner.is_state() && generic;
                    self.belongs(who, code, role, body || self.names.country_in(code).is_none(), &owner.entity.name);
                    scene.absorbed.insert(possessor);
                    return;
                }
            }
        }
        self.phrase_behind(scene, phrase.head, who, role, generic);
    }

    /// A surname before a noun: "Trump administration".
    fn owner(&self, scene: &Scene, item: usize) -> Option<Who> {
        scene.items[item].shorts().next()?;
        self.short(scene, item, None)
    }

    /// The state that an item before a noun lends: its own, or that of its town.
    fn state_of(&self, scene: &Scene, item: usize) -> Option<u32> {
        let item = &scene.items[item];
        if let Some(state) = item.adjective() {
            return Some(state);
        }
        let named = if item.is_geographic() { self.named(item) } else { None };
        self.own_state(item, named).or(item.capital()).or_else(|| named?.state(self.names))
    }

    fn named(&self, item: &Item) -> Option<Named<'_>> {
        place::resolve(item, None, &self.candidates.focus, self.names)
    }

    /// The state of an item that names one, unless a division of another state is meant: Georgia.
    fn own_state(&self, item: &Item, named: Option<Named>) -> Option<u32> {
        let state = item.country()?;
        let country = &self.names.countries[state as usize];
        let elsewhere = matches!(named, Some(Named::Line(line)) if line.iso2 != country.iso2);
        (!elsewhere).then_some(state)
    }

    fn code_of(&self, state: u32) -> Option<&str> {
        self.names.countries[state as usize].code.as_ref().map(ActorCode::as_str)
    }

    fn of_state(&self, who: &mut Who, state: u32, role: &ActorCode) {
        let Some(code) = self.code_of(state) else { return };
        who.code = Some(roles::of_country(code, role));
        who.country = Some(state);
        who.by = NamedBy::Description;
        let country = &self.names.countries[state as usize];
        let adjective = country.adjectives.first().unwrap_or(&country.name);
        who.entity.name = format!("{adjective} {}", who.entity.name);
        who.entity.known = true;
    }

    /// Makes an agent that of an owner: of the organisation itself where it is one, else of the owner's country.
    fn belongs(&self, who: &mut Who, owner: &ActorCode, role: &ActorCode, body: bool, name: &str) {
        if body {
            who.code = Some(roles::of_organization(owner, role));
            who.country = self.names.country_in(owner).and_then(|c| self.names.country_of_code(c));
            who.by = NamedBy::Description;
            who.entity.name = format!("{name} {}", who.entity.name);
            who.entity.known = true;
        } else if let Some(state) = self.names.country_in(owner).and_then(|c| self.names.country_of_code(c)) {
            self.of_state(who, state, role);
        } else if let Some(country) = self.names.country_in(owner) {
            who.code = Some(roles::of_country(country, role));
            who.by = NamedBy::Description;
            who.entity.name = format!("{name} {}", who.entity.name);
        }
    }

    /// Adds the state of "U.S. and Russian officials" that the tree does not hang on the noun: names that have no adjective.
    fn with_state_before(&self, scene: &mut Scene, mut states: Vec<(usize, u32)>) -> Vec<(usize, u32)> {
        while let Some(before) = states[0].0.checked_sub(1) {
            let item = &scene.items[before];
            let between = item.tokens.end..scene.items[states[0].0].tokens.start;
            let joint = between.len() == 1 && matches!(scene.grammar.form(between.start), "and" | "or" | "&" | ",");
            let short = item.adjective().is_some()
                || item.tokens.len() == 1 && scene.grammar.form(item.tokens.start).len() <= 4;
            let Some(state) = item.adjective().or(item.country()).filter(|_| joint && short) else { break };
            if scene.used.contains(&before) || self.code_of(state).is_none() {
                break;
            }
            scene.used.insert(before);
            scene.absorbed.insert(scene.heads[before]);
            states.insert(0, (before, state));
        }
        states
    }

    /// "U.S. and Russian officials": one part for each state.
    fn parts(
        &self,
        scene: &Scene,
        phrase: &NounPhrase,
        states: &[(usize, u32)],
        role: &ActorCode,
    ) -> Vec<(Range<usize>, ActorCode)> {
        let mut parts: Vec<(Range<usize>, ActorCode)> = Vec::new();
        for &(item, state) in states {
            let Some(code) = self.code_of(state) else { continue };
            let code = roles::of_country(code, role);
            if parts.iter().all(|(_, other)| *other != code) {
                parts.push((scene.items[item].tokens.clone(), code));
            }
        }
        let coordinated = states.windows(2).any(|pair| {
            let between = scene.items[pair[0].0].tokens.end..scene.items[pair[1].0].tokens.start;
            between.len() <= 2
                && between.clone().any(|at| matches!(scene.grammar.form(at), "and" | "," | "&" | "-" | "–" | "or"))
        });
        if parts.len() < 2 || !coordinated || phrase.tokens.is_empty() {
            return Vec::new();
        }
        parts
    }

    /// "police in Kashmir", "leader of Hamas", "a spokesman for the army".
    fn phrase_behind(&mut self, scene: &mut Scene, head: usize, who: &mut Who, role: &ActorCode, generic: bool) {
        let behind: Vec<usize> = scene
            .grammar
            .children(head)
            .iter()
            .copied()
            .filter(|&c| c > head && matches!(scene.grammar.relation(c), Relation::Nmod | Relation::Obl))
            .collect();
        for child in behind {
            let Some(preposition) = scene.grammar.preposition(child) else { continue };
            let place =
                matches!(preposition.as_str(), "in" | "from" | "at" | "across" | "throughout" | "of" | "around");
            let body = generic && matches!(preposition.as_str(), "of" | "for" | "from" | "at" | "with" | "in");
            if !place && !body {
                continue;
            }
            let Some(owner) = self.who(scene, child) else { continue };
            let Some(code) = owner.code.clone() else { continue };
            let is_body =
                owner.entity.kind == EntityKind::Organization && !owner.is_state() && owner.by != NamedBy::Place;
            if is_body && body {
                self.belongs(who, &code, role, true, &owner.entity.name);
                return;
            }
            if place && self.names.country_in(&code).is_some() {
                self.belongs(who, &code, role, false, &owner.entity.name);
                return;
            }
        }
    }

    /// A state, capital or town: an actor where it acts, a place where it locates.
    fn geographic(&mut self, scene: &mut Scene, phrase: &NounPhrase, at: usize) -> Option<Who> {
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
        scene.used.insert(at);
        self.state(state, NamedBy::Place)
    }

    /// A phrase whose head no dictionary knows.
    fn of_words(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize]) -> Option<Who> {
        if let Some(who) = self.counted(scene, phrase.head).or_else(|| self.half(scene, phrase)) {
            return Some(who);
        }
        if scene.grammar.token(phrase.head).upos != Upos::Propn {
            return self.description(scene, phrase);
        }
        let name = self.own_name(scene, phrase.core, phrase.tokens.end)?;
        self.stranger(scene, phrase, inside, name)
    }

    /// A name that the dictionary does not know, by the words around it or by an earlier introduction.
    fn stranger(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        name: Range<usize>,
    ) -> Option<Who> {
        let words = self.text(&name);
        if let Some(who) = self.memory.acronym(&words).or_else(|| self.memory.person(&words)) {
            return Some(who.clone());
        }
        let title = inside
            .iter()
            .rev()
            .copied()
            .find(|&i| scene.items[i].agent().is_some() && scene.items[i].tokens.end <= name.start);
        for at in inside.iter().copied().filter(|&i| scene.items[i].tokens.start >= name.start) {
            scene.used.insert(at);
        }
        if let Some(title) = title {
            let former_holder = self.is_former(scene, phrase, title);
            let mut who = self.describe(scene, phrase, inside, title);
            if former_holder && who.entity.kind == EntityKind::Person {
                who.code = who.code.as_ref().map(former);
            }
            return Some(self.unknown(words, Some(&who)));
        }
        if let Some(beside) = self.beside(scene, phrase.head) {
            return Some(self.unknown(words, Some(&beside)));
        }
        let national = self.national(scene, phrase, inside, &name);
        Some(national.unwrap_or_else(|| self.private(scene, phrase, &name, words)))
    }

    /// Somebody whom no words explain: a private person of the state that the article is about.
    fn private(&self, scene: &Scene, phrase: &NounPhrase, name: &Range<usize>, words: String) -> Who {
        let mut who = self.unknown(words, None);
        let definite = phrase.tokens.clone().any(|at| scene.grammar.form(at).eq_ignore_ascii_case("the"));
        let form = scene.grammar.form(phrase.head);
        let written = form.chars().filter(|c| c.is_lowercase()).count() >= 2 && form.starts_with(char::is_uppercase);
        let day = DAYS.contains(&form);
        let placed = scene.grammar.preposition(phrase.head).is_some();
        if definite
            || !written
            || day
            || name.len() > 4
            || (placed && name.len() < 2)
            || is_locative(scene, phrase.head)
        {
            return who;
        }
        let state = self.home.and_then(|at| self.names.countries[at as usize].code.as_ref());
        let code = state.map_or("CVL".to_owned(), |state| format!("{state}CVL"));
        who.code = ActorCode::new(code).ok();
        who.entity.code = who.code.clone();
        who
    }

    /// A body whose name tells its state: "Sorvian Farmers' Party", "Netherlands Organisation for …".
    fn national(&self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], name: &Range<usize>) -> Option<Who> {
        let noun = scene.grammar.form(phrase.head).to_lowercase();
        if NO_BODY.contains(&noun.as_str()) {
            return None;
        }
        let at = inside.iter().copied().find(|&i| {
            let item = &scene.items[i];
            let before = item.tokens.end <= phrase.head && item.tokens.end >= name.start;
            before && !scene.is_joined(i) && (item.adjective().is_some() || item.country().is_some())
        })?;
        let state = scene.items[at].adjective().or(scene.items[at].country())?;
        let mut who = self.state(state, NamedBy::Context)?;
        scene.used.insert(at);
        let tokens = scene.items[at].tokens.start.min(name.start)..name.end;
        who.entity = Entity {
            kind: EntityKind::Organization,
            name: self.text(&tokens),
            code: who.code.clone(),
            wikidata: None,
            known: false,
            place: None,
        };
        Some(who)
    }

    /// What an apposition or predicate says of a name: "Reve, the opposition leader", "Reve is a lawmaker".
    fn beside(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let grammar = &scene.grammar;
        let mut others: Vec<usize> = grammar
            .children(head)
            .iter()
            .copied()
            .filter(|&c| c > head && grammar.relation(c) == Relation::Appos)
            .collect();
        if let Some(above) = grammar.head(head) {
            let predicate =
                grammar.relation(head) == Relation::Nsubj && grammar.child(above, &[Relation::Cop]).is_some();
            if grammar.relation(head) == Relation::Appos || predicate {
                others.push(above);
            }
        }
        others.into_iter().find_map(|other| {
            let who = self.who(scene, other)?;
            let fits = who.agent.is_some() && !who.plural && who.code.is_some();
            fits.then_some(who)
        })
    }

    /// "thousands of teachers", "one of the protesters": the counted are who it is.
    fn counted(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
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

    /// Names the head's actor in the sentence, and remembers it.
    pub(crate) fn name(&mut self, scene: &mut Scene, head: usize) {
        if let Some(noun) = self.noun_behind(scene, head) {
            self.who(scene, noun);
        }
        let Some(mut who) = self.who(scene, head) else { return };
        if scene.absorbed.contains(&head) {
            return;
        }
        self.complete(scene, &mut who);
        let tokens = self.naming_words(scene, head);
        if who.entity.kind == EntityKind::Person
            && !who.plural
            && who.by != NamedBy::Pronoun
            && who.by != NamedBy::BareAgent
        {
            let name = who.entity.name.clone();
            self.memory.introduce(&name, &who);
        }
        let tokens = who.parts.first().map_or(tokens.clone(), |(part, _)| part.start.min(tokens.start)..tokens.end);
        self.bracketed(scene, tokens.end, &who);
        let mention = who.code.is_some().then(|| self.push(scene, tokens, head, &who));
        scene.known.insert(head, Some(who.clone()));
        let grammar = &scene.grammar;
        let subject = grammar.is_subject(head);
        let recent = Recent {
            mention,
            members: who.members.clone(),
            who,
            sentence: scene.number,
            head,
            predicate: grammar.head(head),
            subject,
        };
        self.memory.push(recent);
    }

    /// The noun that may take a name in: what a possessor possesses, or "officials" of "U.S. and Russian officials".
    fn noun_behind(&self, scene: &Scene, head: usize) -> Option<usize> {
        if scene.grammar.relation(head) == Relation::NmodPoss {
            return scene.grammar.head(head).filter(|&owned| scene.is_head(owned));
        }
        let at = scene.item_at(head)?;
        let (item, next) = (&scene.items[at], scene.items.get(at + 1)?);
        let joint = next.tokens.start == item.tokens.end + 1 && next.adjective().is_some();
        let noun =
            scene.grammar.head(scene.heads[at + 1]).filter(|&noun| joint && noun > head && scene.is_head(noun))?;
        (item.country().is_some() || item.adjective().is_some()).then_some(noun)
    }

    /// Gives a bare agent the state of the place of its sentence, or the one that the article is about.
    pub(crate) fn complete(&self, scene: &Scene, who: &mut Who) {
        let Some(agent) = who.agent.filter(|_| who.by == NamedBy::BareAgent || who.by == NamedBy::Context) else {
            return;
        };
        let agent = &self.names.agents[agent as usize];
        let bare = who.code.as_ref().is_some_and(|code| *code == agent.code || !code.is_specific());
        if agent.alone || !bare {
            return;
        }
        let settled = is_settled(&agent.code);
        let local = if settled { self.local_state(scene) } else { None };
        let titled = || if who.by == NamedBy::Context { self.only_state(scene) } else { None };
        let local_body = agent.name.starts_with("state") || agent.name.starts_with("local");
        let home = self.home.filter(|_| settled || local_body || is_of_home(&agent.code));
        let Some(state) = local.or(home).or_else(titled) else { return };
        let Some(role) = who.code.clone() else { return };
        if let Some(country) = self.code_of(state) {
            who.code = Some(roles::of_country(country, &role));
            who.country = Some(state);
            who.entity.code.clone_from(&who.code);
        }
    }

    /// The only state that the sentence speaks of.
    fn only_state(&self, scene: &Scene) -> Option<u32> {
        let mut states = (0..scene.items.len()).filter_map(|at| {
            let item = &scene.items[at];
            self.actor(item).and_then(|a| self.known(a).country).or_else(|| self.state_of(scene, at))
        });
        let state = states.next()?;
        states.all(|other| other == state).then_some(state)
    }

    /// The one state in which the sentence says it happens.
    fn local_state(&self, scene: &Scene) -> Option<u32> {
        let mut states = scene.items.iter().enumerate().filter(|&(at, item)| {
            item.is_geographic() && item.adjective().is_none() && is_locative(scene, scene.heads[at])
        });
        let (at, _) = states.next()?;
        let state = self.state_of(scene, at)?;
        states.all(|(at, _)| self.state_of(scene, at) == Some(state)).then_some(state)
    }

    /// The words that name the actor, from the first that is no article to the last name.
    fn naming_words(&self, scene: &Scene, head: usize) -> Range<usize> {
        let mut tokens = scene.grammar.noun_phrase(head).tokens;
        for (item, &at) in scene.items.iter().zip(&scene.heads) {
            if at == head {
                tokens.start = tokens.start.min(item.tokens.start);
                tokens.end = tokens.end.max(item.tokens.end);
            }
        }
        while tokens.start < head
            && matches!(scene.grammar.relation(tokens.start), Relation::Det | Relation::DetPredet | Relation::Punct)
        {
            tokens.start += 1;
        }
        let own = |at: usize| scene.item_at(at).is_some_and(|item| scene.heads[item] == head);
        let foreign = (tokens.start..head)
            .rev()
            .find(|&at| !own(at) && matches!(scene.grammar.token(at).upos, Upos::Adp | Upos::Verb | Upos::Sconj));
        tokens.start = foreign.map_or(tokens.start, |at| at + 1);
        if let Some(&counted) = scene.counted.get(&head).filter(|&&counted| counted > head) {
            tokens.end = tokens.end.max(self.naming_words(scene, counted).end);
        }
        tokens
    }

    fn push(&mut self, scene: &mut Scene, tokens: Range<usize>, head: usize, who: &Who) -> usize {
        let mut members = who.members.clone();
        for (part, code) in &who.parts {
            members.push(self.actors.len());
            let mut entity = who.entity.clone();
            if let Some(state) = self.names.country_in(code).and_then(|c| self.names.country_of_code(c)) {
                let country = &self.names.countries[state as usize];
                let noun = who.agent.map(|a| self.names.agents[a as usize].name.as_str()).unwrap_or_default();
                entity.name = format!("{} {noun}", country.adjectives.first().unwrap_or(&country.name));
            }
            entity.code = Some(code.clone());
            self.actors.push(ActorMention {
                tokens: part.clone(),
                head: part.end - 1,
                code: code.clone(),
                entity,
                by: who.by,
                members: Vec::new(),
                line: who.line.clone(),
            });
        }
        let Some(code) = who.code.clone() else { return 0 };
        let number = self.actors.len();
        scene.mentions.insert(head, number);
        let (entity, by, line) = (who.entity.clone(), who.by, who.line.clone());
        self.actors.push(ActorMention { tokens, head, code, entity, by, members, line });
        number
    }

    /// "the Council of the Coast (COC)": the acronym is another name of it.
    fn bracketed(&mut self, scene: &Scene, end: usize, who: &Who) {
        let range = scene.grammar.range();
        if end + 2 >= range.end || scene.grammar.form(end) != "(" || scene.grammar.form(end + 2) != ")" {
            return;
        }
        let acronym = scene.grammar.form(end + 1);
        if (2..=8).contains(&acronym.len()) && acronym.bytes().all(|b| b.is_ascii_uppercase()) {
            self.memory.alias(acronym, who);
        }
    }

    /// Names that only modify a noun which is no actor: the source of "Russian invasion", "police raid", "Hamas attack".
    pub(crate) fn modifiers(&mut self, scene: &mut Scene) {
        for at in 0..scene.items.len() {
            let head = scene.heads[at];
            if scene.used.contains(&at)
                || scene.mentions.contains_key(&head)
                || scene.absorbed.contains(&head)
                || scene.is_joined(at)
            {
                continue;
            }
            if let Some(who) = self.modifier(scene, at) {
                let tokens = scene.items[at].tokens.clone();
                self.push(scene, tokens, head, &who);
            }
        }
    }

    fn modifier(&mut self, scene: &mut Scene, at: usize) -> Option<Who> {
        let item = &scene.items[at];
        let head = scene.heads[at];
        let relation = scene.grammar.relation(head);
        if !matches!(
            relation,
            Relation::Compound | Relation::Amod | Relation::NmodPoss | Relation::Nmod | Relation::Conj | Relation::Flat
        ) {
            return None;
        }
        let above = scene.grammar.head(head);
        let in_name = above.is_some_and(|a| scene.grammar.token(a).upos == Upos::Propn && scene.item_at(a).is_none());
        if let Some(actor) = self.actor(item) {
            return Some(self.known(actor));
        }
        if let Some(state) = item.adjective() {
            return self.state(state, NamedBy::Name);
        }
        if in_name || relation == Relation::Flat {
            return None;
        }
        if let Some(state) = item.country() {
            return self.state(state, NamedBy::Name);
        }
        if item.agent().is_some() && relation == Relation::Compound && !is_verb(scene, at) {
            let phrase = scene.grammar.noun_phrase(head);
            let mut before: Vec<usize> =
                above.map(|a| scene.grammar.noun_phrase(a)).map(|p| scene.items_in(p.core..head)).unwrap_or_default();
            before.push(at);
            let mut who = self.describe(scene, &phrase, &before, at);
            self.complete(scene, &mut who);
            return Some(who);
        }
        if item.shorts().next().is_some() {
            return self.short(scene, at, None);
        }
        None
    }

    fn named_among(&self, scene: &Scene, head: usize, which: impl Fn(usize) -> bool) -> Vec<usize> {
        let children = scene.grammar.children(head).iter().copied();
        children.filter(|&c| which(c)).filter_map(|c| scene.mentions.get(&c).copied()).collect()
    }

    /// Makes a mention that of a group of which its own words name one member: the tree does not show the others.
    fn gather(&mut self, mention: usize, others: &[usize]) {
        let own = self.actors.len();
        let alone = self.actors[mention].clone();
        let first = others.iter().all(|&o| self.actors[o].tokens.start > alone.tokens.start);
        self.actors.push(alone);
        let members = if first { [&[own], others].concat() } else { [others, &[own]].concat() };
        self.actors[mention].members = members;
    }

    /// Coordinated mentions, for "they" and "the two sides" to come back to.
    pub(crate) fn groups(&mut self, scene: &Scene) {
        for (&head, &mention) in &scene.mentions {
            let split: Vec<usize> = self.named_among(scene, head, |c| scene.grammar.is_coordinated_by_word(c));
            if !split.is_empty() && self.actors[mention].members.is_empty() {
                self.gather(mention, &split);
            }
            let mut members = self.named_among(scene, head, |c| scene.grammar.relation(c) == Relation::Conj);
            members.extend(split);
            let Some(Some(who)) = scene.known.get(&head) else { continue };
            if members.is_empty() {
                continue;
            }
            members.insert(0, mention);
            let who = Who { plural: true, ..who.clone() };
            let subject = scene.grammar.is_subject(head);
            let predicate = scene.grammar.head(head);
            self.memory.push(Recent {
                who,
                mention: Some(mention),
                members,
                sentence: scene.number,
                head,
                predicate,
                subject,
            });
        }
    }
}

/// Whether those of a role are usually of the state that they are in: police are, soldiers and reporters need not be.
fn is_settled(role: &ActorCode) -> bool {
    !matches!(role.as_str().get(..3), Some("MIL" | "MED" | "NGO" | "SPY" | "BUS" | "MNC" | "IGO"))
}

/// Whether those of a role are usually of the state that the article is about.
fn is_of_home(role: &ActorCode) -> bool {
    matches!(role.as_str().get(..3), Some("MIL" | "SPY" | "BUS"))
}

/// The item that a phrase names: a person behind a title, else what covers the head.
fn main_item(scene: &Scene, phrase: &NounPhrase, inside: &[usize]) -> Option<usize> {
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
fn title_before(scene: &Scene, inside: &[usize], name: usize) -> Option<usize> {
    let start = scene.items[name].tokens.start;
    inside.iter().rev().copied().find(|&i| scene.items[i].agent().is_some() && scene.items[i].tokens.end <= start)
}

/// Whether the tagger takes the head of a phrase for a verb: "the army *guards* the border".
fn is_verb(scene: &Scene, at: usize) -> bool {
    matches!(scene.grammar.token(scene.heads[at]).upos, Upos::Verb | Upos::Aux | Upos::Adv)
}

/// Whether the phrase says where.
pub(crate) fn is_locative(scene: &Scene, head: usize) -> bool {
    scene.grammar.preposition(head).is_some_and(|p| LOCATIVE.contains(&p.as_str()))
}

/// Whether a capital stands where its government does: as subject, as possessor, as party.
fn acts(scene: &Scene, head: usize) -> bool {
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
