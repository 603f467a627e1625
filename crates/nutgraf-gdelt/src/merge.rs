//! Same event, told again: tellings that join one row of the events table.

use crate::clock::{rounded_up, table_day};
use crate::telling::{Exactness, PairKey, Telling, full_code, place_at};
use chrono::{NaiveDate, NaiveDateTime};
use nutgraf_model::{Actor, Id, Place, cameo_event, global_event_id, hash_id};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A telling as one row has it: a line of the mentions table.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) telling: Arc<Telling>,
    /// Whether the row has the actors the other way round than the telling.
    pub(crate) mirrored: bool,
    /// What tells the row apart but for its place: date, actors and code in the row's direction.
    pair: PairKey,
}

impl Entry {
    /// The entries of a telling: one, or two where both did it to one another and `mirror` is set.
    fn of(telling: &Arc<Telling>, mirror: bool) -> Vec<Entry> {
        let entry = |mirrored| {
            let [date, source, target, code] = telling.pair.clone();
            let pair = if mirrored { [date, target, source, mirror_of(&code)] } else { [date, source, target, code] };
            Entry { telling: Arc::clone(telling), mirrored, pair }
        };
        if mirror && telling.event.reciprocal { vec![entry(false), entry(true)] } else { vec![entry(false)] }
    }

    /// First and second actor of the row.
    pub(crate) fn actors(&self) -> [Option<&Actor>; 2] {
        let [source, target] = self.telling.actors();
        if self.mirrored { [target, source] } else { [source, target] }
    }

    fn in_order(&self, other: &Entry) -> Ordering {
        self.telling.in_order(&other.telling).then_with(|| self.mirrored.cmp(&other.mirrored))
    }
}

fn mirror_of(code: &str) -> String {
    let event = cameo_event(code).or_else(|| cameo_event(code.get(..2)?));
    full_code(event.and_then(|event| event.mirror).unwrap_or(code))
}

/// All tellings of one row.
#[derive(Debug)]
pub(crate) struct Group {
    place_key: String,
    /// In the order of [`Telling::in_order`], each once.
    pub(crate) entries: Vec<Entry>,
}

/// Puts the tellings into groups of one row each, in a fixed order.
pub(crate) fn groups(tellings: &[Arc<Telling>], mirror: bool) -> Vec<Group> {
    let mut entries: Vec<Entry> = tellings.iter().flat_map(|telling| Entry::of(telling, mirror)).collect();
    entries.sort_by(|a, b| a.pair.cmp(&b.pair));
    entries.chunk_by(|a, b| a.pair == b.pair).flat_map(groups_of_pair).collect()
}

/// Groups of one day, pair and code: one for each place, after those that are less exactly placed have joined the one
/// event that they can mean. Countries go first, so that a city and its country count as one place for those without any.
fn groups_of_pair(entries: &[Entry]) -> Vec<Group> {
    let mut by_place: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_place.entry(entry.telling.place_key.clone()).or_default().push(entry.clone());
    }
    join(&mut by_place, Exactness::Country, |vague, exact| {
        exact.exactness() == Exactness::Inside && vague.country().is_some() && exact.country() == vague.country()
    });
    join(&mut by_place, Exactness::Nowhere, |_, exact| exact.exactness() > Exactness::Nowhere);
    by_place.into_iter().map(|(place_key, entries)| Group { place_key, entries: in_order(entries) }).collect()
}

/// Moves every group placed as vaguely as `exactness` into the one that may be meant, if there is exactly one.
fn join(
    by_place: &mut BTreeMap<String, Vec<Entry>>,
    exactness: Exactness,
    may_mean: impl Fn(&Telling, &Telling) -> bool,
) {
    let vague = by_place.iter().filter(|(_, group)| group[0].telling.exactness() == exactness);
    let vague: Vec<String> = vague.map(|(key, _)| key.clone()).collect();
    for key in vague {
        let one = &by_place[&key][0].telling;
        let mut meant = by_place.iter().filter(|(other, group)| **other != key && may_mean(one, &group[0].telling));
        let (Some((target, _)), None) = (meant.next(), meant.next()) else { continue };
        let target = target.clone();
        let joining = by_place.remove(&key).unwrap_or_default();
        by_place.entry(target).or_default().extend(joining);
    }
}

