//! Documents as lines.

use crate::NewsArticle;
use nutgraf_model::{Record, TextPolicy};
use std::io::{self, Write};

/// What is written, and under which names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Base address of identifiers, ending in a slash; the same as the graph's, so that both join.
    pub base: String,
    /// How much of the article's own words may leave. Only [`TextPolicy::Full`] writes headline, description, keywords,
    /// captions, links, quotations and body; no sentence of evidence stands in this format.
    pub text: TextPolicy,
    /// Whether `articleBody` is written under [`TextPolicy::Full`].
    pub body: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { base: "https://nutgraf.invalid/".to_owned(), text: TextPolicy::Full, body: true }
    }
}

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write JSON-LD: {0}; check that the output can be written and has room")]
pub struct Error(#[from] io::Error);

impl Error {
    /// The kind of the failed write.
    pub fn kind(&self) -> io::ErrorKind {
        self.0.kind()
    }
}

/// Appends the document of one record and a line break to `out`.
pub fn render(record: &Record, options: &Options, out: &mut Vec<u8>) {
    let document = NewsArticle::of(record, options);
    serde_json::to_writer(&mut *out, &document)
        .expect("a document is plain data with string keys, and memory is writable");
    out.push(b'\n');
}

/// Writes one document a line.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    options: Options,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// A writer to `out`.
    pub fn new(out: W, options: Options) -> Self {
        Writer { out, options, line: Vec::new() }
    }

    /// Writes the document of one record.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write(&mut self, record: &Record) -> Result<(), Error> {
        self.line.clear();
        render(record, &self.options, &mut self.line);
        Ok(self.out.write_all(&self.line)?)
    }

    /// Flushes and gives the output back.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.out.flush()?;
        Ok(self.out)
    }
}
