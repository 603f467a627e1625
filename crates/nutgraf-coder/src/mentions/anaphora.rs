//! Words that point back: pronouns, "the ministry", "the two sides".

use super::grammar::NounPhrase;
use super::memory::{Recent, Wanted};
use super::scene::Scene;
use super::{Finder, Who};
use crate::dictionary::{ActorKind, Gender, of_noun};
use crate::mention::NamedBy;
use nutgraf_language::{Relation, Upos};
use nutgraf_model::{ActorCode, EntityKind};

/// Nouns that stand for a body named before.
const BODIES: &[&str] = &[
    "group",
    "organization",
    "organisation",
    "body",
    "movement",
    "agency",
    "bloc",
    "alliance",
    "watchdog",
    "militia",
    "party",
    "company",
    "firm",
    "faction",
    "union",
    "coalition",
    "institute",
    "ministry",
    "department",
    "court",
    "institution",
];

/// Verbs of saying, for the "we" of a quotation.
const SAYING: &[&str] = &[
    "say",
    "tell",
    "add",
    "write",
    "declare",
    "warn",
    "note",
    "insist",
    "claim",
    "announce",
    "argue",
    "explain",
    "stress",
    "state",
    "comment",
    "complain",
    "conclude",
    "continue",
    "reply",
    "tweet",
    "post",
    "joke",
    "admit",
    "acknowledge",
    "recall",
];

/// Nouns that stand for the parties to something.
const SIDES: &[&str] =
    &["side", "country", "nation", "government", "party", "neighbor", "neighbour", "state", "power", "ally"];

/// Nouns that stand for people named before.
const PEOPLE: &[&str] =
    &["leader", "man", "woman", "president", "minister", "official", "diplomat", "pair", "politician"];

impl Finder<'_, '_> {
    /// Who a pronoun stands for.
    pub(crate) fn pronoun(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let form = scene.grammar.form(head).to_lowercase();
        let wanted = match form.as_str() {
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Wanted::Person,
            "it" | "its" | "itself" => Wanted::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" => Wanted::Many,
            "who" | "whom" | "which" | "that" | "whose" => return self.relative(scene, head),
            "i" | "we" | "us" | "me" | "my" | "our" | "ours" => return self.speaker(scene, head),
            "both" => return self.both(scene, false),
            _ => return None,
        };
        if matches!(scene.grammar.relation(head), Relation::Expl | Relation::Det) || self.is_impersonal(scene, head) {
            return None;
        }
        if let Some(who) = self.owner_beside(scene, head) {
            return Some(who);
        }
        if form == "they"
            && let Some(who) = self.sayer(scene, head)
        {
            return Some(who);
        }
        if wanted == Wanted::Thing && self.is_of_thing(scene, head) {
            return None;
        }
        if wanted == Wanted::Person
            && let Some(owner) = self.owner_of_moment(scene, head)
        {
            return Some(owner);
        }
        let own = if scene.grammar.relation(head) == Relation::NmodPoss { None } else { scene.grammar.head(head) };
        if wanted == Wanted::Thing && scene.grammar.relation(head) == Relation::Obj {
            let subjects: Vec<&str> = self.memory.subjects(scene.number).collect();
            let near = |r: &Recent| r.sentence + 1 >= scene.number && r.subject;
            let other = |r: &Recent| near(r) && !subjects.contains(&r.who.entity.name.as_str());
            let who = self.memory.antecedent_that(wanted, scene.number, own, other)?.who.clone();
            return Some(Who { by: NamedBy::Pronoun, parts: Vec::new(), ..who });
        }
        let gender = match form.as_str() {
            "she" | "her" | "hers" | "herself" => Some(Gender::Female),
            "he" | "him" | "his" | "himself" => Some(Gender::Male),
            _ => None,
        };
        // "many of them" are people, and no state.
        let many = scene.grammar.relation(head).base() == Relation::Nmod
            && scene.grammar.head(head).is_some_and(|h| {
                matches!(scene.grammar.lemma(h), "many" | "some" | "most" | "several" | "all" | "one" | "few")
            });
        let fits = |r: &Recent| {
            let sex = gender.is_none() || self.gender(&r.who).is_none_or(|own| Some(own) == gender);
            sex && (!many || r.who.plural || !r.members.is_empty())
        };
        let recent = self.memory.antecedent_that(wanted, scene.number, own, fits).or_else(|| {
            (wanted == Wanted::Many && !many)
                .then(|| self.memory.antecedent(Wanted::Thing, scene.number, own))
                .flatten()
        })?;
        let mut who = recent.who.clone();
        who.members.clone_from(&recent.members);
        who.parts.clear();
        who.by = NamedBy::Pronoun;
        Some(who)
    }

