//! What earlier sentences of an article tell of later ones: whose "the decision" was, and who faces whom.

use crate::climb::Act;
use crate::patterns::{HeadKind, Symbol, Symbols};
use crate::view::View;
use nutgraf_language::Relation;
use nutgraf_model::Mode;

/// Whose the decisions, moves and the like were that an article spoke of, and who did what it told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// Noun and owner (an index into the actors), latest last.
    owners: Vec<(Symbol, usize)>,
    /// What was done by one side alone, latest last.
    done: Vec<Deed>,
}

/// An act that a sentence told.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    root: String,
    /// The nouns that told it.
    nouns: Vec<Symbol>,
    source: usize,
}

impl Discourse {
    /// Learns whose the decisions of a sentence are, noun and owner, and who did what it tells.
    pub(crate) fn learn(&mut self, told: Vec<(Symbol, usize)>, done: Vec<Deed>) {
        self.owners.extend(told);
        self.done.extend(done);
    }

    /// Whose "the decision" is: of the last such noun, else of the last deed of any name.
    fn owner(&self, noun: Symbol) -> Option<usize> {
        let same = self.owners.iter().rev().find(|(symbol, _)| *symbol == noun);
        same.or(self.owners.last()).map(|(_, owner)| *owner)
    }

    /// Who did what a noun names: the last act told with that noun, else the last of a kind that the noun tells.
    fn doer(&self, noun: Symbol, roots: &[&str]) -> Option<usize> {
        let named = self.done.iter().rev().find(|deed| deed.nouns.contains(&noun));
        let alike = || self.done.iter().rev().find(|deed| roots.contains(&deed.root.as_str()));
        named.or_else(alike).map(|deed| deed.source)
    }
}

impl View<'_, '_, '_> {
    /// What one side alone did by the acts of the sentence.
    pub(crate) fn done(&self, acts: &[Act]) -> Vec<Deed> {
        let told = |act: &&Act| act.mode == Mode::Asserted && !act.reciprocal && !act.code.event().is_symmetric();
        let deed = |act: &Act| {
            // "carried out tests" tells whose the tests are, "condemned the tests" does not.
            let does = act.code.root() >= "14";
            let objects = self.tree.related(act.trigger, &[Relation::Obj]).filter(|&at| does && self.names_deed(at));
            let nouns = act.words.iter().copied().chain([act.trigger]).chain(objects);
            let nouns = nouns.filter(|&at| self.tree.is_noun(at));
            let nouns = nouns.map(|at| self.tree.symbol(at)).filter(|&noun| noun != Symbols::NONE).collect();
            Some(Deed { root: act.code.root().to_owned(), nouns, source: *act.sources.first()? })
        };
        acts.iter().filter(told).filter_map(deed).collect()
    }

    /// The decisions, moves and the like that the sentence names, and whose they are.
    pub(crate) fn deeds(&self) -> Vec<(Symbol, usize)> {
        let nouns = self.tree.range().filter(|&at| self.tree.is_noun(at) && self.tree.holds(&self.patterns.deeds, at));
        nouns.filter_map(|at| Some((self.tree.symbol(at), *self.owners(at).first()?))).collect()
    }

    /// Whose a definite deed is that was told before: "condemned the decision", "condemned the invasion".
    pub(crate) fn owner_told_before(&self, noun: usize) -> Option<usize> {
        let definite = self.tree.related(noun, &[Relation::Det]).any(|d| {
            ["the", "this", "that", "these", "those"].iter().any(|w| self.tree.form(d).eq_ignore_ascii_case(w))
        });
        // What one does it with is no deed: "the rounds were fired".
        let tool = self.tree.holds(&self.patterns.instruments, noun) && !self.tree.holds(&self.patterns.deeds, noun);
        if !definite || tool || !self.tree.is_noun(noun) {
            return None;
        }
        let deed = self.tree.holds(&self.patterns.deeds, noun);
        let before = (self.tree.range().start..noun).rev().filter(|&at| self.tree.is_noun(at));
        let mut deeds = before.filter(|&at| deed && self.tree.holds(&self.patterns.deeds, at));
        let near = deeds.find_map(|at| self.possessors(at).first().copied());
        let symbol = self.tree.symbol(noun);
        near.or_else(|| self.discourse.doer(symbol, &self.roots_of(noun)))
            .or_else(|| self.discourse.owner(symbol).filter(|_| deed))
    }

    /// Whether a noun names something that is done: "tests", "invasion".
    fn names_deed(&self, noun: usize) -> bool {
        self.tree.holds(&self.patterns.deeds, noun) || !self.roots_of(noun).is_empty()
    }

    /// The roots of force and coercion that a noun tells: "invasion" 19, "arrest" 17.
    fn roots_of(&self, noun: usize) -> Vec<&str> {
        let symbol = self.tree.symbol(noun);
        let patterns = self
            .patterns
            .of_head(HeadKind::Noun, symbol)
            .chain(self.patterns.modes.act(symbol, |set| self.tree.holds(set, noun)));
        let roots = patterns.filter_map(|pattern| Some(pattern.code.as_ref()?.root()));
        roots.filter(|root| matches!(*root, "15" | "16" | "17" | "18" | "19" | "20")).collect()
    }
}
