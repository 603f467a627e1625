//! Where a row stands in the tables, and the number that it has there.

use crate::clock::eight_digits;
use chrono::NaiveDate;
use nutgraf_model::Id;
use nutgraf_sort::Sorted;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Numbers run from here …
const FIRST: u64 = 1 << 52;
/// … to before this.
const END: u64 = 1 << 53;
/// Bytes of a number, of a whole hash and of a line in a key.
const NUMBER: usize = 8;
const FULL: usize = 26;
const LINE: usize = 4;

/// What rows are sorted by: SQLDATE, Actor1Code, Actor2Code, GLOBALEVENTID.
#[derive(Clone, Debug)]
pub(crate) struct RowKey {
    pub(crate) day: NaiveDate,
    pub(crate) actor_codes: [String; 2],
    /// GLOBALEVENTID, as the hash gives it.
    pub(crate) number: u64,
    /// The whole hash, of which the number has the first bits.
    pub(crate) full: Id,
}

impl RowKey {
    /// Bytes that sort as the tables do. Codes are letters and end at a zero byte; number, whole hash and line have fixed
    /// lengths, so that they are found from the end.
    pub(crate) fn bytes(&self, line: u32) -> Vec<u8> {
        let mut key = eight_digits(self.day).into_bytes();
        for code in &self.actor_codes {
            key.extend_from_slice(code.as_bytes());
            key.push(0);
        }
        key.extend_from_slice(&self.number.to_be_bytes());
        key.extend_from_slice(self.full.as_str().as_bytes());
        key.extend_from_slice(&line.to_be_bytes());
        key
    }

    /// Number and whole hash: what clashes are found by.
    pub(crate) fn number_bytes(&self) -> Vec<u8> {
        [&self.number.to_be_bytes()[..], self.full.as_str().as_bytes()].concat()
    }
}

/// Number and whole hash of [`RowKey::number_bytes`].
fn of_number_bytes(key: &[u8]) -> (u64, &[u8]) {
    let (number, full) = key.split_at(NUMBER.min(key.len()));
    (number.try_into().map_or(0, u64::from_be_bytes), full)
}

/// The number in [`RowKey::bytes`].
pub(crate) fn number_in(key: &[u8]) -> u64 {
    of_number_bytes(&key[key.len() - NUMBER - FULL - LINE..]).0
}

/// What [`RowKey::bytes`] has of the row, without the line.
pub(crate) fn row_in(key: &[u8]) -> &[u8] {
    &key[..key.len() - LINE]
}

/// [`RowKey::bytes`] with the number that the row got instead of its own, where it did.
pub(crate) fn renumbered(mut key: Vec<u8>, clashes: &BTreeMap<String, u64>) -> Vec<u8> {
    let end = key.len() - LINE;
    let begin = end - FULL;
    let given = std::str::from_utf8(&key[begin..end]).ok().and_then(|full| clashes.get(full));
    if let Some(number) = given {
        key[begin - NUMBER..begin].copy_from_slice(&number.to_be_bytes());
    }
    key
}

/// The rows whose number another has by right, and the number they get: of those with one number the least whole hash
/// keeps it, and the others take the next that no row has by right.
pub(crate) fn clashes(sorted: &Sorted) -> io::Result<BTreeMap<String, u64>> {
    let late = late(sorted)?;
    let mut reach = 1024;
    loop {
        if let Some(given) = give(&late, &taken_near(&late, reach, sorted)?, reach) {
            return Ok(given);
        }
        reach *= 16;
    }
}

/// Rows, in order, whose number the row before has too.
fn late(sorted: &Sorted) -> io::Result<Vec<(u64, String)>> {
    let mut late = Vec::new();
    let mut before = None;
    for record in sorted.iter()? {
        let key = record?.key;
        let (number, full) = of_number_bytes(&key);
        if before == Some(number) {
            late.push((number, String::from_utf8_lossy(full).into_owned()));
        }
        before = Some(number);
    }
    Ok(late)
}

/// The numbers that rows have by right, as far as `reach` behind one that clashes.
fn taken_near(late: &[(u64, String)], reach: u64, sorted: &Sorted) -> io::Result<BTreeSet<u64>> {
    let mut taken = BTreeSet::new();
    if late.is_empty() {
        return Ok(taken);
    }
    let wraps = late.last().is_some_and(|(number, _)| number + reach >= END);
    for record in sorted.iter()? {
        let number = of_number_bytes(&record?.key).0;
        let below = late.partition_point(|(n, _)| *n <= number);
        let near = below > 0 && number - late[below - 1].0 <= reach;
        if near || wraps && number < FIRST.saturating_add(reach) {
            taken.insert(number);
        }
    }
    Ok(taken)
}

/// Nothing where a free number is further than `reach`.
fn give(late: &[(u64, String)], taken: &BTreeSet<u64>, reach: u64) -> Option<BTreeMap<String, u64>> {
    let mut taken = taken.clone();
    let mut given = BTreeMap::new();
    for (own, full) in late {
        let mut number = *own;
        let mut steps = 0;
        while !taken.insert(number) {
            number = if number + 1 < END { number + 1 } else { FIRST };
            steps += 1;
            if steps >= reach {
                return None;
            }
        }
        given.insert(full.clone(), number);
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::hash_id;
    use nutgraf_sort::{Scratch, Sorter};

    fn given(rows: &[(u64, &str)]) -> Vec<u64> {
        let mut sorter = Sorter::new(Scratch::default());
        let mut keys = Vec::new();
        for &(number, name) in rows {
            let day = NaiveDate::from_ymd_opt(1999, 1, 1).expect("a day");
            let row = RowKey { day, actor_codes: Default::default(), number, full: hash_id("row", &[name]) };
            sorter.push(&row.number_bytes(), b"").expect("room");
            keys.push(row.bytes(7));
        }
        let clashes = clashes(&sorter.sort().expect("room")).expect("readable");
        let numbers = keys.into_iter().map(|key| number_in(&renumbered(key, &clashes)));
        let mut numbers: Vec<u64> = numbers.collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn the_greater_full_id_takes_the_next_free_number() {
        assert_eq!(given(&[(7, "a"), (7, "b"), (8, "c"), (7, "d")]), [7, 8, 9, 10]);
        assert_eq!(given(&[(7, "a"), (9, "b")]), [7, 9]);
        assert_eq!(given(&[(END - 1, "a"), (END - 1, "b"), (FIRST, "c")]), [FIRST, FIRST + 1, END - 1]);
    }

    #[test]
    fn numbers_far_behind_are_found() {
        let names: Vec<String> = (0..1500).map(|n| n.to_string()).collect();
        let mut rows: Vec<(u64, &str)> = names.iter().zip(FIRST..).map(|(name, number)| (number, &**name)).collect();
        rows.push((FIRST, "late"));
        assert_eq!(given(&rows).last(), Some(&(FIRST + 1500)));
    }
}
