//! The CAMEO codebook as tables: event codes and actor trigrams, read once from `tables/`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One event code of the CAMEO codebook.
#[derive(Clone, Debug, PartialEq)]
pub struct CameoEvent {
    /// Two to four digits.
    pub code: &'static str,
    /// What the code stands for.
    pub name: &'static str,
    /// Goldstein's scale of conflict (−10.0) and cooperation (10.0), as written by GDELT, one decimal.
    pub goldstein: &'static str,
    /// GDELT's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// The code of the same event seen from its target, where CAMEO codes both sides (042 and 043).
    pub mirror: Option<&'static str>,
    /// The PLOVER event type that matches, where there is one.
    pub plover: Option<&'static str>,
}

impl CameoEvent {
    /// Whether both sides do the same, so that the pair has no order (040, 036, 057 …).
    pub fn is_symmetric(&self) -> bool {
        self.mirror == Some(self.code)
    }
}

/// What a CAMEO actor trigram stands for: the column groups of GDELT's actor blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorClass {
    /// A country or region.
    Country,
    /// An organisation with a code of its own.
    KnownGroup,
    /// An ethnic group.
    Ethnic,
    /// A religion.
    Religion,
    /// A role, such as GOV or MIL.
    Type,
}

static EVENTS: LazyLock<Vec<CameoEvent>> = LazyLock::new(|| {
    rows(include_str!("../tables/cameo_events.tsv"))
        .map(|row| {
            let &[code, name, goldstein, quad, mirror, plover] = row.as_slice() else {
                panic!("cameo_events.tsv: six columns in every row");
            };
            CameoEvent {
                code,
                name,
                goldstein,
                quad_class: quad.parse().expect("cameo_events.tsv: quad class is a digit"),
                mirror: dash(mirror),
                plover: dash(plover),
            }
        })
        .collect()
});

static EVENT_INDEX: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| EVENTS.iter().enumerate().map(|(at, event)| (event.code, at)).collect());

type ActorTable = HashMap<&'static str, (Vec<ActorClass>, &'static str)>;

static ACTORS: LazyLock<ActorTable> = LazyLock::new(|| {
    let mut table = ActorTable::new();
    for row in rows(include_str!("../tables/cameo_actors.tsv")) {
        let &[class, code, name] = row.as_slice() else {
            panic!("cameo_actors.tsv: three columns in every row");
        };
        let class = match class {
            "country" => ActorClass::Country,
            "known_group" => ActorClass::KnownGroup,
            "ethnic" => ActorClass::Ethnic,
            "religion" => ActorClass::Religion,
            "type" => ActorClass::Type,
            other => panic!("cameo_actors.tsv: unknown class {other}"),
        };
        table.entry(code).or_insert_with(|| (Vec::new(), name)).0.push(class);
    }
    table
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn dash(value: &'static str) -> Option<&'static str> {
    (value != "-").then_some(value)
}

/// Looks up an event code of two to four digits.
pub fn cameo_event(code: &str) -> Option<&'static CameoEvent> {
    EVENT_INDEX.get(code).map(|&at| &EVENTS[at])
}

/// All event codes, in order of code.
pub fn cameo_events() -> &'static [CameoEvent] {
    &EVENTS
}

/// The classes that a trigram stands in (case matters: ethnic groups are lower case); empty for an unknown one.
pub fn actor_code_classes(trigram: &str) -> &'static [ActorClass] {
    ACTORS.get(trigram).map_or(&[], |(classes, _)| classes)
}

/// What a trigram stands for, by its first class.
pub fn actor_code_name(trigram: &str) -> Option<&'static str> {
    ACTORS.get(trigram).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(cameo_events().len(), 316);
        for event in cameo_events() {
            let root: u8 = event.code[..2].parse().expect("digits");
            let quad = match root {
                1..=5 => 1,
                6..=9 => 2,
                10..=14 => 3,
                _ => 4,
            };
            assert_eq!(event.quad_class, quad, "{}", event.code);
            let value: f64 = event.goldstein.parse().expect("a number");
            assert!((-10.0..=10.0).contains(&value));
            if let Some(mirror) = event.mirror {
                assert_eq!(cameo_event(mirror).expect("a code").mirror, Some(event.code));
            }
        }
        assert!(actor_code_classes("RUS").contains(&ActorClass::Country));
        assert_eq!(actor_code_classes("GOV"), [ActorClass::Type]);
    }
}
