//! A page's text in pieces: paragraphs, headings, items, captions, each with its element and its links.

use super::boilerplate::{self, Drop};
use super::dom::{Content, Dom, NodeId, is_inline, push_collapsed};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    Text,
    Heading,
    Item,
    Quote,
    Caption,
    Cell,
}

/// A link inside a piece.
#[derive(Clone, Debug)]
pub(crate) struct PieceLink {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// A piece of text between two breaks.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The block element that holds it.
    pub(crate) node: NodeId,
    /// Its first text node.
    pub(crate) first: NodeId,
    pub(crate) kind: PieceKind,
    pub(crate) text: String,
    /// Code points.
    pub(crate) chars: usize,
    /// Code points inside links.
    pub(crate) link_chars: usize,
    pub(crate) links: Vec<PieceLink>,
    /// Why it is boilerplate, where it is.
    pub(crate) drop: Option<Drop>,
}

impl Piece {
    /// Share of its words that are links.
    pub(crate) fn link_density(&self) -> f64 {
        if self.chars == 0 { 0.0 } else { self.link_chars as f64 / self.chars as f64 }
    }

    /// Code points, where one of Chinese, Japanese or Korean counts for two and a half: they say as much.
    pub(crate) fn length(&self) -> usize {
        let wide = if self.text.is_ascii() { 0 } else { self.text.chars().filter(|c| is_wide(*c)).count() };
        self.chars + wide * 3 / 2
    }

    /// Whether it reads as a paragraph of prose.
    pub(crate) fn is_prose(&self) -> bool {
        let length = if self.chars >= 80 { self.chars } else { self.length() };
        let long =
            length >= 80 || (length >= 40 && self.text.contains(['.', ',', '!', '?', '。', '，', '、', '؟', '।']));
        let kind = match self.kind {
            PieceKind::Text | PieceKind::Quote => true,
            // Old pages lay their text out in tables.
            PieceKind::Cell => length >= 160,
            PieceKind::Heading | PieceKind::Item | PieceKind::Caption => false,
        };
        kind && long && self.link_density() < 0.5
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

struct Collector<'d> {
    dom: &'d Dom,
    pieces: Vec<Piece>,
    open: Option<Piece>,
    /// End of the current dropped subtree and why.
    dropped: Option<(NodeId, Drop)>,
    link: Option<(NodeId, PieceLink)>,
}

/// Cuts the page into pieces in document order. Scripts, styles and hidden elements give none.
pub(crate) fn pieces(dom: &Dom) -> Vec<Piece> {
    let mut collector = Collector { dom, pieces: Vec::new(), open: None, dropped: None, link: None };
    let mut at = 1;
    let mut closing: Vec<NodeId> = Vec::new();
    while at < dom.nodes.len() {
        while closing.last().is_some_and(|end| *end <= at) {
            closing.pop();
            collector.flush();
        }
        collector.leave(at);
        match &dom.nodes[at].content {
            Content::Text(text) => collector.text(at, text),
            Content::Element(name) => {
                if boilerplate::is_silent(dom, at) {
                    if !is_inline(name) {
                        collector.flush();
                    }
                    at = dom.nodes[at].end;
                    continue;
                }
                if name.as_ref() == "br" {
                    collector.line_break();
                } else if !is_inline(name) {
                    collector.flush();
                    closing.push(dom.nodes[at].end);
                }
                collector.enter(at, name);
            }
        }
        at += 1;
    }
    collector.flush();
    collector.pieces
}

impl Collector<'_> {
    fn enter(&mut self, at: NodeId, name: &str) {
        let end = self.dom.nodes[at].end;
        if self.dropped.is_none() {
            // A link inside a sentence is part of it, whatever its marks say.
            let in_sentence = self.open.as_ref().is_some_and(|open| open.drop.is_none());
            let word = matches!(name, "a" | "b" | "strong" | "em" | "i" | "mark" | "time" | "label");
            if let Some(drop) = boilerplate::drop(self.dom, at).filter(|_| !(word && in_sentence)) {
                self.dropped = Some((end, drop));
            }
        }
        if name == "a" {
            self.close_link();
            let href = self.dom.attr(at, "href").unwrap_or_default().to_owned();
            self.link = Some((end, PieceLink { text: String::new(), href }));
        }
    }

