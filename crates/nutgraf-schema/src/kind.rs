//! What a file is, told by its content.

use crate::SchemaName;
use crate::fault::Contract;
use crate::graph::Syntax;
use crate::place::keys;
use crate::table::{name_of, sheet_of, sheet_of_line};
use nutgraf_gdelt::Sheet;

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// JSON or JSON Lines of one schema.
    Json(SchemaName),
    /// A table.
    Table(Sheet),
    /// A graph.
    Graph(Syntax),
}

impl Kind {
    /// What it is held against.
    pub(crate) fn contract(self) -> Contract {
        match self {
            Kind::Json(name) => Contract::Schema(name),
            Kind::Table(table) => Contract::Schema(name_of(table)),
            Kind::Graph(_) => Contract::Graph,
        }
    }
}

/// Tells the kind by the first line, or the whole of a document over several: a table by its header or its number of columns, a document
/// by its `@context`; else it is what the caller says; else what its keys say.
pub(crate) fn kind(text: &str, said: Option<SchemaName>) -> Option<Kind> {
    let of_name = |name| sheet_of(name).map_or(Kind::Json(name), Kind::Table);
    if !text.trim_start().starts_with(['{', '[']) {
        let table = sheet_of_line(text).map(Kind::Table);
        return table.or_else(|| Syntax::of(text).map(Kind::Graph)).or(said.map(of_name));
    }
    let found = keys(text);
    let has = |name: &str| found.iter().any(|key| key == name);
    if has("@context") && has("@graph") {
        return Some(Kind::Graph(Syntax::JsonLd));
    }
    if has("@context") {
        return Some(Kind::Json(SchemaName::NewsArticle));
    }
    said.map(of_name).or_else(|| by_keys(&found).map(Kind::Json))
}

/// Keys that only one schema has together, most telling first.
const SIGNS: [(SchemaName, &[&str]); 8] = [
    (SchemaName::Evidence, &["global_event_id", "mention", "spans"]),
    (SchemaName::Record, &["article", "tone"]),
    (SchemaName::Manifest, &["versions", "counts", "files"]),
    (SchemaName::Reject, &["source", "kind", "why", "remedy"]),
    (SchemaName::Quote, &["article", "span", "direct"]),
    (SchemaName::Event, &["id", "code", "evidence", "mode"]),
    (SchemaName::Article, &["id", "text", "source"]),
    (SchemaName::Code, &["id", "events"]),
];

fn by_keys(found: &[String]) -> Option<SchemaName> {
    let has = |key: &&&str| found.iter().any(|k| k == **key);
    // All signs but one are enough where there are three or more: a file with a misspelt key is still that file.
    let near = |signs: &[&str]| signs.iter().filter(has).count() + usize::from(signs.len() > 2) >= signs.len();
    let all = |signs: &[&str]| signs.iter().all(|sign| has(&sign));
    let find = |fits: &dyn Fn(&[&str]) -> bool| SIGNS.iter().find(|(_, signs)| fits(signs)).map(|(name, _)| *name);
    find(&all).or_else(|| find(&near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_before_the_caller_does() {
        let json = |text, said| kind(text, said);
        let news = Some(Kind::Json(SchemaName::NewsArticle));
        assert_eq!(json("{\"@context\": {}, \"@graph\": []}", None), Some(Kind::Graph(Syntax::JsonLd)));
        assert_eq!(json("{\"@context\": \"https://schema.org\", \"@type\": 1}", Some(SchemaName::Article)), news);
        assert_eq!(json("{\"article\": {}, \"tone\": {}}", None), Some(Kind::Json(SchemaName::Record)));
        assert_eq!(json("{\"id\": 1, \"text\": 2, \"sauce\": 3}", None), Some(Kind::Json(SchemaName::Article)));
        assert_eq!(json("{\"x\": 1, \"y\": 2}", None), None);
        assert_eq!(json("{\"x\": 1, \"y\": 2}", Some(SchemaName::Code)), Some(Kind::Json(SchemaName::Code)));
        assert_eq!(json("a\tb", None), None);
        assert_eq!(json("day,source,language,articles\n", None), Some(Kind::Table(Sheet::Denominators)));
        assert_eq!(json(&"\t".repeat(26), Some(SchemaName::Code)), Some(Kind::Table(Sheet::Gkg)));
    }
}
