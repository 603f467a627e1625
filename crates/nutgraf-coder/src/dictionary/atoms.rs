//! Atoms: what phrases are made of. A text is scanned once, letters folded to lower case without diacritics, so that
//! names match however a text spells, hyphenates or dots them, and independently of its tokens.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::UnicodeNormalization;

/// A word of a text, folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// First byte.
    pub(crate) begin: u32,
    /// Byte after the last.
    pub(crate) end: u32,
    /// Number in the vocabulary; [`UNKNOWN`] for a word that no phrase has.
    pub(crate) id: u32,
    /// Starts with a capital or a figure.
    pub(crate) capital: bool,
    /// Holds capitals and no small letter.
    pub(crate) upper: bool,
    /// Something stands before it that no phrase runs across: a comma, a full stop, a bracket.
    pub(crate) apart: bool,
}

/// The id of words that no phrase has.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// A fast hash for short keys of our own; not for keys that an enemy chooses without limit.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }
    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A map with that hash.
pub(crate) type FoldMap<K, V> = HashMap<K, V, BuildHasherDefault<Fold>>;

/// The words that phrases are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FoldMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a folded word, given one where it has none.
    pub(crate) fn learn(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(word.into(), id);
        id
    }

    fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// The atoms of a text.
    pub(crate) fn scan(&self, text: &str) -> Vec<Atom> {
        let mut atoms = Vec::with_capacity(text.len() / 6);
        scan(text, |piece| atoms.push(piece.atom(self.id(piece.word))));
        atoms
    }
}

/// Puts the atoms of a phrase into `atoms`, with the word of each learnt.
pub(crate) fn learn(text: &str, vocabulary: &mut Vocabulary, atoms: &mut Vec<Atom>) {
    atoms.clear();
    scan(text, |piece| atoms.push(piece.atom(vocabulary.learn(piece.word))));
}

/// The folded words of a text, for comparing names.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    scan(text, |piece| words.push(piece.word.to_owned()));
    words
}

/// The same in one string, each word with a space after it.
pub(crate) fn fold_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 1);
    scan(text, |piece| words.extend([piece.word, " "]));
    words
}

/// A word as the scan meets it.
struct Piece<'a> {
    begin: usize,
    end: usize,
    word: &'a str,
    capital: bool,
    upper: bool,
    apart: bool,
}

impl Piece<'_> {
    fn atom(&self, id: u32) -> Atom {
        let (begin, end) = (self.begin as u32, self.end as u32);
        Atom { begin, end, id, capital: self.capital, upper: self.upper, apart: self.apart }
    }
}

/// Abbreviations whose stop ends nothing.
#[rustfmt::skip]
fn is_stopped(word: &str) -> bool {
    matches!(
        word,
        "st" | "gen" | "mr" | "mrs" | "ms" | "dr" | "lt" | "col" | "sgt" | "gov" | "sen" | "rep" | "jr" | "mt" | "ft"
            | "no" | "capt" | "adm" | "maj" | "brig" | "pres" | "sec" | "prof" | "rev" | "hon" | "cmdr" | "cpl" | "pte"
            | "supt" | "insp" | "messrs" | "min" | "amb"
    )
}

fn scan(text: &str, mut found: impl FnMut(&Piece)) {
    let bytes = text.as_bytes();
    let mut word = String::new();
    let mut at = 0;
    let mut apart = true;
    let mut stopped = false;
    while at < bytes.len() {
        let end = word_end(text, at);
        if end == at {
            let (length, separates) = gap(text, at, stopped);
            apart |= separates;
            at += length;
            continue;
        }
        let raw = &text[at..end];
        word.clear();
        fold(raw, &mut word);
        let capital = raw.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        // What starts small is not all capitals: most words are told by their first letter.
        let small = raw.starts_with(|c: char| c.is_ascii_lowercase());
        let upper = !small && raw.contains(char::is_uppercase) && !raw.contains(char::is_lowercase);
        found(&Piece { begin: at, end, word: &word, capital, upper, apart });
        stopped = is_stopped(&word) || (word.len() == 1 && capital);
        apart = false;
        at = end;
    }
}

