//! Phrases that the parser hung on the wrong word: prepositions of the noun behind the next, and objects that look like subjects.

use super::{Form, Links, WANTS, starts};
use nutgraf_language::{Relation, Token, Upos, Xpos};

/// How verbs begin that take whom something is given, and what.
pub(super) const GIVES: &[&str] = &[
    "lend",
    "lent",
    "loan",
    "grant",
    "offer",
    "giv",
    "gave",
    "send",
    "sent",
    "award",
    "promis",
    "pledg",
    "hand",
    "sell",
    "sold",
    "pay",
    "paid",
    "owe",
    "deni",
    "deny",
    "refus",
    "show",
    "teach",
    "taught",
    "cost",
    "guarantee",
];

/// How verbs begin that make, want or find something done.
const CAUSES: &[&str] = &[
    "hav", "had", "has", "get", "got", "see", "saw", "find", "found", "want", "keep", "kept", "leav", "left", "mak",
    "made", "order", "report", "hear", "watch", "need", "like", "declar", "consider", "believ", "rul", "call",
];

/// Verbs that take another verb bare: "helped rebuild", "made them leave".
const BARE: &[&str] =
    &["help", "mak", "made", "let", "see", "saw", "hear", "hav", "had", "has", "watch", "dar", "need", "go", "come"];

impl Links {
    /// "lent Sorvia nine million euros": of two objects of a verb of giving, the one that the other follows at once is who is given it.
    pub(super) fn mend_recipients(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 1..tokens.len() {
            let (at, verb) = (self.first + place, self.heads[place]);
            let named = matches!(tokens[place].upos, Upos::Noun | Upos::Propn | Upos::Pron);
            let first = self.relations[place] == Relation::Obj && named && (self.first..at).contains(&verb);
            if !first || self.has(verb, &[Relation::Iobj]) || !starts(&form(verb), GIVES) {
                continue;
            }
            let next = (place + 1..tokens.len()).find(|&p| self.heads[p] == verb);
            let given =
                next.filter(|&p| self.relations[p] == Relation::Obj && !self.has(self.first + p, &[Relation::Case]));
            let close = |q: usize| (at + 1..).contains(&self.heads[q]) && tokens[q].upos != Upos::Adp;
            if given.is_some_and(|p| (place + 1..p).all(close)) {
                self.relations[place] = Relation::Iobj;
            }
        }
    }

    /// "vowed revenge on Tarquia", "laid waste to the delta": a bare verb right behind a verb that takes none is a noun, and the object.
    pub(super) fn mend_bare_nouns(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 1..tokens.len() {
            let (at, verb) = (self.first + place, self.heads[place]);
            let bare = matches!(self.relations[place], Relation::Xcomp | Relation::Ccomp)
                && matches!(tokens[place].xpos, Xpos::Vb | Xpos::Vbp)
                && verb + 1 == at
                && tokens[place - 1].upos == Upos::Verb;
            let parts =
                [Relation::Mark, Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::Obj, Relation::Cop];
            if bare && !self.has(at, &parts) && !self.has(verb, &[Relation::Obj]) && !starts(&form(verb), BARE) {
                self.relations[place] = Relation::Obj;
            }
        }
    }

    /// "pleaded for grants to rebuild the port": the preposition before a noun is of that noun, where the clause behind it has "to".
    pub(super) fn mend_borrowed_cases(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 0..tokens.len() {
            let (at, clause) = (self.first + place, self.heads[place]);
            let mark = self.relations[place] == Relation::Mark && form(at) == "for" && clause > at;
            let Some(verb) = self.inside(clause).filter(|_| mark && self.is_opened(clause, "to", form)) else {
                continue;
            };
            let noun = (place + 1..verb).find(|&p| {
                matches!(self.relations[p], Relation::Obl | Relation::Nmod)
                    && self.heads[p] < at
                    && !self.has(self.first + p, &[Relation::Case])
            });
            if let Some(noun) = noun.filter(|_| !self.has(clause, &[Relation::Nsubj])) {
                self.heads[place] = self.first + noun;
                self.relations[place] = Relation::Case;
            }
        }
    }

    /// "talks in Quess with Prime Minister Okar on Monday": of two prepositions before one noun the first belongs to the noun
    /// between them.
    pub(super) fn mend_cases(&mut self, tokens: &[Token]) {
        for place in 0..tokens.len() {
            let far = self.heads[place];
            if self.relations[place] != Relation::Case || far <= self.first + place + 2 {
                continue;
            }
            let case = |p: usize| self.relations[p] == Relation::Case && self.heads[p] == far;
            let Some(next) = (place + 2..far - self.first).find(|&p| case(p)) else { continue };
            let inside = |head: usize| (self.first + place + 1..self.first + next).contains(&head);
            let noun = (place + 1..next)
                .find(|&p| matches!(tokens[p].upos, Upos::Noun | Upos::Propn) && !inside(self.heads[p]));
            if let Some(noun) = noun.filter(|&p| !self.has(self.first + p, &[Relation::Case])) {
                self.heads[place] = self.first + noun;
            }
        }
    }

