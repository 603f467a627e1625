//! Words of a text, as the English Web Treebank divides them.
//!
//! Text is cut at white space into chunks; a chunk loses its outer punctuation, and what remains is
//! cut at inner punctuation, hyphens and clitics. Every step looks at each character a bounded
//! number of times, so the time is linear in the length of the text.

use crate::abbreviations::classify;

/// Byte range of a token.
pub(crate) type ByteSpan = (u32, u32);

/// Appends the tokens of `text[begin..end]` to `out`.
pub(crate) fn tokenize(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    let mut chunk = None;
    for (at, c) in text[begin..end].char_indices() {
        let at = begin + at;
        if is_space(c) {
            if let Some(from) = chunk.take() {
                split_chunk(text, from, at, out);
            }
        } else if chunk.is_none() {
            chunk = Some(at);
        }
    }
    if let Some(from) = chunk {
        split_chunk(text, from, end, out);
    }
}

/// White space, and the invisible characters that the web puts between words.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn push(out: &mut Vec<ByteSpan>, begin: usize, end: usize) {
    if begin < end {
        out.push((begin as u32, end as u32));
    }
}

/// One chunk between white space.
fn split_chunk(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    if is_address(&text[begin..end]) {
        let core_end = address_end(text, begin, end);
        push(out, begin, core_end);
        if core_end < end {
            split_chunk_words(text, core_end, end, out);
        }
        return;
    }
    split_chunk_words(text, begin, end, out);
}

fn split_chunk_words(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    if let Some(length) = emoticon(&text[begin..end]) {
        push(out, begin, begin + length);
        push(out, begin + length, end);
        return;
    }
    let mut from = begin;
    while from < end {
        let rest = &text[from..end];
        let Some(c) = rest.chars().next() else { return };
        if starts_word(c, rest) {
            break;
        }
        if c == '[' && rest.starts_with("[...]") {
            push(out, from, from + 5);
            from += 5;
            continue;
        }
        let length = punctuation_run(rest, c);
        push(out, from, from + length);
        from += length;
    }
    if from > begin && is_address(&text[from..end]) {
        let address = address_end(text, from, end);
        push(out, from, address);
        from = address;
    }
    let closing = out.len();
    let core_end = peel_back(text, from, end, out);
    let tail = out.len();
    split_core(text, from, core_end, out);
    // The tail was found first, back to front: put it behind the core.
    out[closing..].rotate_left(tail - closing);
    let place = out.len() - (tail - closing);
    out[place..].reverse();
}

/// Whether a word begins at `c`, the first character of `rest`.
fn starts_word(c: char, rest: &str) -> bool {
    if c.is_alphanumeric() {
        return true;
    }
    let next = rest.chars().nth(1);
    match c {
        '\'' | '\u{2019}' | '\u{2018}' => is_leading_apostrophe(rest),
        '.' => next.is_some_and(|n| n.is_ascii_digit()),
        '-' | '+' => next.is_some_and(|n| n.is_ascii_digit()),
        '@' => next.is_some_and(char::is_alphanumeric),
        '#' => next.is_some_and(char::is_alphabetic),
        '\u{300}'..='\u{36F}' => true,
        _ => false,
    }
}

