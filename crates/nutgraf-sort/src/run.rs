//! Hands records back in order.

use flate2::bufread::DeflateDecoder;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

/// Bounds of what is read ahead of each run.
const AHEAD: (usize, usize) = (16 << 10, 1 << 20);

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// What is sorted by.
    pub key: Vec<u8>,
    /// What comes along; it decides between equal keys.
    pub value: Vec<u8>,
}

/// Everything that a sorter took, in order; it may be walked more than once.
#[derive(Debug)]
pub struct Sorted(Kept);

#[derive(Debug)]
enum Kept {
    Memory { arena: Vec<u8>, places: Vec<Place> },
    Runs { runs: Runs, memory: usize },
}

/// Where a record stands in the arena.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) key: u32,
    pub(crate) value: u32,
}

impl Place {
    pub(crate) fn of(self, arena: &[u8]) -> (&[u8], &[u8]) {
        let value = self.start + self.key as usize;
        (&arena[self.start..value], &arena[value..value + self.value as usize])
    }
}

/// Runs, one after another in one file, each compressed.
#[derive(Debug)]
pub(crate) struct Runs {
    file: Mutex<File>,
    ends: Vec<u64>,
}

impl Runs {
    pub(crate) fn new(file: File, ends: Vec<u64>) -> Runs {
        Runs { file: Mutex::new(file), ends }
    }
}

impl Sorted {
    pub(crate) fn in_memory(arena: Vec<u8>, places: Vec<Place>) -> Sorted {
        Sorted(Kept::Memory { arena, places })
    }

    pub(crate) fn of_runs(runs: Runs, memory: usize) -> Sorted {
        Sorted(Kept::Runs { runs, memory })
    }

    /// Walks all records in order.
    ///
    /// # Errors
    /// Where a run cannot be read.
    pub fn iter(&self) -> io::Result<Merge<'_>> {
        match &self.0 {
            Kept::Memory { arena, places } => Ok(Merge(Walk::Memory { arena, places: places.iter() })),
            Kept::Runs { runs, memory } => {
                let ahead = (memory / runs.ends.len().max(1)).clamp(AHEAD.0, AHEAD.1);
                let mut heads = BinaryHeap::with_capacity(runs.ends.len());
                let mut readers = Vec::with_capacity(runs.ends.len());
                let mut begin = 0;
                for &end in &runs.ends {
                    let run = Run { file: &runs.file, at: begin, end };
                    let run = DeflateDecoder::new(BufReader::with_capacity(ahead / 4, run));
                    let mut reader = BufReader::with_capacity(ahead, run);
                    if let Some(record) = read_record(&mut reader)? {
                        heads.push(Reverse((record, readers.len())));
                    }
                    readers.push(reader);
                    begin = end;
                }
                Ok(Merge(Walk::Runs { heads, readers }))
            }
        }
    }
}

/// Walks the records of a [`Sorted`].
#[derive(Debug)]
pub struct Merge<'s>(Walk<'s>);

#[derive(Debug)]
enum Walk<'s> {
    Memory { arena: &'s [u8], places: std::slice::Iter<'s, Place> },
    Runs { heads: BinaryHeap<Reverse<(Record, usize)>>, readers: Vec<BufReader<DeflateDecoder<BufReader<Run<'s>>>>> },
}

impl Iterator for Merge<'_> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Walk::Memory { arena, places } => places.next().map(|place| {
                let (key, value) = place.of(arena);
                Ok(Record { key: key.to_vec(), value: value.to_vec() })
            }),
            Walk::Runs { heads, readers } => {
                let Reverse((record, from)) = heads.pop()?;
                match read_record(&mut readers[from]) {
                    Ok(Some(next)) => heads.push(Reverse((next, from))),
                    Ok(None) => {}
                    Err(error) => return Some(Err(error)),
                }
                Some(Ok(record))
            }
        }
    }
}

/// The bytes of one run.
#[derive(Debug)]
struct Run<'s> {
    file: &'s Mutex<File>,
    at: u64,
    end: u64,
}

impl Read for Run<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(out.len());
        if left == 0 {
            return Ok(0);
        }
        let mut file = self.file.lock().map_err(|_| io::Error::other("a reader of the same runs failed"))?;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(&mut out[..left])?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Lengths of key and value, key, value.
pub(crate) fn write_record(out: &mut impl Write, key: &[u8], value: &[u8]) -> io::Result<()> {
    out.write_all(&(key.len() as u32).to_le_bytes())?;
    out.write_all(&(value.len() as u32).to_le_bytes())?;
    out.write_all(key)?;
    out.write_all(value)
}

fn read_record(input: &mut impl BufRead) -> io::Result<Option<Record>> {
    if input.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut length = || {
        let mut bytes = [0; 4];
        input.read_exact(&mut bytes).map(|()| u32::from_le_bytes(bytes) as usize)
    };
    let (mut key, mut value) = (vec![0; length()?], vec![0; length()?]);
    input.read_exact(&mut key)?;
    input.read_exact(&mut value)?;
    Ok(Some(Record { key, value }))
}
