//! One analysed sentence as mentions need it: children, noun phrases, prepositions, who is subject.

use nutgraf_language::{Document, Relation, Token, Upos, Xpos};
use std::ops::Range;

/// A sentence with the children of each of its tokens. Tokens are document-wide indexes.
#[derive(Debug)]
pub(crate) struct Grammar<'d, 't> {
    document: &'d Document<'t>,
    range: Range<usize>,
    children: Vec<Vec<usize>>,
}

/// A noun phrase: the head, what modifies it from the left, and the names that follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    pub(crate) head: usize,
    pub(crate) tokens: Range<usize>,
    /// The possessor: "Russia" of "Russia's ministry", "their" of "their troops".
    pub(crate) possessor: Option<usize>,
    /// Where the phrase begins behind its possessor.
    pub(crate) core: usize,
}

impl<'d, 't> Grammar<'d, 't> {
    pub(crate) fn new(document: &'d Document<'t>, sentence: usize) -> Grammar<'d, 't> {
        Grammar::of(document, document.sentences()[sentence].range())
    }

    /// The grammar of a stretch of tokens that nothing outside it belongs to.
    pub(crate) fn of(document: &'d Document<'t>, range: Range<usize>) -> Grammar<'d, 't> {
        let mut children = vec![Vec::new(); range.len()];
        for at in range.clone() {
            let head = document.tokens()[at].head as usize;
            if head != at && range.contains(&head) {
                children[head - range.start].push(at);
            }
        }
        Grammar { document, range, children }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    pub(crate) fn token(&self, at: usize) -> &'d Token {
        &self.document.tokens()[at]
    }

