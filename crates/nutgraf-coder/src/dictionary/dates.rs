//! When an entry holds: `FROM..TO`, at the precision of year, month or day.

use chrono::NaiveDate;
use nutgraf_model::Timestamp;

/// A stretch of days, either side of which may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateRange {
    /// First day.
    pub(crate) from: Option<NaiveDate>,
    /// Last day.
    pub(crate) to: Option<NaiveDate>,
}

impl DateRange {
    /// Always.
    pub(crate) const ALWAYS: DateRange = DateRange { from: None, to: None };

    /// Reads `2004-03..2012`, `..1991`, `2020..`; empty is always.
    pub(crate) fn parse(text: &str) -> Option<DateRange> {
        if text.is_empty() || text == "-" {
            return Some(DateRange::ALWAYS);
        }
        let (from, to) = text.split_once("..")?;
        let side = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<Timestamp>().ok().map(Some) };
        let range = DateRange { from: side(from)?.map(|t| t.first_day()), to: side(to)?.map(|t| t.last_day()) };
        let in_order = range.from.zip(range.to).is_none_or(|(from, to)| from <= to);
        in_order.then_some(range)
    }

    /// Whether the range holds the day.
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_whole_periods() {
        let range = DateRange::parse("2004-03..2012").expect("a range");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert!(range.holds(day("2004-03-01")) && range.holds(day("2012-12-31")));
        assert!(!range.holds(day("2004-02-29")) && !range.holds(day("2013-01-01")));
        assert!(DateRange::parse("..1991").expect("a range").holds(day("1950-01-01")));
        assert_eq!(DateRange::parse("-"), Some(DateRange::ALWAYS));
        for wrong in ["2012", "2012..2004", "x..", "2012-13.."] {
            assert_eq!(DateRange::parse(wrong), None, "{wrong}");
        }
    }
}
