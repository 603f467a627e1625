//! Whose a deed is that somebody judges or looks into, and whom it hit.

use super::Fitting;
use crate::patterns::HeadKind;
use nutgraf_language::Relation;
use nutgraf_model::CameoCode;

impl Fitting<'_, '_, '_, '_> {
    /// Whose a deed is: "a Veldanian raid", "a raid by Veldania".
    pub(super) fn doers(&self, deed: usize) -> Vec<usize> {
        let owners = self.view.possessors(deed);
        if !owners.is_empty() {
            return owners;
        }
        let tree = self.view.tree;
        let agents =
            tree.related(deed, &[Relation::Nmod]).filter(|&n| self.is_agent(n)).flat_map(|n| tree.coordinated(n));
        // "by the Veldanian force": whose the force is.
        let named = |n: usize| Some(self.view.actors_at(n)).filter(|found| !found.is_empty());
        agents.flat_map(|n| named(n).unwrap_or_else(|| self.view.possessors(n))).collect()
    }

    /// Whose a thing is; of a deed that is judged or looked into, who did it and not who suffered it.
    pub(super) fn owners(&self, noun: usize) -> Vec<usize> {
        self.makers(noun).unwrap_or_else(|| self.view.owners(noun))
    }

    /// The same, by words of the noun's own phrase where it is no such deed.
    pub(super) fn owners_here(&self, noun: usize) -> Vec<usize> {
        self.makers(noun).unwrap_or_else(|| self.view.owners_here(noun))
    }

    /// Who made a thing, or did what is judged or looked into, where that is not simply whose it is.
    fn makers(&self, noun: usize) -> Option<Vec<usize>> {
        let makers = self.makers_beyond(noun);
        if makers.is_empty() { self.is_judged(noun).then(|| self.doers(noun)) } else { Some(makers) }
    }

    /// Whether a phrase with "by" names who does it.
    fn is_agent(&self, at: usize) -> bool {
        let tree = self.view.tree;
        tree.preposition(at).is_some_and(|p| self.view.framer.is_by(tree.symbol(p)))
    }

    /// "welcomed the proposal by Quessia", "condemned the shelling of the port by Quessia": the tree hangs whose it is on the
    /// verb, or on what it was done to.
    fn makers_beyond(&self, noun: usize) -> Vec<usize> {
        let tree = self.view.tree;
        let below = tree.related(noun, &[Relation::Nmod]).filter(|&n| !self.is_agent(n));
        let by = [Relation::Nmod, Relation::OblAgent];
        let mut agents: Vec<usize> = below.flat_map(|n| tree.related(n, &by).filter(|&c| self.is_agent(c))).collect();
        let verb = tree.head(noun).filter(|&verb| tree.is_verb(verb) && !tree.is_passive(verb) && verb < noun);
        if matches!(tree.relation(noun), Relation::Obj | Relation::Obl) {
            let beside = verb.into_iter().flat_map(|v| tree.related(v, &[Relation::Obl, Relation::OblAgent]));
            agents.extend(beside.filter(|&c| c > noun && self.is_agent(c)));
        }
        let mut found = Vec::new();
        for agent in agents.into_iter().flat_map(|a| tree.coordinated(a)) {
            self.add(self.view.actors_at(agent), &[], &mut found);
        }
        found
    }

    /// "condemned the arrest of the editor", "investigates the shelling of a school", "protested at the killing of a miner".
    fn is_judged(&self, noun: usize) -> bool {
        self.judges() && self.view.tree.holds(&self.view.patterns.suffered, noun)
    }

    /// Whether the pattern tells what somebody thinks of a deed, or that he looks into it.
    fn judges(&self) -> bool {
        let judges = |c: &CameoCode| matches!(c.root(), "09" | "11" | "14") || matches!(c.as_str(), "012" | "051");
        self.pattern.code.as_ref().is_some_and(judges)
    }

    /// Whether the phrase says whom or where a judged deed hit, itself or by a phrase that it hangs on: "the bombing of a school
    /// in the capital".
    pub(super) fn is_victim(&self, head: usize) -> bool {
        let mut at = head;
        for _ in 0..3 {
            if self.is_hit(at) {
                return true;
            }
            match self.view.tree.head(at).filter(|_| self.view.tree.relation(at) == Relation::Nmod) {
                Some(outer) => at = outer,
                None => return false,
            }
        }
        false
    }

    fn is_hit(&self, head: usize) -> bool {
        let tree = self.view.tree;
        let (Some(preposition), Some(above)) = (tree.preposition(head), tree.head(head)) else { return false };
        // "condemned the threats against the editor": the tree hangs whom they are against on the verb.
        let nearest = self.frame.objects.iter().copied().filter(|&o| o < head).max();
        let deed =
            nearest.filter(|_| above == self.frame.trigger && self.frame.kind == HeadKind::Verb).unwrap_or(above);
        match tree.form(preposition).to_lowercase().as_str() {
            "of" => self.is_judged(deed),
            "on" | "against" | "in" | "at" | "near" => {
                let protest = self.pattern.code.as_ref().is_some_and(|c| c.root() == "14");
                self.is_judged(deed) || (self.judges() && !protest && tree.holds(&self.view.patterns.aimed, deed))
            }
            _ => false,
        }
    }
}
