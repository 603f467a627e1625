//! NITF 3.x (and 2.x where the shape is the same): `nitf/body` and its head.

use super::tree::{Child, Element};
use crate::credits::{credit_paragraph, parties};
use crate::iptc;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use nutgraf_model::{
    ArticleDraft, BlockKind, BylineRole, Dateline, DraftBlock, EditorialStatus, Image, Link, LinkKind, Note, Publisher,
    Status, Timestamp,
};

/// Reads a document.
pub(crate) fn read(root: &Element) -> Outcome {
    if root.child("body").is_none() {
        return Err(Refusal::malformed("the nitf element has no body"));
    }
    let mut draft = ArticleDraft::default();
    head(root, &mut draft);
    body(root, &mut draft);
    if draft.body.is_empty() && draft.status.as_ref().is_none_or(|s| s.status != Status::Canceled) {
        return Err(Refusal::empty("body.content holds no paragraph"));
    }
    Ok(draft)
}

fn head(root: &Element, draft: &mut ArticleDraft) {
    let Some(head) = root.child("head") else { return };
    draft.headline = head.text_of("title");
    let docdata = head.child("docdata");
    if let Some(docdata) = docdata {
        let norm = |name: &str| {
            docdata.child(name).and_then(|e| e.attr("norm")).and_then(|t| read_date(t, DateOrder::Unknown))
        };
        draft.published = norm("date.issue").or_else(|| norm("date.release"));
        draft.status = Some(EditorialStatus {
            status: status(docdata.attr("management-status").unwrap_or_default()),
            embargo: norm("date.release").filter(|_| docdata.attr("management-status") == Some("embargoed")),
            version: None,
        });
        if let Some(id) = docdata.child("doc-id").and_then(|e| e.attr("id-string")) {
            draft.notes.push(Note::about("id", id));
        }
        if let Some(copyright) = docdata.child("doc.copyright") {
            let parts = [copyright.attr("year"), copyright.attr("holder")];
            draft.copyright = Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|c| !c.is_empty());
        }
        let keywords = docdata.child("key-list").into_iter().flat_map(|list| list.all("keyword"));
        draft.keywords.extend(keywords.filter_map(|k| k.attr("key")).map(str::to_owned));
        draft.section = docdata.child("fixture").and_then(|f| f.attr("fix-id")).map(str::to_owned);
    }
    for classifier in head.child("tobject").into_iter().flat_map(|t| t.all("tobject.subject")) {
        let name = ["tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type"]
            .iter()
            .find_map(|n| classifier.attr(n));
        draft.keywords.extend(name.map(str::to_owned));
        if let Some(address) =
            classifier.attr("tobject.subject.refnum").and_then(|code| iptc::subject_address("subj", code))
        {
            draft.notes.push(Note::about("about", address));
        }
    }
    if let Some(pubdata) = head.child("pubdata") {
        let name = pubdata.attr("name").map(str::to_owned);
        draft.publisher = name.map(|name| Publisher { name, url: None, logo: None });
        draft.url = pubdata.attr("ex-ref").filter(|u| u.starts_with("http")).map(str::to_owned);
        draft.section = draft.section.take().or_else(|| pubdata.attr("position.section").map(str::to_owned));
        draft.published =
            draft.published.or_else(|| pubdata.attr("date.publication").and_then(|t| read_date(t, DateOrder::Unknown)));
    }
    if matches!(draft.published, Some(Timestamp::Local(_))) {
        draft.notes.push(Note::about("published", "date without zone"));
    }
}

fn status(code: &str) -> Status {
    match code {
        "embargoed" => Status::Usable,
        other => iptc::status(other),
    }
}

/// Fills what `nitf/body` states; also for NITF inside NewsML-G2.
pub(crate) fn body(root: &Element, draft: &mut ArticleDraft) {
    let Some(body) = root.child("body") else { return };
    draft.language = root.attr("lang").or(body.attr("lang")).map(str::to_owned).or(draft.language.take());
    if let Some(head) = body.child("body.head") {
        body_head(head, draft);
    }
    for content in body.all("body.content") {
        blocks(content, draft, 0);
    }
    for end in body.all("body.end") {
        for line in end.elements().map(Element::text) {
            if let Some(credited) = credit_paragraph(&line) {
                draft.bylines.extend(credited);
            }
        }
    }
}

