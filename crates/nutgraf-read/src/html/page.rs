//! A page becomes an article: every field with the rule that gave it.

use super::body::{Body, body};
use super::dom::Dom;
use super::facts::Facts;
use super::fragment::block_kind;
use super::linked_data::{Entry, plain};
use super::{access, authors, dates, kind, media, title};
use crate::ReadOptions;
use crate::charset;
use crate::credits::credit_paragraph;
use crate::document::RawDocument;
use crate::read::Outcome;
use crate::refuse::Refusal;
use nutgraf_model::{ArticleDraft, BlockKind, BylineRole, DraftBlock, Link, LinkKind, Note, Publisher, Timestamp};
use url::Url;

/// Reads a page.
pub(crate) fn read(document: &RawDocument, options: &ReadOptions) -> Outcome {
    let declared = document.charset.clone().or_else(|| charset::declared_in_markup(&document.bytes));
    let tld =
        document.url.as_deref().and_then(|url| Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
    let tld = tld.as_deref().and_then(|host| host.rsplit('.').next()).map(str::to_owned);
    let decoded = charset::decode(&document.bytes, declared.as_deref(), tld.as_deref());
    let dom = Dom::parse(&decoded.text)?;
    let facts = Facts::gather(dom, document.url.as_deref());
    let body = body(&facts);
    if !options.keep_non_articles
        && let Some(refusal) = kind::not_an_article(&facts, &body)
    {
        return Err(refusal);
    }
    let mut draft = ArticleDraft::default();
    draft.notes.extend(decoded.note.map(Note::general));
    if facts.linked.broken > 0 {
        draft.notes.push(Note::general(format!("{} JSON-LD blocks could not be read", facts.linked.broken)));
    }
    fill(&mut draft, &facts, &body);
    if draft.body.is_empty() {
        return Err(Refusal::empty("no paragraph of an article was found on the page"));
    }
    Ok(draft)
}

fn fill(draft: &mut ArticleDraft, facts: &Facts, body: &Body) {
    let lead = body.lead();
    addresses(draft, facts);
    if let Some(title) = title::headline(facts) {
        draft.notes.push(Note::about("headline", title.rule));
        draft.headline = Some(title.text);
    }
    alternative_headline(draft, facts);
    description(draft, facts);
    if let Some(dated) = dates::published(facts, lead) {
        note_zone(draft, "published", &dated);
        draft.published = Some(dated.at);
    }
    if let Some(dated) = dates::modified(facts) {
        note_zone(draft, "modified", &dated);
        draft.modified = Some(dated.at);
    }
    if let Some(credited) = authors::authors(facts, lead) {
        draft.notes.push(Note::about("bylines", credited.rule));
        draft.bylines = credited.bylines;
    }
    publisher(draft, facts);
    section_and_keywords(draft, facts);
    draft.language = facts
        .lang
        .clone()
        .or_else(|| facts.first_meta(&["og:locale", "content-language", "language"]).map(|(_, v)| v.to_owned()));
    if let Some((free, rule)) = access::is_free(facts) {
        draft.notes.push(Note::about("is_free", rule));
        draft.is_free = Some(free);
    }
    rights(draft, facts);
    draft.images = media::images(facts, body);
    fill_body(draft, facts, body);
}

fn note_zone(draft: &mut ArticleDraft, field: &str, dated: &dates::Dated) {
    draft.notes.push(Note::about(field, dated.rule.clone()));
    if matches!(dated.at, Timestamp::Local(_)) {
        draft.notes.push(Note::about(field, "date without zone"));
    }
}

/// The address, and the canonical one where the page's statement can be true: no front page.
fn addresses(draft: &mut ArticleDraft, facts: &Facts) {
    draft.url = facts.url.as_ref().map(Url::to_string);
    let stated = facts.canonical.as_deref().or_else(|| facts.meta("og:url"));
    let Some(canonical) = stated.and_then(|href| facts.resolve(href)).and_then(|href| Url::parse(&href).ok()) else {
        return;
    };
    let front = canonical.path().trim_matches('/').is_empty() && canonical.query().is_none();
    if front || !matches!(canonical.scheme(), "http" | "https") {
        draft.notes.push(Note::about("canonical_url", "the canonical link leads to a front page: not used"));
        return;
    }
    let rule = if facts.canonical.is_some() { "from link rel=canonical" } else { "from meta og:url" };
    draft.notes.push(Note::about("canonical_url", rule));
    let mut canonical = canonical;
    canonical.set_fragment(None);
    draft.canonical_url = Some(canonical.to_string());
}

fn alternative_headline(draft: &mut ArticleDraft, facts: &Facts) {
    let linked = facts.article.as_ref().and_then(|a| facts.linked.string(a, &["alternativeHeadline", "alternateName"]));
    let social =
        facts.first_meta(&["og:title", "twitter:title"]).map(|(_, value)| title::without_site(&plain(value), facts));
    let headline = draft.headline.clone().unwrap_or_default();
    let other = |text: &String| !text.is_empty() && *text != headline;
    draft.alternative_headline = linked.filter(other).or_else(|| social.filter(other));
}

fn description(draft: &mut ArticleDraft, facts: &Facts) {
    let linked = facts.article.as_ref().and_then(|article| facts.linked.string(article, &["description", "abstract"]));
    let (text, rule) = match linked {
        Some(text) => (text, "from JSON-LD description"),
        None => match facts.first_meta(&["og:description", "description", "twitter:description", "dc.description"]) {
            Some((_, text)) => (plain(text), "from a meta description"),
            None => return,
        },
    };
    draft.notes.push(Note::about("description", rule));
    draft.description = Some(text);
}

fn publisher(draft: &mut ArticleDraft, facts: &Facts) {
    let linked = facts.article.as_ref().and_then(|article| {
        facts.linked.list(article, "publisher").into_iter().find_map(|entry| match entry {
            Entry::Text(name) => Some(Publisher { name: plain(name), url: None, logo: None }),
            Entry::Thing(thing) => facts.linked.string(thing, &["name", "legalName"]).map(|name| Publisher {
                name,
                url: facts.linked.string(thing, &["url", "sameAs"]).and_then(|url| facts.resolve(&url)),
                logo: facts.linked.string(thing, &["logo"]).and_then(|logo| facts.resolve(&logo)),
            }),
        })
    });
    let linked = linked.filter(|p| !p.name.is_empty() && !p.name.starts_with("http"));
    let (found, rule) = match linked {
        Some(found) => (Some(found), "from JSON-LD publisher"),
        None => {
            let name = facts.first_meta(&[
                "og:site_name",
                "dc.publisher",
                "publisher",
                "application-name",
                "article:publisher",
                "copyright",
            ]);
            let name = name
                .map(|(_, name)| plain(name))
                .filter(|n| !n.starts_with("http") && !n.starts_with('©') && n.chars().count() < 60);
            (name.map(|name| Publisher { name, url: None, logo: None }), "from meta og:site_name")
        }
    };
    if found.is_some() {
        draft.notes.push(Note::about("publisher", rule));
    }
    draft.publisher = found;
}

fn section_and_keywords(draft: &mut ArticleDraft, facts: &Facts) {
    let linked = facts.article.as_ref().and_then(|article| facts.linked.string(article, &["articleSection"]));
    let meta =
        facts.first_meta(&["article:section", "parsely-section", "section", "cxenseparse:category", "article.section"]);
    if let Some(section) = linked.or_else(|| meta.map(|(_, value)| plain(value))) {
        draft.section = Some(section).filter(|s| s.chars().count() < 80);
    }
    let mut keywords: Vec<String> = Vec::new();
    if let Some(article) = &facts.article {
        for entry in facts.linked.list(article, "keywords") {
            match entry {
                Entry::Text(text) => keywords.extend(split_keywords(text)),
                Entry::Thing(thing) => keywords.extend(facts.linked.string(thing, &["name"])),
            }
        }
    }
    if keywords.is_empty() {
        for key in ["news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "keywords", "cxenseparse:keywords"]
        {
            keywords.extend(facts.metas(key).iter().flat_map(|value| split_keywords(value)));
            if !keywords.is_empty() {
                break;
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    keywords.retain(|k| (2..=80).contains(&k.chars().count()) && seen.insert(k.to_lowercase()));
    keywords.truncate(60);
    draft.keywords = keywords;
}

fn split_keywords(text: &str) -> Vec<String> {
    let separator = if text.contains(';') { ';' } else { ',' };
    text.split(separator).map(plain).filter(|k| !k.is_empty()).collect()
}

fn rights(draft: &mut ArticleDraft, facts: &Facts) {
    let linked = |keys: &[&str]| facts.article.as_ref().and_then(|article| facts.linked.string(article, keys));
    draft.copyright = linked(&["copyrightNotice"])
        .or_else(|| linked(&["copyrightHolder"]))
        .or_else(|| facts.first_meta(&["copyright", "dc.rights", "dcterms.rights", "rights"]).map(|(_, v)| plain(v)));
    draft.licence = linked(&["license"]).or_else(|| {
        let dom = &facts.dom;
        let link = dom
            .elements(0, &["link", "a"])
            .find(|id| dom.attr(*id, "rel").is_some_and(|r| r.split_whitespace().any(|r| r == "license")))?;
        facts.resolve(dom.attr(link, "href")?)
    });
}

fn fill_body(draft: &mut ArticleDraft, facts: &Facts, body: &Body) {
    let places: Vec<String> = body.roots.iter().take(3).map(|root| facts.dom.selector(*root)).collect();
    draft.notes.push(Note::about("body", format!("{}: {}", body.rule, places.join(", "))));
    for link in &body.related {
        if let Some(href) = facts.resolve(&link.href).filter(|href| href.starts_with("http")) {
            draft.links.push(Link { text: link.text.clone(), href, kind: LinkKind::Related });
        }
    }
    for piece in &body.pieces {
        let kind = block_kind(piece.kind);
        if kind == BlockKind::Text
            && let Some(credited) = credit_paragraph(&piece.text)
        {
            for mut byline in credited {
                if byline.role == BylineRole::Author && !draft.bylines.is_empty() {
                    byline.role = BylineRole::Contributor;
                }
                if !draft.bylines.iter().any(|b| b.name.eq_ignore_ascii_case(&byline.name)) {
                    draft.bylines.push(byline);
                }
            }
            continue;
        }
        for link in &piece.links {
            if let Some(href) = facts.resolve(&link.href) {
                draft.links.push(Link { text: link.text.clone(), href, kind: LinkKind::InText });
            }
        }
        draft.body.push(DraftBlock::new(kind, piece.text.clone()));
    }
}
