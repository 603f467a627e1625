//! IPTC NewsML-G2 2.x: news items, alone or in messages; one article an item of text.

use super::nitf;
use super::tree::Element;
use crate::credits::{parties, party};
use crate::html::Fragment;
use crate::markup::paragraphs_of_text;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use crate::{ReadOptions, iptc};
use nutgraf_model::{
    ArticleDraft, Byline, BylineRole, Dateline, EditorialStatus, Image, Note, PartyKind, Publisher, RejectKind, Status,
    Timestamp,
};
use std::collections::HashMap;

/// Reads an item or a message. Of several versions of one item the highest wins.
pub(crate) fn read(root: &Element, options: &ReadOptions) -> Vec<Outcome> {
    if root.name == "NewsML" {
        let why = "NewsML 1.x is not read";
        return vec![Err(Refusal::new(RejectKind::UnknownFormat, why, "convert it to NewsML-G2 or NITF"))];
    }
    let mut items: Vec<&Element> = Vec::new();
    collect(root, &mut items, 0);
    let mut newest: HashMap<&str, u32> = HashMap::new();
    for item in &items {
        if let Some(guid) = item.attr("guid").filter(|_| item.name == "newsItem") {
            let entry = newest.entry(guid).or_default();
            *entry = (*entry).max(version(item));
        }
    }
    let current =
        |item: &&Element| item.attr("guid").and_then(|guid| newest.get(guid)).is_none_or(|top| version(item) >= *top);
    let mut seen: Vec<(&str, u32)> = Vec::new();
    let mut outcomes = Vec::new();
    for item in items.into_iter().filter(|item| item.name != "newsItem" || current(item)) {
        if let Some(guid) = item.attr("guid").filter(|_| item.name == "newsItem") {
            if seen.contains(&(guid, version(item))) {
                continue;
            }
            seen.push((guid, version(item)));
        }
        outcomes.push(story(item, options));
    }
    outcomes
}

fn version(item: &Element) -> u32 {
    item.attr("version").and_then(|v| v.parse().ok()).unwrap_or(1)
}

/// Items in order; a package inside a message only names others, so it counts only where it stands alone.
fn collect<'e>(element: &'e Element, items: &mut Vec<&'e Element>, depth: usize) {
    match element.name.as_str() {
        // A fragment of an item, as a content system may store it.
        "contentSet" if depth == 0 => items.push(element),
        "newsItem" | "conceptItem" | "planningItem" | "knowledgeItem" | "catalogItem" => items.push(element),
        "packageItem" if depth == 0 => items.push(element),
        "packageItem" => {}
        _ if depth < 4 => element.elements().for_each(|child| collect(child, items, depth + 1)),
        _ => {}
    }
}

fn story(item: &Element, options: &ReadOptions) -> Outcome {
    let kind = item.name.as_str();
    if kind == "contentSet" {
        return fragment(item);
    }
    if kind != "newsItem" {
        let what = match kind {
            "packageItem" => "a package: it lists items and holds none",
            "conceptItem" | "knowledgeItem" => "a concept item: knowledge, not news",
            "planningItem" => "a planning item: coverage to come",
            _ => "a catalogue",
        };
        return Err(Refusal::not_an_article(what));
    }
    let class =
        item.at(&["itemMeta", "itemClass"]).and_then(|c| c.attr("qcode").or(c.attr("uri"))).unwrap_or("ninat:text");
    let class = class.rsplit([':', '/']).next().unwrap_or(class);
    if !matches!(class, "text" | "composite") && !options.keep_non_articles {
        return Err(Refusal::not_an_article(format!("a news item of class \"{class}\", not a text")));
    }
    let mut draft = ArticleDraft { status: Some(status(item)), ..ArticleDraft::default() };
    metadata(item, &mut draft);
    content(item, &mut draft);
    let canceled = draft.status.as_ref().is_some_and(|s| s.status == Status::Canceled);
    if draft.body.is_empty() && !canceled {
        return Err(Refusal::empty("the item's contentSet holds no text in NITF, XHTML or plain text"));
    }
    Ok(draft)
}

fn fragment(set: &Element) -> Outcome {
    let mut draft = ArticleDraft::default();
    draft.notes.push(Note::general("a contentSet without its item: no metadata"));
    parts(set, &mut draft);
    if draft.body.is_empty() {
        return Err(Refusal::empty("the contentSet holds no text in NITF, XHTML or plain text"));
    }
    Ok(draft)
}

fn status(item: &Element) -> EditorialStatus {
    let meta = item.child("itemMeta");
    let code = meta.and_then(|m| m.child("pubStatus")).and_then(|s| s.attr("qcode").or(s.attr("uri")));
    let embargo = meta.and_then(|m| m.text_of("embargoed")).and_then(|t| t.parse::<Timestamp>().ok());
    EditorialStatus {
        status: code.map_or(Status::Usable, iptc::status),
        embargo,
        version: item.attr("version").and_then(|v| v.parse().ok()),
    }
}

