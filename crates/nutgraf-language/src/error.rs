//! What can go wrong with files.

/// Kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io,
    /// A line is not CoNLL-U.
    Syntax,
    /// A model file or a set of trees cannot be used.
    Model,
}

/// An error with the line it was met on.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Error {
    kind: ErrorKind,
    line: Option<u64>,
    message: String,
}

impl Error {
    /// What went wrong, in kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The line of the input, from 1.
    pub fn location(&self) -> Option<u64> {
        self.line
    }

    pub(crate) fn syntax(line: u64, message: impl Into<String>) -> Error {
        Error { kind: ErrorKind::Syntax, line: Some(line), message: message.into() }
    }

    pub(crate) fn model(message: impl Into<String>) -> Error {
        Error { kind: ErrorKind::Model, line: None, message: message.into() }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error { kind: ErrorKind::Io, line: None, message: error.to_string() }
    }
}
