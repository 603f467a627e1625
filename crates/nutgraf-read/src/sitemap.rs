//! Google News sitemaps: what they say of pages that are read from elsewhere.

use crate::html::same_page_key;
use crate::when::{DateOrder, read as read_date};
use crate::xml::{Element, parse};
use nutgraf_model::{ArticleDraft, Note, Publisher, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// Hints by address: they fill what a page does not state and replace nothing.
///
/// Source: the sitemap protocol 0.9 with the `news` extension (`http://www.google.com/schemas/sitemap-news/0.9`):
/// `news:title`, `news:publication_date`, `news:publication` with `news:name` and `news:language`, `news:keywords`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sitemap {
    pages: BTreeMap<String, Hint>,
}

/// What a sitemap says of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Hint {
    headline: Option<String>,
    published: Option<Timestamp>,
    publisher: Option<String>,
    language: Option<String>,
    keywords: Vec<String>,
}

/// Text that is no sitemap of pages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoSitemap(String);

impl Sitemap {
    /// Adds the pages of a sitemap's text; where two sitemaps know a page, the first has the word.
    ///
    /// # Errors
    /// Where the text is no well-formed XML or its root is not `urlset`.
    pub fn add(&mut self, text: &str) -> Result<(), NoSitemap> {
        let root = parse(text).map_err(|refusal| NoSitemap(refusal.why))?;
        if root.name != "urlset" {
            return Err(NoSitemap(format!(
                "the root element is \"{}\", not urlset: give the sitemaps that an index lists one by one",
                root.name
            )));
        }
        for entry in root.all("url") {
            if let (Some(address), Some(news)) = (entry.text_of("loc"), entry.child("news")) {
                self.pages.entry(same_page_key(&address)).or_insert_with(|| hint(news));
            }
        }
        Ok(())
    }

    /// Whether no page is known.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Fills what the draft lacks.
    pub(crate) fn complete(&self, draft: &mut ArticleDraft) {
        let addresses = [draft.canonical_url.as_ref(), draft.url.as_ref()];
        let Some(hint) = addresses.into_iter().flatten().find_map(|url| self.pages.get(&same_page_key(url))) else {
            return;
        };
        let mut fill = |field: &str, lacking: bool| {
            if lacking {
                draft.notes.push(Note::about(field, "from the news sitemap"));
            }
            lacking
        };
        if fill("headline", draft.headline.is_none() && hint.headline.is_some()) {
            draft.headline.clone_from(&hint.headline);
        }
        if fill("published", draft.published.is_none() && hint.published.is_some()) {
            draft.published = hint.published;
        }
        if fill("language", draft.language.is_none() && hint.language.is_some()) {
            draft.language.clone_from(&hint.language);
        }
        if fill("keywords", draft.keywords.is_empty() && !hint.keywords.is_empty()) {
            draft.keywords.clone_from(&hint.keywords);
        }
        if fill("publisher", draft.publisher.is_none() && hint.publisher.is_some()) {
            draft.publisher = hint.publisher.clone().map(|name| Publisher { name, url: None, logo: None });
        }
    }
}

fn hint(news: &Element) -> Hint {
    let publication = news.child("publication");
    let keywords = news.text_of("keywords").unwrap_or_default();
    Hint {
        headline: news.text_of("title"),
        published: news.text_of("publication_date").and_then(|text| read_date(&text, DateOrder::Unknown)),
        publisher: publication.and_then(|p| p.text_of("name")),
        language: publication.and_then(|p| p.text_of("language")),
        keywords: keywords.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITEMAP: &str = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://quay.example/ferry</loc><news:news>
        <news:publication><news:name>Quay Herald</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>1931-05-03T08:00:00+01:00</news:publication_date><news:title>Ferry sails again</news:title>
        <news:keywords>ferry, harbour</news:keywords></news:news></url></urlset>"#;

    fn sitemap() -> Sitemap {
        let mut sitemap = Sitemap::default();
        sitemap.add(SITEMAP).expect("a sitemap");
        sitemap
    }

    #[test]
    fn hints_fill_what_a_page_lacks() {
        let mut draft =
            ArticleDraft { url: Some("http://www.quay.example/ferry/?from=feed".into()), ..Default::default() };
        sitemap().complete(&mut draft);
        assert_eq!(draft.headline.as_deref(), Some("Ferry sails again"));
        assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("1931-05-03T08:00:00+01:00"));
        assert_eq!(draft.keywords, ["ferry", "harbour"]);
        assert_eq!(draft.publisher.map(|p| p.name).as_deref(), Some("Quay Herald"));
        assert_eq!(draft.notes.len(), 5);
    }

    #[test]
    fn hints_replace_nothing_and_reach_no_other_page() {
        let stated = ArticleDraft {
            url: Some("https://quay.example/ferry".into()),
            headline: Some("The ferry is back".into()),
            ..Default::default()
        };
        let mut draft = stated.clone();
        sitemap().complete(&mut draft);
        assert_eq!(draft.headline, stated.headline);
        let other = ArticleDraft { url: Some("https://quay.example/tram".into()), ..Default::default() };
        let mut draft = other.clone();
        sitemap().complete(&mut draft);
        assert_eq!(draft, other);
    }

    #[test]
    fn an_index_is_refused_with_what_to_do() {
        let error = Sitemap::default().add("<sitemapindex/>").expect_err("no urlset");
        assert!(error.to_string().contains("one by one"), "{error}");
    }
}
