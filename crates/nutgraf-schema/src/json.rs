//! One JSON value against its schema and what its schema cannot say.

use crate::SchemaName;
use crate::explain::{Wrong, explain};
use crate::fault::{Fault, Report};
use crate::meaning::check;
use crate::place::{line_and_column, offset};
use crate::schemas::validator;
use crate::unique::Unique;
use serde_json::Value;

/// A stretch of a file that holds one JSON value.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'t> {
    /// The file's name.
    pub(crate) path: &'t str,
    /// The stretch.
    pub(crate) text: &'t str,
    /// Line of the file, from 0, on which it starts.
    pub(crate) line: u64,
    /// What it must follow.
    pub(crate) schema: SchemaName,
}

impl Piece<'_> {
    /// Checks the value; where it is an array of a whole document, its items.
    pub(crate) fn validate(&self, report: &mut Report) {
        match serde_json::from_str::<Unique>(self.text) {
            Err(error) => self.malformed(&error, report),
            Ok(Unique(Value::Array(items))) => {
                for (at, item) in items.into_iter().enumerate() {
                    self.value(item, &format!("/{at}"), report);
                }
            }
            Ok(Unique(value)) => self.value(value, "", report),
        }
    }

    fn value(&self, value: Value, base: &str, report: &mut Report) {
        report.records += 1;
        let mut wrongs = Vec::new();
        for error in validator(self.schema).iter_errors(&value) {
            explain(&error, &mut wrongs);
        }
        if wrongs.is_empty() {
            let found = check(self.schema, value);
            found.skipped.iter().for_each(|why| report.skip(why));
            wrongs = found.wrongs;
        }
        wrongs.dedup();
        for Wrong { pointer, what, expected } in wrongs {
            let pointer = format!("{base}{pointer}");
            let (line, column) = line_and_column(self.text, offset(self.text, &pointer));
            report.add(Fault { path: self.path.to_owned(), line: self.line + line, column, pointer, what, expected });
        }
    }

    fn malformed(&self, error: &serde_json::Error, report: &mut Report) {
        report.records += 1;
        let said = error.to_string();
        let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what).to_owned();
        let line = error.line().max(1) as u64;
        let start = self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let (_, column) = line_and_column(self.text, start + error.column().saturating_sub(1));
        let expected = "the JSON must be well formed (RFC 8259), each key once".to_owned();
        let pointer = String::new();
        report.add(Fault { path: self.path.to_owned(), line: self.line + line, column, pointer, what, expected });
    }
}
