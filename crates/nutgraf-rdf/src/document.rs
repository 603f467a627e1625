//! The graph as JSON-LD 1.1: one self-contained document a record, which expands to the statements of the N-Quads.

use crate::vocabulary::{prefixes, rdf, xsd};
use crate::{Options, run_statements, statements};
use nutgraf_model::Record;
use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// Appends one document on one line: the context, and a graph for each that the statements stand in.
pub(crate) fn document(record: &Record, options: &Options, out: &mut Vec<u8>) {
    let prefixes = prefixes(options.base.as_str());
    let mut graphs: BTreeMap<String, Graph> = BTreeMap::new();
    let mut add = |quad: QuadRef<'_>| {
        let name = match quad.graph_name {
            GraphNameRef::NamedNode(name) => name.as_str(),
            _ => "",
        };
        match graphs.get_mut(name) {
            Some(graph) => graph.add(quad, &prefixes),
            None => graphs.entry(name.to_owned()).or_default().add(quad, &prefixes),
        }
    };
    run_statements(options, &mut add);
    statements(record, options, &mut add);
    let graphs: Vec<Value> = graphs
        .into_iter()
        .map(|(name, graph)| json!({ "@id": compact(&name, &prefixes), "@graph": graph.nodes }))
        .collect();
    let context: Map<String, Value> = prefixes.iter().map(|(name, iri)| ((*name).to_owned(), json!(iri))).collect();
    let document = json!({ "@context": context, "@graph": graphs });
    serde_json::to_writer(&mut *out, &document).expect("memory takes every byte");
    out.push(b'\n');
}

/// Nodes in order of first appearance.
#[derive(Default)]
struct Graph {
    nodes: Vec<Map<String, Value>>,
    places: HashMap<String, usize>,
}

impl Graph {
    fn add(&mut self, quad: QuadRef<'_>, prefixes: &[(&str, String)]) {
        let subject = match quad.subject {
            NamedOrBlankNodeRef::NamedNode(node) => compact(node.as_str(), prefixes),
            NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
        };
        let place = *self.places.entry(subject.clone()).or_insert(self.nodes.len());
        if place == self.nodes.len() {
            self.nodes.push(Map::from_iter([("@id".to_owned(), Value::from(subject))]));
        }
        let (key, value) = match quad.object {
            TermRef::NamedNode(class) if quad.predicate == rdf::TYPE => {
                ("@type".to_owned(), Value::from(compact(class.as_str(), prefixes)))
            }
            object => (compact(quad.predicate.as_str(), prefixes), value(object, prefixes)),
        };
        let values = self.nodes[place].entry(key).or_insert_with(|| json!([]));
        values.as_array_mut().expect("every value but @id is a list").push(value);
    }
}

fn value(object: TermRef<'_>, prefixes: &[(&str, String)]) -> Value {
    match object {
        TermRef::NamedNode(node) => json!({ "@id": compact(node.as_str(), prefixes) }),
        TermRef::BlankNode(node) => json!({ "@id": node.to_string() }),
        TermRef::Literal(literal) => match literal.language() {
            Some(tag) => json!({ "@value": literal.value(), "@language": tag }),
            None if literal.datatype() == xsd::STRING => json!(literal.value()),
            // In quotation marks, so that no processor writes the number in its own way.
            None => json!({ "@value": literal.value(), "@type": compact(literal.datatype().as_str(), prefixes) }),
        },
    }
}

/// `prefix:rest` where a namespace of the context fits, the whole address elsewhere.
fn compact(iri: &str, prefixes: &[(&str, String)]) -> String {
    let fit = prefixes.iter().filter_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace.as_str())?)));
    match fit.min_by_key(|(_, rest)| rest.len()) {
        Some((prefix, rest)) if !rest.is_empty() && !rest.starts_with("//") => format!("{prefix}:{rest}"),
        _ => iri.to_owned(),
    }
}
