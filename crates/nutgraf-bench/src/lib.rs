//! Corpora and measurements for Nutgraf.

mod clock;
mod corpus;

pub use clock::Clock;
pub use corpus::{Corpus, GeneratedArticle};
