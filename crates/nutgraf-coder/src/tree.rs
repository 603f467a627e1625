//! One analysed sentence as a matcher walks it: children, symbols and shortcuts through the tree.

use crate::mention::Mentions;
use crate::patterns::{Symbol, Symbols, WordSet};
use nutgraf_language::{Document, Relation, Token, Upos, Xpos};
use std::ops::Range;

/// A sentence's tree. Tokens are document-wide indexes throughout.
#[derive(Debug)]
pub(crate) struct Tree<'d, 't> {
    document: &'d Document<'t>,
    range: Range<usize>,
    /// Children of all tokens, grouped by head, in order.
    children: Vec<usize>,
    /// Where each token's children start in `children`, with one more at the end.
    starts: Vec<u32>,
    symbols: Vec<Symbol>,
    /// Which tokens head the naming of an actor.
    actors: Vec<bool>,
}

impl<'d, 't> Tree<'d, 't> {
    /// The tree of an analysed sentence, with the actors that it names.
    pub(crate) fn new(
        document: &'d Document<'t>,
        sentence: usize,
        symbols: &Symbols,
        mentions: &Mentions,
    ) -> Tree<'d, 't> {
        let range = document.sentences()[sentence].range();
        let tokens = &document.tokens()[range.clone()];
        let mut starts = vec![0u32; tokens.len() + 1];
        let head_of = |at: usize, token: &Token| {
            let head = token.head as usize;
            (head != at && range.contains(&head)).then_some(head)
        };
        for (offset, token) in tokens.iter().enumerate() {
            if let Some(head) = head_of(range.start + offset, token) {
                starts[head - range.start + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut children = vec![0; *starts.last().unwrap_or(&0) as usize];
        for (offset, token) in tokens.iter().enumerate() {
            if let Some(head) = head_of(range.start + offset, token) {
                let place = &mut next[head - range.start];
                children[*place as usize] = range.start + offset;
                *place += 1;
            }
        }
        let symbols = range.clone().map(|at| symbol_of(document, at, symbols)).collect();
        let mut actors = vec![false; range.len()];
        let first = mentions.actors.partition_point(|m| m.tokens.end <= range.start);
        for actor in mentions.actors[first..].iter().take_while(|m| m.tokens.start < range.end) {
            if range.contains(&actor.head) {
                actors[actor.head - range.start] = true;
            }
        }
        Tree { document, range, children, starts, symbols, actors }
    }

    /// The sentence's tokens.
    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The token itself.
    pub(crate) fn token(&self, at: usize) -> &'d Token {
        &self.document.tokens()[at]
    }

    /// The word as written.
    pub(crate) fn form(&self, at: usize) -> &'t str {
        self.document.form(at)
    }

    /// The word's lemma.
    pub(crate) fn lemma(&self, at: usize) -> &'d str {
        self.document.lemma(at)
    }

    /// The lemma's number.
    pub(crate) fn symbol(&self, at: usize) -> Symbol {
        self.symbols[at - self.range.start]
    }