fn metadata(item: &Element, draft: &mut ArticleDraft) {
    if let Some(guid) = item.attr("guid") {
        draft.notes.push(Note::about("id", guid));
        draft.url = Some(guid).filter(|g| g.starts_with("http")).map(str::to_owned);
    }
    draft.language = item.attr("lang").map(str::to_owned);
    if let Some(rights) = item.child("rightsInfo") {
        draft.copyright = rights.text_of("copyrightNotice");
        draft.publisher = rights.child("copyrightHolder").and_then(named);
    }
    if let Some(meta) = item.child("itemMeta") {
        // A provider by name, else the holder of the rights by name, else the provider by its code or address.
        let provider = meta.child("provider");
        let by_name = provider.filter(|p| name_of(p).is_some()).and_then(named);
        draft.publisher = by_name.or(draft.publisher.take()).or_else(|| provider.and_then(named));
        let date = |name: &str| meta.text_of(name).and_then(|t| read_date(&t, DateOrder::Unknown));
        draft.modified = date("versionCreated");
        draft.published = date("firstCreated").or(draft.modified);
        let link =
            meta.all("link").chain(item.all("link")).find_map(|l| l.attr("href").filter(|h| h.starts_with("http")));
        draft.url = draft.url.take().or_else(|| link.map(str::to_owned));
        draft.headline = meta.text_of("title");
    }
    if let Some(meta) = item.child("contentMeta") {
        content_meta(meta, draft);
    }
    if draft.modified == draft.published {
        draft.modified = None;
    }
    if matches!(draft.published, Some(Timestamp::Local(_))) {
        draft.notes.push(Note::about("published", "date without zone"));
    }
}

fn content_meta(meta: &Element, draft: &mut ArticleDraft) {
    let date = |name: &str| meta.text_of(name).and_then(|t| read_date(&t, DateOrder::Unknown));
    if let Some(created) = date("contentCreated") {
        draft.published = Some(created);
    }
    draft.modified = date("contentModified").or(draft.modified);
    draft.headline = meta.text_of("headline").or(draft.headline.take());
    draft.description = meta.text_of("description");
    draft.language = meta.child("language").and_then(|l| l.attr("tag")).map(str::to_owned).or(draft.language.take());
    let place = meta.child("located").and_then(name_of);
    draft.dateline = place.map(|place| Dateline { place: Some(place), ..Dateline::default() });
    let mut bylines: Vec<Byline> = meta.all("by").flat_map(|by| parties(&by.text(), BylineRole::Author)).collect();
    if bylines.is_empty() {
        bylines = meta.all("creator").filter_map(|c| creator(c, BylineRole::Author)).collect();
    }
    for contributor in meta.all("contributor").filter_map(|c| creator(c, BylineRole::Contributor)) {
        if !bylines.iter().any(|b| b.name == contributor.name) {
            bylines.push(contributor);
        }
    }
    draft.bylines = bylines;
    if draft.publisher.is_none() {
        draft.publisher = meta.child("infoSource").and_then(named);
    }
    for subject in meta.all("subject") {
        draft.keywords.extend(name_of(subject));
        let code = subject.attr("qcode").or(subject.attr("uri"));
        match code.and_then(|code| iptc::subject_address("", code)) {
            Some(address) => draft.notes.push(Note::about("about", address)),
            None => draft.notes.extend(code.map(|code| Note::about("keywords", format!("subject {code}")))),
        }
    }
    draft.keywords.extend(meta.all("keyword").map(Element::text).filter(|t| !t.is_empty()));
    draft.section = meta.child("genre").and_then(name_of);
}

fn name_of(element: &Element) -> Option<String> {
    element.text_of("name").or_else(|| element.attr("literal").map(str::to_owned))
}

fn named(element: &Element) -> Option<Publisher> {
    let code = element.attr("qcode").or(element.attr("literal")).map(|q| q.rsplit(':').next().unwrap_or(q).to_owned());
    let url = element.attr("uri").filter(|u| u.starts_with("http"));
    let host =
        url.and_then(|u| url::Url::parse(u).ok()).and_then(|u| u.host_str().and_then(crate::publisher::name_of_host));
    let name = name_of(element).or(code).or(host)?;
    Some(Publisher { name, url: url.map(str::to_owned), logo: None })
}

fn creator(element: &Element, role: BylineRole) -> Option<Byline> {
    let kind = element.attr("type").or(element.attr("qcode")).and_then(|t| match t.rsplit(':').next() {
        Some("person") => Some(PartyKind::Person),
        Some("organisation" | "organization") => Some(PartyKind::Organization),
        _ => None,
    });
    let mut byline = party(&name_of(element)?, kind, role)?;
    byline.url = element.attr("uri").filter(|u| u.starts_with("http")).map(str::to_owned);
    Some(byline)
}

fn content(item: &Element, draft: &mut ArticleDraft) {
    if let Some(set) = item.child("contentSet") {
        parts(set, draft);
    }
}

fn parts(set: &Element, draft: &mut ArticleDraft) {
    for part in set.elements() {
        match part.name.as_str() {
            "inlineXML" if draft.body.is_empty() => inline(part, draft),
            "inlineData" if draft.body.is_empty() => draft.body = paragraphs_of_text(&part.raw_text()),
            "remoteContent" => draft.images.extend(remote(part)),
            _ => {}
        }
    }
}

fn inline(part: &Element, draft: &mut ArticleDraft) {
    if let Some(document) = part.child("nitf") {
        nitf::body(document, draft);
    } else if let Some(html) = part.elements().next() {
        Fragment::of_tree(html).fill(draft);
    }
}

fn remote(part: &Element) -> Option<Image> {
    let picture = part.attr("contenttype").is_some_and(|t| t.starts_with("image/"));
    let url = part.attr("href").filter(|h| picture && h.starts_with("http"))?;
    let number = |name: &str| part.attr(name).and_then(|v| v.parse().ok());
    Some(Image { url: Some(url.to_owned()), width: number("width"), height: number("height"), ..Image::default() })
}
