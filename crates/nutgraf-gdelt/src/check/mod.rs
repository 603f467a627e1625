//! What is wrong with a row of a table: cell by cell, and cells that contradict one another.

mod gkg;
mod readable;

pub use gkg::check_gkg;
pub use readable::{check_denominators, check_table};

use crate::cell::breaks_readers;
use crate::clock::fraction_date;
use crate::columns::{Column, EVENTS_COLUMNS, Kind, MENTIONS_COLUMNS};
use crate::geo::{fips_country_name, is_fips_division};
use chrono::{NaiveDate, NaiveDateTime};
use nutgraf_model::{ActorClass, ActorCode, actor_code_classes, cameo_event};

/// A fault in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// Zero-based column; the number of columns itself where there are too few or too many.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub expected: String,
}

/// Where the blocks of the events table begin.
const ACTORS: [usize; 2] = [5, 15];
const ACT: usize = 26;
const COUNTS: usize = 31;
const PLACES: [usize; 3] = [35, 43, 51];
const ADDED: usize = 59;

/// The faults of a row of the events table.
pub fn check_event(cells: &[&str]) -> Vec<CellFault> {
    let mut faults = Faults::of(cells, &EVENTS_COLUMNS, Quoting::None);
    if cells.len() == EVENTS_COLUMNS.len() {
        faults.dates(cells);
        faults.act(cells);
        faults.counts(cells);
        if cells[ACTORS[0]].is_empty() && cells[ACTORS[1]].is_empty() {
            faults.add(ACTORS[0], "both actors are missing".into(), "a code for at least one of them");
        }
        for at in ACTORS {
            faults.actor(cells, at);
        }
        for at in PLACES {
            faults.place(cells, at);
        }
        for (actor, place) in ACTORS.into_iter().zip(PLACES) {
            if cells[actor].is_empty() && cells[place] != "0" {
                faults.add(place, "a place of an actor that is missing".into(), "0");
            }
        }
    }
    faults.0
}

/// The faults of a row of the mentions table.
pub fn check_mention(cells: &[&str]) -> Vec<CellFault> {
    let mut faults = Faults::of(cells, &MENTIONS_COLUMNS, Quoting::None);
    if cells.len() == MENTIONS_COLUMNS.len() {
        faults.mention(cells);
    }
    faults.0
}

/// How cells that hold the mark between cells are told from two cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// None does: cells are parted by tabs.
    None,
    /// By quotation marks: cells are parted by commas.
    Marks,
}

struct Faults(Vec<CellFault>);

impl Faults {
    fn of(cells: &[&str], columns: &[Column], quoting: Quoting) -> Faults {
        let mut faults = Faults(Vec::new());
        if cells.len() != columns.len() {
            let mark = if quoting == Quoting::None { "tabs" } else { "commas" };
            let expected = format!("{} columns parted by {mark}", columns.len());
            faults.add(cells.len().min(columns.len()), format!("{} columns", cells.len()), &expected);
            return faults;
        }
        for (cell, column) in cells.iter().zip(columns) {
            if quoting == Quoting::None && cell.starts_with('"') {
                let expected = "no quotation mark at the head: CSV readers swallow what follows";
                faults.add(column.place, format!("{} is {cell:?}", column.name), expected);
            } else if let Err(expected) = check_cell(cell, column) {
                faults.add(column.place, format!("{} is {cell:?}", column.name), &expected);
            }
        }
        faults
    }

    fn add(&mut self, column: usize, what: String, expected: &str) {
        if !self.0.iter().any(|fault| fault.column == column) {
            self.0.push(CellFault { column, what, expected: expected.to_owned() });
        }
    }

    /// Says that the cell at `at` should be `expected`, where it is not.
    fn must_be(&mut self, cells: &[&str], at: usize, expected: &str, why: &str) {
        if cells[at] != expected {
            let name = EVENTS_COLUMNS[at].name;
            let expected = if expected.is_empty() { "an empty cell" } else { expected };
            self.add(at, format!("{name} is {:?}, {why}", cells[at]), expected);
        }
    }

