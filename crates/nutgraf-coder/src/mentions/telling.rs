//! Mentions made of what phrases name: their words, their members, what later words may point back to.

use super::compose::is_verb;
use super::memory::Recent;
use super::scene::Scene;
use super::{Finder, Who, roles};
use crate::dictionary::{Gender, of_noun};
use crate::mention::{ActorMention, NamedBy};
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::EntityKind;
use std::ops::Range;

impl Finder<'_, '_> {
    /// Names the head's actor in the sentence, and remembers it.
    pub(crate) fn name(&mut self, scene: &mut Scene, head: usize) {
        if let Some(noun) = self.noun_behind(scene, head) {
            self.who(scene, noun);
        }
        let Some(mut who) = self.who(scene, head) else { return };
        if scene.absorbed.contains(&head) {
            self.remember_owner(scene, head, who);
            return;
        }
        if let Some(named) = self.named_before(scene, head, &who) {
            who = named;
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
            let before = (tokens.start.saturating_sub(1)..head).filter(|at| scene.grammar.range().contains(at));
            if let Some(gender) = before.filter_map(|at| address(scene.grammar.form(at))).next() {
                self.memory.address(&name, gender);
            }
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
            predicate: grammar.head(head),
            subject,
        };
        self.memory.push(recent);
    }

    /// "Okar's spokesman said she …": whose spokesman it is may be meant, though only the spokesman is named as one who acts.
    fn remember_owner(&mut self, scene: &Scene, head: usize, who: Who) {
        let person = who.entity.kind == EntityKind::Person && !who.plural && who.code.is_some();
        if person && matches!(who.by, NamedBy::Name | NamedBy::Context) {
            self.memory.push(Recent {
                mention: None,
                members: Vec::new(),
                who,
                sentence: scene.number,
                predicate: scene.grammar.head(head),
                subject: false,
            });
        }
    }

    /// "Tomas Reve, leader of the opposition": the description is the person's.
    fn named_before(&self, scene: &Scene, head: usize, who: &Who) -> Option<Who> {
        if who.agent.is_none() || who.plural || who.entity.kind != EntityKind::Person {
            return None;
        }
        let comma = scene.grammar.noun_phrase(head).tokens.start.checked_sub(1)?;
        if !scene.grammar.range().contains(&comma) {
            return None;
        }
        let before = self.actors.iter().rev().take_while(|m| scene.grammar.range().contains(&m.head));
        let named = before.filter(|_| scene.grammar.form(comma) == ",").find(|m| m.tokens.end == comma)?;
        let person = scene.known.get(&named.head)?.as_ref()?;
        let known = person.entity.kind == EntityKind::Person && person.code.is_some() && !person.plural;
        let apposed = matches!(scene.grammar.relation(head), Relation::Appos | Relation::Conj);
        let bare = scene.grammar.token(named.head).upos == Upos::Propn && person.by != NamedBy::Pronoun;
        (known && apposed && bare && scene.grammar.child(head, &[Relation::Cc]).is_none()).then(|| person.clone())
    }

    /// The noun that may take a name in: what a possessor possesses, or "officials" of "U.S. and Russian officials".
    pub(super) fn noun_behind(&self, scene: &Scene, head: usize) -> Option<usize> {
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

    /// The words that name the actor, from the first that is no article to the last name.
    pub(super) fn naming_words(&self, scene: &Scene, head: usize) -> Range<usize> {
        let mut tokens = scene.grammar.noun_phrase(head).tokens;
        for (item, &at) in scene.items.iter().zip(&scene.heads) {
            if at == head {
                tokens.start = tokens.start.min(item.tokens.start);
                tokens.end = tokens.end.max(item.tokens.end);
            }
        }
        while tokens.start < head
            && matches!(
                scene.grammar.relation(tokens.start),
                Relation::Det | Relation::DetPredet | Relation::Punct | Relation::Cc
            )
        {
            tokens.start += 1;
        }
        let foreign = (tokens.start..head).rev().find(|&at| {
            let token = scene.grammar.token(at);
            let outside = matches!(token.upos, Upos::Adp | Upos::Sconj)
                || matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::Vbd | Xpos::Vbz);
            outside && scene.item_at(at).is_none()
        });
        tokens.start = foreign.map_or(tokens.start, |at| at + 1);
        while self.is_joint(scene, tokens.end) {
            tokens.end += 2;
        }
        if let Some(&counted) = scene.counted.get(&head).filter(|&&counted| counted > head) {
            tokens.end = tokens.end.max(self.naming_words(scene, counted).end);
        }
        tokens
    }

    /// The two names that a hyphen joins, of which the words are one: "Okar" of "Okar-Reve".
    pub(super) fn double_name(&self, scene: &Scene, tokens: &Range<usize>) -> Option<Range<usize>> {
        if self.is_joint(scene, tokens.end) {
            return Some(tokens.start..tokens.end + 2);
        }
        let before = tokens.start.checked_sub(1)?;
        self.is_joint(scene, before).then(|| before - 1..tokens.end)
    }

    /// Whether a hyphen there joins two parts of a name: "Al-Riyami".
    fn is_joint(&self, scene: &Scene, at: usize) -> bool {
        let range = scene.grammar.range();
        let all = self.document.tokens();
        let name = |at: usize| range.contains(&at) && scene.grammar.token(at).upos == Upos::Propn;
        let tight = |at: usize| all[at - 1].byte_end == all[at].byte_begin;
        at > range.start
            && at < range.end
            && name(at - 1)
            && name(at + 1)
            && scene.grammar.form(at) == "-"
            && tight(at)
            && tight(at + 1)
    }

    pub(super) fn push(&mut self, scene: &mut Scene, tokens: Range<usize>, head: usize, who: &Who) -> usize {
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
    pub(super) fn bracketed(&mut self, scene: &Scene, end: usize, who: &Who) {
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

    pub(super) fn modifier(&mut self, scene: &mut Scene, at: usize) -> Option<Who> {
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
        let weapon = item.agent().is_some_and(|a| roles::is_weapon(&self.names.agents[a as usize].name));
        // "militant attacks": an adjective by its place alone.
        let armed = item.agent().is_some_and(|a| {
            let name = self.names.agents[a as usize].name.as_str();
            relation == Relation::Amod
                && matches!(
                    name,
                    "militant" | "rebel" | "insurgent" | "terrorist" | "separatist" | "guerrilla" | "extremist"
                )
        });
        if item.agent().is_some() && (relation == Relation::Compound || armed) && !is_verb(scene, at) && !weapon {
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

    pub(super) fn named_among(&self, scene: &Scene, head: usize, which: impl Fn(usize) -> bool) -> Vec<usize> {
        let children = scene.grammar.children(head).iter().copied();
        children.filter(|&c| which(c)).filter_map(|c| scene.mentions.get(&c).copied()).collect()
    }

    /// Makes a mention that of a group of which its own words name one member: the tree does not show the others.
    pub(super) fn gather(&mut self, mention: usize, others: &[usize]) {
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
                predicate,
                subject,
            });
        }
    }
}

/// The sex that a form of address tells: "Mrs Torn".
fn address(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.').to_lowercase();
    let formal = matches!(word.as_str(), "mr" | "mrs" | "ms" | "miss" | "sir" | "dame" | "lady" | "lord" | "madame");
    of_noun(&word).filter(|_| formal)
}
