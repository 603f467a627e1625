//! The article: what a reader finds in a document, and the one text that every offset counts.

use crate::{Id, Span, TextPolicy, Timestamp, hash_id, nfc, sha256_hex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A news article.
///
/// [`text`](Article::text) is made once, by [`Article::new`], and every span, offset and hash refers to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Content-derived identifier: of the canonical address where there is one, else of the text.
    pub id: Id,
    /// Address the article was fetched from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Address the publisher calls canonical.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// Headline without the site's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// A second headline: for search engines, for social media, or the strapline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<String>,
    /// The publisher's summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Headline, blank line, then the body's paragraphs joined by blank lines (captions excluded), in NFC.
    pub text: String,
    /// The paragraphs, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// Who wrote, edited, photographed or contributed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<Byline>,
    /// Where, when and by which agency the report was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// When the article was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Timestamp>,
    /// The publisher's section, such as `World`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The publisher's keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// BCP 47 language tag, such as `en` or `en-GB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"))]
    pub language: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// Pictures, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// Links in the text, and links to related articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Whether it may be read without paying, where the publisher says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_free: Option<bool>,
    /// Copyright line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// Address or name of the licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Editorial status, where the source states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<EditorialStatus>,
    /// Where the article was read from.
    pub source: Source,
    /// Odd but usable things the reader met, and which source gave each field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A paragraph of an article's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What kind of paragraph it is.
    pub kind: BlockKind,
    /// Its words, in NFC.
    pub text: String,
    /// First code point in [`Article::text`]; for a caption, which is no part of the text, both offsets are 0.
    pub begin: u32,
    /// One past its last code point.
    pub end: u32,
}

impl Block {
    /// Where the paragraph stands in the text; nothing for a caption.
    pub fn span(&self) -> Option<Span> {
        (self.kind != BlockKind::Caption).then(|| Span::new(self.begin, self.end))
    }
}

/// Kinds of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Text,
    /// A heading inside the body.
    Heading,
    /// A block quotation.
    Quote,
    /// A list item.
    List,
    /// The caption of a picture: kept, but no part of the text.
    Caption,
}

/// A person or organisation credited with the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// Name without "By", title or address.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Person or organisation.
    #[serde(rename = "type")]
    pub kind: PartyKind,
    /// What they did.
    pub role: BylineRole,
    /// The publisher's page about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Person or organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A human being.
    Person,
    /// An agency, newsroom or other body.
    Organization,
}

/// What a credited party did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BylineRole {
    /// Wrote it.
    Author,
    /// Edited it.
    Editor,
    /// Took the pictures.
    Photographer,
    /// Contributed reporting.
    Contributor,
}

/// The line before the first sentence: `RIYADH, Feb 25 (AFP) —`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    /// Place of filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Day of filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Timestamp>,
    /// Agency that filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

/// A publisher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Name as readers know it.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Home page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Address of the logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Absolute address, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Photographer and agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Width in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The linked words.
    pub text: String,
    /// Address as written, made absolute where the article's own is known; `#` where the source gives none.
    pub href: String,
    /// Where the link stands.
    pub kind: LinkKind,
}

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Inside running text.
    InText,
    /// In an inset that leads to another article.
    Related,
}

/// Editorial status, as wire formats state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditorialStatus {
    /// Whether it may be published.
    pub status: Status,
    /// Not to be published before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Timestamp>,
    /// Version number of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// Publishing status (IPTC `pubStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// May be published.
    #[default]
    Usable,
    /// Held back for now.
    Withheld,
    /// Withdrawn for good.
    Canceled,
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// File path as given, with `/` between its parts; `-` for standard input.
    pub path: String,
    /// One-based number of the record in a file of many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Byte at which the record starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// Name of the source format, such as `html`.
    pub format: String,
}

/// Something a reader met that is odd but usable, or where a field came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The field it is about, such as `published`; nothing where it is about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was met, such as `from JSON-LD` or `date without zone`.
    pub text: String,
}

impl Note {
    /// A note about one field.
    pub fn about(field: &str, text: impl Into<String>) -> Self {
        Note { field: Some(field.to_owned()), text: text.into() }
    }

