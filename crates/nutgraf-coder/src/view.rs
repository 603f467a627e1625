//! A sentence with what it names: who stands at a phrase, whose a thing is.

use crate::discourse::Discourse;
use crate::frame::{Frame, Framer};
use crate::mention::{ActorMention, Mentions, NamedBy};
use crate::patterns::{HeadKind, Patterns, Symbol, WordSet, Words};
use crate::tree::Tree;
use nutgraf_language::{Relation, Upos, Xpos};

/// A sentence with what it names.
pub(crate) struct View<'a, 'd, 't> {
    pub(crate) tree: &'a Tree<'d, 't>,
    pub(crate) framer: Framer<'a, 'd, 't>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) patterns: &'a Patterns,
    pub(crate) discourse: &'a Discourse,
    /// For every token, the actor mention that it heads or, failing that, lies in.
    heads: Vec<Option<u32>>,
    inside: Vec<Option<u32>>,
    places: Vec<bool>,
}

impl<'a, 'd, 't> View<'a, 'd, 't> {
    /// The view of one sentence.
    pub(crate) fn new(
        tree: &'a Tree<'d, 't>,
        mentions: &'a Mentions,
        patterns: &'a Patterns,
        discourse: &'a Discourse,
    ) -> Self {
        let range = tree.range();
        let mut heads = vec![None; range.len()];
        let mut inside = vec![None; range.len()];
        let first = mentions.actors.partition_point(|m| m.tokens.end <= range.start);
        for (at, actor) in mentions.actors.iter().enumerate().skip(first) {
            if actor.tokens.start >= range.end {
                break;
            }
            if range.contains(&actor.head) {
                heads[actor.head - range.start].get_or_insert(at as u32);
            }
            for token in actor.tokens.clone().filter(|t| range.contains(t)) {
                inside[token - range.start].get_or_insert(at as u32);
            }
        }
        let mut places = vec![false; range.len()];
        for place in &mentions.places {
            if range.contains(&place.head) {
                places[place.head - range.start] = true;
            }
        }
        let framer = Framer { tree, words: &patterns.frame_words };
        View { tree, framer, mentions, patterns, discourse, heads, inside, places }
    }

    fn actor(&self, at: usize) -> Option<usize> {
        let place = at - self.tree.range().start;
        self.heads[place].or(self.inside[place]).map(|a| a as usize)
    }