    /// The relation to the head.
    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.token(at).relation
    }

    /// The number of the word as written: what an adjective made of a verb ("concerned") is listed by.
    pub(crate) fn form_symbol(&self, at: usize, symbols: &Symbols) -> Symbol {
        symbols.get(self.form(at))
    }

    /// The word it hangs on; nothing for the root.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        let head = self.token(at).head as usize;
        (head != at && self.range.contains(&head)).then_some(head)
    }

    /// The words that hang on it, in order.
    pub(crate) fn children(&self, at: usize) -> &[usize] {
        let place = at - self.range.start;
        &self.children[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    /// The children in one of the relations.
    pub(crate) fn related<'a>(&'a self, at: usize, relations: &'a [Relation]) -> impl Iterator<Item = usize> + 'a {
        self.children(at).iter().copied().filter(|&child| relations.contains(&self.relation(child)))
    }

    /// The first child in one of the relations.
    pub(crate) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).iter().copied().find(|&child| relations.contains(&self.relation(child)))
    }

    /// Whether the token heads the naming of an actor.
    pub(crate) fn is_actor(&self, at: usize) -> bool {
        self.actors[at - self.range.start]
    }

    /// Whether the token is a verb by tag.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        let token = self.token(at);
        matches!(token.upos, Upos::Verb | Upos::Aux) && !self.is_auxiliary(at)
    }

    /// Whether the token only helps another: "has", "was", "will", a copula.
    pub(crate) fn is_auxiliary(&self, at: usize) -> bool {
        matches!(self.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop)
    }

    /// Whether the token is a noun or name.
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn)
    }

    /// Whether the token is a pronoun that opens a relative clause.
    pub(crate) fn is_relative(&self, at: usize) -> bool {
        matches!(self.token(at).xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss)
            || (self.token(at).upos == Upos::Pron && self.symbol_is(at, "that"))
            || (self.symbol_is(at, "which") || self.symbol_is(at, "who"))
    }

    fn symbol_is(&self, at: usize, word: &str) -> bool {
        self.form(at).eq_ignore_ascii_case(word)
    }

    /// The preposition that introduces a phrase, or nothing; of "because of" nothing, for it is none of place or party.
    pub(crate) fn preposition(&self, at: usize) -> Option<usize> {
        let case = self.related(at, &[Relation::Case]).find(|&c| self.token(c).xpos != Xpos::Pos)?;
        self.child(case, &[Relation::Fixed]).is_none().then_some(case)
    }

    /// Whether the noun at `at`, with the words before it, stands in the set.
    pub(crate) fn holds(&self, set: &WordSet, at: usize) -> bool {
        self.length_in(set, at) > 0
    }

    /// How many words of the set's longest phrase that ends at `at`; 0 for none.
    pub(crate) fn length_in(&self, set: &WordSet, at: usize) -> usize {
        set.length(self.symbol(at), || {
            (self.range.start..at).rev().filter(|&before| self.form(before) != "-").map(|before| self.symbol(before))
        })
    }

    /// A token and everything coordinated with it: "A, B and C" from A.
    pub(crate) fn coordinated(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while next < all.len() && all.len() < 24 {
            all.extend(self.related(all[next], &[Relation::Conj]));
            next += 1;
        }
        all
    }

    /// Whether `ancestor` is `at` or stands above it.
    pub(crate) fn reaches(&self, mut at: usize, ancestor: usize) -> bool {
        for _ in 0..self.range.len() {
            if at == ancestor {
                return true;
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// Whether the verb is passive: by its subject, its auxiliary or its form under a noun.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if self.token(verb).xpos != Xpos::Vbn && self.token(verb).xpos != Xpos::Vbd {
            return false;
        }
        let marked = self.child(verb, &[Relation::NsubjPass, Relation::AuxPass, Relation::CsubjPass]).is_some();
        if marked {
            return true;
        }
        let past_participle = self.token(verb).xpos == Xpos::Vbn;
        match self.relation(verb) {
            Relation::Acl | Relation::Amod => past_participle,
            Relation::Advcl => past_participle && self.child(verb, &[Relation::Nsubj, Relation::Aux]).is_none(),
            Relation::Conj => {
                past_participle
                    && self.child(verb, &[Relation::Nsubj, Relation::Aux, Relation::Obj]).is_none()
                    && self.head(verb).is_some_and(|head| self.is_verb(head) && self.is_passive(head))
            }
            Relation::Xcomp => past_participle && self.child(verb, &[Relation::Obj]).is_none(),
            Relation::Root => {
                past_participle && self.child(verb, &[Relation::Obj, Relation::Aux, Relation::Nsubj]).is_none()
            }
            _ => false,
        }
    }

    /// The document the sentence is of.
    pub(crate) fn document(&self) -> &'d Document<'t> {
        self.document
    }
}

/// The symbol of a token's lemma. Currency signs are money; plurals that a lemmatiser leaves alone ("troops") are singular.
fn symbol_of(document: &Document<'_>, at: usize, symbols: &Symbols) -> Symbol {
    let lemma = document.lemma(at);
    if matches!(lemma, "$" | "€" | "£" | "¥") || lemma.ends_with('$') {
        return symbols.get("money");
    }
    if let (Upos::Noun | Upos::Propn, Some(singular)) = (document.tokens()[at].upos, lemma.strip_suffix('s')) {
        let found = if singular.ends_with('s') { Symbols::NONE } else { symbols.get(singular) };
        if found != Symbols::NONE {
            return found;
        }
    }
    match (symbols.get(lemma), document.tokens()[at].upos) {
        // "freed" is of "free".
        (Symbols::NONE, Upos::Verb) => symbols.get(&format!("{lemma}e")),
        (symbol, _) => symbol,
    }
}
