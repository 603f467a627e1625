//! Corpora and measurements for Nutgraf.

mod cast;
mod clock;
mod corpus;
mod templates;

pub use clock::Clock;
pub use corpus::{Corpus, GeneratedArticle};
