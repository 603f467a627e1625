//! Datelines: "TARQUA, May 3 (Newsroom) —" stands before a sentence and is no part of it.

use crate::dictionary::{ActorKind, Names, Sense};
use chrono::Month;
use nutgraf_language::Document;
use std::ops::Range;

/// A dateline has no more tokens than that.
const LONGEST: usize = 18;

/// What stands before the sentence proper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// Its words, with the mark that ends it.
    pub(crate) tokens: Range<usize>,
    /// The sentence that it stands before.
    pub(crate) sentence: usize,
}

/// Takes datelines off the sentences that they stand before; works on text that is only segmented.
pub(crate) fn take_off(document: &mut Document, names: &Names) -> Vec<Dateline> {
    let mut found = Vec::new();
    for sentence in 0..document.sentences().len() {
        let range = document.sentences()[sentence].range();
        if !opens_paragraph(document, range.start) {
            continue;
        }
        if let Some(end) = (Opening { document, range: range.clone(), names }).end() {
            document.begin_at(sentence, end);
            found.push(Dateline { tokens: range.start..end, sentence });
        }
    }
    found
}

/// Whether nothing, or a line break, stands before a token.
fn opens_paragraph(document: &Document, first: usize) -> bool {
    let tokens = document.tokens();
    let Some(before) = first.checked_sub(1) else { return true };
    document.text()[tokens[before].byte_end as usize..tokens[first].byte_begin as usize].contains('\n')
}

/// How a dateline ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Divider {
    Dash,
    Colon,
    /// The bracket around the agency: "Tarqua (Newsroom) Envoys met".
    Bracket,
}

/// The opening words of a paragraph.
struct Opening<'d, 't> {
    document: &'d Document<'t>,
    range: Range<usize>,
    names: &'d Names,
}

impl Opening<'_, '_> {
    fn form(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.form(at) } else { "" }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    fn text(&self, tokens: Range<usize>) -> &str {
        crate::coder::words(self.document, tokens)
    }

    /// Where the dateline ends, if one stands here.
    fn end(&self) -> Option<usize> {
        let start = self.range.start;
        if !self.is_capital(start) {
            return None;
        }
        let early = start + 1..self.range.end.min(start + LONGEST);
        let (at, divider) = early.into_iter().find_map(|at| Some((at, self.divider(at)?)))?;
        let name = self.name(at)?;
        let rest = name.end..if divider == Divider::Bracket { at + 1 } else { at };
        let fits = self.says_no_more(rest.clone()) && self.begins(at + 1) && self.is_sure(divider, name, rest);
        fits.then_some(at + 1)
    }

    /// A dash between words, a colon, or a bracket around an agency that no dash follows.
    fn divider(&self, at: usize) -> Option<Divider> {
        if self.is_dash(at) {
            return Some(Divider::Dash);
        }
        let tokens = self.document.tokens();
        match self.form(at) {
            ":" => Some(Divider::Colon),
            "—" if self.is_upper(at - 1) && self.is_capital(at + 1) => Some(Divider::Dash),
            ")" if !self.is_dash(at + 1) && self.form(at + 1) != ":" => {
                let open = (self.range.start..at).rev().find(|&open| self.form(open) == "(")?;
                let spaced = tokens[open - 1].byte_end < tokens[open].byte_begin;
                (spaced && self.is_agency(open + 1..at)).then_some(Divider::Bracket)
            }
            _ => None,
        }
    }

    /// A dash between words, and no hyphen within one.
    fn is_dash(&self, at: usize) -> bool {
        let tokens = self.document.tokens();
        let apart = |a: usize, b: usize| tokens[a].byte_end < tokens[b].byte_begin;
        matches!(self.form(at), "—" | "–" | "--" | "-" | "―") && at > self.range.start && apart(at - 1, at)
    }

    fn is_upper(&self, at: usize) -> bool {
        let form = self.form(at);
        form.contains(char::is_uppercase) && !form.contains(char::is_lowercase)
    }

    fn is_agency(&self, words: Range<usize>) -> bool {
        let press = |sense: &Sense| matches!(sense, Sense::Actor(at) if self.is_press(*at));
        let known = |words: Range<usize>| self.names.phrases.senses(self.text(words)).iter().any(press);
        words.len() <= 3 && (known(words.clone()) || known(words.start..words.start + 1))
    }

    fn is_press(&self, actor: u32) -> bool {
        let actor = &self.names.actors[actor as usize];
        actor.kind == ActorKind::Organization
            && actor.offices.iter().any(|office| office.code.trigrams().any(|role| role == "MED"))
    }

    /// The name of the place: up to five words in capitals or with capitals.
    fn name(&self, end: usize) -> Option<Range<usize>> {
        let small = |at: usize| matches!(self.form(at), "de" | "of" | "la" | "the" | "el" | "/" | "-" | ".");
        let start = self.range.start;
        let word =
            |at: &usize| self.is_capital(*at) || (small(*at) && self.is_capital(at + 1)) || self.form(*at) == ".";
        let length = (start..end).take_while(word).count();
        (1..=5).contains(&length).then_some(start..start + length)
    }

