//! Whole files.

use crate::SchemaName;
use crate::fault::{Contract, Error, Fault, Report};
use crate::graph::Graph;
use crate::json::Piece;
use crate::kind::{Kind, kind};
use crate::table::Rows;
use std::io::BufRead;
use std::path::Path;

/// Checks a file: JSON, JSON Lines, a table or a graph (N-Quads, N-Triples, Turtle, JSON-LD). What it is, its content tells
/// (61, 27 or 16 columns, a header of ours, `@context`, an address in angle brackets), else `name`, else the keys of its
/// first object. Tables, JSON Lines and graphs are read line by line and never held whole.
///
/// # Errors
/// Where the file cannot be read, or nothing tells what it is. What is wrong with its content is no error but stands in
/// the report.
pub fn validate(input: &mut dyn BufRead, path: &str, name: Option<SchemaName>) -> Result<Report, Error> {
    let mut lines = Lines { input, path, number: 0 };
    let Some(first) = lines.next_filled()? else { return empty(path, name) };
    let second = lines.next()?;
    if is_whole_document(&first, second.as_ref()) {
        return document(first, second, &mut lines, name);
    }
    let kind = kind(&first.text, name).ok_or_else(|| Error::unknown_kind(path))?;
    let mut report = Report::new(kind.contract());
    let mut checker = Checker::new(kind, path);
    let (mut next, mut then) = (Some(first), second);
    while let Some(line) = next {
        line.utf8(path, &mut report);
        checker.check(&line, &mut report);
        next = match then.take() {
            Some(line) => Some(line),
            None => lines.next()?,
        };
    }
    checker.finish(&mut report);
    Ok(report)
}

/// Checks line after line.
enum Checker<'p> {
    Json(&'p str, SchemaName),
    Table(&'p str, Rows),
    Graph(Graph<'p>),
}

impl<'p> Checker<'p> {
    fn new(kind: Kind, path: &'p str) -> Checker<'p> {
        match kind {
            Kind::Json(schema) => Checker::Json(path, schema),
            Kind::Table(table) => Checker::Table(path, Rows::new(table)),
            Kind::Graph(syntax) => Checker::Graph(Graph::new(path, syntax)),
        }
    }

    fn check(&mut self, line: &Line, report: &mut Report) {
        match self {
            Checker::Json(..) if line.text.trim().is_empty() => {}
            Checker::Json(path, schema) => {
                Piece { path, text: &line.text, line: line.number - 1, schema: *schema }.validate(report);
            }
            Checker::Table(path, rows) => rows.check(path, line.number, &line.text, report),
            Checker::Graph(graph) => graph.check(line.number, &line.text, report),
        }
    }

    fn finish(self, report: &mut Report) {
        if let Checker::Graph(graph) = self {
            graph.finish(report);
        }
    }
}

/// An empty file is a valid output of no lines, where the caller or the file's own name says of what.
fn empty(path: &str, name: Option<SchemaName>) -> Result<Report, Error> {
    let file = Path::new(path.strip_suffix(".gz").unwrap_or(path));
    let graph = file.extension().is_some_and(|e| ["nq", "nt", "ttl"].iter().any(|graph| e == *graph));
    let named = || file.file_stem()?.to_str()?.parse().ok();
    let contract = match name.or_else(named) {
        Some(name) => Contract::Schema(name),
        None if graph => Contract::Graph,
        None => return Err(Error::unknown_kind(path)),
    };
    Ok(Report::new(contract))
}

/// One JSON document over several lines.
fn document(
    first: Line,
    second: Option<Line>,
    lines: &mut Lines<'_>,
    name: Option<SchemaName>,
) -> Result<Report, Error> {
    let start = first.number - 1;
    let mut text = String::new();
    let mut broken = Vec::new();
    let mut next = Some(first);
    let mut then = second;
    while let Some(line) = next {
        text.push_str(&line.text);
        if line.broken.is_some() {
            broken.push(line);
        }
        next = match then.take() {
            Some(line) => Some(line),
            None => lines.next()?,
        };
    }
    let kind = kind(&text, name).ok_or_else(|| Error::unknown_kind(lines.path))?;
    let mut report = Report::new(kind.contract());
    broken.iter().for_each(|line| line.utf8(lines.path, &mut report));
    let schema = match kind {
        Kind::Json(schema) => schema,
        Kind::Graph(syntax) => {
            let mut graph = Graph::new(lines.path, syntax);
            graph.check(start + 1, &text, &mut report);
            graph.finish(&mut report);
            return Ok(report);
        }
        Kind::Table(_) => return Err(Error::unknown_kind(lines.path)),
    };
    Piece { path: lines.path, text: &text, line: start, schema }.validate(&mut report);
    Ok(report)
}

/// Whether a document is spread over lines: its first line ends inside a value, and the second does not start a new one.
fn is_whole_document(first: &Line, second: Option<&Line>) -> bool {
    if !first.text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let Some(second) = second else { return true };
    let ends_inside = serde_json::from_str::<serde::de::IgnoredAny>(&first.text).is_err_and(|error| error.is_eof());
    ends_inside && (!second.text.starts_with('{') || first.text.trim() == "[")
}

/// A line with its break.
struct Line {
    text: String,
    /// One-based.
    number: u64,
    /// Where it stops being UTF-8.
    broken: Option<usize>,
}

impl Line {
    /// Says where the line is no UTF-8.
    fn utf8(&self, path: &str, report: &mut Report) {
        if let Some(at) = self.broken {
            report.add(Fault {
                path: path.to_owned(),
                line: self.number,
                column: self.text[..at].chars().count() as u64 + 1,
                pointer: String::new(),
                what: "a byte here is no UTF-8".to_owned(),
                expected: "write the file in UTF-8".to_owned(),
            });
        }
    }
}

struct Lines<'i> {
    input: &'i mut dyn BufRead,
    path: &'i str,
    number: u64,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<Line>, Error> {
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes).map_err(|error| Error::io(self.path, error))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let (text, broken) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        };
        Ok(Some(Line { text, number: self.number, broken }))
    }

    /// The next line that holds more than white space.
    fn next_filled(&mut self) -> Result<Option<Line>, Error> {
        while let Some(line) = self.next()? {
            if !line.text.trim().is_empty() {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }
}