    pub(crate) fn mention(&self, actor: usize) -> &'a ActorMention {
        &self.mentions.actors[actor]
    }

    /// The mention whose words show who it is: of a pronoun or description, what it points back to in the sentence.
    pub(crate) fn named(&self, actor: usize) -> &'a ActorMention {
        let own = self.mention(actor);
        if !matches!(own.by, NamedBy::Pronoun | NamedBy::Anaphor) {
            return own;
        }
        let range = self.tree.range();
        let earlier = self.mentions.actors.iter().rev().find(|m| {
            range.contains(&m.head)
                && m.tokens.end <= own.tokens.start
                && !matches!(m.by, NamedBy::Pronoun | NamedBy::Anaphor)
                && m.code == own.code
                && m.entity.name == own.entity.name
        });
        earlier.unwrap_or(own)
    }

    /// Whether the token heads or lies in an actor's name.
    pub(crate) fn names_actor(&self, at: usize) -> bool {
        self.actor(at).is_some()
    }

    /// Whether the token is part of an actor's name in the strict sense, where nouns tell nothing ("Defence Ministry").
    pub(crate) fn is_name(&self, at: usize) -> bool {
        let Some(actor) = self.actor(at) else { return false };
        let mention = &self.mentions.actors[actor];
        !matches!(mention.by, NamedBy::Pronoun | NamedBy::Anaphor) && mention.tokens.contains(&at)
    }

    /// Whether a noun that tells an act also stands for those who do it: "protests erupted".
    pub(crate) fn names_itself(&self, at: usize) -> bool {
        self.heads[at - self.tree.range().start].is_some() && self.tree.holds(&self.patterns.unrest, at)
    }

    /// The actors that a phrase's head names: itself, whom it counts ("hundreds of protesters"), its apposition, or, for
    /// "the two sides", whom it stands for.
    pub(crate) fn actors_at(&self, head: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect_actors(head, 0, &mut found);
        found
    }

    fn collect_actors(&self, head: usize, depth: usize, found: &mut Vec<usize>) {
        let heads_own = self.heads[head - self.tree.range().start].map(|a| a as usize);
        if let Some(actor) = heads_own.or_else(|| self.covering(head)) {
            return self.unfold(actor, 0, found);
        }
        if depth > 3 {
            return;
        }
        if let Some(counted) = self.framer.counted(head) {
            for each in self.tree.coordinated(self.framer.antecedent(counted)) {
                self.collect_actors(each, depth + 1, found);
            }
            return;
        }
        if let Some(apposition) = self.tree.child(head, &[Relation::Appos, Relation::Flat]) {
            self.collect_actors(apposition, depth + 1, found);
        }
    }

    /// The mention that covers a token which is not its head, where the tree and the mention disagree about the head: the
    /// mention must not hang on the token as a mere modifier.
    fn covering(&self, head: usize) -> Option<usize> {
        let actor = self.inside[head - self.tree.range().start]? as usize;
        let own = self.mentions.actors[actor].head;
        // "blamed Vladimir Putin", where the tree takes the two names for two objects.
        let beside = own + 1 == head && self.tree.head(own) == self.tree.head(head);
        (beside || self.tree.reaches(own, head) || self.tree.reaches(head, own)).then_some(actor)
    }

    fn unfold(&self, actor: usize, depth: usize, found: &mut Vec<usize>) {
        let members = &self.mentions.actors[actor].members;
        if members.is_empty() || depth > 2 {
            if !found.contains(&actor) {
                found.push(actor);
            }
            return;
        }
        for &member in members.iter().filter(|&&m| m < self.mentions.actors.len()) {
            self.unfold(member, depth + 1, found);
        }
    }

    /// Whose a thing is by the words before it: "Veldania's embassy", "Veldanian jets".
    pub(crate) fn possessors(&self, noun: usize) -> Vec<usize> {
        let direct = [Relation::NmodPoss, Relation::Amod, Relation::Compound, Relation::NmodDesc];
        let mut found: Vec<usize> = Vec::new();
        let mut add = |child: usize| {
            for each in self.tree.coordinated(child) {
                let mut actors = self.actors_at(each);
                // "the US policy shift": whose the policy is.
                if actors.is_empty() && self.tree.relation(each) == Relation::Compound && each < noun {
                    actors = self.states_before(each);
                }
                for actor in actors {
                    if !found.contains(&actor) {
                        found.push(actor);
                    }
                }
            }
        };
        self.tree.related(noun, &direct).for_each(&mut add);
        // "the Veldanian border post": the tree hangs the adjective on the border.
        for inner in self.tree.related(noun, &[Relation::Compound]).filter(|&c| !self.names_actor(c)) {
            self.tree.related(inner, &[Relation::Amod, Relation::Compound]).for_each(&mut add);
        }
        found
    }

    /// The states that stand right before a noun.
    fn states_before(&self, noun: usize) -> Vec<usize> {
        let before = self.tree.related(noun, &[Relation::Compound, Relation::Amod]).filter(|&child| child < noun);
        let states = before.flat_map(|child| self.actors_at(child));
        states.filter(|&actor| self.mention(actor).code.country() == Some(self.mention(actor).code.as_str())).collect()
    }

    /// Whose a thing is: "Veldania's embassy", "Veldanian jets", "the embassy of Veldania".
    pub(crate) fn owners(&self, noun: usize) -> Vec<usize> {
        let mut found = self.owners_here(noun);
        if found.is_empty() {
            found.extend(self.owner_told_before(noun));
        }
        found
    }

    /// Whose a thing is by the words of its own phrase.
    pub(crate) fn owners_here(&self, noun: usize) -> Vec<usize> {
        let mut found = self.possessors(noun);
        if found.is_empty() {
            found.extend(self.state_at(noun));
        }
        if found.is_empty() {
            found = self.phrase_owners(noun);
        }
        if found.is_empty() {
            found = self.makers(noun);
        }
        found
    }

    /// The state that "the country" points back to: what others do to the country they do to the state.
    fn state_at(&self, noun: usize) -> Option<usize> {
        let actor = self.heads[noun - self.tree.range().start]? as usize;
        let mention = self.mention(actor);
        if mention.by != NamedBy::Anaphor || mention.code.as_str().len() != 3 {
            return None;
        }
        let range = self.tree.range();
        let people = |m: &ActorMention| m.by != NamedBy::Place && m.code.country() == mention.code.country();
        let own = self.mentions.actors.iter().filter(|m| range.contains(&m.head) && m.head < noun).any(people);
        (!own).then_some(actor)
    }

    /// "a resolution presented by Veldania".
    pub(crate) fn makers(&self, noun: usize) -> Vec<usize> {
        // "a truce mediated by Marovia" is not Marovia's.
        const HELPS: [&str; 12] = [
            "broker",
            "mediate",
            "host",
            "witness",
            "oversee",
            "guarantee",
            "sponsor",
            "back",
            "monitor",
            "support",
            "facilitate",
            "supervise",
        ];
        let helps = |v: usize| HELPS.contains(&self.tree.lemma(v));
        let passive = self.tree.related(noun, &[Relation::Acl]).find(|&v| self.tree.is_passive(v) && !helps(v));
        let agents = passive.map_or_else(Vec::new, |verb| self.framer.agents(verb));
        agents.into_iter().flat_map(|agent| self.actors_at(agent)).collect()
    }

    /// Whom a thing concerns: whose it is, or whom a phrase on it names ("the deal with Turkey", "a truce in Somalia").
    pub(crate) fn concerned(&self, noun: usize) -> Vec<usize> {
        let owners = self.owners(noun);
        if !owners.is_empty() {
            return owners;
        }
        for child in self.tree.related(noun, &[Relation::Nmod]) {
            let Some(preposition) = self.tree.preposition(child) else { continue };
            if !self.patterns.target_prepositions.contains(&self.tree.symbol(preposition)) {
                continue;
            }
            for head in self.tree.coordinated(self.framer.antecedent(child)) {
                let actors = self.actors_at(head);
                let found = if actors.is_empty() { self.owners(head) } else { actors };
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// "the shelling of the port by Tarquia" is Tarquia's; "the embassy of Veldania" is Veldania's.
    fn phrase_owners(&self, noun: usize) -> Vec<usize> {
        let by = self.owners_behind(noun, &|p| self.framer.is_by(p));
        if by.is_empty() { self.owners_behind(noun, &|p| self.framer.is_of(p)) } else { by }
    }

    fn owners_behind(&self, noun: usize, wanted: &dyn Fn(Symbol) -> bool) -> Vec<usize> {
        for child in self.tree.related(noun, &[Relation::Nmod]) {
            let Some(preposition) = self.tree.preposition(child) else { continue };
            if wanted(self.tree.symbol(preposition)) {
                let owners: Vec<usize> = self
                    .tree
                    .coordinated(child)
                    .into_iter()
                    .flat_map(|c| self.actors_at(self.framer.antecedent(c)))
                    .collect();
                if !owners.is_empty() {
                    return owners;
                }
            }
        }
        Vec::new()
    }

    pub(crate) fn holds(&self, words: &Words, at: usize) -> bool {
        match words {
            Words::Any => true,
            Words::Place => self.places[at - self.tree.range().start],
            Words::Literal(set) | Words::Class(set) => self.tree.holds(set, at) || self.holds_counted(set, at),
        }
    }

    /// A phrase of several words counts more than a single word: "car bomb" before "bomb".
    pub(crate) fn extra(&self, words: &Words, at: usize) -> u32 {
        match words {
            Words::Literal(set) | Words::Class(set) => 4 * self.tree.length_in(set, at).saturating_sub(1) as u32,
            _ => 0,
        }
    }

    fn holds_counted(&self, set: &WordSet, at: usize) -> bool {
        self.framer.counted(at).is_some_and(|counted| self.tree.holds(set, counted))
    }

    /// The frame of a trigger.
    pub(crate) fn frame(&self, kind: HeadKind, at: usize) -> Frame {
        match kind {
            HeadKind::Verb => self.framer.verb(at),
            HeadKind::Noun => self.framer.noun(at),
            HeadKind::Adjective => self.framer.adjective(at),
        }
    }

    /// The kinds of head that a token may be.
    pub(crate) fn kinds(&self, at: usize) -> &'static [HeadKind] {
        if self.tree.is_auxiliary(at) {
            return &[];
        }
        match self.tree.upos(at) {
            // "was concerned": a participle that may be listed as an adjective.
            Upos::Verb if self.tree.token(at).xpos == Xpos::Vbn => &[HeadKind::Verb, HeadKind::Adjective],
            // "Fighting broke out", "the shelling of": a gerund that has a noun's place.
            Upos::Verb if self.tree.token(at).xpos == Xpos::Vbg && self.is_gerund(at) => {
                &[HeadKind::Verb, HeadKind::Noun]
            }
            Upos::Verb => &[HeadKind::Verb],
            Upos::Noun | Upos::Propn => &[HeadKind::Noun],
            Upos::Adj => &[HeadKind::Adjective],
            _ => &[],
        }
    }

    fn is_gerund(&self, at: usize) -> bool {
        let places =
            [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Obj, Relation::Obl, Relation::Nmod];
        places.contains(&self.tree.relation(at)) && self.tree.child(at, &[Relation::Obj]).is_none()
    }

    /// The symbol that patterns of a kind list a token under.
    pub(crate) fn head_symbol(&self, kind: HeadKind, at: usize) -> Symbol {
        if kind != HeadKind::Verb && self.tree.upos(at) == Upos::Verb {
            return self.tree.form_symbol(at, &self.patterns.symbols);
        }
        self.tree.symbol(at)
    }

    /// Whether two mentions are of one actor.
    pub(crate) fn same(&self, a: usize, b: usize) -> bool {
        if a == b {
            return true;
        }
        let (a, b) = (self.mention(a), self.mention(b));
        a.code == b.code && a.entity.name == b.entity.name
    }
}