    /// Whether nothing but a state, a day and an agency follows the name.
    fn says_no_more(&self, mut rest: Range<usize>) -> bool {
        let mut depth = 0;
        rest.all(|at| {
            depth += i32::from(self.form(at) == "(") - i32::from(self.form(at) == ")");
            let form = self.form(at);
            let mark = matches!(form, "," | "." | "(" | ")" | "/" | "-" | "of" | "the");
            depth > 0 || mark || self.is_capital(at) || form.starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Whether a sentence of more than a few words begins here, and no heading in capitals.
    fn begins(&self, at: usize) -> bool {
        let opens =
            |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '$' | '€' | '£');
        let lower = (at..self.range.end).any(|t| self.form(t).chars().filter(|c| c.is_lowercase()).count() > 1);
        self.form(at).starts_with(opens) && self.range.end - at >= 4 && lower
    }

    fn is_sure(&self, divider: Divider, name: Range<usize>, rest: Range<usize>) -> bool {
        let senses = self.names.phrases.senses(self.text(name.clone()));
        let place = senses.iter().any(|s| matches!(s, Sense::Place(_) | Sense::Capital(_)));
        let somebody = senses.iter().any(|s| matches!(s, Sense::Actor(_) | Sense::Short(_) | Sense::Country(_)));
        let upper = name.clone().all(|at| self.is_upper(at) || !self.is_capital(at));
        let letters = self.text(name).chars().filter(|c| c.is_alphabetic()).count();
        let town = place || (upper && letters >= 4 && !somebody);
        // "CUTTACK: Police said", and no label or speaker somewhere in the text.
        let label = place || self.range.start < 60;
        let stated = rest.clone().any(|at| self.is_month(at)) || rest.clone().any(|at| self.form(at) == ")");
        let dashes = (self.range.clone()).filter(|&at| self.is_dash(at)).count();
        // "The talks – long awaited – failed": dashes that come in pairs are round an aside.
        let single = dashes % 2 == 1 || (place && upper);
        let ended = matches!(self.form(self.range.end - 1), "." | "\"" | "”" | "…");
        match divider {
            Divider::Bracket => town,
            Divider::Colon => ended && town && label && (upper || !somebody),
            Divider::Dash => {
                stated || (town && upper && single) || (place && single && ended) || (upper && !rest.is_empty())
            }
        }
    }

    /// The name of a month before or behind a number: "May 3".
    fn is_month(&self, at: usize) -> bool {
        let number = |at: usize| self.form(at).starts_with(|c: char| c.is_ascii_digit());
        let form = self.form(at).trim_end_matches('.');
        let month = form.parse::<Month>().is_ok() || form.eq_ignore_ascii_case("sept");
        month && (number(at + 1) || number(at.saturating_sub(1)) || (self.form(at + 1) == "." && number(at + 2)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dictionary;

    /// The dateline of a text, without what stands behind it.
    fn dateline(text: &str) -> Option<String> {
        let mut document = Document::segment(text);
        let found = take_off(&mut document, &Dictionary::with_examples().names);
        let line = found.first()?;
        let first = document.sentences()[line.sentence].first as usize;
        assert_eq!(first, line.tokens.end, "{text}");
        Some(crate::coder::words(&document, line.tokens.clone()).to_owned())
    }

    #[test]
    fn datelines_stand_before_a_sentence() {
        for (text, line) in [
            ("GUATEMALA CITY -- Gunmen released two priests.", "GUATEMALA CITY --"),
            ("DUBLIN — She’s slammed the treaty.", "DUBLIN —"),
            ("KABUL, Nov 3 (Newsroom) - Police arrested nine men.", "KABUL, Nov 3 (Newsroom) -"),
            ("WASHINGTON (AP) — The president met envoys.", "WASHINGTON (AP) —"),
            ("WASHINGTON—The president met envoys on Monday.", "WASHINGTON—"),
            ("MARELLE, Sorvia -- Envoys of both states met.", "MARELLE, Sorvia --"),
            ("BEIRUT/THE HAGUE, March 7 (Reuters) - A court sat on Monday.", "BEIRUT/THE HAGUE, March 7 (Reuters) -"),
            ("OSLO, Dec. 9, 1931 (Harbour Wire) -- A report says so.", "OSLO, Dec. 9, 1931 (Harbour Wire) --"),
            ("Lisbon – Several thousand teachers marched.", "Lisbon –"),
            ("Hong Kong (Reuters) Police arrested nine men.", "Hong Kong (Reuters)"),
            ("KARRATAK: The council has directed the mayor to resign.", "KARRATAK:"),
            ("ISLAMABAD: In Veldania, the party went on strike.", "ISLAMABAD:"),
            ("SEOUL — Nine sailors died — the worst toll in years.", "SEOUL —"),
            ("Envoys meet\n\nKABUL, Nov 3 - Police arrested nine men.", "KABUL, Nov 3 -"),
        ] {
            assert_eq!(dateline(text).as_deref(), Some(line), "{text}");
        }
    }

    #[test]
    fn other_openings_are_part_of_the_sentence() {
        for text in [
            "WAR — what is it good for, they sang.",
            "WAR — What is it good for, they sang.",
            "UN - backed troops took the town.",
            "NEW YORK police said nine men were held.",
            "ENVOYS MEET — TALKS FAIL AGAIN IN OSLO",
            "The talks – long awaited – failed.",
            "Veldania - Tarquia talks failed on Monday.",
            "Veldania — Sorvia's neighbour — closed the border.",
            "Veldania: We will not leave the talks.",
            "The African Union (AU) Commission met on Monday.",
            "Jane Doe (42) – a baker – said so.",
            "Oslo - Bergen trains stop",
            "He left. OSLO",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
