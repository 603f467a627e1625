//! RSS 0.9x, 1.0 and 2.0 with `content`, `dc` and `media` elements, and Atom (RFC 4287): an article an entry.

use super::tree::{Child, Element};
use crate::credits::parties;
use crate::html::Fragment;
use crate::markup::paragraphs_of_text;
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, read as read_date};
use nutgraf_model::{ArticleDraft, BylineRole, Image, Note, Publisher, RejectKind, Timestamp};

/// Reads the entries in order.
pub(crate) fn read(root: &Element) -> Vec<Outcome> {
    match root.name.as_str() {
        "rss" => {
            let channel = root.child("channel").unwrap_or(root);
            channel.all("item").map(|item| rss(channel, item)).collect()
        }
        "RDF" => {
            let channel = root.child("channel").unwrap_or(root);
            root.all("item").map(|item| rss(channel, item)).collect()
        }
        "feed" => root.all("entry").map(|entry| atom(root, entry)).collect(),
        "entry" => vec![atom(root, root)],
        "urlset" | "sitemapindex" => vec![Err(Refusal::new(
            RejectKind::NotAnArticle,
            format!("a sitemap ({}) lists addresses and carries no text", root.name),
            "read the pages, and give a news sitemap with --sitemap",
        ))],
        other => {
            vec![Err(Refusal::malformed(format!("the root element \"{other}\" is none of rss, RDF, feed, entry")))]
        }
    }
}

/// Why a feed's entry without text gives no article.
fn no_text() -> Refusal {
    Refusal::empty("the entry carries no text, only a link: fetch the page and read that")
}

fn rss(channel: &Element, item: &Element) -> Outcome {
    let encoded = item.elements().find(|e| e.name == "encoded");
    let description = item
        .elements()
        .find(|e| e.name == "description" && e.prefix != "media")
        .map(Element::raw_text)
        .filter(|t| !t.trim().is_empty());
    let body = match (&encoded, &description) {
        (Some(encoded), _) => any_text(&encoded.raw_text()),
        (None, Some(description)) => any_text(description),
        _ => Fragment::default(),
    };
    if body.is_empty() {
        return Err(no_text());
    }
    let mut draft = ArticleDraft { headline: item.text_of("title"), ..ArticleDraft::default() };
    body.fill(&mut draft);
    if encoded.is_some() {
        draft.description = description.map(|d| crate::html::plain(&d)).filter(|d| !d.is_empty());
    }
    let guid = item.child("guid");
    let permalink = guid.filter(|g| g.attr("isPermaLink") != Some("false")).map(Element::text);
    draft.url = item
        .text_of("link")
        .or(permalink)
        .or_else(|| item.attr("about").map(str::to_owned))
        .filter(|u| u.starts_with("http"));
    draft.notes.extend(guid.map(|g| Note::about("id", g.text())));
    date(&mut draft, item.text_of("pubDate").or_else(|| item.text_of("date")));
    draft.modified =
        item.text_of("modified").or_else(|| item.text_of("updated")).and_then(|t| read_date(&t, DateOrder::Unknown));
    let creators = item.all("creator").chain(item.all("author").filter(|a| a.prefix != "media"));
    draft.bylines = creators.flat_map(|c| parties(&author_words(&c.text()), BylineRole::Author)).collect();
    draft.keywords = item.all("category").map(Element::text).filter(|t| !t.is_empty()).collect();
    draft.language = channel.text_of("language").or_else(|| item.text_of("language"));
    draft.publisher = channel.text_of("title").map(|name| Publisher {
        name,
        url: channel.text_of("link").filter(|u| u.starts_with("http")),
        logo: channel.child("image").and_then(|i| i.text_of("url")),
    });
    draft.copyright = item.text_of("rights").or_else(|| channel.text_of("copyright"));
    draft.images = images(item);
    Ok(draft)
}

/// `jane@quay.example (Jane Doe)`, as RSS 2.0 wants authors, is Jane Doe.
fn author_words(text: &str) -> String {
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => text.to_owned(),
    }
}

fn any_text(text: &str) -> Fragment {
    if text.contains('<') && text.contains('>') {
        Fragment::of_html(text)
    } else {
        paragraphs_of_text(&crate::html::plain(text)).into()
    }
}

fn date(draft: &mut ArticleDraft, text: Option<String>) {
    draft.published = text.and_then(|t| read_date(&t, DateOrder::Unknown));
    if matches!(draft.published, Some(Timestamp::Local(_))) {
        draft.notes.push(Note::about("published", "date without zone"));
    }
}

