//! One analysed sentence as a matcher walks it: children, symbols and shortcuts through the tree.

use crate::links::Links;
use crate::mention::Mentions;
use crate::patterns::{Symbol, Symbols, WordSet};
use nutgraf_language::{Document, Relation, Token, Upos, Xpos, base_of_past};
use std::borrow::Cow;
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
    /// Heads and relations with what a headline's tree gets wrong put right.
    heads: Vec<usize>,
    relations: Vec<Relation>,
    /// Nouns that are verbs by what hangs on them: "Veldania denies talks".
    verbal: Vec<bool>,
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
        let heads = tokens.iter().map(|t| t.head as usize).collect();
        let relations: Vec<Relation> = tokens.iter().map(|t| t.relation).collect();
        let capitals = range.clone().map(|at| document.form(at).starts_with(char::is_uppercase)).collect();
        let mut links = Links { verbs: Vec::new(), first: range.start, heads, relations, capitals };
        links.mend(tokens, &|at| lower_case(document.form(at)));
        let (children, starts) = links.children();
        let mut numbers: Vec<Symbol> = range.clone().map(|at| symbol_of(document, at, symbols)).collect();
        let mut verbal = vec![false; range.len()];
        for &at in &links.verbs {
            let own = symbols.get(&document.form(at).to_lowercase());
            let stem = if own == Symbols::NONE { verb_stem(document.form(at), symbols) } else { own };
            verbal[at - range.start] = true;
            numbers[at - range.start] = if stem == Symbols::NONE { numbers[at - range.start] } else { stem };
        }
        for at in range.clone().filter(|&at| links.governs(at, tokens) && !links.verbs.contains(&at)) {
            let stem = match verb_stem(document.form(at), symbols) {
                Symbols::NONE => symbols.get(&document.form(at).to_lowercase()),
                stem => stem,
            };
            verbal[at - range.start] = stem != Symbols::NONE;
            if stem != Symbols::NONE {
                numbers[at - range.start] = stem;
            }
        }
        let mut actors = vec![false; range.len()];
        let first = mentions.actors.partition_point(|m| m.tokens.end <= range.start);
        for actor in mentions.actors[first..].iter().take_while(|m| m.tokens.start < range.end) {
            if range.contains(&actor.head) {
                actors[actor.head - range.start] = true;
            }
        }
        let Links { heads, relations, .. } = links;
        Tree { document, range, children, starts, symbols: numbers, heads, relations, verbal, actors }
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
        self.relations[at - self.range.start]
    }

    /// The part of speech.
    pub(crate) fn upos(&self, at: usize) -> Upos {
        if self.verbal[at - self.range.start] { Upos::Verb } else { self.token(at).upos }
    }

    /// The number of the word as written: what an adjective made of a verb ("concerned") is listed by.
    pub(crate) fn form_symbol(&self, at: usize, symbols: &Symbols) -> Symbol {
        symbols.get(self.form(at))
    }

    /// The word it hangs on; nothing for the root.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        let head = self.heads[at - self.range.start];
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
        matches!(self.upos(at), Upos::Verb | Upos::Aux) && !self.is_auxiliary(at)
    }

    /// Whether the token only helps another: "has", "was", "will", a copula.
    pub(crate) fn is_auxiliary(&self, at: usize) -> bool {
        matches!(self.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop)
    }

    /// Whether the token is a noun or name.
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    /// Whether the token is a pronoun that opens a relative clause.
    pub(crate) fn is_relative(&self, at: usize) -> bool {
        matches!(self.token(at).xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss)
            || (self.upos(at) == Upos::Pron && self.symbol_is(at, "that"))
            || (self.symbol_is(at, "which") || self.symbol_is(at, "who"))
    }

    fn symbol_is(&self, at: usize, word: &str) -> bool {
        self.form(at).eq_ignore_ascii_case(word)
    }

    /// The case marker of a noun: its own or, in "with Prime Minister Okar", the one that hangs on the title.
    fn case_of(&self, at: usize, depth: usize) -> Option<usize> {
        let own = self.related(at, &[Relation::Case]).find(|&c| self.token(c).xpos != Xpos::Pos);
        let titles = [Relation::NmodDesc, Relation::Compound, Relation::Flat];
        own.or_else(|| {
            let mut before = self.related(at, &titles).filter(|&title| title < at && depth < 3);
            before.find_map(|title| self.case_of(title, depth + 1))
        })
    }

    /// The preposition that introduces a phrase, or nothing; of "because of" nothing, for it is none of place or party.
    pub(crate) fn preposition(&self, at: usize) -> Option<usize> {
        let case = self.case_of(at, 0)?;
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

    /// "Six soldiers killed in ambush": what headlines leave the auxiliary out of, and what nobody does without an object.
    fn is_suffered(&self, verb: usize) -> bool {
        const SUFFERED: &[&str] = &[
            "kill",
            "wound",
            "injure",
            "arrest",
            "detain",
            "jail",
            "hospitalize",
            "hospitalise",
            "displace",
            "deport",
            "evacuate",
            "execute",
            "behead",
            "assassinate",
            "sentence",
            "imprison",
            "indict",
            "oust",
            "depose",
        ];
        let down = self.document.lemma(verb) == "shoot"
            && self.related(verb, &[Relation::CompoundPrt, Relation::Advmod]).any(|c| self.form(c) == "down");
        (down || SUFFERED.contains(&self.document.lemma(verb)))
            && self
                .child(
                    verb,
                    &[Relation::Obj, Relation::Iobj, Relation::Aux, Relation::Ccomp, Relation::Xcomp, Relation::Conj],
                )
                .is_none()
            && self.child(verb, &[Relation::Nsubj]).is_some()
    }

    /// Whether the verb is passive: by its subject, its auxiliary or its form under a noun.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if self.token(verb).xpos != Xpos::Vbn && self.token(verb).xpos != Xpos::Vbd {
            return false;
        }
        // "She's slammed the treaty": has, for there is an object.
        let helper = self.child(verb, &[Relation::AuxPass]);
        let has = helper.is_some_and(|h| matches!(self.form(h), "'s" | "’s"))
            && self.child(verb, &[Relation::Nsubj]).is_some()
            && self.child(verb, &[Relation::Obj]).is_some();
        let marked =
            !has && (helper.is_some() || self.child(verb, &[Relation::NsubjPass, Relation::CsubjPass]).is_some());
        if marked || self.is_suffered(verb) {
            return true;
        }
        let past_participle = self.token(verb).xpos == Xpos::Vbn;
        match self.relation(verb) {
            // "told a channel that Tarquia had shelled the port" has subject and helper of its own.
            Relation::Acl if self.child(verb, &[Relation::Nsubj]).is_some() => false,
            Relation::Acl => past_participle || self.child(verb, &[Relation::Mark]).is_none(),
            Relation::Amod => past_participle,
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
        (Symbols::NONE, Upos::Verb) => verb_symbol(lemma, document.form(at), symbols),
        (symbol, _) => symbol,
    }
}

