//! People of whom nothing but their number is told: "the attack killed 1,200".

use super::scene::Scene;
use super::{Finder, Who};
use crate::dictionary::Sense;
use crate::mention::NamedBy;
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::{Entity, EntityKind};

/// What is done to people and seldom to anything else.
const SUFFERED: &[&str] =
    &["kill", "wound", "injure", "arrest", "detain", "massacre", "slaughter", "execute", "deport", "evacuate", "jail"];

/// What crowds do.
const RALLIES: &[&str] = &["protest", "rally", "march", "demonstrate", "riot", "gather"];

/// Words of many.
const MANY: &[&str] = &["thousand", "hundred", "dozen", "million", "score"];

impl Finder<'_, '_> {
    /// The people that a bare number counts, where a verb tells that they were killed, hurt or held.
    pub(super) fn numbered(&self, scene: &Scene, head: usize) -> Option<Who> {
        let grammar = &scene.grammar;
        let many = || MANY.contains(&grammar.lemma(head).to_lowercase().as_str());
        let verb = grammar.head(head).filter(|_| grammar.token(head).upos == Upos::Num || many())?;
        let least = grammar.range().contains(&(head.wrapping_sub(1)))
            && matches!(grammar.form(head - 1), "least" | "most" | "than" | "to" | "over" | "about" | "around");
        // "Thousands marched through the capital": where so many do so, they are people.
        let rallies = matches!(grammar.relation(head), Relation::Nsubj | Relation::NsubjPass)
            && RALLIES.contains(&grammar.lemma(verb));
        let suffers = match grammar.relation(head) {
            Relation::Obj | Relation::NsubjPass => true,
            Relation::Nsubj => grammar.token(verb).xpos == Xpos::Vbn,
            Relation::Obl => least,
            _ => false,
        };
        let counted = [Relation::Nmod, Relation::Nummod];
        let counts = grammar.children(head).iter().any(|&c| c > head && counted.contains(&grammar.relation(c)));
        if counts || !(rallies || suffers && SUFFERED.contains(&grammar.lemma(verb))) {
            return None;
        }
        let senses = self.names.phrases.senses("people");
        let number = senses.iter().find_map(|s| if let Sense::Agent(at, _) = s { Some(*at) } else { None })?;
        let agent = &self.names.agents[number as usize];
        let entity = Entity {
            kind: EntityKind::Organization,
            name: agent.name.clone(),
            code: Some(agent.code.clone()),
            wikidata: None,
            known: false,
            place: None,
        };
        Some(Who {
            code: Some(agent.code.clone()),
            entity,
            by: NamedBy::BareAgent,
            line: self.names.at(agent.line),
            plural: true,
            agent: Some(number),
            country: None,
            parts: Vec::new(),
            members: Vec::new(),
        })
    }
}
