//! Points in time that keep the precision they were stated with.

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, SecondsFormat};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A date or instant at the precision it was stated with; its JSON form is the ISO 8601 string of that precision. A
/// precision is never gained: a day has no time, and a time without zone gets no offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Timestamp {
    /// A year: `2025`.
    Year(i32),
    /// A month of a year: `2025-02`.
    Month(i32, u32),
    /// A calendar day: `2025-02-25`.
    Day(NaiveDate),
    /// A time of day whose zone is not stated: `2025-02-25T10:00:00`. Exporters that need an instant use its day.
    Local(NaiveDateTime),
    /// An instant with the offset that was stated: `2025-02-25T10:00:00+03:00`.
    Instant(DateTime<FixedOffset>),
}

/// A string that is no date at any precision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no ISO 8601 date; expected YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with an offset")]
pub struct TimestampError(String);

impl Timestamp {
    /// The calendar day in the stated zone, where at least the day is known.
    pub fn day(&self) -> Option<NaiveDate> {
        match *self {
            Timestamp::Year(_) | Timestamp::Month(..) => None,
            Timestamp::Day(day) => Some(day),
            Timestamp::Local(at) => Some(at.date()),
            Timestamp::Instant(at) => Some(at.naive_local().date()),
        }
    }

    /// First day of the period.
    pub fn first_day(&self) -> NaiveDate {
        match *self {
            Timestamp::Year(year) => first_of(year, 1),
            Timestamp::Month(year, month) => first_of(year, month),
            _ => self.day().expect("a finer precision has a day"),
        }
    }

    /// Last day of the period.
    pub fn last_day(&self) -> NaiveDate {
        let months = match self {
            Timestamp::Year(_) => 12,
            Timestamp::Month(..) => 1,
            _ => return self.first_day(),
        };
        self.first_day() + Months::new(months) - Days::new(1)
    }

    /// The same moment at day precision or coarser: times are dropped.
    pub fn to_day(&self) -> Timestamp {
        self.day().map_or(*self, Timestamp::Day)
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.first_day().year()
    }
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).expect("Timestamp is only built from years 0 to 9999 and months 1 to 12")
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Timestamp::Year(year) => write!(f, "{year:04}"),
            Timestamp::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Timestamp::Day(day) => write!(f, "{day}"),
            Timestamp::Local(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%.f")),
            Timestamp::Instant(at) => f.write_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        }
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads ISO 8601 at any of the five precisions; seconds may be missing, the offset may lack its colon.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse(text).ok_or_else(|| TimestampError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        4 if digits(text, 4) => Some(Timestamp::Year(text.parse().ok()?)),
        7 => {
            let (year, month) = text.split_once('-')?;
            if !digits(year, 4) || !digits(month, 2) {
                return None;
            }
            let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
            Some(Timestamp::Month(date.year(), date.month()))
        }
        10 => {
            let bytes = text.as_bytes();
            let shape = bytes
                .iter()
                .enumerate()
                .all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() });
            if !shape {
                return None;
            }
            let (year, month, day) = (text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?);
            NaiveDate::from_ymd_opt(year, month, day).map(Timestamp::Day)
        }
        16.. if text.is_ascii() => parse_time(text),
        _ => None,
    }
}

fn parse_time(text: &str) -> Option<Timestamp> {
    parse(&text[..10])?;
    if !matches!(text.as_bytes()[10], b'T' | b't' | b' ') {
        return None;
    }
    let (clock, offset) = split_offset(text[11..].trim());
    let clock = clock.replace(',', ".");
    let stamp = format!("{}T{}", &text[..10], clock);
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&stamp, format).ok())?;
    let Some(offset) = offset else { return Some(Timestamp::Local(local)) };
    let zone = FixedOffset::east_opt(offset)?;
    local.and_local_timezone(zone).single().map(Timestamp::Instant)
}

/// Splits a clock time from its offset in seconds: `Z`, `+01`, `+0100`, `+01:00`.
fn split_offset(text: &str) -> (&str, Option<i32>) {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return (clock.trim_end(), Some(0));
    }
    let Some(at) = text.rfind(['+', '-']) else { return (text, None) };
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    let well_formed = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    if !well_formed {
        return (text, None);
    }
    let hours: i32 = digits[..2].parse().unwrap_or(0);
    let minutes: i32 = digits.get(2..4).map_or(0, |m| m.parse().unwrap_or(0));
    let sign = if text.as_bytes()[at] == b'-' { -1 } else { 1 };
    (text[..at].trim_end(), Some(sign * (hours * 3600 + minutes * 60)))
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;
    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(stamp: Timestamp) -> String {
        stamp.to_string()
    }
}

impl JsonSchema for Timestamp {
    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An ISO 8601 date at the precision it was stated with: year, month, day, local time, or instant with offset.",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_survives_a_round_trip() {
        for text in [
            "2025",
            "2025-02",
            "2025-02-25",
            "2025-02-25T10:00:00",
            "2025-02-25T10:00:00+03:00",
            "2025-02-25T10:00:00Z",
            "2025-02-25T10:00:00.250Z",
        ] {
            assert_eq!(text.parse::<Timestamp>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn sloppy_forms_are_read_and_wrong_ones_refused() {
        let read = |text: &str| text.parse::<Timestamp>().map(|t| t.to_string()).ok();
        assert_eq!(read("2025-02-25T10:00+0100").as_deref(), Some("2025-02-25T10:00:00+01:00"));
        assert_eq!(read("2025-02-25 10:00:00").as_deref(), Some("2025-02-25T10:00:00"));
        assert_eq!(read("2025-02-25T10:00:00-05").as_deref(), Some("2025-02-25T10:00:00-05:00"));
        for wrong in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "2025-02-25T25:00:00Z",
            "yesterday",
            "2025-2-5",
            "2025–02–25",
            "2025-02-25T10:00:00é",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn periods_end_on_their_last_day() {
        let last = |text: &str| text.parse::<Timestamp>().expect(text).last_day().to_string();
        assert_eq!(last("2024-02"), "2024-02-29");
        assert_eq!(last("2024"), "2024-12-31");
        assert_eq!(last("2024-02-03"), "2024-02-03");
    }
}
