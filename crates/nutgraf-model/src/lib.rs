//! The nouns of Nutgraf: articles, events, records, manifests and rejects, with their JSON form.
//!
//! This crate parses no documents and does no input or output. Types carry their invariants, so that every
//! [`Record`] can be written by every exporter: codes are strings that keep their leading zeros, dates keep the
//! precision they were stated with, and every [`Span`] counts Unicode code points of [`Article::text`].
//!
//! ```
//! use nutgraf_model::{Article, ArticleDraft, DraftBlock};
//! let article = Article::new(ArticleDraft {
//!     headline: Some("Veldania recalls its envoy".into()),
//!     body: vec![DraftBlock::text("Veldania recalled its ambassador from Tarquia on Monday.")],
//!     ..ArticleDraft::default()
//! });
//! assert_eq!(article.text, "Veldania recalls its envoy\n\nVeldania recalled its ambassador from Tarquia on Monday.");
//! assert_eq!(article.body[0].begin, 28);
//! ```

mod article;
mod cameo;
mod code;
mod entity;
mod event;
mod identity;
mod manifest;
mod record;
mod reject;
mod span;
mod time;
mod web;

pub use article::Block;
pub use article::{
    Article, ArticleDraft, BlockKind, Byline, BylineRole, Dateline, DraftBlock, EditorialStatus, Image, Link, LinkKind,
    Note, PartyKind, Publisher, Source, Status,
};
pub use cameo::{ActorClass, CameoEvent, actor_code_classes, actor_code_name, cameo_event, cameo_events};
pub use code::{ActorCode, CameoCode, CodeError, CountryCode, FipsCode, WikidataId};
pub use entity::{Actor, Entity, EntityKind, GeoType, Mention, Place, PlacePrecision, PlaceRef};
pub use event::{Confidence, Event, EventParts, Evidence, EvidenceSpans, Mode};
pub use identity::{Id, global_event_id, hash_id, nfc, sha256_hex};
pub use manifest::{FormatCount, Manifest, OutputFile, RunCounts, Versions};
pub use record::{Quote, Record, TextPolicy, Tone};
pub use reject::{Reject, RejectKind};
pub use span::{CharIndex, Span};
pub use time::{Timestamp, TimestampError};
pub use web::{WebAddress, percent_encoded};
