//! Markup inside other formats: all of it is the story.

use super::blocks::{PieceKind, pieces};
use super::dom::Dom;
use crate::xml::{Child, Element};
use nutgraf_model::{BlockKind, DraftBlock};

/// The paragraphs of an HTML fragment; nothing in it counts as boilerplate.
pub(crate) fn paragraphs(html: &str) -> Vec<DraftBlock> {
    let Ok(dom) = Dom::parse(html) else { return Vec::new() };
    pieces(&dom).into_iter().map(|piece| DraftBlock::new(block_kind(piece.kind), piece.text)).collect()
}

/// The paragraphs of XHTML that stands inside an XML document.
pub(crate) fn paragraphs_of_tree(element: &Element) -> Vec<DraftBlock> {
    let mut html = String::new();
    for child in &element.children {
        write(child, &mut html);
    }
    paragraphs(&html)
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
