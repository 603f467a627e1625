//! A page as a flat list of nodes in document order: every walk is a loop, however deep the page is nested.

use super::boilerplate::{self, Drop};
use crate::refuse::Refusal;
use dom_query::{Document, NodeData};
use nutgraf_model::RejectKind;

/// Deeper nesting than this is no page but an attack: tree building takes quadratic time in the depth.
const MAX_DEPTH: usize = 2_000;
/// More nodes than this are no page either.
const MAX_NODES: usize = 600_000;

/// Index of a node in [`Dom::nodes`].
pub(crate) type NodeId = usize;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// An element: its name in lower case.
    Element(Box<str>),
    /// Text.
    Text(Box<str>),
}

/// A node.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) parent: NodeId,
    /// One past the last node of the subtree.
    pub(crate) end: NodeId,
    pub(crate) content: Content,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// Classes and id in lower case with a space at each end, for looking up marks.
    pub(crate) marks: Box<str>,
}

/// The page.
#[derive(Clone, Debug)]
pub(crate) struct Dom {
    pub(crate) nodes: Vec<Node>,
    /// Which elements are boilerplate: judged once, asked often.
    verdicts: Vec<Option<Drop>>,
}

impl Dom {
    /// Parses a page.
    pub(crate) fn parse(html: &str) -> Result<Dom, Refusal> {
        if nests_too_deep(html) {
            let why = format!("elements nest more than {MAX_DEPTH} deep");
            return Err(Refusal::new(RejectKind::OverBudget, why, "the page is broken or hostile: leave it out"));
        }
        let document = Document::from(html);
        let mut nodes = vec![Node {
            parent: 0,
            end: 0,
            content: Content::Element("".into()),
            attributes: Vec::new(),
            marks: "".into(),
        }];
        let mut stack: Vec<(dom_query::NodeRef<'_>, NodeId)> = Vec::new();
        let root = document.root();
        let mut next: Vec<(dom_query::NodeRef<'_>, NodeId)> = root.children_it(true).map(|child| (child, 0)).collect();
        stack.append(&mut next);
        while let Some((node, parent)) = stack.pop() {
            if nodes.len() > MAX_NODES {
                let why = format!("the page has more than {MAX_NODES} nodes");
                return Err(Refusal::new(RejectKind::OverBudget, why, "the page is no article: leave it out"));
            }
            let Some(made) = node.query(|tree_node| make(&tree_node.data, parent)).flatten() else { continue };
            let id = nodes.len();
            let is_element = matches!(made.content, Content::Element(_));
            nodes.push(made);
            if is_element {
                stack.extend(node.children_it(true).map(|child| (child, id)));
            }
        }
        let mut dom = Dom { nodes, verdicts: Vec::new() };
        dom.close();
        dom.verdicts = (0..dom.nodes.len()).map(|id| boilerplate::judge(&dom, id)).collect();
        Ok(dom)
    }

    /// Computes where subtrees end.
    fn close(&mut self) {
        for id in 0..self.nodes.len() {
            self.nodes[id].end = id + 1;
        }
        for id in (1..self.nodes.len()).rev() {
            let (parent, end) = (self.nodes[id].parent, self.nodes[id].end);
            if self.nodes[parent].end < end {
                self.nodes[parent].end = end;
            }
        }
    }

    /// Why the element is boilerplate, where it is.
    pub(crate) fn verdict(&self, id: NodeId) -> Option<Drop> {
        self.verdicts[id]
    }

    /// The element's name; empty for text.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].content {
            Content::Element(name) => name,
            Content::Text(_) => "",
        }
    }

    /// The text of a text node.
    pub(crate) fn own_text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Text(text) => Some(text),
            Content::Element(_) => None,
        }
    }

    pub(crate) fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        self.nodes[id].attributes.iter().find(|(key, _)| **key == *name).map(|(_, value)| &**value)
    }

    /// The element as a CSS selector of name, id and first class.
    pub(crate) fn selector(&self, id: NodeId) -> String {
        let mut selector = self.name(id).to_owned();
        let word =
            |name: &str| self.attr(id, name).and_then(|value| value.split_whitespace().next()).filter(|w| w.len() < 60);
        for (mark, name) in [('#', "id"), ('.', "class")] {
            if let Some(word) = word(name) {
                selector.push(mark);
                selector.push_str(word);
            }
        }
        selector
    }

    /// Classes and id, lower case.
    pub(crate) fn marks(&self, id: NodeId) -> &str {
        &self.nodes[id].marks
    }

    /// The nodes of a subtree, its root first.
    pub(crate) fn subtree(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id..self.nodes[id].end
    }

    /// Elements of the subtree with one of the names.
    pub(crate) fn elements<'d>(&'d self, under: NodeId, names: &'d [&'d str]) -> impl Iterator<Item = NodeId> + 'd {
        self.subtree(under).filter(move |id| names.contains(&self.name(*id)))
    }

    /// The node's ancestors from its parent up, without the document; at most `limit`.
    pub(crate) fn ancestors(&self, id: NodeId, limit: usize) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.nodes[at].parent;
            (at != 0).then_some(at)
        })
        .take(limit)
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id].end;
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.nodes[child].end;
            Some(child)
        })
    }

    /// The words of a subtree with white space collapsed, without scripts and styles.
    pub(crate) fn text(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut at = id;
        let end = self.nodes[id].end;
        while at < end {
            match &self.nodes[at].content {
                Content::Text(text) => push_collapsed(&mut out, text),
                Content::Element(name) if matches!(&**name, "script" | "style" | "noscript" | "template" | "svg") => {
                    at = self.nodes[at].end;
                    continue;
                }
                Content::Element(name) if !is_inline(name) && !out.ends_with(' ') && !out.is_empty() => out.push(' '),
                Content::Element(_) => {}
            }
            at += 1;
        }
        out.trim().to_owned()
    }
}

