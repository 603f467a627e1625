//! Which pattern a word with its frame fits best, and who fills the pattern's places.

use crate::frame::{Frame, Phrase};
use crate::mention::ActorMention;
use crate::patterns::{HeadKind, Pattern, Slot, Symbol, Words};
use crate::view::View;
use nutgraf_language::{Relation, Upos, Xpos};
use nutgraf_model::{ActorClass, CameoCode, actor_code_classes};

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
        Fitting {
            view: self,
            frame,
            pattern,
            sources: None,
            targets: Vec::new(),
            score: 0,
            taken: Vec::new(),
            named: Vec::new(),
            completion: None,
        }
        .run()
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

impl<'a> Fitting<'_, 'a, '_, '_> {
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
                self.score += slot.weight();
            }
        }
        if self.is_accident(&sources) {
            return Err(Miss::Subject);
        }
        let mut targets = self.without_sources(&sources);
        // "put its fleet on alert" is against no fleet.
        let posture =
            |c: &CameoCode| c.root() == "15" || c.as_str().starts_with("087") || c.as_str().starts_with("166");
        if self.pattern.code.as_ref().is_some_and(posture) {
            targets.retain(|&t| !self.is_own(self.view.mention(t).head, &sources));
        }
        if self.pattern.code.is_some() && sources.is_empty() && targets.is_empty() {
            return Err(Miss::Nobody);
        }
        let mut sources = sources;
        if self.pattern.swapped {
            std::mem::swap(&mut sources, &mut targets);
        }
        let reciprocal = self.pattern.reciprocal;
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
                    self.completion = Some(verb);
                }
                self.count(slot)
            }
            Slot::Not(inner) => !self.present(inner),
            Slot::Negated => self.view.framer.is_negated(self.frame.clause) && self.count(slot),
        }
    }

    /// Whose a deed is: "a Veldanian raid", "a raid by Veldania".
    fn doers(&self, deed: usize) -> Vec<usize> {
        let owners = self.view.possessors(deed);
        if !owners.is_empty() {
            return owners;
        }
        let tree = self.view.tree;
        let by = |n: &usize| tree.preposition(*n).is_some_and(|p| self.view.framer.is_by(tree.symbol(p)));
        let agents = tree.related(deed, &[Relation::Nmod]).filter(by).flat_map(|n| tree.coordinated(n));
        agents.flat_map(|n| self.view.actors_at(n)).collect()
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
        let mut trial = Fitting {
            view: self.view,
            frame: self.frame,
            pattern: self.pattern,
            sources: None,
            targets: Vec::new(),
            score: 0,
            taken: Vec::new(),
            named: Vec::new(),
            completion: None,
        };
        trial.meet(slot)
    }

    fn take_targets(&mut self, found: Vec<usize>, slot: &Slot, optional: bool) -> bool {
        if found.is_empty() {
            // "The two presidents met": those who do it are one another's targets.
            let several = || self.parties() >= 2 || self.is_gathering();
            return optional || (self.pattern.reciprocal && self.stands_alone() && several());
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
        let clause =
            meeting || self.frame.complements.is_empty() || slots.iter().any(|s| matches!(s, Slot::Complement(_)));
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
                let owners = if roles.is_empty() { self.view.owners(object) } else { self.view.possessors(object) };
                self.add(owners, roles, &mut found);
            }
            // Who is released is no phrase on what is: "released a letter from his doctor".
            let released = self.pattern.code.as_ref().is_some_and(|c| c.as_str() == "0841");
            if found.is_empty() && roles.is_empty() && !released {
                let heads: Vec<usize> = self.frame.phrases.iter().filter(|p| p.on_object).map(|p| p.head).collect();
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

    /// Finds who does it; says whether that was a guess.
    fn fill_sources(&mut self) -> Result<bool, Miss> {
        if self.sources.is_some() {
            return Ok(false);
        }
        let frame = self.frame;
        let mut found: Vec<usize> = Vec::new();
        // Of what is said to be a mistake, whose it is stands in the subject.
        let judged = self.pattern.swapped && frame.kind != HeadKind::Verb && !frame.subjects.is_empty();
        if frame.kind == HeadKind::Noun && !judged {
            let owners = self.noun_owners();
            let owners = owners.into_iter().filter(|o| !self.targets.contains(o)).collect();
            self.add(owners, &[], &mut found);
        }
        if found.is_empty() && frame.kind == HeadKind::Noun && !judged && self.view.names_itself(frame.trigger) {
            self.add(self.view.actors_at(frame.trigger), &[], &mut found);
        }
        if found.is_empty() {
            for &subject in &frame.subjects {
                let actors = self.view.actors_at(subject);
                self.add(actors, &[], &mut found);
            }
        }
        if found.is_empty() && !frame.subjects.is_empty() {
            let acts = |s: usize| judged || self.view.tree.holds(&self.view.patterns.instruments, s);
            let instrument = frame.subjects.iter().find(|&&s| acts(s));
            if let Some(&subject) = instrument {
                found = self.view.owners(subject);
            }
            let nobody = frame.subjects.iter().all(|&s| self.view.tree.holds(&self.view.patterns.people, s));
            if found.is_empty()
                && instrument.is_none()
                && !nobody
                && frame.kind != HeadKind::Noun
                && self.pattern.code.is_some()
            {
                return Err(Miss::Subject);
            }
        }
        if found.is_empty() && frame.agentless && frame.kind == HeadKind::Verb {
            found = self.assailants();
        }
        let mut guessed = false;
        if found.is_empty() && frame.kind == HeadKind::Noun && self.takes_nearby() {
            for &subject in &frame.nearby {
                let actors = self.view.actors_at(subject);
                self.add(actors, &[], &mut found);
            }
            // "The minister resigned after the riots": those were not his.
            if self.pattern.code.as_ref().is_some_and(|c| c.root() == "14") {
                found.retain(|&s| !governs(self.view.mention(s)));
            }
            guessed = !found.is_empty();
        }
        self.sources = Some(found);
        Ok(guessed)
    }

    /// "Six people were killed in Veldanian air strikes": whose the act of force is that they suffered in.
    fn assailants(&self) -> Vec<usize> {
        if !self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "17" | "18" | "19" | "20")) {
            return Vec::new();
        }
        let tree = self.view.tree;
        let within = |p: &&Phrase| self.view.patterns.suffering_prepositions.contains(&p.preposition);
        let owners = |phrases: &[Phrase]| -> Vec<usize> {
            let acts = phrases.iter().filter(within).filter(|p| tree.holds(&self.view.patterns.assaults, p.head));
            acts.flat_map(|p| self.view.possessors(p.head)).collect()
        };
        let mut owners_of = owners(&self.frame.phrases);
        // "Nine were hurt and two killed in Veldanian shelling": what stands with the last holds for all.
        let next = tree.related(self.frame.trigger, &[Relation::Conj]).find(|&c| tree.is_passive(c));
        if let Some(next) = next.filter(|_| owners_of.is_empty()) {
            owners_of = owners(&self.view.framer.verb(next).phrases);
        }
        let mut found = Vec::new();
        self.add(owners_of, &[], &mut found);
        found.retain(|&owner| !self.targets.contains(&owner));
        found
    }

    fn takes_nearby(&self) -> bool {
        self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "03" | "04" | "05" | "06" | "14"))
    }

    fn noun_owners(&self) -> Vec<usize> {
        let tree = self.view.tree;
        let direct = [Relation::NmodPoss, Relation::Amod, Relation::Compound];
        let mut found = Vec::new();
        for child in tree.related(self.frame.trigger, &direct) {
            for each in tree.coordinated(child) {
                self.add(self.view.actors_at(each), &[], &mut found);
            }
        }
        if found.is_empty() {
            for phrase in self.frame.phrases.iter().filter(|p| self.view.framer.is_by(p.preposition)) {
                self.add(self.view.actors_at(phrase.head), &[], &mut found);
            }
        }
        found
    }

    /// Finds to whom, where the pattern does not say: whose the object is, a phrase on it, a phrase on the trigger.
    fn fill_targets(&mut self) {
        if self.pattern.no_target || !self.targets.is_empty() {
            return;
        }
        if self.pattern.slots.iter().any(|s| s.is_target() && !is_optional(s)) {
            return;
        }
        let sources = self.sources.clone().unwrap_or_default();
        if self.is_among(&sources) {
            return;
        }
        let mut found = Vec::new();
        // An object that the pattern asks for by name is a thing that is given, taken or moved, and no party.
        // Whom force is used on is a party all the same: "killed two protesters".
        let thing = self.pattern.slots.iter().any(|s| matches!(s, Slot::Object(Words::Literal(_) | Words::Class(_))));
        let force = self
            .pattern
            .code
            .as_ref()
            .is_some_and(|c| matches!(c.root(), "17" | "18" | "19" | "20") || c.as_str() == "0841");
        if !thing || force {
            for object in self.objects() {
                if !self.is_own(object, &sources) {
                    self.add(self.view.actors_at(object), &[], &mut found);
                }
            }
        }
        if found.is_empty() {
            for object in self.objects().into_iter().filter(|&o| !self.is_own(o, &sources)) {
                self.add(self.view.owners(object), &[], &mut found);
            }
        }
        found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t)));
        let phrases = self.phrase_targets(&sources);
        let specific = |list: &[usize]| list.iter().any(|&t| self.view.mention(t).code.is_specific());
        if found.is_empty() || (!specific(&found) && specific(&phrases)) {
            found = phrases;
        }
        if found.is_empty() {
            found = self.completed_targets(&sources);
        }
        self.targets = found;
    }

    /// Whether those who do it do it with one another: "Veldania and Tarquia signed a treaty in Sorvia".
    fn is_among(&self, sources: &[usize]) -> bool {
        let mutual = self.pattern.code.as_ref().is_some_and(|c| c.event().is_symmetric());
        let code = |&actor: &usize| &self.view.mention(actor).code;
        mutual && sources.iter().any(|s| code(s) != code(&sources[0]))
    }

    /// Whom the clause names that the pattern asks for: "refused to cooperate with Marovia".
    fn completed_targets(&self, sources: &[usize]) -> Vec<usize> {
        let statement = self.pattern.code.as_ref().is_none_or(|c| c.root() == "01");
        let Some(verb) = self.completion.filter(|_| !statement) else { return Vec::new() };
        let frame = match self.view.tree.is_verb(verb) {
            true => self.view.framer.verb(verb),
            false => self.view.framer.adjective(verb),
        };
        let phrases = frame.phrases.iter().filter(|p| self.view.patterns.target_prepositions.contains(&p.preposition));
        // "considers the dam illegal": whose the dam is.
        let judged = if self.view.tree.is_verb(verb) { &[][..] } else { &frame.subjects[..] };
        let heads = judged.iter().chain(&frame.objects).copied().chain(phrases.map(|p| p.head));
        for head in heads.collect::<Vec<_>>() {
            let mut found = self.parties_of(head, 1);
            let own = |t: usize, s: usize| self.view.mention(t).code == self.view.mention(s).code;
            found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t) || own(t, s)));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "its troops": the source's own.
    fn is_own(&self, object: usize, sources: &[usize]) -> bool {
        let tree = self.view.tree;
        tree.related(object, &[Relation::NmodPoss]).any(|p| {
            tree.upos(p) == Upos::Pron
                && self.view.actors_at(p).iter().any(|&o| sources.iter().any(|&s| self.view.same(o, s)))
        })
    }

    /// The first phrase that names a party, one of a state before one without: on an object, on the trigger, or under a
    /// phrase ("doubts about the talks with Marovia").
    fn phrase_targets(&self, sources: &[usize]) -> Vec<usize> {
        let mut found = self.first_party(&self.view.patterns.target_prepositions, sources);
        let posture = self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "14" | "15" | "18"));
        if found.is_empty() && posture {
            found = self.first_party(&self.view.patterns.near_prepositions, sources);
            found.retain(|&t| {
                let code = &self.view.mention(t).code;
                code.is_specific() || code.trigrams().any(|r| matches!(r, "GOV" | "LEG" | "JUD" | "COP" | "MIL"))
            });
        }
        found
    }

    fn first_party(&self, prepositions: &[Symbol], sources: &[usize]) -> Vec<usize> {
        let mut bare = Vec::new();
        for on_object in [true, false] {
            let fitting = self.frame.phrases.iter().filter(|p| {
                p.on_object == on_object && prepositions.contains(&p.preposition) && !self.is_venue(p.preposition)
            });
            for phrase in fitting {
                let mut found = self.parties_of(phrase.head, 0);
                if self.is_own(phrase.head, sources) {
                    let code = |t: usize| &self.view.mention(t).code;
                    found.retain(|&t| !sources.iter().any(|&s| code(s) == code(t)));
                }
                // "between Veldania and Tarquia": what is coordinated counts too.
                let others = if found.is_empty() { Vec::new() } else { self.view.tree.coordinated(phrase.head) };
                for other in others.into_iter().skip(1) {
                    self.add(self.view.actors_at(other), &[], &mut found);
                }
                found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t)));
                if found.iter().any(|&t| self.view.mention(t).code.is_specific()) {
                    return found;
                }
                if bare.is_empty() {
                    bare = found;
                }
            }
        }
        bare
    }

    /// Whether a phrase with the preposition says where parties meet or sign, and names none of them.
    fn is_venue(&self, preposition: Symbol) -> bool {
        let symbols = &self.view.patterns.symbols;
        let mutual = self.pattern.code.as_ref().is_some_and(|c| c.event().is_symmetric());
        mutual && ["in", "at"].iter().any(|word| symbols.get(word) == preposition)
    }

    fn parties_of(&self, head: usize, depth: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.add(self.view.actors_at(head), &[], &mut found);
        if found.is_empty() {
            let owners = if depth == 0 { self.view.owners(head) } else { self.view.owners_here(head) };
            self.add(owners, &[], &mut found);
            // "a bill on the pensions of guards" is against no guards; a march for the minister's resignation is against him.
            let protest = self.pattern.code.as_ref().is_some_and(|c| c.root() == "14");
            found.retain(|&t| protest || names_somebody(self.view.mention(t)));
        }
        if depth > 0 {
            found.retain(|&t| names_somebody(self.view.mention(t)));
        }
        if found.is_empty() && depth < 2 {
            for child in self.view.tree.related(head, &[Relation::Nmod]) {
                if self.view.tree.preposition(child).is_some() {
                    found = self.parties_of(self.view.framer.antecedent(child), depth + 1);
                    if !found.is_empty() {
                        break;
                    }
                }
            }
        }
        found
    }
}

/// Whether a source has one of the roles; a state by its bare name acts as its government and, with force, as its army.
fn acts_as(mention: &ActorMention, roles: &[[u8; 3]], pattern: &Pattern) -> bool {
    let state = mention.code.country().is_some_and(|country| country == mention.code.as_str());
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
    mention.code.trigrams().any(|t| {
        let classes = actor_code_classes(t);
        classes.is_empty() || classes.iter().any(|c| *c != ActorClass::Type)
    })
}

fn is_optional(slot: &Slot) -> bool {
    matches!(slot, Slot::Target { optional: true, .. } | Slot::PhraseTarget { optional: true, .. })
}

fn has_role(mention: &ActorMention, roles: &[[u8; 3]]) -> bool {
    roles.is_empty() || mention.code.trigrams().any(|t| roles.iter().any(|r| r == t.as_bytes()))
}
