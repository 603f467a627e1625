//! Folders of a property graph: every file is there with its header, cells have their type, no identifier stands twice,
//! and every relationship joins nodes that are there.

use crate::fault::{Contract, Error, Fault, Report};
use nutgraf_model::Timestamp;
use nutgraf_rdf::{Cell, Flavour, GraphFile};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Letters of an identifier.
const LETTERS: usize = 26;

type Key = [u8; LETTERS];

/// Checks a folder that `convert` wrote for `neo4j`, `neptune` or `ladybug`; which one, the headers tell.
///
/// # Errors
/// Where a file cannot be read, or the folder holds no property graph.
pub fn validate_folder(path: &Path) -> Result<Report, Error> {
    let shown = path.display().to_string();
    let entries = fs::read_dir(path).map_err(|error| Error::io(&shown, error))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| Error::io(&shown, error))?.file_name().to_string_lossy().into_owned();
        if GraphFile::is_one(&name) {
            names.push(name);
        }
    }
    names.sort();
    let Some(first) = names.first() else { return Err(Error::unknown_kind(&shown)) };
    let header = first_line(&path.join(first))?;
    let flavours = [Flavour::Neo4j, Flavour::Neptune, Flavour::Ladybug];
    let fits = |flavour: &Flavour| {
        let ids = GraphFile::all(*flavour).into_iter().find(|file| file.name == *first).map(|file| file.header());
        ids.is_some_and(|ids| ids.split(',').next() == header.split(',').next())
    };
    let flavour = flavours.into_iter().find(fits).ok_or_else(|| Error::unknown_kind(&shown))?;
    let mut folder =
        Folder { path, report: Report::new(Contract::Property), nodes: HashSet::new(), edges: HashSet::new() };
    let files = GraphFile::all(flavour);
    for name in names.iter().filter(|name| !files.iter().any(|file| file.name == **name)) {
        folder.fault(name, 1, "", "no such file belongs to this graph".into(), "take it out of the folder".into());
    }
    files.iter().try_for_each(|file| folder.file(file))?;
    Ok(folder.report)
}

fn first_line(path: &Path) -> Result<String, Error> {
    let shown = path.display().to_string();
    let mut line = String::new();
    let file = File::open(path).map_err(|error| Error::io(&shown, error))?;
    BufReader::new(file).read_line(&mut line).map_err(|error| Error::io(&shown, error))?;
    Ok(line)
}

struct Folder<'p> {
    path: &'p Path,
    report: Report,
    /// Label in lower case and identifier.
    nodes: HashSet<(String, Key)>,
    edges: HashSet<Key>,
}

impl Folder<'_> {
    fn file(&mut self, file: &GraphFile) -> Result<(), Error> {
        let path = self.path.join(&file.name);
        if !path.exists() {
            self.fault(&file.name, 1, "", "the file is missing".into(), "copy the whole folder".into());
            return Ok(());
        }
        let shown = path.display().to_string();
        let input = BufReader::new(File::open(&path).map_err(|error| Error::io(&shown, error))?);
        for (at, line) in input.lines().enumerate() {
            let line = line.map_err(|error| Error::io(&shown, error))?;
            let number = at as u64 + 1;
            if at > 0 {
                self.row(file, number, &line);
            } else if line != file.header() {
                let expected = format!("expected {}", file.header());
                self.fault(&file.name, number, "", "the header is another".into(), expected);
            }
        }
        Ok(())
    }

    fn row(&mut self, file: &GraphFile, line: u64, text: &str) {
        self.report.records += 1;
        let cells = cells(text);
        if cells.len() != file.columns.len() {
            let what = format!("{} cells", cells.len());
            return self.fault(&file.name, line, "", what, format!("{} columns", file.columns.len()));
        }
        for (column, cell) in file.columns.iter().zip(cells) {
            if let Some((what, expected)) = self.cell(file, column.cell, cell) {
                self.fault(&file.name, line, &column.name, what, expected);
            }
        }
    }

    /// What is wrong with a cell, and what would be right.
    fn cell(&mut self, file: &GraphFile, cell: Cell, value: &str) -> Option<(String, String)> {
        let wrong = |expected: &str| Some((format!("{value} does not fit"), format!("expected {expected}")));
        let is = |fits: bool, expected: &str| if value.is_empty() || fits { None } else { wrong(expected) };
        match cell {
            Cell::Id => {
                let Some(key) = key(value) else { return wrong("26 letters and digits") };
                let label = file.label().to_owned();
                let new = if file.is_of_nodes() { self.nodes.insert((label, key)) } else { self.edges.insert(key) };
                (!new).then(|| (format!("{value} stands twice"), "a row of its own for each identifier".to_owned()))
            }
            Cell::End(label) => {
                let there = key(value).is_some_and(|key| self.nodes.contains(&(label.to_lowercase(), key)));
                (!there)
                    .then(|| (format!("{value} is no node"), format!("a node of nodes_{}.csv", label.to_lowercase())))
            }
            Cell::Label(label) if value == label => None,
            Cell::Label(label) => wrong(label),
            Cell::Text => {
                is(value.len() > 1 && value.starts_with('"') && value.ends_with('"'), "text in quotation marks")
            }
            Cell::Whole => is(value.parse::<i64>().is_ok(), "a whole number"),
            Cell::Real => is(value.parse::<f64>().is_ok_and(f64::is_finite), "a number"),
            Cell::Truth => is(matches!(value, "true" | "false"), "true or false"),
            Cell::Day => is(matches!(value.parse(), Ok(Timestamp::Day(_))), "a day, as in 1998-04-10"),
        }
    }

    fn fault(&mut self, name: &str, line: u64, column: &str, what: String, expected: String) {
        let pointer = if column.is_empty() { String::new() } else { format!("/{column}") };
        let path = self.path.join(name).display().to_string();
        self.report.add(Fault { path, line, column: 1, pointer, what, expected });
    }
}

/// The cells of a row as they stand: text keeps its quotation marks.
fn cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut begin, mut quoted) = (0, false);
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                cells.push(&row[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    cells.push(&row[begin..]);
    cells
}

fn key(value: &str) -> Option<Key> {
    let key: Key = value.as_bytes().try_into().ok()?;
    key.iter().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(byte)).then_some(key)
}
