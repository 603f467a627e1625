//! Markup inside other formats: all of it is the story.

use super::blocks::{PieceKind, pieces};
use super::dom::Dom;
use crate::xml::{Child, Element};
use nutgraf_model::{ArticleDraft, BlockKind, DraftBlock, Link, LinkKind};

/// The paragraphs of a fragment and the links in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fragment {
    pub(crate) blocks: Vec<DraftBlock>,
    pub(crate) links: Vec<Link>,
}

impl Fragment {
    /// Reads an HTML fragment; nothing in it counts as boilerplate.
    pub(crate) fn of_html(html: &str) -> Fragment {
        let Ok(dom) = Dom::parse(html) else { return Fragment::default() };
        let mut found = Fragment::default();
        for piece in pieces(&dom) {
            let links = piece.links.into_iter().filter(|link| link.href.starts_with("http"));
            found.links.extend(links.map(|l| Link { text: l.text, href: l.href, kind: LinkKind::InText }));
            found.blocks.push(DraftBlock::new(block_kind(piece.kind), piece.text));
        }
        found
    }

    /// Reads XHTML that stands inside an XML document.
    pub(crate) fn of_tree(element: &Element) -> Fragment {
        let mut html = String::new();
        for child in &element.children {
            write(child, &mut html);
        }
        Fragment::of_html(&html)
    }

    /// Makes these the draft's body.
    pub(crate) fn fill(self, draft: &mut ArticleDraft) {
        draft.body = self.blocks;
        draft.links.extend(self.links);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words, in one line.
    pub(crate) fn words(&self) -> String {
        self.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl From<Vec<DraftBlock>> for Fragment {
    fn from(blocks: Vec<DraftBlock>) -> Fragment {
        Fragment { blocks, links: Vec::new() }
    }
}

fn write(child: &Child, html: &mut String) {
    match child {
        Child::Text(text) => html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
        Child::Element(element) => {
            html.push('<');
            html.push_str(&element.name);
            if let Some(href) = element.attr("href") {
                html.push_str(&format!(" href=\"{}\"", href.replace('&', "&amp;").replace('"', "&quot;")));
            }
            html.push('>');
            element.children.iter().for_each(|child| write(child, html));
            if !matches!(element.name.as_str(), "br" | "img" | "hr") {
                html.push_str("</");
                html.push_str(&element.name);
                html.push('>');
            }
        }
    }
}

/// The kind of paragraph a piece makes.
pub(crate) fn block_kind(kind: PieceKind) -> BlockKind {
    match kind {
        PieceKind::Text | PieceKind::Cell => BlockKind::Text,
        PieceKind::Heading => BlockKind::Heading,
        PieceKind::Item => BlockKind::List,
        PieceKind::Quote => BlockKind::Quote,
        PieceKind::Caption => BlockKind::Caption,
    }
}
