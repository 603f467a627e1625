//! Cells of rows.

use chrono::{NaiveDate, NaiveDateTime};

/// A cell of a row, on its way into a row group.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Texts(Vec<String>),
}

impl Cell {
    /// Words; null where there are none.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Null } else { Cell::Text(text) }
    }

    /// The value, or null.
    pub(crate) fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Null, cell)
    }

    /// Days since 1970.
    pub(crate) fn date(day: NaiveDate) -> Cell {
        Cell::Integer(day.signed_duration_since(NaiveDate::default()).num_days())
    }

    /// Milliseconds since 1970, UTC.
    pub(crate) fn instant(at: NaiveDateTime) -> Cell {
        Cell::Integer(at.and_utc().timestamp_millis())
    }

    /// About how many bytes it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        const FIXED: usize = 16;
        // What is kept apart has a place of its own, and what leads there.
        const APART: usize = 64;
        match self {
            Cell::Text(text) => APART + text.len(),
            Cell::Texts(texts) => FIXED + texts.iter().map(|text| APART + text.len()).sum::<usize>(),
            _ => FIXED,
        }
    }
}
