//! What a JSON Schema has against a value, in words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// Something wrong inside one JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// JSON pointer to it.
    pub(crate) pointer: String,
    /// What is wrong.
    pub(crate) what: String,
    /// What would be right.
    pub(crate) expected: String,
}

impl Wrong {
    pub(crate) fn new(pointer: impl Into<String>, what: impl Into<String>, expected: impl Into<String>) -> Wrong {
        Wrong { pointer: pointer.into(), what: what.into(), expected: expected.into() }
    }
}

/// Adds what `error` says to `out`.
pub(crate) fn explain(error: &ValidationError<'_>, out: &mut Vec<Wrong>) {
    let pointer = error.instance_path().as_str();
    let value = shown(error.instance());
    let mut say = |what: String, expected: String| out.push(Wrong::new(pointer, what, expected));
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                let pointer = format!("{pointer}/{}", escaped(name));
                out.push(Wrong::new(
                    pointer,
                    format!("\"{name}\" is no property here"),
                    "remove it, or correct its name",
                ));
            }
        }
        Kind::Required { property } => say(format!("{property} is missing"), format!("add {property}")),
        Kind::Pattern { pattern } => {
            say(format!("{value} does not have the right form"), format!("expected {pattern}"))
        }
        Kind::Enum { options } => {
            say(format!("{value} is no such value"), format!("expected one of {}", shown(options)))
        }
        Kind::Constant { expected_value } => {
            say(format!("{value} is not the one value"), format!("expected {expected_value}"))
        }
        Kind::Type { kind } => say(format!("{value} has the wrong type"), format!("expected {}", types(kind))),
        Kind::Minimum { limit } => say(format!("{value} is too small"), format!("expected at least {limit}")),
        Kind::Maximum { limit } => say(format!("{value} is too large"), format!("expected at most {limit}")),
        Kind::MinLength { limit } => {
            say(format!("{value} is too short"), format!("expected at least {limit} characters"))
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => nearest(error, context, out),
        _ => say(error.masked().to_string(), "see the schema with `nutgraf schema`".to_owned()),
    }
}

/// Of several alternatives, what the one says that comes nearest: the one that got deepest into the value, then the one
/// with fewest complaints. An alternative that only wants another type at the top (such as null) did not come near.
fn nearest(error: &ValidationError<'_>, context: &[Vec<ValidationError<'static>>], out: &mut Vec<Wrong>) {
    let here = error.instance_path().as_str();
    let near = context
        .iter()
        .filter(|errors| {
            !errors.iter().any(|e| matches!(e.kind(), Kind::Type { .. }) && e.instance_path().as_str() == here)
        })
        .min_by_key(|errors| errors.len());
    match near {
        Some(errors) if !errors.is_empty() => errors.iter().for_each(|e| explain(e, out)),
        _ => {
            let wanted: Vec<String> = context
                .iter()
                .flatten()
                .filter_map(|e| match e.kind() {
                    Kind::Type { kind } => Some(types(kind)),
                    _ => None,
                })
                .collect();
            let expected = if wanted.is_empty() {
                "see the schema".to_owned()
            } else {
                format!("expected {}", wanted.join(" or "))
            };
            out.push(Wrong::new(here, format!("{} fits none of the alternatives", shown(error.instance())), expected));
        }
    }
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(set) => set.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or "),
    }
}

/// A value for a message: short.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A key as a token of a JSON pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
