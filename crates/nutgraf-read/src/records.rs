//! JSON records of other tools, known by their field names: trafilatura, news-please, CC-News and their kin, schema.org
//! objects, and partial lines of ours.

use crate::ReadOptions;
use crate::credits::{parties, party};
use crate::html::Fragment;
use crate::json::{text, texts};
use crate::markup::paragraphs_of_text;
use crate::publisher::name_of_host;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use nutgraf_model::{ArticleDraft, BlockKind, Byline, BylineRole, DraftBlock, Image, Note, Publisher, Timestamp};
use serde_json::{Map, Value};
use url::Url;

/// Which of their fields fill which of ours, the first that stands.
const FIELDS: &[(&str, &[&str])] = &[
    ("headline", &["headline", "title", "title_rss", "name"]),
    ("alternative_headline", &["alternative_headline", "alternativeHeadline", "subtitle", "title_page"]),
    ("description", &["description", "excerpt", "summary", "abstract", "lead"]),
    (
        "text",
        &[
            "text",
            "body",
            "maintext",
            "articleBody",
            "content",
            "article",
            "raw_text",
            "plain_text",
            "content_text",
            "body_text",
            "story",
        ],
    ),
    ("url", &["url", "source_url", "link", "source-url", "requested_url", "permalink", "web_url"]),
    ("canonical_url", &["canonical_url", "canonical", "canonical_link"]),
    (
        "published",
        &[
            "published",
            "date_publish",
            "datePublished",
            "date_published",
            "publish_date",
            "published_date",
            "published_at",
            "publication_date",
            "pub_date",
            "pubDate",
            "date",
            "timestamp",
        ],
    ),
    ("modified", &["modified", "date_modify", "dateModified", "date_modified", "updated", "updated_at", "update_date"]),
    ("bylines", &["bylines", "authors", "author", "byline", "creator"]),
    (
        "publisher",
        &["publisher", "sitename", "site_name", "publication", "source_name", "source_domain", "hostname", "domain"],
    ),
    ("keywords", &["keywords", "tags"]),
    ("section", &["section", "articleSection", "category", "categories", "news_desk"]),
    ("language", &["language", "lang", "inLanguage"]),
    ("images", &["images", "image", "image_url", "top_image", "main_image"]),
    ("licence", &["licence", "license"]),
    ("copyright", &["copyright", "copyrightNotice"]),
];

/// Reads one record.
pub(crate) fn read(map: &Map<String, Value>, options: &ReadOptions) -> Outcome {
    let mut draft = ArticleDraft::default();
    for (field, theirs) in FIELDS {
        let mapped = options.fields.get(*field).map(String::as_str);
        let found = mapped.into_iter().chain(theirs.iter().copied()).find(|key| holds(map.get(*key)));
        if let Some(key) = found {
            set(field, key, map, &mut draft);
            if key != *field {
                draft.notes.push(Note::about(field, format!("from field \"{key}\"")));
            }
        }
    }
    if draft.body.is_empty() {
        let known: Vec<&str> = FIELDS.iter().find(|(f, _)| *f == "text").map(|(_, k)| k.to_vec()).unwrap_or_default();
        return Err(Refusal::empty(format!("the record has no text; it would stand in one of: {}", known.join(", "))));
    }
    Ok(draft)
}

fn holds(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(map)) => !map.is_empty(),
        Some(_) => true,
    }
}

fn set(field: &str, key: &str, map: &Map<String, Value>, draft: &mut ArticleDraft) {
    let one = || texts(map, key).into_iter().next();
    match field {
        "headline" => draft.headline = one(),
        "alternative_headline" => draft.alternative_headline = one(),
        "description" => draft.description = one(),
        "text" => body(&map[key]).fill(draft),
        "url" => draft.url = one().filter(|url| url.starts_with("http")),
        "canonical_url" => draft.canonical_url = one().filter(|url| url.starts_with("http")),
        "published" => draft.published = date(map, key, draft, "published"),
        "modified" => draft.modified = date(map, key, draft, "modified"),
        "bylines" => draft.bylines = bylines(&map[key]),
        "publisher" => draft.publisher = publisher(&map[key]),
        "keywords" => draft.keywords = list(map, key),
        "section" => draft.section = list(map, key).into_iter().next(),
        "language" => draft.language = one(),
        "images" => draft.images = images(&map[key]),
        "licence" => draft.licence = one(),
        "copyright" => draft.copyright = one(),
        _ => {}
    }
}

fn date(map: &Map<String, Value>, key: &str, draft: &mut ArticleDraft, field: &str) -> Option<Timestamp> {
    let stated = match map.get(key)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string().split('.').next()?.to_owned(),
        _ => return None,
    };
    let at = read_date(&stated, DateOrder::Unknown);
    match at {
        None => draft.notes.push(Note::about(field, format!("\"{stated}\" is no date"))),
        Some(Timestamp::Local(_)) => draft.notes.push(Note::about(field, "date without zone")),
        Some(_) => {}
    }
    at
}

/// Values parted by semicolons (trafilatura) or commas, or a list.
fn list(map: &Map<String, Value>, key: &str) -> Vec<String> {
    let parted = |text: String| -> Vec<String> {
        let separator = if text.contains(';') { ';' } else { ',' };
        text.split(separator).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
    };
    match map.get(key) {
        Some(Value::String(text)) => parted(text.clone()),
        _ => texts(map, key),
    }
}

