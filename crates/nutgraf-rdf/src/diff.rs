//! What turns one load of a graph into another.

use crate::Error;
use crate::lines;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use oxttl::NQuadsParser;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::{Read, Write};

/// Statements in one operation: stores read an update whole before they act.
const MOST: usize = 5_000;

/// How many statements an update removes and adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Statements that only the old graph has.
    pub removed: u64,
    /// Statements that only the new graph has.
    pub added: u64,
}

/// Statements in N-Quads form without their graph, by graph; those of no graph stand under nothing.
type Statements = BTreeMap<Option<Box<str>>, BTreeSet<Box<str>>>;

/// Writes the SPARQL 1.1 Update that turns a store which holds `old` into one that holds `new`, both N-Quads or N-Triples.
///
/// What only the old graph says is deleted, so nothing is left of an article that is gone: neither its version nor what
/// was said of things that nobody else speaks of. Running it twice changes nothing more. Both graphs are held in memory.
///
/// # Errors
/// Where an input cannot be read or is malformed, has a blank node (which no update can name), or `out` fails.
pub fn diff(old: impl Read, new: impl Read, mut out: impl Write) -> Result<Changes, Error> {
    let (mut old, mut new) = (statements("the old graph", old)?, statements("the new graph", new)?);
    for (graph, said) in &mut old {
        if let Some(same) = new.get_mut(graph) {
            let both: Vec<Box<str>> = said.intersection(same).cloned().collect();
            for statement in both {
                said.remove(&statement);
                same.remove(&statement);
            }
        }
    }
    let mut first = true;
    let removed = operations("DELETE DATA", &old, &mut first, &mut out)?;
    let added = operations("INSERT DATA", &new, &mut first, &mut out)?;
    out.flush()?;
    Ok(Changes { removed, added })
}

fn statements(which: &str, input: impl Read) -> Result<Statements, Error> {
    let mut all = Statements::new();
    for quad in NQuadsParser::new().for_reader(input) {
        let quad = quad.map_err(|error| Error::parse(which, error))?;
        if matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_)) {
            return Err(Error::blank(which, &quad.to_string()));
        }
        let graph = match &quad.graph_name {
            GraphName::NamedNode(name) => Some(Box::from(name.as_str())),
            _ => None,
        };
        all.entry(graph).or_default().insert(line(&quad));
    }
    Ok(all)
}

fn line(quad: &Quad) -> Box<str> {
    let mut bytes = Vec::new();
    lines::line(quad.as_ref(), false, &mut bytes);
    String::from_utf8(bytes).expect("a statement is made of strings").into_boxed_str()
}

fn operations(verb: &str, all: &Statements, first: &mut bool, out: &mut impl Write) -> Result<u64, Error> {
    let mut count = 0;
    for (graph, said) in all {
        let said: Vec<&str> = said.iter().map(|statement| &**statement).collect();
        for part in said.chunks(MOST) {
            if !*first {
                out.write_all(b";\n")?;
            }
            *first = false;
            match graph {
                Some(name) => writeln!(out, "{verb} {{ GRAPH <{name}> {{\n{}}} }}", part.concat())?,
                None => writeln!(out, "{verb} {{\n{}}}", part.concat())?,
            }
            count += part.len() as u64;
        }
    }
    Ok(count)
}
