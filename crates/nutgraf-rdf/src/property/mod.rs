//! The same graph as nodes and relationships with properties, for the bulk loaders of property-graph stores.
//!
//! Identifiers are those of the RDF graph without their base, and an event is still what its identity says: the code of
//! the source is an `Actor`, the person or body that a sentence names an `Entity`.

mod columns;
mod elements;
mod tables;

pub use columns::{Cell, Column, GraphFile};
pub use elements::elements;

use crate::Error;
use columns::{edge_file, node_file, type_name};
use elements::edge_id;
use nutgraf_sort::{Record, Scratch, Sorted, Sorter};
use std::io::{self, Write};
use tables::{EDGES, EdgeTable, NODES, NodeTable, Property, Type};

/// Whose loader the files are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavour {
    /// `neo4j-admin database import full`; `load.cypher` merges the same files into a running database.
    Neo4j,
    /// Amazon Neptune's bulk loader, property-graph form.
    Neptune,
    /// LadybugDB (and Kùzu before it): `schema.cypher` makes the tables and loads them; `load.cypher` merges the same files
    /// into a database that has them.
    Ladybug,
}

/// Takes the [`elements`] of many records, in any order; what memory does not hold goes to disk.
#[derive(Debug)]
pub struct PropertyGraph(Sorter);

impl PropertyGraph {
    /// A graph of nothing.
    pub fn new(scratch: Scratch) -> PropertyGraph {
        PropertyGraph(Sorter::new(scratch))
    }

    /// Takes lines of [`elements`].
    ///
    /// # Errors
    /// Where a line is none of `elements`, or the disk is full.
    pub fn add(&mut self, lines: &[u8]) -> Result<(), Error> {
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let (key, cells) = keyed(line).ok_or_else(|| Error::element(line))?;
            self.0.push(&key, cells)?;
        }
        Ok(())
    }

    /// Puts every table in order.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn sort(self) -> Result<SortedGraph, Error> {
        Ok(SortedGraph(self.0.sort()?))
    }
}

/// Number of the table and what identifies a row of it; and its cells.
fn keyed(line: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut parts = line.splitn(2, |byte| *byte == b'\t');
    let (label, rest) = (parts.next()?, parts.next()?);
    let nodes = NODES.iter().map(|table| (table.label, 1));
    let edges = EDGES.iter().map(|table| (table.label, 2));
    let (table, (_, names)) = nodes.chain(edges).enumerate().find(|(_, (name, _))| name.as_bytes() == label)?;
    let mut tabs = rest.iter().enumerate().filter(|(_, byte)| **byte == b'\t').map(|(at, _)| at);
    let end = tabs.nth(names - 1)?;
    let mut key = vec![u8::try_from(table).ok()?];
    key.extend_from_slice(&rest[..end]);
    Some((key, &rest[end + 1..]))
}

/// Nodes and relationships of many records, each once.
///
/// A node that is told in several ways (the name of a body that only its code tells apart) has the way that comes first in
/// the alphabet, so that the order of records does not matter.
#[derive(Debug)]
pub struct SortedGraph(Sorted);

impl SortedGraph {
    /// Writes every file of a flavour, one after another: `open` is handed its name, `close` what `open` gave, complete.
    ///
    /// # Errors
    /// Where a file cannot be opened, written or closed.
    pub fn write<W: Write>(
        &self,
        flavour: Flavour,
        mut open: impl FnMut(&str) -> io::Result<W>,
        mut close: impl FnMut(W) -> io::Result<()>,
    ) -> Result<(), Error> {
        let mut rows = self.0.iter()?;
        let mut next = rows.next().transpose()?;
        for (at, table) in NODES.iter().map(Table::Node).chain(EDGES.iter().map(Table::Edge)).enumerate() {
            let file = table.file(flavour);
            let mut out = open(&file.name)?;
            writeln!(out, "{}", file.header())?;
            let mut before: Option<Record> = None;
            while let Some(row) = next.take_if(|row| row.key.first().is_some_and(|table| usize::from(*table) == at)) {
                if !before.as_ref().is_some_and(|before| table.is_same(before, &row)) {
                    out.write_all(table.row(&row, flavour).as_bytes())?;
                    before = Some(row);
                }
                next = rows.next().transpose()?;
            }
            out.flush()?;
            close(out)?;
        }
        for (name, text) in scripts(flavour) {
            let mut out = open(name)?;
            out.write_all(text.as_bytes())?;
            out.flush()?;
            close(out)?;
        }
        Ok(())
    }
}

