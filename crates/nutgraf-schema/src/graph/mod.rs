//! Graphs: N-Quads, N-Triples, Turtle and JSON-LD held against what `schemas/shapes.ttl` says, as far as that needs no SHACL engine.

mod node;
mod value;
mod words;

use crate::fault::{Fault, Report};
use node::Nodes;
use oxjsonld::JsonLdParser;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use oxttl::nquads::LowLevelNQuadsParser;
use oxttl::turtle::LowLevelTurtleParser;
use oxttl::{NQuadsParser, TurtleParser, TurtleSyntaxError};
use value::Wrong;
use words::Words;

/// The syntaxes that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// N-Quads, or its part N-Triples.
    NQuads,
    /// Turtle.
    Turtle,
    /// JSON-LD, a document a line.
    JsonLd,
}

impl Syntax {
    /// The syntax of a file that begins with `first`, if it is a graph at all.
    pub(crate) fn of(first: &str) -> Option<Syntax> {
        let first = first.trim_start();
        let starts = |word: &str| first.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        if starts("@prefix ") || starts("@base ") || starts("prefix ") || starts("base ") {
            return Some(Syntax::Turtle);
        }
        let (iri, rest) = first.strip_prefix('<')?.split_once('>')?;
        oxrdf::NamedNode::new(iri).ok()?;
        let line = rest.trim_end();
        Some(if line.ends_with('.') && line.matches([';', '"']).count() != 1 { Syntax::NQuads } else { Syntax::Turtle })
    }
}

enum Parser {
    NQuads(Box<LowLevelNQuadsParser>),
    Turtle(Box<LowLevelTurtleParser>),
    /// Each line is parsed by itself.
    JsonLd,
}

impl Parser {
    fn next(&mut self) -> Option<Result<Quad, TurtleSyntaxError>> {
        match self {
            Parser::NQuads(parser) => parser.parse_next(),
            Parser::Turtle(parser) => Some(parser.parse_next()?.map(|triple| triple.in_graph(GraphName::DefaultGraph))),
            Parser::JsonLd => None,
        }
    }

    fn feed(&mut self, bytes: &[u8]) {
        match self {
            Parser::NQuads(parser) => parser.extend_from_slice(bytes),
            Parser::Turtle(parser) => parser.extend_from_slice(bytes),
            Parser::JsonLd => {}
        }
    }

    fn end(&mut self) {
        match self {
            Parser::NQuads(parser) => parser.end(),
            Parser::Turtle(parser) => parser.end(),
            Parser::JsonLd => {}
        }
    }
}

/// Checks a graph, line after line.
pub(crate) struct Graph<'p> {
    path: &'p str,
    parser: Parser,
    nodes: Nodes,
    words: Words,
    /// Where statements are that were not closed on their line.
    line: u64,
}

impl<'p> Graph<'p> {
    pub(crate) fn new(path: &'p str, syntax: Syntax) -> Graph<'p> {
        let parser = match syntax {
            Syntax::NQuads => Parser::NQuads(Box::new(NQuadsParser::new().low_level())),
            Syntax::Turtle => Parser::Turtle(Box::new(TurtleParser::new().low_level())),
            Syntax::JsonLd => Parser::JsonLd,
        };
        Graph { path, parser, nodes: Nodes::default(), words: Words::default(), line: 0 }
    }

    /// Checks what one more line completes.
    pub(crate) fn check(&mut self, line: u64, text: &str, report: &mut Report) {
        self.line = line;
        if matches!(self.parser, Parser::JsonLd) {
            return self.document(text, report);
        }
        self.parser.feed(text.as_bytes());
        self.statements(text, report);
    }

    /// Checks what is left, and every node by what was said of it.
    pub(crate) fn finish(mut self, report: &mut Report) {
        self.parser.end();
        self.statements("", report);
        let mut wrongs = self.nodes.faults(report);
        wrongs.extend(self.words.faults());
        wrongs.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.about.cmp(&b.1.about)));
        for (line, wrong) in wrongs {
            report.add(fault(self.path, line, 1, wrong));
        }
        report.skip("that the classes of linked nodes agree: a SHACL engine with schemas/shapes.ttl checks that");
    }

    fn statements(&mut self, text: &str, report: &mut Report) {
        while let Some(next) = self.parser.next() {
            match next {
                Ok(quad) => self.quad(&quad, column(text, quad.predicate.as_str()), report),
                Err(error) => self.malformed(error.message(), error.location().start.column + 1, report),
            }
        }
    }

    /// The statements of a JSON-LD document. Nothing is fetched: a context from elsewhere is a fault.
    fn document(&mut self, text: &str, report: &mut Report) {
        for quad in JsonLdParser::new().for_slice(text.as_bytes()) {
            match quad {
                Ok(quad) => self.quad(&quad, 1, report),
                Err(error) => return self.malformed(&error.to_string(), 1, report),
            }
        }
    }

    fn quad(&mut self, quad: &Quad, column: u64, report: &mut Report) {
        report.records += 1;
        self.nodes.told(quad, self.line, report);
        self.words.told(quad, self.line, report);
        statement(quad).into_iter().for_each(|wrong| report.add(fault(self.path, self.line, column, wrong)));
    }

    fn malformed(&self, what: &str, column: u64, report: &mut Report) {
        let expected = "the statements must be well formed".to_owned();
        let wrong = Wrong { about: String::new(), what: what.to_owned(), expected };
        report.add(fault(self.path, self.line, column, wrong));
    }
}

/// What is wrong with a statement by itself.
fn statement(quad: &Quad) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    let blank = matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_));
    if blank {
        wrongs.push(Wrong::of(quad, "a blank node doubles when the file is loaded twice", "give the node an address"));
    }
    wrongs.extend(value::check(quad));
    wrongs
}

/// Where on the line the predicate stands.
fn column(text: &str, predicate: &str) -> u64 {
    text.find(predicate).map_or(1, |at| text[..at].chars().count() as u64)
}

fn fault(path: &str, line: u64, column: u64, wrong: Wrong) -> Fault {
    let Wrong { about, what, expected } = wrong;
    Fault { path: path.to_owned(), line, column: column.max(1), pointer: about, what, expected }
}
