//! News articles in; schema.org JSON-LD, GDELT event tables with evidence, and RDF out.
//!
//! [`convert`] is the batch: files in, one output file per format out. For a single document, [`read`] it, [`Coder::code`]
//! it, and hand the record to any exporter.
//!
//! ```
//! use nutgraf::{Coder, CoderOptions, Dictionary, model::{Article, ArticleDraft, DraftBlock, Timestamp}};
//!
//! let article = Article::new(ArticleDraft {
//!     headline: Some("Iran's foreign minister visits Oman".into()),
//!     body: vec![DraftBlock::text("Iranian Foreign Minister Kamal Kharrazi visited Oman on Tuesday.")],
//!     published: Some("2001-05-16".parse::<Timestamp>()?),
//!     ..ArticleDraft::default()
//! });
//! let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
//! let record = coder.code(article);
//! assert_eq!(record.events[0].code.as_str(), "042");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod code;
mod columnar;
mod convert;
mod error;
mod export;
mod gathered;
mod input;
mod jobs;
mod journal;
mod merge;
mod output;
mod part;
mod persons;
mod pipeline;
mod render;
mod run;
mod since;
mod summary;

pub use code::{LineFault, code_lines};
pub use convert::{ConvertOptions, Destination, convert};
pub use error::{Error, ErrorKind};
pub use export::ExportFormat;
pub use input::{Input, Inputs, read_addresses};
pub use merge::merge;
pub use nutgraf_coder::{Coder, CoderOptions, Dictionary, code_line};
pub use nutgraf_read::{Origin, RawDocument, ReadOptions, Sitemap, SourceFormat, decompress, documents, read};
pub use nutgraf_sort::Scratch;
pub use persons::Persons;
pub use pipeline::Progress;
pub use summary::{SlowDocument, Summary};

pub use nutgraf_coder as coder;
pub use nutgraf_gdelt as gdelt;
pub use nutgraf_jsonld as jsonld;
pub use nutgraf_language as language;
pub use nutgraf_model as model;
pub use nutgraf_rdf as rdf;
pub use nutgraf_schema as schema;
