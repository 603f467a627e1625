//! Dates as people and publishers write them, at the precision they state and never another.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use nutgraf_model::Timestamp;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which comes first where both readings of `03/04/2020` are possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// Unknown: an ambiguous date is no date.
    #[default]
    Unknown,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for line in include_str!("tables/months.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (number, names) = line.split_once('\t').expect("our own table has two columns");
        let number = number.parse().expect("our own table starts with numbers");
        for name in names.split(' ') {
            months.entry(name).or_insert(number);
        }
    }
    months
});

/// Reads a date, with or without a time, with or without an offset. Words around it ("Published", a weekday, "at")
/// do no harm.
pub(crate) fn read(text: &str, order: DateOrder) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() < 4 || text.len() > 200 {
        return None;
    }
    iso(text).or_else(|| epoch(text)).or_else(|| in_words(text, order)).filter(plausible)
}

/// The first date with a day in a longer text.
pub(crate) fn find(text: &str, order: DateOrder) -> Option<Timestamp> {
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let digit = from + at;
        // A month or a weekday may stand before the number.
        let start = text[..digit].char_indices().rev().nth(12).map_or(0, |(at, _)| at);
        let start = text[start..digit].find(' ').map_or(start, |space| start + space);
        let end = text[digit..].char_indices().nth(32).map_or(text.len(), |(at, _)| digit + at);
        let window = &text[start..end];
        let has_year = window.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4);
        if let Some(at) = has_year.then(|| in_words(window, order)).flatten().filter(|at| at.day().is_some()) {
            return Some(at.to_day()).filter(plausible);
        }
        from = digit + text[digit..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - digit);
    }
    None
}

/// News is not older than printing, nor later than this century.
fn plausible(stamp: &Timestamp) -> bool {
    (1600..2100).contains(&stamp.year())
}

/// Whether a line is a date and hardly anything else, such as `Friday, August 21, 2015`.
pub(crate) fn date_line(line: &str, order: DateOrder) -> Option<Timestamp> {
    let line = line.trim().trim_matches(['*', '_', '(', ')']);
    let words = line.split_whitespace().count();
    if words > 12 || line.len() > 90 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let known = |token: &Token<'_>| match token {
        Token::Word(word) => MONTHS.contains_key(word.to_lowercase().as_str()) || is_filler(&word.to_lowercase()),
        _ => true,
    };
    if !tokens(line).iter().all(known) {
        return None;
    }
    read(line, order)
}

/// ISO 8601 and its careless relatives.
fn iso(text: &str) -> Option<Timestamp> {
    if let Ok(stamp) = text.parse::<Timestamp>() {
        return Some(stamp);
    }
    let bytes = text.as_bytes();
    if !bytes.iter().take(4).all(u8::is_ascii_digit) {
        return None;
    }
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok();
    }
    if bytes.len() >= 15 && bytes[..8].iter().all(u8::is_ascii_digit) && bytes[8] == b'T' && text.is_ascii() {
        return basic(text);
    }
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let mut parts = text.splitn(3, char::from(separator));
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day_len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, clock) = rest.split_at(day_len);
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    let clock = clock.trim_start_matches(['T', 't', ' ', ',', '-']);
    Some(match read_clock(clock) {
        Some((time, zone)) => stamp(date, time, zone),
        None => Timestamp::Day(date),
    })
}

/// `20250102T030405Z`, as NewsML and ninjs of old write it.
fn basic(text: &str) -> Option<Timestamp> {
    let (date, clock) = (&text[..8], &text[9..]);
    let zone = clock.get(6..).unwrap_or_default();
    let iso = format!(
        "{}-{}-{}T{}:{}:{}{}",
        &date[..4],
        &date[4..6],
        &date[6..],
        clock.get(..2)?,
        clock.get(2..4)?,
        clock.get(4..6)?,
        zone
    );
    iso.parse().ok()
}

/// Seconds or milliseconds since 1970, between 1990 and 2100.
fn epoch(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let at = DateTime::from_timestamp(seconds, 0)?;
    (seconds > 631_000_000).then(|| Timestamp::Instant(at.fixed_offset()))
}

