//! Names and verbs of lists that the tree hung on the wrong member, and names that it took for something else.

use super::{Form, Links};
use nutgraf_language::{Relation, Token, Upos, Xpos};

/// Nouns of asking, and what is asked for follows them.
const APPEALS: &[&str] =
    &["call", "calls", "appeal", "appeals", "demand", "demands", "request", "requests", "plea", "pleas", "invitation"];

/// Nouns of what somebody means to do, and what that is follows them.
const PLEDGES: &[&str] = &[
    "pledge",
    "pledges",
    "promise",
    "promises",
    "vow",
    "vows",
    "threat",
    "threats",
    "plan",
    "plans",
    "decision",
    "offer",
    "refusal",
    "commitment",
    "agreement",
];

impl Links {
    /// Puts right what is a member of which list.
    pub(super) fn mend_members(&mut self, tokens: &[Token], form: Form<'_>) {
        self.mend_lists(tokens);
        self.mend_twin_subjects(tokens);
        self.mend_told_subjects(tokens);
        self.mend_gerunds(tokens);
        self.mend_opening_lists(tokens, form);
        self.mend_doers(tokens, form);
        self.mend_appeals(tokens, form);
        self.mend_judged(tokens, form);
    }

    /// "found him guilty": who is found to be something is the object, and no recipient.
    fn mend_judged(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 1..tokens.len() {
            let (at, verb) = (self.first + place, self.heads[place]);
            let recipient = self.relations[place] == Relation::Iobj && verb < at && !self.has(verb, &[Relation::Obj]);
            let judged = (place + 1..tokens.len()).any(|p| {
                self.heads[p] == verb
                    && self.relations[p] == Relation::Xcomp
                    && matches!(tokens[p].upos, Upos::Noun | Upos::Adj)
                    && !self.has(self.first + p, &[Relation::Mark, Relation::Nsubj])
            });
            if recipient && judged {
                self.relations[place] = Relation::Obj;
            }
            // "found the smuggler guilty": the tree takes whom it says so of for a part of the word.
            let guilty = ["guilty", "liable", "innocent"].contains(&form(at).as_ref());
            let name = (0..place).rev().find(|&p| {
                self.heads[p] == at
                    && matches!(self.relations[p], Relation::Compound | Relation::NmodDesc)
                    && p + 1 == place
            });
            let whole = guilty && self.relations[place] == Relation::Obj && verb < at;
            if let Some(name) = name.filter(|_| whole) {
                for other in 0..name {
                    if self.heads[other] == at {
                        self.heads[other] = self.first + name;
                    }
                }
                self.heads[name] = verb;
                self.relations[name] = Relation::Obj;
            }
            // "found Ada Torn guilty": the tags make a noun of it, and the tree a second object.
            let named = (0..place).any(|p| self.heads[p] == verb && self.relations[p] == Relation::Obj);
            if guilty && named && self.relations[place] == Relation::Obj {
                self.relations[place] = Relation::Xcomp;
            }
        }
    }

    /// What is coordinated with the last word of a name is coordinated with the name, and what "and" divides from a name says
    /// nothing of it: "President Anton Varga and Prime Minister Lena Okar".
    fn mend_lists(&mut self, tokens: &[Token]) {
        for place in 0..tokens.len() {
            let apposed = self.relations[place] == Relation::Appos && self.heads[place] < self.first + place;
            if apposed && tokens[place].upos == Upos::Propn && self.is_divided(tokens, place) {
                self.relations[place] = Relation::Conj;
            }
            while self.relations[place] == Relation::Conj
                && let Some(above) = self.inside(self.heads[place])
                && self.relations[above] == Relation::Flat
                && self.heads[above] != self.first + above
            {
                self.heads[place] = self.heads[above];
            }
        }
    }

    /// In "rebels backed by Tarquia entered the port, residents said" the first of two subjects is of the clause that stands
    /// between them.
    fn mend_told_subjects(&mut self, tokens: &[Token]) {
        let subjects = [Relation::Nsubj, Relation::NsubjPass];
        for place in 1..tokens.len() {
            let (at, says) = (self.first + place, self.heads[place]);
            let told = self.relations[place] == Relation::Ccomp && says > at && !self.has(at, &subjects);
            if !told || tokens[place].upos != Upos::Verb {
                continue;
            }
            let own = |p: usize| self.heads[p] == says && subjects.contains(&self.relations[p]);
            let first = (0..place).rev().find(|&p| own(p));
            let second = (place + 1..tokens.len()).any(|p| self.first + p < says && own(p));
            if let Some(first) = first.filter(|_| second) {
                self.heads[first] = at;
                self.relations[first] =
                    if self.has(at, &[Relation::AuxPass]) { Relation::NsubjPass } else { Relation::Nsubj };
            }
        }
    }