/// The verb that patterns speak of, where the lemma is not quite it: "freed" is of "free", "boycotted" of "boycott", "annulled" of "annul", and "tore"
/// is past whatever its tag.
fn verb_symbol(lemma: &str, form: &str, symbols: &Symbols) -> Symbol {
    let last = lemma.chars().last();
    let doubled = last.map_or_else(String::new, |c| format!("{lemma}{c}"));
    let past = base_of_past(&form.to_lowercase()).unwrap_or_default();
    let mut chars = lemma.chars();
    let single = match (chars.next_back(), chars.as_str().chars().last()) {
        (Some(a), Some(b)) if a == b => chars.as_str().to_owned(),
        _ => String::new(),
    };
    let guesses = [format!("{lemma}e"), doubled, single, past];
    guesses.iter().map(|guess| symbols.get(guess)).find(|&s| s != Symbols::NONE).unwrap_or(Symbols::NONE)
}

/// A word in lower case, allocated only where it is not so already.
fn lower_case(form: &str) -> Cow<'_, str> {
    if form.contains(char::is_uppercase) { form.to_lowercase().into() } else { form.into() }
}

/// The verb that a form such as "denies" or "talks" is of, where a pattern speaks of it.
pub(crate) fn verb_stem(form: &str, symbols: &Symbols) -> Symbol {
    let form = form.to_lowercase();
    let stems = [
        form.strip_suffix("ies").map(|s| format!("{s}y")),
        form.strip_suffix('s').map(str::to_owned),
        form.strip_suffix("es").map(str::to_owned),
        base_of_past(&form),
    ];
    stems.into_iter().flatten().map(|stem| symbols.get(&stem)).find(|&s| s != Symbols::NONE).unwrap_or(Symbols::NONE)
}