/// Pictures of Media RSS and of enclosures.
fn images(item: &Element) -> Vec<Image> {
    let mut found: Vec<Image> = Vec::new();
    let grouped = item.all("group").flat_map(Element::elements);
    for element in item.elements().chain(grouped) {
        let is_media = element.prefix == "media" && matches!(element.name.as_str(), "content" | "thumbnail");
        let is_enclosure = element.name == "enclosure";
        let kind = element.attr("type").or(element.attr("medium")).unwrap_or(if is_media { "image" } else { "" });
        if !(is_media || is_enclosure) || !kind.starts_with("image") {
            continue;
        }
        let Some(url) = element.attr("url").filter(|u| u.starts_with("http")) else { continue };
        if found.iter().any(|i| i.url.as_deref() == Some(url)) {
            continue;
        }
        let number = |name: &str| element.attr(name).and_then(|v| v.parse().ok());
        let words = |name: &str| {
            element.text_of(name).or_else(|| item.all(name).find(|e| e.prefix == "media").map(Element::text))
        };
        found.push(Image {
            url: Some(url.to_owned()),
            caption: words("description"),
            credit: words("credit"),
            width: number("width"),
            height: number("height"),
        });
    }
    found
}

fn atom(feed: &Element, entry: &Element) -> Outcome {
    let content = entry.child("content").map(construct).unwrap_or_default();
    let summary = entry.child("summary").map(construct).unwrap_or_default();
    let has_content = !content.is_empty();
    let body = if has_content { content } else { summary.clone() };
    if body.is_empty() {
        return Err(no_text());
    }
    let link = |rel: &str| {
        entry
            .all("link")
            .find(|l| l.attr("rel").unwrap_or("alternate") == rel)
            .and_then(|l| l.attr("href"))
            .filter(|h| h.starts_with("http"))
    };
    let mut draft = ArticleDraft {
        headline: entry.child("title").map(|t| crate::html::plain(&t.raw_text())),
        ..ArticleDraft::default()
    };
    body.fill(&mut draft);
    draft.url = link("alternate").or(link("self")).map(str::to_owned);
    draft.notes.extend(entry.text_of("id").map(|id| Note::about("id", id)));
    date(&mut draft, entry.text_of("published").or_else(|| entry.text_of("updated")));
    let updated = entry.text_of("updated").and_then(|t| read_date(&t, DateOrder::Unknown));
    draft.modified = updated.filter(|at| draft.published.as_ref() != Some(at));
    if has_content && !summary.is_empty() {
        draft.description = Some(summary.words());
    }
    let own: Vec<&Element> = entry.all("author").collect();
    let authors = if own.is_empty() { feed.all("author").collect() } else { own };
    draft.bylines =
        authors.iter().filter_map(|a| a.text_of("name")).flat_map(|n| parties(&n, BylineRole::Author)).collect();
    let contributors = entry.all("contributor").filter_map(|c| c.text_of("name"));
    draft.bylines.extend(contributors.flat_map(|n| parties(&n, BylineRole::Contributor)));
    draft.keywords =
        entry.all("category").filter_map(|c| c.attr("label").or(c.attr("term"))).map(str::to_owned).collect();
    draft.language = entry.attr("lang").or(feed.attr("lang")).map(str::to_owned);
    let source = entry.child("source").unwrap_or(feed);
    if source.name != "entry" {
        draft.publisher =
            source.text_of("title").map(|name| Publisher { name, url: None, logo: source.text_of("logo") });
    }
    draft.copyright = entry.text_of("rights").or_else(|| feed.text_of("rights"));
    draft.images = images(entry);
    Ok(draft)
}

/// Atom text: plain, escaped HTML, or XHTML in place (RFC 4287, 3.1 and 4.1.3).
fn construct(element: &Element) -> Fragment {
    match element.attr("type").unwrap_or("text") {
        "html" | "text/html" => Fragment::of_html(&element.raw_text()),
        "xhtml" | "application/xhtml+xml" => Fragment::of_tree(element),
        kind if kind == "text" || kind.starts_with("text/") => {
            let inner = element.children.iter().any(|c| matches!(c, Child::Element(_)));
            if inner { Fragment::of_tree(element) } else { any_text(&element.raw_text()) }
        }
        _ => Fragment::default(),
    }
}
