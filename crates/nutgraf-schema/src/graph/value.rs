//! What a single statement must keep.

use nutgraf_model::{ActorCode, CameoCode, Timestamp, WikidataId};
use oxrdf::{Literal, Quad, Term};

/// Something wrong with a node or a statement.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The node, and the property where one is to blame.
    pub(crate) about: String,
    pub(crate) what: String,
    pub(crate) expected: String,
}

impl Wrong {
    pub(crate) fn of(quad: &Quad, what: impl Into<String>, expected: impl Into<String>) -> Wrong {
        Wrong { about: format!("{} {}", quad.subject, quad.predicate), what: what.into(), expected: expected.into() }
    }
}

/// Our own vocabulary.
pub(super) const NG: &str = "https://nutgraf.invalid/ns#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
pub(super) const SEM: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The terms of our own that a graph of articles may use.
const TERMS: [&str; 24] = [
    "cameoActor",
    "cameoBase",
    "cameoCode",
    "cameoRoot",
    "confidence",
    "dateSpan",
    "eventKey",
    "fips",
    "goldstein",
    "mirror",
    "mirrorIdentifier",
    "mode",
    "placeSpan",
    "quadClass",
    "reciprocal",
    "rule",
    "sentence",
    "source",
    "sourceSpan",
    "target",
    "targetSpan",
    "tone",
    "triggerSpan",
    "EventMention",
];

/// What is wrong with the value, or the property, of one statement.
pub(super) fn check(quad: &Quad) -> Option<Wrong> {
    let predicate = quad.predicate.as_str();
    if let Some(term) = predicate.strip_prefix(NG) {
        if !TERMS.contains(&term) {
            return Some(Wrong::of(quad, "no such term is defined", "see crates/nutgraf-rdf/ontology.ttl"));
        }
        return literal(quad).and_then(|value| own(quad, term, value));
    }
    if let Some(term) = predicate.strip_prefix(SCHEMA) {
        return schema(quad, term);
    }
    if let Some(term) = predicate.strip_prefix(NIF) {
        return nif(quad, term);
    }
    if predicate.strip_prefix(SEM) == Some("hasTimeStamp") {
        return date(quad);
    }
    None
}

pub(super) fn literal(quad: &Quad) -> Option<&Literal> {
    match &quad.object {
        Term::Literal(literal) => Some(literal),
        _ => None,
    }
}

fn own(quad: &Quad, term: &str, value: &Literal) -> Option<Wrong> {
    match term {
        "cameoCode" => string(quad, value, "a CAMEO code with its leading zero", |v| CameoCode::new(v).is_ok()),
        "cameoBase" => string(quad, value, "three digits", |v| v.len() == 3 && digits(v)),
        "cameoRoot" => string(quad, value, "two digits, 01 to 20", |v| v.len() == 2 && ("01"..="20").contains(&v)),
        "cameoActor" => {
            string(quad, value, "one to five groups of three letters or digits", |v| ActorCode::new(v).is_ok())
        }
        "mode" => {
            const MODES: [&str; 5] = ["asserted", "intended", "reported", "negated", "hypothetical"];
            string(quad, value, "asserted, intended, reported, negated or hypothetical", |v| MODES.contains(&v))
        }
        "fips" => string(quad, value, "a FIPS 10-4 code of two or four characters", |v| {
            matches!(v.len(), 2 | 4) && v.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }),
        "confidence" => number(quad, value, 0.0, 1.0, "decimal"),
        "goldstein" => number(quad, value, -10.0, 10.0, "decimal"),
        "tone" => number(quad, value, -100.0, 100.0, "decimal"),
        "quadClass" => number(quad, value, 1.0, 4.0, "integer"),
        "sentence" => number(quad, value, 1.0, f64::from(u32::MAX), "nonNegativeInteger"),
        "reciprocal" => {
            let good = value.value() == "true" && value.datatype().as_str() == format!("{XSD}boolean");
            (!good).then(|| said(quad, value, "\"true\"^^xsd:boolean, or no statement"))
        }
        _ => None,
    }
}

