//! Corpora and measurements for Nutgraf.

mod corpus;

pub use corpus::{Corpus, GeneratedArticle};
