//! Heads and relations of a sentence, with what the parser gets wrong put right.

mod clauses;
mod members;
mod phrases;

use nutgraf_language::{Relation, Token, Upos, Xpos};
use std::borrow::Cow;

/// Pasts of verbs that take no object, so that behind a noun they are no participles of it.
const INTRANSITIVE: &[&str] = &[
    "called",
    "appealed",
    "agreed",
    "voted",
    "reacted",
    "responded",
    "campaigned",
    "insisted",
    "protested",
    "apologised",
    "apologized",
    "resigned",
    "retreated",
    "lobbied",
    "objected",
    "complained",
    "demonstrated",
    "rallied",
    "marched",
    "pressed",
    "pushed",
    "pleaded",
    "ruled",
];

/// How verbs begin of telling somebody to do something.
const ASKS: &[&str] = &[
    "order", "urg", "ask", "tell", "told", "warn", "invit", "press", "request", "command", "instruct", "direct",
    "persuad",
];

/// How verbs begin that are followed by "to" and what is meant to be done.
const WANTS: &[&str] = &[
    "threat", "refus", "vow", "promis", "pledg", "agree", "offer", "plan", "decid", "want", "tr", "attempt", "declin",
    "intend", "hop", "swore", "fail", "manag", "mov", "beg", "start", "continu", "need",
];

/// Verbs whose past looks like a noun.
const UNCHANGED: &[&str] = &["cut", "hit", "shut", "bid", "quit", "cast", "split", "put", "set", "let", "struck"];

/// How verbs of accusing, suspecting and keeping from begin.
const CHARGES: &[&str] = &[
    "accus",
    "suspect",
    "convict",
    "acquit",
    "prevent",
    "barr",
    "bar",
    "bann",
    "ban",
    "dissuad",
    "discourag",
    "warn",
    "stop",
    "block",
    "prohibit",
    "deter",
];

/// A token's form in lower case.
type Form<'f> = &'f dyn Fn(usize) -> Cow<'f, str>;

