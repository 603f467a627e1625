//! Writes articles and events as RDF: article → text version → stretch of text → telling → event.
//!
//! Every node has an address made of content, none is blank, so loading a file twice, or two files that tell of the
//! same event, is set union. The terms are those of schema.org, SEM, GAF, NIF and PROV; the two dozen that are our own
//! stand in [`ONTOLOGY`], the CAMEO codes in [`codebook`].
//!
//! ```
//! use nutgraf_model::{Article, ArticleDraft, DraftBlock, Record};
//! use nutgraf_rdf::{Options, Writer};
//! let body = vec![DraftBlock::text("Veldania recalled its ambassador from Tarquia on Monday.")];
//! let record = Record::bare(Article::new(ArticleDraft { body, ..ArticleDraft::default() }));
//! let mut writer = Writer::new(Vec::new(), Options::default());
//! writer.write(&record)?;
//! let quads = String::from_utf8(writer.finish()?).expect("N-Quads are UTF-8");
//! assert!(quads.contains("<https://schema.org/NewsArticle>"));
//! # Ok::<(), nutgraf_rdf::Error>(())
//! ```

mod codebook;
mod diff;
mod document;
mod error;
mod lines;
mod names;
mod options;
mod property;
mod statements;
mod vocabulary;
mod writer;

pub use codebook::{ONTOLOGY, codebook};
pub use diff::{Changes, diff};
pub use error::{Error, ErrorKind};
pub use options::{Base, Options, Syntax};
pub use property::{Cell, Column, Flavour, GraphFile, PropertyGraph, SortedGraph, elements};
pub use statements::{run_statements, statements};
pub use vocabulary::{CAMEO, NAMESPACE, PLOVER};
pub use writer::{Writer, header, render};
