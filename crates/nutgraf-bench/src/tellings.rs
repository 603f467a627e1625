//! Tellings of events, as many as wanted, without the work of reading and coding as many articles.

use nutgraf_gdelt::Rows;
use nutgraf_model::hash_id;
use serde_json::Value;
use std::ops::Range;

/// The rows of one article, from which those of others are made: the same words in other articles, in another year.
#[derive(Clone, Debug)]
pub struct Tellings {
    json: String,
    /// What differs in each, in order.
    places: Vec<Place>,
}

#[derive(Clone, Debug)]
enum Place {
    /// An identifier of article or mention.
    Id(Range<usize>),
    /// The year of a date.
    Year(Range<usize>),
}

impl Place {
    fn range(&self) -> Range<usize> {
        match self {
            Place::Id(range) | Place::Year(range) => range.clone(),
        }
    }
}

impl Tellings {
    /// Those of an article that tells of an event; nothing of one that tells of none.
    ///
    /// # Errors
    /// Where the rows are no JSON, which cannot be.
    pub fn of(rows: &Rows) -> serde_json::Result<Option<Tellings>> {
        if rows.is_empty() {
            return Ok(None);
        }
        let json = serde_json::to_string(rows)?;
        let parsed: Value = serde_json::from_str(&json)?;
        let tellings = parsed["tellings"].as_array().into_iter().flatten();
        let ids = tellings.flat_map(|telling| [&telling["mention"], &telling["document"]["article"]]);
        let mut ids: Vec<&str> = ids.filter_map(Value::as_str).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut places: Vec<Place> = Vec::new();
        for id in ids {
            places.extend(json.match_indices(id).map(|(at, id)| Place::Id(at..at + id.len())));
        }
        places.extend(years(&json).map(Place::Year));
        places.sort_by_key(|place| place.range().start);
        Ok(Some(Tellings { json, places }))
    }

    /// The rows of copy `n`.
    ///
    /// # Errors
    /// Where they cannot be read back, which cannot be.
    pub fn copy(&self, n: u64) -> serde_json::Result<Rows> {
        let mut json = String::with_capacity(self.json.len());
        let mut from = 0;
        for place in &self.places {
            let range = place.range();
            json.push_str(&self.json[from..range.start]);
            let old = &self.json[range.clone()];
            match place {
                Place::Id(_) => json.push_str(hash_id("copy", &[old, &n.to_string()]).as_str()),
                Place::Year(_) => json.push_str(&leap_year(n).to_string()),
            }
            from = range.end;
        }
        json.push_str(&self.json[from..]);
        serde_json::from_str(&json)
    }
}

/// One of two hundred years that have every day of every other.
fn leap_year(n: u64) -> u64 {
    let year = 1004 + n % 200 * 4;
    if year.is_multiple_of(100) && !year.is_multiple_of(400) { year + 804 } else { year }
}

/// Where the years of dates stand: four digits behind a quotation mark, and `-` behind them.
fn years(json: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = json.as_bytes();
    (0..bytes.len().saturating_sub(6)).filter_map(move |at| {
        let window = &bytes[at..at + 6];
        let is_year = window[0] == b'"' && window[1..5].iter().all(u8::is_ascii_digit) && window[5] == b'-';
        is_year.then_some(at + 1..at + 5)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Corpus;
    use nutgraf_coder::{Coder, CoderOptions, Dictionary};
    use nutgraf_gdelt::{Options, Tables};

    #[test]
    fn every_year_has_the_twenty_ninth_of_february() {
        for n in 0..400 {
            assert!(chrono::NaiveDate::from_ymd_opt(leap_year(n) as i32, 2, 29).is_some(), "{n}");
        }
    }

    #[test]
    fn copies_are_articles_of_their_own() {
        let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
        let corpus = Corpus::new(1);
        let rows = (0..40).map(|n| Rows::of(&coder.code(corpus.article(n).into_article()), &Options::default()));
        let told: Vec<_> = rows.filter(|rows| !rows.is_empty()).collect();
        let mut tables = Tables::new(Options { mirror: false, ..Options::default() });
        let mut count = 0;
        for rows in &told {
            let tellings = Tellings::of(rows).expect("JSON").expect("a telling");
            assert_eq!(tellings.copy(3).expect("JSON").len(), rows.len());
            // Copies 1 and 201 are of one year: the same events, told by two articles.
            for n in [1, 2, 201] {
                tables.add(&tellings.copy(n).expect("JSON")).expect("room");
                count += rows.len();
            }
        }
        let (mut mentions, mut events) = (Vec::new(), 0);
        let merged = tables.merge().expect("room");
        merged.write_mentions(&mut mentions).expect("room");
        merged
            .each_event(|_| {
                events += 1;
                Ok(())
            })
            .expect("room");
        assert_eq!(mentions.iter().filter(|byte| **byte == b'\n').count(), count);
        assert!(events <= count * 2 / 3, "{events} events of {count} mentions");
    }
}