    pub(crate) fn form(&self, at: usize) -> &'t str {
        self.document.form(at)
    }

    pub(crate) fn lemma(&self, at: usize) -> &'d str {
        self.document.lemma(at)
    }

    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.token(at).relation
    }

    pub(crate) fn children(&self, at: usize) -> &[usize] {
        &self.children[at - self.range.start]
    }

    /// The word it hangs on; nothing for the root.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        let head = self.token(at).head as usize;
        (head != at && self.range.contains(&head)).then_some(head)
    }

    pub(crate) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).iter().copied().find(|&c| relations.contains(&self.relation(c)))
    }

    /// The token of `tokens` that hangs on something outside them; the last where the tree says nothing.
    pub(crate) fn head_of(&self, tokens: &Range<usize>) -> usize {
        let outside = |&at: &usize| self.head(at).is_none_or(|head| !tokens.contains(&head));
        let noun = |at: &usize| matches!(self.token(*at).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let all = || tokens.clone().filter(outside);
        // "political and military leaders": an adjective heads nothing where a noun is there.
        all()
            .find(noun)
            .or_else(|| all().find(|&at| self.token(at).upos == Upos::Adj))
            .or_else(|| all().next())
            .unwrap_or(tokens.end.saturating_sub(1))
    }

    /// Whether the word can head a noun phrase of its own.
    pub(crate) fn is_nominal(&self, at: usize) -> bool {
        let inner = matches!(
            self.relation(at),
            Relation::Compound
                | Relation::Flat
                | Relation::Amod
                | Relation::Det
                | Relation::Goeswith
                | Relation::Nummod
        );
        let function = matches!(
            self.relation(at),
            Relation::Fixed
                | Relation::Case
                | Relation::Advmod
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
                | Relation::Mark
                | Relation::Punct
        );
        let inner = inner || (function && self.token(at).upos != Upos::Propn);
        if self.is_split_off(at) {
            return true;
        }
        let desc = self.relation(at) == Relation::NmodDesc && self.head(at).is_some_and(|head| head > at);
        let upos = self.token(at).upos;
        // "Chile sent ships", where the tags make an adverb of the name: a subject with a capital is a noun.
        let subject = matches!(self.relation(at), Relation::Nsubj | Relation::NsubjPass);
        let named = upos == Upos::Adv && subject && self.form(at).starts_with(char::is_uppercase);
        let nominal =
            matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X);
        !inner && !desc && (nominal || named)
    }

    /// Whether a name that the tree takes for a part of another is divided from it by "and" or a comma: "Korrin and Drost".
    pub(crate) fn is_split_off(&self, at: usize) -> bool {
        self.divider(at).is_some_and(|token| {
            self.token(token).upos == Upos::Cconj || (self.form(token) == "," && self.relation(at) != Relation::Appos)
        })
    }

    /// Whether it is "and" that divides them.
    pub(crate) fn is_coordinated_by_word(&self, at: usize) -> bool {
        self.divider(at).is_some_and(|token| self.token(token).upos == Upos::Cconj)
    }

    /// The word between a name and the one that the tree makes it a part of.
    fn divider(&self, at: usize) -> Option<usize> {
        let joined =
            matches!(self.relation(at), Relation::Flat | Relation::Compound | Relation::NmodDesc | Relation::Appos);
        let head = self.head(at).filter(|_| joined && self.token(at).upos == Upos::Propn)?;
        let divides = |&token: &usize| {
            self.range.contains(&token) && (self.token(token).upos == Upos::Cconj || self.form(token) == ",")
        };
        let places = if head > at {
            [self.rightmost(at) + 1, at + 1]
        } else {
            [self.leftmost_name(at), self.leftmost_name(at).wrapping_sub(1)]
        };
        places.into_iter().find(divides)
    }

    pub(crate) fn noun_phrase(&self, head: usize) -> NounPhrase {
        let mut phrase = NounPhrase { head, tokens: head..head + 1, possessor: None, core: head };
        for &child in self.children(head).iter().rev().filter(|&&c| c < head) {
            if self.token(child).upos == Upos::Cconj || self.is_split_off(child) {
                break;
            }
            if !self.modifies(child) {
                if matches!(self.relation(child), Relation::Punct) && self.is_joint(child) {
                    continue;
                }
                break;
            }
            phrase.tokens.start = self.leftmost(child);
            if self.relation(child) == Relation::NmodPoss {
                phrase.possessor = Some(child);
                phrase.core = phrase.core.min(self.rightmost(child) + 1);
                break;
            }
            phrase.core = phrase.tokens.start;
        }
        phrase.core = phrase.core.max(phrase.tokens.start);
        phrase.tokens.end = self.names_after(head);
        phrase
    }

    fn modifies(&self, child: usize) -> bool {
        matches!(
            self.relation(child),
            Relation::Det
                | Relation::DetPredet
                | Relation::Amod
                | Relation::Compound
                | Relation::NmodPoss
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::Nummod
                | Relation::Flat
                | Relation::Dep
        )
    }

    fn is_joint(&self, at: usize) -> bool {
        matches!(self.form(at), "-" | "‘" | "’" | "\"" | "“" | "”" | "'")
    }

    /// The end of the names that follow a head without a comma: "Minister | Sergei Lavrov".
    fn names_after(&self, head: usize) -> usize {
        let mut end = head + 1;
        for &child in self.children(head).iter().filter(|&&c| c > head) {
            let name = matches!(
                self.relation(child),
                Relation::Flat
                    | Relation::Appos
                    | Relation::Compound
                    | Relation::NmodDesc
                    | Relation::NmodUnmarked
                    | Relation::Dep
            ) && self.token(child).upos == Upos::Propn;
            if self.is_split_off(child) || self.token(child).upos == Upos::Cconj {
                break;
            }
            if !(name || self.relation(child) == Relation::Flat) || self.leftmost_name(child) > end {
                break;
            }
            end = self.names_after(child).max(end);
        }
        end
    }

    fn leftmost_name(&self, at: usize) -> usize {
        self.children(at)
            .iter()
            .copied()
            .filter(|&c| self.token(c).upos != Upos::Cconj)
            .filter(|&c| c < at && matches!(self.relation(c), Relation::Compound | Relation::Flat | Relation::NmodDesc))
            .fold(at, usize::min)
    }

    /// First token of the word's subtree.
    pub(crate) fn leftmost(&self, at: usize) -> usize {
        let mut leftmost = at;
        for _ in 0..self.range.len() {
            match self.children(leftmost).first() {
                Some(&child) if child < leftmost => leftmost = child,
                _ => break,
            }
        }
        leftmost
    }

    /// Last token of the word's subtree.
    pub(crate) fn rightmost(&self, at: usize) -> usize {
        let mut rightmost = at;
        for _ in 0..self.range.len() {
            match self.children(rightmost).last() {
                Some(&child) if child > rightmost => rightmost = child,
                _ => break,
            }
        }
        rightmost
    }

    /// Whether the words of a noun, without what is coordinated with it, end right before a token.
    pub(crate) fn rightmost_before(&self, noun: usize, at: usize) -> bool {
        let own = self
            .children(noun)
            .iter()
            .copied()
            .filter(|&c| c > noun && !matches!(self.relation(c), Relation::Conj | Relation::Cc | Relation::Punct));
        own.map(|c| self.rightmost(c)).fold(noun, usize::max) + 1 == at
    }

    /// The preposition of a phrase, lower case; that of the first conjunct holds for the others.
    pub(crate) fn preposition(&self, at: usize) -> Option<String> {
        let mut at = at;
        for _ in 0..8 {
            let case = self
                .children(at)
                .iter()
                .copied()
                .find(|&c| self.relation(c) == Relation::Case && self.token(c).xpos != Xpos::Pos && c < at);
            if let Some(case) = case {
                return Some(self.form(case).to_lowercase());
            }
            if self.relation(at) != Relation::Conj {
                return None;
            }
            at = self.head(at)?;
        }
        None
    }

    /// Whether the word, or what it is coordinated with, is a subject.
    pub(crate) fn is_subject(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..8 {
            match self.relation(at) {
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => return true,
                Relation::Conj => match self.head(at) {
                    Some(head) => at = head,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// Whether the word has a determiner that points back: "the", "this", "both".
    pub(crate) fn is_definite(&self, phrase: &NounPhrase) -> bool {
        (phrase.tokens.start..phrase.head).any(|at| {
            matches!(self.form(at).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those" | "both")
        })
    }
}
