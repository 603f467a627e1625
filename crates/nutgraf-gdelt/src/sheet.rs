//! The tables as files: names, columns, dialect and contract of each.

use crate::check::{CellFault, check_denominators, check_event, check_gkg, check_mention, check_table};
use crate::columns::{Column, DENOMINATORS_COLUMNS, EVENTS_COLUMNS, GKG_COLUMNS, MENTIONS_COLUMNS, TABLE_COLUMNS};

/// A table that is written as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// GDELT 2.0 Events, 61 columns.
    Events,
    /// GDELT 2.0 Mentions, 16 columns.
    Mentions,
    /// GDELT 2.1 Global Knowledge Graph, 27 columns.
    Gkg,
    /// One row an event, for people.
    Table,
    /// What was read, by day, source and language.
    Denominators,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Sheet; 5] = [Sheet::Events, Sheet::Mentions, Sheet::Gkg, Sheet::Table, Sheet::Denominators];

    /// The name, which that of its file begins with.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Events => "events",
            Sheet::Mentions => "mentions",
            Sheet::Gkg => "gkg",
            Sheet::Table => "table",
            Sheet::Denominators => "denominators",
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> &'static str {
        match self {
            Sheet::Events => "events.tsv",
            Sheet::Mentions => "mentions.tsv",
            Sheet::Gkg => "gkg.tsv",
            Sheet::Table => "table.csv",
            Sheet::Denominators => "denominators.csv",
        }
    }

    /// What it holds, in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Sheet::Events => "Events, in the columns of GDELT 2.0",
            Sheet::Mentions => "Tellings of events, in the columns of GDELT 2.0",
            Sheet::Gkg => "Articles, in the columns of GDELT's Global Knowledge Graph 2.1",
            Sheet::Table => "Events, one row each, with the words of their first telling",
            Sheet::Denominators => "Articles read, by day, source and language",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Sheet::Events => &EVENTS_COLUMNS,
            Sheet::Mentions => &MENTIONS_COLUMNS,
            Sheet::Gkg => &GKG_COLUMNS,
            Sheet::Table => &TABLE_COLUMNS,
            Sheet::Denominators => &DENOMINATORS_COLUMNS,
        }
    }

    /// Whether it is comma-separated, with a header and quotation marks; else tab-separated without either.
    pub fn is_csv(self) -> bool {
        matches!(self, Sheet::Table | Sheet::Denominators)
    }

    /// The faults of a row.
    pub fn faults(self, cells: &[&str]) -> Vec<CellFault> {
        match self {
            Sheet::Events => check_event(cells),
            Sheet::Mentions => check_mention(cells),
            Sheet::Gkg => check_gkg(cells),
            Sheet::Table => check_table(cells),
            Sheet::Denominators => check_denominators(cells),
        }
    }
}
