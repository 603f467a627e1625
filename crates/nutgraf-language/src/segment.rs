//! Sentences of a text.
//!
//! A blank line always ends a sentence; a single line break only where the next line looks like an
//! item of its own. Within such a block sentences end at stops, question and exclamation marks and
//! whatever closes behind them, unless the stop belongs to an abbreviation or what follows goes on.

use crate::abbreviations::{Abbreviation, classify};
use crate::tokenize::{ByteSpan, is_space, tokenize};

/// Tokens of `text`, and the token ranges of its sentences.
pub(crate) fn segment(text: &str, tokens: &mut Vec<ByteSpan>, sentences: &mut Vec<(u32, u32)>) {
    let mut block = 0;
    let mut line = 0;
    for (at, _) in text.match_indices('\n') {
        if at < line {
            continue;
        }
        let after = &text[at + 1..];
        let next_line = after.split_once('\n').map_or(after, |(l, _)| l);
        if ends_block(&text[line..at], next_line) {
            close_block(text, block, at, tokens, sentences);
            block = at + 1;
        }
        line = at + 1;
    }
    close_block(text, block, text.len(), tokens, sentences);
}

/// Whether the break between two lines ends a sentence.
fn ends_block(line: &str, next: &str) -> bool {
    let line = line.trim_matches(is_space);
    let next = next.trim_matches(is_space);
    if line.is_empty() || next.is_empty() {
        return true;
    }
    if is_item(next) {
        return true;
    }
    // A short line that just stops, before one that begins anew: a heading, a list, a byline. Wire
    // copy is wrapped at sixty columns and more.
    let open_end = line.ends_with([',', '-', ';', '(', '\u{2013}', '\u{2014}', '&']);
    let begins_anew = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || opens(c));
    !open_end && begins_anew && line.chars().take(45).count() < 45
}

/// A line that begins with a bullet or an item number.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    if matches!(first, '\u{2022}' | '\u{25AA}' | '\u{25CF}' | '\u{25E6}' | '\u{2023}' | '\u{B7}') {
        return true;
    }
    if matches!(first, '-' | '*' | '\u{2013}' | '\u{2014}' | '+') {
        return chars.next().is_some_and(is_space);
    }
    let figures = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&figures) {
        let mut rest = line[figures..].chars();
        return matches!(rest.next(), Some('.' | ')')) && rest.next().is_some_and(is_space);
    }
    false
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{2018}' | '\u{AB}' | '(' | '[' | '\'' | '\u{BF}' | '\u{A1}')
}

fn closes(token: &str) -> bool {
    matches!(token, "\"" | "\u{201D}" | "\u{2019}" | "'" | "''" | ")" | "]" | "\u{BB}")
}

/// One block of text, which no sentence crosses.
fn close_block(text: &str, begin: usize, end: usize, tokens: &mut Vec<ByteSpan>, sentences: &mut Vec<(u32, u32)>) {
    let first = tokens.len();
    tokenize(text, begin, end, tokens);
    let block = Block { text, tokens: &tokens[first..] };
    let mut from = 0;
    let mut at = 0;
    while at < block.tokens.len() {
        if let Some(next) = block.boundary_after(at, from) {
            sentences.push(((first + from) as u32, (first + next) as u32));
            from = next;
            at = next;
        } else {
            at += 1;
        }
    }
    if from < block.tokens.len() {
        sentences.push(((first + from) as u32, tokens.len() as u32));
    }
}

/// Tokens between two certain boundaries.
struct Block<'a> {
    text: &'a str,
    tokens: &'a [ByteSpan],
}

