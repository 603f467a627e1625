//! What is no news of politics: other languages, and articles and sentences of sports, markets, weather and culture.

use crate::patterns::{Patterns, Symbol, Symbols};
use nutgraf_language::{Document, Sentence};
use nutgraf_model::Article;

/// English function words: one word in four of running English is among them.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "to", "and", "in", "a", "that", "is", "was", "for", "on", "with", "he", "it", "as", "at", "by", "his",
    "from", "has", "have", "had", "are", "were", "be", "been", "an", "not", "but", "they", "who", "said", "its",
    "their", "after", "will", "would", "this", "which", "she", "her", "we", "or", "more", "than", "about", "out",
    "over", "up", "new",
];

/// Whether a text reads as English. Short texts and headlines are given the benefit of the doubt.
pub(crate) fn is_english(text: &str) -> bool {
    let (mut words, mut known, mut foreign) = (0usize, 0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(400) {
        words += 1;
        let lower = word.to_lowercase();
        known += usize::from(FUNCTION_WORDS.contains(&lower.as_str()));
        foreign += usize::from(!word.is_ascii());
    }
    let enough = if words < 25 { 0.0 } else { 0.12 };
    let ratio = known as f64 / words.max(1) as f64;
    ratio >= enough && (words < 8 || (foreign as f64) < 0.35 * words as f64)
}

/// Sections whose articles tell no events.
const SECTIONS: &[&str] = &[
    "sport",
    "sports",
    "football",
    "soccer",
    "cricket",
    "rugby",
    "tennis",
    "golf",
    "culture",
    "arts",
    "entertainment",
    "music",
    "film",
    "movies",
    "books",
    "lifestyle",
    "travel",
    "food",
    "fashion",
    "horoscope",
    "horoscopes",
    "weather",
    "markets",
    "stocks",
    "celebrity",
    "games",
    "recipes",
    "obituaries",
    "tv",
    "health & fitness",
    "pop-culture",
    "tv-and-radio",
    "showbiz",
    "theatre",
    "recipe",
    "dining",
    "style",
    "basketball",
    "baseball",
    "hockey",
    "nba",
    "nfl",
    "nhl",
    "mlb",
    "formula-1",
    "f1",
    "athletics",
    "cycling",
    "boxing",
    "mma",
];

/// Which sentences of an article are closed.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    closed: bool,
    sentences: Vec<bool>,
}

/// How many different words of each kind stand in a sentence, or in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Vocabulary {
    /// Of sports, markets, weather and culture, by words that say so wherever they stand.
    harmless: usize,
    /// Of leisure, trade and science, whose words say so only where they are many.
    pastime: usize,
    /// Of politics and of force.
    grave: usize,
}

impl Vocabulary {
    /// Whether an article of so many sentences tells of no politics: its words are of leisure and markets, and few or none
    /// are of politics and force, so that a market report that tells of a war stays open.
    fn is_of_leisure(self, sentences: usize) -> bool {
        let light = self.harmless + self.pastime;
        // Shares of the sentences in tenths, and tenths of a word of leisure for each grave one.
        let (share, weight) = (10 * light / sentences.max(1), 10 * light / self.grave.max(1));
        let plain = light >= 5 && share >= 1 && weight >= 45;
        let dense = light >= 8 && share >= 4 && weight >= 35;
        let all = self.harmless >= 8 && self.harmless * 5 >= sentences * 6 && weight >= 20;
        sentences >= SHORT && (plain || dense || all)
    }
}

/// A text of fewer sentences does not say enough of what it is about.
const SHORT: usize = 4;

impl Gate {
    /// Judges an article by its section and by its vocabulary, and each sentence by its own.
    pub(crate) fn of(article: &Article, document: &Document<'_>, patterns: &Patterns) -> Gate {
        let section = article.section.as_deref().map(str::to_lowercase).unwrap_or_default();
        let by_section = section.split(['/', ',', '|', '>']).any(|part| SECTIONS.contains(&part.trim()));
        let by_section = by_section || article.url.as_deref().is_some_and(is_of_such_a_section);
        let counts: Vec<Vocabulary> =
            document.sentences().iter().map(|s| vocabulary(document, s.range(), patterns)).collect();
        let mut total = Vocabulary::default();
        for each in &counts {
            total.harmless += each.harmless;
            total.pastime += each.pastime;
            total.grave += each.grave;
        }
        let percent = |s: &Sentence| s.range().any(|t| document.form(t) == "%" || document.form(t).ends_with('%'));
        let closes = |(s, c): (&Sentence, &Vocabulary)| {
            is_glued(document, s.range())
                || (c.harmless >= 3 && c.harmless > c.grave)
                || (c.harmless >= 1 && percent(s) && c.grave <= 1)
        };
        let sentences = document.sentences().iter().zip(&counts).map(closes).collect();
        Gate { closed: by_section || total.is_of_leisure(counts.len()), sentences }
    }

