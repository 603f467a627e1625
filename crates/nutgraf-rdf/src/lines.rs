//! N-Quads and N-Triples lines in their canonical form (RDF 1.1 N-Quads, section 4; N-Triples, section 4).

use oxrdf::vocab::xsd;
use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};

/// Appends one line; without its graph for N-Triples.
pub(crate) fn line(quad: QuadRef<'_>, with_graph: bool, out: &mut Vec<u8>) {
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => iri(node.as_str(), out),
        NamedOrBlankNodeRef::BlankNode(node) => blank(node.as_str(), out),
    }
    out.push(b' ');
    iri(quad.predicate.as_str(), out);
    out.push(b' ');
    object(quad.object, out);
    if with_graph && let GraphNameRef::NamedNode(name) = quad.graph_name {
        out.push(b' ');
        iri(name.as_str(), out);
    }
    out.extend_from_slice(b" .\n");
}

fn object(term: TermRef<'_>, out: &mut Vec<u8>) {
    match term {
        TermRef::NamedNode(node) => iri(node.as_str(), out),
        TermRef::BlankNode(node) => blank(node.as_str(), out),
        TermRef::Literal(literal) => {
            quoted(literal.value(), out);
            if let Some(tag) = literal.language() {
                out.push(b'@');
                out.extend_from_slice(tag.as_bytes());
            } else if literal.datatype() != xsd::STRING {
                out.extend_from_slice(b"^^");
                iri(literal.datatype().as_str(), out);
            }
        }
    }
}

fn blank(label: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"_:");
    out.extend_from_slice(label.as_bytes());
}

fn iri(iri: &str, out: &mut Vec<u8>) {
    out.push(b'<');
    out.extend_from_slice(iri.as_bytes());
    out.push(b'>');
}

/// A string in quotation marks. Runs that need no escape are copied whole.
fn quoted(value: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = value.as_bytes();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0x08 => b"\\b",
            0x0C => b"\\f",
            0..0x20 | 0x7F => b"",
            _ => continue,
        };
        out.extend_from_slice(&bytes[copied..at]);
        if escape.is_empty() {
            out.extend_from_slice(format!("\\u{byte:04X}").as_bytes());
        } else {
            out.extend_from_slice(escape);
        }
        copied = at + 1;
    }
    out.extend_from_slice(&bytes[copied..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{LiteralRef, NamedNodeRef};
    use oxttl::NQuadsParser;

    #[test]
    fn every_character_comes_back() {
        let value: String = (0u32..0x2100).chain([0xFFFE, 0xFFFF, 0x1F980]).filter_map(char::from_u32).collect();
        let node = NamedNodeRef::new_unchecked("https://a.example/x");
        let quad = QuadRef::new(node, node, LiteralRef::new_simple_literal(&value), node);
        let mut out = Vec::new();
        line(quad, true, &mut out);
        assert_eq!(out.iter().filter(|b| **b == b'\n').count(), 1);
        let back = NQuadsParser::new().for_slice(&out).next().expect("a line").expect("that is well formed");
        assert_eq!(back.as_ref(), quad);
    }
}