fn stamp(date: NaiveDate, time: NaiveTime, zone: Option<i32>) -> Timestamp {
    let local = NaiveDateTime::new(date, time);
    zone.and_then(FixedOffset::east_opt)
        .and_then(|zone| local.and_local_timezone(zone).single())
        .map_or(Timestamp::Local(local), Timestamp::Instant)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = |c: char| {
            if c.is_ascii_digit() {
                1
            } else if c.is_alphabetic() && !is_cjk_unit(c) {
                2
            } else {
                0
            }
        };
        let kind = class(first);
        let end = if kind == 0 {
            first.len_utf8()
        } else {
            rest.char_indices().find(|(_, c)| class(*c) != kind).map_or(rest.len(), |(at, _)| at)
        };
        match kind {
            1 => found.push(Token::Number(&rest[..end])),
            2 => found.push(Token::Word(&rest[..end])),
            _ if !first.is_whitespace() => found.push(Token::Sign(first)),
            _ => {}
        }
        rest = &rest[end..];
    }
    found
}

fn is_cjk_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

fn is_filler(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "on",
        "at",
        "of",
        "the",
        "de",
        "del",
        "di",
        "le",
        "la",
        "el",
        "um",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "th",
        "st",
        "nd",
        "rd",
        "uhr",
        "date",
        "published",
        "posted",
        "updated",
        "first",
        "last",
        "modified",
        "created",
        "release",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "er",
        "ist",
        "est",
        "edt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "et",
        "pt",
        "ct",
        "pst",
        "pdt",
        "msk",
        "jst",
        "z",
        "t",
        "o",
        "clock",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "publié",
        "veröffentlicht",
        "stand",
        "à",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ];
    WORDS.contains(&word)
}

/// Dates with month names, or of numbers only.
fn in_words(text: &str, order: DateOrder) -> Option<Timestamp> {
    let list = tokens(text);
    let (date, after) = named_month(&list).or_else(|| numbers(&list, order)).or_else(|| cjk(&list))?;
    let date = match date {
        Timestamp::Day(date) => date,
        coarse => return Some(coarse),
    };
    let tail = position(text, &list, after);
    Some(match find_clock(&text[tail..]).or_else(|| find_clock(text)) {
        Some((time, zone)) => stamp(date, time, zone),
        None => Timestamp::Day(date),
    })
}