    /// Of two subjects of one verb that "and" divides the second stands with the first: "President Anton Varga and the Tarquian
    /// leader Pavel Drost met".
    fn mend_twin_subjects(&mut self, tokens: &[Token]) {
        let subject = |relation| matches!(relation, Relation::Nsubj | Relation::NsubjPass);
        for place in 2..tokens.len() {
            let verb = self.heads[place];
            let named = matches!(tokens[place].upos, Upos::Noun | Upos::Propn);
            if !subject(self.relations[place]) || !named || verb <= self.first + place {
                continue;
            }
            let first = (0..place).find(|&p| {
                self.heads[p] == verb
                    && subject(self.relations[p])
                    && matches!(tokens[p].upos, Upos::Noun | Upos::Propn)
            });
            let verbless = |first: usize| (first..place).all(|p| tokens[p].upos != Upos::Verb);
            if let Some(first) = first.filter(|&p| verbless(p) && self.is_divided(tokens, place)) {
                self.heads[place] = self.first + first;
                self.relations[place] = Relation::Conj;
            }
        }
    }

    /// A past tense does not go with a gerund but with the finite verb above: "accused Tarquia of poaching and banned its boats".
    fn mend_gerunds(&mut self, tokens: &[Token]) {
        for place in 0..tokens.len() {
            let at = self.first + place;
            let past = tokens[place].xpos == Xpos::Vbd
                || tokens[place].xpos == Xpos::Vbn
                    && self.has(at, &[Relation::Obj])
                    && !self.has(at, &[Relation::AuxPass]);
            let Some(gerund) =
                self.inside(self.heads[place]).filter(|_| past && self.relations[place] == Relation::Conj)
            else {
                continue;
            };
            let depends =
                matches!(self.relations[gerund], Relation::Advcl | Relation::Acl | Relation::Xcomp | Relation::Ccomp);
            if tokens[gerund].xpos != Xpos::Vbg || !depends || self.has(self.first + gerund, &[Relation::Aux]) {
                continue;
            }
            let mut above = self.inside(self.heads[gerund]);
            for _ in 0..4 {
                match above {
                    Some(verb) if tokens[verb].xpos == Xpos::Vbd => {
                        self.heads[place] = self.first + verb;
                        break;
                    }
                    Some(other) if self.heads[other] != self.first + other => above = self.inside(self.heads[other]),
                    _ => break,
                }
            }
        }
    }

