//! Who wrote a page: JSON-LD, meta elements, marked-up bylines.

use super::boilerplate::is_elsewhere;
use super::dom::NodeId;
use super::facts::Facts;
use super::linked_data::{Entry, types_of};
use super::title;
use crate::credits::{is_job, parties, party};
use crate::when::{self, DateOrder};
use nutgraf_model::{Byline, BylineRole, PartyKind};
use serde_json::Value;

/// The authors and which rule gave them.
pub(crate) struct Credited {
    pub(crate) bylines: Vec<Byline>,
    pub(crate) rule: String,
}

const METAS: &[&str] = &[
    "author",
    "article:author_name",
    "byl",
    "byline",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "itemprop:author",
    "article:author",
    "authors",
    "cxenseparse:author",
    "citation_author",
    "creator",
    "vr:author",
    "rnews:author",
    "shareaholic:article_author_name",
    "book:author",
    "og:article:author",
    "og:author",
    "twitter:creator:name",
];

/// A way to find authors; the node is the first of the body.
type Rule = fn(&Facts, Option<NodeId>) -> Vec<Byline>;

/// Finds the authors: the first rule that names somebody; what names only the site, or an account, waits for a better.
pub(crate) fn authors(facts: &Facts, lead: Option<NodeId>) -> Option<Credited> {
    let rules: [(&str, Rule); 4] = [
        ("from JSON-LD author", |facts, _| linked(facts)),
        ("from a marked-up byline", marked),
        ("from a meta element", |facts, _| metas(facts)),
        ("from a byline in words", worded),
    ];
    let mut second: Option<Credited> = None;
    for (rule, find) in rules {
        let bylines = find(facts, lead);
        if bylines.is_empty() {
            continue;
        }
        let sure = bylines
            .iter()
            .any(|b| b.kind == PartyKind::Person && !title::names_site(&b.name, facts) && !is_account(&b.name));
        let credited = Credited { bylines, rule: rule.to_owned() };
        if sure {
            return Some(credited);
        }
        let better = second.as_ref().is_none_or(|s| {
            s.bylines.iter().all(|b| title::names_site(&b.name, facts))
                && credited.bylines.iter().any(|b| is_account(&b.name))
        });
        if better {
            second = Some(credited);
        }
    }
    second
}

/// Whether a name is an account's: one word without capitals, perhaps with full stops or digits.
fn is_account(name: &str) -> bool {
    !name.contains(' ') && !name.chars().any(char::is_uppercase) && name.is_ascii()
}

