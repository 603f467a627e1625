//! Numbers that a text names, with what they count: Amounts of the GKG.

use std::ops::Range;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    /// Code point at which it begins.
    pub(crate) at: u32,
    /// What stands before it, behind the word before.
    pub(crate) gap: Gap,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space alone.
    Space,
    /// A comma, a dash, quotation marks, a sign of money.
    Mark,
    /// The end of a sentence, of a paragraph or of the like.
    End,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// As digits with at most one point.
    pub(crate) number: String,
    /// What is counted, up to three words; nothing where the text does not say.
    pub(crate) object: String,
    /// Code point of the number.
    pub(crate) at: u32,
    /// Words of the number, among those of the text.
    pub(crate) words: Range<usize>,
    /// Words of the object.
    pub(crate) counted: Range<usize>,
}

/// The words of a text. A number keeps its points and commas, a compound its hyphens.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut gap = Gap::End;
    let mut chars = text.char_indices().zip(0u32..).peekable();
    while let Some(((begin, first), at)) = chars.next() {
        if !first.is_alphanumeric() {
            gap = gap.max(gap_of(first));
            continue;
        }
        let mut end = begin + first.len_utf8();
        while let Some(&((next, c), _)) = chars.peek() {
            let joins = matches!(c, '\'' | '’' | '-' | '.' | ',' | ':') && joins(text, begin, next, c);
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        words.push(Word { text: &text[begin..end], at, gap });
        gap = Gap::Space;
    }
    words
}

fn gap_of(c: char) -> Gap {
    match c {
        ' ' | '\t' | '\u{a0}' => Gap::Space,
        '.' | '!' | '?' | ';' | ':' | '\n' => Gap::End,
        _ => Gap::Mark,
    }
}

/// Whether a mark inside a word belongs to it: between letters an apostrophe or hyphen, between digits a point, comma or colon.
fn joins(text: &str, begin: usize, at: usize, mark: char) -> bool {
    let before = text[begin..at].chars().next_back();
    let after = text[at + mark.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return false };
    match mark {
        '.' | ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => before.is_alphanumeric() && after.is_alphanumeric(),
    }
}

/// The amounts of a text, in order. Years, days of the month, times and scores are none; what is said to be `dozens` or
/// `thousands` is no precise amount.
pub(crate) fn amounts(words: &[Word<'_>]) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match amount(words, at) {
            Some(amount) => {
                at = amount.words.end;
                found.push(amount);
            }
            None => at += 1,
        }
    }
    found
}

fn amount(words: &[Word<'_>], first: usize) -> Option<Amount> {
    let mut value = number(words[first].text)?;
    let mut end = first + 1;
    while let Some(times) = words.get(end).filter(|word| word.gap == Gap::Space).and_then(magnitude) {
        value *= times;
        end += 1;
    }
    if end == first + 1 && is_date(words, first) {
        return None;
    }
    let counted = object(words, end);
    if counted.is_empty() && is_part_of_name(words, first) {
        return None;
    }
    let object = words[counted.clone()].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let number = if value.fract() == 0.0 && value < 1e15 { format!("{value:.0}") } else { value.to_string() };
    Some(Amount { number, object, at: words[first].at, words: first..end, counted })
}

/// `Apollo 11`: digits behind a capital inside a sentence.
fn is_part_of_name(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words[before]);
    let is_name = |word: Word<'_>| word.gap != Gap::End && word.text.starts_with(char::is_uppercase);
    words[at].gap == Gap::Space
        && words[at].text.starts_with(|c: char| c.is_ascii_digit())
        && before.is_some_and(is_name)
}

/// The value of digits or of a number's name; `one` is a pronoun as often as a number.
fn number(word: &str) -> Option<f64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let groups = word.split('.').next().unwrap_or_default().split(',').skip(1).all(|group| group.len() == 3);
        let plain = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        let one_point = word.matches('.').count() <= 1;
        return (groups && plain && one_point).then(|| word.replace(',', "").parse().ok())?;
    }
    let lower = word.to_ascii_lowercase();
    let (tens, ones) = lower.split_once('-').unwrap_or(("", &lower));
    let ones = NAMES.iter().find(|(name, _)| *name == ones)?.1;
    match NAMES.iter().find(|(name, _)| *name == tens) {
        Some((_, tens)) if *tens >= 20 && ones < 10 => Some(f64::from(tens + ones)),
        None if tens.is_empty() && ones > 1 => Some(f64::from(ones)),
        _ => None,
    }
}