/// Appends `text` with runs of white space as one space.
pub(crate) fn push_collapsed(out: &mut String, text: &str) {
    let mut spaced = out.is_empty() || out.ends_with([' ', '\n']);
    for c in text.chars() {
        if c.is_whitespace() {
            if !spaced {
                out.push(' ');
            }
            spaced = true;
        } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0') {
            out.push(c);
            spaced = false;
        }
    }
}

/// Whether an element stands inside a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
            | "nobr"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "rtc"
            | "picture"
            | "source"
            | "svg"
            | "path"
    )
}

fn make(data: &NodeData, parent: NodeId) -> Option<Node> {
    match data {
        NodeData::Text { contents } => Some(Node {
            parent,
            end: 0,
            content: Content::Text((&**contents).into()),
            attributes: Vec::new(),
            marks: "".into(),
        }),
        NodeData::Element(element) => {
            let mut attributes = Vec::with_capacity(element.attrs.len());
            let mut marks = String::new();
            for attribute in &element.attrs {
                let name: &str = attribute.name.local.as_ref();
                let value: &str = &attribute.value;
                if matches!(name, "class" | "id") {
                    // Utility classes with variants (`md:hidden`, `[&_a]:mt-2`) say how a thing looks, not what it is.
                    for word in value.split_ascii_whitespace().filter(|word| !word.contains([':', '[', '!'])) {
                        marks.push(' ');
                        marks.push_str(&word.to_ascii_lowercase());
                    }
                }
                if value.len() < 4096 || matches!(name, "content" | "href" | "src") {
                    attributes.push((name.into(), value.into()));
                }
            }
            if !marks.is_empty() {
                marks.push(' ');
            }
            let name: &str = element.name.local.as_ref();
            Some(Node { parent, end: 0, content: Content::Element(name.into()), attributes, marks: marks.into() })
        }
        _ => None,
    }
}

/// Counts open elements without building a tree. Elements whose end tag is usually left out, and void ones, do not
/// count.
fn nests_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<') {
        at += found + 1;
        match bytes.get(at) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let len = bytes[at..].iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
                let name = html[at..at + len].to_ascii_lowercase();
                let end = bytes[at..].iter().take(4096).position(|b| *b == b'>').unwrap_or(0);
                let closed = end > 0 && bytes[at + end - 1] == b'/';
                depth += usize::from(!closed && !is_unclosed(&name));
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

fn is_unclosed(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "option"
            | "br"
            | "img"
            | "hr"
            | "meta"
            | "link"
            | "input"
            | "area"
            | "base"
            | "col"
            | "embed"
            | "source"
            | "track"
            | "wbr"
            | "param"
            | "path"
            | "use"
            | "rect"
            | "circle"
            | "line"
            | "polygon"
            | "stop"
            | "g"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_a_list_in_document_order() {
        let dom = Dom::parse("<div id=A class='b  C'><p>One <b>two</b></p><script>x</script><p>three").expect("a page");
        let div = dom.elements(0, &["div"]).next().expect("there is one");
        assert_eq!(dom.marks(div), " a b c ");
        assert_eq!(dom.text(div), "One two three");
        assert_eq!(dom.selector(div), "div#A.b");
        assert_eq!(dom.children(div).count(), 3);
        let bold = dom.elements(0, &["b"]).next().expect("there is one");
        let names: Vec<_> = dom.ancestors(bold, 9).map(|id| dom.name(id)).collect();
        assert_eq!(names, ["p", "div", "body", "html"]);
    }

    #[test]
    fn deep_nesting_is_refused_before_it_is_parsed() {
        assert!(Dom::parse(&"<div>".repeat(100_000)).is_err());
        assert!(Dom::parse(&"<b><i>".repeat(50_000)).is_err());
        assert!(Dom::parse(&"<p>".repeat(10_000)).is_ok());
    }
}
