//! IPTC ninjs 1.x, 2.x and 3.x: one object a story. The versions differ in the case of names (`versioncreated`,
//! `versionCreated`) and in whether headline, body and caption are single values or lists with roles.

use crate::ReadOptions;
use crate::credits::{parties, party};
use crate::html::Fragment;
use crate::iptc;
use crate::json::{text, texts};
use crate::markup::paragraphs_of_text;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use nutgraf_model::{
    ArticleDraft, Byline, BylineRole, Dateline, EditorialStatus, Image, Note, PartyKind, Publisher, Status, Timestamp,
};
use serde_json::{Map, Value};

/// Whether the object is ninjs: it has an address of its kind and a field that only ninjs has.
pub(crate) fn is_ninjs(map: &Map<String, Value>) -> bool {
    const OWN: &[&str] = &[
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
        "body_xhtml",
        "body_text",
        "bodies",
        "headlines",
        "representationtype",
        "firstcreated",
        "firstCreated",
        "renditions",
    ];
    map.contains_key("uri") && OWN.iter().any(|key| map.contains_key(*key))
}

/// Reads one object.
pub(crate) fn read(map: &Map<String, Value>, options: &ReadOptions) -> Outcome {
    let kind = text(map, &["type"]).unwrap_or("text").to_lowercase();
    if !matches!(kind.as_str(), "text" | "composite" | "component") && !options.keep_non_articles {
        return Err(Refusal::not_an_article(format!("a ninjs item of type \"{kind}\", not a text")));
    }
    let mut draft = ArticleDraft { status: Some(status(map)), ..ArticleDraft::default() };
    words(map, &mut draft);
    let canceled = draft.status.as_ref().is_some_and(|s| s.status == Status::Canceled);
    if draft.body.is_empty() && !canceled {
        return Err(Refusal::empty(format!("a ninjs item of type \"{kind}\" without a body")));
    }
    let uri = text(map, &["uri"]).unwrap_or_default();
    draft.notes.push(Note::about("id", uri));
    let addresses = [text(map, &["canonicalurl", "canonicalUrl"]), alternate(map), Some(uri)];
    draft.url = addresses.into_iter().flatten().find(|u| u.starts_with("http")).map(str::to_owned);
    dates(map, &mut draft);
    credits(map, &mut draft);
    subjects(map, &mut draft);
    draft.language = text(map, &["language"]).map(str::to_owned);
    draft.copyright = text(map, &["copyrightnotice", "copyrightNotice"]).map(str::to_owned);
    draft.images = images(map);
    Ok(draft)
}

/// The values of a 2.x or 3.x list with roles, or of its 1.x single field; of several roles the first that stands.
fn with_role(map: &Map<String, Value>, list: &str, single: &[&str], roles: &[&str]) -> Option<String> {
    let items: Vec<&Map<String, Value>> =
        map.get(list).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    let of = |role: &str| items.iter().find(|item| text(item, &["role"]).is_some_and(|r| r.eq_ignore_ascii_case(role)));
    let chosen =
        roles.iter().find_map(|role| of(role)).or_else(|| if roles.contains(&"*") { items.first() } else { None });
    chosen.and_then(|item| text(item, &["value"])).or_else(|| text(map, single)).map(str::to_owned)
}

fn words(map: &Map<String, Value>, draft: &mut ArticleDraft) {
    draft.headline = with_role(map, "headlines", &["headline", "title"], &["main", "headline", "*"]);
    draft.alternative_headline = with_role(map, "headlines", &[], &["seo", "short", "sub", "subheadline"]);
    draft.description =
        with_role(map, "descriptions", &["description_text"], &["summary", "abstract", "caption", "text", "*"]);
    body(map).fill(draft);
    let dateline = text(map, &["dateline", "located"]).map(str::to_owned);
    draft.dateline = dateline.map(|place| Dateline { place: Some(place), ..Dateline::default() });
}

fn body(map: &Map<String, Value>) -> Fragment {
    if let Some(bodies) = map.get("bodies").and_then(Value::as_array) {
        let bodies: Vec<&Map<String, Value>> = bodies.iter().filter_map(Value::as_object).collect();
        let is_html = |b: &&&Map<String, Value>| {
            text(b, &["contentType", "contenttype", "role"]).is_some_and(|t| t.contains("html"))
        };
        if let Some(html) = bodies.iter().find(is_html).and_then(|b| text(b, &["value"])) {
            return Fragment::of_html(html);
        }
        return bodies.first().and_then(|b| text(b, &["value"])).map(paragraphs_of_text).unwrap_or_default().into();
    }
    match text(map, &["body_xhtml", "body_html"]) {
        Some(html) => Fragment::of_html(html),
        None => text(map, &["body_text"]).map(paragraphs_of_text).unwrap_or_default().into(),
    }
}

