//! Which pattern a word with its frame fits best, and who fills the pattern's places.

mod bystanders;
mod deeds;
mod sources;
mod targets;

use crate::frame::{Frame, Phrase};
use crate::mention::ActorMention;
use crate::patterns::{HeadKind, Pattern, Slot, Symbol, Words};
use crate::standing::is_party;
use crate::view::View;
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::CameoCode;

/// A pattern that fits, with who fills its places (indexes into [`Mentions::actors`]).
#[derive(Clone, Debug)]
pub(crate) struct Match<'p> {
    pub(crate) pattern: &'p Pattern,
    pub(crate) sources: Vec<usize>,
    pub(crate) targets: Vec<usize>,
    pub(crate) score: u32,
    /// Words that the pattern's own demands took: they tell no event of their own.
    pub(crate) taken: Vec<usize>,
    pub(crate) reciprocal: bool,
    /// The source was guessed from the clause around a noun.
    pub(crate) guessed: bool,
}

/// Why a pattern does not fit.
#[derive(Clone, Debug)]
pub(crate) enum Miss {
    /// A demand was not met, or a forbidden thing was there.
    Slot(usize),
    /// The particle is not there.
    Particle,
    /// The subject is nobody who acts.
    Subject,
    /// Nobody takes part.
    Nobody,
}

impl<'a> View<'a, '_, '_> {
    /// The pattern that fits best, `---` patterns included.
    pub(crate) fn best(&self, frame: &Frame) -> Option<Match<'a>> {
        let lemma = self.head_symbol(frame.kind, frame.trigger);
        let mut best: Option<Match<'a>> = None;
        for pattern in self.patterns.of_head(frame.kind, lemma) {
            let Ok(found) = self.fit(pattern, frame) else { continue };
            let better = best.as_ref().is_none_or(|b| {
                found.score > b.score
                    || (found.score == b.score && found.pattern.code.is_none() && b.pattern.code.is_some())
            });
            if better {
                best = Some(found);
            }
        }
        best
    }

    /// Fits one pattern to a frame.
    pub(crate) fn fit(&self, pattern: &'a Pattern, frame: &Frame) -> Result<Match<'a>, Miss> {
        Fitting::new(self, frame, pattern).run()
    }
}

/// One pattern on its way through a frame.
struct Fitting<'v, 'a, 'd, 't> {
    view: &'v View<'a, 'd, 't>,
    frame: &'v Frame,
    pattern: &'a Pattern,
    sources: Option<Vec<usize>>,
    targets: Vec<usize>,
    score: u32,
    taken: Vec<usize>,
    /// Heads of the phrases that the pattern demands.
    named: Vec<usize>,
    /// The verb of the clause that the pattern asks for by name.
    completion: Option<usize>,
}

impl<'v, 'a, 'd, 't> Fitting<'v, 'a, 'd, 't> {
    fn new(view: &'v View<'a, 'd, 't>, frame: &'v Frame, pattern: &'a Pattern) -> Self {
        Fitting {
            view,
            frame,
            pattern,
            sources: None,
            targets: Vec::new(),
            score: 0,
            taken: Vec::new(),
            named: Vec::new(),
            completion: None,
        }
    }