    /// "The leaflet lists shelters. It tells …": the thing that the sentence before was about does it, and nobody who acts.
    fn is_of_thing(&self, scene: &Scene, head: usize) -> bool {
        let Some(verb) = scene.grammar.head(head).filter(|_| scene.grammar.is_subject(head)) else { return false };
        let opens = scene.grammar.relation(verb) == Relation::Root && head < scene.grammar.range().start + 2;
        opens && !SAYING.contains(&scene.grammar.lemma(verb)) && self.memory.is_thing(scene.number)
    }

    /// "Quessia and its people", "Varga and her aides": whose the second of a list is that follows at once on who has it.
    fn owner_beside(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let grammar = &scene.grammar;
        let owned = grammar.head(head).filter(|_| grammar.relation(head) == Relation::NmodPoss)?;
        let first = grammar.head(owned).filter(|_| grammar.relation(owned) == Relation::Conj)?;
        let joint = head.checked_sub(1).filter(|at| grammar.range().contains(at))?;
        let near =
            grammar.form(joint).eq_ignore_ascii_case("and") && first < joint && grammar.rightmost_before(first, joint);
        if !near {
            return None;
        }
        let who = self.who(scene, first)?;
        let person = who.entity.kind == EntityKind::Person;
        let fits = match scene.grammar.form(head).to_lowercase().as_str() {
            "its" => !person,
            "his" | "her" => person && !who.plural,
            "their" => who.plural || !person,
            _ => false,
        };
        (fits && who.code.is_some()).then(|| Who { by: NamedBy::Pronoun, parts: Vec::new(), ..who })
    }

    /// "Varga's call when he asked …": he whose the call was.
    fn owner_of_moment(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let grammar = &scene.grammar;
        let clause = grammar.head(head).filter(|_| grammar.relation(head) == Relation::Nsubj)?;
        let when = grammar.child(clause, &[Relation::Advmod]).filter(|&w| w + 1 == head)?;
        let noun = when.checked_sub(1).filter(|at| grammar.range().contains(at))?;
        let moment = matches!(grammar.form(when), "when" | "where") && grammar.token(noun).upos == Upos::Noun;
        let owner = grammar.child(noun, &[Relation::NmodPoss]).filter(|_| moment)?;
        let who = self.who(scene, owner)?;
        let person = who.entity.kind == EntityKind::Person && !who.plural && who.code.is_some();
        person.then(|| Who { by: NamedBy::Pronoun, parts: Vec::new(), ..who })
    }

    /// Whether somebody is a man or a woman, by form of address, noun or given name; nothing where they do not tell.
    fn gender(&self, who: &Who) -> Option<Gender> {
        let noun = || who.agent.and_then(|agent| of_noun(&self.names.agents[agent as usize].name));
        let addressed = self.memory.addressed(&who.entity.name);
        addressed.or_else(|| self.names.given.of_name(&who.entity.name)).or_else(noun)
    }

    /// "The negotiator said they would …": whoever speaks for a body or people speaks of them.
    fn sayer(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let clause = scene.grammar.head(head).filter(|_| scene.grammar.is_subject(head))?;
        let says = scene.grammar.head(clause).filter(|&verb| {
            scene.grammar.relation(clause) == Relation::Ccomp && SAYING.contains(&scene.grammar.lemma(verb))
        })?;
        let subject = scene.grammar.child(says, &[Relation::Nsubj]).filter(|&s| s < head)?;
        let mut who = self.who(scene, subject)?;
        let recent = self.memory.antecedent(Wanted::Many, scene.number, scene.grammar.head(head));
        let near = recent.is_some_and(|r| r.sentence == scene.number && r.who.entity.name != who.entity.name);
        self.complete(scene, &mut who);
        if near || !who.code.as_ref().is_some_and(|c| c.is_specific()) {
            return None;
        }
        who.by = NamedBy::Pronoun;
        who.parts.clear();
        Some(who)
    }

