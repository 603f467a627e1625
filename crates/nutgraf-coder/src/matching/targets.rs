//! To whom it is done, where the pattern does not say.

use super::{Fitting, is_optional, names_somebody};
use crate::frame::Phrase;
use crate::patterns::{HeadKind, Slot, Symbol, Words};
use nutgraf_language::{Relation, Upos};
use nutgraf_model::CameoCode;

impl Fitting<'_, '_, '_, '_> {
    /// Finds to whom, where the pattern does not say: whose the object is, a phrase on it, a phrase on the trigger.
    pub(super) fn fill_targets(&mut self) {
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
        let helped = |&t: &usize| {
            let needy = |r: &str| matches!(r, "REF" | "REB" | "UAF" | "INS" | "CVL" | "OPP");
            self.pattern.code.as_ref().is_some_and(|c| c.root() == "07")
                && self.view.mention(t).code.trigrams().any(needy)
        };
        for object in self.objects() {
            if !self.is_own(object, &sources) {
                let mut parties = self.view.actors_at(object);
                parties.retain(|t| !thing || force || helped(t));
                self.add(parties, &[], &mut found);
            }
        }
        if found.is_empty() {
            let kin = |at: usize| self.view.tree.holds(&self.view.patterns.kin, at);
            // Whose an attack is that is carried out is no target of it.
            let done = self.view.patterns.frame_words.light.contains(&self.view.tree.symbol(self.frame.trigger));
            let deed = |at: usize| force && done && self.view.tree.holds(&self.view.patterns.assaults, at);
            let owned = |o: &usize| !self.is_own(*o, &sources) && !kin(*o) && !deed(*o) && !self.is_of_subject(*o);
            for object in self.objects().into_iter().filter(owned) {
                let mut owners = self.owners(object);
                owners.retain(|&owner| !self.is_spelt(owner, object));
                self.add(owners, &[], &mut found);
            }
            // "approved the deployment of peacekeepers": what is given is no party.
            found.retain(|&t| !self.is_gift() || !self.is_force(t));
        }
        if found.is_empty() {
            found = self.named_targets();
        }
        found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t)));
        let phrases = if self.is_done_to_somebody() { Vec::new() } else { self.phrase_targets(&sources) };
        let specific = |list: &[usize]| list.iter().any(|&t| self.view.mention(t).code.is_specific());
        if found.is_empty() || (!specific(&found) && specific(&phrases)) {
            found = phrases;
        }
        if found.is_empty() {
            found = self.completed_targets(&sources);
        }
        self.targets = found;
    }

    /// Whether an actor is a word of the thing that the pattern asks for: "a spy satellite", "a prisoner exchange".
    fn is_spelt(&self, actor: usize, object: usize) -> bool {
        let head = self.view.mention(actor).head;
        self.pattern.slots.iter().any(|slot| match slot {
            Slot::Object(Words::Literal(set) | Words::Class(set)) => {
                let length = self.view.tree.length_in(set, object);
                head < object && head + length > object
            }
            _ => false,
        })
    }

    /// A party that the pattern asks for by name ("clashed with police"), or whose the thing is that it asks for ("bowed to the
    /// demands of the miners").
    fn named_targets(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let thing = |c: &CameoCode| c.as_str().starts_with("080");
        for &head in self.named.iter().filter(|&&h| !self.view.tree.is_verb(h)) {
            let party = |p: usize| {
                ["with", "against", "to", "outside", "before"]
                    .iter()
                    .any(|w| self.view.tree.form(p).eq_ignore_ascii_case(w))
            };
            let shows =
                self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "02" | "03" | "07" | "10" | "15"));
            if !shows && self.view.tree.preposition(head).is_some_and(party) {
                self.add(self.view.actors_at(head), &[], &mut found);
            }
            if found.is_empty() && self.pattern.code.as_ref().is_some_and(thing) {
                self.add(self.view.owners_here(head), &[], &mut found);
            }
        }
        found.retain(|&t| !self.is_gift() || !self.is_supply(t));
        found
    }

    /// Whether something is asked for, promised, given or let in.
    fn is_gift(&self) -> bool {
        let gift = |c: &CameoCode| matches!(c.root(), "02" | "03" | "07" | "10") || c.as_str().starts_with("086");
        self.pattern.code.as_ref().is_some_and(gift)
    }

    /// Whether an actor that is asked for or given is of no state: warplanes, peacekeepers, a mediator, a monarchy.
    fn is_supply(&self, actor: usize) -> bool {
        self.is_nobodys(actor, &["MIL", "PKO", "INT", "NGO", "GOV"])
    }

    /// Whether an actor is soldiers or peacekeepers of no state.
    fn is_force(&self, actor: usize) -> bool {
        self.is_nobodys(actor, &["MIL", "PKO"])
    }

    /// Whether an actor has one of the roles, and no name or state.
    fn is_nobodys(&self, actor: usize, roles: &[&str]) -> bool {
        let mention = self.view.mention(actor);
        !names_somebody(mention) && mention.code.trigrams().any(|role| roles.contains(&role))
    }

    /// Whether those who do it do it with one another: "Veldania and Tarquia signed a treaty in Sorvia".
    fn is_among(&self, sources: &[usize]) -> bool {
        let mutual = self.pattern.reciprocal || self.pattern.code.as_ref().is_some_and(|c| c.event().is_symmetric());
        let code = |&actor: &usize| &self.view.mention(actor).code;
        mutual && sources.iter().any(|s| code(s) != code(&sources[0]))
    }

    /// Whom the clause names that the pattern asks for: "refused to cooperate with Marovia".
    fn completed_targets(&self, sources: &[usize]) -> Vec<usize> {
        let mood =
            self.pattern.code.as_ref().is_some_and(|c| matches!(c.as_str(), "012" | "013")) && !sources.is_empty();
        let statement = self.pattern.code.as_ref().is_none_or(|c| c.root() == "01");
        let Some(verb) = self.completion.filter(|_| mood || !statement) else { return Vec::new() };
        let tree = self.view.tree;
        let frame = match tree.is_verb(verb) {
            true => self.view.framer.verb(verb),
            false => self.view.framer.adjective(verb),
        };
        let symbols = &self.view.patterns.symbols;
        let with = |p: &Phrase| ["with", "against", "from", "to"].contains(&symbols.name(p.preposition));
        let named = |p: &&Phrase| {
            self.view.patterns.target_prepositions.contains(&p.preposition)
                && (!mood || with(p))
                && !self.is_victim(p.head)
        };
        let phrases = frame.phrases.iter().filter(named);
        // "considers the dam illegal": whose the dam is. "fears that Marovia will attack": who would.
        // "investigates whether the firm bribed officials", "alleged that Varga falsified records": who is said to have.
        let code = self.pattern.code.as_ref();
        let accusation = code.is_some_and(|c| c.as_str().starts_with("112"));
        let probe = code.is_some_and(|c| c.root() == "09");
        let judged = if mood || accusation || probe || !tree.is_verb(verb) { &frame.subjects[..] } else { &[][..] };
        let objects = if mood { &[][..] } else { &frame.objects[..] };
        let heads = judged.iter().chain(objects).copied().chain(phrases.map(|p| p.head));
        for head in heads.collect::<Vec<_>>() {
            let mut found = Vec::new();
            // "alleged that Varga and Okar …": each of them.
            let all = if accusation && frame.subjects.contains(&head) { &frame.subjects[..] } else { &[head][..] };
            all.iter().for_each(|&each| self.add(self.view.actors_at(each), &[], &mut found));
            if found.is_empty() && !mood {
                found = self.parties_of(head, sources, 1);
            }
            found.retain(|&t| !mood || names_somebody(self.view.mention(t)));
            let own = |t: usize, s: usize| self.view.mention(t).code == self.view.mention(s).code;
            found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t) || own(t, s)));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "its troops": the source's own.
    pub(super) fn is_own(&self, object: usize, sources: &[usize]) -> bool {
        let tree = self.view.tree;
        tree.related(object, &[Relation::NmodPoss]).any(|p| {
            tree.upos(p) == Upos::Pron
                && self.view.actors_at(p).iter().any(|&o| sources.iter().any(|&s| self.view.same(o, s)))
        })
    }

    /// Whether a target is the source's own force, which is moved, and no party: "its troops", "deployed riot police".
    pub(super) fn is_moved(&self, target: usize, sources: &[usize]) -> bool {
        let mention = self.view.mention(target);
        let force = mention.code.trigrams().any(|t| matches!(t, "MIL" | "COP" | "PKO" | "SPY"));
        let country = mention.code.country();
        let own = |&s: &usize| country.is_none() || country == self.view.mention(s).code.country();
        let object = self.objects().contains(&mention.head);
        self.is_own(mention.head, sources) || (force && object && sources.iter().all(own))
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
        let force = self.pattern.code.as_ref().is_some_and(|c| matches!(c.root(), "18" | "19" | "20"));
        // "were wounded in the attack": whose the attack was is no target of it.
        let blow = |p: &&Phrase| {
            force
                && self.frame.kind == HeadKind::Verb
                && self.is_within(p.preposition)
                && self.view.tree.holds(&self.view.patterns.assaults, p.head)
        };
        for on_object in [true, false] {
            let fitting = self.frame.phrases.iter().filter(|p| {
                p.on_object == on_object
                    && prepositions.contains(&p.preposition)
                    && !self.is_venue(p.preposition)
                    && !self.is_victim(p.head)
                    && !self.is_foe_of_object(p)
                    && !blow(p)
            });
            for phrase in fitting {
                let mut found = self.parties_of(phrase.head, sources, 0);
                if self.is_within(phrase.preposition) {
                    found.retain(|&t| !self.is_where(t, sources));
                }
                if self.is_own(phrase.head, sources) {
                    let code = |t: usize| &self.view.mention(t).code;
                    found.retain(|&t| !sources.iter().any(|&s| code(s) == code(t)));
                    // "went back on its promise to Sorvia": to whom one's own word is.
                    let to = |&n: &usize| self.view.tree.preposition(n).is_some_and(|p| self.view.tree.form(p) == "to");
                    for below in self.view.tree.related(phrase.head, &[Relation::Nmod]).filter(to) {
                        self.add(self.view.actors_at(below), &[], &mut found);
                    }
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

    fn parties_of(&self, head: usize, sources: &[usize], depth: usize) -> Vec<usize> {
        let mut found = Vec::new();
        // "asked for warplanes", "agreed to peacekeepers": what is asked for or given is no party.
        let asked = self.named.contains(&head) && self.is_gift();
        self.add(self.view.actors_at(head), &[], &mut found);
        found.retain(|&t| !asked || !self.is_supply(t));
        if found.is_empty() {
            let owners = if depth == 0 { self.owners(head) } else { self.owners_here(head) };
            self.add(owners, &[], &mut found);
            // "a bill on the pensions of guards" is against no guards; a march for the minister's resignation is against him.
            let protest = self.pattern.code.as_ref().is_some_and(|c| c.root() == "14");
            found.retain(|&t| protest || names_somebody(self.view.mention(t)));
            // "an end to its sanctions against Quessia": those are its own, and against whom is told behind.
            if self.is_own(head, sources) {
                found.retain(|&t| !sources.iter().any(|&s| self.view.same(s, t)));
            }
        }
        if depth > 0 {
            found.retain(|&t| names_somebody(self.view.mention(t)));
        }
        if found.is_empty() && depth < 2 {
            for child in self.view.tree.related(head, &[Relation::Nmod]) {
                if self.view.tree.preposition(child).is_some() && !self.is_victim(child) {
                    found = self.parties_of(self.view.framer.antecedent(child), sources, depth + 1);
                    // "a halt to fighting between Sorvia and Ilmaria".
                    let between =
                        self.view.tree.preposition(child).is_some_and(|p| self.view.tree.form(p) == "between");
                    for other in self.view.tree.coordinated(child).into_iter().skip(1).filter(|_| between) {
                        self.add(self.view.actors_at(other), &[], &mut found);
                    }
                    if !found.is_empty() {
                        break;
                    }
                }
            }
        }
        found
    }
}
