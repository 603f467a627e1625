//! Bylines as authors: one name a node, without introductory words, honorifics and addresses.

use crate::document::{Party, PartyType};
use crate::words::{address, words};
use nutgraf_model::{Byline, BylineRole, PartyKind};

/// Words before a name that are no part of it.
const INTRODUCTIONS: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "posted by",
    "written by",
    "author",
    "text",
    "foto",
    "photo",
];
/// Forms of address that are no part of a name.
const HONORIFICS: &[&str] = &["dr", "prof", "mr", "mrs", "ms", "sir", "dame", "hon", "rev"];

/// The parties of `bylines` in one of `roles`, each once. A "person" named as the publisher is an organisation.
pub(crate) fn parties(bylines: &[Byline], roles: &[BylineRole], publisher: Option<&str>) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for byline in bylines.iter().filter(|b| roles.contains(&b.role)) {
        for name in names(byline) {
            let same = |known: &str| known.to_lowercase() == name.to_lowercase();
            if out.iter().any(|p| same(&p.name)) {
                continue;
            }
            let is_person = byline.kind == PartyKind::Person && !publisher.is_some_and(same);
            out.push(Party {
                kind: if is_person { PartyType::Person } else { PartyType::Organization },
                id: None,
                job_title: (is_person && byline.role == BylineRole::Photographer).then(|| "photographer".to_owned()),
                url: byline.url.as_deref().and_then(address),
                same_as: None,
                logo: None,
                name,
            });
        }
    }
    out
}

fn names(byline: &Byline) -> Vec<String> {
    let Some(whole) = words(&byline.name) else { return Vec::new() };
    let whole: String = whole.split_whitespace().filter(|w| !w.contains('@')).collect::<Vec<_>>().join(" ");
    let parts = if byline.kind == PartyKind::Person { split(&whole) } else { vec![whole] };
    parts.iter().filter_map(|part| bare_name(part, byline.kind)).collect()
}

/// Splits a list of people: `Ann Roe, Ben Poe and Cy Moe`.
fn split(list: &str) -> Vec<String> {
    let mut list = list.replace([';', '|'], "\n");
    for joint in [" and ", " und ", " et ", " y ", " & "] {
        list = list.replace(joint, "\n");
    }
    list.lines().flat_map(split_at_commas).collect()
}

/// A comma parts two people where a word and another follow it; else it belongs to the name (`Roe, Ann`, `Ann Roe, Jr`).
fn split_at_commas(list: &str) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for part in list.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        match people.last_mut() {
            Some(last) if !part.contains(' ') => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => people.push(part.to_owned()),
        }
    }
    people
}

fn bare_name(name: &str, kind: PartyKind) -> Option<String> {
    let mut name = name.trim().trim_matches([',', ';', '|']).trim();
    loop {
        let before = name;
        for word in INTRODUCTIONS {
            name = without(name, word, |c: char| c == ':' || c.is_whitespace());
        }
        if kind == PartyKind::Person {
            for word in HONORIFICS {
                name = without(name, word, |c: char| c == '.' || c.is_whitespace());
            }
        }
        if name == before {
            break;
        }
    }
    let is_address = name.starts_with("http://") || name.starts_with("https://");
    (!is_address && name.chars().any(char::is_alphanumeric)).then(|| name.to_owned())
}

/// `name` without `word` and the marks after it at its head, where a name is left.
fn without<'n>(name: &'n str, word: &str, is_mark: impl Fn(char) -> bool) -> &'n str {
    let Some(head) = name.get(..word.len()) else { return name };
    let rest = &name[word.len()..];
    let follows = rest.chars().next().is_some_and(&is_mark) && rest.contains(char::is_alphanumeric);
    if head.eq_ignore_ascii_case(word) && follows { rest.trim_start_matches(is_mark).trim_start() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, kind: PartyKind) -> Vec<String> {
        let byline = Byline { name: name.into(), kind, role: BylineRole::Author, url: None };
        parties(&[byline], &[BylineRole::Author], Some("Harbour Wire")).into_iter().map(|p| p.name).collect()
    }

    #[test]
    fn names_are_bare_and_single() {
        let people = |name| of(name, PartyKind::Person);
        assert_eq!(people("By Ann Roe, Ben Poe and Dr. Cy Moe"), ["Ann Roe", "Ben Poe", "Cy Moe"]);
        assert_eq!(people("Ann Roe ann@roe.example"), ["Ann Roe"]);
        assert_eq!(people("Ann Roe; ann roe"), ["Ann Roe"]);
        assert_eq!(people("Byron Dray"), ["Byron Dray"]);
        assert_eq!(people("https://a.example/roe"), Vec::<String>::new());
        assert_eq!(of("Reuters and AFP", PartyKind::Organization), ["Reuters and AFP"]);
    }

    #[test]
    fn a_person_named_as_the_publisher_is_an_organisation() {
        let byline =
            Byline { name: "Harbour Wire".into(), kind: PartyKind::Person, role: BylineRole::Author, url: None };
        let found = parties(&[byline], &[BylineRole::Author], Some("Harbour Wire"));
        assert_eq!(found[0].kind, PartyType::Organization);
    }
}
