//! One sentence while its mentions are found: its tree, its items, and what is settled already.

use super::{Grammar, Item, Who};
use nutgraf_language::{Relation, Xpos};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One sentence at work.
pub(crate) struct Scene<'a, 't> {
    pub(crate) number: usize,
    pub(crate) grammar: Grammar<'a, 't>,
    pub(crate) items: &'a [Item],
    /// The head token of each item.
    pub(crate) heads: Vec<usize>,
    /// Who each head names, once it is known.
    pub(crate) known: BTreeMap<usize, Option<Who>>,
    /// Heads whose words another mention has taken in.
    pub(crate) absorbed: BTreeSet<usize>,
    /// What counting nouns count, by their heads: "teachers" of "thousands of teachers".
    pub(crate) counted: BTreeMap<usize, usize>,
    /// Items that a mention is made of.
    pub(crate) used: BTreeSet<usize>,
    /// Mentions by head token.
    pub(crate) mentions: BTreeMap<usize, usize>,
}

impl<'a, 't> Scene<'a, 't> {
    pub(crate) fn new(number: usize, grammar: Grammar<'a, 't>, items: &'a [Item]) -> Scene<'a, 't> {
        let heads = items.iter().map(|item| grammar.head_of(&item.tokens)).collect();
        Scene {
            number,
            grammar,
            items,
            heads,
            known: BTreeMap::new(),
            absorbed: BTreeSet::new(),
            counted: BTreeMap::new(),
            used: BTreeSet::new(),
            mentions: BTreeMap::new(),
        }
    }

    /// Whether the token heads a noun phrase and is not merely a part of a dictionary phrase.
    pub(crate) fn is_head(&self, at: usize) -> bool {
        self.grammar.is_nominal(at)
            && self.items.iter().zip(&self.heads).all(|(item, &head)| head == at || !item.tokens.contains(&at))
    }

    /// The item that covers a token.
    pub(crate) fn item_at(&self, token: usize) -> Option<usize> {
        self.items.iter().position(|item| item.tokens.contains(&token))
    }

    /// The items whose heads lie in a range.
    pub(crate) fn items_in(&self, tokens: Range<usize>) -> Vec<usize> {
        (0..self.items.len()).filter(|&at| tokens.contains(&self.heads[at])).collect()
    }

    /// Whether the subject of the sentence is one thing, and nobody who acts has part in it as subject.
    pub(crate) fn is_about_thing(&self) -> bool {
        let subject = |at: &usize| matches!(self.grammar.relation(*at), Relation::Nsubj | Relation::NsubjPass);
        let mut subjects = self.grammar.range().filter(subject).peekable();
        let main = subjects.peek().copied();
        let thing = main.is_some_and(|at| {
            let root = self.grammar.head(at).is_some_and(|verb| self.grammar.relation(verb) == Relation::Root);
            let possessed = self.grammar.child(at, &[Relation::NmodPoss]).is_some();
            root && self.grammar.token(at).xpos == Xpos::Nn && !possessed
        });
        thing && subjects.all(|at| !self.mentions.contains_key(&at))
    }

    /// Whether a word is only a part of another ("artificial intelligence") or of a hyphenated one: "Russian-backed", "anti-Russian".
    pub(crate) fn is_joined(&self, item: usize) -> bool {
        let tokens = &self.items[item].tokens;
        let range = self.grammar.range();
        let form = |at: usize| if range.contains(&at) { self.grammar.form(at) } else { "" };
        let front = form(tokens.end) == "-" && {
            let next = form(tokens.end + 1).to_lowercase();
            // "a Maltese-flagged ship" is a Maltese one.
            let own = matches!(next.as_str(), "flagged" | "owned" | "operated" | "registered");
            (next.ends_with("ed") && !own)
                || matches!(next.as_str(), "held" | "led" | "born" | "made" | "run" | "built" | "speaking" | "friendly")
        };
        let before = tokens.start.wrapping_sub(2);
        let back = range.contains(&before)
            && form(tokens.start - 1) == "-"
            && matches!(
                form(before).to_lowercase().as_str(),
                "anti" | "pro" | "non" | "ex" | "in" | "first" | "third" | "multi"
            );
        let word = form(tokens.start).to_lowercase();
        let prefixed = ["anti-", "pro-", "non-", "ex-"].iter().any(|prefix| word.starts_with(prefix));
        let previous = form(tokens.start.wrapping_sub(1)).to_lowercase();
        if word == "intelligence" && previous == "artificial" {
            return true;
        }
        let whole = tokens.len() == 1 && (prefixed || word.contains('-') && word.ends_with("ed"));
        front || back || whole
    }
}
