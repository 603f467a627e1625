//! Numbers for features and tags.

use std::collections::BTreeMap;

use super::data::{Case, Tree};
use super::network::Example;
use crate::features::{FEATURES, FORM, features};
use crate::hash::HashTable;
use crate::tags::{Upos, Xpos};

/// What the network knows by number.
pub(crate) struct Vocabulary {
    /// Feature of each row; row 0 is the unknown word.
    pub(crate) keys: Vec<u32>,
    /// How often each row was met.
    pub(crate) frequency: Vec<u32>,
    /// Joint tags.
    pub(crate) tags: Vec<(Upos, Xpos)>,
    rows: HashTable,
}

/// Least frequency of a form.
const FORMS: u32 = 2;
/// Least frequency of another feature.
const OTHERS: u32 = 4;
/// Least frequency of a joint tag.
const TAGS: u32 = 3;

impl Vocabulary {
    /// The vocabulary of trees.
    pub(crate) fn new(trees: &[Tree]) -> Vocabulary {
        let mut counts: BTreeMap<(bool, u32), u32> = BTreeMap::new();
        let mut tags: BTreeMap<(Upos, Xpos), u32> = BTreeMap::new();
        let mut lower = String::new();
        for tree in trees {
            for (form, tag) in tree.forms.iter().zip(&tree.tags) {
                *tags.entry(*tag).or_default() += 1;
                for case in Case::ALL {
                    let hashes = features(&case.apply(form), &mut lower);
                    for (feature, &hash) in hashes.iter().enumerate().filter(|(_, hash)| **hash != 0) {
                        // Only the shape and the case change with capitals.
                        if case == Case::Given || feature == 1 || feature == FEATURES - 1 {
                            *counts.entry((feature == FORM, hash)).or_default() += 1;
                        }
                    }
                }
            }
        }
        let kept = counts.iter().filter(|((form, _), count)| **count >= if *form { FORMS } else { OTHERS });
        let (mut keys, mut frequency) = (vec![0], vec![0]);
        for ((_, key), count) in kept {
            keys.push(*key);
            frequency.push(*count);
        }
        // Key 0 is never looked up: it only keeps the first row.
        let rows = HashTable::new(&keys);
        let tags = tags.into_iter().filter(|(_, count)| *count >= TAGS).map(|(tag, _)| tag).collect();
        Vocabulary { keys, frequency, tags, rows }
    }

    /// The tree in numbers.
    pub(crate) fn example(&self, tree: &Tree) -> Example {
        let mut lower = String::new();
        let row = |form: &String, lower: &mut String| -> [u32; FEATURES] {
            let mut rows = features(form, lower)
                .map(|hash| if hash == 0 { u32::MAX } else { self.rows.get(hash).unwrap_or(u32::MAX) });
            if rows[FORM] == u32::MAX {
                rows[FORM] = 0;
            }
            rows
        };
        Example {
            rows: tree.forms.iter().map(|form| row(form, &mut lower)).collect(),
            tags: tree.tags.iter().map(|tag| self.tag(*tag)).collect(),
            heads: tree.heads.clone(),
            relations: tree.relations.iter().map(|r| r.index()).collect(),
        }
    }

    /// Number of a joint tag; a rare one counts as the first with the same part of speech.
    fn tag(&self, tag: (Upos, Xpos)) -> usize {
        let exact = self.tags.iter().position(|t| *t == tag);
        exact.or_else(|| self.tags.iter().position(|t| t.0 == tag.0)).unwrap_or(0)
    }
}