    fn run(mut self) -> Result<Match<'a>, Miss> {
        self.particle()?;
        for (at, slot) in self.pattern.slots.iter().enumerate() {
            if !self.meet(slot) {
                return Err(Miss::Slot(at));
            }
        }
        let guessed = self.fill_sources()?;
        if self.pattern.code.is_some() {
            self.fill_targets();
        }
        let sources = self.sources.take().unwrap_or_default();
        for slot in &self.pattern.slots {
            if let Slot::SourceRoles(roles) = slot {
                let fits = |&actor: &usize| acts_as(self.view.mention(actor), roles, self.pattern);
                if !sources.iter().any(fits) {
                    return Err(Miss::Subject);
                }
                // A state is what any pattern of states is written for: that it may be asked for adds nothing.
                if sources.iter().any(|&s| has_role(self.view.mention(s), roles)) {
                    self.score += slot.weight();
                }
            }
        }
        if self.is_accident(&sources) {
            return Err(Miss::Subject);
        }
        let mut targets = self.without_sources(&sources);
        // "put its fleet on alert" is against no fleet.
        let posture =
            |c: &CameoCode| c.root() == "15" || ["074", "087", "166"].iter().any(|moved| c.as_str().starts_with(moved));
        let mut sources = sources;
        if self.pattern.code.as_ref().is_some_and(posture) {
            let moved = targets.iter().copied().find(|&t| self.is_moved(t, &sources));
            targets.retain(|&t| !self.is_moved(t, &sources));
            // "Police were deployed": they are who shows strength.
            let shows = |c: &CameoCode| c.root() == "15" || c.as_str() == "074";
            let bare = sources.is_empty() && targets.is_empty() && self.pattern.code.as_ref().is_some_and(shows);
            sources.extend(moved.filter(|_| bare));
        }
        // "lodged a protest" tells of no protesters.
        let words = self.pattern.code.as_ref().is_some_and(|c| c.root() == "11");
        let unrest =
            |at: usize| words && self.taken.contains(&at) && self.view.tree.holds(&self.view.patterns.unrest, at);
        targets.retain(|&t| !unrest(self.view.mention(t).head));
        if self.pattern.code.is_some() && sources.is_empty() && targets.is_empty() {
            return Err(Miss::Nobody);
        }
        if self.pattern.swapped {
            std::mem::swap(&mut sources, &mut targets);
        }
        let mut reciprocal = self.pattern.reciprocal || (targets.is_empty() && sources.len() >= 2 && self.is_mutual());
        if sources.is_empty() && self.parts_parties(&targets) {
            sources.push(targets.remove(0));
            reciprocal = true;
        }
        Ok(Match {
            pattern: self.pattern,
            sources,
            targets,
            score: self.score + 1,
            taken: self.taken,
            reciprocal,
            guessed,
        })
    }

    /// "The plane crashed, killing nine": no deed of anybody, where no armed party is told.
    fn is_accident(&self, sources: &[usize]) -> bool {
        let tree = self.view.tree;
        let at = self.frame.trigger;
        let violent = self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "18" | "19"));
        if !violent || tree.token(at).xpos != Xpos::Vbg || tree.relation(at) != Relation::Advcl {
            return false;
        }
        let Some(verb) = tree.head(at) else { return false };
        let accidents = &self.view.patterns.accidents;
        let parts = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl];
        let told = tree.holds(accidents, verb) || tree.related(verb, &parts).any(|p| tree.holds(accidents, p));
        let armed = |&s: &usize| {
            self.view.mention(s).code.trigrams().any(|t| matches!(t, "MIL" | "REB" | "UAF" | "INS" | "SEP" | "CRM"))
        };
        told && !sources.iter().any(armed)
    }

    fn without_sources(&self, sources: &[usize]) -> Vec<usize> {
        self.targets.iter().copied().filter(|&t| !sources.iter().any(|&s| self.view.same(s, t))).collect()
    }

    fn particle(&mut self) -> Result<(), Miss> {
        let Some(particle) = self.pattern.head.particle else { return Ok(()) };
        let tree = self.view.tree;
        let trigger = self.frame.trigger;
        if self.frame.kind == HeadKind::Noun {
            let before = trigger.checked_sub(1).filter(|t| tree.range().contains(t));
            if before.is_none_or(|t| tree.symbol(t) != particle) {
                return Err(Miss::Particle);
            }
            self.score += 40;
            return Ok(());
        }
        let child = tree.children(trigger).iter().copied().find(|&c| {
            tree.symbol(c) == particle
                && matches!(
                    tree.relation(c),
                    Relation::CompoundPrt | Relation::Advmod | Relation::Case | Relation::Obl | Relation::Xcomp
                )
        });
        let near = (trigger + 1..(trigger + 5).min(tree.range().end)).find(|&t| {
            let small =
                matches!(tree.upos(t), Upos::Adp | Upos::Adv | Upos::Part) && tree.relation(t) != Relation::Case;
            tree.symbol(t) == particle && (small || t == trigger + 1)
        });
        match child.or(near) {
            Some(at) => {
                self.taken.push(at);
                self.score += 40;
                Ok(())
            }
            None => Err(Miss::Particle),
        }
    }

    /// The objects; with a particle that the tree took for a preposition, its phrase too.
    fn objects(&self) -> Vec<usize> {
        let mut objects = self.frame.objects.clone();
        if let Some(particle) = self.pattern.head.particle.filter(|_| objects.is_empty()) {
            objects.extend(self.frame.phrases.iter().filter(|p| p.preposition == particle).map(|p| p.head));
        }
        objects
    }

    fn meet(&mut self, slot: &Slot) -> bool {
        match slot {
            Slot::Target { optional, roles } => {
                let found = self.object_actors(roles);
                self.take_targets(found, slot, *optional)
            }
            Slot::PhraseTarget { prepositions, optional, roles } => {
                let found = self.phrase_actors(prepositions, roles);
                self.take_targets(found, slot, *optional)
            }
            Slot::PhraseSource { prepositions } => {
                let found = self.phrase_actors(prepositions, &Vec::new());
                if !found.is_empty() {
                    self.sources = Some(found);
                    self.score += slot.weight();
                }
                true
            }
            Slot::Both { prepositions } => self.both(prepositions, slot),
            Slot::SourceRoles(_) => true,
            Slot::SubjectWords(words) => {
                let Some(&subject) = self.frame.subjects.iter().find(|&&s| self.view.holds(words, s)) else {
                    return false;
                };
                // "The shelling of the port killed nine": whose the port is did not shell it.
                let deed = self.view.tree.holds(&self.view.patterns.assaults, subject);
                let sources = if deed { self.doers(subject) } else { self.view.owners(subject) };
                self.sources = Some(sources);
                self.taken.push(subject);
                self.score += self.view.extra(words, subject);
                self.count(slot)
            }
            Slot::Object(words) => {
                let Some(object) = self.objects().into_iter().find(|&o| self.view.holds(words, o)) else {
                    return false;
                };
                if !matches!(words, Words::Any) {
                    self.taken.push(object);
                    self.score += self.view.extra(words, object);
                }
                self.count(slot)
            }
            Slot::Phrase { prepositions, words } => {
                let found = self
                    .frame
                    .phrases
                    .iter()
                    .find(|p| prepositions.contains(&p.preposition) && self.view.holds(words, p.head))
                    .map(|p| p.head)
                    .or_else(|| self.clause_after(prepositions, words));
                let Some(head) = found else { return false };
                self.score += self.view.extra(words, head);
                if !matches!(words, Words::Any | Words::Place) {
                    self.taken.push(head);
                    // "agreed to talk to the rebels": whom the clause names.
                    if self.view.tree.is_verb(head) {
                        self.completion = Some(head);
                    }
                }
                self.named.push(head);
                self.count(slot)
            }
            Slot::Complement(words) => {
                let any = matches!(words, Words::Any);
                // "vowed not to attack" is no vow to attack.
                let fits = |c: &&usize| {
                    let framer = &self.view.framer;
                    self.view.holds(words, **c)
                        && if any {
                            framer.is_clause(**c) || self.view.tree.is_noun(**c)
                        } else {
                            !framer.is_negated(**c)
                        }
                };
                let Some(&verb) = self.frame.complements.iter().find(fits) else { return false };
                // "called her to congratulate her" is a call and praise.
                let call = self.pattern.code.as_ref().is_some_and(|c| c.root() == "04");
                if !any && !call {
                    self.taken.push(verb);
                }
                // What is hoped or feared tells of whom.
                let mood = self.pattern.code.as_ref().is_some_and(|c| matches!(c.as_str(), "012" | "013"));
                let accused = self.pattern.code.as_ref().is_some_and(|c| c.as_str().starts_with("112"));
                if (!any && !call) || (any && (mood || accused)) {
                    self.completion = Some(verb);
                }
                self.count(slot)
            }
            Slot::Not(inner) => !self.present(inner),
            Slot::Negated => {
                let framer = &self.view.framer;
                (framer.is_negated(self.frame.clause) || framer.takes_nothing(self.frame)) && self.count(slot)
            }
        }
    }

    fn count(&mut self, slot: &Slot) -> bool {
        self.score += slot.weight();
        true
    }

    /// "accused of jamming": a clause after the preposition.
    fn clause_after(&self, prepositions: &[Symbol], words: &Words) -> Option<usize> {
        let tree = self.view.tree;
        self.frame.complements.iter().copied().find(|&clause| {
            self.view.holds(words, clause)
                && tree
                    .related(clause, &[Relation::Mark, Relation::Case])
                    .any(|m| prepositions.contains(&tree.symbol(m)))
        })
    }

    fn present(&self, slot: &Slot) -> bool {
        Fitting::new(self.view, self.frame, self.pattern).meet(slot)
    }

    fn take_targets(&mut self, found: Vec<usize>, slot: &Slot, optional: bool) -> bool {
        if found.is_empty() {
            // "The two presidents met": those who do it are one another's targets.
            let several = || self.parties() >= 2 || self.is_gathering();
            return optional || (self.pattern.reciprocal && self.stands_alone() && several()) || self.is_mutual();
        }
        self.targets.extend(found);
        self.count(slot)
    }

    /// Whether nothing but what the pattern demands completes the word: "agreed to share" is no "agreed with one another".
    fn stands_alone(&self) -> bool {
        let slots = &self.pattern.slots;
        let object = self.frame.objects.is_empty() || slots.iter().any(|s| matches!(s, Slot::Object(_)));
        // "sat down to count the dead" is a meeting all the same.
        let meeting = self.pattern.code.as_ref().is_some_and(|c| c.root() == "04");
        // "agreed on sharing the water": a gerund is a matter, and no deed beside.
        let tree = self.view.tree;
        let matter = |&c: &usize| {
            let on = |m: usize| ["on", "over", "about"].iter().any(|w| tree.form(m).eq_ignore_ascii_case(w));
            tree.related(c, &[Relation::Mark, Relation::Case]).any(on)
        };
        let clause = meeting
            || self.frame.complements.iter().all(matter)
            || slots.iter().any(|s| matches!(s, Slot::Complement(_)));
        object && clause
    }

    /// How many actors the subject names, or whose a noun is.
    fn parties(&self) -> usize {
        let mut found = Vec::new();
        for &subject in &self.frame.subjects {
            self.add(self.view.actors_at(subject), &[], &mut found);
        }
        if found.is_empty() && self.frame.kind == HeadKind::Noun {
            found = self.noun_owners();
        }
        found.len()
    }

    /// Whether people of one kind meet: "party leaders met on Monday".
    fn is_gathering(&self) -> bool {
        let tree = self.view.tree;
        let meeting = self.pattern.code.as_ref().is_some_and(|c| c.root() == "04");
        let own = tree.related(self.frame.trigger, &[Relation::Nsubj]);
        let mut plural = own.filter(|&s| matches!(tree.token(s).xpos, Xpos::Nns | Xpos::Nnps));
        let meets = tree.symbol(self.frame.trigger) == self.view.patterns.symbols.get("meet");
        let public = |actor: usize| {
            self.view.mention(actor).code.trigrams().any(|r| matches!(r, "GOV" | "LEG" | "OPP" | "IGO" | "REB"))
        };
        meeting && meets && plural.any(|s| self.view.actors_at(s).into_iter().any(public))
    }

    /// Patterns of meeting, agreeing and questioning want the party itself; others take whose a thing is, or whom a phrase on it names.
    fn is_strict(&self) -> bool {
        let themselves = |c: &CameoCode| matches!(c.root(), "03" | "04" | "06" | "09");
        self.pattern.reciprocal || self.pattern.code.as_ref().is_none_or(themselves)
    }

    fn object_actors(&mut self, roles: &[[u8; 3]]) -> Vec<usize> {
        let mut found = Vec::new();
        for object in self.objects() {
            let actors = self.view.actors_at(object);
            self.add(actors, roles, &mut found);
        }
        if found.is_empty() && !self.is_strict() {
            for object in self.objects() {
                // A party of a certain role must be the object or own it; "reports of a meeting of officials" names none.
                if self.view.tree.holds(&self.view.patterns.kin, object) || self.is_of_subject(object) {
                    continue;
                }
                let owners = if roles.is_empty() { self.owners(object) } else { self.view.possessors(object) };
                self.add(owners, roles, &mut found);
            }
            // Who is released is no phrase on what is: "released a letter from his doctor".
            let released = self.pattern.code.as_ref().is_some_and(|c| c.as_str() == "0841");
            if found.is_empty() && roles.is_empty() && !released {
                let heads: Vec<usize> = self
                    .frame
                    .phrases
                    .iter()
                    .filter(|p| p.on_object && !self.is_victim(p.head) && !self.is_foe_of_object(p))
                    .map(|p| p.head)
                    .collect();
                for head in heads {
                    let actors = self.view.actors_at(head);
                    self.add(actors, roles, &mut found);
                    if !found.is_empty() {
                        break;
                    }
                }
            }
            if !found.is_empty() && !self.pattern.slots.iter().any(|s| matches!(s, Slot::Object(_))) {
                self.score = self.score.saturating_sub(8);
            }
        }
        if found.is_empty() {
            for object in self.objects() {
                self.add(self.delegates(object), roles, &mut found);
            }
        }
        found
    }

    fn add(&self, actors: Vec<usize>, roles: &[[u8; 3]], found: &mut Vec<usize>) {
        for actor in actors {
            if !found.contains(&actor) && has_role(self.view.mention(actor), roles) {
                found.push(actor);
            }
        }
    }

    fn phrase_actors(&self, prepositions: &[Symbol], roles: &[[u8; 3]]) -> Vec<usize> {
        let mut found = Vec::new();
        // Two slots with one preposition ask for one phrase: "in:[jail] in:T".
        let asked = |p: &&Phrase| prepositions.contains(&p.preposition);
        let named = self.frame.phrases.iter().any(|p| asked(&p) && self.named.contains(&p.head));
        let fitting = |p: &&Phrase| asked(p) && (!named || self.named.contains(&p.head));
        for phrase in self.frame.phrases.iter().filter(fitting) {
            self.add(self.view.actors_at(phrase.head), roles, &mut found);
        }
        if found.is_empty() {
            for phrase in self.frame.phrases.iter().filter(fitting) {
                let parties =
                    if self.is_strict() { self.delegates(phrase.head) } else { self.view.concerned(phrase.head) };
                self.add(parties, roles, &mut found);
            }
        }
        found
    }

    /// Of "their Marovian counterparts", who act for somebody, whose they are by name.
    fn delegates(&self, head: usize) -> Vec<usize> {
        let tree = self.view.tree;
        if !tree.holds(&self.view.patterns.instruments, head) {
            return Vec::new();
        }
        let named = tree.related(head, &[Relation::Amod, Relation::Compound, Relation::NmodPoss]);
        named.filter(|&n| tree.upos(n) != Upos::Pron).flat_map(|n| self.view.actors_at(n)).collect()
    }

    /// "between A and B", "of A and B", "between the two sides", "Veldanian-Tarquian talks".
    fn both(&mut self, prepositions: &[Symbol], slot: &Slot) -> bool {
        let parties = self.phrase_actors(prepositions, &Vec::new());
        let (Some(&first), true) = (parties.first(), parties.len() >= 2) else { return false };
        self.sources = Some(vec![first]);
        self.targets.extend(&parties[1..]);
        self.count(slot)
    }
}