/// "'s", "'90s", "'em": a chunk that begins with an apostrophe of its own.
fn is_leading_apostrophe(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next();
    let tail = chars.as_str();
    let end = tail.char_indices().take(8).find(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let word = &tail[..end.unwrap_or_else(|| tail.char_indices().nth(8).map_or(tail.len(), |(at, _)| at))];
    let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    decade || ["s", "em", "cause", "ll", "re", "ve", "til", "tis", "twas"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// Length in bytes of the punctuation token at the start of `rest`: a run of one repeated mark for
/// stops and dashes, a single mark else.
fn punctuation_run(rest: &str, c: char) -> usize {
    let size = c.len_utf8();
    let twice = rest[size..].starts_with(c);
    match c {
        '!' | '?' => rest.find(|n| n != '!' && n != '?').unwrap_or(rest.len()),
        '.' | '-' | '*' | '=' | '_' | '~' | '\u{2013}' | '\u{2014}' => rest.find(|n| n != c).unwrap_or(rest.len()),
        // Only ever two of these, however many there are: looking further would take too long.
        '\'' | '`' if twice => 2 * size,
        ',' | '<' | '>' | '#' if twice && !rest[2 * size..].starts_with(c) => 2 * size,
        _ => size,
    }
}

/// Pushes the punctuation at the end of `text[begin..end]`, last first, and returns where the core
/// ends.
fn peel_back(text: &str, begin: usize, mut end: usize, out: &mut Vec<ByteSpan>) -> usize {
    while begin < end {
        let rest = &text[begin..end];
        let Some(c) = rest.chars().next_back() else { break };
        if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}') || is_kept_at_end(c, rest) {
            break;
        }
        let mut length = c.len_utf8();
        match c {
            '.' | '\u{2026}' | '-' | '*' | '=' | '_' | '~' | '\u{2013}' | '\u{2014}' => {
                length = rest.len() - rest.trim_end_matches(c).len();
                if c == '.' && length == 1 && keeps_stop(text, &rest[..rest.len() - 1], end) {
                    break;
                }
            }
            '!' | '?' => length = rest.len() - rest.trim_end_matches(['!', '?']).len(),
            '\'' if rest.ends_with("''") => length = 2,
            '\'' | '\u{2019}' if is_plural_possessive(rest, c) && !opens_quote(text, begin, c) => break,
            _ => {}
        }
        push(out, end - length, end);
        end -= length;
    }
    end
}

/// Marks that belong to the word before them ("C++", "A+").
fn is_kept_at_end(c: char, rest: &str) -> bool {
    c == '+' && rest.len() <= 4 && rest.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether the stop after `word` belongs to it.
fn keeps_stop(text: &str, word: &str, end: usize) -> bool {
    let word = word.rsplit(|c: char| !(c.is_alphanumeric() || c == '.' || c == '&')).next().unwrap_or(word);
    let number_next = text[end..].chars().find(|c| !is_space(*c)).is_some_and(|c| c.is_ascii_digit());
    let at_line_start = || {
        let before = text[..end - word.len() - 1].trim_end_matches([' ', '\t', '\u{A0}']);
        before.is_empty() || before.ends_with('\n')
    };
    if !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        // "2. Where it began": the number of an item.
        return at_line_start() && text[end..].starts_with(' ');
    }
    classify(word, number_next).is_some()
}

/// "workers'": an apostrophe after a plural.
fn is_plural_possessive(rest: &str, c: char) -> bool {
    let word = &rest[..rest.len() - c.len_utf8()];
    word.len() > 1 && word.ends_with(['s', 'S', 'z', 'x']) && word.chars().rev().take(2).all(char::is_alphabetic)
}

/// Whether a single quotation mark opened within the last few words before `begin`.
fn opens_quote(text: &str, begin: usize, closing: char) -> bool {
    let opening = if closing == '\'' { '\'' } else { '\u{2018}' };
    let mut before = ' ';
    let mut open = false;
    let window = text[..begin].char_indices().rev().take(120).last().map_or(begin, |(at, _)| at);
    for c in text[window..begin].chars() {
        if c == opening && (is_space(before) || matches!(before, '(' | '"')) {
            open = true;
        } else if c == closing && before.is_alphanumeric() {
            open = false;
        }
        before = c;
    }
    // The mark may open this very chunk.
    open || text[..begin].ends_with(opening)
}

/// A word without outer punctuation: cut at inner marks, hyphens and clitics.
fn split_core(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    if begin >= end {
        return;
    }
    let core = &text[begin..end];
    if core.bytes().all(|b| b.is_ascii_alphabetic()) {
        return split_joined(text, begin, end, out);
    }
    let mut from = begin;
    let mut before = None;
    let mut skip_to = 0;
    for (at, c) in core.char_indices() {
        let at = begin + at;
        if at < skip_to {
            continue;
        }
        let rest = &text[at..end];
        let next = rest.chars().nth(1);
        let cut = match c {
            '-' => cuts_hyphen(&text[from..at], &rest[1..], at == begin),
            '/' => cuts_slash(&text[from..at], next),
            _ => is_inner_cut(c, before, next),
        };
        if cut {
            split_word(text, from, at, out);
            let length = punctuation_run(rest, c);
            push(out, at, at + length);
            from = at + length;
            skip_to = from;
            before = None;
        } else {
            before = Some(c);
        }
    }
    split_word(text, from, end, out);
}

/// Whether a mark inside a chunk stands alone.
fn is_inner_cut(c: char, before: Option<char>, next: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        ',' | ':' => !(digit(before) && digit(next)),
        '.' => next == Some('.') || (before.is_some_and(char::is_lowercase) && next.is_some_and(char::is_uppercase)),
        '\'' | '\u{2019}' | '&' | '_' | '@' | '+' | '#' | '*' | '\u{B7}' | '\u{2018}' | '`' | '\u{B0}' => false,
        '\u{300}'..='\u{36F}' => false,
        _ => !c.is_alphanumeric() && !matches!(c, '-' | '/'),
    }
}

/// Prefixes that keep their hyphen, sorted.
const PREFIXES: &[&str] = &[
    "anti", "bi", "bio", "co", "counter", "cross", "de", "dis", "e", "ex", "extra", "hyper", "inter", "intra", "macro",
    "mega", "micro", "mid", "mini", "multi", "neo", "non", "over", "para", "post", "pre", "pro", "proto", "pseudo",
    "re", "semi", "sub", "super", "supra", "trans", "ultra", "un", "under", "uni",
];

