//! From a matched trigger up the tree to the code that its sentence gives: negation, modals and matrix words.

mod governor;

use crate::frame::Frame;
use crate::matching::Match;
use crate::mode::{Kind, Outcome};
use crate::patterns::{HeadKind, Line, Slot};
use crate::view::View;
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::{CameoCode, Mode};

/// An event before its actors are paired.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) code: CameoCode,
    pub(crate) mode: Mode,
    pub(crate) sources: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) reciprocal: bool,
    /// The trigger and its light verb or particle.
    pub(crate) trigger: usize,
    pub(crate) words: Vec<usize>,
    pub(crate) clause: usize,
    pub(crate) kind: HeadKind,
    pub(crate) line: Line,
    pub(crate) score: u32,
    pub(crate) guessed: bool,
    /// What changed the code, inside out: `refuse: 040 → 125`.
    pub(crate) steps: Vec<String>,
    /// Matrix words that were passed: they tell nothing of their own.
    pub(crate) passed: Vec<usize>,
    /// Claims and the like: no event.
    pub(crate) dropped: bool,
    /// It is what somebody denies.
    pub(crate) denied: bool,
    /// It says what somebody thinks of its target: an event only where somebody says so.
    pub(crate) judgement: bool,
}

/// Words of knowing of something and of having part in it.
const KNOWN: &[&str] = &[
    "knowledge",
    "aware",
    "awareness",
    "part",
    "involvement",
    "evidence",
    "sign",
    "trace",
    "mention",
    "indication",
    "proof",
    "suggestion",
];

/// What the words beside a verb say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Local {
    negated: bool,
    future: bool,
    would: bool,
    perfect: bool,
    possible: bool,
    obliged: bool,
    must: bool,
    conditional: bool,
}

/// A step up: the governing word, and where under it the act stands.
#[derive(Clone, Copy, Debug)]
struct Governor {
    at: usize,
    kind: Kind,
    /// The act is a noun under it, not a clause.
    nominal: bool,
    /// It stands behind what is told, as its source: "…, officials said".
    aside: bool,
}

/// Climbs from one match.
pub(crate) fn climb(view: &View<'_, '_, '_>, frame: &Frame, found: Match<'_>) -> Option<Act> {
    let code = found.pattern.code.clone()?;
    let act = Act {
        code,
        mode: Mode::Asserted,
        sources: found.sources,
        targets: found.targets,
        reciprocal: found.reciprocal,
        trigger: frame.trigger,
        words: frame.words.clone(),
        clause: frame.clause,
        kind: frame.kind,
        line: found.pattern.line,
        score: found.score,
        guessed: found.guessed,
        steps: Vec::new(),
        passed: Vec::new(),
        dropped: false,
        denied: false,
        judgement: found.pattern.swapped && frame.kind != HeadKind::Verb,
    };
    // A pattern that demands negation has taken it for its own.
    let negated = found.pattern.slots.iter().any(|s| matches!(s, Slot::Negated));
    let mut climber = Climber { view, act, negated, hypothetical: false, refuses: negated, refused: None };
    climber.run(frame);
    climber.finish()
}

struct Climber<'v, 'a, 'd, 't> {
    view: &'v View<'a, 'd, 't>,
    act: Act,
    negated: bool,
    hypothetical: bool,
    /// The pattern itself demands negation: "would not comment".
    refuses: bool,
    /// The matrix word whose negation made a refusal of it.
    refused: Option<usize>,
}

impl Climber<'_, '_, '_, '_> {
    fn run(&mut self, frame: &Frame) {
        let mut at = frame.clause;
        if frame.kind == HeadKind::Noun {
            // "No talks were held" negates the verb; it is told there.
            let subject = matches!(self.view.tree.relation(frame.trigger), Relation::Nsubj | Relation::NsubjPass);
            let told = subject && frame.clause != frame.trigger;
            self.negated ^= !told && self.view.framer.is_denied_noun(frame.trigger);
            at = self.climb_noun(frame.trigger, frame.clause);
        } else if self.view.framer.takes_nothing(frame) {
            self.negated = !self.negated;
        }
        for _ in 0..8 {
            let Some(next) = self.step(at) else { return };
            at = next;
        }
    }