    fn dates(&mut self, cells: &[&str]) {
        let Some(day) = day(cells[1]) else { return };
        self.must_be(cells, 2, &cells[1][..6], "against SQLDATE");
        self.must_be(cells, 3, &cells[1][..4], "against SQLDATE");
        let fraction = fraction_date(day);
        let near = |a: &str, b: &str| {
            a.parse::<f64>().ok().zip(b.parse::<f64>().ok()).is_some_and(|(a, b)| (a - b).abs() < 1.1e-4)
        };
        if !near(cells[4], &fraction) {
            self.must_be(cells, 4, &fraction, "against SQLDATE");
        }
        if instant(cells[ADDED]).is_some_and(|added| day > added.date()) {
            self.add(
                1,
                format!("SQLDATE {} is after DATEADDED {}", cells[1], cells[ADDED]),
                "a day not after DATEADDED",
            );
        }
    }

    fn act(&mut self, cells: &[&str]) {
        let code = cells[ACT];
        let Some(event) = cameo_event(code) else {
            return self.add(
                ACT,
                format!("EventCode {code:?} stands in no codebook"),
                "a CAMEO code with its leading zero",
            );
        };
        self.must_be(cells, ACT + 1, code.get(..3).unwrap_or(code), "against EventCode");
        self.must_be(cells, ACT + 2, &code[..2], "against EventCode");
        self.must_be(cells, ACT + 3, &event.quad_class.to_string(), "against EventCode");
        self.must_be(cells, ACT + 4, event.goldstein, "against EventCode");
    }

    fn counts(&mut self, cells: &[&str]) {
        let count = |at: usize| cells[at].parse::<u64>();
        let (Ok(mentions), Ok(sources), Ok(articles)) = (count(COUNTS), count(COUNTS + 1), count(COUNTS + 2)) else {
            return;
        };
        if articles > mentions {
            self.add(
                COUNTS + 2,
                format!("NumArticles {articles} exceeds NumMentions {mentions}"),
                "at most NumMentions",
            );
        }
        if sources > articles {
            self.add(COUNTS + 1, format!("NumSources {sources} exceeds NumArticles {articles}"), "at most NumArticles");
        }
    }

    fn actor(&mut self, cells: &[&str], at: usize) {
        let Ok(code) = ActorCode::new(cells[at]) else {
            // Without a code the block is empty; a code of no sound form has been found already.
            for column in at + 1..at + 10 {
                if cells[at].is_empty() {
                    self.must_be(cells, column, "", "of an actor without code");
                }
            }
            return;
        };
        let name = cells[at + 1];
        if name.is_empty() || name.chars().any(char::is_lowercase) && name != name.to_uppercase() {
            self.add(at + 1, format!("{} is {name:?}", EVENTS_COLUMNS[at + 1].name), "the actor's name in capitals");
        }
        const CLASSES: [ActorClass; 8] = [
            ActorClass::Country,
            ActorClass::KnownGroup,
            ActorClass::Ethnic,
            ActorClass::Religion,
            ActorClass::Religion,
            ActorClass::Type,
            ActorClass::Type,
            ActorClass::Type,
        ];
        for (column, class) in (at + 2..).zip(CLASSES) {
            let trigram = cells[column];
            let fits = code.trigrams().any(|t| t == trigram) && actor_code_classes(trigram).contains(&class);
            if !trigram.is_empty() && !fits {
                let what = format!("{} {trigram} is no such part of {code}", EVENTS_COLUMNS[column].name);
                self.add(column, what, "a trigram of the actor's code and of that class, or an empty cell");
            }
        }
        if cells[at + 2].is_empty() && code.country().is_some_and(|t| actor_code_classes(t) == [ActorClass::Country]) {
            self.add(
                at + 2,
                format!("{} is empty", EVENTS_COLUMNS[at + 2].name),
                "the country that the code begins with",
            );
        }
    }

    fn place(&mut self, cells: &[&str], at: usize) {
        let block = &cells[at..at + 8];
        let &[kind, name, country, adm1, _, latitude, longitude, feature] = block else { return };
        if kind == "0" {
            for column in at + 1..at + 8 {
                self.must_be(cells, column, "", "of no place");
            }
            return;
        }
        for (cell, column) in [(name, 1), (country, 2), (adm1, 3), (latitude, 5), (longitude, 6), (feature, 7)] {
            if cell.is_empty() {
                self.add(
                    at + column,
                    format!("{} is empty", EVENTS_COLUMNS[at + column].name),
                    "a value: the type is not 0",
                );
            }
        }
        if fips_country_name(country).is_none() {
            return self.add(
                at + 2,
                format!("{country:?} is no FIPS 10-4 country"),
                "a FIPS code, such as RS for Russia, never ISO",
            );
        }
        if !adm1.starts_with(country) {
            self.add(
                at + 3,
                format!("division {adm1:?} does not lie in {country}"),
                &format!("{country} and two characters"),
            );
        }
        let is_us = country == "US";
        if is_us && matches!(kind, "4" | "5") || !is_us && matches!(kind, "2" | "3") {
            self.add(
                at,
                format!("type {kind} does not go with {country}"),
                "2 and 3 in the United States, 4 and 5 elsewhere",
            );
        }
        match kind {
            "1" => {
                self.must_be(cells, at + 3, country, "of a country");
                self.must_be(cells, at + 7, country, "of a country");
            }
            "2" => self.must_be(cells, at + 7, adm1.get(2..).unwrap_or_default(), "of a state"),
            _ if !is_fips_division(adm1) => {
                self.add(at + 3, format!("division {adm1:?} stands in no list"), "a FIPS first-order division");
            }
            _ => {}
        }
    }

