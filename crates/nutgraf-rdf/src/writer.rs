//! Writing records as a graph.

use crate::document::document;
use crate::vocabulary::prefixes;
use crate::{Error, Options, Syntax, lines, run_statements, statements};
use nutgraf_model::Record;
use oxrdf::{NamedOrBlankNode, QuadRef, Triple};
use oxttl::TurtleSerializer;
use std::collections::{BTreeSet, HashMap};
use std::io::Write;

/// Appends what is said of one record to `out`. The pieces of many records, joined in any order after
/// [`header`], are one document.
pub fn render(record: &Record, options: &Options, out: &mut Vec<u8>) {
    match options.syntax {
        Syntax::NQuads => statements(record, options, &mut |quad| lines::line(quad, true, out)),
        Syntax::NTriples => statements(record, options, &mut |quad| lines::line(quad, false, out)),
        Syntax::Turtle => turtle(options, out, |sink| statements(record, options, sink)),
        Syntax::JsonLd => document(record, options, out),
    }
}

/// What stands before the first record: the prefixes of Turtle, and what made the statements. Documents of JSON-LD have
/// both within them.
pub fn header(options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    match options.syntax {
        Syntax::NQuads => run_statements(options, &mut |quad| lines::line(quad, true, &mut out)),
        Syntax::NTriples => run_statements(options, &mut |quad| lines::line(quad, false, &mut out)),
        Syntax::Turtle => {
            for (prefix, namespace) in prefixes(options.base.as_str()) {
                out.extend_from_slice(format!("@prefix {prefix}: <{namespace}> .\n").as_bytes());
            }
            turtle(options, &mut out, |sink| run_statements(options, sink));
        }
        Syntax::JsonLd => {}
    }
    out
}

/// Turtle is for people: everything about one subject stands together, in order of first appearance.
fn turtle(options: &Options, out: &mut Vec<u8>, told: impl FnOnce(&mut dyn FnMut(QuadRef<'_>))) {
    let mut subjects: Vec<Vec<Triple>> = Vec::new();
    let mut places: HashMap<NamedOrBlankNode, usize> = HashMap::new();
    told(&mut |quad| {
        let triple = Triple::from(quad.into_owned());
        let place = *places.entry(triple.subject.clone()).or_insert(subjects.len());
        if place == subjects.len() {
            subjects.push(Vec::new());
        }
        subjects[place].push(triple);
    });
    let mut serializer = serializer(options).for_writer(Vec::new());
    for triple in subjects.iter().flatten() {
        serializer.serialize_triple(triple).expect("memory takes every byte");
    }
    let written = serializer.finish().expect("memory takes every byte");
    for line in written.split_inclusive(|b| *b == b'\n').skip_while(|line| line.starts_with(b"@prefix")) {
        out.extend_from_slice(line);
    }
}

fn serializer(options: &Options) -> TurtleSerializer {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in prefixes(options.base.as_str()) {
        serializer = serializer.with_prefix(prefix, namespace).expect("a checked base and our own namespaces are IRIs");
    }
    serializer
}

/// Writes records one after another.
///
/// A statement about a shared thing recurs in the piece of every record that speaks of it, which a store takes as one;
/// [`Options::sort`] writes it once.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    options: Options,
    buffer: Vec<u8>,
    started: bool,
    sorted: BTreeSet<Box<[u8]>>,
}

impl<W: Write> Writer<W> {
    /// A writer on `out`.
    pub fn new(out: W, options: Options) -> Writer<W> {
        Writer { out, options, buffer: Vec::new(), started: false, sorted: BTreeSet::new() }
    }

    /// Writes one record.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write(&mut self, record: &Record) -> Result<(), Error> {
        self.buffer.clear();
        render(record, &self.options, &mut self.buffer);
        if self.sorts() {
            self.sorted.extend(self.buffer.split_inclusive(|b| *b == b'\n').map(Box::from));
            return Ok(());
        }
        self.start()?;
        Ok(self.out.write_all(&self.buffer)?)
    }

    /// Writes what is left and gives `out` back.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn finish(mut self) -> Result<W, Error> {
        if self.sorts() {
            self.sorted.extend(header(&self.options).split_inclusive(|b| *b == b'\n').map(Box::from));
        } else {
            self.start()?;
        }
        for line in &self.sorted {
            self.out.write_all(line)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn sorts(&self) -> bool {
        self.options.sort && self.options.syntax != Syntax::Turtle
    }

    fn start(&mut self) -> Result<(), Error> {
        if !self.started {
            self.started = true;
            self.out.write_all(&header(&self.options))?;
        }
        Ok(())
    }
}
