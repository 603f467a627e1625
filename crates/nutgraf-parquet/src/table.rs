//! Rows of the GDELT tables.

use crate::cell::Cell;
use crate::column::{Column, Type, column};
use chrono::{NaiveDate, NaiveDateTime};
use nutgraf_gdelt::{Form, Kind, Sheet};

/// The columns of a table, each with the type that its cells have.
pub(crate) fn columns(sheet: Sheet) -> Vec<Column> {
    sheet.columns().iter().map(|of| column(of.name, kind(of.kind))).collect()
}

/// Codes are text but for months and years, which are numbers in GDELT's BigQuery tables too.
fn kind(kind: Kind) -> Type {
    match kind {
        Kind::Integer { min, max } if min >= i64::from(i32::MIN) && max <= i64::from(i32::MAX) => Type::Small,
        Kind::Integer { .. } => Type::Integer,
        Kind::Number { .. } => Type::Number,
        Kind::Day | Kind::Date => Type::Date,
        Kind::Instant | Kind::Moment => Type::Instant,
        Kind::Code(Form::Month | Form::Year) => Type::Small,
        Kind::Code(_) | Kind::Text | Kind::Address | Kind::Blocks(_) => Type::Text,
    }
}

/// The cells of a line.
pub(crate) fn cells(sheet: Sheet, line: &[u8]) -> Option<Vec<Cell>> {
    let line = std::str::from_utf8(line).ok()?;
    let columns = sheet.columns();
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != columns.len() {
        return None;
    }
    cells
        .iter()
        .zip(columns)
        .map(|(text, column)| if text.is_empty() { Some(Cell::Null) } else { cell(text, column.kind) })
        .collect()
}

fn cell(text: &str, of: Kind) -> Option<Cell> {
    Some(match of {
        Kind::Day => Cell::date(NaiveDate::parse_from_str(text, "%Y%m%d").ok()?),
        Kind::Instant => Cell::instant(NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok()?),
        _ => match kind(of) {
            Type::Small | Type::Integer => Cell::Integer(text.parse().ok()?),
            Type::Number => Cell::Number(text.parse().ok()?),
            _ => Cell::Text(text.to_owned()),
        },
    })
}
