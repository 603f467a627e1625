//! Bytes in, news articles out: one module per source format.
//!
//! [`documents`] splits an input into [`RawDocument`]s, cheaply and in order; [`read`] turns one of them into articles.
//! What gives no article gives a [`Reject`](nutgraf_model::Reject) that says why, so nothing is lost.
//!
//! ```
//! use nutgraf_read::{Origin, ReadOptions, documents, read};
//! let page = b"<html><head><title>Ferry sails again</title></head><body><article><h1>Ferry sails again</h1>
//!     <p>The ferry between the two harbour towns sailed again on Monday, after a winter in the dock.</p></article>";
//! let options = ReadOptions::default();
//! let documents = documents(Box::new(&page[..]), Origin::new("ferry.html"), &options);
//! let articles: Vec<_> = documents.flat_map(|document| read(&document.expect("a page"), &options)).collect();
//! let article = articles[0].as_ref().expect("an article");
//! assert_eq!(article.headline.as_deref(), Some("Ferry sails again"));
//! assert_eq!(article.body.len(), 1);
//! ```

#![allow(clippy::result_large_err, reason = "a reject is made once a document, not in a loop")]

mod articles;
mod charset;
mod credits;
mod dateline;
mod decompress;
mod document;
mod format;
mod front_matter;
mod html;
mod inline;
mod iptc;
mod json;
mod json_feed;
mod language;
mod lines;
mod markdown;
mod markup;
mod ninjs;
mod options;
mod profile;
mod publisher;
mod read;
mod records;
mod refuse;
mod sitemap;
mod warc;
mod when;
mod xml;

pub use decompress::decompress;
pub use document::{Origin, RawDocument, documents};
pub use format::{SourceFormat, UnknownFormat};
pub use options::ReadOptions;
pub use profile::PublisherProfile;
pub use read::read;
pub use sitemap::{NoSitemap, Sitemap};
