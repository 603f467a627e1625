//! The formats that come out: everything there is to say about one stands on its line of the enum.

use crate::error::Error;
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
    /// Quotations with their speakers, a line each.
    Quotes,
    /// RDF 1.1 N-Quads.
    NQuads,
}

impl ExportFormat {
    /// All formats, in the order in which they are listed to users.
    pub const ALL: [ExportFormat; 6] = [
        ExportFormat::Articles,
        ExportFormat::JsonLd,
        ExportFormat::Events,
        ExportFormat::Mentions,
        ExportFormat::Quotes,
        ExportFormat::NQuads,
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
            ExportFormat::Quotes => "quotes",
            ExportFormat::NQuads => "nquads",
        }
    }

    /// Name of the file it is written to.
    pub fn file_name(self) -> &'static str {
        match self {
            ExportFormat::Articles => "articles.jsonl",
            ExportFormat::JsonLd => "jsonld.jsonl",
            ExportFormat::Events => "events.tsv",
            ExportFormat::Mentions => "mentions.tsv",
            ExportFormat::Quotes => "quotes.jsonl",
            ExportFormat::NQuads => "nquads.nq",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Articles | ExportFormat::Quotes => "application/jsonl",
            ExportFormat::JsonLd => "application/ld+json",
            ExportFormat::Events | ExportFormat::Mentions => "text/tab-separated-values",
            ExportFormat::NQuads => "application/n-quads",
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
            ExportFormat::Quotes => "quotations with speaker, verb and offsets, one JSON a line",
            ExportFormat::NQuads => "RDF: articles, events, evidence and entities as N-Quads",
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