/// Whether the word begins in one of these ways.
fn starts(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Heads and relations of a sentence.
pub(crate) struct Links {
    /// Tokens that are verbs whatever their tag.
    pub(crate) verbs: Vec<usize>,
    pub(crate) first: usize,
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Relation>,
    /// Which tokens begin with a capital.
    pub(crate) capitals: Vec<bool>,
}

impl Links {
    /// Puts right what the tree of a sentence gets wrong.
    pub(crate) fn mend(&mut self, tokens: &[Token], form: Form<'_>) {
        self.mend_cases(tokens);
        self.mend_infinitives(tokens, form);
        self.mend_nominal_infinitives(tokens, form);
        self.mend_predicates(tokens);
        self.mend_headline_infinitives(tokens);
        self.mend_headlines(tokens, form);
        self.mend_bare_headlines(tokens, form);
        self.mend_participles(tokens);
        self.mend_past_attributes(tokens);
        self.mend_reduced(tokens, form);
        self.mend_recipients(tokens, form);
        self.mend_bare_nouns(tokens, form);
        self.mend_borrowed_cases(tokens, form);
        self.mend_relatives(tokens, form);
        self.mend_sums(tokens, form);
        self.mend_subjects(tokens, form);
        self.mend_coordination(tokens, form);
        self.mend_objects(tokens);
        self.mend_charges(tokens, form);
        self.mend_headless(tokens, form);
        self.mend_hanging(tokens, form);
        self.mend_members(tokens, form);
    }

    /// What follows "to" behind a verb that wants a deed is a verb, though its tag says noun: "threatened to ban rallies".
    fn mend_infinitives(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 2..tokens.len() {
            let (at, before) = (self.first + place, self.first + place - 2);
            let bare = matches!(tokens[place].xpos, Xpos::Nn | Xpos::Jj | Xpos::Vbp | Xpos::Nnp)
                && (matches!(tokens[place].upos, Upos::Noun | Upos::Adj)
                    || (tokens[place].upos == Upos::Propn && !self.capitals[place]));
            let wants = tokens[place - 2].upos == Upos::Verb && starts(&form(before), WANTS);
            if !bare || !wants || form(at - 1) != "to" {
                continue;
            }
            let noun = self.heads[place];
            match self.relations[place] {
                Relation::Compound | Relation::Amod | Relation::Nummod | Relation::NmodDesc | Relation::Case
                    if noun > at && noun < self.first + tokens.len() && self.heads[noun - self.first] == before =>
                {
                    for other in place + 1..noun - self.first {
                        if self.heads[other] == at {
                            self.heads[other] = noun;
                        }
                    }
                    self.heads[noun - self.first] = at;
                    self.relations[noun - self.first] = Relation::Obj;
                }
                Relation::Obl if noun == before => {
                    let name = (place + 1..tokens.len())
                        .find(|&p| self.heads[p] == at && self.relations[p] == Relation::Flat && p == place + 1);
                    if let Some(name) = name {
                        self.relations[name] = Relation::Obj;
                    } else if !self.has(at, &[Relation::Nmod]) {
                        continue;
                    }
                }
                _ => continue,
            }
            self.heads[place] = before;
            self.relations[place] = Relation::Xcomp;
            self.heads[place - 1] = at;
            self.relations[place - 1] = Relation::Mark;
            self.verbs.push(at);
        }
    }

    /// "Ilmaria plans to send troops": a plural at the root that "to" and a deed complete, behind a name, is the verb of a sentence.
    fn mend_headline_infinitives(&mut self, tokens: &[Token]) {
        let Some(root) = (1..tokens.len()).find(|&p| self.relations[p] == Relation::Root) else { return };
        let (at, name) = (self.first + root, root - 1);
        let plural = tokens[root].xpos == Xpos::Nns
            && !self.has(at, &[Relation::Cop, Relation::Det, Relation::Case, Relation::Nsubj]);
        let named = tokens[name].upos == Upos::Propn
            && self.heads[name] == at
            && matches!(self.relations[name], Relation::Compound | Relation::NmodUnmarked | Relation::NmodDesc);
        if plural && named && self.has(at, &[Relation::Xcomp]) {
            for place in 0..name {
                if self.heads[place] == at {
                    self.heads[place] = self.first + name;
                }
            }
            self.relations[name] = Relation::Nsubj;
            self.verbs.push(at);
        }
    }

    /// A sentence without a verb, in which a plural or a word such as "cut" stands between two nouns as if part of the second, has
    /// that word for its verb: "Marovia cuts aid to Quessia".
    fn mend_headlines(&mut self, tokens: &[Token], form: Form<'_>) {
        let Some(root) = (0..tokens.len()).find(|&p| self.relations[p] == Relation::Root) else { return };
        let noun = self.first + root;
        let verbless = tokens.iter().all(|t| !matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
        if !verbless || !matches!(tokens[root].upos, Upos::Noun | Upos::Propn) {
            return;
        }
        let found = (1..root).find(|&p| {
            let compound =
                self.heads[p] == noun && self.relations[p] == Relation::Compound && tokens[p].upos == Upos::Noun;
            compound && (tokens[p].xpos == Xpos::Nns || UNCHANGED.contains(&form(self.first + p).as_ref()))
        });
        let Some(verb) = found else { return };
        let at = self.first + verb;
        let subject = (0..verb).rev().find(|&p| self.heads[p] == noun || self.heads[p] == at);
        let Some(subject) = subject.filter(|&p| matches!(tokens[p].upos, Upos::Noun | Upos::Propn)) else { return };
        for place in 0..verb {
            if place != subject && (self.heads[place] == noun || self.heads[place] == at) {
                self.heads[place] = self.first + subject;
            }
        }
        self.heads[subject] = at;
        self.relations[subject] = Relation::Nsubj;
        self.heads[verb] = if self.heads[root] == noun { at } else { self.heads[root] };
        self.relations[verb] = Relation::Root;
        self.heads[root] = at;
        self.relations[root] = Relation::Obj;
        self.verbs.push(at);
    }

    /// A participle before a noun that has a subject of its own is the verb, and the noun its object: "Veldania suspended aid".
    fn mend_participles(&mut self, tokens: &[Token]) {
        for place in 0..tokens.len() {
            let (at, noun) = (self.first + place, self.heads[place]);
            let participle = matches!(self.relations[place], Relation::Amod | Relation::Compound);
            if !participle || noun <= at || noun >= self.first + tokens.len() {
                continue;
            }
            if !self.has(at, &[Relation::Nsubj]) && !self.mend_named_subject(tokens, place) {
                continue;
            }
            if tokens[place].upos != Upos::Verb {
                self.verbs.push(at);
            }
            let below = noun - self.first;
            self.heads[place] = if self.heads[below] == noun { at } else { self.heads[below] };
            self.relations[place] = self.relations[below];
            self.heads[below] = at;
            self.relations[below] = Relation::Obj;
        }
    }

    /// "Bolivia severed ties": the name before a past that the tree takes for an attribute of the sentence's root is its subject.
    fn mend_named_subject(&mut self, tokens: &[Token], place: usize) -> bool {
        let (at, noun) = (self.first + place, self.heads[place] - self.first);
        let root = self.relations[noun] == Relation::Root && self.relations[place] == Relation::Amod;
        let past = matches!(tokens[place].xpos, Xpos::Vbn | Xpos::Vbd) && tokens[place].upos == Upos::Verb;
        let name = place.checked_sub(1).filter(|&p| {
            self.heads[p] == self.heads[place]
                && self.relations[p] == Relation::Compound
                && tokens[p].upos == Upos::Propn
                && (0..p).all(|q| self.heads[q] == self.first + p)
        });
        let Some(name) = name.filter(|_| root && past) else { return false };
        self.heads[name] = at;
        self.relations[name] = Relation::Nsubj;
        true
    }

    /// "The Council of the Coast provided assistance": a past form right behind the noun that its own noun hangs with is no attribute,
    /// but the verb between the two.
    fn mend_past_attributes(&mut self, tokens: &[Token]) {
        for place in 1..tokens.len() {
            let (at, noun) = (self.first + place, self.heads[place]);
            let past = self.relations[place] == Relation::Amod
                && matches!(tokens[place].xpos, Xpos::Vbn | Xpos::Vbd)
                && matches!(tokens[place - 1].upos, Upos::Noun | Upos::Propn);
            // "Sorvia shared technology.": the name that opens the sentence.
            let ended = tokens.last().is_some_and(|t| t.upos == Upos::Punct);
            let opens = place == 1 && ended && tokens[0].upos == Upos::Propn && self.heads[0] == noun;
            let past = past && (opens || self.heads[place - 1] != noun);
            let Some(below) =
                self.inside(noun).filter(|_| past && noun > at && !self.has(noun, &[Relation::Case, Relation::Cop]))
            else {
                continue;
            };
            let above = self.heads[below];
            let root = self.relations[below] == Relation::Root;
            let own = (0..place)
                .find(|&p| self.heads[p] == noun && self.relations[p] == Relation::Nsubj)
                .filter(|_| root)
                .or(opens.then_some(0).filter(|_| root));
            let hung = self.inside(above).filter(|&p| {
                self.relations[p] == Relation::Root && p < place && self.relations[below] == Relation::Nmod
            });
            let Some(subject) = own.or(hung) else { continue };
            self.heads[place] = at;
            self.relations[place] = Relation::Root;
            for other in 0..tokens.len() {
                let punct = self.relations[other] == Relation::Punct && self.heads[other] != self.first + subject;
                if punct && (self.heads[other] == noun || self.heads[other] == above) {
                    self.heads[other] = at;
                }
            }
            self.heads[subject] = at;
            self.relations[subject] = Relation::Nsubj;
            self.heads[below] = at;
            self.relations[below] = Relation::Obj;
        }
    }

    /// "The treaty that Marovia signed": a clause with a subject and a pronoun for its object is a relative clause.
    fn mend_relatives(&mut self, tokens: &[Token], form: Form<'_>) {
        for (place, token) in tokens.iter().enumerate().skip(1) {
            let at = self.first + place;
            let clause =
                self.relations[place] == Relation::Acl && token.upos == Upos::Verb && self.has(at, &[Relation::Nsubj]);
            let pronoun = |p: usize| {
                self.heads[p] == at
                    && self.relations[p] == Relation::Obj
                    && ["that", "which"].contains(&form(self.first + p).as_ref())
            };
            if clause && (0..place).any(pronoun) {
                self.relations[place] = Relation::AclRelcl;
            }
        }
    }

    /// A subject is of a passive only under an auxiliary: "the minister, back from Quess, left for Ilmaria".
    fn mend_subjects(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 0..tokens.len() {
            let verb = self.heads[place];
            let passive = self.relations[place] == Relation::NsubjPass && verb >= self.first;
            if !passive || verb >= self.first + tokens.len() {
                continue;
            }
            // "Rebels killed at least nine": who has an object without a helper does it.
            let taken = self.has(verb, &[Relation::Obj]) && !starts(&form(verb), phrases::GIVES);
            let past = tokens[verb - self.first].xpos == Xpos::Vbd
                || INTRANSITIVE.contains(&form(verb).as_ref())
                || (taken && tokens[verb - self.first].xpos == Xpos::Vbn);
            if past && !self.has(verb, &[Relation::AuxPass, Relation::OblAgent]) {
                self.relations[place] = Relation::Nsubj;
            }
        }
    }

    /// A noun right behind a coordinated verb is its object ("closed the port and imposed a curfew"), and what follows "between
    /// A and" goes with A.
    fn mend_coordination(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 0..tokens.len() {
            let (at, head) = (self.first + place, self.heads[place]);
            let noun = matches!(tokens[place].upos, Upos::Noun | Upos::Propn);
            if self.relations[place] != Relation::Conj || !noun || head >= at || head < self.first {
                continue;
            }
            let opening =
                (0..place).rev().take(5).find(|&p| self.relations[p] == Relation::Conj && tokens[p].upos == Upos::Verb);
            let object = opening.filter(|&verb| {
                let between = verb + 1..place;
                self.first + verb > head
                    && !self.has(self.first + verb, &[Relation::Obj])
                    && between
                        .clone()
                        .all(|p| !matches!(tokens[p].upos, Upos::Cconj | Upos::Punct | Upos::Adp | Upos::Verb))
                    && between.clone().all(|p| self.heads[p] == at || self.heads[p] == self.first + p + 1)
            });
            if let Some(verb) = object {
                self.heads[place] = self.first + verb;
                self.relations[place] = Relation::Obj;
                continue;
            }
            let below = (0..place).find(|&p| {
                self.heads[p] == head
                    && self.relations[p] == Relation::Nmod
                    && (0..p).any(|c| self.heads[c] == self.first + p && form(self.first + c) == "between")
                    && !self.has(self.first + p, &[Relation::Conj])
            });
            if let Some(below) = below {
                self.heads[place] = self.first + below;
            }
        }
    }

    /// A noun behind the verb that hangs on the subject without a preposition is the object: "The Council of the Coast suspended
    /// loans".
    fn mend_objects(&mut self, tokens: &[Token]) {
        for place in 1..tokens.len() {
            let (at, subject) = (self.first + place, self.heads[place]);
            let loose = self.relations[place] == Relation::Nmod
                && matches!(tokens[place].upos, Upos::Noun | Upos::Propn)
                && !self.has(at, &[Relation::Case]);
            if !loose
                || subject < self.first
                || subject >= at
                || self.relations[subject - self.first] != Relation::Nsubj
            {
                continue;
            }
            let verb = self.heads[subject - self.first];
            if (subject..at).contains(&verb)
                && tokens[verb - self.first].upos == Upos::Verb
                && !self.has(verb, &[Relation::Obj])
            {
                self.heads[place] = verb;
                self.relations[place] = Relation::Obj;
            }
        }
    }

    /// What somebody is accused of, kept from or told to do goes with the verb, not with who is accused: "accused the police of beating him".
    fn mend_charges(&mut self, tokens: &[Token], form: Form<'_>) {
        for (place, token) in tokens.iter().enumerate() {
            let (at, noun) = (self.first + place, self.heads[place]);
            if self.relations[place] != Relation::Acl || noun >= at || noun < self.first {
                continue;
            }
            let object = matches!(self.relations[noun - self.first], Relation::Obj | Relation::Iobj);
            let verb = self.heads[noun - self.first];
            let opened = (0..place)
                .any(|p| self.heads[p] == at && matches!(form(self.first + p).as_ref(), "of" | "from" | "against"));
            if object && opened && verb < noun && starts(&form(verb), CHARGES) {
                self.heads[place] = verb;
                self.relations[place] = Relation::Advcl;
            }
            let asked =
                object && token.xpos == Xpos::Vb && self.has(at, &[Relation::Mark]) && starts(&form(verb), ASKS);
            if asked {
                self.heads[place] = verb;
                self.relations[place] = Relation::Xcomp;
            }
        }
    }

    /// A sentence whose root is a noun that only a participle without agent follows at once is a clause, and the participle its
    /// verb: "The Council of the Coast called for reforms."
    fn mend_headless(&mut self, tokens: &[Token], form: Form<'_>) {
        let Some(root) = (0..tokens.len()).find(|&p| self.relations[p] == Relation::Root) else { return };
        let at = self.first + root;
        let noun = matches!(tokens[root].upos, Upos::Noun | Upos::Propn);
        let clause = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Conj, Relation::Parataxis];
        if !noun || self.has(at, &clause) {
            return;
        }
        let verbs: Vec<usize> =
            (root + 1..tokens.len()).filter(|&p| self.heads[p] == at && self.relations[p] == Relation::Acl).collect();
        let &[verb] = verbs.as_slice() else { return };
        let active = matches!(tokens[verb].xpos, Xpos::Vbn | Xpos::Vbd)
            && !self.has(self.first + verb, &[Relation::OblAgent, Relation::Mark, Relation::AuxPass]);
        let bare = (root..verb).all(|p| tokens[p].upos != Upos::Punct);
        let verbal =
            self.has(self.first + verb, &[Relation::Obj]) || INTRANSITIVE.contains(&form(self.first + verb).as_ref());
        let ended = tokens.last().is_some_and(|t| t.upos == Upos::Punct);
        if !active || !bare || !ended || !verbal {
            return;
        }
        let head = self.first + verb;
        for place in 0..tokens.len() {
            let behind = place > verb || self.relations[place] == Relation::Punct;
            if self.heads[place] == at && place != root && behind {
                self.heads[place] = head;
                if matches!(self.relations[place], Relation::Nmod | Relation::NmodDesc) {
                    self.relations[place] = Relation::Obl;
                }
            }
        }
        self.heads[verb] = if self.heads[root] == at { head } else { self.heads[root] };
        self.relations[verb] = Relation::Root;
        self.heads[root] = head;
        self.relations[root] = Relation::Nsubj;
    }

    /// Whether the word opens the clause of a verb, before which it stands: "to leave", "that they left".
    fn is_opened(&self, at: usize, word: &str, form: Form<'_>) -> bool {
        let mark = |p: usize| self.heads[p] == at && self.relations[p] == Relation::Mark;
        (0..at - self.first).any(|p| mark(p) && form(self.first + p) == word)
    }

    fn has(&self, at: usize, relations: &[Relation]) -> bool {
        (0..self.heads.len())
            .any(|p| self.heads[p] == at && self.first + p != at && relations.contains(&self.relations[p]))
    }

    /// Whether a token tagged as a noun has a verb's object.
    pub(crate) fn governs(&self, at: usize, tokens: &[Token]) -> bool {
        let token = &tokens[at - self.first];
        let noun = match token.upos {
            Upos::Noun | Upos::Propn => token.xpos != Xpos::Nn || self.has(at, &[Relation::Nsubj]),
            Upos::Adj => self.has(at, &[Relation::Nsubj]),
            _ => false,
        };
        noun && self.has(at, &[Relation::Obj]) && !self.has(at, &[Relation::Case, Relation::Det, Relation::Cop])
    }

    /// All tokens' children, grouped by head, and where each group starts.
    pub(crate) fn children(&self) -> (Vec<usize>, Vec<u32>) {
        let count = self.heads.len();
        let inside = |place: usize| {
            let head = self.heads[place];
            (head != self.first + place && (self.first..self.first + count).contains(&head)).then(|| head - self.first)
        };
        let mut starts = vec![0u32; count + 1];
        for head in (0..count).filter_map(inside) {
            starts[head + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts.last().map_or(0, |&n| n as usize)];
        for place in 0..count {
            if let Some(head) = inside(place) {
                children[next[head] as usize] = self.first + place;
                next[head] += 1;
            }
        }
        (children, starts)
    }
}
