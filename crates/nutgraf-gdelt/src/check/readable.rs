//! Rows of the tables that people open.

use super::{CellFault, Faults, Quoting, date, moment};
use crate::columns::{DENOMINATORS_COLUMNS, TABLE_COLUMNS};
use crate::iso;
use nutgraf_model::{ActorCode, cameo_event};

const DATE: usize = 1;
const ACTORS: [usize; 2] = [3, 6];
const ACT: usize = 9;
const PLACE: usize = 15;
const REPORTED: usize = 22;
const COUNTS: usize = 25;

/// The faults of a row of `table.csv`.
pub fn check_table(cells: &[&str]) -> Vec<CellFault> {
    let mut faults = Faults::of(cells, &TABLE_COLUMNS, Quoting::Marks);
    if cells.len() != TABLE_COLUMNS.len() {
        return faults.0;
    }
    if let (Some(day), Some(reported)) = (date(cells[DATE]), moment(cells[REPORTED]))
        && day > reported.date()
    {
        faults.add(DATE, format!("date {day} is after reported {}", cells[REPORTED]), "a day not after reported");
    }
    if ACTORS.iter().all(|at| cells[at + 1].is_empty()) {
        faults.add(ACTORS[0] + 1, "source and target are both missing".into(), "a code for at least one of them");
    }
    ACTORS.into_iter().for_each(|at| faults.party(cells, at));
    faults.code(cells);
    faults.whereabouts(cells);
    let count = |at: usize| cells[at].parse::<u64>().unwrap_or(0);
    for (less, more) in [(COUNTS + 1, COUNTS + 2), (COUNTS + 2, COUNTS)] {
        if count(less) > count(more) {
            let (less_name, more_name) = (TABLE_COLUMNS[less].name, TABLE_COLUMNS[more].name);
            let what = format!("{less_name} {} exceeds {more_name} {}", cells[less], cells[more]);
            faults.add(less, what, &format!("at most {more_name}"));
        }
    }
    faults.0
}

/// The faults of a row of `denominators.csv`.
pub fn check_denominators(cells: &[&str]) -> Vec<CellFault> {
    let mut faults = Faults::of(cells, &DENOMINATORS_COLUMNS, Quoting::Marks);
    let numbers: Vec<u64> = cells.iter().skip(3).filter_map(|cell| cell.parse().ok()).collect();
    if let (true, &[articles, with, without]) = (faults.0.is_empty(), numbers.as_slice())
        && with.checked_add(without) != Some(articles)
    {
        faults.add(3, format!("articles is {articles}"), "with_events and without_events together");
    }
    faults.0
}

impl Faults {
    /// Name, code and country belong together.
    fn party(&mut self, cells: &[&str], at: usize) {
        let (name, code, country) = (cells[at], cells[at + 1], cells[at + 2]);
        let Ok(code) = ActorCode::new(code) else {
            for (column, cell) in [(at, name), (at + 2, country)] {
                if code.is_empty() && !cell.is_empty() {
                    let what = format!("{} is {cell:?}, of nobody", TABLE_COLUMNS[column].name);
                    self.add(column, what, "an empty cell where there is no code");
                }
            }
            return;
        };
        if name.is_empty() {
            self.add(at, format!("{} is empty", TABLE_COLUMNS[at].name), "the name that goes with the code");
        }
        let expected = code.country().and_then(iso::of_cameo).unwrap_or_default();
        if country != expected {
            let what = format!("{} is {country:?}, against {code}", TABLE_COLUMNS[at + 2].name);
            self.add(at + 2, what, if expected.is_empty() { "an empty cell" } else { expected });
        }
    }

    /// Name, PLOVER type, quad class and Goldstein value are those of the code.
    fn code(&mut self, cells: &[&str]) {
        let Some(event) = cameo_event(cells[ACT]) else {
            let what = format!("cameo_code {:?} stands in no codebook", cells[ACT]);
            return self.add(ACT, what, "a CAMEO code with its leading zero");
        };
        let quad_class = event.quad_class.to_string();
        let expected = [event.name, event.plover.unwrap_or_default(), &quad_class, event.goldstein];
        for (at, expected) in (ACT + 1..).zip(expected) {
            if cells[at] != expected {
                let what = format!("{} is {:?}, against cameo_code {}", TABLE_COLUMNS[at].name, cells[at], cells[ACT]);
                self.add(at, what, if expected.is_empty() { "an empty cell" } else { expected });
            }
        }
    }

    /// A place has coordinates, and its country is one.
    fn whereabouts(&mut self, cells: &[&str]) {
        for at in [PLACE + 2, PLACE + 3] {
            if cells[PLACE].is_empty() != cells[at].is_empty() {
                let expected = if cells[PLACE].is_empty() { "an empty cell" } else { "degrees: there is a place" };
                self.add(at, format!("{} is {:?}", TABLE_COLUMNS[at].name, cells[at]), expected);
            }
        }
        let country = cells[PLACE + 1];
        if !country.is_empty() && (cells[PLACE].is_empty() || !iso::is_alpha_3(country)) {
            let expected = "an ISO 3166-1 country of three letters, or an empty cell where there is no place";
            self.add(PLACE + 1, format!("place_country is {country:?}"), expected);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "4503599627370497|1999-03-01|1999-03-01|Korrin|VELGOV||Turkish army|TURMIL|TUR|138|Threaten with military force, not specified below|THREATEN|3|-7.0|asserted|Ankara, Ankara, Turkey|TUR|39.9|32.8|Korrin threatened the army.|threatened|https://a.example/x|1999-03-01T12:00:00Z|13.txt:3|0.8|2|1|1|-2.5|aaaaaaaaaaaaaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbb";

    fn faults(row: &str, changed: Option<(usize, &str)>, check: fn(&[&str]) -> Vec<CellFault>) -> Vec<usize> {
        let mut cells: Vec<&str> = row.split('|').collect();
        if let Some((column, value)) = changed {
            cells[column] = value;
        }
        check(&cells).into_iter().map(|fault| fault.column).collect()
    }

    #[test]
    fn every_change_is_found_in_its_column() {
        assert_eq!(faults(ROW, None, check_table), Vec::<usize>::new());
        let changes = [
            (0, "x"),
            (1, "1999-02-30"),
            (1, "1999-03-02"),
            (2, "in March"),
            (3, ""),
            (5, "FRA"),
            (7, "TURMI"),
            (8, "TR"),
            (9, "38"),
            (10, "Threaten"),
            (11, ""),
            (12, "4"),
            (13, "7.0"),
            (14, "sworn"),
            (15, ""),
            (16, "TU"),
            (17, "99"),
            (18, ""),
            (21, "a.example"),
            (22, "1999-03-01"),
            (23, ""),
            (24, "1.5"),
            (25, "0"),
            (26, "2"),
            (27, "3"),
            (28, "x"),
            (29, "A"),
            (30, ""),
        ];
        for (column, value) in changes {
            let found = faults(ROW, Some((column, value)), check_table);
            assert!(found.iter().any(|at| at.abs_diff(column) <= 1), "{column} {value:?}: {found:?}");
        }
        let row = "1999-03-01|a.example|en|5|2|3";
        assert_eq!(faults(row, None, check_denominators), Vec::<usize>::new());
        assert_eq!(faults("|a.example||5|2|3", None, check_denominators), Vec::<usize>::new());
        for (column, value) in [(0, "1999"), (1, ""), (2, "English"), (3, "6"), (4, "-1"), (5, "")] {
            assert_eq!(faults(row, Some((column, value)), check_denominators), [column], "{column} {value:?}");
        }
    }
}