/// Whether the hyphen between `left` and `right` (up to the end of the chunk) is a token.
fn cuts_hyphen(left: &str, right: &str, first: bool) -> bool {
    if left.is_empty() {
        return !first;
    }
    // What is longer is no prefix and no number; and looking at it again and again would take too long.
    let Some(next) = right.chars().next().filter(|_| left.len() <= 24) else { return true };
    if !next.is_alphanumeric() {
        return true;
    }
    if left.bytes().any(|b| b.is_ascii_digit()) && is_serial_number(left, right) {
        return false;
    }
    if left.len() <= 7 && left.bytes().all(|b| b.is_ascii_alphabetic()) {
        let mut buffer = [0u8; 7];
        for (to, from) in buffer.iter_mut().zip(left.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let lower = std::str::from_utf8(&buffer[..left.len()]).unwrap_or("");
        // "re-elected" stays, "pre-" before a number and all-capitals ("EX-IM") do not.
        let prefix = PREFIXES.binary_search(&lower).is_ok();
        return !(prefix && next.is_alphabetic() && !(left.len() > 1 && left.bytes().all(|b| b.is_ascii_uppercase())));
    }
    true
}

/// Telephone numbers and dates of figures: "555-0199", "11-20-2000".
fn is_serial_number(left: &str, right: &str) -> bool {
    let right = right.get(..12).unwrap_or(right);
    let all_figures = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let figures = right.find(|c: char| !(c.is_ascii_digit() || c == '-')).map_or(right, |at| &right[..at]);
    all_figures(left)
        && figures.len() == right.len()
        && (figures.contains('-') || left.contains('-') || (left.len() == 3 && figures.len() == 4))
}

/// Whether the slash between `left` and `next` is a token: in "and/or", not in "5/6".
fn cuts_slash(left: &str, next: Option<char>) -> bool {
    let figure = left.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    !(figure && next.is_some_and(|c| c.is_ascii_digit()))
}

/// Endings that are words of their own, after an apostrophe.
const CLITICS: &[&str] = &["s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M"];

/// A piece without inner cuts: clitics, negations, figures with units.
fn split_word(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    if begin >= end {
        return;
    }
    let word = &text[begin..end];
    if word.is_ascii() && word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return split_joined(text, begin, end, out);
    }
    if let Some(at) = word.rfind(['\'', '\u{2019}', '`']).map(|at| begin + at) {
        return split_apostrophe(text, begin, at, end, out);
    }
    if let Some(cut) = unit_cut(word) {
        push(out, begin, begin + cut);
        push(out, begin + cut, end);
        return;
    }
    push(out, begin, end);
}

fn split_apostrophe(text: &str, begin: usize, at: usize, end: usize, out: &mut Vec<ByteSpan>) {
    let mark = text[at..end].chars().next().map_or(1, char::len_utf8);
    let tail = &text[at + mark..end];
    let head = &text[begin..at];
    if at > begin && (CLITICS.contains(&tail) || (tail.is_empty() && !head.is_empty())) {
        split_word(text, begin, at, out);
        push(out, at, end);
    } else if tail.eq_ignore_ascii_case("t") && head.len() > 1 && head.ends_with(['n', 'N']) {
        let cut = begin + head.len() - 1;
        push(out, begin, cut);
        push(out, cut, end);
    } else {
        push(out, begin, end);
    }
}

/// "10km", "5pm": where the unit begins.
fn unit_cut(word: &str) -> Option<usize> {
    const UNITS: &[&str] = &[
        "am", "bn", "cm", "ft", "g", "gb", "kg", "km", "lb", "lbs", "m", "mb", "mg", "mi", "min", "ml", "mm", "mph",
        "pm", "a.m.", "p.m.", "hz", "kb", "k",
    ];
    let cut = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    let unit = &word[cut..];
    (cut > 0
        && unit.len() <= 4
        && UNITS.iter().any(|u| unit.eq_ignore_ascii_case(u))
        && unit != "M"
        && unit != "K"
        && unit != "k"
        && unit != "G")
        .then_some(cut)
}

/// Words written as one: "cannot", "gonna", "dont".
fn split_joined(text: &str, begin: usize, end: usize, out: &mut Vec<ByteSpan>) {
    const JOINED: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("gotta", 3),
        ("wanna", 3),
        ("gimme", 3),
        ("lemme", 3),
        ("dont", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("isnt", 2),
        ("wasnt", 3),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("shouldnt", 6),
        ("havent", 4),
        ("hasnt", 3),
        ("arent", 3),
        ("werent", 4),
    ];
    let word = &text[begin..end];
    if (4..=8).contains(&word.len())
        && let Some((_, cut)) = JOINED.iter().find(|(joined, _)| word.eq_ignore_ascii_case(joined))
    {
        push(out, begin, begin + cut);
        push(out, begin + cut, end);
    } else {
        push(out, begin, end);
    }
}