    /// Whether the sentence tells no events.
    pub(crate) fn closes(&self, sentence: usize) -> bool {
        self.closed || self.sentences.get(sentence).copied().unwrap_or(false)
    }
}

/// Whether the address names such a section among its folders (`/sport/…`), or a site of sports as its host.
fn is_of_such_a_section(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
    let mut parts = rest.split(['?', '#']).next().unwrap_or_default().split('/');
    let host = parts.next().unwrap_or_default();
    let folders: Vec<&str> = parts.collect();
    let before_the_last = folders.len().saturating_sub(1);
    host.split('.').any(|label| label.contains("sports") || label.starts_with("sport"))
        || folders[..before_the_last].iter().any(|folder| SECTIONS.contains(folder))
}

/// Which kinds of words stand in a sentence, each word counted once; the result of a game counts as one.
fn vocabulary(document: &Document<'_>, range: std::ops::Range<usize>, patterns: &Patterns) -> Vocabulary {
    let mut found = Vocabulary::default();
    let mut seen: Vec<Symbol> = Vec::new();
    let mut result = false;
    for at in range.clone() {
        result |= is_result(document.form(at));
        for symbol in symbols_of(document.lemma(at), &patterns.symbols) {
            if seen.contains(&symbol) {
                continue;
            }
            let before = || (range.start..at).rev().map(|t| patterns.symbols.get(document.lemma(t)));
            let counted = [
                (&patterns.harmless, &mut found.harmless),
                (&patterns.pastime, &mut found.pastime),
                (&patterns.grave, &mut found.grave),
            ];
            for (words, count) in counted {
                if words.length(symbol, before) > 0 {
                    *count += 1;
                    seen.push(symbol);
                    break;
                }
            }
        }
    }
    found.pastime += usize::from(result);
    found
}

/// A word as it stands, and what it may be a plural of: sentences that were not analysed have no lemmas.
fn symbols_of(word: &str, symbols: &Symbols) -> impl Iterator<Item = Symbol> {
    let singular = word.strip_suffix('s').filter(|w| w.len() > 2).map(|w| symbols.get(w));
    [symbols.get(word)].into_iter().chain(singular).filter(|&s| s != Symbols::NONE)
}

/// "Ada VargaAda Maria VargaMayor opens bridge": a name, the same name and headings of other pages run together where a page
/// shows them on demand. No sentence of its own can be read out of it.
fn is_glued(document: &Document<'_>, range: std::ops::Range<usize>) -> bool {
    let glued = |at: usize| {
        let form = document.form(at);
        let joint =
            form.char_indices().zip(form.chars().skip(1)).find(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
        joint.map(|((end, last), _)| form.split_at(end + last.len_utf8()))
    };
    range.clone().skip(1).any(|at| {
        // The word before begins the name, and so does what stands behind the joint.
        glued(at).is_some_and(|(_, again)| again.len() > 1 && again == document.form(at - 1))
    })
}

/// "6-4", "23-7": the result of a game.
fn is_result(form: &str) -> bool {
    let goals = |side: &str| (1..=2).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit());
    form.split_once(['-', '–']).is_some_and(|(ours, theirs)| goals(ours) && goals(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_sections() {
        for sports in [
            "https://quay.example/sport/1931/ferry-wins",
            "http://www.quaysports.example/x",
            "https://sport.quay.example/x",
        ] {
            assert!(is_of_such_a_section(sports), "{sports}");
        }
        for news in [
            "https://quay.example/news/sport",
            "https://quay.example/world/sport-minister-resigns",
            "https://quay.example/",
        ] {
            assert!(!is_of_such_a_section(news), "{news}");
        }
    }

    #[test]
    fn results_of_games() {
        assert!(["6-4", "23-7", "2–1"].iter().all(|form| is_result(form)));
        assert!(!["1914-18", "F-16", "6-", "two-one", "6-4-2"].iter().any(|form| is_result(form)));
    }

    #[test]
    fn names_glued_to_themselves() {
        let is = |text: &str| {
            let document = Document::segment(text);
            is_glued(&document, 0..document.tokens().len())
        };
        assert!(is("Mayor Ada VargaAda Maria VargaFerry workers end strike MORE is defending the toll."));
        assert!(!is("Mayor Ada McVarga is defending the YouTube channel of her QuayBank."));
    }

    #[test]
    fn words_of_politics_and_force_outweigh() {
        let of = |harmless, pastime, grave| Vocabulary { harmless, pastime, grave };
        assert!(of(3, 9, 1).is_of_leisure(20));
        assert!(!of(3, 9, 4).is_of_leisure(20), "a film about a war, told as news of it");
        assert!(of(24, 2, 6).is_of_leisure(20), "a market report");
        assert!(!of(24, 2, 14).is_of_leisure(20), "a market report that tells of a war");
        assert!(!of(3, 9, 0).is_of_leisure(3), "too short to tell");
        assert!(!of(1, 3, 0).is_of_leisure(40), "a few words of leisure");
    }
}
