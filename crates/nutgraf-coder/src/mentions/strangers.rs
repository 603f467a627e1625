//! Names that the dictionary does not know, by the words around them.

use super::compose::is_locative;
use super::grammar::NounPhrase;
use super::scene::Scene;
use super::{Finder, Who};
use crate::dictionary::former;
use crate::mention::NamedBy;
use nutgraf_language::{Number, Relation, Upos};
use nutgraf_model::{ActorCode, Entity, EntityKind};
use std::ops::Range;

/// Capitalised nouns that name no body, though a state stands before them: "Vietnam War", "Russian Grand Prix".
const NO_BODY: &str = "war wars prize cup deal treaty accord accords agreement act law sea ocean river day times dream street \
     avenue prix open championship championships games olympics plan revolution spring crisis summit conference \
     border strait gulf coast valley mountains islands island peninsula desert highway airport square tour \
     festival week century series dollar pound peso covid language bible christmas easter new air oil gas \
     helicopter elections election talks attack attacks protest protests visit city town province region";

/// Names of days, months and feasts, which no person bears alone.
const DAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August \
     September October November December Christmas Easter Ramadan Eid Internet God Islam Christianity Twitter \
     Facebook Google English Parliament Earth";

impl Finder<'_, '_> {
    /// A name that the dictionary does not know, by the words around it or by an earlier introduction.
    pub(super) fn stranger(
        &mut self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        name: Range<usize>,
    ) -> Option<Who> {
        let words = self.text(&name);
        if let Some(who) = self.memory.acronym(&words).or_else(|| self.remembered(&words)) {
            return Some(who.clone());
        }
        // "the Ferry Bill": a law, and nobody.
        let law = words.rsplit(' ').next().is_some_and(|last| ["Bill", "Act"].contains(&last));
        if law && phrase.tokens.start.min(name.start) + 1 < name.end {
            return Some(self.unknown(words, None));
        }
        let title = inside
            .iter()
            .rev()
            .copied()
            .find(|&i| scene.items[i].agent().is_some() && scene.items[i].tokens.end <= name.start);
        for at in inside.iter().copied().filter(|&i| scene.items[i].tokens.start >= name.start) {
            scene.used.insert(at);
        }
        // "Youth Front": a noun that is part of the name, and no title.
        let part = title.is_some_and(|title| is_part_of_name(scene, title, &name, self));
        if part {
            return Some(self.unknown(words, None));
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
    pub(super) fn private(&self, scene: &Scene, phrase: &NounPhrase, name: &Range<usize>, words: String) -> Who {
        let mut who = self.unknown(words, None);
        let definite = phrase.tokens.clone().any(|at| scene.grammar.form(at).eq_ignore_ascii_case("the"));
        let own = if name.contains(&phrase.head) { phrase.head } else { name.end - 1 };
        let form = scene.grammar.form(own);
        let written = form.chars().filter(|c| c.is_lowercase()).count() >= 2 && form.starts_with(char::is_uppercase);
        let placed = scene.grammar.preposition(phrase.head).is_some();
        let quoted = name.start > scene.grammar.range().start
            && matches!(scene.grammar.form(name.start - 1), "\"" | "“" | "‘" | "''" | "``");
        let day = DAYS.split_whitespace().any(|word| word == form);
        if definite
            || !written
            || day
            || quoted
            || name.len() > 4
            || (placed || scene.grammar.relation(phrase.head) == Relation::Conj) && name.len() < 2
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
    pub(super) fn national(
        &self,
        scene: &mut Scene,
        phrase: &NounPhrase,
        inside: &[usize],
        name: &Range<usize>,
    ) -> Option<Who> {
        let noun = scene.grammar.form(phrase.head).to_lowercase();
        if NO_BODY.split_whitespace().any(|word| word == noun) {
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
    pub(super) fn beside(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let grammar = &scene.grammar;
        let mut others: Vec<usize> = grammar
            .children(head)
            .iter()
            .copied()
            .filter(|&c| c > head && (grammar.relation(c) == Relation::Appos || is_title_behind(scene, head, c)))
            .collect();
        if let Some(above) = grammar.head(head) {
            let predicate =
                grammar.relation(head) == Relation::Nsubj && grammar.child(above, &[Relation::Cop]).is_some();
            if grammar.relation(head) == Relation::Appos || predicate {
                others.push(above);
            }
        }
        let beside = others.into_iter().find_map(|other| {
            let Some(who) = self.who(scene, other) else { return self.of_body(scene, head, other) };
            if who.agent.is_none() || who.plural {
                return None;
            }
            let body = if who.by == NamedBy::BareAgent { self.of_body(scene, head, other) } else { None };
            body.or_else(|| who.code.is_some().then_some(who))
        });
        beside.or_else(|| self.of_house(scene, head))
    }

    /// "Tomas Reve of Amnesty International": whom the name is of.
    fn of_house(&mut self, scene: &mut Scene, name: usize) -> Option<Who> {
        let of = |&c: &usize| {
            c > name
                && scene.grammar.relation(c).base() == Relation::Nmod
                && matches!(scene.grammar.preposition(c).as_deref(), Some("of" | "from" | "at"))
        };
        let names =
            scene.grammar.children(name).iter().copied().filter(|&c| scene.grammar.relation(c) == Relation::Flat);
        let words = names.chain([name]).flat_map(|at| scene.grammar.children(at).iter().copied());
        let house = words.filter(of).min()?;
        self.who(scene, house).filter(serves)
    }

    /// Whom a description behind a name serves: "Al Jazeera's manager", "director for research at Amnesty International".
    fn of_body(&mut self, scene: &mut Scene, name: usize, title: usize) -> Option<Who> {
        if scene.grammar.token(title).number() == Number::Plural || scene.grammar.token(title).upos != Upos::Noun {
            return None;
        }
        let owner = scene.grammar.noun_phrase(title).possessor;
        let end = scene.grammar.rightmost(name).max(scene.grammar.rightmost(title));
        let behind = scene.items.iter().zip(&scene.heads).filter(|(item, _)| {
            let before = item.tokens.start.wrapping_sub(1);
            let article = before > title && scene.grammar.form(before).eq_ignore_ascii_case("the");
            let preposition = if article { before - 1 } else { before };
            item.tokens.start > title
                && item.tokens.end <= end + 1
                && preposition > title
                && matches!(scene.grammar.form(preposition), "at" | "of" | "for" | "with")
        });
        let head = owner.or(behind.filter(|(item, _)| item.actor().is_some()).map(|(_, &head)| head).next())?;
        let body = self.who(scene, head)?;
        serves(&body).then(|| Who { agent: None, parts: Vec::new(), members: Vec::new(), ..body })
    }
}

/// Whether a body is one that people serve.
fn serves(body: &Who) -> bool {
    let organized = body.entity.kind == EntityKind::Organization && !body.is_state() && body.code.is_some();
    organized && matches!(body.by, NamedBy::Name | NamedBy::Description) && !body.plural
}

/// "Tomas Reve, research and advocacy director …": a title that the tree takes for another member of a list.
fn is_title_behind(scene: &Scene, head: usize, title: usize) -> bool {
    let grammar = &scene.grammar;
    let comma =
        (head..title).find(|&at| grammar.token(at).upos != Upos::Propn).is_some_and(|at| grammar.form(at) == ",");
    let bare = grammar.child(title, &[Relation::Det, Relation::Nummod]).is_none();
    grammar.relation(title) == Relation::Conj
        && grammar.token(title).upos == Upos::Noun
        && grammar.token(title).number() == Number::Singular
        && comma
        && bare
        && scene.item_at(title).is_some_and(|item| scene.items[item].agent().is_some())
}

/// Whether a capitalised noun of private people right before a name is part of it: "Youth Front", and not "lawyer Reve".
fn is_part_of_name(scene: &Scene, title: usize, name: &Range<usize>, finder: &Finder) -> bool {
    let item = &scene.items[title];
    let private = item.agent().is_some_and(|a| finder.names.agents[a as usize].code.as_str() == "CVL");
    let capital = item.tokens.start > scene.grammar.range().start
        && scene.grammar.form(item.tokens.start).starts_with(char::is_uppercase);
    private && capital && item.tokens.end == name.start
}