/// Byte offset of the token with number `at`, or the text's length.
fn position(text: &str, list: &[Token<'_>], at: usize) -> usize {
    match list.get(at) {
        Some(Token::Number(part) | Token::Word(part)) => part.as_ptr() as usize - text.as_ptr() as usize,
        _ => text.len().min(if at == 0 { 0 } else { after_token(text, list, at - 1) }),
    }
}

fn after_token(text: &str, list: &[Token<'_>], at: usize) -> usize {
    match list.get(at) {
        Some(Token::Number(part) | Token::Word(part)) => part.as_ptr() as usize - text.as_ptr() as usize + part.len(),
        _ => 0,
    }
}

fn month_of(word: &str) -> Option<u32> {
    MONTHS.get(word.to_lowercase().as_str()).copied()
}

/// Day of month written in digits, perhaps with an ordinal ending in the next token.
fn day_of(token: Option<&Token<'_>>) -> Option<u32> {
    match token {
        Some(Token::Number(digits)) if digits.len() <= 2 => digits.parse().ok().filter(|day| (1..=31).contains(day)),
        _ => None,
    }
}

fn year_of(token: Option<&Token<'_>>) -> Option<i32> {
    match token {
        Some(Token::Number(digits)) if digits.len() == 4 => digits.parse().ok().filter(|y| (1600..2100).contains(y)),
        _ => None,
    }
}

/// The next token that is neither a sign nor an ordinal ending nor a small joining word.
fn skip(list: &[Token<'_>], mut at: usize) -> usize {
    while let Some(token) = list.get(at) {
        let passes = match token {
            Token::Sign(sign) => matches!(sign, ',' | '.' | '-' | '/' | '’' | '\'' | '–'),
            Token::Word(word) => {
                matches!(word.to_lowercase().as_str(), "of" | "de" | "del" | "th" | "st" | "nd" | "rd" | "er" | "г")
            }
            Token::Number(_) => false,
        };
        if !passes {
            break;
        }
        at += 1;
    }
    at
}

/// The last token before `at` that is neither a sign nor a joining word.
fn skip_back(list: &[Token<'_>], at: usize) -> Option<usize> {
    (0..at).rev().find(|&i| skip(&list[i..=i], 0) == 0)
}

/// `25 February 2025`, `February 25, 2025`, `2025 February 25`, `Feb 2025`; the second value is the token after it.
fn named_month(list: &[Token<'_>]) -> Option<(Timestamp, usize)> {
    for (at, token) in list.iter().enumerate() {
        let Token::Word(word) = token else { continue };
        let Some(month) = month_of(word) else { continue };
        let next = skip(list, at + 1);
        let before = skip_back(list, at);
        let day_before = before.and_then(|b| day_of(list.get(b)));
        if let (Some(day), Some(year)) = (day_before, year_of(list.get(next))) {
            return full_date(year, month, day, next + 1);
        }
        let after_day = skip(list, next + 1);
        if let (Some(day), Some(year)) = (day_of(list.get(next)), year_of(list.get(after_day))) {
            return full_date(year, month, day, after_day + 1);
        }
        if let (Some(day), Some(year)) = (day_of(list.get(next)), before.and_then(|b| year_of(list.get(b)))) {
            return full_date(year, month, day, next + 1);
        }
        if let Some(found) = year_after_clock(list, month, next) {
            return Some(found);
        }
        if let Some(found) = short_year(list, month, day_before, next) {
            return Some(found);
        }
        if let Some(year) = year_of(list.get(next)) {
            NaiveDate::from_ymd_opt(year, month, 1)?;
            return Some((Timestamp::Month(year, month), next + 1));
        }
    }
    None
}

/// `21-Nov-19` and `21 Nov 19`.
fn short_year(list: &[Token<'_>], month: u32, day: Option<u32>, at: usize) -> Option<(Timestamp, usize)> {
    let Some(Token::Number(digits)) = list.get(at) else { return None };
    let clock = matches!(list.get(at + 1), Some(Token::Sign(':')));
    if digits.len() != 2 || clock {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    full_date(if year < 70 { 2000 + year } else { 1900 + year }, month, day?, at + 1)
}

/// `Tue Nov 19 10:00:00 EST 2019`: the clock stands before the year.
fn year_after_clock(list: &[Token<'_>], month: u32, at: usize) -> Option<(Timestamp, usize)> {
    let day = day_of(list.get(at))?;
    matches!(list.get(at + 2), Some(Token::Sign(':'))).then_some(())?;
    let year = (at + 3..list.len().min(at + 10)).find_map(|i| year_of(list.get(i)))?;
    full_date(year, month, day, at + 1)
}

fn full_date(year: i32, month: u32, day: u32, after: usize) -> Option<(Timestamp, usize)> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| (Timestamp::Day(date), after))
}

/// `25.02.2025`, `02/25/2025`, `2025.02.25`, `25/02/25`.
fn numbers(list: &[Token<'_>], order: DateOrder) -> Option<(Timestamp, usize)> {
    for at in 0..list.len() {
        let [Token::Number(a), Token::Sign(s), Token::Number(b), Token::Sign(t), Token::Number(c), ..] = &list[at..]
        else {
            continue;
        };
        if s != t || !matches!(s, '.' | '/' | '-' | '|') {
            continue;
        }
        let found = match (a.len(), b.len(), c.len()) {
            (4, 1..=2, 1..=2) => NaiveDate::from_ymd_opt(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?),
            (1..=2, 1..=2, 4) => day_and_month(a, b, c.parse().ok()?, *s, order),
            (2, 2, 2) if *s != '-' => day_and_month(a, b, 2000 + c.parse::<i32>().ok()?, *s, order),
            _ => None,
        };
        if let Some(date) = found {
            return Some((Timestamp::Day(date), at + 5));
        }
    }
    None
}

fn day_and_month(a: &str, b: &str, year: i32, sign: char, order: DateOrder) -> Option<NaiveDate> {
    let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
    let day_first = match (a > 12, b > 12) {
        (true, _) => true,
        (_, true) => false,
        _ if a == b => true,
        // Nobody writes the month first with full stops.
        _ if sign == '.' => true,
        _ => match order {
            DateOrder::DayFirst => true,
            DateOrder::MonthFirst => false,
            DateOrder::Unknown => return None,
        },
    };
    if day_first { NaiveDate::from_ymd_opt(year, b, a) } else { NaiveDate::from_ymd_opt(year, a, b) }
}

/// `2025年2月25日` and `2025년 2월 25일`.
fn cjk(list: &[Token<'_>]) -> Option<(Timestamp, usize)> {
    for at in 0..list.len() {
        let [
            Token::Number(y),
            Token::Sign('年' | '년'),
            Token::Number(m),
            Token::Sign('月' | '월'),
            Token::Number(d),
            ..,
        ] = &list[at..]
        else {
            continue;
        };
        let date = NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
        return Some((Timestamp::Day(date), at + 5));
    }
    None
}

/// Finds `10:30`, `10:30:05`, `5:00 p.m.`, `5 pm`, `14.30 Uhr` and the zone after it.
pub(crate) fn find_clock(text: &str) -> Option<(NaiveTime, Option<i32>)> {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| {
        bytes[at].is_ascii_digit()
            && (at == 0 || !(bytes[at - 1].is_ascii_digit() || matches!(bytes[at - 1], b'.' | b':' | b'+' | b'/')))
    });
    starts.into_iter().find_map(|at| read_clock(&text[at..]))
}

/// Reads a clock time at the start of `text`, with its offset in seconds where one is stated.
fn read_clock(text: &str) -> Option<(NaiveTime, Option<i32>)> {
    let list = tokens(text);
    let number = |at: usize| match list.get(at) {
        Some(Token::Number(digits)) if digits.len() <= 2 => digits.parse::<u32>().ok(),
        _ => None,
    };
    let hour = number(0)?;
    let colon = matches!(list.get(1), Some(Token::Sign(':')));
    let dotted = matches!(list.get(1), Some(Token::Sign('.')))
        && matches!(list.get(3), Some(Token::Word(word)) if word.eq_ignore_ascii_case("uhr"));
    let letter_h = matches!(list.get(1), Some(Token::Word("h" | "H")))
        && matches!(list.get(2), Some(Token::Number(d)) if d.len() == 2);
    let (minute, mut at) = if colon || dotted || letter_h { (number(2)?, 3) } else { (0, 1) };
    let mut second = 0;
    if colon && matches!(list.get(at), Some(Token::Sign(':'))) {
        second = number(at + 1)?;
        at += 2;
        if matches!(list.get(at), Some(Token::Sign('.' | ','))) && matches!(list.get(at + 1), Some(Token::Number(_))) {
            at += 2;
        }
    }
    let half = half_of_day(&list, &mut at);
    if at == 1 && half.is_none() || (half.is_none() && !colon && !dotted && !letter_h) {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some((NaiveTime::from_hms_opt(hour, minute, second.min(59))?, zone(&list[at..])))
}

/// `am`, `p.m.`: whether the afternoon is meant.
fn half_of_day(list: &[Token<'_>], at: &mut usize) -> Option<bool> {
    let Some(Token::Word(word)) = list.get(*at) else { return None };
    let word = word.to_lowercase();
    let dotted =
        matches!((list.get(*at + 1), list.get(*at + 2)), (Some(Token::Sign('.')), Some(Token::Word("m" | "M"))));
    let (pm, taken) = match word.as_str() {
        "am" => (false, 1),
        "pm" => (true, 1),
        "a" if dotted => (false, 3),
        "p" if dotted => (true, 3),
        _ => return None,
    };
    *at += taken;
    if matches!(list.get(*at), Some(Token::Sign('.'))) {
        *at += 1;
    }
    Some(pm)
}

/// The offset in seconds that the tokens state, where they start with one.
fn zone(list: &[Token<'_>]) -> Option<i32> {
    let list = match list.first() {
        Some(Token::Sign('(' | ',')) => &list[1..],
        Some(Token::Word(word)) if word.eq_ignore_ascii_case("uhr") => &list[1..],
        _ => list,
    };
    match list.first()? {
        Token::Sign(sign @ ('+' | '-' | '−')) => offset(*sign, &list[1..]),
        Token::Word(name) => {
            let base = zone_name(name)?;
            match (list.get(1), base) {
                (Some(Token::Sign(sign @ ('+' | '-' | '−'))), 0) => Some(offset(*sign, &list[2..]).unwrap_or(0)),
                _ => Some(base),
            }
        }
        _ => None,
    }
}

fn offset(sign: char, list: &[Token<'_>]) -> Option<i32> {
    let Some(Token::Number(digits)) = list.first() else { return None };
    let minutes_after = |at: usize| match (list.get(at), list.get(at + 1)) {
        (Some(Token::Sign(':')), Some(Token::Number(minutes))) if minutes.len() == 2 => minutes.parse().unwrap_or(0),
        _ => 0,
    };
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, minutes_after(1)),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| (hours * 3600 + minutes * 60) * if sign == '+' { 1 } else { -1 })
}

/// Zone names with one meaning in news. `ET`, `IST` and `CST` have several, so they state no offset.
fn zone_name(name: &str) -> Option<i32> {
    let minutes = match name.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" => 0,
        "BST" | "CET" | "MEZ" | "WAT" => 60,
        "CEST" | "MESZ" | "EET" | "CAT" | "SAST" => 120,
        "EEST" | "MSK" | "EAT" | "TRT" => 180,
        "PKT" => 300,
        "WIB" => 420,
        "HKT" | "SGT" | "MYT" | "PHT" | "AWST" => 480,
        "JST" | "KST" => 540,
        "AEST" => 600,
        "AEDT" => 660,
        "NZST" => 720,
        "NZDT" => 780,
        "EDT" => -240,
        "EST" | "CDT" => -300,
        "MDT" => -360,
        "MST" | "PDT" => -420,
        "PST" | "AKDT" => -480,
        _ => return None,
    };
    Some(minutes * 60)
}

/// The date in an address path: `/2025/02/25/`, `/2025/feb/25/`, `/2025-02-25-`, `/20250225/`.
pub(crate) fn in_address(url: &str) -> Option<Timestamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    for window in parts.windows(3) {
        // Year, month, day; or the other way round.
        let window = if window[2].len() == 4 && window[0].len() == 2 {
            [window[2], window[1], window[0]]
        } else {
            [window[0], window[1], window[2]]
        };
        let [year, month, day] = window;
        let (Ok(year), Ok(day)) = (year.parse::<i32>(), day.parse::<u32>()) else { continue };
        let month = month.parse().ok().or_else(|| month_of(month).filter(|_| month.len() >= 3));
        if let Some(month) =
            month.filter(|_| (1990..2100).contains(&year) && window[0].len() == 4 && window[2].len() <= 2)
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(Timestamp::Day(date));
        }
    }
    parts.iter().filter(|part| part.len() == 8).find_map(|part| match iso(part) {
        Some(Timestamp::Day(date)) if (1990..2100).contains(&Timestamp::Day(date).year()) => Some(Timestamp::Day(date)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str, order: DateOrder) -> String {
        read(text, order).map_or_else(|| "none".to_owned(), |stamp| stamp.to_string())
    }

    #[test]
    fn dates_keep_the_precision_and_offset_they_state() {
        for (text, expected) in [
            ("2025-02-25", "2025-02-25"),
            ("2025-02-25T10:00:00.000+0000", "2025-02-25T10:00:00Z"),
            ("2025-02-25 10:00:00 +0100", "2025-02-25T10:00:00+01:00"),
            ("2025-02-25 10:00 UTC", "2025-02-25T10:00:00Z"),
            ("2025-2-5", "2025-02-05"),
            ("2025/02/25 08:30", "2025-02-25T08:30:00"),
            ("20250225", "2025-02-25"),
            ("20250225T101112Z", "2025-02-25T10:11:12Z"),
            ("1574168580", "2019-11-19T13:03:00Z"),
            ("February 25, 2025", "2025-02-25"),
            ("Friday, August 21, 2015", "2015-08-21"),
            ("25 February 2025", "2025-02-25"),
            ("Tue, 25 Feb 2025 10:00:00 GMT", "2025-02-25T10:00:00Z"),
            ("Tue, 25 Feb 2025 10:00:00 -0500", "2025-02-25T10:00:00-05:00"),
            ("Tue Feb 25 2025 10:00:00 GMT+0100 (CET)", "2025-02-25T10:00:00+01:00"),
            ("Tue Feb 25 10:00:00 EST 2025", "2025-02-25T10:00:00-05:00"),
            ("Published Nov. 19, 2019 at 5:07 p.m. ET", "2019-11-19T17:07:00"),
            ("Nov. 19, 2019, 12:05 a.m. EST", "2019-11-19T00:05:00-05:00"),
            ("Stand: 25.02.2025, 14:30 Uhr", "2025-02-25T14:30:00"),
            ("25. Februar 2025", "2025-02-25"),
            ("25 février 2025 à 14h05", "2025-02-25T14:05:00"),
            ("1er mars 2024", "2024-03-01"),
            ("25 de febrero de 2025", "2025-02-25"),
            ("2025年2月25日 10:30", "2025-02-25T10:30:00"),
            ("21-Nov-19", "2019-11-21"),
            ("February 2025", "2025-02"),
            ("March 3rd, 2020", "2020-03-03"),
            ("13/02/2025", "2025-02-13"),
            ("02/13/2025", "2025-02-13"),
            ("no date in 12 words", "none"),
            ("", "none"),
            ("1234", "none"),
        ] {
            assert_eq!(read_as(text, DateOrder::Unknown), expected, "{text}");
        }
    }

    #[test]
    fn ambiguous_numbers_need_an_order() {
        assert_eq!(read_as("03/04/2020", DateOrder::Unknown), "none");
        assert_eq!(read_as("03/04/2020", DateOrder::DayFirst), "2020-04-03");
        assert_eq!(read_as("03/04/2020", DateOrder::MonthFirst), "2020-03-04");
        assert_eq!(read_as("03.04.2020", DateOrder::MonthFirst), "2020-04-03");
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        assert!(date_line("Friday, August 21, 2015", DateOrder::Unknown).is_some());
        assert!(date_line("On 3 May 2020 the envoys met", DateOrder::Unknown).is_none());
        assert!(date_line("May", DateOrder::Unknown).is_none());
    }

    #[test]
    fn addresses_hold_dates() {
        let day = |url: &str| in_address(url).map(|stamp| stamp.to_string());
        assert_eq!(day("https://a.example/2025/02/25/talks").as_deref(), Some("2025-02-25"));
        assert_eq!(day("https://a.example/2025/feb/25/talks").as_deref(), Some("2025-02-25"));
        assert_eq!(day("https://a.example/talks-20250225.html").as_deref(), Some("2025-02-25"));
        assert_eq!(day("https://a.example/news/29-10-2021").as_deref(), Some("2021-10-29"));
        assert_eq!(day("https://a.example/news/talks-2025").as_deref(), None);
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["é:1:2", "12:", "::::", "年月日", "1:2:3:4:5", "+", "25 Feb –", "2025-02-2é", "9999-99-99T99:99"]
        {
            let _ = read(text, DateOrder::DayFirst);
            let _ = in_address(text);
        }
    }
}
