//! XML formats: a small tree under limits, then one module a format.

mod feed;
mod newsml;
mod nitf;
mod tree;

pub(crate) use tree::{Child, Element, parse};

use crate::charset;
use crate::document::RawDocument;
use crate::read::Outcome;
use crate::{ReadOptions, SourceFormat};
use nutgraf_model::Note;

/// Reads an XML document.
pub(crate) fn read(document: &RawDocument, options: &ReadOptions) -> Vec<Outcome> {
    let declared = charset::declared_in_markup(&document.bytes).or_else(|| document.charset.clone());
    let decoded = charset::decode(&document.bytes, declared.as_deref(), None);
    let root = match tree::parse(&decoded.text) {
        Ok(root) => root,
        Err(refusal) => return vec![Err(refusal)],
    };
    let mut outcomes = match document.format {
        SourceFormat::Nitf => vec![nitf::read(&root)],
        SourceFormat::NewsMlG2 => newsml::read(&root, options),
        _ => feed::read(&root),
    };
    if let Some(note) = decoded.note {
        outcomes.iter_mut().flatten().for_each(|draft| draft.notes.push(Note::general(note.clone())));
    }
    outcomes
}
