//! What a node must have, whoever says it and wherever in the file.

use super::value::{NG, NIF, SCHEMA, SEM, Wrong, literal, offsets};
use crate::fault::Report;
use nutgraf_model::sha256_hex;
use oxrdf::{NamedOrBlankNode, Quad, Term};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Nodes that are remembered; beyond them, only statements are checked.
const MOST: usize = 1_000_000;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const GAF: &str = "http://groundedannotationframework.org/gaf#";
const PROV: &str = "http://www.w3.org/ns/prov#";

/// A kind of nodes, and what each of them has: every one of the first, and one at least of the second.
struct Class {
    /// The `rdf:type`, or the property, that makes a node one of them.
    mark: Mark,
    name: &'static str,
    needs: &'static [Property],
    one_of: &'static [Property],
}

type Property = (&'static str, &'static str);

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Class(Property),
    Says(Property),
}

use Mark::{Class as Is, Says};

const CLASSES: [Class; 14] = [
    Class { mark: Is((SCHEMA, "NewsArticle")), name: "an article", needs: &[(PROV, "^specializationOf")], one_of: &[] },
    Class {
        mark: Is((NIF, "Context")),
        name: "a text version",
        needs: &[(PROV, "specializationOf"), (PROV, "wasGeneratedBy"), (SCHEMA, "sha256"), (NIF, "endIndex")],
        one_of: &[],
    },
    Class {
        mark: Is((SEM, "Event")),
        name: "an event",
        needs: &[
            (NG, "cameoCode"),
            (NG, "cameoBase"),
            (NG, "cameoRoot"),
            (NG, "quadClass"),
            (NG, "goldstein"),
            (NG, "eventKey"),
            (SEM, "eventType"),
            (GAF, "denotedBy"),
        ],
        one_of: &[(SCHEMA, "agent"), (SCHEMA, "object")],
    },
    Class {
        mark: Is((NG, "EventMention")),
        name: "a mention",
        needs: &[
            (GAF, "^denotedBy"),
            (SCHEMA, "isPartOf"),
            (PROV, "wasDerivedFrom"),
            (PROV, "wasGeneratedBy"),
            (NG, "triggerSpan"),
            (NG, "cameoCode"),
            (NG, "mode"),
            (NG, "confidence"),
            (NG, "rule"),
            (NG, "sentence"),
        ],
        one_of: &[(NG, "source"), (NG, "target")],
    },
    Class { mark: Is((NIF, "Sentence")), name: "a sentence", needs: &[CONTEXT], one_of: &[] },
    Class { mark: Says((NIF, "anchorOf")), name: "what has words", needs: &[CONTEXT], one_of: &[] },
    Class { mark: STRETCH, name: "a stretch of text", needs: &[(NIF, "beginIndex"), (NIF, "endIndex")], one_of: &[] },
    Class {
        mark: Is((SCHEMA, "Quotation")),
        name: "a quotation",
        needs: &[CONTEXT, (SCHEMA, "isPartOf")],
        one_of: &[],
    },
    Class { mark: Is((SCHEMA, "Claim")), name: "a claim", needs: &[CONTEXT, (SCHEMA, "appearance")], one_of: &[] },
    Class { mark: Is((SEM, "Actor")), name: "an actor", needs: &[(SCHEMA, "name"), (NG, "cameoActor")], one_of: &[] },
    Class { mark: Is((SEM, "Place")), name: "a place", needs: NAME, one_of: &[] },
    Class { mark: Says((NG, "cameoActor")), name: "what has an actor code", needs: NAME, one_of: &[] },
    Class { mark: Says((SCHEMA, "sameAs")), name: "what is linked", needs: NAME, one_of: &[] },
    Class { mark: Says((SCHEMA, "containedInPlace")), name: "a place", needs: NAME, one_of: &[] },
];

const NAME: &[Property] = &[(SCHEMA, "name")];
const CONTEXT: Property = (NIF, "referenceContext");
const STRETCH: Mark = Says(CONTEXT);

