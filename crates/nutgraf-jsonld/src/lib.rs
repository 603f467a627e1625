//! Writes a record as a schema.org `NewsArticle` in JSON-LD, one document a line.
//!
//! [`NewsArticle`] is the typed model of what is written, so that its JSON Schema can be derived. Nothing is invented:
//! a time whose zone is not stated becomes a bare date, a property without evidence is left out.
//!
//! ```
//! use nutgraf_jsonld::{NewsArticle, Options};
//! use nutgraf_model::{Article, ArticleDraft, DraftBlock, Record};
//! let record = Record::bare(Article::new(ArticleDraft {
//!     headline: Some("Veldania recalls its envoy".into()),
//!     body: vec![DraftBlock::text("Veldania recalled its ambassador from Tarquia on Monday.")],
//!     published: Some("1926-03-01T10:00:00".parse().expect("a date")),
//!     ..ArticleDraft::default()
//! }));
//! let document = NewsArticle::of(&record, &Options::default());
//! assert_eq!(document.date_published.as_deref(), Some("1926-03-01"));
//! ```

mod build;
mod date;
mod document;
mod entity;
mod party;
mod words;
mod writer;

pub use document::{
    ArticleType, Citation, CitationType, Context, CreativeWork, CreativeWorkType, GeoCoordinates, GeoType, ImageObject,
    ImageType, License, NewsArticle, Party, PartyType, Pixels, PixelsType, Place, PlaceType, Quotation, QuotationType,
    Thing, WebPage, WebPageType,
};
pub use writer::{Error, Options, Writer, render};
