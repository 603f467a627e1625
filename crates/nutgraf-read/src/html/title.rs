//! The headline, without the site's name.

use super::dom::NodeId;
use super::facts::Facts;
use super::linked_data::{plain, similar};
use crate::publisher::registrable;

/// A headline and which rule gave it.
pub(crate) struct Title {
    pub(crate) text: String,
    pub(crate) rule: &'static str,
}

/// Chooses the headline: the visible one where the markup confirms it, else the markup's own.
pub(crate) fn headline(facts: &Facts) -> Option<Title> {
    let linked = facts.article.as_ref().and_then(|article| facts.linked.string(article, &["headline"]));
    let open_graph = facts.first_meta(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
    ]);
    let open_graph = open_graph.map(|(_, value)| without_site(&plain(value), facts));
    let named = facts.title.as_deref().map(|title| without_site(title, facts));
    let stated: Vec<&String> = [&linked, &open_graph, &named].into_iter().flatten().collect();
    let visible = visible(facts, &stated);
    let found = |text: String, rule| Some(Title { text, rule });
    if let Some(visible) = visible {
        return found(visible, "from the first heading that the markup confirms");
    }
    if let Some(linked) = linked.filter(|t| !is_site(t, facts)) {
        return found(without_site(&linked, facts), "from JSON-LD headline");
    }
    if let Some(title) = open_graph.filter(|t| !is_site(t, facts)) {
        return found(title, "from Open Graph title");
    }
    let heading =
        facts.headings.iter().map(|id| facts.dom.text(*id)).find(|text| sensible(text) && !is_site(text, facts));
    if let Some(heading) = heading {
        return found(heading, "from the first heading");
    }
    named.filter(|t| !t.is_empty()).and_then(|title| found(title, "from the title element"))
}

/// The heading that says what the markup says.
fn visible(facts: &Facts, stated: &[&String]) -> Option<String> {
    let marked = facts.dom.subtree(0).filter(|id| {
        facts.dom.attr(*id, "itemprop").is_some_and(|p| p.split_whitespace().any(|p| p == "headline"))
            && !matches!(facts.dom.name(*id), "meta" | "a")
    });
    let candidates: Vec<NodeId> = facts.headings.iter().copied().chain(marked.take(3)).collect();
    let confirmed = |text: &String| stated.iter().any(|title| similar(title, text));
    let texts = candidates.iter().map(|id| facts.dom.text(*id)).filter(|text| sensible(text) && !is_site(text, facts));
    let texts: Vec<String> = texts.collect();
    texts.iter().find(|text| confirmed(text)).cloned().or_else(|| {
        // A page with one heading whose markup names only the site.
        (stated.is_empty() && texts.len() == 1).then(|| texts[0].clone())
    })
}

fn sensible(text: &str) -> bool {
    (3..400).contains(&text.chars().count()) && text.chars().any(char::is_alphabetic)
}

/// Whether a title is only the site's name.
fn is_site(text: &str, facts: &Facts) -> bool {
    let squash =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let text = squash(text);
    let site = facts.site_name().map(|name| squash(&name));
    let host = facts.host().map(&squash);
    let label = facts.host().and_then(|host| registrable(host).split('.').next()).map(squash);
    [site, host, label].into_iter().flatten().any(|name| name == text)
}

const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", " : ", " / ", " ⋆ ", " ‹ ", " « ", "| "];

/// Cuts the site's name, and a section before it, off the end or the start of a title.
pub(crate) fn without_site(title: &str, facts: &Facts) -> String {
    let mut title = title.trim().to_owned();
    for _ in 0..3 {
        match cut_once(&title, facts) {
            Some(shorter) => title = shorter,
            None => break,
        }
    }
    title
}

fn cut_once(title: &str, facts: &Facts) -> Option<String> {
    let last =
        SEPARATORS.iter().filter_map(|s| title.rfind(s).map(|at| (at, s.len()))).max_by_key(|(at, len)| at + len);
    if let Some((at, len)) = last {
        let (head, tail) = (title[..at].trim(), title[at + len..].trim());
        if !head.is_empty() && names_site(tail, facts) {
            return Some(head.to_owned());
        }
    }
    let first = SEPARATORS.iter().filter_map(|s| title.find(s).map(|at| (at, s.len()))).min()?;
    let (head, tail) = (title[..first.0].trim(), title[first.0 + first.1..].trim());
    (!tail.is_empty() && names_site(head, facts)).then(|| tail.to_owned())
}

/// Whether words are the site's name as its markup, its host or the page's publisher gives it.
pub(crate) fn names_site(words: &str, facts: &Facts) -> bool {
    let squash =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let words_squashed = squash(words);
    if words_squashed.is_empty() || words.chars().count() > 60 {
        return false;
    }
    let host = facts.host().map(registrable).unwrap_or_default();
    let label = squash(host.split('.').next().unwrap_or_default());
    let mut names = vec![squash(host), label.clone()];
    names.extend(facts.site_name().map(|name| squash(&name)));
    let publisher = facts.article.as_ref().and_then(|article| facts.linked.string(article, &["publisher"]));
    names.extend(publisher.map(|name| squash(&name)));
    let initials: String =
        words.split_whitespace().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect();
    names.iter().filter(|name| name.len() > 1).any(|name| {
        *name == words_squashed
            || (name.len() > 3 && words_squashed.contains(name.as_str()))
            || (words_squashed.len() > 4 && name.contains(&words_squashed))
    }) || (initials.len() > 2 && initials == label)
}
