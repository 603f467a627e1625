//! Writes events as GDELT 2.0 tables, with their evidence.
//!
//! [`Rows::of`] takes what a record tells, on any thread; [`Tables`] takes the tellings of all records, and
//! [`MergedTables`] writes `events.tsv` (61 columns), `mentions.tsv` (16 columns) and `evidence.jsonl` (a line a mention). The same
//! records give the same bytes in whatever order they come; what memory does not hold is sorted on disk.
//!
//! ```
//! use nutgraf_gdelt::{Options, Rows, Tables};
//! use nutgraf_model::{Article, ArticleDraft, Record};
//! let options = Options::default();
//! let mut tables = Tables::new(options);
//! tables.add(&Rows::of(&Record::bare(Article::new(ArticleDraft::default())), &options))?;
//! let mut events = Vec::new();
//! tables.merge()?.write_events(&mut events)?;
//! assert!(events.is_empty());
//! # Ok::<(), nutgraf_gdelt::Error>(())
//! ```

mod actor;
mod address;
mod amounts;
mod cell;
mod check;
mod clock;
mod columns;
mod counts;
mod csv;
mod denominators;
mod evidence;
mod geo;
mod gkg;
mod iso;
mod merge;
mod number;
mod package;
mod readable;
mod row;
mod sheet;
mod source_text;
mod tables;
mod telling;
mod themes;

pub use check::{CellFault, check_denominators, check_event, check_gkg, check_mention, check_table};
pub use clock::publication;
pub use columns::{
    Column, DENOMINATORS_COLUMNS, EVENTS_COLUMNS, Form, GKG_COLUMNS, Kind, Layout, MENTIONS_COLUMNS, TABLE_COLUMNS,
};
pub use csv::{CsvCell, csv_cells};
pub use denominators::{ArticleRead, Denominators};
pub use evidence::{EvidenceActor, EvidenceLine};
pub use geo::{fips_country_name, is_fips_division};
pub use gkg::{GkgRow, KnowledgeTable};
pub use package::{Resource, data_package};
pub use sheet::Sheet;
pub use source_text::text_key;
pub use tables::{Error, MergedTables, Tables};
pub use telling::{Options, Rows, is_undated};