    /// "I" and "we" of a quotation: whoever says it in the same sentence, else the subject of the one before.
    fn speaker(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let says = |at: &usize| {
            scene.grammar.relation(*at) == Relation::Nsubj
                && *at != head
                && scene.grammar.head(*at).is_some_and(|verb| SAYING.contains(&scene.grammar.lemma(verb)))
        };
        let named = |at: &usize| scene.grammar.token(*at).upos != Upos::Pron;
        // "“We will …,” he said": whoever "he" is.
        let he = |at: &usize| matches!(scene.grammar.form(*at).to_lowercase().as_str(), "he" | "she");
        let subjects = || scene.grammar.range().filter(says);
        let subject = subjects().find(named).or_else(|| subjects().find(|at| he(at) && *at > head));
        let mut who = match subject {
            Some(subject) => self.who(scene, subject)?,
            None => {
                let near = self.memory.latest(scene.number, |r| r.subject && r.mention.is_some())?;
                if scene.number > near.sentence + 1 || !self.is_quoted(near.sentence) {
                    return None;
                }
                near.who.clone()
            }
        };
        self.complete(scene, &mut who);
        who.by = NamedBy::Pronoun;
        who.parts.clear();
        who.code.is_some().then_some(who)
    }

    /// Whether a sentence holds a quotation, which the next may go on with.
    fn is_quoted(&self, sentence: usize) -> bool {
        let tokens = self.document.sentences().get(sentence).map_or(0..0, |s| s.range());
        tokens.into_iter().any(|at| matches!(self.document.form(at), "\"" | "“" | "”" | "''" | "``"))
    }

    /// "it is unclear whether …", "it was raining": nobody.
    fn is_impersonal(&self, scene: &Scene, head: usize) -> bool {
        let Some(verb) = scene.grammar.head(head) else { return false };
        scene.grammar.form(head).eq_ignore_ascii_case("it")
            && scene.grammar.child(verb, &[Relation::Cop]).is_some()
            && scene.grammar.token(verb).upos == Upos::Adj
            && scene
                .grammar
                .child(verb, &[Relation::Csubj, Relation::Ccomp, Relation::Xcomp, Relation::Advcl])
                .is_some()
    }

    /// "who" and "which": the noun that their clause modifies.
    fn relative(&mut self, scene: &mut Scene, head: usize) -> Option<Who> {
        let mut at = head;
        for _ in 0..10 {
            let above = scene.grammar.head(at)?;
            if scene.grammar.relation(at) == Relation::AclRelcl {
                let mut who = self.who(scene, above)?;
                self.complete(scene, &mut who);
                who.by = NamedBy::Pronoun;
                who.parts.clear();
                return Some(who);
            }
            at = above;
        }
        None
    }

    /// "the ministry", "the president": the one named before with that noun, or whose office it is.
    pub(crate) fn earlier(&self, scene: &Scene, who: &Who) -> Option<Who> {
        let agent = &self.names.agents[who.agent? as usize];
        let last = agent.name.rsplit(' ').next().unwrap_or(&agent.name);
        if who.plural && agent.code.as_str().starts_with("MED") {
            return None;
        }
        let near = if agent.code.as_str() == "MIL" { usize::MAX / 2 } else { super::memory::FAR };
        let recent = self.memory.within(near, scene.number, |r| {
            let Some(other) = r.who.agent else { return false };
            let kin = self.names.agents[other as usize].code == agent.code;
            let other = &self.names.agents[other as usize].name;
            let specific = (r.who.country.is_some() || r.who.code.as_ref().is_some_and(|c| c.is_specific()))
                && r.mention.is_some();
            specific
                && r.who.plural == who.plural
                && (*other == agent.name || kin && other.rsplit(' ').next() == Some(last) && agent.name == last)
        });
        // In news of two states "the government" is soon that of the other.
        let ruling = agent.kind == ActorKind::Organization && agent.code.as_str().starts_with("GOV");
        let topic = if ruling { self.topic(scene) } else { None };
        let stale = |r: &&Recent| r.sentence + 2 < scene.number && topic.is_some() && topic != r.who.country;
        let recent = recent.filter(|r| !stale(r));
        let holder = || {
            let person = who.entity.kind == EntityKind::Person && !who.plural;
            self.memory.latest(scene.number, |r| person && r.mention.is_some() && self.holds(&r.who, &agent.name))
        };
        let body = || {
            let noun = agent.name.as_str();
            self.memory.latest(scene.number, |r| {
                let other = &r.who.entity;
                let named = r.who.agent.is_none() && other.known && r.mention.is_some() && !r.who.is_state();
                named && !who.plural && other.kind == EntityKind::Organization && begins_or_ends(&other.name, noun)
            })
        };
        let found = recent.or_else(holder).or_else(body)?;
        Some(Who { by: NamedBy::Anaphor, parts: Vec::new(), members: Vec::new(), ..found.who.clone() })
    }

