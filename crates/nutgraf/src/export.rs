//! The formats that come out: everything there is to say about one stands on its line of the enum.

use crate::error::Error;
use nutgraf_rdf::Flavour;
use std::str::FromStr;

/// A format that `convert` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportFormat {
    /// Our own article schema, a line each.
    Articles,
    /// schema.org `NewsArticle`, a line each.
    JsonLd,
    /// GDELT 2.0 Events table.
    Events,
    /// GDELT 2.0 Mentions table, with the evidence beside it.
    Mentions,
    /// GDELT 2.1 Global Knowledge Graph, a row an article.
    Gkg,
    /// Events for people, a row each under a header, with denominators and a description of all tables.
    Table,
    /// Articles, events, mentions, evidence and entities as Parquet.
    Parquet,
    /// Quotations with their speakers, a line each.
    Quotes,
    /// RDF 1.1 N-Quads.
    NQuads,
    /// RDF 1.1 N-Triples.
    NTriples,
    /// RDF 1.1 Turtle.
    Turtle,
    /// The RDF as JSON-LD 1.1, a line each.
    Graph,
    /// Nodes and relationships for Neo4j.
    Neo4j,
    /// Nodes and relationships for Amazon Neptune.
    Neptune,
    /// Nodes and relationships for LadybugDB.
    Ladybug,
}

impl ExportFormat {
    /// All formats, in the order in which they are listed to users.
    pub const ALL: [ExportFormat; 15] = [
        ExportFormat::Articles,
        ExportFormat::JsonLd,
        ExportFormat::Events,
        ExportFormat::Mentions,
        ExportFormat::Gkg,
        ExportFormat::Table,
        ExportFormat::Parquet,
        ExportFormat::Quotes,
        ExportFormat::NQuads,
        ExportFormat::NTriples,
        ExportFormat::Turtle,
        ExportFormat::Graph,
        ExportFormat::Neo4j,
        ExportFormat::Neptune,
        ExportFormat::Ladybug,
    ];

    /// What `convert` writes where nothing else is asked for.
    pub const DEFAULT: [ExportFormat; 5] = [
        ExportFormat::Articles,
        ExportFormat::JsonLd,
        ExportFormat::Events,
        ExportFormat::Mentions,
        ExportFormat::NQuads,
    ];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            ExportFormat::Articles => "articles",
            ExportFormat::JsonLd => "jsonld",
            ExportFormat::Events => "events",
            ExportFormat::Mentions => "mentions",
            ExportFormat::Gkg => "gkg",
            ExportFormat::Table => "table",
            ExportFormat::Parquet => "parquet",
            ExportFormat::Quotes => "quotes",
            ExportFormat::NQuads => "nquads",
            ExportFormat::NTriples => "ntriples",
            ExportFormat::Turtle => "turtle",
            ExportFormat::Graph => "graph",
            ExportFormat::Neo4j => "neo4j",
            ExportFormat::Neptune => "neptune",
            ExportFormat::Ladybug => "ladybug",
        }
    }

    /// Name of the file it is written to, or of the folder, which ends in `/`.
    pub fn file_name(self) -> &'static str {
        match self {
            ExportFormat::Articles => "articles.jsonl",
            ExportFormat::JsonLd => "jsonld.jsonl",
            ExportFormat::Events => "events.tsv",
            ExportFormat::Mentions => "mentions.tsv",
            ExportFormat::Gkg => "gkg.tsv",
            ExportFormat::Table => "table.csv",
            ExportFormat::Parquet => "parquet/",
            ExportFormat::Quotes => "quotes.jsonl",
            ExportFormat::NQuads => "nquads.nq",
            ExportFormat::NTriples => "ntriples.nt",
            ExportFormat::Turtle => "turtle.ttl",
            ExportFormat::Graph => "graph.jsonl",
            ExportFormat::Neo4j => "neo4j/",
            ExportFormat::Neptune => "neptune/",
            ExportFormat::Ladybug => "ladybug/",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Articles | ExportFormat::Quotes => "application/jsonl",
            ExportFormat::JsonLd | ExportFormat::Graph => "application/ld+json",
            ExportFormat::Events | ExportFormat::Mentions | ExportFormat::Gkg => "text/tab-separated-values",
            ExportFormat::Table => "text/csv",
            ExportFormat::Parquet => "application/vnd.apache.parquet",
            ExportFormat::NQuads => "application/n-quads",
            ExportFormat::NTriples => "application/n-triples",
            ExportFormat::Turtle => "text/turtle",
            ExportFormat::Neo4j | ExportFormat::Neptune | ExportFormat::Ladybug => "text/csv",
        }
    }

    /// What it is, in a line.
    pub fn help(self) -> &'static str {
        match self {
            ExportFormat::Articles => "articles in our own schema (schemas/article.schema.json), one JSON a line",
            ExportFormat::JsonLd => "schema.org NewsArticle as JSON-LD, one a line; with --pretty also a file each",
            ExportFormat::Events => "GDELT 2.0 Events, 61 columns, no header",
            ExportFormat::Mentions => {
                "GDELT 2.0 Mentions, 16 columns, no header; and evidence.jsonl, the words behind each"
            }
            ExportFormat::Gkg => "GDELT 2.1 Global Knowledge Graph, 27 columns, no header, a row an article",
            ExportFormat::Table => {
                "events for people, a row each as CSV; denominators.csv, what was read; datapackage.json, the columns' types"
            }
            ExportFormat::Parquet => "articles, events, mentions, evidence and entities as Parquet",
            ExportFormat::Quotes => "quotations with speaker, verb and offsets, one JSON a line",
            ExportFormat::NQuads => "RDF: articles, events, evidence and entities as N-Quads",
            ExportFormat::NTriples => "the same RDF as N-Triples, without graphs",
            ExportFormat::Turtle => "the same RDF as Turtle, for people to read",
            ExportFormat::Graph => "the same RDF as JSON-LD, a document an article, its context within",
            ExportFormat::Neo4j => "property graph as CSV for neo4j-admin, and load.cypher for a live database",
            ExportFormat::Neptune => "property graph as CSV for the bulk loader of Amazon Neptune",
            ExportFormat::Ladybug => "property graph as CSV for LadybugDB, with schema.cypher and load.cypher",
        }
    }

    /// Whether it is a folder of files.
    pub fn is_folder(self) -> bool {
        self.file_name().ends_with('/')
    }

    /// Whose loader a folder of CSV is for; nothing where the format is none.
    pub fn flavour(self) -> Option<Flavour> {
        match self {
            ExportFormat::Neo4j => Some(Flavour::Neo4j),
            ExportFormat::Neptune => Some(Flavour::Neptune),
            ExportFormat::Ladybug => Some(Flavour::Ladybug),
            _ => None,
        }
    }
}

impl FromStr for ExportFormat {
    type Err = Error;
    fn from_str(name: &str) -> Result<Self, Error> {
        ExportFormat::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let known: Vec<_> = ExportFormat::ALL.iter().map(|f| f.name()).collect();
            Error::usage(name, "is no output format", format!("choose from {}", known.join(", ")))
        })
    }
}
