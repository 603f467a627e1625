//! Writes articles, events, mentions, evidence and entities as Parquet.
//!
//! Five files: [`File`] says what each holds. Rows come line by line, as the tables and [`Corpus`] hand them over; a
//! [`Writer`] gathers them into row groups, compressed by zstd. Codes are strings, since `043` is no number; days are
//! dates; an empty cell is null.
//!
//! ```
//! use nutgraf_parquet::{File, Writer};
//! let mut out = Vec::new();
//! let mut writer = Writer::new(&mut out, File::Events)?;
//! assert!(writer.write(b"no row of events").is_err());
//! writer.finish()?;
//! assert!(out.starts_with(b"PAR1"));
//! # Ok::<(), nutgraf_parquet::Error>(())
//! ```

mod article;
mod cell;
mod column;
mod corpus;
mod entity;
mod error;
mod evidence;
mod file;
mod group;
mod place;
mod table;
mod writer;

pub use column::{Column, Type};
pub use corpus::{Corpus, SortedCorpus, lines};
pub use error::Error;
pub use file::File;
pub use writer::Writer;