/// Where the word that starts at `at` ends: letters and figures, dotted initials ("U.S."), and inner apostrophes
/// ("Sana'a") but not the possessive, which is a word of its own.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if let Some(length) = apostrophe(text, at) {
        let next = at + length;
        if bytes.get(next).is_some_and(|b| *b == b's') && run_end(text, next) == next + 1 && at > 0 {
            return next + 1;
        }
        return at;
    }
    let mut end = run_end(text, at);
    if end == at {
        return at;
    }
    if end == at + 1 && bytes[at].is_ascii_alphabetic() {
        end = dotted_end(text, at).unwrap_or(end);
    }
    while let Some(length) = apostrophe(text, end) {
        let next = run_end(text, end + length);
        let tail = &text[end + length..next];
        if tail.is_empty() || matches!(tail, "s" | "S" | "re" | "ll" | "ve" | "d" | "m" | "t") {
            break;
        }
        end = next;
    }
    end
}

fn run_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    if end < bytes.len() && bytes[end] >= 0x80 {
        return at + text[at..].find(|c: char| !is_word(c)).unwrap_or(text.len() - at);
    }
    end
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c)
}

/// "U.S." or "U.N": letters divided by stops.
fn dotted_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) {
        if run_end(text, end + 1) != end + 2 {
            break;
        }
        end += 2;
    }
    if end == at + 1 {
        return None;
    }
    Some(if bytes.get(end) == Some(&b'.') { end + 1 } else { end })
}

fn apostrophe(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at.min(text.len())..];
    match rest {
        [b'\'' | b'`', ..] => Some(1),
        [0xE2, 0x80, 0x98 | 0x99, ..] | [0xCA, 0xBC | 0xBB, ..] => Some(if rest[0] == 0xE2 { 3 } else { 2 }),
        _ => None,
    }
}

/// What stands between words at `at`: its length, and whether it keeps phrases apart.
fn gap(text: &str, at: usize, stopped: bool) -> (usize, bool) {
    let rest = &text[at..];
    if let Some(length) = apostrophe(text, at) {
        return (length, false);
    }
    match rest.chars().next() {
        Some('\n') => (1, rest[1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n')),
        Some('.') => (1, !stopped),
        Some(c @ (' ' | '\t' | '\r' | '-' | '\u{A0}' | '\u{2010}' | '\u{2011}' | '\u{AD}' | '&')) => {
            (c.len_utf8(), false)
        }
        Some(c) => (c.len_utf8(), true),
        None => (1, true),
    }
}

/// Appends `raw` in lower case, without diacritics, apostrophes and stops.
fn fold(raw: &str, out: &mut String) {
    if raw.is_ascii() {
        if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
            out.push_str(raw);
            out.make_ascii_lowercase();
        } else {
            out.extend(raw.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        }
        return;
    }
    for c in raw.nfd() {
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ə' | 'Ə' => out.push('a'),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(text: &str, vocabulary: &mut Vocabulary) -> Vec<Atom> {
        let mut atoms = Vec::new();
        learn(text, vocabulary, &mut atoms);
        atoms
    }

    #[test]
    fn words_fold_case_marks_dots_and_inner_apostrophes() {
        assert_eq!(words("The U.S. and Côte d'Ivoire"), ["the", "us", "and", "cote", "divoire"]);
        assert_eq!(words("Sana’a al-Qaeda São Erdoğan"), ["sanaa", "al", "qaeda", "sao", "erdogan"]);
        assert_eq!(words("Russia's people’s workers'"), ["russia", "s", "people", "s", "workers"]);
        assert_eq!(words("O'Brien don't U.N."), ["obrien", "don", "t", "un"]);
    }

    #[test]
    fn stops_and_commas_keep_phrases_apart() {
        let mut vocabulary = Vocabulary::default();
        let apart = |text: &str, v: &mut Vocabulary| learnt(text, v).iter().map(|a| a.apart).collect::<Vec<_>>();
        assert_eq!(
            apart("Gen. Varga left. Police came, he said", &mut vocabulary),
            [true, false, false, true, false, true, false]
        );
        assert_eq!(apart("South\nSorvia\n\nPolice", &mut vocabulary), [true, false, true]);
    }

    #[test]
    fn offsets_are_bytes_of_the_words() {
        let text = "“U.S.” – Île";
        let mut vocabulary = Vocabulary::default();
        let atoms = learnt(text, &mut vocabulary);
        let seen: Vec<_> = atoms.iter().map(|a| &text[a.begin as usize..a.end as usize]).collect();
        assert_eq!(seen, ["U.S.", "Île"]);
        assert!(atoms[0].upper && atoms[1].capital && !atoms[1].upper);
    }
}
