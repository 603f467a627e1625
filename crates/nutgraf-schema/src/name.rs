//! The schemas by name.

use crate::Error;
use std::fmt;
use std::str::FromStr;

/// One of the schemas of `schemas/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaName {
    /// An article: a line of `articles.jsonl`.
    Article,
    /// An article with everything that was found in it.
    Record,
    /// An event of a record.
    Event,
    /// A quotation: a line of `quotes.jsonl`.
    Quote,
    /// The words behind a row of the Mentions table: a line of `evidence.jsonl`.
    Evidence,
    /// A schema.org document: a line of `jsonld.jsonl`.
    NewsArticle,
    /// A row of the GDELT Events table.
    EventsRow,
    /// A row of the GDELT Mentions table.
    MentionsRow,
    /// A row of the GDELT Global Knowledge Graph.
    GkgRow,
    /// A row of the table for people, `table.csv`.
    TableRow,
    /// A row of `denominators.csv`.
    DenominatorsRow,
    /// What a run read and wrote: `manifest.json`.
    Manifest,
    /// A document that gave no article: a line of `rejects.jsonl`.
    Reject,
    /// What `nutgraf code` answers.
    Code,
}

impl SchemaName {
    /// All schemas, in the order in which they are listed to users.
    pub const ALL: [SchemaName; 14] = [
        SchemaName::Article,
        SchemaName::Record,
        SchemaName::Event,
        SchemaName::Quote,
        SchemaName::Evidence,
        SchemaName::NewsArticle,
        SchemaName::EventsRow,
        SchemaName::MentionsRow,
        SchemaName::GkgRow,
        SchemaName::TableRow,
        SchemaName::DenominatorsRow,
        SchemaName::Manifest,
        SchemaName::Reject,
        SchemaName::Code,
    ];

    /// The name, as the file in `schemas/` and the command line have it.
    pub fn as_str(self) -> &'static str {
        match self {
            SchemaName::Article => "article",
            SchemaName::Record => "record",
            SchemaName::Event => "event",
            SchemaName::Quote => "quote",
            SchemaName::Evidence => "evidence",
            SchemaName::NewsArticle => "news-article",
            SchemaName::EventsRow => "events-row",
            SchemaName::MentionsRow => "mentions-row",
            SchemaName::GkgRow => "gkg-row",
            SchemaName::TableRow => "table-row",
            SchemaName::DenominatorsRow => "denominators-row",
            SchemaName::Manifest => "manifest",
            SchemaName::Reject => "reject",
            SchemaName::Code => "code",
        }
    }

    /// The schema of an output format's name, such as `jsonld`.
    fn of_format(format: &str) -> Option<SchemaName> {
        match format {
            "articles" => Some(SchemaName::Article),
            "records" => Some(SchemaName::Record),
            "quotes" => Some(SchemaName::Quote),
            "jsonld" => Some(SchemaName::NewsArticle),
            "events" => Some(SchemaName::EventsRow),
            "mention" | "mentions" => Some(SchemaName::MentionsRow),
            "gkg" => Some(SchemaName::GkgRow),
            "table" => Some(SchemaName::TableRow),
            "denominators" => Some(SchemaName::DenominatorsRow),
            "rejects" => Some(SchemaName::Reject),
            _ => None,
        }
    }
}

impl fmt::Display for SchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SchemaName {
    type Err = Error;

    /// Reads a schema's name, or that of the output format that follows it.
    fn from_str(name: &str) -> Result<SchemaName, Error> {
        SchemaName::ALL
            .into_iter()
            .find(|schema| schema.as_str() == name)
            .or_else(|| SchemaName::of_format(name))
            .ok_or_else(|| Error::unknown_name(name))
    }
}