fn linked(facts: &Facts) -> Vec<Byline> {
    let Some(article) = &facts.article else { return Vec::new() };
    let mut found = Vec::new();
    for key in ["author", "creator"] {
        for entry in facts.linked.list(article, key) {
            match entry {
                Entry::Text(text) => extend(&mut found, parties(text, BylineRole::Author)),
                Entry::Thing(thing) => extend(&mut found, thing_names(thing, facts)),
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn thing_names(thing: &serde_json::Map<String, Value>, facts: &Facts) -> Vec<Byline> {
    let types = types_of(thing);
    let kind = if types.iter().any(|t| t == "person") {
        Some(PartyKind::Person)
    } else if types.iter().any(|t| t.contains("organization") || t == "corporation") {
        Some(PartyKind::Organization)
    } else {
        None
    };
    let url = ["url", "sameAs", "@id"].iter().find_map(|key| thing.get(*key).and_then(Value::as_str));
    let url = url.filter(|url| url.starts_with("http") || url.starts_with('/')).and_then(|url| facts.resolve(url));
    let names: Vec<String> = match thing.get("name") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => ["givenName", "familyName"]
            .iter()
            .filter_map(|k| thing.get(*k).and_then(Value::as_str))
            .map(str::to_owned)
            .reduce(|a, b| format!("{a} {b}"))
            .into_iter()
            .collect(),
    };
    let mut found = Vec::new();
    for name in &names {
        let name = super::linked_data::plain(name);
        let single = kind == Some(PartyKind::Organization);
        let mut list = if single {
            party(&name, kind, BylineRole::Author).into_iter().collect()
        } else {
            parties(&name, BylineRole::Author)
        };
        if list.len() == 1 {
            list[0].url = url.clone();
        }
        extend(&mut found, list);
    }
    found
}

fn extend(found: &mut Vec<Byline>, more: Vec<Byline>) {
    for byline in more {
        if !found.iter().any(|b: &Byline| b.name.eq_ignore_ascii_case(&byline.name)) {
            found.push(byline);
        }
    }
}

fn metas(facts: &Facts) -> Vec<Byline> {
    for key in METAS {
        let mut found = Vec::new();
        for value in facts.metas(key) {
            if !value.starts_with("http") && !value.starts_with('/') {
                extend(&mut found, parties(value, BylineRole::Author));
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Elements that mark an author: `rel=author`, `itemprop=author`, author links and byline classes.
fn marked(facts: &Facts, lead: Option<NodeId>) -> Vec<Byline> {
    let dom = &facts.dom;
    let own = facts.own_nodes(lead);
    let tests: [fn(&Facts, NodeId) -> bool; 6] = [
        |f, id| {
            f.dom.attr(id, "itemprop").is_some_and(|p| p.split_whitespace().any(|p| p == "author" || p == "creator"))
        },
        |f, id| f.dom.attr(id, "rel").is_some_and(|r| r.split_whitespace().any(|r| r == "author")),
        |f, id| {
            has_class(
                f,
                id,
                &[
                    "author-name",
                    "author__name",
                    "authorname",
                    "author_name",
                    "byline-name",
                    "byline__name",
                    "p-author",
                    "article-author",
                    "article__author",
                    "post-author",
                    "entry-author",
                    "by-author",
                    "author vcard",
                    "c-byline__author",
                ],
            )
        },
        |f, id| {
            f.dom.name(id) == "a"
                && f.dom.attr(id, "href").is_some_and(|h| {
                    ["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autores/", "/redakteure/"]
                        .iter()
                        .any(|p| h.contains(p))
                })
        },
        |f, id| {
            has_class(
                f,
                id,
                &[
                    "byline",
                    "author",
                    "authors",
                    "autor",
                    "auteur",
                    "article-byline",
                    "byline__author",
                    "dateline-author",
                ],
            )
        },
        |f, id| {
            ["author", "autor", "auteur", "byline", "verfasser", "username", "redakteur"]
                .iter()
                .any(|m| f.dom.marks(id).contains(m))
        },
    ];
    for test in tests {
        let mut found = Vec::new();
        let mut skip_to = 0;
        let mut last: Option<NodeId> = None;
        for id in 0..dom.nodes.len() {
            let body = matches!(dom.name(id), "body" | "html" | "main" | "article" | "");
            if id < skip_to || body || !test(facts, id) || is_elsewhere(dom, &own, id) {
                continue;
            }
            // Names of one byline stand together; the next group is somebody else's.
            if !found.is_empty() && last.is_some_and(|last| id > last + 60) {
                break;
            }
            let text = name_words(facts, id);
            if text.chars().count() <= 120 {
                skip_to = dom.nodes[id].end;
                last = Some(id);
                extend(
                    &mut found,
                    parties(&text, BylineRole::Author).into_iter().filter(|b| !is_job(&b.name)).collect(),
                );
            }
        }
        if !found.is_empty() && found.len() <= 8 {
            return found;
        }
    }
    Vec::new()
}

/// The words of a byline element; where it marks the name inside, only that.
fn name_words(facts: &Facts, id: NodeId) -> String {
    let dom = &facts.dom;
    if let Some(content) = dom.attr(id, "content").filter(|_| dom.name(id) == "meta") {
        return content.to_owned();
    }
    let inner = dom
        .subtree(id)
        .skip(1)
        .filter(|i| dom.attr(*i, "itemprop").is_some_and(|p| p == "name"))
        .map(|i| dom.attr(i, "content").map_or_else(|| dom.text(i), str::to_owned));
    let inner: Vec<String> = inner.filter(|text| !text.is_empty()).collect();
    if !inner.is_empty() {
        return inner.join("; ");
    }
    // A byline that links its names: the rest is a job, a place, a button.
    let links = dom.elements(id, &["a"]).filter(|a| {
        let href = dom.attr(*a, "href").unwrap_or_default();
        let rel = dom.attr(*a, "rel").unwrap_or_default();
        rel.contains("author")
            || [
                "/author",
                "/autor",
                "/auteur",
                "/by/",
                "/profil",
                "/people/",
                "/staff/",
                "/redaktion/",
                "/contributor",
                "/journalist",
            ]
            .iter()
            .any(|p| href.contains(p))
    });
    let linked: Vec<String> = links.map(|a| dom.text(a)).filter(|text| text.chars().count() > 2).collect();
    if linked.is_empty() { dom.text(id) } else { linked.join("; ") }
}

fn has_class(facts: &Facts, id: NodeId, names: &[&str]) -> bool {
    let marks = facts.dom.marks(id);
    !marks.is_empty() && names.iter().any(|name| marks.contains(&format!(" {name} ")))
}

/// The name in a line of date and name: `4 May 1931 | Jane Doe`, `Posted on May 4, 1931 by Jane Doe`.
fn in_date_line(text: &str) -> Option<Vec<Byline>> {
    if text.len() > 100 || !text.bytes().any(|b| b.is_ascii_digit()) || text.ends_with('.') {
        return None;
    }
    when::read(text, DateOrder::DayFirst).filter(|at| at.day().is_some())?;
    let lower = text.to_lowercase();
    let after = [" by ", " von ", " par ", " por "]
        .iter()
        .filter(|by| lower.len() == text.len() && lower.contains(**by))
        .find_map(|by| lower.rfind(by).map(|at| at + by.len()));
    let parts: Vec<&str> = match after {
        Some(at) => vec![&text[at..]],
        None => text.split(['|', '•', '·', '–', '—']).flat_map(|part| part.split(" - ")).collect(),
    };
    let named = |part: &&str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let capital = words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase));
        let digits = part.bytes().any(|b| b.is_ascii_digit());
        !digits
            && (after.is_some() && words.len() <= 4 || (2..=3).contains(&words.len()) && capital)
            && when::date_line(part, DateOrder::DayFirst).is_none()
    };
    let found: Vec<Byline> =
        parts.into_iter().map(str::trim).filter(named).flat_map(|part| parties(part, BylineRole::Author)).collect();
    (!found.is_empty()).then_some(found)
}

/// Whether a name starts like one and is not a sentence.
fn looks_named(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase) && name.split(' ').count() <= 5
}

/// How a line that names its author starts.
const BY: &[&str] = &[
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "by: ",
    "text: ",
    "autor: ",
    "author: ",
    "written by ",
    "ein artikel von ",
    "verfasst von",
    "geschrieben von",
];

/// A short block between headline and text that starts with "By".
fn worded(facts: &Facts, lead: Option<NodeId>) -> Vec<Byline> {
    let dom = &facts.dom;
    let heading = facts.headings.first().copied().unwrap_or(0);
    let lead = lead.unwrap_or(heading + 200);
    let from = heading.saturating_sub(60);
    let to = (lead.max(heading) + 80).min(dom.nodes.len());
    for id in from..to {
        if dom.name(id).is_empty() || dom.nodes[id].end - id > 30 {
            continue;
        }
        let text = dom.text(id);
        if let Some(found) = in_date_line(&text) {
            return found;
        }
        let lower = text.to_lowercase();
        let starts = BY.iter().any(|p| lower.starts_with(p));
        if starts && (6..90).contains(&text.chars().count()) && !text.ends_with('.') {
            let found: Vec<Byline> =
                parties(&text, BylineRole::Author).into_iter().filter(|b| looks_named(&b.name)).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}
