//! What stands beside a verb and above it: negation, modals, the matrix word and the parties that it names.

use super::{Climber, Governor, Local};
use crate::frame::Phrase;
use crate::mode::{Kind, Matrix, Place};
use crate::patterns::{HeadKind, Symbol};
use nutgraf_language::{Relation, Upos, Xpos};

impl Climber<'_, '_, '_, '_> {
    pub(super) fn local(&self, at: usize) -> Local {
        let tree = self.view.tree;
        let mut local = Local { negated: self.view.framer.is_negated(at), ..Local::default() };
        local.conditional = self.is_asked(at);
        // "whenever they protest": a habit, wherever the tree hangs the word.
        let before = at.saturating_sub(5).max(tree.range().start)..at;
        local.conditional |= matches!(tree.relation(at), Relation::Advcl | Relation::AdvclRelcl)
            && before.into_iter().any(|t| tree.form(t).eq_ignore_ascii_case("whenever"));
        for &child in tree.children(at) {
            let word = tree.form(child);
            let is = |options: &[&str]| options.iter().any(|o| word.eq_ignore_ascii_case(o));
            match tree.relation(child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop => {
                    local.future |= is(&["will", "shall", "'ll", "wo", "’ll"]);
                    local.would |= is(&["would", "'d"]) && tree.token(child).xpos == Xpos::Md;
                    // "Theresa May has": a capital inside the sentence is a name.
                    let name = word.starts_with(char::is_uppercase) && child > tree.range().start;
                    local.perfect |= is(&["have", "'ve", "’ve"]);
                    // "Should the envoy leave, …": a modal before its subject, where the clause hangs on another.
                    let aside = tree.relation(at) == Relation::Advcl;
                    let subject = tree.child(at, &[Relation::Nsubj, Relation::NsubjPass]);
                    local.conditional |= aside && is(&["should", "were", "had"]) && subject.is_some_and(|s| child < s);
                    local.possible |= is(&["may", "might", "could", "can", "ca"]) && !name;
                    local.obliged |= is(&["should", "must", "ought"]);
                    local.must |= is(&["must"]);
                }
                Relation::Mark => {
                    local.conditional |= is(&["if", "unless", "whether", "lest", "provided", "supposing", "whenever"]);
                    // "until Tarquia ends its raids": it has not.
                    let present = |t: usize| matches!(tree.token(t).xpos, Xpos::Vbz | Xpos::Vbp);
                    let helped = || tree.related(at, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).any(present);
                    local.conditional |= is(&["until"]) && (present(at) || helped());
                    // "is to meet".
                    let is = |c: usize| ["is", "are"].iter().any(|w| tree.form(c).eq_ignore_ascii_case(w));
                    let before = [Relation::Aux, Relation::Cop, Relation::AuxPass];
                    local.future |= word.eq_ignore_ascii_case("to")
                        && child > tree.range().start
                        && tree.related(at, &before).any(|c| is(c) && c + 1 == child);
                    // "is due to meet": the tree takes the two words for one marker.
                    local.future |= word.eq_ignore_ascii_case("due");
                }
                Relation::Advmod => local.conditional |= is(&["whenever"]),
                _ => {}
            }
        }
        local
    }

    /// "It is not clear when the two will meet": what nobody knows.
    fn is_asked(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let says = |c: usize, words: &[&str]| words.iter().any(|w| tree.form(c).eq_ignore_ascii_case(w));
        // "unclear why they fired": that they did is clear.
        let open_end = || tree.related(at, &[Relation::Aux]).any(|a| tree.token(a).xpos == Xpos::Md);
        let opens = |c: &usize| {
            *c < at && (says(*c, &["whether"]) || (says(*c, &["when", "where", "how", "why"]) && open_end()))
        };
        let clause = [Relation::Csubj, Relation::Ccomp, Relation::Advcl, Relation::Xcomp];
        // "questions over how the two will negotiate".
        let how = |c: usize| c < at && says(c, &["how", "whether"]);
        let loose = [Relation::Acl, Relation::Advcl, Relation::Obl, Relation::Nmod, Relation::AclRelcl];
        // "… and how they will share": each of what is asked.
        let first = if tree.relation(at) == Relation::Conj { tree.head(at).unwrap_or(at) } else { at };
        if loose.contains(&tree.relation(first))
            && open_end()
            && tree.related(at, &[Relation::Advmod, Relation::Mark]).any(how)
        {
            return true;
        }
        let open = [
            "clear",
            "unclear",
            "known",
            "unknown",
            "certain",
            "uncertain",
            "sure",
            "know",
            "wonder",
            "discuss",
            "say",
        ];
        clause.contains(&tree.relation(at))
            && tree.head(at).is_some_and(|h| open.contains(&tree.lemma(h)))
            && tree.related(at, &[Relation::Mark, Relation::Advmod]).any(|c| opens(&c))
    }

