//! Who takes part in what a word tells: subjects, objects, phrases and clauses of a verb, noun or adjective, with
//! passives undone, shared subjects given back and light verbs seen through.

use crate::patterns::{HeadKind, Symbol, Symbols};
use crate::tree::Tree;
use nutgraf_language::{Relation, Upos, Xpos};

/// The parts of what a trigger tells, as heads of phrases.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) kind: HeadKind,
    pub(crate) trigger: usize,
    /// The verb that carries tense and negation: the trigger, its light verb, or the noun itself.
    pub(crate) clause: usize,
    /// Light verb or particle: words of the trigger besides itself.
    pub(crate) words: Vec<usize>,
    /// Who does it, coordination unfolded.
    pub(crate) subjects: Vec<usize>,
    /// What it is done to.
    pub(crate) objects: Vec<usize>,
    /// Prepositional phrases.
    pub(crate) phrases: Vec<Phrase>,
    /// Verbs of clauses that complete it.
    pub(crate) complements: Vec<usize>,
    /// Whether the doer could stand but does not: passives, infinitives without subject, nouns.
    pub(crate) agentless: bool,
    /// Subject of the clause that a noun stands in: a guess at who does it.
    pub(crate) nearby: Vec<usize>,
}

/// A prepositional phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) preposition: Symbol,
    pub(crate) head: usize,
    /// Whether it hangs on an object rather than on the trigger.
    pub(crate) on_object: bool,
}

const SUBJECT: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];

/// Reads frames off one sentence's tree.
pub(crate) struct Framer<'a, 'd, 't> {
    pub(crate) tree: &'a Tree<'d, 't>,
    pub(crate) words: &'a FrameWords,
}

/// The function words that framing asks for, as symbols.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrameWords {
    by: Symbol,
    of: Symbol,
    to: Symbol,
    within: Symbol,
    between: Symbol,
    with: Symbol,
    against: Symbol,
    on: Symbol,
    into: Symbol,
    subject_control: Vec<Symbol>,
    /// Verbs that carry a noun of doing: "carried out a raid".
    pub(crate) light: Vec<Symbol>,
    occur: Vec<Symbol>,
    quantity: Vec<Symbol>,
    /// Words of sums of money.
    currencies: Vec<Symbol>,
    nearby: Vec<Symbol>,
    /// Verbs that give somebody a name.
    naming: Vec<Symbol>,
    /// Verbs of laying something on somebody.
    pub(crate) imposing: Vec<Symbol>,
    /// Prepositions whose phrases are seldom of the place before them.
    beyond: Vec<Symbol>,
    pub(crate) times: Vec<Symbol>,
    /// Things said or written: what they do their owner does.
    words: Vec<Symbol>,
}

impl FrameWords {
    /// Interns the words.
    pub(crate) fn new(symbols: &mut Symbols) -> FrameWords {
        let mut all = |words: &str| words.split_whitespace().map(|w| symbols.intern(w)).collect::<Vec<_>>();
        let subject_control = all(
            "promise threaten vow pledge use take pay swear meet visit join leave phone telephone contact sue host receive call",
        );
        let light = all(
            "hold conduct carry launch make take give have pay stage begin start open mount wage undertake do put lead \
             issue express voice reach resume continue attend join stage perform organise organize hold \
             sign host convene commit execute unleash intensify escalate step engage enter participate involve \
             open chair conclude kick exchange provide deliver extend impose reiterate repeat renew echo",
        );
        let occur = all("take begin start resume continue break erupt occur happen open end go follow come last");
        let quantity = all(
            "group number series lot majority hundred thousand dozen score ten million crowd member bunch spate wave string \
             couple handful round one two three four five six some many most all several any part total rest pair half \
             day hour week month row unit contingent convoy alliance coalition batch kind sort type delegation team column \
             worth percent % tonne ton barrel litre liter kilogram kilo gallon cubic metre meter piece bulk \
             republic kingdom emirate sultanate commonwealth",
        );
        let currencies = all("dollar euro pound yen yuan rouble ruble rupee franc crown dirham riyal");
        let nearby = all("during in for at after following on before amid via through ahead since despite");
        let naming = all("call label brand dub name designate declare");
        let imposing = all("impose place levy slap");
        let beyond = all("with against between on to of");
        let times = all(
            "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week month year day morning \
             evening night afternoon weekend",
        );
        let words = all(
            "report statement letter resolution bill motion law order petition tweet message communique declaration speech note \
             response reply post interview",
        );
        let mut one = |word: &str| symbols.intern(word);
        FrameWords {
            by: one("by"),
            of: one("of"),
            to: one("to"),
            within: one("in"),
            between: one("between"),
            with: one("with"),
            against: one("against"),
            on: one("on"),
            into: one("into"),
            subject_control,
            light,
            occur,
            quantity,
            currencies,
            nearby,
            naming,
            imposing,
            beyond,
            times,
            words,
        }
    }
}