impl<'a> Block<'a> {
    fn token(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |&(begin, end)| &self.text[begin as usize..end as usize])
    }

    fn space_before(&self, at: usize) -> bool {
        at == 0 || self.tokens.get(at).is_none_or(|t| t.0 != self.tokens[at - 1].1)
    }

    /// If the sentence that began at `from` ends with `at` and what closes behind it: where the
    /// next one begins.
    fn boundary_after(&self, at: usize, from: usize) -> Option<usize> {
        let token = self.token(at);
        if at > from && matches!(self.token(at + 1), "\u{2022}" | "\u{25AA}" | "\u{25CF}") {
            return Some(at + 1);
        }
        let last = token.chars().next_back()?;
        if !matches!(last, '.' | '!' | '?' | '\u{2026}') {
            return None;
        }
        let bare = token.trim_end_matches(['.', '!', '?', '\u{2026}']);
        let mut next = at + 1;
        let mut quoted = false;
        while closes(self.token(next)) && (!self.space_before(next) || self.closes_apart(next, from)) {
            quoted |= !matches!(self.token(next), ")" | "]");
            next += 1;
        }
        next = self.after_note(next);
        if next >= self.tokens.len() {
            return None;
        }
        let goes_on = if bare.is_empty() {
            self.goes_on_after_mark(token, next, quoted)
        } else {
            self.goes_on_after_word(bare, at, from, next)
        };
        (!goes_on).then_some(next)
    }

    /// Where a footnote's number in square brackets ends, if one stands at `next`.
    fn after_note(&self, mut next: usize) -> usize {
        let number = |at| !self.token(at).is_empty() && self.token(at).bytes().all(|b| b.is_ascii_digit());
        while self.token(next) == "[" && number(next + 1) && self.token(next + 2) == "]" {
            next += 3;
        }
        next
    }

    /// A straight quotation mark set off by spaces, closing one that the sentence opened.
    fn closes_apart(&self, at: usize, from: usize) -> bool {
        self.token(at) == "\""
            && self.space_before(at + 1)
            && (from.max(at.saturating_sub(60))..at).filter(|&i| self.token(i) == "\"").count() % 2 == 1
    }

    fn goes_on_after_mark(&self, mark: &str, next: usize, quoted: bool) -> bool {
        if !self.space_before(next) {
            // "end.Next" was cut by the tokenizer; "?)" and the like go on.
            return !self.begins_sentence(next) || mark != ".";
        }
        if mark == "." && !quoted {
            return !self.begins_sentence(next) && !self.token(next).starts_with(char::is_lowercase);
        }
        if !self.begins_sentence(next) {
            return true;
        }
        // “Where?” Smith asked.
        quoted && matches!(mark.chars().next(), Some('?' | '!')) && self.reports_speech(next)
    }

    fn goes_on_after_word(&self, bare: &str, at: usize, from: usize, next: usize) -> bool {
        if at == from {
            return true;
        }
        let number_next = self.token(next).starts_with(|c: char| c.is_ascii_digit());
        match classify(bare, number_next) {
            Some(Abbreviation::Leads | Abbreviation::BeforeNumber) => true,
            Some(Abbreviation::MayEnd) if next > at + 1 => !self.begins_sentence(next),
            Some(Abbreviation::MayEnd) => !self.starts_after_abbreviation(bare, next),
            None => !self.begins_sentence(next),
        }
    }

    /// Whether the token at `next` can begin a sentence.
    fn begins_sentence(&self, next: usize) -> bool {
        let token = self.token(next);
        let Some(first) = token.chars().next() else { return false };
        if first.is_uppercase() || first.is_ascii_digit() || (first.is_alphabetic() && !first.is_lowercase()) {
            return true;
        }
        if opens(first) || matches!(first, '-' | '\u{2014}' | '*' | '\u{2022}' | '.' | '`' | '\u{2026}') {
            let then = self.token(next + 1);
            return then.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || opens(c));
        }
        matches!(first, '$' | '#' | '@' | '<' | '\u{A3}' | '\u{20AC}')
    }

    /// After an abbreviation only words that rarely follow inside a name begin a sentence.
    fn starts_after_abbreviation(&self, bare: &str, next: usize) -> bool {
        let token = self.token(next);
        if !token.starts_with(|c: char| c.is_uppercase() || opens(c)) {
            return false;
        }
        if opens(token.chars().next().unwrap_or(' ')) {
            return !token.starts_with(['(', '[']) && self.token(next + 1).starts_with(char::is_uppercase);
        }
        if STARTERS.binary_search(&token).is_ok() {
            return true;
        }
        // Any capital after "etc." or "p.m.", but for the day and the zone.
        matches!(bare, "etc" | "a.m" | "p.m") && !token.ends_with("day") && !is_time_zone(token)
    }

    /// Whether a verb of speech stands within the next four words.
    fn reports_speech(&self, next: usize) -> bool {
        const SPEECH: &[&str] = &[
            "added", "asked", "asks", "cried", "demanded", "replied", "said", "says", "shouted", "told", "wondered",
            "wrote",
        ];
        let here = (next..next + 4).map(|at| self.token(at));
        here.take_while(|t| !matches!(*t, "." | "," | "!" | "?")).any(|t| SPEECH.binary_search(&t).is_ok())
    }
}