    /// Whether a person of the dictionary holds an office on the day.
    fn holds(&self, who: &Who, office: &str) -> bool {
        if who.entity.kind != EntityKind::Person || !who.entity.known {
            return false;
        }
        let crate::dictionary::Sense::Actor(at) = (match self.names.phrases.senses(&who.entity.name).first() {
            Some(sense) => *sense,
            None => return false,
        }) else {
            return false;
        };
        match self.names.actors[at as usize].on(self.day) {
            crate::dictionary::Standing::Holds(held) => held.what == office,
            crate::dictionary::Standing::Held(_) => false,
        }
    }

    /// "the two leaders", "both governments": the people or parties named last.
    pub(crate) fn two_people(&self, scene: &Scene, phrase: &NounPhrase) -> Option<Who> {
        let lemma = scene.grammar.lemma(phrase.head).to_lowercase();
        let two = (phrase.tokens.start..phrase.head)
            .any(|at| matches!(scene.grammar.form(at).to_lowercase().as_str(), "two" | "both"));
        if !two || phrase.tokens.len() > 3 {
            return None;
        }
        match lemma.as_str() {
            word if PEOPLE.contains(&word) => self.both(scene, true),
            word if SIDES.contains(&word) => self.both(scene, false),
            _ => None,
        }
    }

    /// A common noun that the dictionaries do not list but that points back: "the group", "the country", "the two sides".
    pub(crate) fn description(&mut self, scene: &mut Scene, phrase: &NounPhrase) -> Option<Who> {
        let lemma = scene.grammar.lemma(phrase.head).to_lowercase();
        let two = (phrase.tokens.start..phrase.head).any(|at| {
            matches!(
                scene.grammar.form(at).to_lowercase().as_str(),
                "two" | "both" | "warring" | "neighboring" | "neighbouring"
            )
        });
        let plural = scene.grammar.token(phrase.head).number() == nutgraf_language::Number::Plural;
        if plural && phrase.tokens.len() <= 3 && (two || lemma == "side" && scene.grammar.is_definite(phrase)) {
            if SIDES.contains(&lemma.as_str()) {
                let mut both = self.both(scene, false)?;
                if ["country", "nation", "neighbor", "neighbour"].contains(&lemma.as_str()) {
                    self.as_states(scene, &mut both);
                }
                return Some(both);
            }
            if PEOPLE.contains(&lemma.as_str()) {
                return self.both(scene, true);
            }
        }
        if plural || !scene.grammar.is_definite(phrase) || phrase.tokens.len() > 3 {
            return None;
        }
        if lemma == "latter" {
            let last = self.memory.latest(scene.number, |r| r.mention.is_some() && r.members.is_empty())?;
            return Some(Who { by: NamedBy::Anaphor, parts: Vec::new(), members: Vec::new(), ..last.who.clone() });
        }
        let wanted = match lemma.as_str() {
            "country" | "nation" | "state" | "republic" | "kingdom" => Wanted::Country,
            word if BODIES.contains(&word) => Wanted::Group,
            "man" | "woman" | "politician" => Wanted::Person,
            _ => return None,
        };
        if wanted == Wanted::Country {
            let recent = self.memory.antecedent(Wanted::Country, scene.number, None).map(|r| r.who.clone());
            let latest = || self.memory.latest(scene.number, |r| r.who.country.is_some()).and_then(|r| r.who.country);
            let recent = recent.or_else(|| latest().and_then(|state| self.state(state, NamedBy::Anaphor)));
            let who = recent.or_else(|| self.home.and_then(|home| self.state(home, NamedBy::Anaphor)))?;
            return Some(Who { by: NamedBy::Anaphor, ..who });
        }
        let apt = |r: &Recent| r.who.code.as_ref().is_none_or(|code| is_apt(&lemma, code));
        let recent = self.memory.antecedent_that(wanted, scene.number, scene.grammar.head(phrase.head), apt)?;
        Some(Who { by: NamedBy::Anaphor, parts: Vec::new(), members: Vec::new(), ..recent.who.clone() })
    }