/// Properties of which a node has one value at most.
const SINGLE: [Property; 33] = [
    (SCHEMA, "agent"),
    (SCHEMA, "object"),
    (SCHEMA, "location"),
    (SCHEMA, "datePublished"),
    (SCHEMA, "publisher"),
    (SCHEMA, "latitude"),
    (SCHEMA, "longitude"),
    (NG, "cameoCode"),
    (NG, "cameoBase"),
    (NG, "cameoRoot"),
    (NG, "quadClass"),
    (NG, "goldstein"),
    (NG, "eventKey"),
    (NG, "mode"),
    (NG, "confidence"),
    (NG, "sentence"),
    (NG, "source"),
    (NG, "target"),
    (SEM, "hasTimeStamp"),
    (SEM, "eventType"),
    CONTEXT,
    (NIF, "beginIndex"),
    (NIF, "endIndex"),
    (NIF, "anchorOf"),
    (NIF, "isString"),
    (NG, "rule"),
    (NG, "fips"),
    (NG, "triggerSpan"),
    (NG, "sourceSpan"),
    (NG, "targetSpan"),
    (PROV, "specializationOf"),
    (SCHEMA, "sha256"),
    (SCHEMA, "containedInPlace"),
];

/// What was said of one node.
#[derive(Default)]
struct Node {
    line: u64,
    /// Bits of [`CLASSES`].
    classes: u16,
    /// Bits of the table of properties.
    properties: u64,
    code: Option<Box<str>>,
    root: Option<Box<str>>,
    /// Said and computed hashes of a version's text.
    hash: Option<Box<str>>,
    text_hash: Option<Box<str>>,
}

/// Every node met, in order of address.
#[derive(Default)]
pub(super) struct Nodes {
    nodes: BTreeMap<Box<str>, Node>,
    /// Single values by hash of node and property: the value's hash.
    values: BTreeMap<u64, u64>,
    wrongs: Vec<(u64, Wrong)>,
    full: bool,
}

impl Nodes {
    /// Takes note of one statement.
    pub(super) fn told(&mut self, quad: &Quad, line: u64, report: &mut Report) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
        if self.nodes.len() >= MOST {
            self.full = true;
            return report.skip("what nodes lack: the graph has too many to remember all");
        }
        self.single(quad, line);
        let node = self.nodes.entry(subject.as_str().into()).or_default();
        if node.line == 0 {
            node.line = line;
        }
        let predicate = quad.predicate.as_str();
        if let (RDF_TYPE, Term::NamedNode(class)) = (predicate, &quad.object) {
            node.classes |= kinds(|mark| matches!(mark, Is(known) if is(known, class.as_str())));
        }
        node.classes |= kinds(|mark| matches!(mark, Says(known) if is(known, predicate)));
        node.properties |= bit(predicate, false);
        if let Some(value) = literal(quad) {
            node.value(predicate, value.value());
        }
        let back = bit(predicate, true);
        if let (true, Term::NamedNode(object)) = (back != 0, &quad.object) {
            let object = self.nodes.entry(object.as_str().into()).or_default();
            object.properties |= back;
            object.line = if object.line == 0 { line } else { object.line };
        }
    }

    fn single(&mut self, quad: &Quad, line: u64) {
        let predicate = quad.predicate.as_str();
        if !SINGLE.iter().any(|property| is(*property, predicate)) {
            return;
        }
        // Another version of an article may state it anew, in its own graph.
        let key = hash((quad.subject.to_string(), predicate, quad.graph_name.to_string()));
        let value = hash(quad.object.to_string());
        if *self.values.entry(key).or_insert(value) != value {
            let wrong = Wrong::of(quad, "the property has another value already", "it has one at most");
            self.wrongs.push((line, wrong));
        }
    }

    /// What nodes lack or contradict, each with the line that first speaks of the node.
    pub(super) fn faults(self, report: &mut Report) -> Vec<(u64, Wrong)> {
        let mut wrongs = self.wrongs;
        if self.full {
            return wrongs;
        }
        for (iri, node) in &self.nodes {
            node.lacks(iri, &mut wrongs);
            node.contradicts(iri, &mut wrongs);
            if node.classes & kinds(|mark| matches!(mark, Is((NIF, "Context")))) != 0 && node.text_hash.is_none() {
                report.skip("hashes of texts: the graph does not hold the texts");
            }
        }
        wrongs
    }
}

