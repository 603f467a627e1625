//! The files, what their rows are made of, and how they are sorted.

use crate::cell::Cell;
use crate::column::Column;
use crate::{article, entity, evidence, table};
use nutgraf_gdelt::Sheet;

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The articles, a row each, by id.
    Articles,
    /// The rows of the GDELT events table, in its order.
    Events,
    /// The rows of the GDELT mentions table, in its order.
    Mentions,
    /// The words behind each mention, in the order of the mentions.
    Evidence,
    /// The people, organisations and places that the articles name, by id.
    Entities,
}

impl File {
    /// All of them.
    pub const ALL: [File; 5] = [File::Articles, File::Events, File::Mentions, File::Evidence, File::Entities];

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            File::Articles => "articles.parquet",
            File::Events => "events.parquet",
            File::Mentions => "mentions.parquet",
            File::Evidence => "evidence.parquet",
            File::Entities => "entities.parquet",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            File::Articles => article::COLUMNS.to_vec(),
            File::Events => table::columns(Sheet::Events),
            File::Mentions => table::columns(Sheet::Mentions),
            File::Evidence => evidence::COLUMNS.to_vec(),
            File::Entities => entity::COLUMNS.to_vec(),
        }
    }

    /// The columns that its rows are sorted by, nulls first; none where their order is that of another file.
    pub fn sorted_by(self) -> &'static [&'static str] {
        match self {
            File::Articles | File::Entities => &["id"],
            File::Events => &["SQLDATE", "Actor1Code", "Actor2Code", "GLOBALEVENTID"],
            File::Mentions | File::Evidence => &[],
        }
    }

    /// The cells of a row; nothing where the line is no row of the file.
    pub(crate) fn cells(self, line: &[u8]) -> Option<Vec<Cell>> {
        match self {
            File::Articles => article::cells(line),
            File::Events => table::cells(Sheet::Events, line),
            File::Mentions => table::cells(Sheet::Mentions, line),
            File::Evidence => evidence::cells(line),
            File::Entities => entity::cells(line),
        }
    }
}
