//! Rows of articles.

use crate::cell::Cell;
use crate::column::{Column, Type, column};
use nutgraf_model::{Article, BylineRole, TextPolicy, Timestamp};
use serde::Serialize;

/// The columns of `articles.parquet`. What is nested deeper than a list of words stands as JSON, in the form of
/// `articles.jsonl`.
pub(crate) const COLUMNS: [Column; 34] = [
    column("id", Type::Text),
    column("url", Type::Text),
    column("canonical_url", Type::Text),
    column("headline", Type::Text),
    column("alternative_headline", Type::Text),
    column("description", Type::Text),
    column("text", Type::Text),
    column("text_sha256", Type::Text),
    column("text_length", Type::Integer),
    column("published", Type::Text),
    column("published_day", Type::Date),
    column("published_at", Type::Instant),
    column("modified", Type::Text),
    column("modified_at", Type::Instant),
    column("section", Type::Text),
    column("keywords", Type::Texts),
    column("language", Type::Text),
    column("authors", Type::Texts),
    column("publisher_name", Type::Text),
    column("publisher_url", Type::Text),
    column("is_free", Type::Boolean),
    column("copyright", Type::Text),
    column("licence", Type::Text),
    column("dateline", Type::Text),
    column("status", Type::Text),
    column("bylines", Type::Text),
    column("body", Type::Text),
    column("images", Type::Text),
    column("links", Type::Text),
    column("notes", Type::Text),
    column("source_path", Type::Text),
    column("source_record", Type::Integer),
    column("source_byte", Type::Integer),
    column("source_format", Type::Text),
];

/// The line of an article: hash and length of its text, and the article as far as the text policy lets it leave.
pub(crate) fn line(article: &Article, text: TextPolicy) -> String {
    let json = serde_json::to_string(&*article.within(text)).unwrap_or_default();
    format!("{}\t{}\t{json}", article.text_sha256(), article.text.chars().count())
}

/// The cells of a [`line`].
pub(crate) fn cells(line: &[u8]) -> Option<Vec<Cell>> {
    let line = std::str::from_utf8(line).ok()?;
    let mut parts = line.splitn(3, '\t');
    let (sha256, length, json) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    let article: Article = serde_json::from_str(json).ok()?;
    let authors = article.bylines.iter().filter(|byline| byline.role == BylineRole::Author);
    let authors = authors.map(|byline| byline.name.clone()).collect();
    let (publisher_name, publisher_url) = article.publisher.map(|p| (p.name, p.url)).unwrap_or_default();
    let integer = |value: Option<u64>| Cell::of(value.and_then(|n| i64::try_from(n).ok()), Cell::Integer);
    Some(vec![
        Cell::text(article.id.as_str()),
        optional(article.url),
        optional(article.canonical_url),
        optional(article.headline),
        optional(article.alternative_headline),
        optional(article.description),
        Cell::text(article.text),
        Cell::text(sha256),
        Cell::Integer(length),
        stated(article.published),
        Cell::of(article.published.and_then(|stamp| stamp.day()), Cell::date),
        instant(article.published),
        stated(article.modified),
        instant(article.modified),
        optional(article.section),
        Cell::Texts(article.keywords),
        optional(article.language),
        Cell::Texts(authors),
        Cell::text(publisher_name),
        optional(publisher_url),
        Cell::of(article.is_free, Cell::Boolean),
        optional(article.copyright),
        optional(article.licence),
        Cell::of(article.dateline, |dateline| json_of(&dateline)),
        Cell::of(article.status, |status| json_of(&status)),
        list(&article.bylines),
        list(&article.body),
        list(&article.images),
        list(&article.links),
        list(&article.notes),
        Cell::text(article.source.path),
        integer(article.source.record),
        integer(article.source.byte),
        Cell::text(article.source.format),
    ])
}

pub(crate) fn optional(text: Option<String>) -> Cell {
    Cell::of(text, Cell::text)
}

/// A date at its own precision.
pub(crate) fn stated(stamp: Option<Timestamp>) -> Cell {
    Cell::of(stamp, |stamp| Cell::Text(stamp.to_string()))
}

/// The instant, where one is stated.
fn instant(stamp: Option<Timestamp>) -> Cell {
    match stamp {
        Some(Timestamp::Instant(at)) => Cell::instant(at.naive_utc()),
        _ => Cell::Null,
    }
}

fn list<T: Serialize>(items: &[T]) -> Cell {
    if items.is_empty() { Cell::Null } else { json_of(&items) }
}

fn json_of(value: &impl Serialize) -> Cell {
    Cell::text(serde_json::to_string(value).unwrap_or_default())
}