impl Node {
    fn value(&mut self, predicate: &str, value: &str) {
        if is((NG, "cameoCode"), predicate) {
            self.code = Some(value.into());
        } else if is((NG, "cameoRoot"), predicate) {
            self.root = Some(value.into());
        } else if is((SCHEMA, "sha256"), predicate) {
            self.hash = Some(value.into());
        } else if is((NIF, "isString"), predicate) {
            self.text_hash = Some(sha256_hex(value.as_bytes()).into());
        }
    }

    fn lacks(&self, iri: &str, wrongs: &mut Vec<(u64, Wrong)>) {
        let mut wrong = |what: String, expected: String| {
            wrongs.push((self.line, Wrong { about: format!("<{iri}>"), what, expected }))
        };
        for (_, class) in CLASSES.iter().enumerate().filter(|(at, _)| self.classes & (1 << at) != 0) {
            for property in class.needs.iter().filter(|p| self.properties & property_bit(**p) == 0) {
                wrong(format!("{} lacks {}", class.name, shown(*property)), format!("{} has it", class.name));
            }
            let any = class.one_of.is_empty() || class.one_of.iter().any(|p| self.properties & property_bit(*p) != 0);
            if !any {
                let names: Vec<String> = class.one_of.iter().map(|p| shown(*p)).collect();
                wrong(
                    format!("{} lacks {}", class.name, names.join(" and ")),
                    "it has one of them at least".to_owned(),
                );
            }
            if class.mark == STRETCH && offsets(iri).is_none() {
                wrong(
                    format!("the address of {} tells no offsets", class.name),
                    "it ends in #char=begin,end, begin below end".to_owned(),
                );
            }
        }
    }

    fn contradicts(&self, iri: &str, wrongs: &mut Vec<(u64, Wrong)>) {
        let mut wrong = |what: String, expected: String| {
            wrongs.push((self.line, Wrong { about: format!("<{iri}>"), what, expected }))
        };
        if let (Some(code), Some(root)) = (&self.code, &self.root)
            && !code.starts_with(&**root)
        {
            wrong(
                format!("ng:cameoCode {code} and ng:cameoRoot {root} contradict one another"),
                format!("expected root {}", code.get(..2).unwrap_or(code)),
            );
        }
        if let (Some(said), Some(is)) = (&self.hash, &self.text_hash)
            && said != is
        {
            wrong(format!("schema:sha256 {said} is not that of nif:isString"), format!("expected {is}"));
        }
    }
}

/// All properties that a class asks for, in a fixed order.
fn properties() -> impl Iterator<Item = Property> {
    CLASSES.iter().flat_map(|class| class.needs.iter().chain(class.one_of)).copied()
}

fn property_bit(property: Property) -> u64 {
    properties().position(|known| known == property).map_or(0, |at| 1 << at)
}

/// The bits of a predicate; `back` for those that count for the object.
fn bit(predicate: &str, back: bool) -> u64 {
    let fits = |(namespace, local): Property| {
        let (backwards, local) = local.strip_prefix('^').map_or((false, local), |local| (true, local));
        backwards == back && is((namespace, local), predicate)
    };
    properties().position(fits).map_or(0, |at| 1 << at)
}

/// The bits of the kinds whose mark fits.
fn kinds(fits: impl Fn(Mark) -> bool) -> u16 {
    CLASSES.iter().enumerate().filter(|(_, class)| fits(class.mark)).fold(0, |bits, (at, _)| bits | 1 << at)
}

fn is((namespace, local): Property, iri: &str) -> bool {
    iri.strip_prefix(namespace) == Some(local)
}

fn shown((namespace, local): Property) -> String {
    let prefix = match namespace {
        NG => "ng",
        SCHEMA => "schema",
        NIF => "nif",
        SEM => "sem",
        GAF => "gaf",
        _ => "prov",
    };
    match local.strip_prefix('^') {
        Some(local) => format!("anything that {prefix}:{local} leads from"),
        None => format!("{prefix}:{local}"),
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
