//! What may go wrong.

use std::io;

/// A graph could not be written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Inner);

#[derive(Debug, thiserror::Error)]
enum Inner {
    #[error(
        "\"{0}\" cannot be the base of identifiers; give an absolute address that ends in \"/\", without \"?\" and \"#\""
    )]
    Base(String),
    #[error("the graph cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The base address is none.
    Base,
    /// Writing failed.
    Io,
}

impl Error {
    pub(crate) fn base(iri: &str) -> Error {
        Error(Inner::Base(iri.to_owned()))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match self.0 {
            Inner::Base(_) => ErrorKind::Base,
            Inner::Io(_) => ErrorKind::Io,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error(Inner::Io(error))
    }
}