fn body_head(head: &Element, draft: &mut ArticleDraft) {
    if let Some(hedline) = head.child("hedline") {
        draft.headline = hedline.text_of("hl1").or(draft.headline.take());
        draft.alternative_headline = hedline.text_of("hl2").or(draft.alternative_headline.take());
    }
    let mut bylines = Vec::new();
    for byline in head.all("byline") {
        let people: Vec<String> = byline.all("person").map(Element::text).collect();
        let mut words = String::new();
        for child in &byline.children {
            match child {
                Child::Text(text) => words.push_str(text),
                Child::Element(e) if !matches!(e.name.as_str(), "byttl" | "location" | "virtloc") => {
                    words.push_str(&e.text())
                }
                Child::Element(_) => words.push(' '),
            }
        }
        let names = if people.is_empty() { vec![words] } else { people };
        bylines.extend(names.iter().flat_map(|name| parties(name, BylineRole::Author)));
        if bylines.is_empty() {
            bylines.extend(byline.all("byttl").flat_map(|t| parties(&t.text(), BylineRole::Author)));
        }
    }
    if !bylines.is_empty() {
        draft.bylines = bylines;
    }
    if let Some(dateline) = head.child("dateline") {
        let place = dateline.text_of("location");
        let date = dateline.child("story.date").and_then(|d| d.attr("norm").map(str::to_owned).or(Some(d.text())));
        let date = date.and_then(|t| read_date(&t, DateOrder::Unknown)).map(|t| t.to_day());
        draft.dateline = Some(Dateline { place, date, agency: None }).filter(|d| d.place.is_some() || d.date.is_some());
    }
    if let Some(summary) = head.child("abstract").map(Element::text).filter(|t| !t.is_empty()) {
        draft.description = Some(summary);
    }
    if let Some(provider) = head.child("distributor").map(Element::text).filter(|t| !t.is_empty()) {
        draft.publisher.get_or_insert(Publisher { name: provider, url: None, logo: None });
    }
    if let Some(rights) = head.child("rights").map(Element::text).filter(|t| !t.is_empty()) {
        draft.copyright.get_or_insert(rights);
    }
}

/// The blocks of a content element. Editor's notes are never read.
fn blocks(content: &Element, draft: &mut ArticleDraft, depth: usize) {
    if depth > 8 {
        return;
    }
    for element in content.elements() {
        match element.name.as_str() {
            "p" => paragraph(element, BlockKind::Text, draft),
            "hl1" | "hl2" => paragraph(element, BlockKind::Heading, draft),
            "pre" => draft.body.push(DraftBlock::text(element.raw_text())),
            "bq" => element
                .elements()
                .flat_map(|b| if b.name == "block" { b.elements().collect() } else { vec![b] })
                .for_each(|p| paragraph(p, BlockKind::Quote, draft)),
            "ul" | "ol" => element.all("li").for_each(|item| paragraph(item, BlockKind::List, draft)),
            "block" | "body.content" => blocks(element, draft, depth + 1),
            "media" => media(element, draft),
            "table" => {
                for row in element.find("tbody").unwrap_or(element).all("tr") {
                    let cells: Vec<String> = row.elements().map(Element::text).filter(|t| !t.is_empty()).collect();
                    draft.body.push(DraftBlock::new(BlockKind::List, cells.join(" | ")));
                }
            }
            _ => {}
        }
    }
}

fn paragraph(element: &Element, kind: BlockKind, draft: &mut ArticleDraft) {
    let text = element.text();
    if text.is_empty() {
        return;
    }
    if let Some(credited) = credit_paragraph(&text).filter(|_| kind == BlockKind::Text) {
        draft.bylines.extend(credited);
        return;
    }
    links(element, draft);
    draft.body.push(DraftBlock::new(kind, text));
}

fn links(element: &Element, draft: &mut ArticleDraft) {
    for child in element.elements() {
        match child.attr("href") {
            Some(href) if child.name == "a" => {
                draft.links.push(Link { text: child.text(), href: href.to_owned(), kind: LinkKind::InText });
            }
            _ => links(child, draft),
        }
    }
}

fn media(element: &Element, draft: &mut ArticleDraft) {
    if element.attr("media-type").is_some_and(|t| t != "image") {
        return;
    }
    let reference = element.child("media-reference");
    let number = |name: &str| reference.and_then(|r| r.attr(name)).and_then(|v| v.parse().ok());
    let caption = element.text_of("media-caption");
    if let Some(caption) = &caption {
        draft.body.push(DraftBlock::new(BlockKind::Caption, caption.clone()));
    }
    draft.images.push(Image {
        url: reference.and_then(|r| r.attr("source")).filter(|u| u.starts_with("http")).map(str::to_owned),
        caption,
        credit: element.text_of("media-producer"),
        width: number("width"),
        height: number("height"),
    });
}
