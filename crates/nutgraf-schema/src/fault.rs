//! What is wrong with a file, and where.

use crate::SchemaName;
use serde::Serialize;
use std::fmt;
use std::io;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file, as the caller named it.
    pub path: String,
    /// One-based line.
    pub line: u64,
    /// One-based column, in code points.
    pub column: u64,
    /// JSON pointer (RFC 6901) from the top of the document or line; for a table, the column's name after a slash; for a
    /// graph, the node and the property.
    pub pointer: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub expected: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { path, line, column, pointer, what, expected } = self;
        write!(f, "{path}:{line}:{column}: ")?;
        if !pointer.is_empty() {
            write!(f, "{pointer}: ")?;
        }
        write!(f, "{what}; {expected}")
    }
}

/// What a file was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    /// A schema, and what it cannot say.
    Schema(SchemaName),
    /// What `schemas/shapes.ttl` says of graphs.
    Graph,
    /// What the loaders of property graphs ask of a folder.
    Property,
}

impl Contract {
    /// The schema's name, `graph`, or `property graph`.
    pub fn as_str(self) -> &'static str {
        match self {
            Contract::Schema(name) => name.as_str(),
            Contract::Graph => "graph",
            Contract::Property => "property graph",
        }
    }
}

impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Contract {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a validation found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the file was held against.
    pub schema: Contract,
    /// Documents, lines or rows that were checked.
    pub records: u64,
    /// What is wrong, in order of place. At most [`Report::MOST`].
    pub faults: Vec<Fault>,
    /// Faults beyond those.
    pub unlisted: u64,
    /// Checks that could not be made and why, such as those of words that the file's text policy keeps back.
    pub skipped: Vec<String>,
}

impl Report {
    /// Faults that are listed; the rest are counted, so that memory stays bounded.
    pub const MOST: usize = 10_000;

    /// A report without faults.
    pub(crate) fn new(schema: Contract) -> Report {
        Report { schema, records: 0, faults: Vec::new(), unlisted: 0, skipped: Vec::new() }
    }

    /// Whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.faults.is_empty()
    }

    pub(crate) fn add(&mut self, fault: Fault) {
        if self.faults.len() < Report::MOST {
            self.faults.push(fault);
        } else {
            self.unlisted += 1;
        }
    }

    /// Says once that a check was not made.
    pub(crate) fn skip(&mut self, why: &str) {
        if !self.skipped.iter().any(|said| said == why) {
            self.skipped.push(why.to_owned());
        }
    }
}

/// A file could not be validated at all.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Inner);

#[derive(Debug, thiserror::Error)]
enum Inner {
    #[error("no schema is called \"{0}\"; choose from {names}", names = SchemaName::ALL.map(SchemaName::as_str).join(", "))]
    Name(String),
    #[error("{0}: nothing in it tells what it is; name its schema with --as NAME")]
    Kind(String),
    #[error("{path}: {source}; give a file that can be read")]
    Io { path: String, source: io::Error },
}

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// No schema of that name.
    UnknownName,
    /// The content does not tell which schema it follows.
    UnknownKind,
    /// Reading failed.
    Io,
}

impl Error {
    pub(crate) fn unknown_name(name: &str) -> Error {
        Error(Inner::Name(name.to_owned()))
    }

    pub(crate) fn unknown_kind(path: &str) -> Error {
        Error(Inner::Kind(path.to_owned()))
    }

    pub(crate) fn io(path: &str, source: io::Error) -> Error {
        Error(Inner::Io { path: path.to_owned(), source })
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match self.0 {
            Inner::Name(_) => ErrorKind::UnknownName,
            Inner::Kind(_) => ErrorKind::UnknownKind,
            Inner::Io { .. } => ErrorKind::Io,
        }
    }
}
