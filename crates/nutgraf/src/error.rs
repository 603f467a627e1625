//! What can stop a run. A bad document never does: it becomes a reject.

use std::path::{Path, PathBuf};

/// A fault that ends a run.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {what}; {remedy}", path = path.display())]
pub struct Error {
    kind: ErrorKind,
    path: PathBuf,
    what: String,
    remedy: String,
    /// Its words stand in `what` already, so that it is no `source` to be told again.
    cause: Option<std::io::ErrorKind>,
}

/// Classes of faults that end a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The call asks for something that is not there or makes no sense.
    Usage,
    /// A file or directory could not be read or written.
    Io,
    /// An exporter could not write what it was given.
    Export,
}

impl Error {
    pub(crate) fn usage(path: impl AsRef<Path>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Error {
            kind: ErrorKind::Usage,
            path: path.as_ref().into(),
            what: what.into(),
            remedy: remedy.into(),
            cause: None,
        }
    }

    pub(crate) fn io(path: impl AsRef<Path>, source: std::io::Error, remedy: impl Into<String>) -> Self {
        let what = source.to_string();
        Error {
            kind: ErrorKind::Io,
            path: path.as_ref().into(),
            what,
            remedy: remedy.into(),
            cause: Some(source.kind()),
        }
    }

    pub(crate) fn export(path: impl AsRef<Path>, what: impl std::fmt::Display) -> Self {
        Error {
            kind: ErrorKind::Export,
            path: path.as_ref().into(),
            what: what.to_string(),
            remedy: "free the disk or choose another --out, then run again".into(),
            cause: None,
        }
    }

    /// What class of fault it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or directory it is about.
    pub fn location(&self) -> &Path {
        &self.path
    }

    /// Whether the reader of our standard output went away (`nutgraf … | head`): no fault of anyone's.
    pub fn is_broken_pipe(&self) -> bool {
        self.cause == Some(std::io::ErrorKind::BrokenPipe)
    }
}
