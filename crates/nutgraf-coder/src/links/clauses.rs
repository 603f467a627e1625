//! Clauses that the tree hung on the wrong word: whose they are, and who does what they tell.

use super::{ASKS, Form, Links, starts};
use nutgraf_language::{Relation, Token, Upos, Xpos};

/// How verbs begin, besides those of asking, whose object does what follows "to".
const MOVES: &[&str] = &["inspir", "forc", "prompt", "allow", "enabl", "encourag", "compel", "push"];

/// How verbs begin that take whom they are said to, and what: "told reporters that …".
const SPEAKS: &[&str] = &["tell", "told", "assur", "inform", "warn", "remind", "convinc", "persuad", "notif"];

/// How verbs begin of showing somebody at what he does.
const SHOWS: &[&str] = &["show", "film", "depict", "caught", "catch", "captur", "saw", "see", "watch", "pictur"];

impl Links {
    /// Puts right where clauses hang.
    pub(super) fn mend_hanging(&mut self, tokens: &[Token], form: Form<'_>) {
        self.mend_told(tokens, form);
        self.mend_purposes(tokens, form);
        self.mend_shared(tokens, form);
        self.mend_asides(tokens, form);
        self.mend_gapped(tokens);
        self.mend_opening_years(tokens);
        self.mend_dated_clauses(tokens, form);
        self.mend_next_subjects(tokens);
        self.mend_shown(tokens, form);
        self.mend_verdicts(tokens);
    }

    /// "considers the whole dam illegal": no adjective heads the nouns before it; the last of them is what is judged.
    fn mend_verdicts(&mut self, tokens: &[Token]) {
        for place in 2..tokens.len() {
            let (at, verb, noun) = (self.first + place, self.heads[place], place - 1);
            let headed = self.heads[noun] == at
                && matches!(self.relations[noun], Relation::Compound | Relation::NmodUnmarked)
                && tokens[noun].upos == Upos::Noun;
            let adjective = self.relations[place] == Relation::Obj && tokens[place].upos == Upos::Adj;
            if !adjective || !headed || !(self.first..at).contains(&verb) {
                continue;
            }
            for other in verb + 1 - self.first..noun {
                if self.heads[other] == at {
                    self.heads[other] = self.first + noun;
                }
            }
            self.heads[noun] = verb;
            self.relations[noun] = Relation::Obj;
            self.relations[place] = Relation::Xcomp;
        }
    }

    /// "The video shows forces using firearms": whom it shows do it.
    fn mend_shown(&mut self, tokens: &[Token], form: Form<'_>) {
        for (place, token) in tokens.iter().enumerate().skip(2) {
            let (at, verb) = (self.first + place, self.heads[place]);
            let loose = matches!(self.relations[place], Relation::Advcl | Relation::Xcomp)
                && token.xpos == Xpos::Vbg
                && (self.first..at).contains(&verb)
                && starts(&form(verb), SHOWS)
                && !self.has(at, &[Relation::Nsubj, Relation::Mark]);
            let noun = place - 1;
            let shown = self.heads[noun] == verb && matches!(self.relations[noun], Relation::Obj | Relation::Iobj);
            if loose && shown {
                self.heads[place] = self.first + noun;
                self.relations[place] = Relation::Acl;
            }
        }
    }

    /// "In 1978 Egypt and Israel signed", "In 1977 Egypt's president left": a year at the start counts nothing, and the name right
    /// behind it is the subject, or its first member.
    fn mend_opening_years(&mut self, tokens: &[Token]) {
        let year = tokens.len() > 3
            && tokens[0].upos == Upos::Adp
            && tokens[1].upos == Upos::Num
            && self.heads[0] != self.first;
        let Some(verb) = (2..tokens.len())
            .find(|&p| self.relations[p] == Relation::Root)
            .filter(|&v| year && tokens[v].upos == Upos::Verb)
        else {
            return;
        };
        let at = self.first + verb;
        let free = |p: usize| {
            self.heads[p] == at
                && self.relations[p] == Relation::Obl
                && matches!(tokens[p].upos, Upos::Noun | Upos::Propn)
                && (0..p).all(|c| c == 0 || self.heads[c] != self.first + p || self.relations[c] != Relation::Case)
        };
        let Some(name) = (2..verb).find(|&p| free(p)) else { return };
        let subject = (name + 1..verb).find(|&p| self.heads[p] == at && self.relations[p] == Relation::Nsubj);
        match subject {
            Some(other) if self.has(self.first + other, &[Relation::Cc]) => {
                self.heads[other] = self.first + name;
                self.relations[other] = Relation::Conj;
            }
            None if !self.has(at, &[Relation::Nsubj, Relation::NsubjPass]) => {}
            _ => return,
        }
        self.heads[0] = self.first + 1;
        self.heads[1] = at;
        self.relations[1] = Relation::Obl;
        self.relations[name] = if self.has(at, &[Relation::AuxPass]) { Relation::NsubjPass } else { Relation::Nsubj };
    }

