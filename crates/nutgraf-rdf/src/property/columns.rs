//! The files of a property graph and their columns: what is written, and what `validate` holds a folder against.

use super::Flavour;
use super::tables::{EDGES, EdgeTable, NODES, NodeTable, Property, Type};

/// A file of a property graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphFile {
    /// Its name in the folder.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column: how the header calls it, and what its cells are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What stands in it.
    pub cell: Cell,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The identifier of the row's node or relationship, which no other row has.
    Id,
    /// The row's label.
    Label(&'static str),
    /// The node of this label that a relationship comes from or goes to.
    End(&'static str),
    /// Text in quotation marks, or nothing.
    Text,
    /// A whole number, or nothing.
    Whole,
    /// A number, or nothing.
    Real,
    /// `true` or `false`, or nothing.
    Truth,
    /// A day, `1998-04-10`, or nothing.
    Day,
}

impl GraphFile {
    /// All files of a flavour, nodes before relationships.
    pub fn all(flavour: Flavour) -> Vec<GraphFile> {
        let nodes = NODES.iter().map(|table| GraphFile::of_nodes(table, flavour));
        nodes.chain(EDGES.iter().map(|table| GraphFile::of_edges(table, flavour))).collect()
    }

    /// The name of a file of nodes or relationships begins so in every flavour.
    pub fn is_one(name: &str) -> bool {
        (name.starts_with("nodes_") || name.starts_with("edges_")) && name.ends_with(".csv")
    }

    /// Whether its rows are nodes.
    pub fn is_of_nodes(&self) -> bool {
        self.name.starts_with("nodes_")
    }

    /// The label of its rows, in lower case.
    pub fn label(&self) -> &str {
        self.name.trim_end_matches(".csv").split_once('_').map_or("", |(_, label)| label)
    }

    /// The first line.
    pub fn header(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(",")
    }

    pub(super) fn of_nodes(table: &NodeTable, flavour: Flavour) -> GraphFile {
        let label = table.label;
        let mut columns = match flavour {
            Flavour::Neo4j => vec![Column::new(format!("id:ID({label})"), Cell::Id)],
            Flavour::Neptune => vec![Column::new("~id", Cell::Id), Column::new("~label", Cell::Label(label))],
            Flavour::Ladybug => vec![Column::new("id", Cell::Id)],
        };
        columns.extend(table.properties.iter().map(|property| Column::of(*property, flavour)));
        if flavour == Flavour::Neo4j {
            columns.push(Column::new(":LABEL", Cell::Label(label)));
        }
        GraphFile { name: node_file(table), columns }
    }

    pub(super) fn of_edges(table: &EdgeTable, flavour: Flavour) -> GraphFile {
        let EdgeTable { label, from, to, properties } = *table;
        let (from_end, to_end) = (Cell::End(from), Cell::End(to));
        let mut columns = match flavour {
            Flavour::Neo4j => vec![
                Column::new(format!(":START_ID({from})"), from_end),
                Column::new(format!(":END_ID({to})"), to_end),
                Column::new("id:string", Cell::Id),
            ],
            Flavour::Neptune => vec![
                Column::new("~id", Cell::Id),
                Column::new("~from", from_end),
                Column::new("~to", to_end),
                Column::new("~label", Cell::Label(label)),
            ],
            Flavour::Ladybug => {
                vec![Column::new("from", from_end), Column::new("to", to_end), Column::new("id", Cell::Id)]
            }
        };
        columns.extend(properties.iter().map(|property| Column::of(*property, flavour)));
        if flavour == Flavour::Neo4j {
            columns.push(Column::new(":TYPE", Cell::Label(label)));
        }
        GraphFile { name: edge_file(table), columns }
    }
}

impl Column {
    fn new(name: impl Into<String>, cell: Cell) -> Column {
        Column { name: name.into(), cell }
    }

    fn of((name, kind): Property, flavour: Flavour) -> Column {
        let cell = match kind {
            Type::Text => Cell::Text,
            Type::Whole => Cell::Whole,
            Type::Real => Cell::Real,
            Type::Truth => Cell::Truth,
            Type::Day => Cell::Day,
        };
        match flavour {
            Flavour::Ladybug => Column::new(name, cell),
            _ => Column::new(format!("{name}:{}", type_name(kind, flavour)), cell),
        }
    }
}

pub(super) fn node_file(table: &NodeTable) -> String {
    format!("nodes_{}.csv", table.label.to_lowercase())
}

pub(super) fn edge_file(table: &EdgeTable) -> String {
    format!("edges_{}.csv", table.label.to_lowercase())
}

pub(super) fn type_name(kind: Type, flavour: Flavour) -> &'static str {
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
