//! Articles and entities of a corpus, in order of id.

use crate::article;
use crate::entity::Known;
use crate::error::Error;
use crate::file::File;
use nutgraf_model::{Entity, Record, TextPolicy};
use nutgraf_sort::{Scratch, Sorted, Sorter};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Heads the lines, and the keys, of articles.
const ARTICLE: u8 = b'A';
/// Heads the lines, and the keys, of entities.
const ENTITY: u8 = b'E';

/// Writes what a [`Corpus`] needs of a record: a line for the article, and one for each entity that it names or tells of.
pub fn lines(record: &Record, text: TextPolicy, out: &mut Vec<u8>) {
    let article = &record.article.id;
    let mut put = |line: String| {
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    };
    put(format!("A\t{article}\t{}", article::line(&record.article, text)));
    let mut entities: BTreeMap<String, (u64, &Entity)> = BTreeMap::new();
    for mention in &record.mentions {
        entities.entry(mention.entity.id(article).to_string()).or_insert((0, &mention.entity)).0 += 1;
    }
    let actors = record.events.iter().flat_map(|event| event.source.iter().chain(&event.target));
    let speakers = record.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    for entity in actors.map(|actor| &actor.entity).chain(speakers) {
        entities.entry(entity.id(article).to_string()).or_insert((0, entity));
    }
    for (id, (mentions, entity)) in entities {
        let json = serde_json::to_string(entity).unwrap_or_default();
        put(format!("E\t{id}\t{article}\t{mentions}\t{json}"));
    }
}

/// Takes the [`lines`] of many records, in any order; what memory does not hold goes to disk.
#[derive(Debug)]
pub struct Corpus(Sorter);

impl Corpus {
    /// A corpus of nothing.
    pub fn new(scratch: Scratch) -> Corpus {
        Corpus(Sorter::new(scratch))
    }

    /// Takes one of [`lines`], without its end.
    ///
    /// # Errors
    /// Where it is none of `lines`, or the disk is full.
    pub fn add(&mut self, line: &[u8]) -> Result<(), Error> {
        let parts = if line.first() == Some(&ENTITY) { 4 } else { 3 };
        let (key, value) = split(line, parts).ok_or_else(|| Error::row(line, "a corpus"))?;
        Ok(self.0.push(key, value)?)
    }

    /// Puts everything in order.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn sort(self) -> Result<SortedCorpus, Error> {
        Ok(SortedCorpus(self.0.sort()?))
    }
}

/// Parts a line before its last part: kind and id, with the article of an entity, are the key.
fn split(line: &[u8], parts: usize) -> Option<(&[u8], &[u8])> {
    let mut tabs = line.iter().enumerate().filter(|(_, byte)| **byte == b'\t').map(|(at, _)| at);
    let at = tabs.nth(parts - 2)?;
    matches!(line, [ARTICLE | ENTITY, b'\t', ..]).then(|| (&line[..at], &line[at + 1..]))
}

/// A corpus in order.
#[derive(Debug)]
pub struct SortedCorpus(Sorted);

impl SortedCorpus {
    /// Hands over the rows of [`File::Articles`] or [`File::Entities`]; none for the other files.
    ///
    /// # Errors
    /// Where the disk cannot be read, or `take` fails.
    pub fn each(&self, file: File, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        match file {
            File::Articles => self.articles(&mut take),
            File::Entities => self.entities(&mut take),
            File::Events | File::Mentions | File::Evidence => Ok(()),
        }
    }

    /// An article met twice is two rows, as it is two lines of `articles.jsonl`.
    fn articles(&self, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        for record in self.0.iter()? {
            let record = record?;
            if record.key.first() == Some(&ARTICLE) {
                take(&record.value)?;
            }
        }
        Ok(())
    }

    /// One row an entity; an article met twice counts once.
    fn entities(&self, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut known: Option<Known> = None;
        let mut before: Vec<u8> = Vec::new();
        for record in self.0.iter()? {
            let record = record?;
            if record.key.first() != Some(&ENTITY) || record.key == before {
                continue;
            }
            let (id, mentions, entity) = naming(&record.key, &record.value).ok_or(io::ErrorKind::InvalidData)?;
            if known.as_ref().is_some_and(|known| known.id != id) {
                hand_over(known.take(), take)?;
            }
            let code = entity.code.as_ref().map(|code| code.as_str().to_owned());
            let known =
                known.get_or_insert_with(|| Known { id, entity, codes: Default::default(), articles: 0, mentions: 0 });
            known.codes.extend(code);
            known.articles += 1;
            known.mentions += mentions;
            before = record.key;
        }
        hand_over(known, take)
    }
}

/// Id, namings and entity.
fn naming(key: &[u8], value: &[u8]) -> Option<(String, u64, Entity)> {
    let id = std::str::from_utf8(key).ok()?.split('\t').nth(1)?.to_owned();
    let (mentions, json) = std::str::from_utf8(value).ok()?.split_once('\t')?;
    Some((id, mentions.parse().ok()?, serde_json::from_str(json).ok()?))
}

fn hand_over(known: Option<Known>, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let Some(known) = known else { return Ok(()) };
    let mut line = Vec::new();
    line.write_all(&serde_json::to_vec(&known)?)?;
    take(&line)
}