/// Web and mail addresses.
fn is_address(chunk: &str) -> bool {
    let start = chunk.trim_start_matches(['<', '(', '"']);
    if start.len() != chunk.len() {
        return false;
    }
    let prefix = |p: &str| chunk.get(..p.len()).is_some_and(|s| s.eq_ignore_ascii_case(p));
    if prefix("http://") || prefix("https://") || prefix("www.") || prefix("ftp://") {
        return true;
    }
    chunk.len() < 100
        && chunk.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && host.starts_with(char::is_alphanumeric)
        })
}

/// An address loses the punctuation after it.
fn address_end(text: &str, begin: usize, end: usize) -> usize {
    let core = text[begin..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '\u{201D}', '\u{2019}']);
    begin + core.len()
}

/// Length of the emoticon that fills a chunk's beginning, when nothing but stops follow.
fn emoticon(chunk: &str) -> Option<usize> {
    const FACES: &[&str] = &[":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":-D", ":p", "=)", "<3", ":/", "XD"];
    FACES.iter().find(|face| chunk == **face).map(|face| face.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, 0, text.len(), &mut out);
        out.iter().map(|&(b, e)| &text[b as usize..e as usize]).collect()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(PREFIXES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn clitics() {
        assert_eq!(words("the ministry's"), ["the", "ministry", "'s"]);
        assert_eq!(words("Russia’s"), ["Russia", "’s"]);
        assert_eq!(words("don't can't won’t"), ["do", "n't", "ca", "n't", "wo", "n’t"]);
        assert_eq!(words("they've I'd we're"), ["they", "'ve", "I", "'d", "we", "'re"]);
        assert_eq!(words("workers' rights"), ["workers", "'", "rights"]);
        assert_eq!(words("cannot gonna"), ["can", "not", "gon", "na"]);
        assert_eq!(words("O'Brien"), ["O'Brien"]);
    }

    #[test]
    fn hyphens() {
        assert_eq!(words("high-level"), ["high", "-", "level"]);
        assert_eq!(words("co-founder re-elected anti-government"), ["co-founder", "re-elected", "anti-government"]);
        assert_eq!(words("full-scale invasion"), ["full", "-", "scale", "invasion"]);
        assert_eq!(words("al-Qaeda"), ["al", "-", "Qaeda"]);
        assert_eq!(words("555-0199"), ["555-0199"]);
        assert_eq!(words("U.S.-led"), ["U.S.", "-", "led"]);
        assert_eq!(words("talks — which"), ["talks", "—", "which"]);
        assert_eq!(words("talks—which"), ["talks", "—", "which"]);
        assert_eq!(words("one--two"), ["one", "--", "two"]);
    }

    #[test]
    fn stops_and_abbreviations() {
        assert_eq!(words("in the U.S."), ["in", "the", "U.S."]);
        assert_eq!(words("Gen. J. Smith."), ["Gen.", "J.", "Smith", "."]);
        assert_eq!(words("end. Then"), ["end", ".", "Then"]);
        assert_eq!(words("wait... what"), ["wait", "...", "what"]);
        assert_eq!(words("No. 5 and no."), ["No.", "5", "and", "no", "."]);
        assert_eq!(words("2 p.m. today"), ["2", "p.m.", "today"]);
        assert_eq!(words("Acme Inc., of"), ["Acme", "Inc.", ",", "of"]);
    }

    #[test]
    fn quotes_and_brackets() {
        assert_eq!(words("“There are,” he said."), ["“", "There", "are", ",", "”", "he", "said", "."]);
        assert_eq!(words("(AP) -"), ["(", "AP", ")", "-"]);
        assert_eq!(words("said. (See below.)"), ["said", ".", "(", "See", "below", ".", ")"]);
        assert_eq!(words("'yes' it"), ["'", "yes", "'", "it"]);
    }

    #[test]
    fn figures() {
        assert_eq!(words("$1,000.50 or 5%"), ["$", "1,000.50", "or", "5", "%"]);
        assert_eq!(words("10:30 1990s 5/6"), ["10:30", "1990s", "5/6"]);
        assert_eq!(words("30-40 km"), ["30", "-", "40", "km"]);
        assert_eq!(words("10km at 5pm"), ["10", "km", "at", "5", "pm"]);
    }

    #[test]
    fn addresses() {
        assert_eq!(words("see https://a.example/b-c."), ["see", "https://a.example/b-c", "."]);
        assert_eq!(words("press@ministry.example, now"), ["press@ministry.example", ",", "now"]);
    }
}