    /// A note about the whole article.
    pub fn general(text: impl Into<String>) -> Self {
        Note { field: None, text: text.into() }
    }
}

/// What a reader fills in; [`Article::new`] makes the article.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of Article")]
pub struct ArticleDraft {
    pub url: Option<String>,
    pub canonical_url: Option<String>,
    pub headline: Option<String>,
    pub alternative_headline: Option<String>,
    pub description: Option<String>,
    pub body: Vec<DraftBlock>,
    pub bylines: Vec<Byline>,
    pub dateline: Option<Dateline>,
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub section: Option<String>,
    pub keywords: Vec<String>,
    pub language: Option<String>,
    pub publisher: Option<Publisher>,
    pub images: Vec<Image>,
    pub links: Vec<Link>,
    pub is_free: Option<bool>,
    pub copyright: Option<String>,
    pub licence: Option<String>,
    pub status: Option<EditorialStatus>,
    pub source: Source,
    pub notes: Vec<Note>,
}

/// A paragraph before its place in the text is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftBlock {
    /// What kind of paragraph it is.
    pub kind: BlockKind,
    /// Its words; white space at the ends is dropped.
    pub text: String,
}

impl DraftBlock {
    /// A paragraph of running text.
    pub fn text(text: impl Into<String>) -> Self {
        DraftBlock { kind: BlockKind::Text, text: text.into() }
    }

    /// A paragraph of any kind.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        DraftBlock { kind, text: text.into() }
    }
}

impl Article {
    /// Makes the article: normalises every string to NFC, drops empty ones, lays out [`text`](Article::text) with the
    /// offsets of its paragraphs, and derives the identifier.
    pub fn new(draft: ArticleDraft) -> Article {
        let headline = clean(draft.headline);
        let (text, body) = lay_out(headline.as_deref(), draft.body);
        let url = clean(draft.url);
        let canonical_url = clean(draft.canonical_url);
        let id = match canonical_url.as_deref().or(url.as_deref()) {
            Some(address) => hash_id("article", &[address]),
            None => hash_id("article-text", &[&text]),
        };
        Article {
            id,
            url,
            canonical_url,
            headline,
            alternative_headline: clean(draft.alternative_headline),
            description: clean(draft.description),
            text,
            body,
            bylines: draft.bylines,
            dateline: draft.dateline,
            published: draft.published,
            modified: draft.modified,
            section: clean(draft.section),
            keywords: draft.keywords.into_iter().filter_map(|k| clean(Some(k))).collect(),
            language: clean(draft.language),
            publisher: draft.publisher,
            images: draft.images,
            links: draft.links,
            is_free: draft.is_free,
            copyright: clean(draft.copyright),
            licence: clean(draft.licence),
            status: draft.status,
            source: draft.source,
            notes: draft.notes,
        }
    }

    /// The address that identifies the article: the canonical one, else the one it was fetched from.
    pub fn address(&self) -> Option<&str> {
        self.canonical_url.as_deref().or(self.url.as_deref())
    }

    /// Identifier of this version of the text: a correction makes another.
    pub fn version_id(&self) -> Id {
        hash_id("text", &[&self.text])
    }

    /// SHA-256 of the text in UTF-8, lower-case hexadecimal.
    pub fn text_sha256(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }

