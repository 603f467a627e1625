//! Dates as the tables force them: quarter hours in UTC, and a day for every event.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use nutgraf_model::{Article, Timestamp};

/// Seconds of a quarter hour, GDELT's batch.
const QUARTER: i64 = 15 * 60;

/// When the article was published, in UTC: stated as an instant, or else the last quarter hour of the last day that the
/// statement allows. The change or the dateline stand in for a missing date of publication; nothing where no date is
/// stated, and then the article gives no rows.
pub fn publication(article: &Article) -> Option<NaiveDateTime> {
    let filed = article.dateline.as_ref().and_then(|line| line.date);
    let stamp = article.published.or(article.modified).or(filed)?;
    let at = match stamp {
        Timestamp::Instant(at) => at.naive_utc(),
        _ => stamp.last_day().and_time(NaiveTime::from_hms_opt(23, 45, 0).expect("a time of day")),
    };
    // Eight digits hold the years 1 to 9999, and rounding up may reach the next.
    (1..9999).contains(&at.year()).then_some(at)
}

/// `at` rounded up to the quarter hour.
pub(crate) fn rounded_up(at: NaiveDateTime) -> NaiveDateTime {
    let utc = at.and_utc();
    let seconds = utc.timestamp() + i64::from(utc.timestamp_subsec_nanos() > 0);
    let quarters = seconds.div_euclid(QUARTER) + i64::from(seconds.rem_euclid(QUARTER) > 0);
    DateTime::from_timestamp(quarters * QUARTER, 0).map_or(at, |rounded| rounded.naive_utc())
}

/// The day under which an event is tabled: the last of its period, but never later than `added`, the day of the first
/// report.
pub(crate) fn table_day(date: Option<Timestamp>, added: NaiveDateTime) -> NaiveDate {
    let added = added.date();
    match date.map(|date| date.last_day()) {
        Some(day) if day.year() >= 1 => day.min(added),
        _ => added,
    }
}

/// `YYYYMMDD`.
pub(crate) fn eight_digits(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// `YYYYMMDDHHMMSS`.
pub(crate) fn fourteen_digits(at: NaiveDateTime) -> String {
    format!("{}{}", eight_digits(at.date()), at.format("%H%M%S"))
}

/// GDELT's FractionDate as its files have it: months of thirty days in a year of 365.
pub(crate) fn fraction_date(day: NaiveDate) -> String {
    let days = (day.month() - 1) * 30 + day.day();
    format!("{:.4}", f64::from(day.year()) + f64::from(days) / 365.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::ArticleDraft;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a test date")
    }

    fn published(text: &str) -> Option<NaiveDateTime> {
        publication(&Article::new(ArticleDraft { published: text.parse().ok(), ..ArticleDraft::default() }))
    }

    #[test]
    fn publication_is_the_latest_moment_that_the_statement_allows() {
        assert_eq!(published("1999-03-01T01:07:00+03:00"), Some(at("1999-02-28 22:07:00")));
        assert_eq!(published("1999-03-01T01:07:00"), Some(at("1999-03-01 23:45:00")));
        assert_eq!(published("1999-02"), Some(at("1999-02-28 23:45:00")));
        assert_eq!(published("0000"), None);
        assert_eq!(published(""), None);
    }

    #[test]
    fn quarter_hours_are_rounded_up() {
        assert_eq!(rounded_up(at("1999-12-31 23:45:01")), at("2000-01-01 00:00:00"));
        assert_eq!(rounded_up(at("1999-12-31 23:45:00")), at("1999-12-31 23:45:00"));
    }

    #[test]
    fn an_event_is_never_tabled_after_its_report() {
        let added = at("1999-05-10 12:00:00");
        let day = |date: &str| table_day(date.parse().ok(), added).to_string();
        assert_eq!(day("1999-05-09"), "1999-05-09");
        assert_eq!(day("1999-05-11"), "1999-05-10");
        assert_eq!(day("1999-05"), "1999-05-10");
        assert_eq!(day("1998"), "1998-12-31");
        assert_eq!(day(""), "1999-05-10");
    }

    #[test]
    fn the_fraction_is_that_of_the_files() {
        let of = |y, m, d| fraction_date(NaiveDate::from_ymd_opt(y, m, d).expect("a day"));
        assert_eq!(of(2015, 1, 1), "2015.0027");
        assert_eq!(of(2015, 12, 31), "2015.9890");
    }
}
