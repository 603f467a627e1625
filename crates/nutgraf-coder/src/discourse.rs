//! What earlier sentences of an article tell of later ones: whose "the decision" was, and who faces whom.

use crate::patterns::Symbol;
use crate::view::View;
use nutgraf_language::Relation;

/// Whose the decisions, moves and the like were that an article spoke of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// Noun and owner (an index into the actors), latest last.
    owners: Vec<(Symbol, usize)>,
}

impl Discourse {
    /// Learns whose the decisions of a sentence are: noun and owner.
    pub(crate) fn learn(&mut self, told: Vec<(Symbol, usize)>) {
        self.owners.extend(told);
    }

    /// Whose "the decision" is: of the last such noun, else of the last deed of any name.
    pub(crate) fn owner(&self, noun: Symbol) -> Option<usize> {
        let same = self.owners.iter().rev().find(|(symbol, _)| *symbol == noun);
        same.or(self.owners.last()).map(|(_, owner)| *owner)
    }
}

impl View<'_, '_, '_> {
    /// The decisions, moves and the like that the sentence names, and whose they are.
    pub(crate) fn deeds(&self) -> Vec<(Symbol, usize)> {
        let nouns = self.tree.range().filter(|&at| self.tree.is_noun(at) && self.tree.holds(&self.patterns.deeds, at));
        nouns.filter_map(|at| Some((self.tree.symbol(at), *self.owners(at).first()?))).collect()
    }

    /// The owner of a definite deed that was named before: "condemned the decision".
    pub(crate) fn owner_told_before(&self, noun: usize) -> Option<usize> {
        if !self.tree.holds(&self.patterns.deeds, noun) {
            return None;
        }
        let definite = self.tree.related(noun, &[Relation::Det]).any(|d| {
            ["the", "this", "that", "these", "those"].iter().any(|w| self.tree.form(d).eq_ignore_ascii_case(w))
        });
        if !definite {
            return None;
        }
        let before = (self.tree.range().start..noun).rev().filter(|&at| self.tree.is_noun(at));
        let mut deeds = before.filter(|&at| self.tree.holds(&self.patterns.deeds, at));
        let near = deeds.find_map(|at| self.possessors(at).first().copied());
        near.or_else(|| self.discourse.owner(self.tree.symbol(noun)))
    }
}
