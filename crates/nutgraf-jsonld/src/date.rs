//! Dates as schema.org takes them: a day, or an instant with its offset; never an invented offset.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, SecondsFormat, Timelike};
use nutgraf_model::Timestamp;

/// First year of newspapers as validators see it: an earlier date is a mistake of the source.
const EARLIEST: i32 = 1600;

/// Dates of first publication and last change. One that is coarser than a day is left out, as is a change before the
/// publication.
pub(crate) fn dates(published: Option<Timestamp>, modified: Option<Timestamp>) -> (Option<String>, Option<String>) {
    let published = published.filter(is_plausible);
    let modified = modified.filter(is_plausible).filter(|m| published.is_none_or(|p| !is_before(*m, p)));
    (published.and_then(written), modified.and_then(written))
}

fn is_plausible(stamp: &Timestamp) -> bool {
    stamp.day().is_some_and(|day| day.year() >= EARLIEST)
}

fn is_before(one: Timestamp, other: Timestamp) -> bool {
    match (one, other) {
        (Timestamp::Instant(a), Timestamp::Instant(b)) => a < b,
        _ => one.day() < other.day(),
    }
}

/// ISO 8601: an instant only where the source states its offset.
fn written(stamp: Timestamp) -> Option<String> {
    match stamp {
        Timestamp::Instant(at) => Some(instant(at)),
        _ => stamp.day().map(day),
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// Leap seconds read as the second before; an offset with seconds (local mean time) leaves the day alone.
fn instant(at: DateTime<FixedOffset>) -> String {
    if at.offset().fix().local_minus_utc() % 60 != 0 {
        return day(at.date_naive());
    }
    let at = if at.nanosecond() >= 1_000_000_000 { at.with_nanosecond(0).unwrap_or(at) } else { at };
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(published: &str, modified: &str) -> (Option<String>, Option<String>) {
        dates(published.parse().ok(), modified.parse().ok())
    }

    #[test]
    fn no_offset_is_invented() {
        let (published, modified) = of("1999-05-01T10:00:00", "1999-05-02T10:00:00+02:00");
        assert_eq!(published.as_deref(), Some("1999-05-01"));
        assert_eq!(modified.as_deref(), Some("1999-05-02T10:00:00+02:00"));
    }

    #[test]
    fn coarse_early_and_reversed_dates_are_left_out() {
        assert_eq!(of("1999", "1999-05"), (None, None));
        assert_eq!(of("0001-01-01", ""), (None, None));
        assert_eq!(of("1999-05-02", "1999-05-01"), (Some("1999-05-02".into()), None));
        assert_eq!(of("1999-05-02T10:00:00Z", "1999-05-02T11:00:00+02:00").1, None);
        assert_eq!(of("1999-12-31T23:59:60Z", "").0.as_deref(), Some("1999-12-31T23:59:59Z"));
    }
}
