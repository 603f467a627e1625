//! Phrases over atoms: a trie that finds the longest phrase at each word of a text.

use super::atoms::{Atom, FoldMap, UNKNOWN, Vocabulary, learn};

/// What a phrase stands for; the number is the place in the table of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sense {
    /// A name of an actor.
    Actor(u32),
    /// A state by its name.
    Country(u32),
    /// A state by its adjective or its people.
    Adjective(u32),
    /// The capital of a state.
    Capital(u32),
    /// A common noun that acts; true for its plural.
    Agent(u32, bool),
    /// A surname, or other short form, of a person.
    Short(u32),
    /// A place.
    Place(u32),
}

/// A sense with the letter case that it asks for.
#[derive(Clone, Copy, Debug)]
struct Entry {
    sense: Sense,
    /// Bit i: atom i must start with a capital.
    capitals: u32,
    /// Bit i: atom i must be all capitals (an acronym).
    uppers: u32,
    /// Bit i: something that keeps phrases apart stands before atom i: the comma of "Tripoli, Lebanon".
    apart: u32,
    /// Another entry of the same phrase, or [`NONE`].
    next: u32,
}

/// No entry.
const NONE: u32 = u32::MAX;

impl Entry {
    fn fits(&self, text: Case) -> bool {
        self.capitals & !text.capitals == 0 && self.uppers & !text.uppers == 0 && text.apart & !self.apart == 0
    }
}

/// How the atoms of a text are written, a bit for each as in [`Entry`].
#[derive(Clone, Copy, Debug, Default)]
struct Case {
    capitals: u32,
    uppers: u32,
    apart: u32,
}

/// Every phrase of the dictionaries.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    vocabulary: Vocabulary,
    steps: FoldMap<u64, u32>,
    /// For each node the first entry of the phrase that ends there, or [`NONE`].
    ends: Vec<u32>,
    entries: Vec<Entry>,
    /// Room for the atoms of a phrase that is added.
    atoms: Vec<Atom>,
}

/// A phrase found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// First byte.
    pub(crate) begin: u32,
    /// Byte after the last.
    pub(crate) end: u32,
    /// What it may stand for.
    pub(crate) senses: Vec<Sense>,
}

impl Default for Phrases {
    fn default() -> Self {
        let mut steps = FoldMap::default();
        steps.reserve(ROOM);
        let mut ends = Vec::with_capacity(ROOM);
        ends.push(NONE);
        let entries = Vec::with_capacity(ROOM);
        Phrases { vocabulary: Vocabulary::default(), steps, ends, entries, atoms: Vec::new() }
    }
}

/// Steps that the embedded dictionaries take: room for them at once is quicker than growing.
const ROOM: usize = 1 << 17;

impl Phrases {
    /// Adds a phrase. Capitals of the phrase are asked of the text too; words of two to five capitals are acronyms.
    pub(crate) fn add(&mut self, phrase: &str, sense: Sense) -> bool {
        let mut atoms = std::mem::take(&mut self.atoms);
        learn(phrase, &mut self.vocabulary, &mut atoms);
        let added = self.add_atoms(&atoms, sense);
        self.atoms = atoms;
        added
    }

    fn add_atoms(&mut self, atoms: &[Atom], sense: Sense) -> bool {
        if atoms.is_empty() || atoms.len() > 32 {
            return false;
        }
        let (mut node, mut capitals, mut uppers, mut apart) = (0, 0, 0, 0);
        for (at, atom) in atoms.iter().enumerate() {
            node = self.step_or_grow(node, atom.id);
            capitals |= u32::from(atom.capital) << at;
            let length = atom.end - atom.begin;
            uppers |= u32::from(atom.upper && (2..=3).contains(&length)) << at;
            apart |= u32::from(atom.apart && at > 0) << at;
        }
        let new = (sense, capitals, uppers, apart);
        if !self.entries_at(node).any(|e| (e.sense, e.capitals, e.uppers, e.apart) == new) {
            let first = &mut self.ends[node as usize];
            let next = std::mem::replace(first, self.entries.len() as u32);
            self.entries.push(Entry { sense, capitals, uppers, apart, next });
        }
        true
    }

