//! The three files: events, mentions and the evidence behind them.

use crate::clock::fourteen_digits;
use crate::evidence::EvidenceLine;
use crate::merge::{Entry, Group, groups_of_pair, pair_of};
use crate::number::{RowKey, clashes, number_in, renumbered};
use crate::row::{event_cells, mention_cells};
use crate::telling::{Options, PairKey, Rows, Telling};
use nutgraf_sort::{Scratch, Sorted, Sorter};
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
        write_rows(&self.events, out)
    }

    /// Writes `mentions.tsv`: 16 columns, in the order of the events and then of publication.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_mentions(&self, out: impl Write) -> Result<(), Error> {
        write_rows(&self.mentions, out)
    }

    /// Writes `evidence.jsonl`: one [`EvidenceLine`] for every line of the mentions table, in the same order.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_evidence(&self, mut out: impl Write) -> Result<(), Error> {
        for line in self.evidence.iter()? {
            let line = line?;
            write_numbered(&line.value, number_in(&line.key), &mut out)?;
        }
        Ok(out.flush()?)
    }
}

fn write_rows(rows: &Sorted, mut out: impl Write) -> Result<(), Error> {
    for row in rows.iter()? {
        let row = row?;
        write!(out, "{}\t", number_in(&row.key))?;
        out.write_all(&row.value)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// The line with the number that its row has in the end.
fn write_numbered(json: &[u8], number: u64, out: &mut impl Write) -> io::Result<()> {
    let field = json.windows(NUMBER_FIELD.len()).position(|window| window == NUMBER_FIELD);
    let begin = field.map_or(json.len(), |at| at + NUMBER_FIELD.len());
    let digits = json[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    out.write_all(&json[..begin])?;
    write!(out, "{number}")?;
    out.write_all(&json[begin + digits..])?;
    out.write_all(b"\n")
}
