//! Time expressions, resolved against the day of publication to the precision that they state and no finer.

use crate::mention::TimeMention;
use crate::mentions::Grammar;
use chrono::{Datelike, Days, Month, Months, NaiveDate, Weekday};
use nutgraf_language::{Relation, Tense, Upos, VerbForm};
use nutgraf_model::Timestamp;

/// The time expressions of a sentence, in order. Without a day of publication only absolute ones are read.
pub(crate) fn times(grammar: &Grammar, published: Option<Timestamp>) -> Vec<TimeMention> {
    let words: Vec<String> = grammar.range().map(|at| grammar.form(at).to_lowercase()).collect();
    let reader =
        Reader { grammar, words, first: grammar.range().start, anchor: published.and_then(|p| p.day()), published };
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.words.len() {
        match reader.read(at) {
            Some((length, when)) => {
                let tokens = reader.first + at..reader.first + at + length;
                let head = grammar.head_of(&tokens);
                found.push(TimeMention { tokens, head, when });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'g, 'd, 't> {
    grammar: &'g Grammar<'d, 't>,
    words: Vec<String>,
    first: usize,
    anchor: Option<NaiveDate>,
    published: Option<Timestamp>,
}

/// Which way an expression points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Past,
    Future,
}

type Read = Option<(usize, Timestamp)>;

impl Reader<'_, '_, '_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words.len() > at && self.grammar.form(self.first + at).starts_with(|c: char| c.is_uppercase())
    }

    fn read(&self, at: usize) -> Read {
        self.iso(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.unit(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.year_word(at))
    }

    /// `2025-02-18`.
    fn iso(&self, at: usize) -> Read {
        let word = self.word(at);
        if word.len() == 10 && word.is_ascii() {
            return Some((1, word.parse().ok()?));
        }
        if self.word(at + 1) == "-" && self.word(at + 3) == "-" {
            let joined = format!("{word}-{}-{}", self.word(at + 2), self.word(at + 4));
            return Some((5, joined.parse().ok().filter(|t| matches!(t, Timestamp::Day(_)))?));
        }
        None
    }

    /// "25 February 2025", "the 25th of February".
    fn day_month(&self, at: usize) -> Read {
        let day = day_number(self.word(at))?;
        let skip = usize::from(self.word(at + 1) == "of");
        let (length, month) = self.month_name(at + 1 + skip)?;
        let next = at + 1 + skip + length;
        let comma = usize::from(self.word(next) == ",");
        if let Some(year) = year(self.word(next + comma)) {
            return Some((next + comma + 1 - at, Timestamp::Day(NaiveDate::from_ymd_opt(year, month, day)?)));
        }
        Some((next - at, Timestamp::Day(self.in_year(month, day, at)?)))
    }

    /// "Feb. 18", "February 18, 2025", "February 2025", "February".
    fn month(&self, at: usize) -> Read {
        let (length, month) = self.month_name(at)?;
        let next = at + length;
        if let Some(day) = day_number(self.word(next)) {
            let comma = usize::from(self.word(next + 1) == ",");
            if let Some(year) = year(self.word(next + 1 + comma)) {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                return Some((length + 2 + comma, Timestamp::Day(date)));
            }
            return Some((length + 1, Timestamp::Day(self.in_year(month, day, at)?)));
        }
        let skip = usize::from(matches!(self.word(next), "of" | ","));
        if let Some(year) = year(self.word(next + skip)) {
            return Some((length + skip + 1, Timestamp::Month(year, month)));
        }
        if self.word(next) == "last" && self.word(next + 1) == "year" {
            return Some((length + 2, Timestamp::Month(self.anchor?.year() - 1, month)));
        }
        let whole = self.grammar.token(self.first + at).upos == Upos::Propn || self.is_after_preposition(at);
        if !whole
            || (self.word(at) == "may"
                && !self.is_after_preposition(at)
                && !self.is_after(at, &["last", "next", "this"]))
        {
            return None;
        }
        let anchor = self.anchor?;
        let year = match self.way_at(at) {
            _ if self.is_after(at, &["next"]) => anchor.year() + i32::from(month <= anchor.month()),
            _ if self.is_after(at, &["last"]) => anchor.year() - i32::from(month >= anchor.month()),
            Way::Future => anchor.year() + i32::from(month < anchor.month()),
            Way::Past => anchor.year() - i32::from(month > anchor.month()),
        };
        Some((length, Timestamp::Month(year, month)))
    }

    /// A month's name or abbreviation, with its stop.
    fn month_name(&self, at: usize) -> Option<(usize, u32)> {
        if !self.is_capital(at) {
            return None;
        }
        let word = self.word(at).trim_end_matches('.');
        let means = |number: &u8| {
            let Ok(month) = Month::try_from(*number) else { return false };
            let name = month.name();
            name.eq_ignore_ascii_case(word)
                || name[..3].eq_ignore_ascii_case(word)
                || (word == "sept" && month == Month::September)
        };
        let month = (1..=12).find(means)?;
        let stop = usize::from(self.word(at + 1) == "." && word.len() < 5);
        Some((1 + stop, month.into()))
    }

    /// The day of a month named without its year: the nearest, unless the clause points to the future.
    fn in_year(&self, month: u32, day: u32, at: usize) -> Option<NaiveDate> {
        let anchor = match self.anchor {
            Some(anchor) => anchor,
            None => return NaiveDate::from_ymd_opt(self.published?.year(), month, day),
        };
        let this = NaiveDate::from_ymd_opt(anchor.year(), month, day);
        let other = |by: i32| NaiveDate::from_ymd_opt(anchor.year() + by, month, day).or(this);
        let this_day = this.or_else(|| other(-1))?;
        match self.way_at(at) {
            Way::Future if this_day + Months::new(1) < anchor => other(1),
            Way::Past if this_day > anchor + Days::new(31) => other(-1),
            _ => Some(this_day),
        }
    }

    fn weekday(&self, at: usize) -> Read {
        let (from, direction) = match self.word(at) {
            "last" | "past" => (at + 1, Some(Way::Past)),
            "next" | "coming" => (at + 1, Some(Way::Future)),
            "this" => (at + 1, None),
            _ => (at, None),
        };
        let weekday = weekday(self.word(from)).filter(|_| self.is_capital(from))?;
        let anchor = self.anchor?;
        let named = usize::from(matches!(self.word(from + 1), "morning" | "evening" | "night" | "afternoon"));
        let length = from + 1 - at + named;
        let way = direction.unwrap_or_else(|| self.way_at(from));
        let ahead = u64::from((7 + weekday.num_days_from_monday() - anchor.weekday().num_days_from_monday()) % 7);
        let day = match way {
            Way::Past if ahead == 0 && direction.is_some() => anchor - Days::new(7),
            Way::Past if ahead == 0 => anchor,
            Way::Past => anchor - Days::new(7 - ahead),
            Way::Future if ahead == 0 && direction.is_some() => anchor + Days::new(7),
            Way::Future => anchor + Days::new(ahead),
        };
        let day = match (self.word(at + length), self.word(at + length + 1)) {
            ("last", "week") if day > anchor => day - Days::new(7),
            ("next", "week") if way == Way::Past => day + Days::new(7),
            _ => day,
        };
        Some((length, Timestamp::Day(day)))
    }

    fn deictic(&self, at: usize) -> Read {
        let anchor = self.anchor?;
        let (length, day) = match (self.word(at), self.word(at + 1)) {
            ("today" | "tonight", _) => (1, anchor),
            ("yesterday", _) => (1, anchor - Days::new(1)),
            ("tomorrow", _) => (1, anchor + Days::new(1)),
            ("last", "night") => (2, anchor - Days::new(1)),
            ("this", "morning" | "evening" | "afternoon") => (2, anchor),
            _ => return None,
        };
        Some((length, Timestamp::Day(day)))
    }

    /// "earlier this month", "last week", "next year", "this week".
    fn unit(&self, at: usize) -> Read {
        let lead = usize::from(matches!(self.word(at), "earlier" | "later" | "late" | "early"));
        let step: i64 = match self.word(at + lead) {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let anchor = self.anchor?;
        let length = lead + 2;
        let when = match self.word(at + lead + 1) {
            "week" | "weekend" => self.week(anchor + chrono::Duration::weeks(step), step),
            "month" => month_of(add_months(anchor, step)?),
            "year" => Timestamp::Year(anchor.year() + step as i32),
            "decade" | "century" => return None,
            season @ ("spring" | "summer" | "autumn" | "fall" | "winter") => {
                let _ = season;
                Timestamp::Year(anchor.year() + step as i32)
            }
            _ => return None,
        };
        Some((length, when))
    }

    /// A week has no precision of its own here: the month in which it lies, or began, or that of the day it is counted from.
    fn week(&self, day: NaiveDate, step: i64) -> Timestamp {
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        let sunday = monday + Days::new(6);
        let (monday, sunday) = match (step, self.anchor) {
            (0, Some(anchor)) if self.way_at(0) == Way::Past => (monday, anchor.min(sunday)),
            _ => (monday, sunday),
        };
        let whole = monday.month() == sunday.month();
        month_of(if whole || step < 0 { monday } else { day })
    }

    /// "two weeks ago", "a year earlier", "three days later" (the latter only of ago), "in the past week".
    fn ago(&self, at: usize) -> Read {
        let (length, number) = self.number(at)?;
        let unit = self.word(at + length);
        let after = self.word(at + length + 1);
        let back = matches!(after, "ago" | "earlier" | "before" | "after") && (after != "after" || self.is_comes(at));
        if !back {
            return None;
        }
        let anchor = self.anchor?;
        let number = i64::from(number);
        let when = match unit.trim_end_matches('s') {
            "day" => Timestamp::Day(anchor.checked_sub_days(Days::new(number as u64))?),
            "week" => Timestamp::Day(anchor.checked_sub_days(Days::new(7 * number as u64))?),
            "month" => month_of(add_months(anchor, -number)?),
            "year" => Timestamp::Year(anchor.year().checked_sub(number as i32).filter(|y| *y > 0)?),
            "decade" => Timestamp::Year(anchor.year().checked_sub(10 * number as i32).filter(|y| *y > 0)?),
            "hour" | "minute" => Timestamp::Day(anchor),
            _ => return None,
        };
        Some((length + 1 + usize::from(after != "after"), when))
    }

    /// "The denial comes a week after …": counted back from today.
    fn is_comes(&self, at: usize) -> bool {
        at > 0 && matches!(self.word(at - 1), "comes" | "came" | "come" | "coming")
    }

    fn number(&self, at: usize) -> Option<(usize, u32)> {
        const NUMBERS: [&str; 13] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let skip = usize::from(matches!(self.word(at), "about" | "around" | "nearly" | "almost" | "roughly" | "over"));
        let word = self.word(at + skip);
        let number = match word {
            "a" | "an" => 1,
            _ if word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) => word.parse().ok()?,
            _ => NUMBERS.iter().position(|n| *n == word)? as u32,
        };
        Some((skip + 1, number))
    }

    /// "on the 25th".
    fn ordinal(&self, at: usize) -> Read {
        if at == 0 || self.word(at) != "the" || self.word(at - 1) != "on" {
            return None;
        }
        let word = self.word(at + 1);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if digits == word || self.word(at + 2) == "of" {
            return None;
        }
        let anchor = self.anchor?;
        let day = anchor.with_day(day_number(word)?)?;
        let day = match self.way_at(at) {
            Way::Past if day > anchor => add_months(day, -1)?,
            Way::Future if day < anchor => add_months(day, 1)?,
            _ => day,
        };
        Some((2, Timestamp::Day(day)))
    }

    /// "in 2014", "since 1991", "the 2008 war".
    fn year_word(&self, at: usize) -> Read {
        let year = year(self.word(at))?;
        let token = self.grammar.token(self.first + at);
        let measured = self.grammar.child(self.first + at, &[Relation::Nummod]).is_some();
        let counts = token.relation == Relation::Nummod
            && self
                .grammar
                .head(self.first + at)
                .is_some_and(|head| self.grammar.token(head).xpos.number() == nutgraf_language::Number::Plural);
        let named = self.is_after(
            at,
            &[
                "in", "since", "until", "by", "from", "during", "of", "the", "early", "late", "mid", "before", "after",
                "between", "and", "to", "(",
            ],
        );
        (named && !measured && !counts).then_some((1, Timestamp::Year(year)))
    }

    fn is_after(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && words.contains(&self.word(at - 1))
    }

    fn is_after_preposition(&self, at: usize) -> bool {
        self.is_after(
            at,
            &[
                "in", "since", "until", "by", "from", "during", "of", "late", "early", "mid", "between", "through",
                "before", "after",
            ],
        )
    }

    /// Whether the clause that the word dates lies in the past or in the future.
    fn way_at(&self, at: usize) -> Way {
        let mut token = self.first + at.min(self.words.len().saturating_sub(1));
        for _ in 0..12 {
            let Some(head) = self.grammar.head(token) else { break };
            token = head;
            if self.grammar.token(token).upos == Upos::Verb {
                break;
            }
        }
        if is_ahead(self.grammar, token) { Way::Future } else { Way::Past }
    }
}

/// Verbs whose infinitive lies ahead of them.
const AHEAD: &[&str] = &[
    "plan", "expect", "schedule", "set", "intend", "due", "agree", "promise", "pledge", "vow", "want", "hope",
    "threaten", "prepare", "decide", "invite", "ask", "urge", "go", "ready", "slate", "poise",
];

fn is_ahead(grammar: &Grammar, verb: usize) -> bool {
    let helped = |at: usize, words: &[&str]| {
        grammar.children(at).iter().any(|&c| {
            matches!(grammar.relation(c), Relation::Aux | Relation::AuxPass)
                && words.contains(&grammar.form(c).to_lowercase().as_str())
        })
    };
    if helped(verb, &["will", "shall", "'ll", "’ll", "would", "wo", "may", "might", "could", "should"]) {
        return true;
    }
    let token = grammar.token(verb);
    let infinitive = token.verb_form() == VerbForm::Infinitive;
    let to = grammar
        .children(verb)
        .iter()
        .any(|&c| grammar.relation(c) == Relation::Mark && grammar.form(c).eq_ignore_ascii_case("to"));
    if infinitive && to {
        let matrix = grammar.head(verb).map(|head| grammar.lemma(head).to_lowercase());
        return matrix.is_some_and(|m| AHEAD.contains(&m.as_str()));
    }
    let progressive = token.verb_form() == VerbForm::Gerund && helped(verb, &["is", "are", "am", "'s", "’s", "'re"]);
    progressive && AHEAD.contains(&grammar.lemma(verb)) || is_headline_present(grammar, verb)
}

/// "to meet on Friday", "meets on Friday": a present tense of acts, not of saying, dates what is to come.
fn is_headline_present(grammar: &Grammar, verb: usize) -> bool {
    let token = grammar.token(verb);
    token.upos == Upos::Verb
        && token.tense() == Tense::Present
        && matches!(
            grammar.lemma(verb),
            "meet" | "begin" | "start" | "open" | "resume" | "host" | "arrive" | "visit" | "vote" | "leave"
        )
}

fn day_number(word: &str) -> Option<u32> {
    let digits =
        word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd")).or(word.strip_suffix("th"));
    let digits = digits.unwrap_or(word);
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<i32> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    if !plain { None } else { word.parse().ok().filter(|year| (1500..=2100).contains(year)) }
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    match word {
        "monday" | "mon" => Some(Weekday::Mon),
        "tuesday" | "tue" | "tues" => Some(Weekday::Tue),
        "wednesday" | "wed" => Some(Weekday::Wed),
        "thursday" | "thu" | "thurs" => Some(Weekday::Thu),
        "friday" | "fri" => Some(Weekday::Fri),
        "saturday" => Some(Weekday::Sat),
        "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

fn add_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
}

fn month_of(day: NaiveDate) -> Timestamp {
    Timestamp::Month(day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_language::Document;

    /// The time expressions of a sentence published on Tuesday, 25 February 2025.
    fn read(text: &str) -> Vec<String> {
        let document = Document::parse(text);
        let grammar = Grammar::new(&document, 0);
        times(&grammar, "2025-02-25".parse().ok()).iter().map(|t| t.when.to_string()).collect()
    }

    #[test]
    fn expressions_resolve_at_the_precision_they_state() {
        let mut faults = Vec::new();
        for (text, want) in [
            ("The ministers met on Tuesday.", "2025-02-25"),
            ("The ministers met on Monday.", "2025-02-24"),
            ("The ministers met on Wednesday.", "2025-02-19"),
            ("The ministers will meet on Friday.", "2025-02-28"),
            ("The ministers will meet next Tuesday.", "2025-03-04"),
            ("They met last Friday.", "2025-02-21"),
            ("They met yesterday.", "2025-02-24"),
            ("They spoke earlier this month.", "2025-02"),
            ("They spoke last week.", "2025-02"),
            ("They spoke last month.", "2025-01"),
            ("The war began last year.", "2024"),
            ("It seized the port in 2014.", "2014"),
            ("It seized the port in March 2014.", "2014-03"),
            ("It seized the port in October.", "2024-10"),
            ("It seized the port on Feb. 18.", "2025-02-18"),
            ("It seized the port on 18 February 2014.", "2014-02-18"),
            ("It seized the port on February 18, 2014.", "2014-02-18"),
            ("It seized the port on December 30.", "2024-12-30"),
            ("It seized the port two weeks ago.", "2025-02-11"),
            ("It seized the port three years ago.", "2022"),
            ("It seized the port on the 20th.", "2025-02-20"),
            ("It seized the port on the 27th.", "2025-01-27"),
            ("They have fought since 1991.", "1991"),
        ] {
            let got = read(text);
            if got != [want] {
                faults.push(format!("{text}: want {want}, got {got:?}"));
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn numbers_and_modal_verbs_are_no_dates() {
        for text in
            ["The army lost 2014 men.", "The deal may fail.", "They march on the port.", "The second group left."]
        {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn without_publication_only_absolute_dates_are_read() {
        let document = Document::parse("They met on Monday and in May 2014.");
        let found = times(&Grammar::new(&document, 0), None);
        assert_eq!(found.iter().map(|t| t.when.to_string()).collect::<Vec<_>>(), ["2014-05"]);
    }
}
