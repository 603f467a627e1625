//! Corpora and measurements for Nutgraf.

mod cast;
mod clock;
mod corpus;
mod memory;
mod tellings;
mod templates;

pub use clock::Clock;
pub use corpus::{Corpus, GeneratedArticle};
pub use memory::peak;
pub use tellings::Tellings;