impl Framer<'_, '_, '_> {
    /// What the noun that a relative pronoun stands for, or the token itself.
    pub(crate) fn antecedent(&self, at: usize) -> usize {
        if !self.tree.is_relative(at) {
            return at;
        }
        let mut verb = at;
        for _ in 0..6 {
            match self.tree.relation(verb) {
                Relation::AclRelcl => return self.tree.head(verb).unwrap_or(at),
                _ => match self.tree.head(verb) {
                    Some(head) => verb = head,
                    None => return at,
                },
            }
        }
        at
    }

    /// The subject that the verb shows or shares: of a passive, what it is done to.
    pub(crate) fn surface_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let tree = self.tree;
        if depth > 8 {
            return None;
        }
        if let Some(subject) = self.own_subject(verb) {
            // "The army said it had ceased fire": a pronoun that stands for nobody else is the speaker.
            let speaker = tree
                .head(verb)
                .filter(|&h| tree.relation(verb) == Relation::Ccomp && tree.is_verb(h) && h < subject)
                .filter(|_| {
                    tree.upos(subject) == Upos::Pron && !tree.is_actor(subject) && !self.is_expletive(verb, subject)
                });
            return match speaker.and_then(|said| self.surface_subject(said, depth + 1)) {
                Some(speaker) => Some(speaker),
                None => Some(self.antecedent(subject)),
            };
        }
        let head = tree.head(verb)?;
        match tree.relation(verb) {
            Relation::Conj if self.is_predicate(head) => self.surface_subject(head, depth + 1),
            Relation::Xcomp => self.controller(head, depth),
            // "the strikes that they said killed six": not who says it. "Officials say six killed": nobody.
            Relation::Ccomp if matches!(tree.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn) => {
                (tree.relation(head) == Relation::AclRelcl).then(|| tree.head(head))?
            }
            Relation::Advcl | Relation::Ccomp if self.is_predicate(head) => self.surface_subject(head, depth + 1),
            Relation::AclRelcl => Some(head),
            Relation::Acl | Relation::Amod => match tree.token(verb).xpos {
                // "a report accusing Tarquia": whose report it is.
                Xpos::Vbg if self.words.words.contains(&tree.symbol(head)) => {
                    self.owner(head, depth + 1).or(Some(head))
                }
                Xpos::Vbg => Some(head),
                // "the first leader to visit Marovia", "the only states to have signed".
                _ if self.is_singled_out(head) && self.is_infinitive(verb) => {
                    self.predicated(head, depth + 1).or(Some(head))
                }
                Xpos::Vbn | Xpos::Vbd => Some(head),
                _ => self.owner(head, depth + 1),
            },
            Relation::Aux | Relation::Cop => None,
            _ => None,
        }
    }

    /// Who is said to be or become what the noun says: "Marovia became the latest state to".
    fn predicated(&self, noun: usize, depth: usize) -> Option<usize> {
        let tree = self.tree;
        if tree.child(noun, &[Relation::Cop]).is_some() {
            return self.surface_subject(noun, depth);
        }
        let verb = tree.head(noun)?;
        let predicate = matches!(tree.relation(noun), Relation::Xcomp | Relation::Obj);
        (predicate && tree.lemma(verb) == "become").then(|| self.surface_subject(verb, depth))?
    }

    /// "the first", "the only", "the latest" of its kind.
    fn is_singled_out(&self, noun: usize) -> bool {
        let singles = ["first", "second", "third", "only", "last", "latest", "next"];
        let says = |at: usize| singles.iter().any(|w| self.tree.form(at).eq_ignore_ascii_case(w));
        self.tree.related(noun, &[Relation::Amod, Relation::Advmod]).any(says)
    }

    /// Whether "to" opens the clause of a verb.
    pub(crate) fn is_infinitive(&self, verb: usize) -> bool {
        self.tree.related(verb, &[Relation::Mark]).any(|m| self.tree.form(m).eq_ignore_ascii_case("to"))
    }

    /// "It was raining", "it is time", "this": pronouns that no speaker means himself by.
    fn is_expletive(&self, verb: usize, subject: usize) -> bool {
        let own = ["it", "they", "he", "she"].iter().any(|w| self.tree.form(subject).eq_ignore_ascii_case(w));
        let mind = [
            "skeptical",
            "sceptical",
            "pessimistic",
            "optimistic",
            "confident",
            "ready",
            "willing",
            "prepared",
            "hopeful",
            "concerned",
            "worried",
        ];
        let minded = mind.iter().any(|w| self.tree.form(verb).eq_ignore_ascii_case(w));
        !own || !(minded || (self.tree.is_verb(verb) && !self.tree.is_passive(verb)))
    }

    /// The subject that hangs on the verb; of several, the nearest who acts.
    fn own_subject(&self, verb: usize) -> Option<usize> {
        let first = self.tree.child(verb, SUBJECT)?;
        let before = |s: &usize| *s < verb && !self.words.times.contains(&self.tree.symbol(*s));
        let all = || self.tree.related(verb, SUBJECT).filter(before);
        // A label, or an apposition that the tree took for a subject, stands beside the one who acts.
        let placed = |s: &usize| *s == self.tree.range().start && all().count() > 1 && self.tree.form(*s + 1) != ",";
        let acting = all().find(|s| self.tree.is_actor(*s) && !placed(s));
        Some(acting.or_else(|| all().last()).unwrap_or(first))
    }

    /// Who controls an infinitive under `matrix`: its object ("urged Tarquia to stop"), else its subject.
    fn controller(&self, matrix: usize, depth: usize) -> Option<usize> {
        let object = self.tree.child(matrix, &[Relation::Obj, Relation::Iobj]);
        let controls = !self.words.subject_control.contains(&self.tree.symbol(matrix));
        match object {
            Some(object) if controls && self.tree.is_verb(matrix) => Some(self.antecedent(object)),
            _ => self.surface_subject(matrix, depth + 1),
        }
    }

    /// Who has a noun: "Veldania's plan", "a plan by Veldania", "Veldania has a plan".
    fn owner(&self, noun: usize, depth: usize) -> Option<usize> {
        let tree = self.tree;
        if let Some(owner) = tree.child(noun, &[Relation::NmodPoss]) {
            return Some(owner);
        }
        let by = tree
            .related(noun, &[Relation::Nmod])
            .find(|&n| tree.preposition(n).is_some_and(|p| tree.symbol(p) == self.words.by));
        if by.is_some() {
            return by;
        }
        // "the decision of Marovia to close the port", "the Marovian decision to".
        let named = [Relation::Nmod, Relation::Amod, Relation::Compound];
        let of = |n: usize| {
            tree.relation(n) != Relation::Nmod || tree.preposition(n).is_some_and(|p| tree.symbol(p) == self.words.of)
        };
        if let Some(owner) = tree.related(noun, &named).find(|&n| tree.is_actor(n) && of(n)) {
            return Some(owner);
        }
        let head = tree.head(noun)?;
        match tree.relation(noun) {
            Relation::Obj if tree.is_verb(head) => self.subjects_of(head, depth + 1).first().copied(),
            Relation::NsubjPass => self.subjects_of(head, depth + 1).first().copied(),
            Relation::Obl if tree.is_verb(head) => self.surface_subject(head, depth + 1),
            _ => None,
        }
    }

    /// Whether the token can have a subject: a verb, or a noun or adjective with copula.
    fn is_predicate(&self, at: usize) -> bool {
        self.tree.is_verb(at)
            || self.tree.child(at, &[Relation::Cop]).is_some()
            || self.tree.child(at, SUBJECT).is_some()
    }

    /// Whether a complement is a clause, and no mere adjective or noun ("called it illegal").
    pub(crate) fn is_clause(&self, at: usize) -> bool {
        self.is_predicate(at)
    }

    /// Who does what the verb tells: the subject, of a passive the agent.
    pub(crate) fn subjects_of(&self, verb: usize, depth: usize) -> Vec<usize> {
        if self.tree.is_passive(verb) {
            return self.agents(verb);
        }
        self.surface_subject(verb, depth).map_or_else(Vec::new, |s| self.tree.coordinated(s))
    }

    /// Who does what a passive verb tells.
    pub(crate) fn agents(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        let agent = tree
            .related(verb, &[Relation::OblAgent, Relation::Obl])
            .find(|&o| tree.preposition(o).is_some_and(|p| tree.symbol(p) == self.words.by));
        match agent {
            Some(agent) => {
                let beside = |&o: &usize| o > agent && tree.preposition(o).is_some_and(|p| self.is_beside(p));
                let others = [verb, agent].into_iter().flat_map(|at| tree.children(at).iter().copied().filter(beside));
                let others: Vec<usize> = others.flat_map(|o| tree.coordinated(o)).collect();
                [tree.coordinated(self.antecedent(agent)), others].concat()
            }
            None => match tree.relation(verb) {
                // "was seized and burnt by rebels": the agent stands with the last.
                Relation::Conj => Vec::new(),
                _ => {
                    let shared = tree.related(verb, &[Relation::Conj]).find(|&c| tree.is_passive(c));
                    shared.map_or_else(Vec::new, |c| self.agents(c))
                }
            },
        }
    }

    /// The frame of a verb.
    pub(crate) fn verb(&self, verb: usize) -> Frame {
        let tree = self.tree;
        let passive = tree.is_passive(verb);
        let mut frame = self.empty(HeadKind::Verb, verb);
        frame.subjects = self.subjects_of(verb, 0);
        frame.agentless = frame.subjects.is_empty();
        let bare = tree.child(verb, &[Relation::Obj]).is_none();
        let direct: Vec<usize> = tree
            .children(verb)
            .iter()
            .copied()
            .filter(|&o| tree.relation(o) == Relation::Obj || self.is_amount(o) || (bare && self.is_bare(o, verb)))
            .map(|o| self.antecedent(o))
            .collect();
        let mut direct = self.without_titles(direct);
        if direct.is_empty() && !passive {
            // "played host to", "called off a sit-in": a bare noun that the tree took for a complement.
            direct.extend(
                tree.related(verb, &[Relation::Xcomp])
                    .filter(|&n| n > verb && tree.is_noun(n) && !self.is_predicate(n)),
            );
        }
        let naming = self.words.naming.contains(&tree.symbol(verb));
        let named = if naming {
            tree.child(verb, &[Relation::Iobj]).or(direct.first().copied().filter(|_| direct.len() > 1))
        } else {
            None
        };
        let recipient = if passive { self.surface_subject(verb, 0) } else { tree.child(verb, &[Relation::Iobj]) };
        let mut objects = if let Some(named) = named { vec![self.antecedent(named)] } else { direct.clone() };
        if passive && direct.is_empty() {
            objects.extend(recipient);
        } else if let (Some(recipient), true) = (recipient, !passive && direct.is_empty()) {
            // "allowed the refugees to return": without another object the tree's recipient is the object.
            objects.push(self.antecedent(recipient));
        } else if let (Some(recipient), None) = (recipient, named) {
            frame.phrases.push(Phrase {
                preposition: self.words.to,
                head: self.antecedent(recipient),
                on_object: false,
            });
        }
        if objects.is_empty() && !passive {
            objects.extend(self.gap(verb));
            objects.extend(self.shared_object(verb));
        }
        frame.objects = objects.iter().flat_map(|&o| tree.coordinated(o)).collect();
        self.add_phrases(verb, false, &mut frame.phrases);
        for &object in &frame.objects {
            self.add_phrases(object, true, &mut frame.phrases);
        }
        for &object in &frame.objects {
            // "lifted the sanctions imposed on Marovia": on whom they lie.
            for participle in tree.related(object, &[Relation::Acl]).filter(|&v| tree.is_passive(v)) {
                if self.words.imposing.contains(&tree.symbol(participle)) {
                    self.add_phrases(participle, true, &mut frame.phrases);
                }
            }
        }
        // "pulled them back from the border": the phrase hangs on the adverb.
        let away = |&a: &usize| ["back", "away", "out", "home"].iter().any(|w| tree.form(a).eq_ignore_ascii_case(w));
        for adverb in tree.related(verb, &[Relation::Advmod, Relation::CompoundPrt]).filter(away) {
            self.add_phrases(adverb, false, &mut frame.phrases);
        }
        self.add_nested(&mut frame.phrases);
        self.add_beyond(verb, &mut frame.phrases);
        frame.complements = self.complements(verb);
        if naming {
            // "called her a liar": the tree hangs what she is called on her, or takes it for the object.
            frame.complements.extend(direct.iter().copied().filter(|&d| named.is_some_and(|n| n != d)));
            let label = |&n: &usize| tree.is_noun(n) && n > verb && !self.words.times.contains(&tree.symbol(n));
            frame.complements.extend(tree.related(verb, &[Relation::OblUnmarked]).filter(label));
            for &object in &frame.objects {
                let called = [Relation::List, Relation::Appos, Relation::Dep];
                frame.complements.extend(tree.related(object, &called).filter(|&n| tree.is_noun(n)));
                // "called the demands of Ilmaria outrageous".
                let inside = [object].into_iter().chain(tree.related(object, &[Relation::Nmod]));
                let behind = inside.flat_map(|n| tree.related(n, &[Relation::Amod]).filter(move |&a| a > n));
                frame.complements.extend(behind.filter(|&a| tree.upos(a) == Upos::Adj));
            }
        }
        frame
    }

    /// Of a title and the name behind it, which the tree took for two objects, the name.
    fn without_titles(&self, objects: Vec<usize>) -> Vec<usize> {
        let name = |at: usize| self.tree.upos(at) == Upos::Propn;
        let title = |at: usize| name(at) && objects.contains(&(at + 1)) && name(at + 1);
        objects.iter().copied().filter(|&at| !title(at)).collect()
    }

    /// A noun behind the verb that hangs there like a phrase but has no preposition, and is no time: "called off a strike".
    fn is_bare(&self, at: usize, verb: usize) -> bool {
        let tree = self.tree;
        let noun = matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Sym | Upos::Num);
        let oblique = tree.relation(at) == Relation::Obl
            || (tree.relation(at) == Relation::OblUnmarked && tree.upos(at) == Upos::Sym);
        at > verb
            && noun
            && oblique
            && tree.preposition(at).is_none()
            && tree.child(at, &[Relation::Case, Relation::Mark]).is_none()
            && !self.words.times.contains(&tree.symbol(at))
    }

    /// "at least six people", "around 40 million euros" are objects, though they start like phrases.
    fn is_amount(&self, at: usize) -> bool {
        let tree = self.tree;
        if tree.relation(at) != Relation::Obl {
            return false;
        }
        let Some(case) = tree.preposition(at) else { return false };
        let next = case + 1;
        if next >= tree.range().end {
            return false;
        }
        let is = |at: usize, words: &[&str]| words.iter().any(|w| tree.form(at).eq_ignore_ascii_case(w));
        let number = matches!(tree.upos(next), Upos::Num | Upos::Sym);
        (is(case, &["at"]) && is(next, &["least", "most"]))
            || (is(case, &["than"]) && is(next, &["a"]))
            || (is(case, &["up"]) && is(next, &["to"]))
            || (is(case, &["around", "about", "over", "nearly", "some"]) && number)
    }

    fn empty(&self, kind: HeadKind, trigger: usize) -> Frame {
        Frame {
            kind,
            trigger,
            clause: trigger,
            words: Vec::new(),
            subjects: Vec::new(),
            objects: Vec::new(),
            phrases: Vec::new(),
            complements: Vec::new(),
            agentless: false,
            nearby: Vec::new(),
        }
    }

    /// In "the town that rebels seized" the town is what was seized.
    fn gap(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        if tree.relation(verb) != Relation::AclRelcl {
            return None;
        }
        let subject = tree.child(verb, SUBJECT)?;
        (!tree.is_relative(subject)).then(|| tree.head(verb))?
    }

    /// In "seized and burnt the embassy" the first verb lacks its object.
    fn shared_object(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let next = tree.related(verb, &[Relation::Conj]).find(|&c| tree.is_verb(c))?;
        let bare = tree.child(verb, &[Relation::Obl, Relation::Xcomp, Relation::Ccomp]).is_none();
        let near = tree.child(next, SUBJECT).is_none() && next.abs_diff(verb) <= 3;
        if bare && near { tree.child(next, &[Relation::Obj]).map(|o| self.antecedent(o)) } else { None }
    }

    fn add_phrases(&self, at: usize, on_object: bool, phrases: &mut Vec<Phrase>) {
        let tree = self.tree;
        for &child in tree.children(at) {
            if !matches!(tree.relation(child), Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::NmodDesc)
            {
                continue;
            }
            let Some(preposition) = tree.preposition(child).filter(|_| !self.is_amount(child)) else { continue };
            if self.is_beside(preposition) {
                continue;
            }
            // "out of talks", "from within the party": the second word says whose it is.
            let second = tree.related(child, &[Relation::Case]).find(|&c| c == preposition + 1 && c < child);
            if let Some(second) = second.filter(|&s| tree.symbol(s) == self.words.of) {
                phrases.push(Phrase { preposition: tree.symbol(second), head: self.antecedent(child), on_object });
            }
            for head in tree.coordinated(self.antecedent(child)) {
                let own = tree.preposition(head).filter(|_| head != child);
                phrases.push(Phrase { preposition: tree.symbol(own.unwrap_or(preposition)), head, on_object });
            }
        }
    }

    /// "together with Tarquia": who does it too, and not whom it is done to.
    fn is_beside(&self, preposition: usize) -> bool {
        let tree = self.tree;
        let with = tree.symbol(preposition) == self.words.with && preposition > tree.range().start;
        with && ["together", "along", "jointly"].iter().any(|w| tree.form(preposition - 1).eq_ignore_ascii_case(w))
    }

    /// "two million dollars in aid to Fiji": the phrase under a phrase that only says of what.
    fn add_nested(&self, phrases: &mut Vec<Phrase>) {
        let of_what: Vec<usize> = phrases
            .iter()
            .filter(|p| p.preposition == self.words.of || p.preposition == self.words.within)
            .map(|p| p.head)
            .collect();
        for head in of_what {
            if self.tree.upos(head) == Upos::Noun {
                self.add_phrases(head, true, phrases);
            }
        }
    }

    /// Phrases that the tree hung one step too low: on a place ("held talks in Quess with Marovia"), on an aside ("imposed
    /// sanctions, including a travel ban, on Marovia"), or on the object of a particle ("handed over a suspect to Marovia").
    fn add_beyond(&self, verb: usize, phrases: &mut Vec<Phrase>) {
        let tree = self.tree;
        for phrase in phrases.clone() {
            let case = tree.preposition(phrase.head);
            let is = |words: &[&str]| case.is_some_and(|c| words.iter().any(|w| tree.form(c).eq_ignore_ascii_case(w)));
            let place = is(&["in", "at"]) && tree.upos(phrase.head) == Upos::Propn;
            let aside = is(&["including"]);
            let origin = is(&["from"]);
            let matter = is(&["for", "over", "after", "about"]) && tree.upos(phrase.head) == Upos::Noun;
            let object = case == Some(verb + 1)
                && is(&["for", "to", "on"])
                && tree.is_verb(verb)
                && tree.child(verb, &[Relation::Obj]).is_none();
            let court = is(&["in", "at", "before"]) && tree.upos(phrase.head) == Upos::Noun;
            // "acted as a broker between Marovia and Ilmaria".
            let office = is(&["as"]) && tree.upos(phrase.head) == Upos::Noun;
            let particle = case == Some(verb + 1) && is(&["over", "up", "off", "out", "down", "back", "away"]);
            // "spoke by telephone with the president", "an inquiry by the council into the raid".
            let means = is(&["by"]) && tree.upos(phrase.head) == Upos::Noun && !tree.is_actor(phrase.head);
            let doer = is(&["by"]) && tree.is_actor(phrase.head) && tree.is_noun(verb);
            if ![place, aside, particle, origin, court, matter, object, office, means, doer].contains(&true) {
                continue;
            }
            let before = phrases.len();
            self.add_phrases(phrase.head, true, phrases);
            if !particle {
                let wanted = |p: &Phrase| {
                    let full = if origin { p.preposition == self.words.to } else { true };
                    let narrow = !court || place || object || p.preposition == self.words.against;
                    let narrow = narrow && (!office || p.preposition == self.words.between);
                    let narrow = narrow && (!means || p.preposition == self.words.with);
                    let full = full && ((object && is(&["for"])) || p.preposition != self.words.of);
                    let own = [self.words.with, self.words.against, self.words.on, self.words.into];
                    if doer {
                        own.contains(&p.preposition)
                    } else {
                        self.words.beyond.contains(&p.preposition) && full && narrow
                    }
                };
                let kept = phrases.split_off(before);
                phrases.extend(kept.into_iter().filter(wanted));
            }
        }
    }

    fn complements(&self, at: usize) -> Vec<usize> {
        let tree = self.tree;
        let clauses = [Relation::Xcomp, Relation::Ccomp, Relation::Advcl, Relation::Acl];
        let found = tree.related(at, &clauses).filter(|&c| {
            let loose = matches!(tree.relation(c), Relation::Advcl | Relation::Acl);
            !loose || self.completes(c)
        });
        let verbal = |c: usize| self.is_predicate(c) || tree.relation(c) == Relation::Xcomp;
        found.flat_map(|c| tree.coordinated(c)).filter(|&c| verbal(c)).collect()
    }

    /// Whether an adverbial clause completes rather than dates or explains: "to leave", "of jamming", "from entering".
    fn completes(&self, clause: usize) -> bool {
        let tree = self.tree;
        let opener = tree.child(clause, &[Relation::Mark, Relation::Case]);
        opener.is_some_and(|o| {
            ["to", "of", "from", "for", "into", "against", "with", "on"]
                .iter()
                .any(|w| tree.form(o).eq_ignore_ascii_case(w))
        })
    }

    /// The frame of an adjective as predicate: "was critical of".
    pub(crate) fn adjective(&self, at: usize) -> Frame {
        let mut frame = self.empty(HeadKind::Adjective, at);
        frame.subjects = self.surface_subject(at, 0).map_or_else(Vec::new, |s| self.tree.coordinated(s));
        self.add_phrases(at, false, &mut frame.phrases);
        frame.complements = self.complements(at);
        frame
    }

    /// The frame of a noun, alone or under a light verb.
    pub(crate) fn noun(&self, at: usize) -> Frame {
        let tree = self.tree;
        let mut frame = self.empty(HeadKind::Noun, at);
        frame.agentless = true;
        self.add_phrases(at, false, &mut frame.phrases);
        frame.complements = self.complements(at);
        // "a call last month between the two": the phrase may hang on the time.
        for time in (at + 1..tree.range().end.min(at + 6)).filter(|&t| self.words.times.contains(&tree.symbol(t))) {
            self.add_phrases(time, false, &mut frame.phrases);
        }
        let outer = self.outermost(at, &mut frame.phrases);
        // "a suspension of ferry links with Tarquia".
        let own = frame.phrases.len();
        self.add_nested(&mut frame.phrases);
        let nested = frame.phrases.split_off(own);
        let other_side = |p: &Phrase| p.preposition == self.words.with || p.preposition == self.words.against;
        frame.phrases.extend(nested.into_iter().filter(other_side));
        self.add_beyond(at, &mut frame.phrases);
        if tree.child(at, &[Relation::Cop]).is_some() {
            frame.subjects = self.surface_subject(at, 0).map_or_else(Vec::new, |s| tree.coordinated(s));
            return frame;
        }
        let Some(head) = tree.head(outer) else { return frame };
        let light = self.words.light.contains(&tree.symbol(head));
        match tree.relation(outer) {
            Relation::Obj | Relation::NsubjPass if tree.is_verb(head) && light => {
                frame.clause = head;
                frame.words.push(head);
                frame.subjects = self.subjects_of(head, 0);
                self.add_phrases(head, false, &mut frame.phrases);
            }
            Relation::Nsubj
                if tree.is_verb(head)
                    && self.words.occur.contains(&tree.symbol(head))
                    && !tree
                        .related(head, &[Relation::CompoundPrt])
                        .any(|p| tree.form(p).eq_ignore_ascii_case("down")) =>
            {
                frame.clause = head;
                self.add_phrases(head, false, &mut frame.phrases);
            }
            Relation::Obl | Relation::Obj if tree.is_verb(head) => self.look_nearby(outer, head, &mut frame),
            _ => {}
        }
        frame
    }

    /// Climbs from a coordinated noun, or one after "a series of", to the noun that has a place in the clause.
    fn outermost(&self, at: usize, phrases: &mut Vec<Phrase>) -> usize {
        let tree = self.tree;
        let mut outer = at;
        for _ in 0..4 {
            let Some(head) = tree.head(outer) else { break };
            let counted = tree.relation(outer) == Relation::Nmod
                && self.words.quantity.contains(&tree.symbol(head))
                && tree.preposition(outer).is_some_and(|p| tree.symbol(p) == self.words.of);
            if counted {
                self.add_phrases(head, false, phrases);
                phrases.retain(|p| p.head != outer);
            }
            if counted || (tree.relation(outer) == Relation::Conj && tree.is_noun(head)) {
                outer = head;
            } else {
                break;
            }
        }
        outer
    }

    fn look_nearby(&self, outer: usize, verb: usize, frame: &mut Frame) {
        let tree = self.tree;
        let preposition = tree.preposition(outer).map(|p| tree.symbol(p));
        let light = self.words.light.contains(&tree.symbol(verb));
        if preposition.is_some_and(|p| self.words.nearby.contains(&p)) {
            frame.nearby = self.subjects_of(verb, 0);
            if light {
                frame.clause = verb;
                frame.words.push(verb);
                self.add_phrases(verb, false, &mut frame.phrases);
                frame.phrases.retain(|p| p.head != outer);
            }
        }
    }

    /// Whether the noun only counts or groups what an "of" phrase names: "hundreds of protesters".
    pub(crate) fn counted(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let sum = tree.upos(at) == Upos::Sym || self.words.currencies.contains(&tree.symbol(at));
        let counts = self.words.quantity.contains(&tree.symbol(at)) || tree.upos(at) == Upos::Num;
        if !counts && !sum {
            return None;
        }
        // "$500 million in aid": what the sum is of.
        let what = |n: usize, p: usize| {
            (counts && tree.symbol(p) == self.words.of)
                || (sum && tree.symbol(p) == self.words.within && tree.upos(n) == Upos::Noun)
        };
        tree.related(at, &[Relation::Nmod]).find(|&n| tree.preposition(n).is_some_and(|p| what(n, p)))
    }

    /// Whether the verb, or a noun by its determiner, is negated.
    pub(crate) fn is_negated(&self, at: usize) -> bool {
        let tree = self.tree;
        // "vowed not to attack": the word negates what follows it, wherever the tree hangs it.
        let lent = |verb: usize, child: usize| {
            child > verb
                && ["not", "never"].iter().any(|w| tree.form(child).eq_ignore_ascii_case(w))
                && tree.child(verb, &[Relation::Xcomp]).is_some()
        };
        if tree.relation(at) == Relation::Xcomp {
            let head = tree.head(at).unwrap_or(at);
            if tree.children(head).iter().any(|&c| c < at && lent(head, c)) {
                return true;
            }
        }
        let says = |child: usize, options: &[&str]| options.iter().any(|o| tree.form(child).eq_ignore_ascii_case(o));
        tree.children(at).iter().any(|&child| match tree.relation(child) {
            // "at no time took part".
            Relation::Obl => says(child, &["time", "point", "stage"]) && self.is_denied_noun(child),
            Relation::Advmod | Relation::Cc if lent(at, child) => false,
            Relation::Advmod | Relation::Cc => {
                says(child, &["not", "n't", "n’t", "never", "hardly", "nor", "neither"])
                    || (says(child, &["longer"]) && tree.children(child).iter().any(|&c| says(c, &["no"])))
            }
            Relation::Nsubj | Relation::NsubjPass => {
                says(child, &["nobody", "none", "neither", "few"]) || self.is_denied_noun(child)
            }
            _ => false,
        })
    }

    /// Whether a clause tells what is or was, and not what should be: "suggested that firms had left", "that he was late".
    pub(crate) fn is_told(&self, clause: usize) -> bool {
        let tree = self.tree;
        let finite = |at: usize| matches!(tree.token(at).xpos, Xpos::Vbd | Xpos::Vbz);
        let would = |at: usize| {
            let duty = ["should", "must"].iter().any(|w| tree.form(at).eq_ignore_ascii_case(w));
            (tree.token(at).xpos == Xpos::Md && !duty)
                || ["have", "are"].iter().any(|w| tree.form(at).eq_ignore_ascii_case(w))
        };
        let helpers = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        tree.relation(clause) == Relation::Ccomp
            && (finite(clause) || tree.related(clause, &helpers).any(|h| finite(h) || would(h)))
    }

    /// "no talks", "neither side".
    pub(crate) fn is_denied_noun(&self, noun: usize) -> bool {
        let tree = self.tree;
        tree.related(noun, &[Relation::Det, Relation::Advmod, Relation::Cc, Relation::CcPreconj])
            .any(|d| ["no", "neither", "not"].iter().any(|w| tree.form(d).eq_ignore_ascii_case(w)))
    }

    /// "let no convoy into the town": of a verb whose object is nothing that it is not done.
    pub(crate) fn takes_nothing(&self, frame: &Frame) -> bool {
        let none =
            |&o: &usize| self.tree.related(o, &[Relation::Det]).any(|d| self.tree.form(d).eq_ignore_ascii_case("no"));
        frame.kind == HeadKind::Verb
            && !frame.objects.is_empty()
            && frame.objects.iter().all(none)
            && !self.is_negated(frame.trigger)
    }

    /// Whether a preposition is "by".
    pub(crate) fn is_by(&self, preposition: Symbol) -> bool {
        preposition == self.words.by
    }

    /// Whether a preposition is "of".
    pub(crate) fn is_of(&self, preposition: Symbol) -> bool {
        preposition == self.words.of
    }
}
