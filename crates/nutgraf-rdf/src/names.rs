//! The addresses of the things a record speaks of: all made of content, none of them a blank node.

use crate::Base;
use nutgraf_model::{Actor, Article, Byline, Event, Id, Place, Publisher, Span, Versions, hash_id, percent_encoded};
use oxrdf::NamedNode;

/// Makes addresses for one article.
pub(crate) struct Names<'a> {
    base: &'a str,
    article_id: &'a Id,
    version_id: Id,
    /// The article.
    pub(crate) article: String,
    /// This version of its text, and the graph of what it says: a short name, for it stands in every line of that graph.
    pub(crate) version: String,
    /// The graph of what is true of shared things whoever tells of them.
    pub(crate) shared: String,
}

impl<'a> Names<'a> {
    pub(crate) fn new(base: &'a Base, article: &'a Article) -> Names<'a> {
        let shared = shared(base);
        let base = base.as_str();
        let version_id = article.version_id();
        let version = version_id_of(article, &version_id);
        Names {
            base,
            article_id: &article.id,
            article: format!("{base}article/{}", article.id),
            version: format!("{base}v/{version}"),
            version_id,
            shared,
        }
    }

    fn of(&self, kind: &str, id: &Id) -> String {
        [self.base, kind, "/", id.as_str()].concat()
    }

    /// A stretch of this version's text (RFC 5147).
    pub(crate) fn span(&self, span: Span) -> String {
        format!("{}#char={},{}", self.version, span.begin, span.end)
    }

    pub(crate) fn event(&self, event: &Event) -> String {
        self.of("event", &event.id)
    }

    /// A telling of an event in this version.
    pub(crate) fn mention(&self, event: &Event) -> String {
        [&self.version, "/m/", event.mention_id(&self.version_id).as_str()].concat()
    }

    pub(crate) fn entity(&self, entity: &nutgraf_model::Entity) -> String {
        self.of("entity", &entity.id(self.article_id))
    }

    /// A place, under the same address as the entity that names it.
    pub(crate) fn place(&self, place: &Place) -> String {
        self.place_key(&place.key())
    }

    /// The place of a gazetteer key: a FIPS country or first-order division, or a city's longer key.
    pub(crate) fn place_key(&self, key: &str) -> String {
        self.of("entity", &hash_id("entity", &["place", key]))
    }

    /// An actor as an event's identity sees it: a code, and a name only where the code names nobody.
    pub(crate) fn actor(&self, actor: &Actor) -> String {
        self.of("actor", &hash_id("actor", &[&actor.key()]))
    }

    pub(crate) fn publisher(&self, publisher: &Publisher) -> String {
        let url = publisher.url.as_deref().unwrap_or_default();
        self.of("publisher", &hash_id("publisher", &[&publisher.name, url]))
    }

    /// A credited party, told apart by publisher: a name alone would merge namesakes.
    pub(crate) fn byline(&self, byline: &Byline, publisher: Option<&Publisher>) -> String {
        let publisher = publisher.map_or("", |p| &p.name);
        let kind = match byline.kind {
            nutgraf_model::PartyKind::Person => "person",
            nutgraf_model::PartyKind::Organization => "organization",
        };
        self.of("byline", &hash_id("byline", &[publisher, kind, &byline.name]))
    }

    /// A picture, as this version of the article shows it.
    pub(crate) fn image(&self, url: &str, caption: &str, credit: &str) -> String {
        self.of("image", &hash_id("image", &[&self.version, url, caption, credit]))
    }
}

/// Identifier of an article's text version: other articles may have the same text.
pub(crate) fn version_of(article: &Article) -> Id {
    version_id_of(article, &article.version_id())
}

fn version_id_of(article: &Article, text: &Id) -> Id {
    hash_id("version", &[article.id.as_str(), text.as_str()])
}

/// The graph of what is true of shared things whoever tells of them.
pub(crate) fn shared(base: &Base) -> String {
    format!("{base}shared")
}

/// What made the statements; without a clock in it, so that running again says the same.
pub(crate) fn run(base: &Base, versions: &Versions) -> String {
    let id = hash_id("run", &[&versions.nutgraf, &versions.dictionaries, &versions.model]);
    format!("{base}run/{id}")
}

pub(crate) fn software(base: &Base, version: &str) -> String {
    format!("{base}software/{}", hash_id("software", &[version]))
}

/// A dictionary or model that a run used, by its SHA-256.
pub(crate) fn resource(base: &Base, sha256: &str) -> String {
    format!("{base}resource/{}", hash_id("resource", &[sha256]))
}

/// An outside address as an IRI: characters that no IRI may hold are percent-encoded; nothing where it is relative or
/// beyond repair.
pub(crate) fn outside(address: &str) -> Option<NamedNode> {
    if let Ok(node) = NamedNode::new(address) {
        return Some(node);
    }
    let is_forbidden = |c| c <= ' ' || c == '\u{7F}' || "<>\"{}|\\^`[]".contains(c);
    NamedNode::new(percent_encoded(address.trim(), is_forbidden)).ok()
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn outside_addresses_become_iris_or_nothing() {
        let read = |address| outside(address).map(|node| node.into_string());
        assert_eq!(read("https://a.example/b?c=é").as_deref(), Some("https://a.example/b?c=é"));
        assert_eq!(read("https://a.example/b c|d").as_deref(), Some("https://a.example/b%20c%7Cd"));
        assert_eq!(read("/relative"), None);
        assert_eq!(read("#"), None);
    }
}
