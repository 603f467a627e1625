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
}

/// Every phrase of the dictionaries.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    vocabulary: Vocabulary,
    steps: FoldMap<u64, u32>,
    ends: Vec<Vec<Entry>>,
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
        Phrases { vocabulary: Vocabulary::default(), steps: FoldMap::default(), ends: vec![Vec::new()] }
    }
}

impl Phrases {
    /// Adds a phrase. Capitals of the phrase are asked of the text too; words of two to five capitals are acronyms.
    pub(crate) fn add(&mut self, phrase: &str, sense: Sense) -> bool {
        let atoms = learn(phrase, &mut self.vocabulary);
        if atoms.is_empty() || atoms.len() > 32 {
            return false;
        }
        let (mut node, mut capitals, mut uppers) = (0, 0, 0);
        for (at, atom) in atoms.iter().enumerate() {
            node = self.step_or_grow(node, atom.id);
            capitals |= u32::from(atom.capital) << at;
            let length = atom.end - atom.begin;
            uppers |= u32::from(atom.upper && (2..=3).contains(&length)) << at;
        }
        let entries = &mut self.ends[node as usize];
        if !entries.iter().any(|e| e.sense == sense && e.capitals == capitals && e.uppers == uppers) {
            entries.push(Entry { sense, capitals, uppers });
        }
        true
    }

    fn step_or_grow(&mut self, node: u32, id: u32) -> u32 {
        let next = self.ends.len() as u32;
        let node = *self.steps.entry(u64::from(node) << 32 | u64::from(id)).or_insert(next);
        if node == next {
            self.ends.push(Vec::new());
        }
        node
    }

    /// The phrases of a text, each the longest at its place, none inside another; in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        let atoms = self.vocabulary.scan(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < atoms.len() {
            match self.longest(&atoms[at..]) {
                Some((length, senses)) => {
                    found.push(Found { begin: atoms[at].begin, end: atoms[at + length - 1].end, senses });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, atoms: &[Atom]) -> Option<(usize, Vec<Sense>)> {
        let mut node = 0;
        let (mut capitals, mut uppers) = (0u32, 0u32);
        let mut best = None;
        for (at, atom) in atoms.iter().enumerate().take(32) {
            if atom.id == UNKNOWN || (at > 0 && atom.apart) {
                break;
            }
            let Some(&next) = self.steps.get(&(u64::from(node) << 32 | u64::from(atom.id))) else { break };
            node = next;
            capitals |= u32::from(atom.capital) << at;
            uppers |= u32::from(atom.upper) << at;
            let entries = &self.ends[node as usize];
            let fits = |e: &&Entry| e.capitals & !capitals == 0 && e.uppers & !uppers == 0;
            if entries.iter().any(|e| fits(&e)) {
                best = Some((at + 1, node, capitals, uppers));
            }
        }
        let (length, node, capitals, uppers) = best?;
        let fits = |e: &&Entry| e.capitals & !capitals == 0 && e.uppers & !uppers == 0;
        let mut senses: Vec<Sense> = self.ends[node as usize].iter().filter(fits).map(|e| e.sense).collect();
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
        assert_eq!(phrases.senses("SOUTH SORVIA"), [Sense::Country(1)]);
        assert!(phrases.senses("South Sorvia now").is_empty());
    }
}