fn body(value: &Value) -> Fragment {
    match value {
        Value::String(text) if looks_like_html(text) => Fragment::of_html(text),
        Value::String(text) => paragraphs_of_text(text).into(),
        Value::Array(list) => list.iter().flat_map(block).collect::<Vec<_>>().into(),
        Value::Object(map) => text(map, &["text", "value", "plain"]).map(paragraphs_of_text).unwrap_or_default().into(),
        _ => Fragment::default(),
    }
}

fn looks_like_html(text: &str) -> bool {
    ["<p>", "<p ", "</p>", "<br", "<div"].iter().any(|tag| text.contains(tag))
}

/// A paragraph of a list: a string, or an object of ours with `kind` and `text`.
fn block(value: &Value) -> Vec<DraftBlock> {
    match value {
        Value::String(text) => paragraphs_of_text(text),
        Value::Object(map) => {
            let kind = map.get("kind").and_then(|kind| serde_json::from_value::<BlockKind>(kind.clone()).ok());
            text(map, &["text"])
                .map(|text| DraftBlock::new(kind.unwrap_or(BlockKind::Text), text))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn bylines(value: &Value) -> Vec<Byline> {
    match value {
        Value::String(text) => parties(text, BylineRole::Author),
        Value::Array(list) => list.iter().flat_map(bylines).collect(),
        Value::Object(map) => {
            if let Ok(ours) = serde_json::from_value::<Byline>(Value::Object(map.clone())) {
                return vec![ours];
            }
            text(map, &["name", "literal"]).and_then(|name| party(name, None, BylineRole::Author)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn publisher(value: &Value) -> Option<Publisher> {
    match value {
        Value::String(text) => {
            let host = text.trim();
            let bare = host.strip_prefix("www.").unwrap_or(host);
            let is_host = !bare.contains(' ') && bare.contains('.') && bare.len() < 100 && bare.to_lowercase() == bare;
            let name = if is_host { name_of_host(bare)? } else { host.to_owned() };
            Some(Publisher { name, url: None, logo: None })
        }
        Value::Object(map) => Some(Publisher {
            name: text(map, &["name"])?.to_owned(),
            url: text(map, &["url"]).map(str::to_owned),
            logo: match map.get("logo") {
                Some(Value::String(logo)) => Some(logo.clone()),
                Some(Value::Object(logo)) => text(logo, &["url", "contentUrl"]).map(str::to_owned),
                _ => None,
            },
        }),
        _ => None,
    }
}

fn images(value: &Value) -> Vec<Image> {
    match value {
        Value::String(url) => {
            let absolute = Url::parse(url).is_ok_and(|u| u.has_host());
            absolute.then(|| Image { url: Some(url.clone()), ..Image::default() }).into_iter().collect()
        }
        Value::Array(list) => list.iter().flat_map(images).collect(),
        Value::Object(map) => {
            if let Ok(ours) = serde_json::from_value::<Image>(value.clone()) {
                return vec![ours];
            }
            let image = Image {
                url: text(map, &["url", "contentUrl", "src"]).map(str::to_owned),
                caption: text(map, &["caption"]).map(str::to_owned),
                credit: text(map, &["creditText", "credit"]).map(str::to_owned),
                ..Image::default()
            };
            image.url.is_some().then_some(image).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(json: &str, options: &ReadOptions) -> ArticleDraft {
        let map: Map<String, Value> = serde_json::from_str(json).expect("test data is JSON");
        read(&map, options).expect("a story")
    }

    #[test]
    fn records_of_other_tools_are_known_by_their_fields() {
        let trafilatura = draft(
            r#"{"title": "Ferry sails", "author": "Jane Doe; Richard Roe", "hostname": "quay.example", "date": "1931-05-03",
                "categories": "Harbour;Tea", "tags": "ferry;tea", "raw_text": "", "text": "It sailed.\nAt noon.", "language": null}"#,
            &ReadOptions::default(),
        );
        assert_eq!(trafilatura.bylines.len(), 2);
        assert_eq!(trafilatura.keywords, ["ferry", "tea"]);
        assert_eq!(trafilatura.body.len(), 2);
        let please = draft(
            r#"{"title": "Ferry sails", "authors": ["Jane Doe"], "date_publish": "1931-05-03 08:00:00", "maintext": "It sailed.",
                "source_domain": "www.quay-herald.example", "url": "https://www.quay-herald.example/1"}"#,
            &ReadOptions::default(),
        );
        assert_eq!(please.publisher.map(|p| p.name).as_deref(), Some("Quay Herald"));
        assert_eq!(please.published.map(|t| t.to_string()).as_deref(), Some("1931-05-03T08:00:00"));
        let schema_org = draft(
            r#"{"@type": "NewsArticle", "headline": "Ferry sails", "articleBody": "It sailed.", "datePublished": "1931-05-03",
                "author": {"@type": "Person", "name": "Jane Doe"}, "publisher": {"name": "Quay Herald", "logo": {"url": "https://q.example/l.png"}}}"#,
            &ReadOptions::default(),
        );
        assert_eq!(schema_org.bylines[0].name, "Jane Doe");
        assert_eq!(schema_org.publisher.and_then(|p| p.logo).as_deref(), Some("https://q.example/l.png"));
    }

    #[test]
    fn a_map_names_other_fields() {
        let mut options = ReadOptions::default();
        options.fields.insert("text".into(), "inhalt".into());
        assert_eq!(draft(r#"{"inhalt": "It sailed.", "title": "F"}"#, &options).body[0].text, "It sailed.");
    }
}