    /// "Police arrest nine protesters": a heading whose root is a noun between a plural before it and a noun right behind it has
    /// that root for its verb.
    pub(super) fn mend_bare_headlines(&mut self, tokens: &[Token], form: Form<'_>) {
        let Some(root) = (0..tokens.len()).find(|&p| self.relations[p] == Relation::Root) else { return };
        let verbless = tokens.iter().all(|t| !matches!(t.upos, Upos::Verb | Upos::Aux));
        let at = self.first + root;
        let noun = matches!(tokens[root].xpos, Xpos::Nn | Xpos::Nns);
        if !verbless || !noun || self.has(at, &[Relation::Case, Relation::Det]) {
            return;
        }
        // "Sorvian army bombs port": one that does it, and a word that looks like a plural.
        let single = tokens[root].xpos == Xpos::Nns;
        let plural = |p: usize| tokens[p].xpos == Xpos::Nns || form(self.first + p) == "police";
        let subject = root.checked_sub(1).filter(|&p| {
            self.heads[p] == at
                && matches!(self.relations[p], Relation::Compound | Relation::Nsubj)
                && plural(p) != single
        });
        let object = (root + 1..tokens.len()).find(|&p| self.heads[p] == at);
        let object = object.filter(|&p| self.relations[p] == Relation::Appos && self.is_next(root, p));
        if let (Some(subject), Some(object)) = (subject, object) {
            for place in 0..subject {
                if self.heads[place] == at {
                    self.heads[place] = self.first + subject;
                }
            }
            self.relations[subject] = Relation::Nsubj;
            self.relations[object] = Relation::Obj;
            self.verbs.push(at);
        }
    }

    /// Whether nothing but what belongs to the second of two words stands between them.
    fn is_next(&self, before: usize, place: usize) -> bool {
        (before + 1..place).all(|p| self.heads[p] == self.first + place)
    }

    /// "pledged $500 million in aid": what a sum is of hangs on the sum.
    pub(super) fn mend_sums(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 3..tokens.len() {
            let at = self.first + place;
            let phrase = self.relations[place] == Relation::Obl
                && tokens[place].upos == Upos::Noun
                && self.heads[place - 1] == at
                && form(at - 1) == "in";
            let sum = (0..place - 1)
                .rev()
                .take(4)
                .find(|&p| tokens[p].upos == Upos::Sym && (p + 1..place - 1).all(|q| tokens[q].upos == Upos::Num));
            if let Some(sum) = sum.filter(|&p| phrase && self.heads[p] == self.heads[place]) {
                self.heads[place] = self.first + sum;
                self.relations[place] = Relation::Nmod;
            }
        }
    }

    /// "released two priests kidnapped this week": what the first verb does is done to whom the second was done to, and no
    /// second clause begins.
    pub(super) fn mend_reduced(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 2..tokens.len() {
            let (at, verb) = (self.first + place, self.heads[place]);
            let past = matches!(tokens[place].xpos, Xpos::Vbn | Xpos::Vbd);
            // "released two priests kidnapped this week": no verb of making or finding, so that the second only describes.
            let object = (0..place).rev().find(|&p| self.heads[p] == verb && self.relations[p] == Relation::Obj);
            let described =
                self.relations[place] == Relation::Xcomp && past && !self.has(at, &[Relation::Mark, Relation::Obj]);
            if let Some(object) = object.filter(|&o| described && o + 1 == place && !starts(&form(verb), CAUSES)) {
                self.heads[place] = self.first + object;
                self.relations[place] = Relation::Acl;
                continue;
            }
            let loose = matches!(self.relations[place], Relation::Parataxis | Relation::Advcl)
                && !self.has(at, &[Relation::Mark]);
            if !loose || !past || verb >= at || verb < self.first {
                continue;
            }
            let subject = (verb - self.first + 1..place)
                .find(|&p| self.heads[p] == at && matches!(self.relations[p], Relation::Nsubj | Relation::NsubjPass));
            let Some(subject) = subject.filter(|&p| matches!(tokens[p].upos, Upos::Noun | Upos::Propn)) else {
                continue;
            };
            let close = (verb - self.first + 1..subject).all(|p| self.heads[p] == self.first + subject)
                && tokens[verb - self.first].upos == Upos::Verb;
            let objects = [Relation::Obj, Relation::Iobj, Relation::Ccomp, Relation::Aux, Relation::AuxPass];
            if !close || self.has(at, &objects) || self.has(verb, &objects[..3]) {
                continue;
            }
            self.heads[subject] = verb;
            self.relations[subject] = Relation::Obj;
            self.heads[place] = self.first + subject;
            self.relations[place] = Relation::Acl;
        }
    }

    /// "subjected him to torture", "agreed to arbitration": a noun behind "to" that has nothing of a clause is a phrase.
    pub(super) fn mend_nominal_infinitives(&mut self, tokens: &[Token], form: Form<'_>) {
        let parts = [Relation::Obj, Relation::Iobj, Relation::Nsubj, Relation::Cop, Relation::Aux, Relation::AuxPass];
        for (place, token) in tokens.iter().enumerate().skip(1) {
            let (at, verb) = (self.first + place, self.heads[place]);
            let noun = matches!(self.relations[place], Relation::Xcomp | Relation::Advcl)
                && token.upos == Upos::Noun
                && (self.first..at).contains(&verb)
                && !self.has(at, &parts)
                && !starts(&form(verb), WANTS);
            let to = (0..place).find(|&p| {
                self.heads[p] == at
                    && matches!(self.relations[p], Relation::Mark | Relation::Case)
                    && form(self.first + p) == "to"
            });
            if let Some(to) = to.filter(|_| noun) {
                self.relations[place] = Relation::Obl;
                self.relations[to] = Relation::Case;
            }
        }
    }

    /// "cut short its talks": what hangs as an object on an adjective behind a verb is the verb's.
    pub(super) fn mend_predicates(&mut self, tokens: &[Token]) {
        for place in 2..tokens.len() {
            let Some(short) = self.inside(self.heads[place]).filter(|&p| p < place && tokens[p].upos == Upos::Adj)
            else {
                continue;
            };
            let verb = self.heads[short];
            let close = self.relations[short] == Relation::Xcomp && verb + 1 == self.first + short;
            if close && self.relations[place] == Relation::Obj && !self.has(verb, &[Relation::Obj]) {
                self.heads[place] = verb;
            }
        }
    }
}
