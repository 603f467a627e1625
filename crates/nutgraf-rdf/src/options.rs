//! What a caller may choose.

use crate::Error;
use nutgraf_model::{TextPolicy, Versions};
use oxrdf::NamedNodeRef;
use std::fmt;
use std::str::FromStr;

/// How a graph is written.
#[derive(Clone, Debug)]
pub struct Options {
    /// In which syntax.
    pub syntax: Syntax,
    /// Where the identifiers of articles, events and entities live.
    pub base: Base,
    /// Which of the article's own words the graph may hold.
    pub text: TextPolicy,
    /// What made the statements: part of every mention's provenance.
    pub versions: Versions,
    /// Sort the lines of N-Quads and N-Triples and write each once, at the cost of holding them all in memory.
    pub sort: bool,
}

impl Default for Options {
    fn default() -> Self {
        let nutgraf = env!("CARGO_PKG_VERSION").to_owned();
        Options {
            syntax: Syntax::default(),
            base: Base::default(),
            text: TextPolicy::default(),
            versions: Versions { nutgraf, dictionaries: String::new(), model: String::new() },
            sort: false,
        }
    }
}

/// The address under which identifiers are made: an absolute IRI that ends in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Checks that `iri` is absolute and ends in `/`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn new(iri: &str) -> Result<Base, Error> {
        if iri.ends_with('/') && !iri.contains(['#', '?']) && NamedNodeRef::new(iri).is_ok() {
            Ok(Base(iri.to_owned()))
        } else {
            Err(Error::base(iri))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Base {
    /// An address that nobody can own (RFC 6761), so that no graph pretends to be published where it is not. The tables
    /// name an article that has no address in the same way.
    fn default() -> Self {
        Base("https://nutgraf.invalid/".to_owned())
    }
}

impl FromStr for Base {
    type Err = Error;
    fn from_str(iri: &str) -> Result<Base, Error> {
        Base::new(iri)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The syntax that statements are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// N-Quads: shared facts in one graph, each text version's in its own.
    #[default]
    NQuads,
    /// N-Triples: the same statements without graphs.
    NTriples,
    /// Turtle: the same statements without graphs, for people to read.
    Turtle,
    /// JSON-LD 1.1, a document a line: the statements of the N-Quads, graphs and all.
    JsonLd,
}
