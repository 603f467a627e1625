//! The three files: events, mentions and the evidence behind them.

use crate::clock::fourteen_digits;
use crate::columns::TABLE_COLUMNS;
use crate::csv::csv_line;
use crate::evidence::EvidenceLine;
use crate::merge::{Entry, Group, groups_of_pair, pair_of};
use crate::number::{RowKey, clashes, number_in, renumbered, row_in};
use crate::readable::table_cells;
use crate::row::{event_cells, mention_cells};
use crate::telling::{Options, PairKey, Rows, Telling};
use nutgraf_sort::{Record, Scratch, Sorted, Sorter};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// What stands in evidence where its row's number goes, before that is known.
const NUMBER_FIELD: &[u8] = b"\"global_event_id\":";

/// Why a table could not be made or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the tables: {0}; check that the output can be written and has room")]
pub struct Error(#[from] io::Error);

impl Error {
    /// The kind of the failed read or write.
    pub fn kind(&self) -> io::ErrorKind {
        self.0.kind()
    }
}

/// Takes the rows of all records, in any order; what is too much for memory goes to disk.
#[derive(Debug)]
pub struct Tables {
    options: Options,
    scratch: Scratch,
    tellings: Sorter,
}

impl Tables {
    /// Tables without rows. The options are those that the rows are made with.
    pub fn new(options: Options) -> Tables {
        Tables::with_scratch(options, Scratch::default())
    }

    /// Tables without rows, with room for sorting where the caller wants it.
    pub fn with_scratch(options: Options, scratch: Scratch) -> Tables {
        Tables { options, tellings: Sorter::new(scratch.clone()), scratch }
    }

    /// Adds the rows of one record.
    ///
    /// # Errors
    /// Where there is no room on disk for what memory does not hold.
    pub fn add(&mut self, rows: &Rows) -> Result<(), Error> {
        for telling in &rows.tellings {
            let json = serde_json::to_vec(telling).map_err(io::Error::from)?;
            self.tellings.push(&pair_bytes(&pair_of(telling, false)), &value(false, &json))?;
            // What both did to one another is told of either side.
            if self.options.mirror && telling.event.reciprocal {
                self.tellings.push(&pair_bytes(&pair_of(telling, true)), &value(true, &json))?;
            }
        }
        Ok(())
    }

    /// Merges all tellings into events. The result depends neither on the order in which rows were added nor on how
    /// records were divided among [`Rows`]. In memory are the tellings of one day, pair and code at a time.
    ///
    /// # Errors
    /// Where the disk has no room or cannot be read.
    pub fn merge(self) -> Result<MergedTables, Error> {
        let tellings = self.tellings.sort()?;
        let mut unnumbered = Unnumbered::new(self.options, &self.scratch);
        let mut pair = Vec::new();
        let mut key: Option<Vec<u8>> = None;
        for record in tellings.iter()? {
            let record = record?;
            if key.as_ref().is_some_and(|key| *key != record.key) {
                unnumbered.pair(std::mem::take(&mut pair))?;
            }
            key = Some(record.key);
            pair.push(entry(&record.value)?);
        }
        unnumbered.pair(pair)?;
        unnumbered.numbered()
    }
}

fn value(mirrored: bool, json: &[u8]) -> Vec<u8> {
    [&[u8::from(mirrored)], json].concat()
}

fn entry(value: &[u8]) -> io::Result<Entry> {
    let (mirrored, json) = value.split_first().ok_or(io::ErrorKind::InvalidData)?;
    let telling: Telling = serde_json::from_slice(json)?;
    Ok(Entry::of(Arc::new(telling), *mirrored == 1))
}

/// Every part behind its length, so that no two keys are alike.
fn pair_bytes(pair: &PairKey) -> Vec<u8> {
    let mut key = Vec::with_capacity(pair.iter().map(|part| part.len() + 4).sum());
    for part in pair {
        key.extend_from_slice(&(part.len() as u32).to_be_bytes());
        key.extend_from_slice(part.as_bytes());
    }
    key
}

/// Lines in the order of the tables, before clashes of numbers are known.
struct Unnumbered {
    options: Options,
    scratch: Scratch,
    numbers: Sorter,
    events: Sorter,
    mentions: Sorter,
    evidence: Sorter,
    count: u64,
}

impl Unnumbered {
    fn new(options: Options, scratch: &Scratch) -> Unnumbered {
        // Four at a time share what the tellings had.
        let scratch = scratch.clone().with_memory(scratch.memory() / 4);
        let [numbers, events, mentions, evidence] = [(); 4].map(|()| Sorter::new(scratch.clone()));
        Unnumbered { options, scratch, numbers, events, mentions, evidence, count: 0 }
    }

    fn pair(&mut self, entries: Vec<Entry>) -> Result<(), Error> {
        groups_of_pair(entries).iter().try_for_each(|group| self.group(group))
    }

    fn group(&mut self, group: &Group) -> Result<(), Error> {
        let row = group.row();
        self.count += 1;
        self.numbers.push(&row.number_bytes(), b"")?;
        self.events.push(&row.bytes(0), event_cells(group).join("\t").as_bytes())?;
        let added = fourteen_digits(group.added());
        for (line, entry) in (0..).zip(&group.entries) {
            let key = row.bytes(line);
            self.mentions.push(&key, mention_cells(&added, entry, self.options.text).join("\t").as_bytes())?;
            self.evidence.push(&key, &self.evidence_line(&row, entry)?)?;
        }
        Ok(())
    }

    fn evidence_line(&self, row: &RowKey, entry: &Entry) -> io::Result<Vec<u8>> {
        let line = EvidenceLine::of(&entry.telling, row.number, entry.mirrored, self.options.text);
        Ok(serde_json::to_vec(&line)?)
    }

    fn numbered(self) -> Result<MergedTables, Error> {
        let clashes = clashes(&self.numbers.sort()?)?;
        let sort = |sorter: Sorter| match clashes.is_empty() {
            true => sorter.sort(),
            false => sorted_anew(&sorter.sort()?, &clashes, &self.scratch),
        };
        Ok(MergedTables {
            events: sort(self.events)?,
            mentions: sort(self.mentions)?,
            evidence: sort(self.evidence)?,
            count: self.count,
            clashes,
        })
    }
}

/// The same lines, those with a number that another has by right under the number that they get.
fn sorted_anew(lines: &Sorted, clashes: &BTreeMap<String, u64>, scratch: &Scratch) -> io::Result<Sorted> {
    let mut sorter = Sorter::new(scratch.clone());
    for line in lines.iter()? {
        let line = line?;
        sorter.push(&renumbered(line.key, clashes), &line.value)?;
    }
    sorter.sort()
}

/// The tables, ready to be written.
#[derive(Debug)]
pub struct MergedTables {
    events: Sorted,
    mentions: Sorted,
    evidence: Sorted,
    count: u64,
    clashes: BTreeMap<String, u64>,
}

impl MergedTables {
    /// How many rows the events table has.
    pub fn event_count(&self) -> u64 {
        self.count
    }

    /// Events whose GLOBALEVENTID was already taken: full id of the row and the number it got instead.
    pub fn id_clashes(&self) -> &BTreeMap<String, u64> {
        &self.clashes
    }

    /// Writes `events.tsv`: 61 columns, sorted by SQLDATE, Actor1Code, Actor2Code and id.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_events(&self, out: impl Write) -> Result<(), Error> {
        write_lines(out, |take| self.each_event(take))
    }

    /// Writes `mentions.tsv`: 16 columns, in the order of the events and then of publication.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_mentions(&self, out: impl Write) -> Result<(), Error> {
        write_lines(out, |take| self.each_mention(take))
    }

    /// Writes `evidence.jsonl`: one [`EvidenceLine`] for every line of the mentions table, in the same order.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_evidence(&self, out: impl Write) -> Result<(), Error> {
        write_lines(out, |take| self.each_evidence(take))
    }

    /// Writes `table.csv`: a header and a row for every row of the events table, in the same order.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_table(&self, mut out: impl Write) -> Result<(), Error> {
        out.write_all(csv_line(&TABLE_COLUMNS.map(|column| column.name)).as_bytes())?;
        let mut evidence = self.evidence.iter()?.peekable();
        for event in self.events.iter()? {
            let event = event?;
            let mut tellings: Vec<EvidenceLine> = Vec::new();
            let is_of_it =
                |line: &io::Result<Record>| line.as_ref().map_or(true, |line| row_in(&line.key) == row_in(&event.key));
            while let Some(line) = evidence.next_if(is_of_it) {
                tellings.push(serde_json::from_slice(&line?.value).map_err(io::Error::from)?);
            }
            let row = format!("{}\t{}", number_in(&event.key), String::from_utf8_lossy(&event.value));
            if let Some(cells) = table_cells(&row.split('\t').collect::<Vec<_>>(), &tellings) {
                out.write_all(csv_line(&cells).as_bytes())?;
            }
        }
        Ok(out.flush()?)
    }

    /// Hands over every line of `events.tsv`, without its end.
    ///
    /// # Errors
    /// Where the disk cannot be read, or `take` fails.
    pub fn each_event(&self, take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error> {
        each_row(&self.events, take)
    }

    /// Hands over every line of `mentions.tsv`, without its end.
    ///
    /// # Errors
    /// Where the disk cannot be read, or `take` fails.
    pub fn each_mention(&self, take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error> {
        each_row(&self.mentions, take)
    }

    /// Hands over every line of `evidence.jsonl`, without its end.
    ///
    /// # Errors
    /// Where the disk cannot be read, or `take` fails.
    pub fn each_evidence(&self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error> {
        for line in self.evidence.iter()? {
            let line = line?;
            take(&numbered(&line.value, number_in(&line.key)))?;
        }
        Ok(())
    }
}

fn each_row(rows: &Sorted, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error> {
    let mut line = Vec::new();
    for row in rows.iter()? {
        let row = row?;
        line.clear();
        write!(line, "{}\t", number_in(&row.key))?;
        line.extend_from_slice(&row.value);
        take(&line)?;
    }
    Ok(())
}

/// Writes what `each` hands over, a line each.
fn write_lines(
    mut out: impl Write,
    each: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error>,
) -> Result<(), Error> {
    each(&mut |line| {
        out.write_all(line)?;
        out.write_all(b"\n")
    })?;
    Ok(out.flush()?)
}

/// The line with the number that its row has in the end.
fn numbered(json: &[u8], number: u64) -> Vec<u8> {
    let field = json.windows(NUMBER_FIELD.len()).position(|window| window == NUMBER_FIELD);
    let begin = field.map_or(json.len(), |at| at + NUMBER_FIELD.len());
    let digits = json[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    [&json[..begin], number.to_string().as_bytes(), &json[begin + digits..]].concat()
}
