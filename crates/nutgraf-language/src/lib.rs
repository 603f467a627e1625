//! English text in; sentences, tokens, tags, lemmas and dependency trees out.
//!
//! ```
//! use nutgraf_language::{Document, Relation};
//!
//! let document = Document::parse("The ministry's envoy met the rebels.");
//! let verb = (0..document.tokens().len()).find(|&t| document.lemma(t) == "meet").unwrap();
//! let subject = (0..document.tokens().len())
//!     .find(|&t| document.tokens()[t].relation == Relation::Nsubj && document.tokens()[t].head as usize == verb);
//! assert_eq!(subject.map(|t| document.form(t)), Some("envoy"));
//! ```

mod abbreviations;
mod activation;
mod conllu;
mod document;
mod error;
mod features;
mod hash;
mod irregular;
mod kernel;
mod lemma;
mod matrix;
mod model;
mod parser;
mod segment;
mod shift;
mod simd;
mod tags;
mod tokenize;
pub mod training;
mod tree;

pub use conllu::{ConlluReader, ConlluRow, ConlluSentence, annotate_conllu, write_conllu};
pub use document::{Document, Sentence, Token};
pub use error::{Error, ErrorKind};
pub use irregular::base_of_past;
pub use tags::{Number, Relation, Tense, Upos, VerbForm, Voice, Xpos};

/// The trained model inside the crate, as it is stored: what tells one version of the analysis from another.
pub fn model_bytes() -> &'static [u8] {
    parser::MODEL
}
