//! The vocabulary and the CAMEO codes as files that a store can load beside the data.

use crate::vocabulary::{CAMEO, PLOVER, ng, prefixes};
use nutgraf_model::{CameoEvent, cameo_event, cameo_events};
use oxrdf::LiteralRef;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Our own terms with their definitions, as Turtle.
pub const ONTOLOGY: &str = include_str!("../ontology.ttl");

/// The CAMEO event codes as a SKOS concept scheme in Turtle: notation, name, broader code, Goldstein value, quad class,
/// the code of the other side, and the PLOVER event type that matches.
pub fn codebook() -> String {
    let mut out = String::new();
    for (prefix, namespace) in prefixes("").into_iter().filter(|(prefix, _)| matches!(*prefix, "cameo" | "ng")) {
        line(&mut out, &format!("@prefix {prefix}: <{namespace}> ."));
    }
    line(&mut out, &format!("@prefix plover: <{PLOVER}> ."));
    line(&mut out, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n");
    line(&mut out, &format!("<{CAMEO}> a skos:ConceptScheme ; skos:prefLabel \"CAMEO event codes\"@en ."));
    line(&mut out, &format!("<{PLOVER}> a skos:ConceptScheme ; skos:prefLabel \"PLOVER event types\"@en .\n"));
    for event in cameo_events() {
        concept(&mut out, event);
    }
    out.push('\n');
    let types: BTreeSet<&str> = cameo_events().iter().filter_map(|event| event.plover).collect();
    for name in types {
        line(
            &mut out,
            &format!("plover:{name} a skos:Concept ; skos:notation \"{name}\" ; skos:inScheme <{PLOVER}> ."),
        );
    }
    out
}

fn concept(out: &mut String, event: &CameoEvent) {
    let CameoEvent { code, name, goldstein, quad_class, .. } = event;
    let label = LiteralRef::new_language_tagged_literal_unchecked(name, "en");
    let mut text = format!("cameo:{code} a skos:Concept ; skos:notation \"{code}\" ; skos:prefLabel {label} ;");
    match broader(code) {
        Some(broader) => text += &format!(" skos:broader cameo:{broader} ;"),
        None => text += &format!(" skos:topConceptOf <{CAMEO}> ;"),
    }
    if let Some(mirror) = event.mirror {
        text += &format!(" {} cameo:{mirror} ;", short(ng::MIRROR.as_str()));
    }
    if let Some(plover) = event.plover {
        text += &format!(" skos:closeMatch plover:{plover} ;");
    }
    text += &format!(" ng:goldstein {goldstein} ; ng:quadClass {quad_class} ; skos:inScheme <{CAMEO}> .");
    line(out, &text);
}

fn short(iri: &str) -> String {
    iri.replacen(ng::NAMESPACE, "ng:", 1)
}

/// The nearest shorter code of the codebook.
fn broader(code: &str) -> Option<&'static str> {
    (2..code.len()).rev().find_map(|len| cameo_event(&code[..len])).map(|event| event.code)
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes every character");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::NAMESPACE;
    use oxttl::TurtleParser;
    use std::path::Path;

    #[test]
    fn the_checked_in_codebook_is_current() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cameo.ttl");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, codebook()).expect("the crate's folder is writable");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == codebook(), "cameo.ttl is out of date; run: UPDATE=1 cargo test -p nutgraf-rdf codebook");
    }

    #[test]
    fn codebook_and_ontology_are_turtle_and_every_term_is_defined() {
        for text in [codebook().as_str(), ONTOLOGY] {
            for triple in TurtleParser::new().for_slice(text.as_bytes()) {
                triple.expect("well-formed Turtle");
            }
        }
        let mut defined = BTreeSet::new();
        for triple in TurtleParser::new().for_slice(ONTOLOGY.as_bytes()) {
            let triple = triple.expect("well-formed Turtle");
            let subject = triple.subject.to_string();
            if subject.starts_with(&format!("<{NAMESPACE}")) && triple.predicate.as_str().ends_with("#comment") {
                defined.insert(subject.trim_matches(['<', '>']).to_owned());
            }
        }
        let used: BTreeSet<String> = ng::ALL.iter().map(|term| term.as_str().to_owned()).collect();
        assert_eq!(defined, used, "ontology.ttl defines exactly the terms that are used");
        assert!(used.len() <= 24, "{} terms of our own are more than two dozen", used.len());
    }
}
