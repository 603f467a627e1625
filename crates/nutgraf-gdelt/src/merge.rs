//! Same event, told again: tellings that join one row of the events table.

use crate::clock::{rounded_up, table_day};
use crate::number::RowKey;
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
    pub(crate) fn of(telling: Arc<Telling>, mirrored: bool) -> Entry {
        let pair = pair_of(&telling, mirrored);
        Entry { telling, mirrored, pair }
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

/// Date, first actor, second actor and code of the row that a telling belongs to.
pub(crate) fn pair_of(telling: &Telling, mirrored: bool) -> PairKey {
    let [date, source, target, code] = telling.pair.clone();
    if mirrored { [date, target, source, mirror_of(&code)] } else { [date, source, target, code] }
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

/// Groups of one day, pair and code: one for each place, after those that are less exactly placed have joined the one
/// event that they can mean. Countries go first, so that a city and its country count as one place for those without any.
pub(crate) fn groups_of_pair(entries: Vec<Entry>) -> Vec<Group> {
    let mut by_place: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_place.entry(entry.telling.place_key.clone()).or_default().push(entry);
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

    /// The row's place in the tables.
    pub(crate) fn row(&self) -> RowKey {
        let [date, one, two, code] = &self.first().pair;
        let fields = [date, one, two, code, &self.place_key].map(String::as_str);
        let [one, two] = self.first().actors().map(|actor| actor.map_or("", |actor| actor.code.as_str()).to_owned());
        RowKey {
            day: self.day(),
            actor_codes: [one, two],
            number: global_event_id(&fields),
            full: hash_id("row", &fields),
        }
    }
}