/// Whether a source has one of the roles; a state by its bare name acts as its government and, with force, as its army.
fn acts_as(mention: &ActorMention, roles: &[[u8; 3]], pattern: &Pattern) -> bool {
    let state = mention.code.as_str().len() == 3 && is_party(&mention.code);
    let force = pattern.code.as_ref().is_some_and(|c| c.root() >= "15");
    has_role(mention, roles) || (state && roles.iter().any(|r| r == b"GOV" || (force && r == b"MIL")))
}

/// A state by its bare name, or who acts for one.
fn governs(mention: &ActorMention) -> bool {
    let offices = ["GOV", "MIL", "COP", "LEG", "JUD", "SPY"];
    mention.code.as_str().len() == 3 || mention.code.trigrams().any(|t| offices.contains(&t))
}

/// Whether an actor is of a state or body, and not of a role alone ("guards").
fn names_somebody(mention: &ActorMention) -> bool {
    is_party(&mention.code)
}

fn is_optional(slot: &Slot) -> bool {
    matches!(slot, Slot::Target { optional: true, .. } | Slot::PhraseTarget { optional: true, .. })
}

fn has_role(mention: &ActorMention, roles: &[[u8; 3]]) -> bool {
    roles.is_empty() || mention.code.trigrams().any(|t| roles.iter().any(|r| r == t.as_bytes()))
}