    fn mention(&mut self, cells: &[&str]) {
        let number = |at: usize| cells[at].parse::<i64>().ok();
        if let (Some(event), Some(mention)) = (instant(cells[1]), instant(cells[2]))
            && event > mention
        {
            self.add(
                1,
                format!("EventTimeDate {} is after MentionTimeDate {}", cells[1], cells[2]),
                "the time of the first mention",
            );
        }
        if let Some(length) = number(12) {
            for at in 7..10 {
                if number(at).is_some_and(|offset| offset >= length) {
                    let what = format!("{} {} lies beyond the text", MENTIONS_COLUMNS[at].name, cells[at]);
                    self.add(at, what, &format!("less than MentionDocLen {length}"));
                }
            }
        }
        if number(11).is_some_and(|percent| percent % 10 != 0) {
            self.add(11, format!("Confidence {}", cells[11]), "10, 20, … 100");
        }
        if cells[10] == "0" && cells[11] == "100" {
            self.add(11, "Confidence 100 although not in the raw text".into(), "at most 90");
        }
        let host = cells[5]
            .split_once("://")
            .map_or("", |(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or_default());
        let (host, site) = (host.to_lowercase(), cells[4].to_lowercase());
        if cells[3] == "1" && host != site && !host.ends_with(&format!(".{site}")) {
            self.add(4, format!("MentionSourceName {site} is not the site of {}", cells[5]), &host);
        }
    }
}

/// Whether a cell has the form of its column; else what would be right.
fn check_cell(cell: &str, column: &Column) -> Result<(), String> {
    if cell.contains(breaks_readers) {
        return Err("no control characters or line separators: readers split there".to_owned());
    }
    if cell.is_empty() {
        return if column.required { Err("a value".to_owned()) } else { Ok(()) };
    }
    match column.kind {
        Kind::Integer { min, max } => {
            let digits = cell.strip_prefix('-').unwrap_or(cell).bytes().all(|b| b.is_ascii_digit());
            let fits = digits && cell.parse::<i64>().is_ok_and(|n| (min..=max).contains(&n));
            fits.then_some(()).ok_or_else(|| bounds("an integer", min, max))
        }
        Kind::Number { min, max } => {
            let plain = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
            let fits = plain && cell.parse::<f64>().is_ok_and(|n| (min as f64..=max as f64).contains(&n));
            fits.then_some(()).ok_or_else(|| bounds("a decimal number", min, max))
        }
        Kind::Day => day(cell).map(|_| ()).ok_or_else(|| "a day of the calendar as YYYYMMDD".to_owned()),
        Kind::Instant => instant(cell).map(|_| ()).ok_or_else(|| "YYYYMMDDHHMMSS in UTC on a quarter hour".to_owned()),
        Kind::Date => date(cell).map(|_| ()).ok_or_else(|| "a day of the calendar as YYYY-MM-DD".to_owned()),
        Kind::Moment => moment(cell).map(|_| ()).ok_or_else(|| "a moment as YYYY-MM-DDThh:mm:ssZ".to_owned()),
        Kind::Blocks(layout) => layout.matches(cell).then_some(()).ok_or_else(|| layout.expected().to_owned()),
        Kind::Code(form) => form.matches(cell).then_some(()).ok_or_else(|| form.expected().to_owned()),
        Kind::Text => (!cell.trim().is_empty()).then_some(()).ok_or_else(|| "words, or an empty cell".to_owned()),
        Kind::Address => {
            let rest = cell.strip_prefix("https://").or_else(|| cell.strip_prefix("http://"));
            let fits = rest
                .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace));
            fits.then_some(()).ok_or_else(|| "an absolute web address".to_owned())
        }
    }
}

