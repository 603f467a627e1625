//! JSON Schemas of everything Nutgraf writes, and the validator that checks files against them.
//!
//! The schemas are derived from the types that are written, so that neither can run ahead of the other. The validator
//! also checks what a schema cannot say: that ids follow from content and offsets lie where their words are.
//!
//! ```
//! use nutgraf_schema::{Contract, SchemaName, validate};
//! let line = r#"{"source": {"path": "a.html", "format": "html"}, "kind": "emptied", "why": "no text", "remedy": "skip it"}"#;
//! let report = validate(&mut line.as_bytes(), "rejects.jsonl", None)?;
//! assert_eq!(report.schema, Contract::Schema(SchemaName::Reject));
//! assert_eq!(report.faults[0].pointer, "/kind");
//! # Ok::<(), nutgraf_schema::Error>(())
//! ```

mod answer;
mod explain;
mod fault;
mod folder;
mod graph;
mod json;
mod kind;
mod meaning;
mod name;
mod place;
mod schemas;
mod table;
mod unique;
mod validate;

pub use answer::{CodeLine, CodedEvent, CodedPlace, CodedSpans, QuoteLine};
pub use fault::{Contract, Error, ErrorKind, Fault, Report};
pub use folder::validate_folder;
pub use name::SchemaName;
pub use schemas::schema;
pub use validate::validate;
