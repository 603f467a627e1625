//! What a record says, statement by statement.
//!
//! Facts about things that many articles share (events, entities, publishers, runs) stand in one shared graph and are
//! functions of the thing's identity; what one article says stands in the graph of its text version. The same
//! statement never stands in two graphs: stores that keep graphs apart would count it twice.

mod article;
mod entity;
mod event;
mod run;
mod span;

pub(crate) use event::{actor_label, event_label};
pub use run::run_statements;

use crate::names::Names;
use crate::vocabulary::{Term, rdf, xsd};
use crate::{Options, names};
use nutgraf_model::{Record, TextPolicy, Timestamp};
use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};
use std::collections::{BTreeSet, HashSet};

/// Hands every statement about `record` to `sink`, in a fixed order. Within one record no statement comes twice. What made
/// them, [`run_statements`] says.
pub fn statements(record: &Record, options: &Options, sink: &mut dyn FnMut(QuadRef<'_>)) {
    let names = Names::new(&options.base, &record.article);
    let language = record.article.language.as_deref().and_then(language_tag);
    let graph = Graph::new(&names.shared, &names.version, sink);
    let run = names::run(&options.base, &options.versions);
    let mut telling = Telling { record, options, names: &names, language, run, graph, told: Told::default() };
    telling.article();
    telling.events();
    telling.mentions();
    telling.quotes();
    telling.spans();
}

/// One record on its way into the graph.
struct Telling<'a, 's> {
    record: &'a Record,
    options: &'a Options,
    names: &'a Names<'a>,
    language: Option<String>,
    run: String,
    graph: Graph<'a, 's>,
    told: Told,
}

/// What was said already: every thing is described once.
#[derive(Default)]
struct Told {
    things: HashSet<String>,
    mentioned: HashSet<String>,
    spans: span::Spans,
    keywords: BTreeSet<String>,
}

impl Told {
    /// Whether `thing` is described here for the first time.
    fn first(&mut self, thing: &str) -> bool {
        !self.things.contains(thing) && self.things.insert(thing.to_owned())
    }
}

impl Telling<'_, '_> {
    /// Whether the article's own words may stand in the graph, beyond the sentences that tell events.
    fn full(&self) -> bool {
        self.options.text == TextPolicy::Full
    }

    /// A literal in the article's language.
    fn words(&mut self, home: Home, subject: &str, property: Term, words: &str) {
        match &self.language {
            Some(tag) => {
                let literal = LiteralRef::new_language_tagged_literal_unchecked(words, tag);
                self.graph.put(home, subject, property, literal.into());
            }
            None => self.graph.plain(home, subject, property, words),
        }
    }

    fn words_if(&mut self, subject: &str, property: Term, words: Option<&str>) {
        if let Some(words) = words {
            self.words(Home::Version, subject, property, words);
        }
    }
}

/// Which graph a statement belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    /// True of a shared thing, whoever tells of it.
    Shared,
    /// Said by this version of this article.
    Version,
}

/// Where statements go.
struct Graph<'a, 's> {
    sink: &'s mut dyn FnMut(QuadRef<'_>),
    shared: GraphNameRef<'a>,
    version: GraphNameRef<'a>,
}

impl<'a, 's> Graph<'a, 's> {
    fn new(shared: &'a str, version: &'a str, sink: &'s mut dyn FnMut(QuadRef<'_>)) -> Graph<'a, 's> {
        let graph = |name: &'a str| GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(name));
        Graph { sink, shared: graph(shared), version: graph(version) }
    }

    fn put(&mut self, home: Home, subject: &str, property: Term, object: TermRef<'_>) {
        let graph = match home {
            Home::Shared => self.shared,
            Home::Version => self.version,
        };
        (self.sink)(QuadRef::new(NamedNodeRef::new_unchecked(subject), property, object, graph));
    }

    fn a(&mut self, home: Home, subject: &str, class: Term) {
        self.put(home, subject, rdf::TYPE, class.into());
    }

    fn link(&mut self, home: Home, subject: &str, property: Term, object: &str) {
        self.put(home, subject, property, NamedNodeRef::new_unchecked(object).into());
    }

    fn plain(&mut self, home: Home, subject: &str, property: Term, value: &str) {
        self.put(home, subject, property, LiteralRef::new_simple_literal(value).into());
    }

    fn english(&mut self, home: Home, subject: &str, property: Term, value: &str) {
        self.put(home, subject, property, LiteralRef::new_language_tagged_literal_unchecked(value, "en").into());
    }

    fn typed(&mut self, home: Home, subject: &str, property: Term, value: &str, datatype: Term) {
        self.put(home, subject, property, LiteralRef::new_typed_literal(value, datatype).into());
    }

    fn count(&mut self, home: Home, subject: &str, property: Term, value: u64) {
        self.typed(home, subject, property, &value.to_string(), xsd::COUNT);
    }

    /// A decimal; nothing where `value` is no number.
    fn decimal(&mut self, home: Home, subject: &str, property: Term, value: f64) {
        if value.is_finite() {
            let text = format!("{value:?}");
            let plain = if text.contains('e') { format!("{value}") } else { text };
            self.typed(home, subject, property, &plain, xsd::DECIMAL);
        }
    }

    fn boolean(&mut self, home: Home, subject: &str, property: Term, value: bool) {
        self.typed(home, subject, property, if value { "true" } else { "false" }, xsd::BOOLEAN);
    }

    /// A date with the datatype of its own precision.
    fn time(&mut self, home: Home, subject: &str, property: Term, stamp: &Timestamp) {
        let datatype = match stamp {
            Timestamp::Year(_) => xsd::G_YEAR,
            Timestamp::Month(..) => xsd::G_YEAR_MONTH,
            Timestamp::Day(_) => xsd::DATE,
            Timestamp::Local(_) | Timestamp::Instant(_) => xsd::DATE_TIME,
        };
        self.typed(home, subject, property, &stamp.to_string(), datatype);
    }

    /// An outside address: a link, or a literal where it is no IRI.
    fn address(&mut self, home: Home, subject: &str, property: Term, address: &str) {
        match names::outside(address) {
            Some(node) => self.put(home, subject, property, node.as_ref().into()),
            None => self.typed(home, subject, property, address, xsd::ANY_URI),
        }
    }
}

/// A BCP 47 tag in lower case, as RDF compares them; nothing where it is malformed.
fn language_tag(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let letters = (2..=8).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let tag = tag.to_ascii_lowercase();
    (letters && rest && oxrdf::Literal::new_language_tagged_literal("", tag.as_str()).is_ok()).then_some(tag)
}
