//! Common nouns that act, and whose they are: "Iranian police", "a spokesman for the army", "U.S. and Russian officials".

use super::compose::is_locative;
use super::grammar::NounPhrase;
use super::memory::Recent;
use super::names::is_plural;
use super::roles::{self, Bearing};
use super::scene::Scene;
use super::{Finder, Item, Who};
use crate::dictionary::ActorKind;
use crate::mention::NamedBy;
use crate::place::{self, Named};
use nutgraf_language::{Number, Relation, Upos};
use nutgraf_model::{ActorCode, Entity, EntityKind};
use std::ops::Range;

impl Finder<'_, '_> {
    /// The code of a common noun by what stands around it.
    pub(crate) fn describe(&mut self, scene: &mut Scene, phrase: &NounPhrase, inside: &[usize], at: usize) -> Who {
        let Some(number) = scene.items[at].agent() else { return self.unknown(String::new(), None) };
        let names = self.names;
        let agent = &names.agents[number as usize];
        let start = scene.items[at].tokens.start;
        let mut before: Vec<usize> =
            inside.iter().copied().filter(|&i| scene.items[i].tokens.end <= start && !scene.is_joined(i)).collect();
        if let Some(beside) = state_beside(scene, at).filter(|beside| !before.contains(beside)) {
            scene.absorbed.insert(scene.heads[beside]);
            before.push(beside);
        }
        scene.used.insert(at);
        scene.used.extend(before.iter().copied());
        let generic = roles::is_generic(&agent.name);
        let modifier = before.iter().rev().find_map(|&i| scene.items[i].agent());
        let role = match modifier
            .filter(|&m| !matches!(names.agents[m as usize].name.as_str(), "civilian" | "veteran" | "general"))
        {
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
        let unplaced = who.by == NamedBy::BareAgent && modifier.is_none();
        if unplaced
            && (roles::bearing(&agent.name) != Bearing::Role || is_of_other(scene, phrase.head, at, &agent.name))
        {
            who.code = None;
        }
        who.entity.code.clone_from(&who.code);
        who
    }

    /// Finds whose an agent is: an organisation's or state's before it, a possessor's, a phrase's behind it.
    pub(super) fn place_agent(
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
        let leads = who.agent.is_some_and(|a| roles::bearing(&self.names.agents[a as usize].name) == Bearing::Head);
        let bodiless = leads && before.iter().all(|&i| scene.items[i].agent().is_none());
        if bodiless {
            self.led_body(scene, phrase, who, role);
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
        if let Some(possessor) = phrase.possessor
            && let Some(owner) = self.who(scene, possessor)
            && let Some(code) = &owner.code
        {
            let body = owner.entity.kind == EntityKind::Organization && !owner.is_state() && generic;
            self.belongs(who, code, role, body || self.names.country_in(code).is_none(), &owner.entity.name);
            scene.absorbed.insert(possessor);
            return;
        }
        if let Some(state) = self.shared_state(scene, phrase) {
            self.of_state(who, state, role);
            return;
        }
        self.phrase_behind(scene, phrase.head, who, role, generic, |_| true);
    }

    /// "Ukrainian banks and ministries": the state of the first of two is that of the second, where nothing stands before it.
    fn shared_state(&mut self, scene: &mut Scene, phrase: &NounPhrase) -> Option<u32> {
        let grammar = &scene.grammar;
        let first = grammar
            .head(phrase.head)
            .filter(|&h| grammar.relation(phrase.head) == Relation::Conj && h < phrase.head)?;
        let bare = phrase.tokens.len() == 1 && grammar.token(phrase.head).xpos.number() == Number::Plural;
        let next = first + 2 == phrase.head && grammar.token(first + 1).upos == Upos::Cconj;
        let many = grammar.token(first).xpos.number() == Number::Plural;
        if !bare || !next || !many {
            return None;
        }
        let who = self.who(scene, first)?;
        (who.by == NamedBy::Description && who.parts.is_empty() && who.agent.is_some()).then_some(who.country)?
    }

    /// The body that somebody leads: "the company's chairman", "the head of the army"; a state or person is none.
    fn led_body(&mut self, scene: &mut Scene, phrase: &NounPhrase, who: &mut Who, role: &ActorCode) {
        let led = |who: &Who| is_body(who) && !who.code.as_ref().is_some_and(is_business);
        if let Some(possessor) = phrase.possessor
            && let Some(owner) = self.who(scene, possessor)
            && let Some(code) = owner.code.clone().filter(|_| led(&owner))
        {
            self.belongs(who, &code, role, true, &owner.entity.name);
            scene.absorbed.insert(possessor);
            return;
        }
        self.phrase_behind(scene, phrase.head, who, role, true, led);
    }

    /// A surname before a noun: "Trump administration".
    pub(super) fn owner(&self, scene: &Scene, item: usize) -> Option<Who> {
        scene.items[item].shorts().next()?;
        self.short(scene, item, None)
    }

    /// The state that an item before a noun lends: its own, or that of its town.
    pub(super) fn state_of(&self, scene: &Scene, item: usize) -> Option<u32> {
        let item = &scene.items[item];
        if let Some(state) = item.adjective() {
            return Some(state);
        }
        let named = if item.is_geographic() { self.named(item) } else { None };
        self.own_state(item, named).or(item.capital()).or_else(|| named?.state(self.names))
    }

    pub(super) fn named(&self, item: &Item) -> Option<Named<'_>> {
        place::resolve(item, None, &self.candidates.focus, self.names)
    }

    /// The state of an item that names one, unless a division of another state is meant: Georgia.
    pub(super) fn own_state(&self, item: &Item, named: Option<Named>) -> Option<u32> {
        let state = item.country()?;
        let country = &self.names.countries[state as usize];
        let elsewhere = matches!(named, Some(Named::Line(line)) if line.iso2 != country.iso2);
        (!elsewhere).then_some(state)
    }

    pub(super) fn code_of(&self, state: u32) -> Option<&str> {
        self.names.countries[state as usize].code.as_ref().map(ActorCode::as_str)
    }

    pub(super) fn of_state(&self, who: &mut Who, state: u32, role: &ActorCode) {
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
    pub(super) fn belongs(&self, who: &mut Who, owner: &ActorCode, role: &ActorCode, body: bool, name: &str) {
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
    pub(super) fn with_state_before(&self, scene: &mut Scene, mut states: Vec<(usize, u32)>) -> Vec<(usize, u32)> {
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
    pub(super) fn parts(
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
    pub(super) fn phrase_behind(
        &mut self,
        scene: &mut Scene,
        head: usize,
        who: &mut Who,
        role: &ActorCode,
        generic: bool,
        fits: impl Fn(&Who) -> bool,
    ) {
        let behind: Vec<usize> = scene
            .grammar
            .children(head)
            .iter()
            .copied()
            .filter(|&c| c > head && matches!(scene.grammar.relation(c), Relation::Nmod | Relation::Obl))
            .collect();
        let behind = if behind.is_empty() { origin(scene, head).into_iter().collect() } else { behind };
        for child in behind {
            let Some(preposition) = scene.grammar.preposition(child) else { continue };
            let place =
                matches!(preposition.as_str(), "in" | "from" | "at" | "across" | "throughout" | "of" | "around");
            let body = generic && matches!(preposition.as_str(), "of" | "for" | "from" | "at" | "with" | "in");
            if !place && !body {
                continue;
            }
            let Some(owner) = self.who(scene, child).filter(&fits) else { continue };
            let Some(code) = owner.code.clone() else { continue };
            if is_body(&owner) && body {
                self.belongs(who, &code, role, true, &owner.entity.name);
                return;
            }
            if place && self.names.country_in(&code).is_some() {
                self.belongs(who, &code, role, false, &owner.entity.name);
                self.share(scene, child, who, role);
                return;
            }
        }
    }

    /// "the presidents of Veldania, Tarquia and Sorvia": one part for each of the states that the list names.
    fn share(&self, scene: &mut Scene, first: usize, who: &mut Who, role: &ActorCode) {
        if !who.plural {
            return;
        }
        let mut listed = vec![first];
        let mut next = 0;
        while next < listed.len() && listed.len() < 12 {
            let more = scene.grammar.children(listed[next]).iter().copied();
            let more = more.filter(|&c| match scene.grammar.relation(c) {
                Relation::Conj => scene.grammar.token(c).upos != Upos::Adv,
                // The second of three names looks like another name of the first.
                Relation::Appos => scene.grammar.token(c).upos == Upos::Propn,
                _ => false,
            });
            let more: Vec<usize> = more.collect();
            listed.extend(more);
            next += 1;
        }
        listed.sort_unstable();
        let states: Vec<(usize, u32)> = listed
            .iter()
            .filter_map(|&at| scene.item_at(at).filter(|&item| scene.heads[item] == at))
            .filter_map(|item| Some((item, scene.items[item].country()?)))
            .filter(|&(_, state)| self.code_of(state).is_some())
            .collect();
        if states.len() < 2 || states.len() != listed.len() {
            return;
        }
        for &(item, state) in &states {
            let Some(code) = self.code_of(state).map(|name| roles::of_country(name, role)) else { continue };
            if who.parts.iter().all(|(_, other)| *other != code) {
                who.parts.push((scene.items[item].tokens.clone(), code));
            }
            scene.used.insert(item);
            scene.absorbed.insert(scene.heads[item]);
        }
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
        let titled = || if settled && who.by == NamedBy::Context { self.only_state(scene) } else { None };
        let local_body = agent.name.starts_with("state") || agent.name.starts_with("local");
        let home = self.home.filter(|_| settled || local_body || is_of_home(&agent.code));
        let rules = matches!(agent.code.as_str().get(..3), Some("GOV" | "MIL" | "COP" | "JUD" | "LEG"));
        let topic =
            || if rules && agent.kind == ActorKind::Organization && !who.plural { self.topic(scene) } else { None };
        let Some(state) = local.or(home).or_else(titled).or_else(topic) else { return };
        let Some(role) = who.code.clone() else { return };
        if let Some(country) = self.code_of(state) {
            who.code = Some(roles::of_country(country, &role));
            who.country = Some(state);
            who.entity.code.clone_from(&who.code);
        }
    }

    /// The state of whoever acts in the sentence before: in news of two states that of "the ministry".
    pub(super) fn topic(&self, scene: &Scene) -> Option<u32> {
        let acts = |r: &Recent| {
            r.sentence < scene.number && r.subject && r.who.country.is_some() && r.who.by != NamedBy::Place
        };
        self.memory.within(1, scene.number, acts)?.who.country
    }

    /// Whether the sentence does not place a body in another state than the one it may point back to.
    pub(super) fn is_here(&self, scene: &Scene, who: &Who, earlier: &Who) -> bool {
        let settled = who.code.as_ref().is_some_and(is_settled);
        let local = if settled { self.local_state(scene) } else { None };
        local.is_none() || earlier.country.is_none() || local == earlier.country
    }

    /// The only state that the sentence speaks of.
    pub(super) fn only_state(&self, scene: &Scene) -> Option<u32> {
        let mut states = (0..scene.items.len()).filter_map(|at| {
            let item = &scene.items[at];
            self.actor(item).and_then(|a| self.known(a).country).or_else(|| self.state_of(scene, at))
        });
        let state = states.next()?;
        states.all(|other| other == state).then_some(state)
    }

    /// The one state in which the sentence says it happens.
    pub(super) fn local_state(&self, scene: &Scene) -> Option<u32> {
        let mut states = scene.items.iter().enumerate().filter(|&(at, item)| {
            item.is_geographic() && item.adjective().is_none() && is_locative(scene, scene.heads[at])
        });
        let (at, _) = states.next()?;
        let state = self.state_of(scene, at)?;
        states.all(|(at, _)| self.state_of(scene, at) == Some(state)).then_some(state)
    }
}

/// Whether a code is that of a company: who leads one is no political actor.
fn is_business(code: &ActorCode) -> bool {
    code.trigrams().any(|t| matches!(t, "BUS" | "MNC"))
}

/// Whether somebody may lead it or speak for it: a body that is no state.
fn is_body(who: &Who) -> bool {
    who.entity.kind == EntityKind::Organization && !who.is_state() && who.by != NamedBy::Place
}

/// Where those right before "from" are from, wherever the tree hangs it: "prompted officials from Sorvia to leave".
fn origin(scene: &Scene, head: usize) -> Option<usize> {
    let range = scene.grammar.range();
    let from = range.contains(&(head + 1)) && scene.grammar.form(head + 1).eq_ignore_ascii_case("from");
    let item = (0..scene.items.len()).find(|&at| from && scene.items[at].tokens.start == head + 2)?;
    let state = scene.items[item].country().is_some() && scene.grammar.relation(scene.heads[item]) == Relation::Obl;
    state.then(|| scene.heads[item])
}

/// Offices of states that associations and firms have too.
const SHARED_OFFICES: &[&str] = &["president", "vice president", "general", "army"];

/// What a president, army or general of is one of a state.
const COMMONWEALTHS: &[&str] = &[
    "republic",
    "nation",
    "country",
    "state",
    "council",
    "senate",
    "commission",
    "parliament",
    "assembly",
    "government",
    "court",
    "federation",
    "union",
    "kingdom",
    "house",
    "territory",
    "region",
    "province",
    "city",
    "army",
    "navy",
    "force",
    "police",
    "liberation",
    "defence",
    "defense",
    "foreign",
    "interior",
    "justice",
    "finance",
    "people",
    "affair",
    "one",
];

/// "the president of the bakers' league", "an army of tax collectors", "NFU president": an office, or a host, of no state.
fn is_of_other(scene: &Scene, head: usize, item: usize, agent: &str) -> bool {
    if !SHARED_OFFICES.contains(&agent) {
        return false;
    }
    let grammar = &scene.grammar;
    let common = |at: usize| {
        scene.item_at(at).is_none()
            && matches!(grammar.token(at).upos, Upos::Noun | Upos::Propn)
            && !COMMONWEALTHS.contains(&grammar.lemma(at).to_lowercase().as_str())
    };
    let behind = grammar.children(head).iter().copied().find(|&c| {
        c > head
            && grammar.relation(c).base() == Relation::Nmod
            && matches!(grammar.preposition(c).as_deref(), Some("of" | "at" | "for"))
    });
    let start = scene.items[item].tokens.start;
    let acronym = start.checked_sub(1).filter(|&at| grammar.range().contains(&at)).is_some_and(|at| {
        let form = grammar.form(at);
        let capitals = form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase());
        capitals && grammar.token(at).upos == Upos::Propn && scene.item_at(at).is_none()
    });
    let written = grammar.form(start).starts_with(char::is_lowercase);
    acronym && written || behind.is_some_and(common)
}

/// The adjective of a state right before an agent, wherever the tree hangs it.
fn state_beside(scene: &Scene, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let adjacent = scene.items[before].tokens.end == scene.items[at].tokens.start;
    (adjacent && scene.items[before].adjective().is_some() && !scene.is_joined(before)).then_some(before)
}

/// Whether those of a role are usually of the state that they are in: police are, soldiers and reporters need not be.
fn is_settled(role: &ActorCode) -> bool {
    !matches!(role.as_str().get(..3), Some("MIL" | "MED" | "NGO" | "SPY" | "BUS" | "MNC" | "IGO"))
}

/// Whether those of a role are usually of the state that the article is about.
fn is_of_home(role: &ActorCode) -> bool {
    matches!(role.as_str().get(..3), Some("MIL" | "SPY" | "BUS"))
}