    /// "the North" in an article about North and South: the state of that name.
    pub(crate) fn half(&self, scene: &Scene, phrase: &NounPhrase) -> Option<Who> {
        let form = scene.grammar.form(phrase.head);
        if !matches!(form, "North" | "South" | "East" | "West" | "north" | "south") || phrase.tokens.len() > 2 {
            return None;
        }
        let prefix = form[..1].to_uppercase() + &form[1..];
        let named = |prefix: &String| {
            let of = |at: &usize| {
                self.names.countries[*at].name.strip_prefix(prefix.as_str()).and_then(|rest| rest.strip_prefix(' '))
            };
            let mut all = (0..self.names.countries.len()).filter(|at| self.candidates.focus.share(*at as u32) > 0.15);
            all.find(|at| of(at).is_some()).map(|at| at as u32)
        };
        self.state(named(&prefix)?, NamedBy::Anaphor)
    }

    /// "both countries": the states themselves, where their armies or ministers were named last.
    fn as_states(&self, scene: &Scene, both: &mut Who) {
        for member in &mut both.members {
            let own = self.names.country_in(&self.actors[*member].code).and_then(|c| self.names.country_of_code(c));
            let state = |r: &Recent| {
                r.who.is_state() && r.who.country == own && r.who.by != NamedBy::Place && r.members.is_empty()
            };
            let named = own.and_then(|_| self.memory.latest(scene.number, |r| r.mention.is_some() && state(r)));
            *member = named.and_then(|r| r.mention).unwrap_or(*member);
        }
    }

    /// The two parties named last.
    pub(crate) fn both(&self, scene: &Scene, people: bool) -> Option<Who> {
        let other = || {
            let pair = self.memory.pair(scene.number, !people)?;
            let state = |at: usize| self.names.country_in(&self.actors[at].code);
            (pair.iter().any(|&at| state(at) != state(pair[0]))).then_some(pair)
        };
        let members = self.memory.pair(scene.number, people).or_else(other)?;
        let first = &self.actors[*members.first()?];
        let mut entity = first.entity.clone();
        entity.code = Some(first.code.clone());
        Some(Who {
            code: Some(first.code.clone()),
            entity,
            by: NamedBy::Anaphor,
            line: first.line.clone(),
            plural: true,
            agent: None,
            country: self.names.country_in(&first.code).and_then(|c| self.names.country_of_code(c)),
            parts: Vec::new(),
            members,
        })
    }
}

/// Whether a body of a code may be called by a noun: no newspaper is "the party", and no parliament "the group".
fn is_apt(noun: &str, code: &ActorCode) -> bool {
    let one_of = |roles: &[&str]| code.trigrams().any(|role| roles.contains(&role));
    let never: &[&str] = match noun {
        "party" | "faction" => &["MED", "COP", "JUD", "MIL", "BUS", "MNC", "NGO", "IGO", "EDU", "HLH"],
        "company" | "firm" => &["LEG", "COP", "JUD", "MIL", "NGO", "IGO", "OPP", "REB"],
        "militia" => &["MED", "COP", "JUD", "LEG", "BUS", "MNC", "NGO", "IGO"],
        "group" | "movement" => &["GOV", "LEG", "JUD", "COP", "MIL", "MED"],
        "ministry" | "department" | "agency" => &["LEG", "OPP", "REB", "MNC", "NGO"],
        _ => &[],
    };
    !one_of(never)
}

/// Whether the first or last word of a name is the noun: "the Church" of "Church of the Coast".
fn begins_or_ends(name: &str, noun: &str) -> bool {
    let is = |word: Option<&str>| word.is_some_and(|word| word.eq_ignore_ascii_case(noun));
    is(name.split_whitespace().next()) || is(name.split_whitespace().last())
}
