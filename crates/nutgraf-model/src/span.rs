//! Stretches of a text, counted in Unicode code points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open stretch of [`Article::text`](crate::Article::text): `begin` inclusive, `end` exclusive, in Unicode
/// code points (as RFC 5147 `#char=` and NIF count them), never bytes or UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First code point of the stretch.
    pub begin: u32,
    /// One past its last code point.
    pub end: u32,
}

impl Span {
    /// The stretch from `begin` up to but not including `end`.
    pub fn new(begin: u32, end: u32) -> Self {
        Span { begin, end }
    }

    /// Length in code points.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.begin)
    }

    /// Whether the stretch holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.begin
    }

    /// Whether `other` lies wholly inside this stretch.
    pub fn contains(self, other: Span) -> bool {
        self.begin <= other.begin && other.end <= self.end
    }

    /// The words of the stretch, or nothing where it does not lie inside `text`. Walks `text` from its start: for many
    /// spans of one text use [`CharIndex`].
    pub fn of(self, text: &str) -> Option<&str> {
        CharIndex::new(text).slice(self)
    }
}

/// Finds code points of one text in constant time. ASCII texts need no table.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Byte offset of every code point and of the end; empty for ASCII texts.
    offsets: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    /// Indexes `text`.
    pub fn new(text: &'t str) -> Self {
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
        };
        CharIndex { text, offsets }
    }

    /// The text that was indexed.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Length of the text in code points.
    pub fn len(&self) -> u32 {
        if self.offsets.is_empty() { self.text.len() as u32 } else { self.offsets.len() as u32 - 1 }
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Byte offset of code point `at` (or of the end), or nothing beyond it.
    pub fn byte(&self, at: u32) -> Option<usize> {
        if self.offsets.is_empty() {
            (at as usize <= self.text.len()).then_some(at as usize)
        } else {
            self.offsets.get(at as usize).map(|&b| b as usize)
        }
    }

    /// Code point that starts at byte `at`, or the next one where `at` lies inside a code point.
    pub fn code_point(&self, at: usize) -> u32 {
        if self.offsets.is_empty() {
            at.min(self.text.len()) as u32
        } else {
            self.offsets.partition_point(|&b| (b as usize) < at) as u32
        }
    }

    /// The words of `span`, or nothing where it does not lie inside the text.
    pub fn slice(&self, span: Span) -> Option<&'t str> {
        self.text.get(self.byte(span.begin)?..self.byte(span.end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_not_bytes() {
        let text = "né 🦀 crab";
        let index = CharIndex::new(text);
        assert_eq!(index.len(), 9);
        assert_eq!(index.slice(Span::new(3, 4)), Some("🦀"));
        assert_eq!(index.code_point(text.find("crab").expect("it is there")), 5);
        assert_eq!(index.slice(Span::new(5, 10)), None);
        assert_eq!(Span::new(0, 2).of("ab"), Some("ab"));
    }
}