fn schema(quad: &Quad, term: &str) -> Option<Wrong> {
    match term {
        "datePublished" | "dateModified" => date(quad),
        "latitude" => number(quad, literal(quad)?, -90.0, 90.0, "decimal"),
        "longitude" => number(quad, literal(quad)?, -180.0, 180.0, "decimal"),
        "sha256" => string(quad, literal(quad)?, "64 hexadecimal digits in lower case", |v| {
            v.len() == 64 && v.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        }),
        "sameAs" => {
            let Term::NamedNode(node) = &quad.object else {
                return Some(Wrong::of(
                    quad,
                    "the value is no address",
                    "expected <http://www.wikidata.org/entity/Q…>",
                ));
            };
            let item = node.as_str().strip_prefix("http://www.wikidata.org/entity/");
            let page = node.as_str().contains("wikidata.org") && item.is_none_or(|id| WikidataId::new(id).is_err());
            page.then(|| {
                Wrong::of(quad, format!("{node} joins no other graph"), "expected <http://www.wikidata.org/entity/Q…>")
            })
        }
        _ => None,
    }
}

/// Offsets agree with the address of the stretch (RFC 5147), and its words have that length.
fn nif(quad: &Quad, term: &str) -> Option<Wrong> {
    let subject = quad.subject.to_string();
    let (begin, end) = offsets(&subject)?;
    let value = literal(quad)?;
    let ought = match term {
        "beginIndex" => begin,
        "endIndex" => end,
        "anchorOf" if value.value().chars().count() as u64 == end - begin => return None,
        "anchorOf" => {
            let what = format!("the words have {} code points", value.value().chars().count());
            return Some(Wrong::of(quad, what, format!("the address says {}", end - begin)));
        }
        _ => return None,
    };
    if value.value().parse() != Ok(ought) {
        return Some(said(quad, value, &format!("{ought}, as the address of the stretch says")));
    }
    number(quad, value, 0.0, f64::from(u32::MAX), "nonNegativeInteger")
}

/// Begin and end in an address that ends in `#char=begin,end`, where they are in order.
pub(super) fn offsets(subject: &str) -> Option<(u64, u64)> {
    let (begin, end) = subject.trim_end_matches('>').rsplit_once("#char=")?.1.split_once(',')?;
    let (begin, end) = (begin.parse().ok()?, end.parse().ok()?);
    (begin < end).then_some((begin, end))
}

fn date(quad: &Quad) -> Option<Wrong> {
    const EXPECTED: &str = "a real xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear";
    let Some(value) = literal(quad) else { return Some(Wrong::of(quad, "the value is no date", EXPECTED)) };
    let datatype = value.datatype();
    let stamp = value.value().parse::<Timestamp>();
    let fits = match datatype.as_str().strip_prefix(XSD) {
        Some("date") => matches!(stamp, Ok(Timestamp::Day(_))),
        Some("dateTime") => matches!(stamp, Ok(Timestamp::Local(_) | Timestamp::Instant(_))),
        Some("gYearMonth") => matches!(stamp, Ok(Timestamp::Month(..))),
        Some("gYear") => matches!(stamp, Ok(Timestamp::Year(_))),
        _ => false,
    };
    (!fits).then(|| said(quad, value, EXPECTED))
}

fn string(quad: &Quad, value: &Literal, expected: &str, fits: impl Fn(&str) -> bool) -> Option<Wrong> {
    let plain = value.datatype().as_str() == format!("{XSD}string");
    (!plain || !fits(value.value())).then(|| said(quad, value, &format!("{expected}, as a string")))
}

fn number(quad: &Quad, value: &Literal, least: f64, most: f64, datatype: &str) -> Option<Wrong> {
    let typed = value.datatype().as_str() == format!("{XSD}{datatype}");
    let fits = value.value().parse::<f64>().is_ok_and(|n| (least..=most).contains(&n));
    (!typed || !fits).then(|| said(quad, value, &format!("an xsd:{datatype} from {least} to {most}")))
}

fn said(quad: &Quad, value: &Literal, expected: &str) -> Wrong {
    Wrong::of(quad, format!("{value} does not fit"), format!("expected {expected}"))
}

fn digits(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit())
}
