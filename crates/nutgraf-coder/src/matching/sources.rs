//! Who does what a pattern tells.

use super::{Fitting, Miss, governs};
use crate::frame::Phrase;
use crate::patterns::HeadKind;
use nutgraf_language::Relation;

impl Fitting<'_, '_, '_, '_> {
    /// Finds who does it; says whether that was a guess.
    pub(super) fn fill_sources(&mut self) -> Result<bool, Miss> {
        if self.sources.is_some() {
            return Ok(false);
        }
        let frame = self.frame;
        let mut found: Vec<usize> = Vec::new();
        // Of what is said to be a mistake, whose it is stands in the subject.
        let judged = self.pattern.swapped && frame.kind != HeadKind::Verb && !frame.subjects.is_empty();
        if frame.kind == HeadKind::Noun && !judged {
            let owners = self.noun_owners();
            let owners = owners.into_iter().filter(|o| !self.targets.contains(o)).collect();
            self.add(owners, &[], &mut found);
        }
        if found.is_empty() && frame.kind == HeadKind::Noun && !judged && self.view.names_itself(frame.trigger) {
            self.add(self.view.actors_at(frame.trigger), &[], &mut found);
        }
        if found.is_empty() {
            for &subject in &frame.subjects {
                let actors = self.view.actors_at(subject);
                self.add(actors, &[], &mut found);
            }
        }
        if found.is_empty() && !frame.subjects.is_empty() {
            let acts = |s: usize| judged || self.view.tree.holds(&self.view.patterns.instruments, s);
            let instrument = frame.subjects.iter().find(|&&s| acts(s));
            if let Some(&subject) = instrument {
                found = self.view.owners(subject);
            }
            let nobody = frame.subjects.iter().all(|&s| self.view.tree.holds(&self.view.patterns.people, s));
            if found.is_empty()
                && instrument.is_none()
                && !nobody
                && frame.kind != HeadKind::Noun
                && self.pattern.code.is_some()
            {
                return Err(Miss::Subject);
            }
        }
        if found.is_empty() && frame.agentless && frame.kind == HeadKind::Verb {
            found = self.assailants();
            let force = self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "18" | "19" | "20"));
            let assault = |o: &&usize| force && self.view.tree.holds(&self.view.patterns.assaults, **o);
            if found.is_empty() {
                // "The Tarquian strikes were carried out at night."
                found = frame.objects.iter().filter(assault).flat_map(|&deed| self.doers(deed)).collect();
            }
        }
        let mut guessed = false;
        if found.is_empty() && frame.kind == HeadKind::Noun && self.takes_nearby() {
            for &subject in &frame.nearby {
                let actors = self.view.actors_at(subject);
                self.add(actors, &[], &mut found);
            }
            // "The minister resigned after the riots": those were not his.
            if self.pattern.code.as_ref().is_some_and(|c| c.root() == "14") {
                found.retain(|&s| !governs(self.view.mention(s)));
            }
            guessed = !found.is_empty();
        }
        self.sources = Some(found);
        Ok(guessed)
    }

    /// "Six people were killed in Veldanian air strikes": whose the act of force is that they suffered in.
    fn assailants(&self) -> Vec<usize> {
        if !self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "17" | "18" | "19" | "20")) {
            return Vec::new();
        }
        let tree = self.view.tree;
        let within = |p: &&Phrase| self.view.patterns.suffering_prepositions.contains(&p.preposition);
        let owners = |phrases: &[Phrase]| -> Vec<usize> {
            let acts = phrases.iter().filter(within).filter(|p| tree.holds(&self.view.patterns.assaults, p.head));
            acts.flat_map(|p| self.view.possessors(p.head)).collect()
        };
        let mut owners_of = owners(&self.frame.phrases);
        // "killed because of the shelling by Veldania".
        let cause = |&o: &usize| {
            tree.related(o, &[Relation::Case]).any(|c| tree.child(c, &[Relation::Fixed]).is_some())
                && tree.holds(&self.view.patterns.assaults, o)
        };
        let causes = tree.related(self.frame.trigger, &[Relation::Obl]).filter(cause);
        owners_of.extend(causes.flat_map(|deed| self.doers(deed)));
        // "Nine were hurt and two killed in Veldanian shelling": what stands with the last holds for all.
        let next = tree.related(self.frame.trigger, &[Relation::Conj]).find(|&c| tree.is_passive(c));
        if let Some(next) = next.filter(|_| owners_of.is_empty()) {
            owners_of = owners(&self.view.framer.verb(next).phrases);
        }
        let mut found = Vec::new();
        self.add(owners_of, &[], &mut found);
        found.retain(|&owner| !self.targets.contains(&owner));
        found
    }

    fn takes_nearby(&self) -> bool {
        self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "03" | "04" | "05" | "06" | "14"))
    }

    pub(super) fn noun_owners(&self) -> Vec<usize> {
        let tree = self.view.tree;
        let direct = [Relation::NmodPoss, Relation::Amod, Relation::Compound];
        let mut found = Vec::new();
        for child in tree.related(self.frame.trigger, &direct) {
            for each in tree.coordinated(child) {
                self.add(self.view.actors_at(each), &[], &mut found);
            }
        }
        // "the Veldania-Tarquia trade talks": the second stands before the noun before.
        if found.len() == 1 && self.pattern.code.as_ref().is_some_and(|c| c.root() == "04") {
            self.add(self.view.possessors(self.frame.trigger), &[], &mut found);
        }
        if found.is_empty() {
            for phrase in self.frame.phrases.iter().filter(|p| self.view.framer.is_by(p.preposition)) {
                self.add(self.view.actors_at(phrase.head), &[], &mut found);
            }
        }
        found
    }
}
