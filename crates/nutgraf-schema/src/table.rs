//! The tables: those of GDELT, tab-separated, without header, quoting or escaping, and those for people, comma-separated
//! under a header. Their columns and what cells owe one another are known to `nutgraf-gdelt`; here are rows among rows.

use crate::SchemaName;
use crate::fault::{Fault, Report};
use nutgraf_gdelt::{CellFault, Column, Sheet, csv_cells};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Rows that are remembered to find one that stands twice.
const MOST_KEYS: usize = 4_000_000;

/// The least GLOBALEVENTID of GDELT 2.0; below are those of GDELT 1.0.
const LEAST_ID: u64 = 410_000_000;

/// Above, a double no longer tells whole numbers apart.
const GREATEST_ID: u64 = (1 << 53) - 1;

/// The table whose rows follow that schema.
pub(crate) fn sheet_of(name: SchemaName) -> Option<Sheet> {
    Sheet::ALL.into_iter().find(|sheet| name_of(*sheet) == name)
}

/// The table that begins with such a line: one of that many columns, or whose header has the same first names.
pub(crate) fn sheet_of_line(line: &str) -> Option<Sheet> {
    let columns = line.split('\t').count();
    let is_header =
        |sheet: &Sheet| sheet.columns().iter().zip(line.trim_end().split(',')).take(3).all(|(c, cell)| c.name == cell);
    let tabbed = |sheet: &Sheet| !sheet.is_csv() && sheet.columns().len() == columns;
    Sheet::ALL.into_iter().find(|sheet| if sheet.is_csv() { is_header(sheet) } else { tabbed(sheet) })
}

/// The schema that the rows of a table follow.
pub(crate) fn name_of(sheet: Sheet) -> SchemaName {
    match sheet {
        Sheet::Events => SchemaName::EventsRow,
        Sheet::Mentions => SchemaName::MentionsRow,
        Sheet::Gkg => SchemaName::GkgRow,
        Sheet::Table => SchemaName::TableRow,
        Sheet::Denominators => SchemaName::DenominatorsRow,
    }
}