fn alternate(map: &Map<String, Value>) -> Option<&str> {
    let list = map.get("altids").or_else(|| map.get("altIds"))?.as_array()?;
    list.iter().filter_map(Value::as_object).find_map(|id| text(id, &["value"]).filter(|v| v.starts_with("http")))
}

fn status(map: &Map<String, Value>) -> EditorialStatus {
    let status = iptc::status(text(map, &["pubstatus", "pubStatus"]).unwrap_or("usable"));
    let embargo =
        text(map, &["embargoed", "embargoedUntil", "embargoeduntil"]).and_then(|t| t.parse::<Timestamp>().ok());
    let version = match map.get("version") {
        Some(Value::String(version)) => version.trim().parse().ok(),
        Some(Value::Number(version)) => version.as_u64().and_then(|v| u32::try_from(v).ok()),
        _ => None,
    };
    EditorialStatus { status, embargo, version }
}

fn dates(map: &Map<String, Value>, draft: &mut ArticleDraft) {
    let date = |keys: &[&str]| text(map, keys).and_then(|t| read_date(t, DateOrder::Unknown));
    let first = date(&["firstcreated", "firstCreated", "contentcreated", "contentCreated"]);
    let version = date(&["versioncreated", "versionCreated"]);
    draft.published = first.or(version);
    draft.modified = version.filter(|_| first.is_some() && first != version);
    if matches!(draft.published, Some(Timestamp::Local(_))) {
        draft.notes.push(Note::about("published", "date without zone"));
    }
}

fn credits(map: &Map<String, Value>, draft: &mut ArticleDraft) {
    let mut bylines: Vec<Byline> =
        text(map, &["byline", "by"]).map(|by| parties(by, BylineRole::Author)).unwrap_or_default();
    if bylines.is_empty() {
        let people = texts(map, "people").len();
        let authors =
            map.get("people").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).take(people);
        let authors =
            authors.filter(|p| text(p, &["rel"]).is_some_and(|rel| matches!(rel, "creator" | "author" | "byline")));
        bylines =
            authors.filter_map(|p| party(text(p, &["name"])?, Some(PartyKind::Person), BylineRole::Author)).collect();
    }
    draft.bylines = bylines;
    let provider = texts(map, "infosources").into_iter().chain(texts(map, "infoSources")).next();
    let name = provider.or_else(|| text(map, &["copyrightholder", "copyrightHolder"]).map(str::to_owned));
    draft.publisher = name.map(|name| Publisher { name, url: None, logo: None });
}

fn subjects(map: &Map<String, Value>, draft: &mut ArticleDraft) {
    for key in ["subject", "subjects"] {
        for subject in map.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
            draft.keywords.extend(text(subject, &["name"]).map(str::to_owned));
            let code = text(subject, &["code", "literal", "uri"]);
            let scheme = text(subject, &["scheme"]).unwrap_or_default();
            if let Some(address) = code.and_then(|code| iptc::subject_address(scheme, code)) {
                draft.notes.push(Note::about("about", address));
            }
        }
    }
    for value in texts(map, "keywords") {
        if !draft.keywords.contains(&value) {
            draft.keywords.push(value);
        }
    }
    draft.section = texts(map, "genre").into_iter().chain(texts(map, "genres")).next();
}

fn images(map: &Map<String, Value>) -> Vec<Image> {
    let associations: Vec<&Map<String, Value>> = match map.get("associations") {
        Some(Value::Object(named)) => named.values().filter_map(Value::as_object).collect(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    };
    let pictures = associations.into_iter().filter(|a| matches!(text(a, &["type"]), Some("picture" | "graphic")));
    pictures.filter_map(image).collect()
}

fn image(picture: &Map<String, Value>) -> Option<Image> {
    let renditions: Vec<&Map<String, Value>> = match picture.get("renditions") {
        Some(Value::Object(named)) => named.values().filter_map(Value::as_object).collect(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    };
    let number =
        |map: &Map<String, Value>, key: &str| map.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let largest =
        renditions.into_iter().filter(|r| text(r, &["href"]).is_some()).max_by_key(|r| number(r, "width").unwrap_or(0));
    let own = text(picture, &["uri"]).filter(|u| u.starts_with("http"));
    let url = largest.and_then(|r| text(r, &["href"])).or(own)?;
    Some(Image {
        url: Some(url.to_owned()),
        caption: with_role(picture, "descriptions", &["description_text"], &["caption", "*"]),
        credit: text(picture, &["creditline", "creditLine", "byline", "by"]).map(str::to_owned),
        width: largest.and_then(|r| number(r, "width")),
        height: largest.and_then(|r| number(r, "height")),
    })
}