/// Sorted, and each telling once: the same words of the same article tell an event one time.
fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(Entry::in_order);
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert((entry.telling.document.article.clone(), entry.telling.mention.clone())));
    entries
}

impl Group {
    /// The entry that gives the row its varying fields.
    pub(crate) fn first(&self) -> &Entry {
        &self.entries[0]
    }

    /// EventCode.
    pub(crate) fn code(&self) -> &str {
        &self.first().pair[3]
    }

    /// DATEADDED: the quarter hour of the first report.
    pub(crate) fn added(&self) -> NaiveDateTime {
        rounded_up(self.first().telling.document.published)
    }

    /// SQLDATE.
    pub(crate) fn day(&self) -> NaiveDate {
        table_day(self.first().telling.event.date, self.added())
    }

    /// The place, as the first telling that names it has it.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.entries.iter().find_map(|entry| place_at(&entry.telling, &self.place_key))
    }

    /// Distinct articles, each with its first telling.
    pub(crate) fn articles(&self) -> BTreeMap<&Id, &Telling> {
        let mut articles = BTreeMap::new();
        for Entry { telling, .. } in &self.entries {
            articles.entry(&telling.document.article).or_insert(&**telling);
        }
        articles
    }

    fn row(&self, group: usize) -> Row {
        let [date, one, two, code] = &self.first().pair;
        let fields = [date, one, two, code, &self.place_key].map(String::as_str);
        let actor_codes =
            self.first().actors().map(|actor| actor.map(|a| a.code.as_str().to_owned()).unwrap_or_default());
        Row { group, number: global_event_id(&fields), full: hash_id("row", &fields), day: self.day(), actor_codes }
    }
}

/// One line of the events table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) group: usize,
    /// GLOBALEVENTID.
    pub(crate) number: u64,
    /// The whole hash, of which the number has the first bits.
    full: Id,
    day: NaiveDate,
    actor_codes: [String; 2],
}

impl Row {
    fn table_order(&self) -> (NaiveDate, &[String; 2], u64) {
        (self.day, &self.actor_codes, self.number)
    }
}

/// The rows of all groups in the order of the tables, and the numbers that were already taken: full id → number given.
pub(crate) fn rows(groups: &[Group]) -> (Vec<Row>, BTreeMap<String, u64>) {
    let mut rows: Vec<Row> = groups.iter().enumerate().map(|(at, group)| group.row(at)).collect();
    let clashes = give_numbers(&mut rows);
    rows.sort_by(|a, b| a.table_order().cmp(&b.table_order()));
    (rows, clashes)
}

/// On a clash the greater full id takes the next number that no row has by right.
fn give_numbers(rows: &mut [Row]) -> BTreeMap<String, u64> {
    let mut clashes = BTreeMap::new();
    rows.sort_by(|a, b| (a.number, &a.full).cmp(&(b.number, &b.full)));
    let mut taken: BTreeSet<u64> = BTreeSet::new();
    let mut late = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if !taken.insert(row.number) {
            late.push(at);
        }
    }
    for at in late {
        let row = &mut rows[at];
        while !taken.insert(row.number) {
            row.number = if row.number + 1 < 1 << 53 { row.number + 1 } else { 1 << 52 };
        }
        clashes.insert(row.full.to_string(), row.number);
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, name: &str) -> Row {
        let day = NaiveDate::from_ymd_opt(1999, 1, 1).expect("a day");
        let full = hash_id("row", &[name]);
        Row { group: 0, number, full, day, actor_codes: Default::default() }
    }

    #[test]
    fn the_greater_full_id_takes_the_next_free_number() {
        let mut rows = vec![row(7, "a"), row(7, "b"), row(8, "c"), row(7, "d")];
        let clashes = give_numbers(&mut rows);
        let mut numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [7, 8, 9, 10]);
        assert_eq!(clashes.len(), 2);
        let least = ["a", "b", "d"].map(|name| hash_id("row", &[name]).to_string()).into_iter().min();
        assert!(!clashes.contains_key(&least.expect("three ids")));
    }
}