    /// Whether the text is known to be in a language other than English.
    pub fn is_foreign(&self) -> bool {
        self.language.as_deref().is_some_and(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            !primary.eq_ignore_ascii_case("en") && !primary.eq_ignore_ascii_case("eng")
        })
    }

    /// The article as far as a text policy lets its words leave. With less than the full text the words go, and what is known
    /// about them stays.
    pub fn within(&self, policy: TextPolicy) -> Cow<'_, Article> {
        if policy == TextPolicy::Full {
            return Cow::Borrowed(self);
        }
        let mut bare = self.clone();
        bare.text.clear();
        bare.headline = None;
        bare.alternative_headline = None;
        bare.description = None;
        bare.keywords.clear();
        bare.links.iter_mut().for_each(|link| link.text.clear());
        bare.images.iter_mut().for_each(|image| image.caption = None);
        bare.body.retain(|block| block.kind != BlockKind::Caption);
        bare.body.iter_mut().for_each(|block| block.text.clear());
        Cow::Owned(bare)
    }

    /// Words of the body, as white space divides them, without headline and captions.
    pub fn word_count(&self) -> usize {
        self.body.iter().filter(|b| b.kind != BlockKind::Caption).map(|b| b.text.split_whitespace().count()).sum()
    }

    /// The fields as a draft again: what a caller changes before making a new version.
    pub fn into_draft(self) -> ArticleDraft {
        ArticleDraft {
            url: self.url,
            canonical_url: self.canonical_url,
            headline: self.headline,
            alternative_headline: self.alternative_headline,
            description: self.description,
            body: self.body.into_iter().map(|b| DraftBlock::new(b.kind, b.text)).collect(),
            bylines: self.bylines,
            dateline: self.dateline,
            published: self.published,
            modified: self.modified,
            section: self.section,
            keywords: self.keywords,
            language: self.language,
            publisher: self.publisher,
            images: self.images,
            links: self.links,
            is_free: self.is_free,
            copyright: self.copyright,
            licence: self.licence,
            status: self.status,
            source: self.source,
            notes: self.notes,
        }
    }
}

fn clean(value: Option<String>) -> Option<String> {
    let value = value?;
    let trimmed = value.trim();
    (!trimmed.is_empty()).then(|| nfc(trimmed).into_owned())
}

/// Joins headline and paragraphs by blank lines and notes where each paragraph stands. Blank lines inside a paragraph
/// would read as its end, so they become single line breaks.
fn lay_out(headline: Option<&str>, draft: Vec<DraftBlock>) -> (String, Vec<Block>) {
    let mut text = headline.unwrap_or_default().to_owned();
    let mut at = text.chars().count() as u32;
    let mut body = Vec::with_capacity(draft.len());
    for block in draft {
        let Some(words) = clean(Some(join_lines(&block.text))) else { continue };
        if block.kind == BlockKind::Caption {
            body.push(Block { kind: block.kind, text: words, begin: 0, end: 0 });
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
            at += 2;
        }
        let end = at + words.chars().count() as u32;
        text.push_str(&words);
        body.push(Block { kind: block.kind, text: words, begin: at, end });
        at = end;
    }
    (text, body)
}

fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.is_empty()) {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ArticleDraft {
        ArticleDraft {
            headline: Some("  Caf\u{65}\u{301} closed ".into()),
            body: vec![
                DraftBlock::text("One.\n\n\nStill one."),
                DraftBlock::new(BlockKind::Caption, "A picture."),
                DraftBlock::text("   "),
                DraftBlock::text("Two 🦀."),
            ],
            ..ArticleDraft::default()
        }
    }

    #[test]
    fn the_text_is_laid_out_in_nfc_with_code_point_offsets() {
        let article = Article::new(draft());
        assert_eq!(article.text, "Café closed\n\nOne.\nStill one.\n\nTwo 🦀.");
        assert_eq!(article.body.len(), 3);
        for block in &article.body {
            if let Some(span) = block.span() {
                assert_eq!(span.of(&article.text), Some(block.text.as_str()));
            }
        }
    }

    #[test]
    fn the_id_follows_the_canonical_address_else_the_text() {
        let by_text = Article::new(draft());
        let by_url = Article::new(ArticleDraft { url: Some("https://a.example/1".into()), ..draft() });
        let canonical = Article::new(ArticleDraft {
            url: Some("https://b.example/x".into()),
            canonical_url: Some("https://a.example/1".into()),
            ..draft()
        });
        assert_ne!(by_text.id, by_url.id);
        assert_eq!(by_url.id, canonical.id);
        assert_eq!(by_text.version_id(), by_url.version_id());
    }

    #[test]
    fn a_draft_made_of_an_article_makes_the_same_article() {
        let article = Article::new(draft());
        assert_eq!(Article::new(article.clone().into_draft()), article);
    }
}
