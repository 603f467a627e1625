//! What can be wrong with a dictionary or an input line.

use std::fmt;

/// A fault of a dictionary file or of an input line: what, where, and what would be right.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: String,
    line: usize,
    what: String,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A file could not be read.
    Unreadable,
    /// A line of a dictionary breaks the dictionary's format.
    Dictionary,
    /// An input line is not the JSON that is asked for.
    Input,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: impl Into<String>, line: usize, what: impl Into<String>) -> Error {
        Error { kind, path: path.into(), line, what: what.into() }
    }

    /// A fault of a dictionary's line; lines count from one, 0 is the whole file.
    pub(crate) fn dictionary(path: impl Into<String>, line: usize, what: impl Into<String>) -> Error {
        Error::new(ErrorKind::Dictionary, path, line, what)
    }

    /// What kind of fault it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// File and one-based line; line 0 is the whole file.
    pub fn location(&self) -> (&str, usize) {
        (&self.path, self.line)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.as_str(), self.line) {
            ("", 0) => f.write_str(&self.what),
            ("", line) => write!(f, "line {line}: {}", self.what),
            (path, 0) => write!(f, "{path}: {}", self.what),
            (path, line) => write!(f, "{path}:{line}: {}", self.what),
        }
    }
}

impl std::error::Error for Error {}