    /// The matrix word above a verb or noun that takes acts where this one stands.
    pub(super) fn governor(&self, at: usize) -> Option<Governor> {
        let tree = self.view.tree;
        let outer = self.counted_up(at);
        if let Some(parataxis) = self.attribution(outer) {
            return Some(parataxis);
        }
        let head = tree.head(outer)?;
        let relation = tree.relation(outer);
        if let Some(told) = self.told_clause(outer, head) {
            return Some(told);
        }
        let place = match relation {
            Relation::Xcomp | Relation::Ccomp | Relation::Csubj | Relation::CsubjPass => Place::Clause,
            Relation::Advcl | Relation::Acl => self.clause_place(outer)?,
            Relation::Obj | Relation::NsubjPass => Place::Object,
            Relation::Nsubj => Place::Subject,
            Relation::Obl | Relation::Nmod => Place::Phrase(tree.symbol(tree.preposition(outer)?)),
            Relation::Compound if tree.is_noun(outer) => Place::Object,
            _ => return None,
        };
        // A clause with a subject of its own after "decide" and the like is one all the same.
        let nominal = !matches!(place, Place::Clause) && self.view.tree.is_noun(outer);
        let matrix = self.matrix(head, place)?;
        let is = |word: &str| tree.symbol(head) == self.view.patterns.symbols.get(word);
        let own = tree.child(outer, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
        // "got Tarquia to open its files", but not "got to meet them"; "meaning they had little freedom" is no intention.
        let idle = (is("get") && tree.child(head, &[Relation::Obj, Relation::Iobj]).is_none()) || (is("mean") && own);
        if idle && tree.is_verb(head) {
            return None;
        }
        // "insisted that they pull out" demands it; "insisted that they had pulled out" tells it.
        // "insisted that Ilmaria let them in": the tags take a verb that has one form for a past.
        let base = tree.token(outer).xpos == Xpos::Vbd && tree.form(outer).eq_ignore_ascii_case(tree.lemma(outer));
        let wanted = matrix.kind == Kind::Report
            && tree.symbol(head) == self.view.patterns.symbols.get("insist")
            && (base || (matches!(tree.token(outer).xpos, Xpos::Vb | Xpos::Vbp) && !self.view.framer.is_told(outer)));
        if wanted {
            return Some(Governor { at: head, kind: Kind::Demand, nominal, aside: false });
        }
        let told = matrix.kind == Kind::Urge && self.view.framer.is_told(outer);
        let kind = if told { Kind::Report } else { matrix.kind };
        Some(Governor { at: head, kind, nominal, aside: false })
    }

    /// "theories that he was murdered": of what such a word tells nobody knows whether it is so.
    pub(super) fn is_rumour(&self, at: usize) -> bool {
        let tree = self.view.tree;
        let named = |noun: usize| ["theory", "rumour", "rumor", "speculation", "myth"].contains(&tree.lemma(noun));
        // "open to accusations that it favours its own": accusations of nobody.
        let alleged =
            |noun: usize| tree.is_noun(noun) && ["accusation", "allegation", "suspicion"].contains(&tree.lemma(noun));
        named(at)
            || (at > tree.range().start && named(at - 1))
            || self.view.framer.surface_subject(at, 0).is_some_and(named)
            || (alleged(at) && self.actors_of_subject(at).is_empty())
    }

    /// "told reporters that Tarquia should leave": the clause hangs on whom it was told to.
    pub(super) fn told_clause(&self, clause: usize, head: usize) -> Option<Governor> {
        let tree = self.view.tree;
        let own = tree.child(clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some_and(|s| !tree.is_relative(s));
        let timed = self.view.framer.words.times.contains(&tree.symbol(head));
        let that = tree
            .children(clause)
            .iter()
            .any(|&m| tree.form(m).eq_ignore_ascii_case("that") && (timed || tree.relation(m) == Relation::Mark));
        if tree.relation(clause) != Relation::AclRelcl || !own || !that {
            return None;
        }
        let verb = tree
            .head(head)
            .filter(|_| matches!(tree.relation(head), Relation::Obj | Relation::Iobj | Relation::Obl))?;
        let matrix = self.matrix(verb, Place::Clause)?;
        Some(Governor { at: verb, kind: matrix.kind, nominal: false, aside: false })
    }

    pub(super) fn clause_place(&self, clause: usize) -> Option<Place> {
        let tree = self.view.tree;
        let opener = tree.related(clause, &[Relation::Mark, Relation::Case]).next();
        match opener {
            Some(o) if tree.form(o).eq_ignore_ascii_case("to") || tree.form(o).eq_ignore_ascii_case("that") => {
                Some(Place::Clause)
            }
            Some(o)
                if ["of", "from", "for", "against", "on", "with"]
                    .iter()
                    .any(|w| tree.form(o).eq_ignore_ascii_case(w)) =>
            {
                Some(Place::Phrase(tree.symbol(o)))
            }
            Some(_) => None,
            None if tree.token(clause).xpos == Xpos::Vb => Some(Place::Clause),
            // "stopped delivering": a complement, where it follows at once.
            None => {
                let head = tree.head(clause)?;
                let close = clause > head && clause - head <= 3 && (head..clause).all(|t| tree.form(t) != ",");
                (close && tree.token(clause).xpos == Xpos::Vbg).then_some(Place::Clause)
            }
        }
    }

    /// "…, the minister said": the attribution hangs on the clause.
    pub(super) fn attribution(&self, at: usize) -> Option<Governor> {
        let tree = self.view.tree;
        let verb = tree.related(at, &[Relation::Parataxis]).find(|&p| {
            tree.is_verb(p)
                && tree.child(p, &[Relation::Nsubj]).is_some()
                && tree.child(p, &[Relation::Obj, Relation::Ccomp]).is_none()
        })?;
        let matrix = self.matrix(verb, Place::Clause).filter(|m| m.kind == Kind::Report)?;
        Some(Governor { at: verb, kind: matrix.kind, nominal: false, aside: true })
    }

    pub(super) fn counted_up(&self, at: usize) -> usize {
        let tree = self.view.tree;
        let mut outer = at;
        for _ in 0..4 {
            let Some(head) = tree.head(outer) else { break };
            let coordinated = tree.relation(outer) == Relation::Conj && tree.is_noun(outer) && tree.is_noun(head);
            let counted = tree.relation(outer) == Relation::Nmod && self.view.framer.counted(head) == Some(outer);
            if !coordinated && !counted {
                break;
            }
            outer = head;
        }
        outer
    }

    pub(super) fn matrix(&self, head: usize, place: Place) -> Option<&Matrix> {
        let tree = self.view.tree;
        let kind = match tree.upos(head) {
            Upos::Verb | Upos::Aux => HeadKind::Verb,
            Upos::Noun | Upos::Propn => HeadKind::Noun,
            Upos::Adj => HeadKind::Adjective,
            _ => return None,
        };
        let words = self.view.patterns.modes.of(kind, tree.symbol(head));
        let fits = |m: &&Matrix| {
            m.places.contains(&place)
                && m.head.particle.is_none_or(|p| {
                    tree.children(head).iter().any(|&c| tree.symbol(c) == p)
                        || (tree.range().contains(&(head + 1)) && tree.symbol(head + 1) == p)
                })
        };
        // "stopped sending food" ends it; "stopped Marovia from sending food" prevents it.
        let other = tree.child(head, &[Relation::Obj, Relation::Iobj, Relation::NsubjPass]).is_some();
        let rank = |m: &&Matrix| (m.head.particle.is_some(), (m.kind == Kind::Prevent) == other);
        words.iter().filter(fits).max_by_key(rank)
    }

    pub(super) fn actors_of_subject(&self, at: usize) -> Vec<usize> {
        let framer = &self.view.framer;
        let subjects = match self.view.tree.upos(at) {
            Upos::Verb | Upos::Aux => framer.subjects_of(at, 0),
            Upos::Adj => framer.surface_subject(at, 0).map_or_else(Vec::new, |s| self.view.tree.coordinated(s)),
            _ => {
                let owners = self.view.owners(at);
                if !owners.is_empty() {
                    return owners;
                }
                framer.noun(at).subjects
            }
        };
        let mut found = Vec::new();
        for subject in subjects {
            for actor in self.view.actors_at(subject) {
                if !found.contains(&actor) {
                    found.push(actor);
                }
            }
        }
        if found.is_empty() && !self.view.tree.is_noun(at) {
            let instruments = &self.view.patterns.instruments;
            for subject in framer.subjects_of(at, 0) {
                if self.view.tree.holds(instruments, subject) {
                    found.extend(self.view.owners(subject));
                }
            }
        }
        found
    }

    /// A party in any phrase on the matrix word: "demanded support from Marovia".
    pub(super) fn actors_of_phrases(&self, at: usize) -> Vec<usize> {
        let frame = self.view.frame(self.kind_of(at), at);
        // "called on Wednesday, in protest over prices": why, and not on whom.
        let why = |head: usize| self.view.tree.holds(&self.view.patterns.unrest, head);
        let names = |p: &&Phrase| self.view.patterns.target_prepositions.contains(&p.preposition) && !why(p.head);
        for phrase in frame.phrases.iter().filter(names) {
            let found = self.view.actors_at(phrase.head);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    pub(super) fn kind_of(&self, at: usize) -> HeadKind {
        match self.view.tree.upos(at) {
            Upos::Verb | Upos::Aux => HeadKind::Verb,
            Upos::Adj => HeadKind::Adjective,
            _ => HeadKind::Noun,
        }
    }

    pub(super) fn actors_of_object(&self, at: usize) -> Vec<usize> {
        let tree = self.view.tree;
        let frame = if tree.is_verb(at) { self.view.framer.verb(at) } else { return Vec::new() };
        let addressed = ["on", "to", "with", "upon"];
        // "urged Veldania and Tarquia to stop": each of a list.
        let all = |heads: &[usize]| {
            let mut found = Vec::new();
            for actor in heads.iter().flat_map(|&head| self.view.actors_at(head)) {
                if !found.contains(&actor) {
                    found.push(actor);
                }
            }
            found
        };
        let found = all(&frame.objects);
        if !found.is_empty() {
            return found;
        }
        let names = &self.view.patterns.symbols;
        // "sought a pact with Marovia" asks Marovia for nothing: "with" goes with what is sought.
        let sought = |p: &&Phrase| names.name(p.preposition) == "with" && !frame.objects.is_empty();
        let addresses = |p: &&Phrase| !p.on_object && addressed.contains(&names.name(p.preposition)) && !sought(p);
        let phrases = frame.phrases.iter().filter(addresses);
        let mut by_preposition: Vec<(Symbol, Vec<usize>)> = Vec::new();
        for phrase in phrases {
            match by_preposition.iter_mut().find(|(p, _)| *p == phrase.preposition) {
                Some((_, heads)) => heads.push(phrase.head),
                None => by_preposition.push((phrase.preposition, vec![phrase.head])),
            }
        }
        by_preposition.iter().map(|(_, heads)| all(heads)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// "demanded a loan from Quessia", "insisted on an answer from Quessia": of whom it is asked; but a withdrawal is from
    /// where the troops stand.
    pub(super) fn asked_from(&self, at: usize) -> Vec<usize> {
        let restraint = self.view.tree.lemma(self.act.trigger) == "restraint";
        if matches!(self.act.code.as_str(), "0256" | "1056") && !restraint {
            return Vec::new();
        }
        let tree = self.view.tree;
        let mut heads = Vec::new();
        for outer in [at, self.act.trigger] {
            heads.extend(
                tree.related(outer, &[Relation::Obl, Relation::Nmod])
                    .filter(|&c| tree.preposition(c).is_some_and(|p| tree.form(p).eq_ignore_ascii_case("from"))),
            );
        }
        heads
            .into_iter()
            .map(|c| self.view.actors_at(self.view.framer.antecedent(c)))
            .find(|f| !f.is_empty())
            .unwrap_or_default()
    }
}