    fn leave(&mut self, at: NodeId) {
        if self.dropped.as_ref().is_some_and(|(end, _)| *end <= at) {
            self.dropped = None;
        }
        if self.link.as_ref().is_some_and(|(end, _)| *end <= at) {
            self.close_link();
        }
    }

    fn close_link(&mut self) {
        if let Some((_, link)) = self.link.take()
            && let Some(open) = self.open.as_mut().filter(|_| !link.text.trim().is_empty() && !link.href.is_empty())
        {
            open.links.push(PieceLink { text: link.text.trim().to_owned(), href: link.href });
        }
    }

    fn text(&mut self, at: NodeId, text: &str) {
        if text.chars().all(char::is_whitespace) {
            if let Some(open) = self.open.as_mut() {
                push_collapsed(&mut open.text, text);
            }
            if let Some((_, link)) = self.link.as_mut() {
                push_collapsed(&mut link.text, text);
            }
            return;
        }
        let dropped = self.dropped.as_ref().map(|(_, drop)| *drop);
        match (&self.open, dropped) {
            // A marked element inside a line of text is left out of the line.
            (Some(open), Some(_)) if open.drop.is_none() => return,
            (Some(open), None) if open.drop.is_some() => self.flush(),
            _ => {}
        }
        if self.open.is_none() {
            let node = self.dom.ancestors(at, 64).find(|a| !is_inline(self.dom.name(*a))).unwrap_or(0);
            let kind = kind_of(self.dom, at);
            self.open = Some(Piece {
                node,
                first: at,
                kind,
                text: String::new(),
                chars: 0,
                link_chars: 0,
                links: Vec::new(),
                drop: dropped,
            });
        }
        let Some(open) = self.open.as_mut() else { return };
        let before = open.text.chars().count();
        push_collapsed(&mut open.text, text);
        let added = open.text.chars().count() - before;
        if let Some((_, link)) = self.link.as_mut() {
            open.link_chars += added;
            push_collapsed(&mut link.text, text);
        }
    }

    /// One line break is a space in the sentence; two end the paragraph.
    fn line_break(&mut self) {
        let Some(open) = self.open.as_mut() else { return };
        if open.text.ends_with('\n') {
            self.flush();
            return;
        }
        let trimmed = open.text.trim_end().len();
        open.text.truncate(trimmed);
        open.text.push('\n');
    }

    fn flush(&mut self) {
        if let Some((_, link)) = self.link.as_mut() {
            let part = PieceLink { text: std::mem::take(&mut link.text).trim().to_owned(), href: link.href.clone() };
            if let Some(open) = self.open.as_mut().filter(|_| !part.text.is_empty() && !part.href.is_empty()) {
                open.links.push(part);
            }
        }
        let Some(mut piece) = self.open.take() else { return };
        piece.text = piece.text.trim().to_owned();
        piece.chars = piece.text.chars().count();
        if piece.chars > 0 {
            self.pieces.push(piece);
        }
    }
}

fn kind_of(dom: &Dom, at: NodeId) -> PieceKind {
    let mut kind = PieceKind::Text;
    let block = dom.ancestors(at, 64).find(|a| !is_inline(dom.name(*a))).unwrap_or(0);
    for ancestor in dom.ancestors(at, 12) {
        match dom.name(ancestor) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return PieceKind::Heading,
            "figcaption" | "caption" => return PieceKind::Caption,
            "figure" if kind == PieceKind::Text => {
                // Quotations and tables are figures too.
                let holds = dom.elements(ancestor, &["blockquote", "table"]).next().is_some();
                let picture = dom.elements(ancestor, &["img", "picture", "video", "amp-img"]).next().is_some();
                if !holds && (picture || dom.elements(ancestor, &["p"]).next().is_none()) {
                    return PieceKind::Caption;
                }
            }
            // Old pages lay whole articles out in lists.
            "li" | "dt" | "dd" if kind == PieceKind::Text && dom.nodes[ancestor].end - ancestor < 60 => {
                kind = PieceKind::Item
            }
            "blockquote" if kind == PieceKind::Text => kind = PieceKind::Quote,
            "td" | "th" if kind == PieceKind::Text && block == ancestor => kind = PieceKind::Cell,
            "article" | "main" | "body" => break,
            _ if kind == PieceKind::Text && boilerplate::is_caption(dom, ancestor) => return PieceKind::Caption,
            _ => {}
        }
    }
    kind
}