    /// "have grown since Varga fired the minister": what stands between "since" and a finite verb without subject is its subject.
    fn mend_dated_clauses(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 2..tokens.len() {
            let (at, before) = (self.first + place, place - 1);
            let finite = tokens[place].xpos == Xpos::Vbd && tokens[place].upos == Upos::Verb;
            let open =
                finite && !self.has(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass]);
            let oblique = matches!(self.relations[before], Relation::Obl | Relation::Nmod | Relation::Flat);
            if !open || !oblique || tokens[before].upos != Upos::Propn {
                continue;
            }
            let name =
                if self.relations[before] == Relation::Flat { self.inside(self.heads[before]) } else { Some(before) };
            let Some(name) = name.filter(|&n| n > 0 && self.relations[n] != Relation::Flat) else { continue };
            let opener = form(self.first + name - 1);
            let verb = self.heads[name];
            if !["since", "after", "before", "until"].contains(&opener.as_ref()) || !(self.first..at).contains(&verb) {
                continue;
            }
            self.heads[place] = verb;
            self.relations[place] = Relation::Advcl;
            self.heads[name] = at;
            self.relations[name] = Relation::Nsubj;
            self.heads[name - 1] = at;
            self.relations[name - 1] = Relation::Mark;
        }
    }

    /// "Sorvia stands to gain and firms have shown interest": a noun between "and" and the helpers of a verb without subject is
    /// that verb's subject.
    fn mend_next_subjects(&mut self, tokens: &[Token]) {
        for place in 2..tokens.len() {
            let at = self.first + place;
            let bare = self.relations[place] == Relation::Conj
                && tokens[place].upos == Upos::Verb
                && !self.has(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cc, Relation::Expl, Relation::Mark]);
            let helper = (0..place).find(|&p| {
                self.heads[p] == at
                    && matches!(self.relations[p], Relation::Aux | Relation::AuxPass)
                    && matches!(tokens[p].xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd | Xpos::Md)
            });
            let Some(subject) = helper.filter(|&p| bare && p > 1).map(|p| p - 1) else { continue };
            let noun = matches!(tokens[subject].upos, Upos::Noun | Upos::Propn);
            let joined = self.relations[subject] == Relation::Conj && self.has(self.first + subject, &[Relation::Cc]);
            if noun && joined {
                self.heads[subject] = at;
                self.relations[subject] =
                    if self.has(at, &[Relation::AuxPass]) { Relation::NsubjPass } else { Relation::Nsubj };
            }
        }
    }

    /// What follows "told reporters that" is what was told, and no clause about the reporters.
    fn mend_told(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 0..tokens.len() {
            let (at, noun) = (self.first + place, self.heads[place]);
            let hangs = match self.relations[place] {
                Relation::AclRelcl => true,
                Relation::Acl => self.has(at, &[Relation::Nsubj, Relation::NsubjPass]),
                _ => false,
            };
            if !hangs || !(self.first..at).contains(&noun) {
                continue;
            }
            // "told teachers who filled the lawn that …": below whom it was told to.
            let mut below = noun - self.first;
            for _ in 0..6 {
                let above = self.heads[below];
                let object = matches!(self.relations[below], Relation::Obj | Relation::Iobj);
                let told = object && starts(&form(above), SPEAKS);
                if told || !(self.first..noun).contains(&above) {
                    break;
                }
                below = above - self.first;
            }
            let verb = self.heads[below];
            let object = matches!(self.relations[below], Relation::Obj | Relation::Iobj) && verb < self.first + below;
            let opened = self.is_opened(at, "that", form);
            if object && opened && starts(&form(verb), SPEAKS) && self.has(at, &[Relation::Nsubj, Relation::NsubjPass])
            {
                self.heads[place] = verb;
                self.relations[place] = Relation::Ccomp;
            }
        }
    }

    /// "asked the governor, a friend, to urge restraint", "voted on Tuesday to recognise": what follows "to" completes the verb.
    fn mend_purposes(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 1..tokens.len() {
            let (at, verb) = (self.first + place, self.heads[place]);
            let infinitive = tokens[place].xpos == Xpos::Vb && self.is_opened(at, "to", form);
            if !infinitive || !(self.first..at).contains(&verb) || tokens[verb - self.first].upos != Upos::Verb {
                continue;
            }
            let stem = form(verb);
            let asked = self.relations[place] == Relation::Advcl
                && (starts(&stem, ASKS) || starts(&stem, MOVES))
                && self.has(verb, &[Relation::Obj, Relation::Iobj])
                && !self.has(verb, &[Relation::Xcomp, Relation::Ccomp]);
            let loose =
                self.relations[place] == Relation::Parataxis && !self.has(at, &[Relation::Nsubj, Relation::NsubjPass]);
            if asked || loose {
                self.relations[place] = Relation::Xcomp;
            }
        }
    }

    /// In "said that the general had blocked reforms, and accused him" and "agree that Marovia has cheated and support the plan"
    /// the last verb is of those who say it: its tense, or its number, is theirs.
    fn mend_shared(&mut self, tokens: &[Token], form: Form<'_>) {
        for place in 0..tokens.len() {
            let (at, inner) = (self.first + place, self.heads[place]);
            let bare = self.relations[place] == Relation::Conj
                && (self.first..at).contains(&inner)
                && !self
                    .has(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass, Relation::Mark]);
            if !bare || self.relations[inner - self.first] != Relation::Ccomp {
                continue;
            }
            let outer = self.heads[inner - self.first];
            if !(self.first..inner).contains(&outer) {
                continue;
            }
            let helped = |words: &[&str]| {
                (0..tokens.len()).any(|p| {
                    self.heads[p] == inner
                        && self.relations[p] == Relation::Aux
                        && words.contains(&form(self.first + p).as_ref())
                })
            };
            let (own, other) = (tokens[place].xpos, tokens[outer - self.first].xpos);
            let past = own == Xpos::Vbd && other == Xpos::Vbd && helped(&["had", "would"]);
            let plural = matches!(own, Xpos::Vbp | Xpos::Vb | Xpos::Nn)
                && tokens[place].upos == Upos::Verb
                && other == Xpos::Vbp
                && helped(&["has", "is"]);
            if past || plural {
                self.heads[place] = outer;
            }
        }
    }

    /// In "the army answered, the statement said, by shelling the port" those who answered shelled.
    fn mend_asides(&mut self, tokens: &[Token], form: Form<'_>) {
        for (place, token) in tokens.iter().enumerate() {
            let (at, said) = (self.first + place, self.heads[place]);
            let clause = self.relations[place] == Relation::Advcl && token.xpos == Xpos::Vbg;
            if !clause || !(self.first..at).contains(&said) {
                continue;
            }
            let by = self.is_opened(at, "by", form);
            let told = (0..said - self.first).find(|&p| self.heads[p] == said && self.relations[p] == Relation::Ccomp);
            let aside = self.relations[said - self.first] == Relation::Parataxis;
            let around = told.map(|p| self.first + p).or(aside.then(|| self.heads[said - self.first]));
            if let (true, Some(verb)) = (by, around) {
                self.heads[place] = verb;
            }
        }
    }

    /// "Nine were shot and a dozen more injured by the raiders": what happened to the others is a clause, coordinated with the first.
    fn mend_gapped(&mut self, tokens: &[Token]) {
        for place in 1..tokens.len() {
            let (at, noun) = (self.first + place, self.heads[place]);
            let participle = self.relations[place] == Relation::Acl && tokens[place].xpos == Xpos::Vbn;
            if !participle || noun < self.first || noun + 1 != at {
                continue;
            }
            let below = noun - self.first;
            let verb = self.heads[below];
            let second = matches!(self.relations[below], Relation::NsubjPass | Relation::Conj)
                && (self.first..noun).contains(&verb)
                && tokens[verb - self.first].xpos == Xpos::Vbn
                && self.has(verb, &[Relation::AuxPass])
                && (self.has(noun, &[Relation::Cc]) || self.has(at, &[Relation::Cc]));
            if second {
                self.heads[place] = verb;
                self.relations[place] = Relation::Conj;
                self.heads[below] = at;
                self.relations[below] = Relation::NsubjPass;
            }
        }
    }
}
