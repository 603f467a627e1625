//! What kinds of nodes and relationships there are, and what each has: once, for every flavour.

/// Type of a property. Codes are text, for their leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Whole,
    Real,
    Truth,
    Day,
}

/// A property: name and type.
pub(super) type Property = (&'static str, Type);

/// A kind of nodes.
pub(super) struct NodeTable {
    pub(super) label: &'static str,
    pub(super) properties: &'static [Property],
}

/// A kind of relationships.
pub(super) struct EdgeTable {
    pub(super) label: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) properties: &'static [Property],
}

use Type::{Day, Real, Text, Truth, Whole};

/// All kinds of nodes; each also has its `id`.
pub(super) const NODES: [NodeTable; 9] = [
    NodeTable {
        label: "Article",
        properties: &[
            ("url", Text),
            ("published", Text),
            ("published_day", Day),
            ("language", Text),
            ("section", Text),
        ],
    },
    NodeTable {
        label: "Version",
        properties: &[("sha256", Text), ("length", Whole), ("words", Whole), ("tone", Real), ("headline", Text)],
    },
    NodeTable { label: "Publisher", properties: &[("name", Text), ("url", Text)] },
    NodeTable {
        label: "Event",
        properties: &[
            ("name", Text),
            ("date", Text),
            ("first_day", Day),
            ("last_day", Day),
            ("code", Text),
            ("base", Text),
            ("root", Text),
            ("quad_class", Whole),
            ("goldstein", Real),
            ("key", Text),
        ],
    },
    NodeTable {
        label: "Mention",
        properties: &[
            ("mention", Text),
            ("code", Text),
            ("mode", Text),
            ("reciprocal", Truth),
            ("confidence", Real),
            ("rule", Text),
            ("sentence_number", Whole),
            ("begin", Whole),
            ("end", Whole),
            ("sentence", Text),
            ("trigger", Text),
        ],
    },
    NodeTable { label: "Actor", properties: &[("name", Text), ("code", Text)] },
    NodeTable { label: "Entity", properties: &[("type", Text), ("name", Text), ("code", Text), ("wikidata", Text)] },
    NodeTable {
        label: "Place",
        properties: &[
            ("name", Text),
            ("type", Text),
            ("country", Text),
            ("fips", Text),
            ("iso2", Text),
            ("adm1", Text),
            ("latitude", Real),
            ("longitude", Real),
        ],
    },
    NodeTable {
        label: "Quote",
        properties: &[("text", Text), ("verb", Text), ("direct", Truth), ("begin", Whole), ("end", Whole)],
    },
];

/// All kinds of relationships; each also has its `id`.
pub(super) const EDGES: [EdgeTable; 13] = [
    EdgeTable { label: "PUBLISHED_BY", from: "Article", to: "Publisher", properties: &[] },
    EdgeTable { label: "VERSION_OF", from: "Version", to: "Article", properties: &[] },
    EdgeTable { label: "AGENT", from: "Event", to: "Actor", properties: &[] },
    EdgeTable { label: "OBJECT", from: "Event", to: "Actor", properties: &[] },
    EdgeTable { label: "LOCATION", from: "Event", to: "Place", properties: &[] },
    EdgeTable { label: "TELLS", from: "Mention", to: "Event", properties: &[] },
    EdgeTable { label: "TOLD_IN", from: "Mention", to: "Version", properties: &[] },
    EdgeTable { label: "SOURCE", from: "Mention", to: "Entity", properties: &[("begin", Whole), ("end", Whole)] },
    EdgeTable { label: "TARGET", from: "Mention", to: "Entity", properties: &[("begin", Whole), ("end", Whole)] },
    EdgeTable { label: "NAMES", from: "Version", to: "Entity", properties: &[("begin", Whole), ("end", Whole)] },
    EdgeTable { label: "NAMES_PLACE", from: "Version", to: "Place", properties: &[("begin", Whole), ("end", Whole)] },
    EdgeTable { label: "QUOTED_IN", from: "Quote", to: "Version", properties: &[] },
    EdgeTable { label: "SPOKEN_BY", from: "Quote", to: "Entity", properties: &[] },
];