/// The JSON Schema of a row read as an object, each cell a string under its column's name. `required` has the columns in
/// their order.
pub(crate) fn row_schema(sheet: Sheet) -> Value {
    let title = match sheet {
        Sheet::Events => "EventsRow",
        Sheet::Mentions => "MentionsRow",
        Sheet::Gkg => "GkgRow",
        Sheet::Table => "TableRow",
        Sheet::Denominators => "DenominatorsRow",
    };
    let properties: Map<String, Value> = sheet.columns().iter().map(|c| (c.name.to_owned(), cell_schema(c))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": "A row of the table as an object: each cell a string under its column's name; `required` lists the columns in their order.",
        "type": "object",
        "properties": properties,
        "required": sheet.columns().iter().map(|c| c.name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn cell_schema(column: &Column) -> Value {
    let filled = json!({"type": "string", "description": column.filled, "pattern": column.kind.pattern()});
    if column.required {
        return filled;
    }
    json!({"description": column.filled, "anyOf": [{"const": ""}, {"type": "string", "pattern": column.kind.pattern()}]})
}

/// Checks the rows of one table, in order.
pub(crate) struct Rows {
    sheet: Sheet,
    /// Hashes of what may stand once.
    keys: HashSet<u64>,
    has_header: bool,
}

impl Rows {
    pub(crate) fn new(sheet: Sheet) -> Rows {
        Rows { sheet, keys: HashSet::new(), has_header: false }
    }

    /// Checks one line.
    pub(crate) fn check(&mut self, path: &str, line: u64, text: &str, report: &mut Report) {
        let place = Place { path, line };
        let (cells, begins) = match self.cells(text) {
            Ok(cells) => cells,
            Err(at) => {
                report.records += 1;
                let what = "a cell that begins with a quotation mark does not end with one".to_owned();
                let expected = "a record a line, quotation marks in quoted cells doubled".to_owned();
                return report.add(place.fault(at, String::new(), what, &expected));
            }
        };
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if self.sheet.is_csv() && !std::mem::replace(&mut self.has_header, true) {
            return self.header(&place, &cells, &begins, report);
        }
        report.records += 1;
        let mut faults = self.sheet.faults(&cells);
        if cells.len() == self.sheet.columns().len() && !faults.iter().any(|fault| fault.column == 0) {
            faults.extend(self.key(&cells, report));
            faults.extend(extras(self.sheet, &cells));
        }
        faults.sort_by_key(|fault| fault.column);
        for CellFault { column, what, expected } in faults {
            let pointer = self.sheet.columns().get(column).map(|c| format!("/{}", c.name)).unwrap_or_default();
            let begin = begins.get(column).copied().unwrap_or_else(|| text.trim_end().chars().count());
            report.add(place.fault(begin, pointer, what, &expected));
        }
    }

    /// The cells of a line and where each begins, in code points from 0; else where the line is no record.
    fn cells(&self, text: &str) -> Result<(Vec<String>, Vec<usize>), usize> {
        if self.sheet.is_csv() {
            return Ok(csv_cells(text)?.into_iter().map(|cell| (cell.text, cell.begin)).unzip());
        }
        let mut begin = 0;
        let cells = text.strip_suffix('\n').unwrap_or(text).split('\t').map(|cell| {
            let at = begin;
            begin += cell.chars().count() + 1;
            (cell.to_owned(), at)
        });
        Ok(cells.unzip())
    }

    /// The first line of a table for people names its columns.
    fn header(&self, place: &Place<'_>, cells: &[&str], begins: &[usize], report: &mut Report) {
        let columns = self.sheet.columns();
        for at in 0..cells.len().max(columns.len()) {
            let (found, wanted) = (cells.get(at).copied(), columns.get(at).map(|column| column.name));
            if found != wanted {
                let what = found.map_or("a column is missing".to_owned(), |name| format!("the column {name:?}"));
                let expected = wanted.map_or("no further column".to_owned(), |name| format!("the column {name}"));
                let begin = begins.get(at).copied().unwrap_or_default();
                return report.add(place.fault(begin, format!("/{}", wanted.unwrap_or_default()), what, &expected));
            }
        }
    }

    /// What names a row stands once, and the id of an event is in range.
    fn key(&mut self, cells: &[&str], report: &mut Report) -> Option<CellFault> {
        let fault = |what: String, expected: String| Some(CellFault { column: 0, what, expected });
        if matches!(self.sheet, Sheet::Events | Sheet::Mentions | Sheet::Table) {
            let id: u64 = cells[0].parse().ok()?;
            if !(LEAST_ID..=GREATEST_ID).contains(&id) {
                let name = self.sheet.columns()[0].name;
                return fault(format!("{name} {id} is out of range"), format!("{LEAST_ID} to {GREATEST_ID}"));
            }
        }
        let (key, of) = match self.sheet {
            Sheet::Mentions => return None,
            Sheet::Events | Sheet::Table => (&cells[..1], "event"),
            Sheet::Gkg => (&cells[..1], "article"),
            Sheet::Denominators => (&cells[..3], "day, source and language"),
        };
        if self.keys.len() >= MOST_KEYS {
            report.skip("whether a row stands twice: the table is too long to remember all");
        } else if !self.keys.insert(BuildHasherDefault::<DefaultHasher>::default().hash_one(key)) {
            let shown = key.join(",");
            return fault(format!("{shown} stands in an earlier row"), format!("one row for each {of}"));
        }
        None
    }
}

/// Where a line stands.
struct Place<'p> {
    path: &'p str,
    line: u64,
}

impl Place<'_> {
    /// A fault at a code point, from 0.
    fn fault(&self, begin: usize, pointer: String, what: String, expected: &str) -> Fault {
        let expected = format!("expected {expected}");
        Fault { path: self.path.to_owned(), line: self.line, column: begin as u64 + 1, pointer, what, expected }
    }
}

/// The last column of the mentions table is a JSON object, or nothing.
fn extras(sheet: Sheet, cells: &[&str]) -> Option<CellFault> {
    let cell = cells.last().filter(|cell| sheet == Sheet::Mentions && !cell.is_empty())?;
    let error = serde_json::from_str::<Map<String, Value>>(cell).err()?;
    Some(CellFault {
        column: cells.len() - 1,
        what: format!("Extras is no JSON object: {error}"),
        expected: "a JSON object, or an empty cell".to_owned(),
    })
}
