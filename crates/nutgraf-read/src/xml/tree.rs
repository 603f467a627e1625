//! An XML document as a tree: names without prefix, text resolved, external and declared entities never expanded.

use crate::html::unescape;
use crate::refuse::Refusal;
use nutgraf_model::RejectKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements may nest this deep.
const MAX_DEPTH: usize = 200;
/// A document may have this many elements.
const MAX_ELEMENTS: usize = 400_000;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name without prefix.
    pub(crate) name: String,
    /// Its prefix, empty for none.
    pub(crate) prefix: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
}

/// What stands inside an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute by its name without prefix.
    pub(crate) fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Children of that name.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The first element of that name anywhere below.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// All words below, white space collapsed.
    pub(crate) fn text(&self) -> String {
        let mut raw = String::new();
        self.collect(&mut raw);
        let words: Vec<&str> = raw.split_whitespace().collect();
        words.join(" ")
    }

    /// All words below as they stand.
    pub(crate) fn raw_text(&self) -> String {
        let mut raw = String::new();
        self.collect(&mut raw);
        raw
    }

    fn collect(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => {
                    element.collect(out);
                    if matches!(element.name.as_str(), "p" | "br" | "hl1" | "hl2" | "li" | "td") {
                        out.push(' ');
                    }
                }
            }
        }
    }

    /// Text of the first child of that name that has any.
    pub(crate) fn text_of(&self, name: &str) -> Option<String> {
        self.all(name).map(Element::text).find(|text| !text.is_empty())
    }
}

/// Parses a document; gives its root element.
pub(crate) fn parse(text: &str) -> Result<Element, Refusal> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    let fault = |reader: &Reader<&[u8]>, what: String| {
        let at = usize::try_from(reader.error_position()).unwrap_or(0).min(text.len());
        let before = &text.as_bytes()[..at];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let column = at - before.iter().rposition(|b| *b == b'\n').map_or(0, |nl| nl + 1) + 1;
        Refusal::malformed(format!("line {line}, column {column}: {what}"))
    };
    loop {
        let event = reader.read_event().map_err(|error| fault(&reader, format!("no well-formed XML: {error}")))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= MAX_DEPTH || count > MAX_ELEMENTS {
                    return Err(over_budget());
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                count += 1;
                if count > MAX_ELEMENTS {
                    return Err(over_budget());
                }
                let made = element(&start);
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(made)),
                    None => return Ok(made),
                }
            }
            Event::End(_) => {
                let Some(closed) = open.pop() else {
                    return Err(fault(&reader, "an end tag without a start tag".to_owned()));
                };
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(closed)),
                    None => return Ok(closed),
                }
            }
            Event::Text(piece) => push(&mut open, &piece),
            Event::CData(piece) => push(&mut open, &piece),
            Event::GeneralRef(name) => push(&mut open, &unescape(&format!("&{};", &*name))),
            Event::Eof => return Err(fault(&reader, "the document ends before its root element does".to_owned())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn over_budget() -> Refusal {
    let why = format!("more than {MAX_DEPTH} levels or {MAX_ELEMENTS} elements");
    Refusal::new(RejectKind::OverBudget, why, "split the document")
}

fn push(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.children.last_mut() {
        Some(Child::Text(before)) => before.push_str(text),
        _ => element.children.push(Child::Text(text.to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = start.name().as_ref().to_owned();
    let (prefix, name) =
        name.split_once(':').map_or((String::new(), name.clone()), |(p, n)| (p.to_owned(), n.to_owned()));
    let mut listed = start.attributes();
    let attributes = listed.with_checks(false).flatten().take(200).map(|attribute| {
        let key = attribute.key.local_name().as_ref().to_owned();
        (key, unescape(&attribute.value))
    });
    let attributes = attributes.collect();
    Element { name, prefix, attributes, children: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_keeps_order_and_resolves_text() {
        let root = parse("<?xml version='1.0'?><a:r x='1 &amp; 2'>One <b>two</b> &amp; <![CDATA[<three>]]></a:r>")
            .expect("ok");
        assert_eq!((root.name.as_str(), root.prefix.as_str(), root.attr("x")), ("r", "a", Some("1 & 2")));
        assert_eq!(root.text(), "One two & <three>");
    }

    #[test]
    fn bombs_and_breaks_are_refused_or_harmless() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'><!ENTITY z SYSTEM 'file:///etc/passwd'>]><a>&y;&z;</a>";
        assert_eq!(parse(bomb).expect("read without expansion").text(), "&y;&z;");
        assert!(parse(&"<a>".repeat(1000)).is_err());
        assert!(parse("<a><b></a>").is_err());
        assert!(parse("<a>").is_err());
        assert!(parse("").is_err());
    }
}
