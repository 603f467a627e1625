//! `denominators.csv`: what was read, day by day, so that counts of events can be set against it.

use crate::address::Address;
use crate::cell::cell;
use crate::clock::publication;
use crate::columns::DENOMINATORS_COLUMNS;
use crate::csv::csv_line;
use crate::tables::Error;
use crate::telling::Options;
use nutgraf_model::Record;
use nutgraf_sort::{Scratch, Sorter};
use std::io::{self, Write};

/// An article that was read: what a row of the denominators counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRead {
    article: String,
    /// Day, site and language.
    group: [String; 3],
    /// Whether the mentions table has a row of it.
    has_events: bool,
}

impl ArticleRead {
    /// The article of a record, under the options that its tables have.
    pub fn of(record: &Record, options: &Options) -> ArticleRead {
        let article = &record.article;
        let day = publication(article).map(|at| at.date().to_string());
        let has_events = day.is_some() && record.events.iter().any(|event| options.all_modes || event.is_tabled());
        let language = article.language.as_deref().map(cell).unwrap_or_default();
        let group = [day.unwrap_or_default(), Address::of(article).site, language];
        ArticleRead { article: article.id.to_string(), group, has_events }
    }

    /// Article, day, site, language and whether it has events, parted by tabs.
    pub fn to_line(&self) -> String {
        let [day, site, language] = &self.group;
        format!("{}\t{day}\t{site}\t{language}\t{}", self.article, u8::from(self.has_events))
    }

    /// What [`to_line`](ArticleRead::to_line) wrote; nothing where the line is none of those.
    pub fn from_line(line: &str) -> Option<ArticleRead> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[article, day, site, language, has_events] = cells.as_slice() else { return None };
        let group = [day, site, language].map(str::to_owned);
        Some(ArticleRead { article: article.to_owned(), group, has_events: has_events == "1" })
    }
}

/// Takes the articles of all records, in any order, and writes `denominators.csv`.
#[derive(Debug)]
pub struct Denominators {
    scratch: Scratch,
    by_article: Sorter,
}

impl Denominators {
    /// Nothing read yet.
    pub fn new(scratch: Scratch) -> Denominators {
        Denominators { by_article: Sorter::new(scratch.clone()), scratch }
    }

    /// Adds an article.
    ///
    /// # Errors
    /// Where there is no room on disk for what memory does not hold.
    pub fn add(&mut self, read: &ArticleRead) -> Result<(), Error> {
        let group = read.group.join("\t");
        Ok(self
            .by_article
            .push(read.article.as_bytes(), format!("{group}\t{}", u8::from(read.has_events)).as_bytes())?)
    }

    /// Writes a row for each day, site and language, in their order. An article met twice counts once, under the least of
    /// the days, sites and languages that it was met with.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write(self, mut out: impl Write) -> Result<(), Error> {
        out.write_all(csv_line(&DENOMINATORS_COLUMNS.map(|column| column.name)).as_bytes())?;
        let groups = self.groups()?.sort()?;
        let mut before: Option<Vec<u8>> = None;
        let mut counts = [0u64; 2];
        for record in groups.iter()? {
            let record = record?;
            if let Some(before) = before.as_ref().filter(|before| **before != record.key) {
                write_row(before, &mut counts, &mut out)?;
            }
            counts[usize::from(record.value == b"1")] += 1;
            before = Some(record.key);
        }
        if let Some(before) = before {
            write_row(&before, &mut counts, &mut out)?;
        }
        Ok(out.flush()?)
    }

    /// One record an article: its group, and whether it has events.
    fn groups(self) -> io::Result<Sorter> {
        let mut groups = Sorter::new(self.scratch);
        let mut article: Option<(Vec<u8>, Vec<u8>, bool)> = None;
        for record in self.by_article.sort()?.iter()? {
            let record = record?;
            let (group, has_events) = record.value.split_at(record.value.len().saturating_sub(2));
            let has_events = has_events == b"\t1";
            match &mut article {
                Some((id, _, any)) if *id == record.key => *any |= has_events,
                _ => {
                    let next = (record.key, group.to_vec(), has_events);
                    push(&mut groups, article.replace(next))?;
                }
            }
        }
        push(&mut groups, article)?;
        Ok(groups)
    }
}

fn push(groups: &mut Sorter, article: Option<(Vec<u8>, Vec<u8>, bool)>) -> io::Result<()> {
    match article {
        Some((_, group, has_events)) => groups.push(&group, if has_events { b"1" } else { b"0" }),
        None => Ok(()),
    }
}

/// Writes a row and begins to count anew.
fn write_row(group: &[u8], counts: &mut [u64; 2], out: &mut impl Write) -> io::Result<()> {
    let [without, with] = std::mem::take(counts);
    let group = String::from_utf8_lossy(group);
    let mut cells: Vec<String> = group.split('\t').map(str::to_owned).collect();
    cells.extend([with + without, with, without].map(|count| count.to_string()));
    out.write_all(csv_line(&cells).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_counted_once_whatever_their_order() {
        let lines = [
            "a\t1999-05-03\tx.example\ten\t0",
            "b\t1999-05-03\tx.example\ten\t1",
            "c\t1999-05-03\tx, y.example\ten\t0",
            "b\t1999-05-03\tx.example\ten\t0",
            "d\t\tx.example\t\t0",
            "e\t1999-05-02\tx.example\tfr\t0",
        ];
        let table = |lines: &mut dyn Iterator<Item = &str>| {
            let mut denominators = Denominators::new(Scratch::default());
            for line in lines {
                let read = ArticleRead::from_line(line).expect("a line of ours");
                assert_eq!(read.to_line(), line);
                denominators.add(&read).expect("memory takes every byte");
            }
            let mut out = Vec::new();
            denominators.write(&mut out).expect("memory takes every byte");
            String::from_utf8(out).expect("CSV is UTF-8")
        };
        let forward = table(&mut lines.into_iter());
        assert_eq!(forward, table(&mut lines.into_iter().rev()));
        let rows: Vec<&str> = forward.lines().skip(1).collect();
        assert_eq!(
            rows,
            [
                ",x.example,,1,0,1",
                "1999-05-02,x.example,fr,1,0,1",
                "1999-05-03,\"x, y.example\",en,1,0,1",
                "1999-05-03,x.example,en,2,1,1"
            ]
        );
        assert_eq!(ArticleRead::from_line("a\tb"), None);
    }
}
