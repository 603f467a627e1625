//! The GDELT tables: tab-separated, without header, quoting or escaping. Their columns and what cells owe one another are
//! known to `nutgraf-gdelt`; here are rows among rows.

use crate::SchemaName;
use crate::fault::{Fault, Report};
use nutgraf_gdelt::{CellFault, Column, EVENTS_COLUMNS, MENTIONS_COLUMNS, check_event, check_mention};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Ids that are remembered to find one that stands twice.
const MOST_IDS: usize = 4_000_000;

/// The least GLOBALEVENTID of GDELT 2.0; below are those of GDELT 1.0.
const LEAST_ID: u64 = 410_000_000;

/// Above, a double no longer tells whole numbers apart.
const GREATEST_ID: u64 = (1 << 53) - 1;

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// 61 columns.
    Events,
    /// 16 columns.
    Mentions,
}

impl Table {
    /// The table whose rows follow that schema.
    pub(crate) fn of(name: SchemaName) -> Option<Table> {
        match name {
            SchemaName::EventsRow => Some(Table::Events),
            SchemaName::MentionsRow => Some(Table::Mentions),
            _ => None,
        }
    }

    /// The table with that many columns.
    pub(crate) fn of_columns(count: usize) -> Option<Table> {
        [Table::Events, Table::Mentions].into_iter().find(|table| table.columns().len() == count)
    }

    /// The schema that its rows follow.
    pub(crate) fn name(self) -> SchemaName {
        match self {
            Table::Events => SchemaName::EventsRow,
            Table::Mentions => SchemaName::MentionsRow,
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Table::Events => &EVENTS_COLUMNS,
            Table::Mentions => &MENTIONS_COLUMNS,
        }
    }

    /// The JSON Schema of a row read as an object, each cell a string under its column's name. `required` has the columns
    /// in their order.
    pub(crate) fn schema(self) -> Value {
        let title = match self {
            Table::Events => "EventsRow",
            Table::Mentions => "MentionsRow",
        };
        let properties: Map<String, Value> =
            self.columns().iter().map(|c| (c.name.to_owned(), cell_schema(c))).collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title,
            "description": "A row of the table as an object: each cell a string under its column's name; `required` lists the columns in their order.",
            "type": "object",
            "properties": properties,
            "required": self.columns().iter().map(|c| c.name).collect::<Vec<_>>(),
            "additionalProperties": false,
        })
    }

    fn faults(self, cells: &[&str]) -> Vec<CellFault> {
        match self {
            Table::Events => check_event(cells),
            Table::Mentions => check_mention(cells),
        }
    }
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
    table: Table,
    ids: HashSet<u64>,
}

impl Rows {
    pub(crate) fn new(table: Table) -> Rows {
        Rows { table, ids: HashSet::new() }
    }

    /// Checks one line.
    pub(crate) fn check(&mut self, path: &str, line: u64, text: &str, report: &mut Report) {
        report.records += 1;
        let cells: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\t').collect();
        let mut faults = self.table.faults(&cells);
        if cells.len() == self.table.columns().len() && !faults.iter().any(|fault| fault.column == 0) {
            faults.extend(self.id(cells[0], report));
            faults.extend(extras(self.table, &cells));
        }
        faults.sort_by_key(|fault| fault.column);
        for CellFault { column, what, expected } in faults {
            let before: usize = cells.iter().take(column).map(|cell| cell.chars().count() + 1).sum();
            let pointer = self.table.columns().get(column).map(|c| format!("/{}", c.name)).unwrap_or_default();
            let column = before as u64 + 1;
            report.add(Fault {
                path: path.to_owned(),
                line,
                column,
                pointer,
                what,
                expected: format!("expected {expected}"),
            });
        }
    }

    /// An id is in range, and in the events table stands once.
    fn id(&mut self, cell: &str, report: &mut Report) -> Option<CellFault> {
        let id: u64 = cell.parse().ok()?;
        let fault = |what: String, expected: String| Some(CellFault { column: 0, what, expected });
        if !(LEAST_ID..=GREATEST_ID).contains(&id) {
            return fault(format!("GLOBALEVENTID {id} is out of range"), format!("{LEAST_ID} to {GREATEST_ID}"));
        }
        if self.table != Table::Events {
            return None;
        }
        if self.ids.len() >= MOST_IDS {
            report.skip("whether an id stands twice: the table is too long to remember all");
        } else if !self.ids.insert(id) {
            return fault(format!("GLOBALEVENTID {id} stands in an earlier row"), "one row for each event".to_owned());
        }
        None
    }
}

/// The last column of the mentions table is a JSON object, or nothing.
fn extras(table: Table, cells: &[&str]) -> Option<CellFault> {
    let cell = cells.last().filter(|cell| table == Table::Mentions && !cell.is_empty())?;
    let error = serde_json::from_str::<Map<String, Value>>(cell).err()?;
    Some(CellFault {
        column: cells.len() - 1,
        what: format!("Extras is no JSON object: {error}"),
        expected: "a JSON object, or an empty cell".to_owned(),
    })
}
