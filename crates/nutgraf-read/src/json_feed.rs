//! JSON Feed 1.0 and 1.1 (jsonfeed.org): an article an item.

use crate::credits::parties;
use crate::html::Fragment;
use crate::json::{text, texts};
use crate::markup::paragraphs_of_text;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use nutgraf_model::{ArticleDraft, BylineRole, Image, Note, Publisher};
use serde_json::{Map, Value};

/// Whether the object is a feed: its `version` says so.
pub(crate) fn is_feed(map: &Map<String, Value>) -> bool {
    text(map, &["version"]).is_some_and(|version| version.contains("jsonfeed.org"))
        && map.get("items").is_some_and(Value::is_array)
}

/// Reads the items in order.
pub(crate) fn read(feed: &Map<String, Value>) -> Vec<Outcome> {
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = |item: &Value| match item.as_object() {
        Some(item) => story(feed, item),
        None => Err(Refusal::malformed("an item of the feed is no object")),
    };
    items.iter().map(one).collect()
}

fn story(feed: &Map<String, Value>, item: &Map<String, Value>) -> Outcome {
    let body: Fragment = match text(item, &["content_html"]) {
        Some(html) => Fragment::of_html(html),
        None => text(item, &["content_text"]).map(paragraphs_of_text).unwrap_or_default().into(),
    };
    if body.is_empty() {
        return Err(Refusal::empty("the item has neither content_html nor content_text: the feed carries no text"));
    }
    let date = |key: &str| text(item, &[key]).and_then(|t| read_date(t, DateOrder::Unknown));
    let authors = if item.contains_key("authors") || item.contains_key("author") { item } else { feed };
    let names = texts(authors, "authors").into_iter().chain(texts(authors, "author"));
    let address = |keys: &[&str]| text(item, keys).filter(|u| u.starts_with("http")).map(str::to_owned);
    let mut draft = ArticleDraft {
        url: address(&["url", "id"]),
        headline: text(item, &["title"]).map(str::to_owned),
        description: text(item, &["summary"]).map(str::to_owned),
        published: date("date_published"),
        modified: date("date_modified"),
        keywords: texts(item, "tags"),
        language: text(item, &["language"]).or(text(feed, &["language"])).map(str::to_owned),
        images: address(&["image", "banner_image"])
            .map(|url| Image { url: Some(url), ..Image::default() })
            .into_iter()
            .collect(),
        ..ArticleDraft::default()
    };
    body.fill(&mut draft);
    draft.bylines = names.flat_map(|name| parties(&name, BylineRole::Author)).collect();
    draft.publisher = text(feed, &["title"]).map(|name| Publisher {
        name: name.to_owned(),
        url: text(feed, &["home_page_url"]).map(str::to_owned),
        logo: text(feed, &["icon"]).map(str::to_owned),
    });
    if let Some(id) = text(item, &["id"]) {
        draft.notes.push(Note::about("id", id));
    }
    Ok(draft)
}
