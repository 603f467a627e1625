//! Headings in which every word has a capital: which of their words are no names.

use crate::patterns::Symbols;
use crate::tree::verb_stem;
use nutgraf_language::Document;
use std::collections::HashSet;
use std::ops::Range;

/// Words that headings leave in lower case.
const SMALL: &[&str] = &[
    "from", "with", "over", "into", "after", "amid", "about", "against", "between", "than", "that", "under", "upon",
    "before", "during", "near", "says", "without", "through", "toward", "towards", "until", "when", "their",
];

/// A heading has so many words at least.
const SHORTEST: usize = 4;

/// Tells names from other words in the headings of a text.
pub(crate) struct Headings<'d, 't> {
    document: &'d Document<'t>,
    symbols: &'d Symbols,
    /// The words that the text writes in lower case, once they are asked for.
    lower: Option<HashSet<&'t str>>,
}

impl<'d, 't> Headings<'d, 't> {
    /// For a text that is segmented.
    pub(crate) fn new(document: &'d Document<'t>, symbols: &'d Symbols) -> Headings<'d, 't> {
        Headings { document, symbols, lower: None }
    }

    /// The tokens of a sentence that have a capital only because it is a heading; none where it is not. `proper` are the names
    /// that the dictionary knows, and whether each may be another word as well, such as a surname of nobody in the text.
    pub(crate) fn common(&mut self, range: Range<usize>, proper: &[(Range<usize>, bool)]) -> Vec<usize> {
        if !is_heading(self.document, range.clone()) {
            return Vec::new();
        }
        let shouted = range.clone().all(|at| !self.document.form(at).contains(char::is_lowercase));
        let mut common = Vec::new();
        for at in range.start + 1..range.end {
            let form = self.document.form(at);
            let acronym = !shouted && form.len() <= 5 && !form.contains(char::is_lowercase);
            if !form.starts_with(char::is_uppercase) || acronym {
                continue;
            }
            let lower = form.to_lowercase();
            let known = self.symbols.get(&lower) != Symbols::NONE || verb_stem(&lower, self.symbols) != Symbols::NONE;
            let named = proper.iter().any(|(name, doubtful)| name.contains(&at) && !doubtful);
            if !named && (known || self.lower().contains(lower.as_str())) {
                common.push(at);
            }
        }
        common
    }

    fn lower(&mut self) -> &HashSet<&'t str> {
        let document = self.document;
        self.lower.get_or_insert_with(|| {
            let forms = (0..document.tokens().len()).map(|at| document.form(at));
            forms.filter(|form| form.starts_with(char::is_lowercase)).collect()
        })
    }
}

/// Whether every word of a sentence but small ones has a capital, and no stop ends it.
pub(crate) fn is_heading(document: &Document, range: Range<usize>) -> bool {
    let words = || range.clone().map(|at| document.form(at)).filter(|form| form.starts_with(char::is_alphabetic));
    let small = |form: &&str| form.starts_with(char::is_lowercase);
    let ended = range.end.checked_sub(1).is_some_and(|last| document.form(last) == ".");
    let fits = |form: &str| form.chars().count() < 4 || SMALL.contains(&form);
    !ended && words().count() >= SHORTEST && words().filter(small).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dictionary;

    fn common(text: &str, names: &[&str]) -> Vec<String> {
        let document = Document::segment(text);
        let range = document.sentences()[0].range();
        let named = |at: &usize| names.contains(&document.form(*at));
        let proper: Vec<_> = range.clone().filter(named).map(|at| (at..at + 1, false)).collect();
        let mut headings = Headings::new(&document, &Dictionary::with_examples().patterns.symbols);
        headings.common(range, &proper).into_iter().map(|at| document.form(at).to_owned()).collect()
    }

    #[test]
    fn words_of_headings_are_told_from_names() {
        assert_eq!(common("Veldania Lifts Sanctions on Tarquia", &["Veldania", "Tarquia"]), ["Lifts", "Sanctions"]);
        assert_eq!(common("Rebels Free Two Hostages in Marov", &["Marov"]), ["Free", "Two", "Hostages"]);
        assert_eq!(common("Zorvath Meets Envoys of the COC", &["COC"]), ["Meets", "Envoys"]);
        assert_eq!(common("Envoy Meets Zorvath in Quess\n\nThe envoy left.", &["Quess"]), ["Meets"]);
    }

    #[test]
    fn sentences_keep_their_capitals() {
        for text in [
            "Veldania lifts sanctions on Tarquia",
            "President Anton Varga Met Mira Solenko.",
            "Anton Varga Leaves",
            "President Anton Varga arrived in Port Marelle on Monday",
        ] {
            assert_eq!(common(text, &[]), [""; 0], "{text}");
        }
    }
}
