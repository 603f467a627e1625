//! What turns one load of a graph into another.

use crate::Error;
use crate::lines;
use nutgraf_sort::{Scratch, Sorted, Sorter};
use oxrdf::{GraphName, NamedOrBlankNode, Term};
use oxttl::NQuadsParser;
use std::io::{Read, Write};

/// Statements in one operation: stores read an update whole before they act.
const MOST: usize = 5_000;

/// Divides the graph from the statement in a key: no IRI holds it.
const DIVIDER: u8 = 0;

/// How many statements an update removes and adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Statements that only the old graph has.
    pub removed: u64,
    /// Statements that only the new graph has.
    pub added: u64,
}

/// Which graph has a statement.
const OLD: &[u8] = b"0";
const NEW: &[u8] = b"1";

/// Writes the SPARQL 1.1 Update that turns a store which holds `old` into one that holds `new`, both N-Quads or N-Triples.
///
/// What only the old graph says is deleted, so nothing is left of an article that is gone: neither its version nor what
/// was said of things that nobody else speaks of. Running it twice changes nothing more. What memory does not hold is
/// sorted in `scratch`.
///
/// # Errors
/// Where an input cannot be read or is malformed, has a blank node (which no update can name), or `out` or the disk fails.
pub fn diff(old: impl Read, new: impl Read, mut out: impl Write, scratch: Scratch) -> Result<Changes, Error> {
    let mut sorter = Sorter::new(scratch);
    take("the old graph", old, OLD, &mut sorter)?;
    take("the new graph", new, NEW, &mut sorter)?;
    let sorted = sorter.sort()?;
    let mut update = Update { out: &mut out, verb: "DELETE DATA", graph: Vec::new(), open: 0, first: true, count: 0 };
    let removed = update.with_what_only(OLD, &sorted)?;
    update.verb = "INSERT DATA";
    let added = update.with_what_only(NEW, &sorted)?;
    out.flush()?;
    Ok(Changes { removed, added })
}

fn take(which: &str, input: impl Read, side: &[u8], sorter: &mut Sorter) -> Result<(), Error> {
    let mut key = Vec::new();
    for quad in NQuadsParser::new().for_reader(input) {
        let quad = quad.map_err(|error| Error::parse(which, error))?;
        if matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_)) {
            return Err(Error::blank(which, &quad.to_string()));
        }
        key.clear();
        if let GraphName::NamedNode(name) = &quad.graph_name {
            key.extend_from_slice(name.as_str().as_bytes());
        }
        key.push(DIVIDER);
        lines::line(quad.as_ref(), false, &mut key);
        sorter.push(&key, side)?;
    }
    Ok(())
}

/// An update as it is written.
struct Update<'o, W> {
    out: &'o mut W,
    verb: &'static str,
    /// Graph of the operation that is open.
    graph: Vec<u8>,
    /// Statements in it; none where no operation is open.
    open: usize,
    first: bool,
    count: u64,
}

impl<W: Write> Update<'_, W> {
    /// Writes operations with the statements that only one side has, and says how many.
    fn with_what_only(&mut self, side: &[u8], sorted: &Sorted) -> Result<u64, Error> {
        self.count = 0;
        let mut rows = sorted.iter()?.peekable();
        while let Some(row) = rows.next() {
            let row = row?;
            let mut only = row.value == side;
            // The same statement again: a shared one recurs within a graph, too.
            while let Some(next) = rows.next_if(|next| next.as_ref().is_ok_and(|next| next.key == row.key)) {
                only &= next?.value == side;
            }
            if only {
                self.statement(&row.key)?;
            }
        }
        self.close()?;
        Ok(self.count)
    }

    fn statement(&mut self, key: &[u8]) -> Result<(), Error> {
        let divider = key.iter().position(|byte| *byte == DIVIDER).unwrap_or_default();
        let (graph, line) = (&key[..divider], &key[divider + 1..]);
        if self.open >= MOST || self.graph != graph {
            self.close()?;
        }
        if self.open == 0 {
            self.graph = graph.to_vec();
            self.begin()?;
        }
        self.out.write_all(line)?;
        self.open += 1;
        self.count += 1;
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Error> {
        if !self.first {
            self.out.write_all(b";\n")?;
        }
        self.first = false;
        match String::from_utf8_lossy(&self.graph).as_ref() {
            "" => writeln!(self.out, "{} {{", self.verb)?,
            name => writeln!(self.out, "{} {{ GRAPH <{name}> {{", self.verb)?,
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.open > 0 {
            self.out.write_all(if self.graph.is_empty() { b"}\n" } else { b"} }\n" })?;
            self.open = 0;
        }
        Ok(())
    }
}