fn magnitude(word: &Word<'_>) -> Option<f64> {
    match &*word.text.to_ascii_lowercase() {
        "dozen" => Some(12.0),
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

/// A year, a day of a month, a time of the day.
fn is_date(words: &[Word<'_>], at: usize) -> bool {
    let text = words[at].text;
    let near = |at: usize| words.get(at).map_or("", |word| word.text);
    let before = if at > 0 && words[at].gap != Gap::End { near(at - 1) } else { "" };
    let after = if words.get(at + 1).is_some_and(|word| word.gap != Gap::End) { near(at + 1) } else { "" };
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(&text[..1], "1" | "2");
    is_month(before)
        || (is_month(after) && text.len() <= 2)
        || is_one_of(after, &OF_HOURS)
        || (is_year && (before.is_empty() || is_one_of(before, &OF_YEARS) || object(words, at + 1).is_empty()))
}

/// The name of a month or its first three letters; in lower case `may` and `march` are verbs.
fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && months().any(|month| word.eq_ignore_ascii_case(month) || word.eq_ignore_ascii_case(&month[..3]))
}

/// The words that say what is counted: up to three, as far as a plural, before one that cannot be part of it.
fn object(words: &[Word<'_>], from: usize) -> Range<usize> {
    let mut begin = from;
    while words.get(begin).is_some_and(|word| word.gap == Gap::Space && is_one_of(word.text, &PASSED_OVER)) {
        begin += 1;
    }
    let is_part = |word: &Word<'_>| {
        word.gap == Gap::Space && word.text.starts_with(char::is_alphabetic) && !is_one_of(word.text, &STOPS)
    };
    let mut end = begin;
    while end < begin + OBJECT && words.get(end).is_some_and(is_part) {
        end += 1;
        if is_plural(words[end - 1].text) {
            break;
        }
    }
    if end == begin { from..from } else { begin..end }
}

/// Whether a common noun looks like a plural; what stands behind it is no part of what is counted.
fn is_plural(word: &str) -> bool {
    const OTHERS: [&str; 5] = ["men", "people", "children", "percent", "police"];
    let regular = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.starts_with(char::is_lowercase) && (regular || OTHERS.iter().any(|other| word.ends_with(other)))
}

/// Whether a word, in lower case, stands in a sorted list.
pub(crate) fn is_one_of(word: &str, sorted: &[&str]) -> bool {
    sorted.binary_search(&&*word.to_lowercase()).is_ok()
}

/// The months in English.
fn months() -> impl Iterator<Item = &'static str> {
    (1..=12u8).filter_map(|number| Some(chrono::Month::try_from(number).ok()?.name()))
}

/// Words of an object at most.
const OBJECT: usize = 3;

const NAMES: [(&str, u32); 28] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("dozen", 12),
];

/// Words behind a time of the day, sorted.
const OF_HOURS: [&str; 4] = ["am", "gmt", "o'clock", "pm"];

/// Words before a year, sorted.
const OF_YEARS: [&str; 20] = [
    "after", "and", "autumn", "before", "between", "by", "during", "early", "fall", "from", "in", "late", "mid", "of",
    "since", "spring", "summer", "the", "until", "winter",
];

/// Words between a number and what it counts, sorted.
const PASSED_OVER: [&str; 7] = ["more", "of", "other", "others", "the", "their", "those"];

/// Words that end an object or cannot begin one, sorted.
const STOPS: [&str; 198] = [
    "a",
    "abducted",
    "about",
    "above",
    "according",
    "across",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "alone",
    "along",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "are",
    "aren't",
    "around",
    "arrested",
    "arresting",
    "as",
    "at",
    "away",
    "be",
    "became",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "called",
    "came",
    "can",
    "could",
    "dead",
    "demonstrated",
    "detained",
    "detaining",
    "did",
    "died",
    "dies",
    "displaced",
    "do",
    "does",
    "down",
    "during",
    "dying",
    "each",
    "either",
    "evacuated",
    "every",
    "few",
    "fled",
    "following",
    "for",
    "friday",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "hurt",
    "if",
    "in",
    "including",
    "injured",
    "injuring",
    "inside",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "jailed",
    "kidnapped",
    "kill",
    "killed",
    "killing",
    "last",
    "later",
    "least",
    "less",
    "like",
    "made",
    "marched",
    "may",
    "me",
    "might",
    "monday",
    "more",
    "most",
    "must",
    "my",
    "near",
    "nearly",
    "never",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "protested",
    "rallied",
    "rather",
    "reached",
    "said",
    "same",
    "saturday",
    "say",
    "says",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "sunday",
    "take",
    "taken",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thursday",
    "to",
    "today",
    "together",
    "told",
    "too",
    "toward",
    "tuesday",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "wednesday",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "wounded",
    "wounding",
    "yesterday",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        amounts(&words(text)).into_iter().map(|amount| (amount.number, amount.object)).collect()
    }

    #[test]
    fn numbers_have_what_they_count() {
        let one = |text: &str, number: &str, object: &str| {
            assert_eq!(of(text), [(number.to_owned(), object.to_owned())], "{text}");
        };
        one("The army freed 1,200 prisoners of war.", "1200", "prisoners");
        one("Twenty-five Danish sailors were rescued.", "25", "Danish sailors");
        one("They paid 2.5 million dollars for it.", "2500000", "dollars");
        one("Two dozen of the villagers stayed.", "24", "villagers");
        one("At least 12 were killed.", "12", "");
        one("He bought 1500 sheep.", "1500", "sheep");
        one("Some 30 may have drowned.", "30", "");
        one("The road is 40 miles long.", "40", "miles");
    }

    #[test]
    fn dates_times_scores_and_pronouns_are_no_amounts() {
        for text in [
            "It began in 1956 and ended on May 12.",
            "On 3 June 1961 they met at 10:30.",
            "The team won 2-1, and one of them scored.",
            "The 45-year-old fisherman left at 7 pm.",
            "Dozens of people came, thousands stayed.",
            "Then came Apollo 11.",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn places_are_code_points_and_lists_are_sorted() {
        let text = "São Tomé: é 40 boats";
        let found = amounts(&words(text));
        let expected = text.chars().position(|c| c == '4').expect("a number") as u32;
        assert_eq!(found[0].at, expected);
        assert!([&STOPS[..], &OF_YEARS, &OF_HOURS, &PASSED_OVER].iter().all(|list| list.is_sorted()));
    }
}
