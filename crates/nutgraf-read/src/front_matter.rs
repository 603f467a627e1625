//! Front matter: the fields some Markdown files carry between `---` (YAML), `+++` (TOML) or `;;;` lines.

use crate::credits::parties;
use crate::when::{DateOrder, read};
use nutgraf_model::{ArticleDraft, BylineRole, Image, Note, Publisher};

/// Takes the front matter off `text` and fills in its fields; gives the rest. Only flat keys with one value or a list
/// of values are read.
pub(crate) fn take<'t>(text: &'t str, draft: &mut ArticleDraft) -> &'t str {
    let start = text.trim_start();
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| start.starts_with(fence)) else { return text };
    let Some((_, rest)) = start.split_once('\n').filter(|(first, _)| first.trim() == fence) else { return text };
    let mut at = 0;
    let mut lines = Vec::new();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim() == fence || (fence == "---" && line.trim() == "...") {
            for (key, values) in fields(&lines) {
                set(&key, values, draft);
            }
            return &rest[at..];
        }
        lines.push(line.trim_end());
    }
    text
}

/// Keys with their values, in order.
fn fields(lines: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']) || trimmed.starts_with("- ");
        if let (true, Some((_, values))) = (indented, found.last_mut()) {
            let value = trimmed.trim_start_matches("- ");
            let value = value.strip_prefix("name:").unwrap_or(value);
            values.extend(list(value));
        } else if let Some((key, value)) = trimmed.split_once([':', '=']) {
            let key = key.trim().trim_matches('"').to_lowercase();
            found.push((key, list(value)));
        }
    }
    found
}

/// One value, or those of `[a, "b"]`.
fn list(value: &str) -> Vec<String> {
    let value = value.trim();
    let inside = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    let unquoted = |v: &str| v.trim().trim_matches(['"', '\'']).trim().to_owned();
    let values: Vec<String> = match inside {
        Some(inside) => inside.split(',').map(unquoted).collect(),
        None => vec![unquoted(value.trim_start_matches(['>', '|']))],
    };
    values.into_iter().filter(|v| !v.is_empty()).collect()
}

fn set(key: &str, values: Vec<String>, draft: &mut ArticleDraft) {
    let Some(first) = values.first().cloned() else { return };
    let date = || read(&first, DateOrder::Unknown);
    let field = match key {
        "title" | "headline" => {
            draft.headline = Some(first);
            "headline"
        }
        "subtitle" | "alternative_headline" | "subhead" => {
            draft.alternative_headline = Some(first);
            "alternative_headline"
        }
        "description" | "summary" | "excerpt" | "abstract" => {
            draft.description = Some(values.join(" "));
            "description"
        }
        "author" | "authors" | "byline" | "by" => {
            draft.bylines.extend(values.iter().flat_map(|value| parties(value, BylineRole::Author)));
            "bylines"
        }
        "date" | "published" | "publish_date" | "pubdate" | "created" => {
            draft.published = date();
            "published"
        }
        "updated" | "modified" | "lastmod" | "last_modified" => {
            draft.modified = date();
            "modified"
        }
        "url" | "link" | "source_url" | "original_url" => {
            draft.url = Some(first).filter(|url| url.starts_with("http"));
            "url"
        }
        "canonical" | "canonical_url" => {
            draft.canonical_url = Some(first).filter(|url| url.starts_with("http"));
            "canonical_url"
        }
        "tags" | "keywords" => {
            draft.keywords.extend(values);
            "keywords"
        }
        "section" | "category" | "categories" => {
            draft.section = Some(first);
            "section"
        }
        "lang" | "language" | "locale" => {
            draft.language = Some(first);
            "language"
        }
        "publisher" | "site" | "site_name" | "publication" => {
            draft.publisher = Some(Publisher { name: first, url: None, logo: None });
            "publisher"
        }
        "image" | "cover" | "thumbnail" => {
            draft.images.push(Image { url: Some(first), ..Image::default() });
            "images"
        }
        "copyright" => {
            draft.copyright = Some(first);
            "copyright"
        }
        "license" | "licence" => {
            draft.licence = Some(first);
            "licence"
        }
        _ => return,
    };
    draft.notes.push(Note::about(field, format!("from front matter \"{key}\"")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_fields_are_taken() {
        let mut draft = ArticleDraft::default();
        let rest = take(
            "---\ntitle: \"Ferry: it sails\"\nauthor:\n  - Jane Doe\n  - Richard Roe\ntags: [ferry, tea]\ndate: 1931-05-03T08:00:00Z\n---\nBody.",
            &mut draft,
        );
        assert_eq!(rest, "Body.");
        assert_eq!(draft.headline.as_deref(), Some("Ferry: it sails"));
        assert_eq!(draft.bylines.len(), 2);
        assert_eq!(draft.keywords, ["ferry", "tea"]);
        assert_eq!(draft.published.map(|t| t.to_string()).as_deref(), Some("1931-05-03T08:00:00Z"));
        let mut draft = ArticleDraft::default();
        assert_eq!(take("+++\ntitle = \"Ferry\"\n+++\nBody.", &mut draft), "Body.");
        assert_eq!(draft.headline.as_deref(), Some("Ferry"));
        assert_eq!(take("--- \nno end", &mut ArticleDraft::default()), "--- \nno end");
    }
}
