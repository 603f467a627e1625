//! What is no news of politics: other languages, and articles and sentences of sports, markets, weather and culture.

use crate::patterns::{Patterns, Symbols};
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

impl Gate {
    /// Judges an article by its section and by how many of its nouns are of sports and the like, and each sentence by
    /// its own.
    pub(crate) fn of(article: &Article, document: &Document<'_>, patterns: &Patterns) -> Gate {
        let section = article.section.as_deref().map(str::to_lowercase).unwrap_or_default();
        let by_section = section.split(['/', ',', '|', '>']).any(|part| SECTIONS.contains(&part.trim()));
        let by_section = by_section || article.url.as_deref().is_some_and(is_of_such_a_section);
        let counts: Vec<usize> = document.sentences().iter().map(|s| harmless(document, s.range(), patterns)).collect();
        let total: usize = counts.iter().sum();
        let dense = counts.len() >= 4 && total >= 8 && total * 5 >= counts.len() * 6;
        let percent = |s: &Sentence| s.range().any(|t| document.form(t) == "%" || document.form(t).ends_with('%'));
        let closed = document.sentences().iter().zip(&counts).map(|(s, &c)| c >= 3 || (c >= 1 && percent(s))).collect();
        Gate { closed: by_section || dense, sentences: closed }
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

/// How many different words of sports, markets, weather and culture stand in a sentence.
fn harmless(document: &Document<'_>, range: std::ops::Range<usize>, patterns: &Patterns) -> usize {
    let mut seen: Vec<u32> = Vec::new();
    for at in range {
        let symbol = patterns.symbols.get(document.lemma(at));
        if symbol != Symbols::NONE && !seen.contains(&symbol) && patterns.harmless.length(symbol, std::iter::empty) > 0
        {
            seen.push(symbol);
        }
    }
    seen.len()
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
}
