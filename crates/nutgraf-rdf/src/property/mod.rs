//! The same graph as nodes and relationships with properties, for the bulk loaders of property-graph stores.
//!
//! Identifiers are those of the RDF graph without their base, and an event is still what its identity says: the code of
//! the source is an `Actor`, the person or body that a sentence names an `Entity`.

mod elements;
mod tables;

pub use elements::Elements;

use crate::Error;
use elements::Cells;
use std::collections::BTreeMap;
use std::io::{self, Write};
use tables::{EDGES, EdgeTable, NODES, NodeTable, Property, Type};

/// Whose loader the files are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavour {
    /// `neo4j-admin database import full`; `load.cypher` merges the same files into a running database.
    Neo4j,
    /// Amazon Neptune's bulk loader, property-graph form.
    Neptune,
    /// LadybugDB (and Kùzu before it): `schema.cypher` makes the tables and loads them.
    Ladybug,
}

/// Nodes and relationships of many records, each once.
#[derive(Debug, Default)]
pub struct PropertyGraph {
    nodes: BTreeMap<(&'static str, String), Cells>,
    edges: BTreeMap<(&'static str, String, String, Cells), ()>,
}

impl PropertyGraph {
    /// A graph of nothing.
    pub fn new() -> PropertyGraph {
        PropertyGraph::default()
    }

    /// Adds the elements of one record. What is told in several ways (the name of a body that only its code tells apart)
    /// keeps the way that comes first in the alphabet, so that the order of records does not matter.
    pub fn add(&mut self, elements: Elements) {
        for node in elements.nodes {
            let cells = self.nodes.entry((node.label, node.id)).or_insert_with(|| node.cells.clone());
            if node.cells < *cells {
                *cells = node.cells;
            }
        }
        for edge in elements.edges {
            self.edges.insert((edge.label, edge.from, edge.to, edge.cells), ());
        }
    }

    /// Writes every file of a flavour; `open` is handed its name.
    ///
    /// # Errors
    /// Where a file cannot be opened or written.
    pub fn write<W: Write>(&self, flavour: Flavour, mut open: impl FnMut(&str) -> io::Result<W>) -> Result<(), Error> {
        for table in &NODES {
            let mut out = open(&node_file(table))?;
            writeln!(out, "{}", node_header(table, flavour))?;
            for ((_, id), cells) in self.nodes.iter().filter(|((label, _), _)| *label == table.label) {
                match flavour {
                    Flavour::Neo4j => writeln!(out, "{id}{},{}", cells.0, table.label)?,
                    Flavour::Neptune => writeln!(out, "{id},{}{}", table.label, cells.0)?,
                    Flavour::Ladybug => writeln!(out, "{id}{}", cells.0)?,
                }
            }
            out.flush()?;
        }
        for table in &EDGES {
            self.write_edges(table, flavour, open(&edge_file(table))?)?;
        }
        if let Some((name, text)) = script(flavour) {
            let mut out = open(name)?;
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        Ok(())
    }

    fn write_edges(&self, table: &EdgeTable, flavour: Flavour, mut out: impl Write) -> Result<(), Error> {
        writeln!(out, "{}", edge_header(table, flavour))?;
        for (label, from, to, cells) in self.edges.keys().filter(|(label, ..)| *label == table.label) {
            let edge = elements::Edge { label, from: from.clone(), to: to.clone(), cells: cells.clone() };
            let id = edge.id();
            match flavour {
                Flavour::Neo4j => writeln!(out, "{from},{to},{id}{},{label}", cells.0)?,
                Flavour::Neptune => writeln!(out, "{id},{from},{to},{label}{}", cells.0)?,
                Flavour::Ladybug => writeln!(out, "{from},{to},{id}{}", cells.0)?,
            }
        }
        Ok(out.flush()?)
    }
}

fn node_file(table: &NodeTable) -> String {
    format!("nodes_{}.csv", table.label.to_lowercase())
}

fn edge_file(table: &EdgeTable) -> String {
    format!("edges_{}.csv", table.label.to_lowercase())
}

fn node_header(table: &NodeTable, flavour: Flavour) -> String {
    let label = table.label;
    match flavour {
        Flavour::Neo4j => format!("id:ID({label}){},:LABEL", properties(table.properties, flavour)),
        Flavour::Neptune => format!("~id,~label{}", properties(table.properties, flavour)),
        Flavour::Ladybug => format!("id{}", properties(table.properties, flavour)),
    }
}

fn edge_header(table: &EdgeTable, flavour: Flavour) -> String {
    let EdgeTable { from, to, .. } = table;
    let rest = properties(table.properties, flavour);
    match flavour {
        Flavour::Neo4j => format!(":START_ID({from}),:END_ID({to}),id:string{rest},:TYPE"),
        Flavour::Neptune => format!("~id,~from,~to,~label{rest}"),
        Flavour::Ladybug => format!("from,to,id{rest}"),
    }
}

/// Column names, each after a comma.
fn properties(properties: &[Property], flavour: Flavour) -> String {
    properties
        .iter()
        .map(|(name, kind)| match flavour {
            Flavour::Ladybug => format!(",{name}"),
            _ => format!(",{name}:{}", type_name(*kind, flavour)),
        })
        .collect()
}

fn type_name(kind: Type, flavour: Flavour) -> &'static str {
    match (flavour, kind) {
        (Flavour::Neo4j, Type::Text) => "string",
        (Flavour::Neo4j, Type::Whole) => "long",
        (Flavour::Neo4j, Type::Real) => "double",
        (Flavour::Neo4j, Type::Truth) => "boolean",
        (Flavour::Neo4j, Type::Day) => "date",
        (Flavour::Neptune, Type::Text) => "String",
        (Flavour::Neptune, Type::Whole) => "Long",
        (Flavour::Neptune, Type::Real) => "Double",
        (Flavour::Neptune, Type::Truth) => "Bool",
        (Flavour::Neptune, Type::Day) => "Date",
        (Flavour::Ladybug, Type::Text) => "STRING",
        (Flavour::Ladybug, Type::Whole) => "INT64",
        (Flavour::Ladybug, Type::Real) => "DOUBLE",
        (Flavour::Ladybug, Type::Truth) => "BOOL",
        (Flavour::Ladybug, Type::Day) => "DATE",
    }
}

/// The script beside the files, by name.
fn script(flavour: Flavour) -> Option<(&'static str, String)> {
    match flavour {
        Flavour::Neo4j => Some(("load.cypher", merge_script())),
        Flavour::Neptune => None,
        Flavour::Ladybug => Some(("schema.cypher", ladybug_script())),
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
