//! What may go wrong.

use std::io;

/// A graph could not be read or written.
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
    #[error("{which} cannot be read: {error}; give N-Quads or N-Triples, such as nquads.nq")]
    Parse { which: String, error: oxttl::TurtleParseError },
    #[error("{which} has a blank node, which no update can name: {statement}; give a graph of `nutgraf convert`")]
    Blank { which: String, statement: String },
    #[error("\"{0}\" is no element of a property graph; run `convert` anew")]
    Element(String),
}

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The base address is none.
    Base,
    /// Writing failed.
    Io,
    /// A graph cannot be read.
    Parse,
    /// A graph has a blank node.
    Blank,
    /// A line is no element of a property graph.
    Element,
}

impl Error {
    pub(crate) fn base(iri: &str) -> Error {
        Error(Inner::Base(iri.to_owned()))
    }

    pub(crate) fn parse(which: &str, error: oxttl::TurtleParseError) -> Error {
        Error(Inner::Parse { which: which.to_owned(), error })
    }

    pub(crate) fn blank(which: &str, statement: &str) -> Error {
        Error(Inner::Blank { which: which.to_owned(), statement: statement.to_owned() })
    }

    pub(crate) fn element(line: &[u8]) -> Error {
        Error(Inner::Element(String::from_utf8_lossy(line).into_owned()))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match self.0 {
            Inner::Base(_) => ErrorKind::Base,
            Inner::Io(_) => ErrorKind::Io,
            Inner::Parse { .. } => ErrorKind::Parse,
            Inner::Blank { .. } => ErrorKind::Blank,
            Inner::Element(_) => ErrorKind::Element,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error(Inner::Io(error))
    }
}