    /// A verb without a subject before which a name follows the comma of an opening phrase, and hangs on that phrase, has the name
    /// for its subject: "At a summit in Quess, Sorvia and nine other states agreed".
    fn mend_opening_lists(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 2..tokens.len() {
            let verb = self.first + place;
            let helped = self.has(verb, &[Relation::Aux, Relation::AuxPass]);
            let finite = matches!(tokens[place].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || helped;
            let subjects =
                [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl, Relation::NsubjOuter];
            if !finite || tokens[place].upos != Upos::Verb || self.has(verb, &subjects) {
                continue;
            }
            let opening = (0..place).find(|&p| {
                let adverbial = matches!(self.relations[p], Relation::Obl | Relation::OblUnmarked);
                self.heads[p] == verb && adverbial
            });
            let Some(opening) = opening else { continue };
            let Some(comma) = (opening + 1..place).find(|&p| form(self.first + p) == ",") else { continue };
            let Some((subject, others)) = self.stranded(tokens, opening, comma, place) else { continue };
            self.heads[subject] = verb;
            self.relations[subject] =
                if self.has(verb, &[Relation::AuxPass]) { Relation::NsubjPass } else { Relation::Nsubj };
            for other in others {
                self.heads[other] = self.first + subject;
                self.relations[other] = Relation::Conj;
            }
        }
    }

    /// The nouns between a comma and a verb that hang, without a preposition, on the phrase before the comma: the first, and those
    /// that are coordinated with it.
    fn stranded(&self, tokens: &[Token], opening: usize, comma: usize, verb: usize) -> Option<(usize, Vec<usize>)> {
        let loose = [Relation::Conj, Relation::Appos, Relation::NmodUnmarked, Relation::Parataxis];
        let free = |p: &usize| {
            matches!(tokens[*p].upos, Upos::Noun | Upos::Propn)
                && loose.contains(&self.relations[*p])
                && !self.has(self.first + p, &[Relation::Case])
        };
        let back = |p: &usize| self.inside(self.heads[*p]).is_some_and(|head| (opening..comma).contains(&head));
        let subject = (comma + 1..verb).find(|p| free(p) && back(p))?;
        let early = self.heads.iter().take(opening).any(|&head| head == self.first + subject);
        let more = |p: &usize| {
            let joined = self.relations[*p] == Relation::Conj && self.inside(self.heads[*p]) == Some(verb);
            free(p) && (back(p) || joined)
        };
        (!early).then(|| (subject, (subject + 1..verb).filter(more).collect()))
    }

    /// "called for Tarquia to leave": whom a clause of purpose names behind "for" is to do it.
    fn mend_doers(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 1..tokens.len() {
            let at = self.first + place;
            let oblique = self.relations[place] == Relation::Obl;
            let Some(verb) = self.inside(self.heads[place]).filter(|&v| oblique && v > place) else { continue };
            let infinitive = tokens[verb].xpos == Xpos::Vb && self.is_opened(self.first + verb, "to", form);
            let case = (0..place).find(|&p| self.heads[p] == at && self.relations[p] == Relation::Case);
            let Some(case) = case.filter(|&p| infinitive && form(self.first + p) == "for") else { continue };
            if !self.has(self.first + verb, &[Relation::Nsubj]) {
                self.relations[place] = Relation::Nsubj;
                self.heads[case] = self.first + verb;
                self.relations[case] = Relation::Mark;
            }
        }
    }

    /// What "our calls on Tarquia to explain" call for goes with the calls.
    fn mend_appeals(&mut self, tokens: &[Token], form: Form<'_>) {
        for (place, token) in tokens.iter().enumerate().skip(1) {
            let (at, verb) = (self.first + place, self.heads[place]);
            let loose = matches!(self.relations[place], Relation::Advcl | Relation::Xcomp) && token.xpos == Xpos::Vb;
            let Some(above) = self.inside(verb).filter(|&v| loose && v < place && self.is_opened(at, "to", form))
            else {
                continue;
            };
            let noun = (above + 1..place).find(|&p| {
                self.heads[p] == verb
                    && self.relations[p] == Relation::Obj
                    && APPEALS.contains(&form(self.first + p).as_ref())
            });
            let on = |noun: &usize| {
                (noun + 1..place).any(|p| {
                    self.heads[p] == self.first + noun
                        && (0..p).any(|c| self.heads[c] == self.first + p && form(self.first + c) == "on")
                })
            };
            // "reneged on its pledge to lift the embargo".
            let to = (above + 1..place).find(|&p| self.heads[p] == at && self.relations[p] == Relation::Mark);
            let pledge = to.map(|to| to - 1).filter(|&p| {
                self.heads[p] == verb
                    && matches!(self.relations[p], Relation::Obj | Relation::Obl | Relation::Nsubj)
                    && PLEDGES.contains(&form(self.first + p).as_ref())
            });
            if let Some(noun) = noun.filter(on).or(pledge) {
                self.heads[place] = self.first + noun;
                self.relations[place] = Relation::Acl;
            }
        }
    }

    /// Whether "and" stands before the first word of what hangs on a token, or is that word.
    fn is_divided(&self, tokens: &[Token], place: usize) -> bool {
        let mut first = place;
        while let Some(before) = (0..first).find(|&p| (first..=place).contains(&self.heads[p].wrapping_sub(self.first)))
        {
            first = before;
        }
        [Some(first), first.checked_sub(1)].into_iter().flatten().any(|p| tokens[p].upos == Upos::Cconj)
    }

    /// The place of a token in the sentence.
    pub(super) fn inside(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.first).filter(|&place| place < self.heads.len())
    }
}
