//! What the network sees of a word: its form, its ends, its shape, each as a hash.

use crate::hash::Hash;

/// Features of a word.
pub(crate) const FEATURES: usize = 10;

/// Place of the whole form among the features.
pub(crate) const FORM: usize = 0;

/// Fills `lower` with the normalised form and returns the features' hashes; 0 where a word is too
/// short to have one.
pub(crate) fn features(form: &str, lower: &mut String) -> [u32; FEATURES] {
    normalise(form, lower);
    let mut out = [0u32; FEATURES];
    out[FORM] = Hash::new(b'w').str(lower).finish();
    out[1] = Hash::new(b'h').str(shape(form, &mut [0; SHAPE])).finish();
    let mut ends = lower.char_indices().rev().map(|(at, _)| at);
    for (length, slot) in out[2..6].iter_mut().enumerate() {
        if let Some(at) = ends.next() {
            *slot = Hash::new(b'1' + length as u8).str(&lower[at..]).finish();
        }
    }
    let mut ends = lower.char_indices().map(|(at, c)| at + c.len_utf8());
    for (length, slot) in out[6..9].iter_mut().enumerate() {
        if let Some(at) = ends.next() {
            *slot = Hash::new(b'5' + length as u8).str(&lower[..at]).finish();
        }
    }
    out[9] = Hash::new(b'c').byte(case(form)).finish();
    out
}

/// Lower case, straight quotation marks, one dash, every figure a nought.
fn normalise(form: &str, lower: &mut String) {
    lower.clear();
    // A form of thousands of letters is no word: its beginning says enough.
    for c in form.chars().take(40) {
        match c {
            'A'..='Z' => lower.push(c.to_ascii_lowercase()),
            '0'..='9' => lower.push('0'),
            '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' => lower.push('\''),
            '\u{201C}' | '\u{201D}' | '\u{AB}' | '\u{BB}' => lower.push('"'),
            '\u{2013}' | '\u{2014}' | '\u{2212}' => lower.push('-'),
            '\u{2026}' => lower.push_str("..."),
            _ if c.is_ascii() => lower.push(c),
            _ => lower.extend(c.to_lowercase()),
        }
    }
}

/// Longest shape that is told apart.
const SHAPE: usize = 8;

/// The kinds of characters in order, repetitions dropped after the second.
fn shape<'b>(form: &str, buffer: &'b mut [u8; SHAPE]) -> &'b str {
    let mut length = 0;
    let mut run = 0;
    for c in form.chars().take(40) {
        let kind = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'd',
            '.' => b'.',
            '-' | '\u{2013}' | '\u{2014}' => b'-',
            ',' | ':' | ';' => b',',
            '$' | '\u{20AC}' | '\u{A3}' => b'$',
            '\'' | '\u{2019}' | '\u{2018}' => b'\'',
            '"' | '\u{201C}' | '\u{201D}' => b'"',
            _ => b'?',
        };
        run = if length > 0 && buffer[length - 1] == kind { run + 1 } else { 0 };
        if run > 1 || length == SHAPE {
            continue;
        }
        buffer[length] = kind;
        length += 1;
    }
    std::str::from_utf8(&buffer[..length]).unwrap_or("")
}

/// How a word is capitalised, in one byte.
fn case(form: &str) -> u8 {
    let mut chars = form.chars().take(40);
    let first = chars.next().is_some_and(char::is_uppercase);
    let letters = form.chars().any(char::is_alphabetic);
    let (mut upper, mut lower) = (0, 0);
    for c in chars {
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
    }
    match (letters, first, upper > 0, lower > 0) {
        (false, ..) => 0,
        (_, true, false, true) => 1,
        (_, true, true, false) => 2,
        (_, true, true, true) => 3,
        (_, true, false, false) => 4,
        (_, false, true, _) => 5,
        (_, false, false, _) => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_figures_are_one() {
        let mut lower = String::new();
        assert_eq!(features("\u{2019}s", &mut lower)[FORM], features("'s", &mut lower)[FORM]);
        assert_eq!(features("1987", &mut lower)[FORM], features("2021", &mut lower)[FORM]);
        assert_ne!(features("May", &mut lower)[1], features("may", &mut lower)[1]);
        assert_eq!(features("May", &mut lower)[FORM], features("may", &mut lower)[FORM]);
    }

    #[test]
    fn any_word_has_features() {
        let mut lower = String::new();
        for form in ["", "x", "\u{1F600}", "İstanbul", "ﬀ", &"a".repeat(100_000)] {
            features(form, &mut lower);
            assert!(lower.len() < 400);
        }
    }
}