/// What may follow "9 a.m.": "EST", "Moscow time".
fn is_time_zone(token: &str) -> bool {
    let letters = (2..=4).contains(&token.len()) && token.chars().all(char::is_uppercase);
    letters
        || matches!(
            token,
            "Beijing" | "British" | "Central" | "Eastern" | "Greenwich" | "Moscow" | "Mountain" | "Pacific"
        )
}

/// Capitalised words that begin sentences, sorted.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Can",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "For",
    "From",
    "Further",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Is",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "Nevertheless",
    "No",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "Please",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "Thank",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Two",
    "Under",
    "Until",
    "Up",
    "Was",
    "We",
    "Well",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Without",
    "Yes",
    "Yet",
    "You",
    "Your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        segment(text, &mut tokens, &mut sentences);
        sentences
            .iter()
            .map(|&(first, last)| {
                let (begin, end) = (tokens[first as usize].0, tokens[last as usize - 1].1);
                text[begin as usize..end as usize].to_owned()
            })
            .collect()
    }

    #[test]
    fn starters_are_sorted() {
        assert!(STARTERS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn abbreviations_and_initials() {
        assert_eq!(
            sentences("Gen. J. P. Marlow met Dr. Ahn in the U.S. Senate. He left."),
            ["Gen. J. P. Marlow met Dr. Ahn in the U.S. Senate.", "He left."]
        );
        assert_eq!(
            sentences("They came to the U.S. The talks failed."),
            ["They came to the U.S.", "The talks failed."]
        );
        assert_eq!(
            sentences("It opens at 9 a.m. Monday. It closes at 5 p.m. Visitors leave."),
            ["It opens at 9 a.m. Monday.", "It closes at 5 p.m.", "Visitors leave."]
        );
        assert_eq!(sentences("On Feb. 25 it fell. No. 5 stayed."), ["On Feb. 25 it fell.", "No. 5 stayed."]);
    }

    #[test]
    fn quotes_close_after_the_stop() {
        assert_eq!(sentences("“We will not go.” The envoy left."), ["“We will not go.”", "The envoy left."]);
        assert_eq!(
            sentences("\"Go!\" said the guard. \"No.\" They went."),
            ["\"Go!\" said the guard.", "\"No.\"", "They went."]
        );
        assert_eq!(sentences("“Where?” Brandt asked. Nobody knew."), ["“Where?” Brandt asked.", "Nobody knew."]);
        assert_eq!(sentences("It fell. [17] It rose."), ["It fell. [17]", "It rose."]);
        assert_eq!(sentences("(He was there.) She was not."), ["(He was there.)", "She was not."]);
    }

    #[test]
    fn ellipses() {
        assert_eq!(
            sentences("They waited... and waited. Then... Nothing."),
            ["They waited... and waited.", "Then...", "Nothing."]
        );
        assert_eq!(sentences("Well … no."), ["Well … no."]);
    }

    #[test]
    fn datelines_and_headlines() {
        assert_eq!(
            sentences("RIYADH (AP) — Envoys met on Tuesday. They left."),
            ["RIYADH (AP) — Envoys met on Tuesday.", "They left."]
        );
        assert_eq!(
            sentences("Ministers Meet In Capital\n\nMinisters met."),
            ["Ministers Meet In Capital", "Ministers met."]
        );
        assert_eq!(sentences("ENVOYS MEET\nThe envoys met."), ["ENVOYS MEET", "The envoys met."]);
    }

    #[test]
    fn wrapped_lines_and_items() {
        let wrapped = "The president of Veldania told parliament on Monday that\nTarquia had closed the border. It\nremained shut.";
        assert_eq!(sentences(wrapped).len(), 2);
        assert_eq!(sentences("• one thing\n• another thing"), ["• one thing", "• another thing"]);
        assert_eq!(sentences("They asked for:\n- bread\n- peace").len(), 3);
        assert_eq!(sentences("1. First of all\n2. Second of all"), ["1. First of all", "2. Second of all"]);
    }
}
