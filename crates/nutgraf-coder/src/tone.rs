//! Tone: how many words of a text are bright and how many dark.

use crate::Error;
use crate::dictionary::{FoldMap, rows};
use nutgraf_language::Document;
use nutgraf_model::Tone;

/// The list of words with a tone.
#[derive(Clone, Debug, Default)]
pub(crate) struct ToneWords {
    words: FoldMap<Box<str>, bool>,
}

impl ToneWords {
    /// Reads `tone.tsv`: `positive` or `negative`, and words as written, divided by ` | `.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text, 2) {
            let row = row?;
            let positive = match row.cell(0) {
                "positive" => true,
                "negative" => false,
                other => return Err(row.fault(format!("\"{other}\" is no tone; write positive or negative"))),
            };
            for word in row.alternatives(1) {
                if self.words.insert(word.into(), positive).is_some() {
                    return Err(row.fault(format!("\"{word}\" is listed twice")));
                }
            }
        }
        Ok(())
    }

    /// How many words are listed.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.words.len()
    }

    fn of(&self, form: &str) -> Option<bool> {
        if self.words.is_empty() || form.len() > 40 {
            return None;
        }
        match self.words.get(form) {
            Some(tone) => Some(*tone),
            None if form.contains(|c: char| c.is_uppercase()) => self.words.get(form.to_lowercase().as_str()).copied(),
            None => None,
        }
    }
}

/// Tone of the tokens in `range`: words, and those of them that are listed.
pub(crate) fn tone(document: &Document, range: std::ops::Range<usize>, words: &ToneWords) -> Tone {
    let mut tone = Tone::default();
    for at in range {
        let form = document.form(at);
        if !form.contains(char::is_alphanumeric) {
            continue;
        }
        tone.words += 1;
        match words.of(form) {
            Some(true) => tone.positive += 1,
            Some(false) => tone.negative += 1,
            None => {}
        }
    }
    tone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dictionary;

    #[test]
    fn bright_and_dark_words_are_counted_by_gdelts_formula() {
        let document = Document::segment("Veldania hailed the historic success. Critics called it a disaster!");
        let counted = tone(&document, 0..document.tokens().len(), &Dictionary::embedded().tone);
        assert_eq!((counted.words, counted.positive, counted.negative), (10, 3, 2));
        assert!((counted.score() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_list_is_long_and_lists_no_word_twice() {
        assert!(Dictionary::embedded().tone.len() >= 4000, "{}", Dictionary::embedded().tone.len());
        let twice = ToneWords::default().read("t", "positive\tgood | good");
        assert!(twice.expect_err("listed twice").to_string().contains("twice"));
    }
}
