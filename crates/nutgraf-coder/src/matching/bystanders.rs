//! Names beside an act that is not against them: foes of what is praised, places, whose wife or tool it is.

use super::Fitting;
use crate::frame::Phrase;
use crate::mention::NamedBy;
use crate::patterns::{HeadKind, Symbol};
use nutgraf_language::{Relation, Upos};

impl Fitting<'_, '_, '_, '_> {
    /// "praised the response to Tarquian raids", "backed the war on Tarquia": against whom one praises a deed, and not whom.
    pub(super) fn is_foe_of_object(&self, phrase: &Phrase) -> bool {
        let friendly = self.pattern.code.as_ref().is_some_and(|c| c.root() == "05");
        let preposition = self.view.patterns.symbols.name(phrase.preposition);
        let hostile = |&o: &usize| {
            let patterns = &self.view.patterns;
            self.view.tree.holds(&patterns.answers, o) || self.view.tree.holds(&patterns.assaults, o)
        };
        friendly
            && phrase.on_object
            && matches!(preposition, "to" | "on" | "against" | "with")
            && self.frame.objects.iter().any(hostile)
    }

    /// "The tank used its gun": "its" is of a subject that is nobody.
    pub(super) fn is_of_subject(&self, object: usize) -> bool {
        let tree = self.view.tree;
        let nobody = self.frame.subjects.iter().all(|&s| self.view.actors_at(s).is_empty());
        let active = self.frame.kind == HeadKind::Verb && !self.frame.subjects.is_empty();
        let own = |p: usize| ["its", "their"].iter().any(|w| tree.form(p).eq_ignore_ascii_case(w));
        active && nobody && tree.related(object, &[Relation::NmodPoss]).any(own)
    }

    /// "Okar and Drost blamed each other", "attacked each other's plans": what each does to the other.
    pub(super) fn is_mutual(&self) -> bool {
        let (tree, frame) = (self.view.tree, self.frame);
        let phrases = frame.phrases.iter().map(|p| p.head);
        let direct = || frame.objects.iter().copied().chain(phrases).any(|o| self.is_each_other(o));
        let owners = || frame.objects.iter().flat_map(|&o| tree.related(o, &[Relation::NmodPoss]));
        (self.parties() >= 2 && direct())
            || (frame.kind == HeadKind::Verb && owners().any(|owner| self.is_each_other(owner)))
    }

    /// Whether a word is one of "each other" or "one another".
    fn is_each_other(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let says = |at: usize, word: &str| tree.range().contains(&at) && tree.form(at).eq_ignore_ascii_case(word);
        [("each", "other"), ("one", "another")].into_iter().any(|(one, other)| {
            (says(at, other) && at > 0 && says(at - 1, one)) || (says(at, one) && says(at + 1, other))
        })
    }

    pub(super) fn is_within(&self, preposition: Symbol) -> bool {
        let symbols = &self.view.patterns.symbols;
        ["in", "at"].iter().any(|word| symbols.get(word) == preposition)
    }

    /// A place named as where, of whom it says nothing: of a rally at home ("protests in Quess") against whom it is, of one who
    /// is named ("Okar was investigated in Marovia") that it was done to the place.
    pub(super) fn is_where(&self, target: usize, sources: &[usize]) -> bool {
        let place = self.view.mention(target);
        if place.by != NamedBy::Place {
            return false;
        }
        let home = |&s: &usize| self.view.mention(s).code.country().is_some_and(|c| Some(c) == place.code.country());
        let rally = self.pattern.code.as_ref().is_some_and(|c| c.root() == "14") && sources.iter().any(home);
        let person = |&o: &usize| matches!(self.view.tree.upos(o), Upos::Propn | Upos::Pron);
        rally || self.frame.objects.iter().any(person)
    }

    /// "found him guilty of her murder": it is done to him, whoever he is.
    pub(super) fn is_done_to_somebody(&self) -> bool {
        let tree = self.view.tree;
        let him = |&o: &usize| ["him", "her", "them", "me", "us"].iter().any(|w| tree.form(o).eq_ignore_ascii_case(w));
        tree.related(self.frame.trigger, &[Relation::Obj, Relation::Iobj]).any(|o| him(&o))
    }

    /// "A meeting between Veldania and Tarquia was cancelled": nobody says by whom, but between whom nothing is now.
    pub(super) fn parts_parties(&self, targets: &[usize]) -> bool {
        let broken = self.pattern.code.as_ref().is_some_and(|c| c.root() == "16");
        let between = |p: &&Phrase| p.on_object && p.preposition == self.view.patterns.symbols.get("between");
        let named: Vec<usize> = self.frame.phrases.iter().filter(between).map(|p| p.head).collect();
        let parties: Vec<usize> = named.into_iter().flat_map(|head| self.view.actors_at(head)).collect();
        broken && self.frame.agentless && targets.len() >= 2 && targets.iter().all(|t| parties.contains(t))
    }
}