/// A kind of rows.
enum Table {
    Node(&'static NodeTable),
    Edge(&'static EdgeTable),
}

impl Table {
    fn file(&self, flavour: Flavour) -> GraphFile {
        match self {
            Table::Node(table) => GraphFile::of_nodes(table, flavour),
            Table::Edge(table) => GraphFile::of_edges(table, flavour),
        }
    }

    /// Whether the second of two rows in order says nothing new.
    fn is_same(&self, before: &Record, row: &Record) -> bool {
        match self {
            Table::Node(_) => before.key == row.key,
            Table::Edge(_) => before == row,
        }
    }

    fn row(&self, row: &Record, flavour: Flavour) -> String {
        let (key, cells) = (String::from_utf8_lossy(&row.key[1..]), String::from_utf8_lossy(&row.value));
        match self {
            Table::Node(NodeTable { label, .. }) => match flavour {
                Flavour::Neo4j => format!("{key}{cells},{label}\n"),
                Flavour::Neptune => format!("{key},{label}{cells}\n"),
                Flavour::Ladybug => format!("{key}{cells}\n"),
            },
            Table::Edge(EdgeTable { label, .. }) => {
                let (from, to) = key.split_once('\t').unwrap_or((&key, ""));
                let id = edge_id(label, from, to, &cells);
                match flavour {
                    Flavour::Neo4j => format!("{from},{to},{id}{cells},{label}\n"),
                    Flavour::Neptune => format!("{id},{from},{to},{label}{cells}\n"),
                    Flavour::Ladybug => format!("{from},{to},{id}{cells}\n"),
                }
            }
        }
    }
}

/// The scripts beside the files, by name.
fn scripts(flavour: Flavour) -> Vec<(&'static str, String)> {
    match flavour {
        Flavour::Neo4j => vec![("load.cypher", merge_script())],
        Flavour::Neptune => Vec::new(),
        Flavour::Ladybug => vec![("schema.cypher", ladybug_script()), ("load.cypher", ladybug_merge_script())],
    }
}

fn ladybug_script() -> String {
    let mut text = String::new();
    let columns = |properties: &[Property]| -> String {
        properties.iter().map(|(name, kind)| format!(", `{name}` {}", type_name(*kind, Flavour::Ladybug))).collect()
    };
    for table in &NODES {
        let columns = columns(table.properties);
        text += &format!("CREATE NODE TABLE {}(id STRING{columns}, PRIMARY KEY(id));\n", table.label);
    }
    for table in &EDGES {
        let columns = columns(table.properties);
        text +=
            &format!("CREATE REL TABLE {}(FROM {} TO {}, id STRING{columns});\n", table.label, table.from, table.to);
    }
    let files = NODES.iter().map(|t| (t.label, node_file(t))).chain(EDGES.iter().map(|t| (t.label, edge_file(t))));
    for (label, file) in files {
        text += &format!("COPY {label} FROM \"{file}\" (header=true, escape='\"');\n");
    }
    text
}

/// Merges the files into a database that has the tables already: what is there is not doubled.
fn ladybug_merge_script() -> String {
    let mut text = String::new();
    let load = |file: String| format!("LOAD FROM \"{file}\" (header=true, escape='\"') ");
    let set = |variable: &str, properties: &[Property]| {
        let value = |(name, kind): &Property| {
            format!("{variable}.`{name}` = CAST(`{name}`, \"{}\")", type_name(*kind, Flavour::Ladybug))
        };
        let set: Vec<String> = properties.iter().map(value).collect();
        if set.is_empty() { String::new() } else { format!(" SET {}", set.join(", ")) }
    };
    for table in &NODES {
        text += &load(node_file(table));
        text += &format!("MERGE (n:{} {{id: id}}){};\n", table.label, set("n", table.properties));
    }
    for table in &EDGES {
        let EdgeTable { label, from, to, properties } = table;
        text += &load(edge_file(table));
        text += &format!("MATCH (a:{from} {{id: `from`}}), (b:{to} {{id: `to`}}) ");
        text += &format!("MERGE (a)-[r:{label} {{id: id}}]->(b){};\n", set("r", properties));
    }
    text
}

/// Merges the files, laid into the import folder, into a running Neo4j: what is there already is not doubled.
fn merge_script() -> String {
    let mut text = String::new();
    for table in &NODES {
        let label = table.label;
        text += &format!(
            "CREATE CONSTRAINT {}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n",
            label.to_lowercase()
        );
    }
    for table in &NODES {
        let label = table.label;
        text += &format!("LOAD CSV WITH HEADERS FROM 'file:///{}' AS row\n", node_file(table));
        text += &format!("MERGE (n:{label} {{id: row.`id:ID({label})`}}){};\n", assignments("n", table.properties));
    }
    for table in &EDGES {
        let EdgeTable { label, from, to, .. } = table;
        text += &format!("LOAD CSV WITH HEADERS FROM 'file:///{}' AS row\n", edge_file(table));
        text += &format!("MATCH (a:{from} {{id: row.`:START_ID({from})`}}), (b:{to} {{id: row.`:END_ID({to})`}})\n");
        text += &format!("MERGE (a)-[r:{label} {{id: row.`id:string`}}]->(b){};\n", assignments("r", table.properties));
    }
    text
}

fn assignments(variable: &str, properties: &[Property]) -> String {
    let set: Vec<String> = properties
        .iter()
        .map(|(name, kind)| {
            let cell = format!("row.`{name}:{}`", type_name(*kind, Flavour::Neo4j));
            let value = match kind {
                Type::Text => cell,
                Type::Whole => format!("toInteger({cell})"),
                Type::Real => format!("toFloat({cell})"),
                Type::Truth => format!("toBoolean({cell})"),
                Type::Day => format!("date({cell})"),
            };
            format!("{variable}.{name} = {value}")
        })
        .collect();
    if set.is_empty() { String::new() } else { format!("\nSET {}", set.join(", ")) }
}