    /// One level: what stands beside the verb, then the word above it. Nothing where the climb ends.
    fn step(&mut self, at: usize) -> Option<usize> {
        let tree = self.view.tree;
        let mut verb = at;
        let mut local = self.local(verb);
        if self.refused == Some(verb) {
            local.negated = false;
            local.future = false;
        }
        // "will meet X and sign Y": the second verb shares what stands before the first.
        for _ in 0..4 {
            let shares = tree.relation(verb) == Relation::Conj && tree.head(verb).is_some_and(|h| self.can_govern(h));
            if !shares {
                break;
            }
            let own = tree.child(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_some();
            verb = tree.head(verb)?;
            if !own {
                let shared = self.local(verb);
                local.future |= shared.future;
                local.would |= shared.would;
                local.possible |= shared.possible;
                local.obliged |= shared.obliged;
                local.must |= shared.must;
                local.conditional |= shared.conditional;
            }
        }
        self.negated ^= local.negated;
        let governor = self.governor(verb);
        match governor {
            Some(g) if matches!(g.kind, Kind::Report | Kind::Allege) => {
                let speakers = self.actors_of_subject(g.at);
                if self.disowns(local, &speakers) {
                    self.deny(g.at, speakers);
                    return self.upwards(g.at);
                }
                if self.act.judgement && self.act.sources.is_empty() {
                    self.act.sources.clone_from(&speakers);
                }
                self.modal(verb, local, Some(&speakers));
                self.allege(g, &speakers);
                if !speakers.is_empty() && self.act.mode == Mode::Asserted {
                    self.act.mode = Mode::Reported;
                }
                if self.local(g.at).negated || self.is_rumour(g.at) {
                    self.hypothetical = true;
                }
                self.upwards(g.at)
            }
            Some(g) => {
                if local.conditional {
                    self.hypothetical = true;
                }
                self.apply(g);
                self.upwards(g.at)
            }
            None => {
                let unreal = (self.act.code.root() == "08" && self.is_purpose(verb))
                    || self.is_of_what_is_not(verb)
                    || self.goes_with_what_may_be(verb);
                self.hypothetical |= unreal;
                self.modal(verb, local, None);
                if self.under_clause(verb) { tree.head(verb) } else { None }
            }
        }
    }

    /// "sent an envoy to end the war", "talks on ending the war", "confidence in ending the war": what is meant to be, and has
    /// not been.
    fn is_purpose(&self, verb: usize) -> bool {
        let tree = self.view.tree;
        let loose = matches!(tree.relation(verb), Relation::Advcl | Relation::Acl);
        let openers = ["to", "at", "for", "on", "about", "toward", "towards", "of"];
        let opens = |m: usize| {
            let is = |o: &str| tree.form(m).eq_ignore_ascii_case(o);
            openers.into_iter().any(is) || (is("in") && m > tree.range().start && tree.is_noun(m - 1))
        };
        loose && tree.related(verb, &[Relation::Mark, Relation::Case]).any(opens)
    }

    /// "had no knowledge of efforts to", "was at no time aware of a plan to": of what nobody knows or takes part in.
    fn is_of_what_is_not(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let linked = [Relation::Nmod, Relation::Obl, Relation::Obj, Relation::Conj];
        // "no evidence that he broke the law", "no sign they will meet".
        let clause = [Relation::Acl, Relation::AclRelcl, Relation::Ccomp];
        let mut outer = at;
        for step in 0..4 {
            let relation = tree.relation(outer);
            let climbs = linked.contains(&relation) || (step == 0 && clause.contains(&relation));
            let Some(head) = tree.head(outer).filter(|_| climbs) else { return false };
            if step == 0 && clause.contains(&relation) && !tree.is_noun(head) {
                return false;
            }
            let known = KNOWN.contains(&tree.lemma(head)) || KNOWN.contains(&tree.lemma(outer));
            let verb = matches!(tree.upos(head), Upos::Verb | Upos::Adj);
            // "at no time was aware of it or took part in it".
            let first = (tree.relation(head) == Relation::Conj && tree.child(head, &[Relation::Nsubj]).is_none())
                .then(|| tree.head(head))
                .flatten();
            let negated = self.view.framer.is_negated(head) || first.is_some_and(|f| self.view.framer.is_negated(f));
            let denied = self.view.framer.is_denied_noun(head) || (verb && negated);
            if known && denied {
                return true;
            }
            outer = head;
        }
        false
    }

    /// "could pay farmers, helping them": a participle shares what may be of its verb.
    fn goes_with_what_may_be(&self, verb: usize) -> bool {
        let tree = self.view.tree;
        let loose = tree.relation(verb) == Relation::Advcl && tree.token(verb).xpos == Xpos::Vbg;
        let own = tree.child(verb, &[Relation::Nsubj, Relation::Mark]).is_some();
        let above = tree.head(verb).filter(|_| loose && !own).map(|head| self.local(head));
        above.is_some_and(|l| l.possible || l.conditional || (l.would && l.perfect))
    }

    /// Where to go on above a matrix word.
    fn upwards(&self, at: usize) -> Option<usize> {
        if self.act.dropped {
            return None;
        }
        let noun = self.view.tree.is_noun(at);
        Some(if noun { self.climb_noun(at, at) } else { at })
    }

    /// A clause under an unknown verb or adjective inherits what is said of that ("was happy to have met").
    fn under_clause(&self, verb: usize) -> bool {
        let tree = self.view.tree;
        // "ruled out sending troops to help Marovia": what it was for shares its fate.
        let purpose = tree.relation(verb) == Relation::Advcl
            && tree.token(verb).xpos == Xpos::Vb
            && self.view.framer.is_infinitive(verb);
        (purpose || tree.relation(verb) == Relation::Xcomp) && tree.head(verb).is_some_and(|h| self.can_govern(h))
    }

    fn can_govern(&self, at: usize) -> bool {
        matches!(self.view.tree.upos(at), Upos::Verb | Upos::Aux | Upos::Adj)
            || self.view.tree.child(at, &[Relation::Cop]).is_some()
    }

    /// From a noun to the verb that carries it, where that is a light verb; else the noun.
    fn climb_noun(&self, noun: usize, clause: usize) -> usize {
        if clause != noun {
            return clause;
        }
        let frame = self.view.framer.noun(noun);
        frame.clause
    }

    /// A matrix word does to the act what its kind says.
    fn apply(&mut self, governor: Governor) {
        let Governor { at, kind, nominal, .. } = governor;
        if !matches!(kind, Kind::Start | Kind::Try) {
            self.act.passed.push(at);
        }
        let above = self.actors_of_subject(at);
        let meant = matches!(kind, Kind::Promise | Kind::Intend | Kind::Urge | Kind::Demand);
        if nominal && meant && above.is_empty() && self.is_of_nobody(at) {
            self.act.dropped = true;
            return;
        }
        let negated_above = self.local(at).negated && matches!(kind, Kind::Agree | Kind::Intend | Kind::Promise);
        // "has no plans to free them".
        let denied = self.view.tree.is_noun(at) && self.view.framer.is_denied_noun(at);
        // "a moderate willing to criticise his party": what somebody is like.
        let describes = self.view.tree.upos(at) == Upos::Adj
            && kind == Kind::Promise
            && matches!(self.view.tree.relation(at), Relation::Acl | Relation::Amod | Relation::Advcl)
            && self.view.tree.child(at, &[Relation::Cop]).is_none();
        if describes || (denied && matches!(kind, Kind::Agree | Kind::Intend | Kind::Promise)) {
            self.hypothetical = true;
        }
        self.hypothetical |= kind == Kind::Intend && self.is_overtaken(at);
        let inverted = std::mem::take(&mut self.negated);
        if inverted {
            self.invert(kind, at);
        }
        let own_call = kind == Kind::Urge
            && match self.act.code.root() {
                "04" => self.is_party(&above, at),
                // "will seek a pact with Marovia" means one's own.
                "05" | "06" => {
                    let seeks = self.view.tree.lemma(at) == "seek";
                    seeks && self.is_party(&above, at) && self.asked_from(at).is_empty()
                }
                _ => false,
            };
        let kind = if own_call {
            Kind::Promise
        } else if negated_above {
            // "will not agree to meet" is a refusal; "did not agree to meet" tells nothing.
            self.refused = self.local(at).future.then_some(at);
            Kind::Refuse
        } else {
            kind
        };
        let kind = if kind == Kind::Order { self.who_is_ordered(at, &above) } else { kind };
        if kind == Kind::Deny {
            self.deny(at, above);
            return;
        }
        let mutual = self.act.reciprocal;
        let before = self.act.code.clone();
        self.transform(kind, at);
        if self.act.dropped {
            return;
        }
        // "asked them not to turn refugees away": that they are asked is so.
        let asked = matches!(kind, Kind::Urge | Kind::Demand);
        if asked && inverted && self.act.code != before && self.act.mode == Mode::Hypothetical {
            self.act.mode = Mode::Asserted;
        }
        if kind == Kind::Agree && self.act.targets.is_empty() && above.len() >= 2 {
            self.act.reciprocal = true;
        }
        if kind.addresses() {
            self.address(at, above, mutual && nominal);
        } else if self.act.sources.is_empty()
            || self.act.guessed
            || ((nominal || self.act.kind == HeadKind::Noun) && !above.is_empty())
        {
            self.take_source(at, above);
        }
    }

    /// "The gym offers joint exercises": what is offered, planned or asked for by a thing that is nobody's tells no event.
    fn is_of_nobody(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let subjects = if tree.is_verb(at) { self.view.framer.subjects_of(at, 0) } else { Vec::new() };
        let nobody = |&s: &usize| {
            tree.upos(s) == Upos::Noun
                && tree.form(s).starts_with(char::is_lowercase)
                && !tree.is_relative(s)
                && !tree.holds(&self.view.patterns.people, s)
                && self.view.actors_at(s).is_empty()
                && self.view.owners(s).is_empty()
        };
        let told = subjects.contains(&self.act.trigger);
        self.act.kind == HeadKind::Noun && !told && !subjects.is_empty() && subjects.iter().all(nobody)
    }

    /// "have been expected to sign", "was originally scheduled": what was meant, and has not come.
    fn is_overtaken(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let says = |c: usize, words: &[&str]| words.iter().any(|w| tree.form(c).eq_ignore_ascii_case(w));
        let first = tree.related(at, &[Relation::Advmod]).any(|c| says(c, &["originally", "initially", "previously"]));
        let been = tree.is_passive(at)
            && tree.related(at, &[Relation::Aux]).any(|c| says(c, &["have", "has", "had"]))
            && ["expect", "schedule"].contains(&tree.lemma(at));
        first || been
    }

    /// Whether the caller for talks takes part in them: "called for talks with Tarquia".
    fn is_party(&self, above: &[usize], at: usize) -> bool {
        let sources = &self.act.sources;
        let own = sources.is_empty() || sources.iter().any(|s| above.iter().any(|a| self.view.same(*s, *a)));
        own && !self.act.targets.is_empty()
            && self.actors_of_object(at).is_empty()
            && !self.act.targets.iter().all(|t| above.iter().any(|a| self.view.same(*t, *a)))
    }

    /// A court orders a state; a president orders his own troops to act.
    fn who_is_ordered(&self, at: usize, above: &[usize]) -> Kind {
        let ordered = self.actors_of_object(at);
        let court = above.iter().any(|&a| self.view.mention(a).code.trigrams().any(|t| t == "JUD"));
        let country = |actor: &usize| self.view.mention(*actor).code.country().map(str::to_owned);
        let foreign = ordered.iter().any(|o| above.iter().any(|a| country(a) != country(o)));
        if (court && !ordered.is_empty()) || foreign { Kind::Demand } else { Kind::Order }
    }

    /// Negation under a matrix word: "vowed not to attack" is a promise of peace.
    fn invert(&mut self, kind: Kind, at: usize) {
        let friendly = self.act.code.root() < "09";
        let inner = if friendly { Kind::Refuse } else { Kind::Stop };
        match kind {
            Kind::Urge
            | Kind::Demand
            | Kind::Agree
            | Kind::Promise
            | Kind::Intend
            | Kind::Announce
            | Kind::Order
            | Kind::Threaten => {
                let inner = if friendly && matches!(kind, Kind::Urge | Kind::Demand) { Kind::Stop } else { inner };
                self.transform(inner, at);
                if self.act.mode == Mode::Negated {
                    self.act.mode = Mode::Hypothetical;
                }
            }
            Kind::Deny => {}
            _ => self.negated = true,
        }
    }

    fn transform(&mut self, kind: Kind, at: usize) {
        let before = self.act.code.clone();
        match self.view.patterns.modes.outcome(kind, &before) {
            Outcome::Code(code) => self.act.code = code,
            Outcome::Keep => {
                if matches!(kind, Kind::Intend | Kind::Promise | Kind::Order) && self.act.mode == Mode::Asserted {
                    self.act.mode = Mode::Intended;
                }
            }
            Outcome::Drop => self.act.dropped = true,
            Outcome::Negated => self.act.mode = Mode::Negated,
            Outcome::Hypothetical => self.hypothetical = true,
        }
        if self.act.code != before {
            self.act.reciprocal &= self.act.code.root() == "03";
            self.act.steps.push(format!("{}: {} → {}", self.view.tree.lemma(at).to_lowercase(), before, self.act.code));
        } else if !matches!(kind, Kind::Start | Kind::Report) {
            self.act.steps.push(format!("{}: {} {}", self.view.tree.lemma(at).to_lowercase(), kind.name(), before));
        }
    }

    /// Who asks or demands becomes the source; whom it asks, or who would act, the target.
    fn address(&mut self, at: usize, above: Vec<usize>, mutual: bool) {
        let mut asked = self.actors_of_object(at);
        if asked.is_empty() {
            asked = self.asked_from(at);
        }
        let doers = std::mem::take(&mut self.act.sources);
        let differ = |list: Vec<usize>| {
            list.into_iter().filter(|t| !above.iter().any(|s| self.view.same(*s, *t))).collect::<Vec<_>>()
        };
        let (asked, doers) = (differ(asked), differ(doers));
        if !asked.is_empty() {
            self.act.targets = asked;
        } else if !doers.is_empty() {
            if mutual {
                self.act.targets.splice(0..0, doers);
            } else {
                self.act.targets = doers;
            }
        }
        self.act.targets = differ(std::mem::take(&mut self.act.targets));
        if self.act.targets.is_empty() {
            self.act.targets = differ(self.actors_of_phrases(at));
        }
        self.act.sources = above;
        self.act.reciprocal = false;
        self.act.guessed = false;
    }

    fn take_source(&mut self, at: usize, above: Vec<usize>) {
        if above.is_empty() {
            return;
        }
        let old = std::mem::replace(&mut self.act.sources, above);
        self.act.guessed = false;
        let others: Vec<usize> =
            old.into_iter().filter(|o| !self.act.sources.iter().any(|s| self.view.same(*s, *o))).collect();
        if self.act.targets.is_empty() || !others.is_empty() {
            self.act.targets = others;
        }
        if self.act.targets.is_empty() {
            self.act.targets = self.actors_of_object(at);
        }
        if self.act.targets.is_empty() {
            self.act.targets = self.actors_of_phrases(at);
        }
        let sources = self.act.sources.clone();
        self.act.targets.retain(|t| !sources.iter().any(|s| self.view.same(*s, *t)));
    }

    /// A denial: who says that it is not so; of the act under it nothing is left.
    fn deny(&mut self, at: usize, above: Vec<usize>) {
        let said = self.local(at);
        self.act.denied = true;
        self.transform(Kind::Deny, at);
        let inner = std::mem::take(&mut self.act.targets);
        let doers = std::mem::take(&mut self.act.sources);
        self.act.targets =
            inner.into_iter().chain(doers).filter(|t| !above.iter().any(|s| self.view.same(*s, *t))).take(1).collect();
        self.act.sources = above;
        self.act.reciprocal = false;
        self.act.mode = if said.negated { Mode::Negated } else { Mode::Asserted };
        self.negated = false;
        self.hypothetical = false;
    }

    /// Modals: "will meet" is a plan, "would not meet" a refusal, "should meet" somebody's appeal.
    fn modal(&mut self, at: usize, local: Local, speakers: Option<&[usize]>) {
        if local.conditional {
            self.hypothetical = true;
        }
        let reported = speakers.is_some();
        if self.refuses {
            return;
        }
        // "would have objected": he did not.
        if local.would && local.perfect {
            self.hypothetical = true;
            return;
        }
        // "If they meet, the rebels will leave": nobody says so but the writer.
        if local.future && !reported && self.has_condition(at) {
            self.hypothetical = true;
            return;
        }
        if local.future || (local.would && (reported || !self.depends(at))) {
            let kind = if std::mem::take(&mut self.negated) { Kind::Refuse } else { Kind::Intend };
            let before = self.act.code.clone();
            self.transform_quietly(kind);
            if self.act.code != before {
                let word = if kind == Kind::Refuse { "will not" } else { "will" };
                self.act.steps.push(format!("{word}: {before} → {}", self.act.code));
            }
        } else if local.obliged {
            self.oblige(local, speakers.unwrap_or_default());
        } else if local.would || local.possible {
            self.hypothetical = true;
        }
    }

    /// Whether those who speak say that they do not use force: "the army said it had not fired on protesters".
    fn disowns(&self, local: Local, speakers: &[usize]) -> bool {
        let own = self.act.sources.iter().any(|d| speakers.iter().any(|s| self.view.same(*s, *d)));
        let force = matches!(self.act.code.root(), "17" | "18" | "19" | "20");
        let meant = local.future || local.would || local.possible || local.obliged || local.conditional;
        self.negated && own && force && !meant && !self.hypothetical && self.act.mode == Mode::Asserted
    }

    /// Who tells of another's violence without being neutral accuses: those who allege, and those on the victims' side.
    fn allege(&mut self, said: Governor, speakers: &[usize]) {
        let hostile = self.act.code.root() >= "15" || self.act.code.as_str().starts_with("111");
        let told = self.act.mode == Mode::Asserted && !self.negated && !self.hypothetical;
        let nobody = self.act.sources.is_empty() && said.kind != Kind::Allege;
        // "…, the ministry said" tells where the news is from.
        let tail = said.aside || self.act.trigger < said.at;
        if tail && said.kind != Kind::Allege {
            return;
        }
        if !hostile || !told || nobody || speakers.is_empty() {
            return;
        }
        let own = self.act.sources.iter().any(|d| speakers.iter().any(|s| self.view.same(*s, *d)));
        let of_victims = |s: &usize| {
            let country = self.country(*s);
            let one_of_them = self.act.targets.iter().any(|t| self.view.mention(*t).code == self.view.mention(*s).code);
            one_of_them
                || country.is_some()
                    && self.act.targets.iter().any(|t| self.country(*t) == country)
                    && self.act.sources.iter().all(|d| self.country(*d).is_some() && self.country(*d) != country)
        };
        let partial = speakers.iter().any(of_victims);
        if own && said.kind == Kind::Allege {
            // "claimed that they had attacked": what is claimed is no more than that.
            if let Some(claim) = self.view.patterns.modes.duty("claimed").and_then(|p| p.code.clone()) {
                self.act.steps.push(format!("{}: {} → {claim}", self.view.tree.lemma(said.at), self.act.code));
                self.act.code = claim;
                self.act.reciprocal = false;
            }
        }
        if own || !(said.kind == Kind::Allege || partial) {
            return;
        }
        let before = self.act.code.clone();
        self.transform_quietly(Kind::Allege);
        if self.act.code != before {
            self.act.steps.push(format!("{}: {before} → {}", self.view.tree.lemma(said.at), self.act.code));
            self.act.targets = std::mem::replace(&mut self.act.sources, speakers.to_vec());
            self.act.reciprocal = false;
        }
    }

    fn country(&self, actor: usize) -> Option<&str> {
        self.view.mention(actor).code.country()
    }

    /// Whether the verb stands in or over a condition, so that "would" tells of no plan.
    fn depends(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let main = matches!(tree.relation(at), Relation::Root | Relation::Conj | Relation::Ccomp | Relation::AclRelcl);
        !main || self.has_condition(at) || self.act.sources.is_empty()
    }

    fn has_condition(&self, at: usize) -> bool {
        let tree = self.view.tree;
        tree.related(at, &[Relation::Advcl]).any(|c| {
            tree.related(c, &[Relation::Mark])
                .any(|m| ["if", "unless", "were"].iter().any(|w| tree.form(m).eq_ignore_ascii_case(w)))
        })
    }

    fn transform_quietly(&mut self, kind: Kind) {
        match self.view.patterns.modes.outcome(kind, &self.act.code) {
            Outcome::Code(code) => {
                self.act.reciprocal &= code.root() == "03";
                self.act.code = code;
            }
            Outcome::Keep if self.act.mode == Mode::Asserted => self.act.mode = Mode::Intended,
            Outcome::Keep => {}
            Outcome::Drop => self.act.dropped = true,
            Outcome::Negated => self.act.mode = Mode::Negated,
            Outcome::Hypothetical => self.hypothetical = true,
        }
    }

    fn oblige(&mut self, local: Local, speakers: &[usize]) {
        let doers = self.act.sources.clone();
        let others = doers.iter().any(|d| !speakers.iter().any(|s| self.view.same(*s, *d)));
        if speakers.is_empty() || !others {
            self.hypothetical = true;
            return;
        }
        if std::mem::take(&mut self.negated) {
            self.transform_quietly(Kind::Stop);
            if self.act.mode == Mode::Negated {
                self.act.mode = Mode::Asserted;
            }
        }
        let kind = if local.must { Kind::Demand } else { Kind::Urge };
        let before = self.act.code.clone();
        self.transform_quietly(kind);
        self.act.steps.push(format!("{}: {before} → {}", if local.must { "must" } else { "should" }, self.act.code));
        self.act.targets = doers;
        self.act.sources = speakers.to_vec();
        self.act.reciprocal = false;
    }

    fn finish(mut self) -> Option<Act> {
        if self.act.judgement {
            let told = |t: &usize| !self.act.sources.iter().any(|s| self.view.same(*s, *t));
            let targets: Vec<usize> = self.act.targets.iter().copied().filter(told).collect();
            if self.act.sources.is_empty() || targets.is_empty() {
                return None;
            }
            self.act.targets = targets;
        }
        if self.negated && !matches!(self.act.mode, Mode::Hypothetical) {
            self.act.mode = Mode::Negated;
        } else if self.hypothetical && self.act.mode != Mode::Negated {
            self.act.mode = Mode::Hypothetical;
        }
        if self.question() && self.act.mode != Mode::Negated {
            self.act.mode = Mode::Hypothetical;
        }
        Some(self.act)
    }

    /// Whether the act stands in what is asked: a sentence, or its last quotation, that ends in a question mark.
    fn question(&self) -> bool {
        let tree = self.view.tree;
        let closes = |t: usize| matches!(tree.form(t), "\"" | "”" | "'" | "’" | ")");
        let Some(last) = tree.range().rev().find(|&t| !closes(t)).filter(|&t| tree.form(t) == "?") else {
            return false;
        };
        let opened = (tree.range().start..last).rev().find(|&t| matches!(tree.form(t), "\"" | "“" | "‘"));
        opened.is_none_or(|quote| self.act.trigger > quote)
    }
}