fn bounds(what: &str, min: i64, max: i64) -> String {
    if max == i64::MAX { format!("{what}, at least {min}") } else { format!("{what} from {min} to {max}") }
}

fn day(cell: &str) -> Option<NaiveDate> {
    let digits = cell.len() == 8 && cell.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| NaiveDate::parse_from_str(cell, "%Y%m%d").ok())?
}

fn date(cell: &str) -> Option<NaiveDate> {
    (cell.len() == 10).then(|| NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok())?
}

fn moment(cell: &str) -> Option<NaiveDateTime> {
    (cell.len() == 20).then(|| NaiveDateTime::parse_from_str(cell, "%Y-%m-%dT%H:%M:%SZ").ok())?
}

fn instant(cell: &str) -> Option<NaiveDateTime> {
    let digits = cell.len() == 14 && cell.bytes().all(|b| b.is_ascii_digit());
    let at = digits.then(|| NaiveDateTime::parse_from_str(cell, "%Y%m%d%H%M%S").ok())??;
    matches!(&cell[10..], "0000" | "1500" | "3000" | "4500").then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "4503599627370497|19990301|199903|1999|1999.1671|VELGOV|KORRIN||||||GOV|||TURMIL|ARMY|TUR|||||MIL|||1|138|138|13|3|-7.0|2|1|1|-2.5|0||||||||0||||||||4|Ankara, Ankara, Turkey|TU|TU68||39.9|32.8|-7|19990301120000|https://a.example/x";
    const MENTION: &str =
        "4503599627370497|19990301120000|19990301120000|1|a.example|https://www.a.example/x|1|0|40|20|1|90|100|-2.5||";

    fn columns(row: &str, changed: Option<(usize, &str)>, check: fn(&[&str]) -> Vec<CellFault>) -> Vec<usize> {
        let mut cells: Vec<&str> = row.split('|').collect();
        if let Some((column, value)) = changed {
            cells[column] = value;
        }
        check(&cells).into_iter().map(|fault| fault.column).collect()
    }

    #[test]
    fn sound_rows_have_no_faults() {
        assert_eq!(columns(EVENT, None, check_event), Vec::<usize>::new());
        assert_eq!(columns(MENTION, None, check_mention), Vec::<usize>::new());
    }

    #[test]
    fn every_changed_cell_is_found_where_it_is() {
        let changes = [
            (0, "-1"),
            (1, "19990230"),
            (1, "19990302"),
            (2, "199904"),
            (3, "2000"),
            (4, "1999.5"),
            (5, "VELGO"),
            (6, ""),
            (6, "Korrin"),
            (7, "GOV"),
            (12, "MIL"),
            (15, ""),
            (17, ""),
            (25, "2"),
            (26, "38"),
            (27, "13"),
            (28, "14"),
            (29, "4"),
            (30, "7.0"),
            (31, "0"),
            (32, "3"),
            (33, "3"),
            (34, "abc"),
            (36, "Kyiv"),
            (51, "3"),
            (52, ""),
            (53, "TR"),
            (54, "GR01"),
            (54, "TUZZ"),
            (56, "99"),
            (57, ""),
            (59, "19990301120700"),
            (60, "a.example/x"),
            (60, "\"x"),
        ];
        for (column, value) in changes {
            let found = columns(EVENT, Some((column, value)), check_event);
            let near = |at: &usize| at.abs_diff(column) <= 2;
            assert!(!found.is_empty() && found.iter().any(near), "{column} {value:?}: {found:?}");
        }
        let changes = [
            (0, "x"),
            (1, "19990301121500"),
            (2, "1999"),
            (3, "7"),
            (4, "b.example"),
            (5, "x"),
            (6, "0"),
            (7, "100"),
            (8, "-2"),
            (9, "-1"),
            (10, "2"),
            (11, "85"),
            (12, "0"),
            (13, "101"),
            (14, "fra"),
            (15, "\u{2028}"),
        ];
        for (column, value) in changes {
            let found = columns(MENTION, Some((column, value)), check_mention);
            assert!(found.contains(&column), "{column} {value:?}: {found:?}");
        }
    }

    #[test]
    fn a_short_row_is_one_fault() {
        assert_eq!(columns("1|2", None, check_event), [2]);
    }
}
