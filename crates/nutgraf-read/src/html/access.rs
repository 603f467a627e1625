//! Whether an article may be read without paying, as the publisher states it.

use super::facts::Facts;
use serde_json::Value;

/// What the page states, and by which rule.
pub(crate) fn is_free(facts: &Facts) -> Option<(bool, &'static str)> {
    let stated = facts.article.as_ref().and_then(|article| article.get("isAccessibleForFree")).and_then(truth);
    if let Some(free) = stated {
        return Some((free, "from JSON-LD isAccessibleForFree"));
    }
    let tier = facts
        .first_meta(&["article:content_tier", "og:article:content_tier"])
        .map(|(_, value)| value.to_ascii_lowercase());
    match tier.as_deref() {
        Some("free") => Some((true, "from meta article:content_tier")),
        Some("locked") => Some((false, "from meta article:content_tier")),
        _ => None,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(free) => Some(*free),
        Value::String(text) => match text.trim().to_ascii_lowercase().rsplit('/').next()? {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
        Value::Array(list) => list.iter().find_map(truth),
        _ => None,
    }
}
