//! The line before the first sentence: `RIYADH, Feb 25 (AFP) —`.

use crate::credits::is_agency;
use crate::when::{DateOrder, read};
use nutgraf_model::{ArticleDraft, BlockKind, Dateline, Timestamp};

/// Reads the dateline off the first paragraph of running text. The words stay where they are.
pub(crate) fn settle(draft: &mut ArticleDraft) {
    if draft.dateline.is_some() {
        return;
    }
    let first = draft.body.iter().filter(|b| b.kind == BlockKind::Text).take(2);
    let year = draft.published.map(|stamp| stamp.year());
    draft.dateline = first.map(|b| b.text.as_str()).find_map(|text| parse(text, year));
}

/// The dateline at the start of `text`. `year` completes a date that states none.
fn parse(text: &str, year: Option<i32>) -> Option<Dateline> {
    let start: String = text.trim_start().chars().take(90).collect();
    let (head, _) = start
        .split_once(['—', '–'])
        .or_else(|| start.split_once(" -- "))
        .or_else(|| start.split_once(" - "))
        .or_else(|| start.split_once("): "))?;
    let head = head.trim();
    let (before, agency) = match head.split_once('(') {
        Some((before, inside)) => {
            let agency = inside.trim_end_matches(')').trim();
            if agency.is_empty() || agency.len() > 40 {
                return None;
            }
            (before.trim().trim_end_matches(','), Some(agency.to_owned()))
        }
        None => (head.trim_end_matches(','), None),
    };
    let mut parts = before.split(',').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let stated = parts.last().filter(|part| part.len() == 4).and_then(|part| part.parse::<i32>().ok());
    if stated.is_some() && parts.len() > 1 {
        parts.pop();
    }
    let date = parts.last().and_then(|part| day(part, stated.or(year)));
    if date.is_some() {
        parts.pop();
    }
    if agency.is_none() && parts.last().is_some_and(|part| is_agency(part)) {
        let agency = parts.pop().map(str::to_owned);
        return place(&parts).map(|place| Dateline { place: Some(place), date, agency });
    }
    let place = place(&parts)?;
    let sure = agency.as_deref().is_some_and(is_agency)
        || date.is_some()
        || is_capital(parts.first().copied().unwrap_or_default())
        || (parts.len() > 1 && start[head.len()..].trim_start().starts_with('—'));
    sure.then_some(Dateline { place: Some(place), date, agency })
}

/// Up to three parts, each of few capitalised words.
fn place(parts: &[&str]) -> Option<String> {
    let fits = |part: &&str| {
        part.split_whitespace().count() <= 4
            && part.split_whitespace().all(|w| {
                w.chars().next().is_some_and(char::is_uppercase)
                    || matches!(w, "de" | "of" | "la" | "the" | "el" | "di" | "and")
            })
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
    };
    (!parts.is_empty() && parts.len() <= 3 && parts.iter().all(fits)).then(|| parts.join(", "))
}

fn is_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.chars().any(char::is_lowercase)
}

/// `Feb 25` or `25 February`, completed by the year of publication.
fn day(part: &str, year: Option<i32>) -> Option<Timestamp> {
    let words = part.split_whitespace().count();
    if words > 3 || !part.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    read(part, DateOrder::Unknown)
        .filter(|stamp| stamp.day().is_some())
        .or_else(|| read(&format!("{part} {}", year?), DateOrder::Unknown))
        .and_then(|stamp| stamp.day().map(Timestamp::Day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Option<(String, Option<String>, Option<String>)> {
        parse(text, Some(2025)).map(|d| (d.place.unwrap_or_default(), d.date.map(|t| t.to_string()), d.agency))
    }

    #[test]
    fn datelines_are_read() {
        assert_eq!(
            show("RIYADH, Feb 25 (AFP) — Envoys met."),
            Some(("RIYADH".into(), Some("2025-02-25".into()), Some("AFP".into())))
        );
        assert_eq!(show("WASHINGTON (AP) — The harbour"), Some(("WASHINGTON".into(), None, Some("AP".into()))));
        assert_eq!(
            show("PORT MARELLE, Nov 22 — Private"),
            Some(("PORT MARELLE".into(), Some("2025-11-22".into()), None))
        );
        assert_eq!(
            show("BERLIN, Nov. 10, 1989 (Harbor Wire) — East"),
            Some(("BERLIN".into(), Some("1989-11-10".into()), Some("Harbor Wire".into())))
        );
        assert_eq!(show("LONDON, Reuters - The"), Some(("LONDON".into(), None, Some("Reuters".into()))));
        assert_eq!(show("Taipei, Taiwan — The"), Some(("Taipei, Taiwan".into(), None, None)));
        assert_eq!(show("The talks – long awaited – failed."), None);
        assert_eq!(show("Envoys met in Riyadh."), None);
        assert_eq!(show("Jane Doe (42) – a baker – said"), None);
    }
}
