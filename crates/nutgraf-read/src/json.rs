//! JSON documents: a line or a file of one or many stories, each known by its fields.

use crate::document::RawDocument;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::{ReadOptions, charset, json_feed, ninjs, records};
use nutgraf_model::Note;
use serde_json::{Map, Value};

/// Reads a JSON document. A list gives a story an element.
pub(crate) fn read(document: &RawDocument, options: &ReadOptions) -> Vec<Outcome> {
    let decoded = charset::decode(&document.bytes, document.charset.as_deref(), None);
    let value: Value = match serde_json::from_str(decoded.text.trim_start_matches('\u{feff}')) {
        Ok(value) => value,
        Err(error) => {
            let words = error.to_string();
            let what = words.split(" at line ").next().unwrap_or(&words);
            let why = format!("line {}, column {}: no JSON: {what}", error.line(), error.column());
            return vec![Err(Refusal::malformed(why))];
        }
    };
    let mut outcomes = values(value, options);
    if let Some(note) = decoded.note {
        outcomes.iter_mut().flatten().for_each(|draft| draft.notes.push(Note::general(note.clone())));
    }
    outcomes
}

fn values(value: Value, options: &ReadOptions) -> Vec<Outcome> {
    match value {
        Value::Array(list) => list.into_iter().flat_map(|value| values(value, options)).collect(),
        Value::Object(map) => story(&map, options),
        other => vec![Err(Refusal::malformed(format!("expected a JSON object, found {}", kind(&other))))],
    }
}

fn story(map: &Map<String, Value>, options: &ReadOptions) -> Vec<Outcome> {
    if json_feed::is_feed(map) {
        json_feed::read(map)
    } else if ninjs::is_ninjs(map) {
        vec![ninjs::read(map, options)]
    } else {
        vec![records::read(map, options)]
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Text of the first key that holds any.
pub(crate) fn text<'m>(map: &'m Map<String, Value>, keys: &[&str]) -> Option<&'m str> {
    keys.iter()
        .filter_map(|key| map.get(*key))
        .find_map(|value| value.as_str())
        .map(str::trim)
        .filter(|t| !t.is_empty())
}

/// Texts of a key: one, a list, or a list of objects with `name`.
pub(crate) fn texts(map: &Map<String, Value>, key: &str) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Object(inner) => text(inner, &["name", "literal", "title", "value"]).map(str::to_owned),
        _ => None,
    };
    match map.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(one).filter(|t| !t.is_empty()).collect(),
        Some(value) => one(value).filter(|t| !t.is_empty()).into_iter().collect(),
        None => Vec::new(),
    }
}