    /// The entries of the phrase that ends at a node, the last added first.
    fn entries_at(&self, node: u32) -> impl Iterator<Item = &Entry> {
        let mut next = self.ends[node as usize];
        std::iter::from_fn(move || {
            let entry = self.entries.get(next as usize)?;
            next = entry.next;
            Some(entry)
        })
    }

    fn step_or_grow(&mut self, node: u32, id: u32) -> u32 {
        let next = self.ends.len() as u32;
        let node = *self.steps.entry(u64::from(node) << 32 | u64::from(id)).or_insert(next);
        if node == next {
            self.ends.push(NONE);
        }
        node
    }

    /// The phrases of a text, each the longest at its place, none inside another; in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        let atoms = self.vocabulary.scan(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < atoms.len() {
            match self.longest(&atoms[at..]).map(|found| self.unless_agent_follows(&atoms[at..], found)) {
                Some((length, senses)) => {
                    found.push(Found { begin: atoms[at].begin, end: atoms[at + length - 1].end, senses });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// "Sorvian army" is a name, but before "minister" the adjective stands alone: "army minister" is longer.
    fn unless_agent_follows(&self, atoms: &[Atom], found: (usize, Vec<Sense>)) -> (usize, Vec<Sense>) {
        let (length, _) = found;
        if length < 2 || atoms.get(length).is_none_or(|next| next.id == UNKNOWN || next.apart) {
            return found;
        }
        let Some((first, senses)) = self.longest(&atoms[..length - 1]) else { return found };
        if !senses.iter().any(|s| matches!(s, Sense::Adjective(_))) {
            return found;
        }
        match self.longest(&atoms[first..]) {
            Some((second, agents))
                if first + second > length && agents.iter().any(|s| matches!(s, Sense::Agent(..))) =>
            {
                (first, senses)
            }
            _ => found,
        }
    }

    fn longest(&self, atoms: &[Atom]) -> Option<(usize, Vec<Sense>)> {
        let mut node = 0;
        let mut case = Case::default();
        let mut best = None;
        for (at, atom) in atoms.iter().enumerate().take(32) {
            let step = self.steps.get(&(u64::from(node) << 32 | u64::from(atom.id))).filter(|_| atom.id != UNKNOWN);
            let Some(&next) = step else { break };
            node = next;
            case.capitals |= u32::from(atom.capital) << at;
            case.uppers |= u32::from(atom.upper) << at;
            case.apart |= u32::from(atom.apart && at > 0) << at;
            if self.entries_at(node).any(|e| e.fits(case)) {
                best = Some((at + 1, node, case));
            }
        }
        let (length, node, case) = best?;
        let mut senses: Vec<Sense> = self.entries_at(node).filter(|e| e.fits(case)).map(|e| e.sense).collect();
        senses.sort_unstable();
        senses.dedup();
        Some((length, senses))
    }

    /// What exactly this phrase stands for.
    pub(crate) fn senses(&self, phrase: &str) -> Vec<Sense> {
        let atoms = self.vocabulary.scan(phrase);
        match self.longest(&atoms) {
            Some((length, senses)) if length == atoms.len() => senses,
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_case_is_asked_for() {
        let mut phrases = Phrases::default();
        for (at, name) in
            ["Sorvia", "South Sorvia", "US", "police", "World Health Organization | WHO"].iter().enumerate()
        {
            for name in name.split(" | ") {
                phrases.add(name, Sense::Country(at as u32));
            }
        }
        let text = "South Sorvia's Police told us who left the U.S. for sorvia; South, Sorvia (WHO).";
        let seen: Vec<_> = phrases.find(text).iter().map(|f| &text[f.begin as usize..f.end as usize]).collect();
        assert_eq!(seen, ["South Sorvia", "Police", "U.S.", "Sorvia", "WHO"]);
        phrases.add("Tripol, Sorvia", Sense::Place(7));
        assert_eq!(phrases.senses("Tripol, Sorvia"), [Sense::Place(7)]);
        assert_eq!(phrases.senses("SOUTH SORVIA"), [Sense::Country(1)]);
        assert!(phrases.senses("South Sorvia now").is_empty());
    }
}
