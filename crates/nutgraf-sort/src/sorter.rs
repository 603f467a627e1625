//! Takes records in any order.

use crate::Scratch;
use crate::run::{Place, Runs, Sorted, write_record};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

/// What a place in the arena costs beside the bytes themselves.
const PLACE: usize = size_of::<Place>();

/// Takes records in any order and hands them back sorted by key, then by value. Equal records stay as many as they were.
#[derive(Debug)]
pub struct Sorter {
    scratch: Scratch,
    arena: Vec<u8>,
    places: Vec<Place>,
    file: Option<File>,
    runs: Vec<u64>,
}

impl Sorter {
    /// A sorter of nothing.
    pub fn new(scratch: Scratch) -> Sorter {
        Sorter { scratch, arena: Vec::new(), places: Vec::new(), file: None, runs: Vec::new() }
    }

    /// Takes a record.
    ///
    /// # Errors
    /// Where a run cannot be written, or key or value have four gigabytes or more.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(io::Error::other);
        let place = Place { start: self.arena.len(), key: length(key)?, value: length(value)? };
        let room = key.len() + value.len() + PLACE;
        if !self.places.is_empty() && self.arena.len() + self.places.len() * PLACE + room > self.scratch.memory() {
            self.spill()?;
            return self.push(key, value);
        }
        self.arena.extend_from_slice(key);
        self.arena.extend_from_slice(value);
        self.places.push(place);
        Ok(())
    }

    /// Everything in order.
    ///
    /// # Errors
    /// Where the last run cannot be written.
    pub fn sort(mut self) -> io::Result<Sorted> {
        if self.file.is_some() && !self.places.is_empty() {
            self.spill()?;
        }
        match self.file {
            Some(file) => Ok(Sorted::of_runs(Runs::new(file, self.runs), self.scratch.memory())),
            None => {
                self.order();
                Ok(Sorted::in_memory(self.arena, self.places))
            }
        }
    }

    fn order(&mut self) {
        let arena = &self.arena;
        self.places.sort_unstable_by(|a, b| a.of(arena).cmp(&b.of(arena)));
    }

    /// Writes what is held as a run, and forgets it.
    fn spill(&mut self) -> io::Result<()> {
        self.order();
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.scratch.file()?,
        };
        // What is sorted is text and shrinks to a fifth, at less cost than a disk that is full.
        let out = DeflateEncoder::new(BufWriter::with_capacity(1 << 18, &mut file), Compression::fast());
        let mut out = BufWriter::with_capacity(1 << 16, out);
        for place in &self.places {
            let (key, value) = place.of(&self.arena);
            write_record(&mut out, key, value)?;
        }
        out.into_inner()?.finish()?.flush()?;
        self.runs.push(file.stream_position()?);
        self.file = Some(file);
        self.arena.clear();
        self.places.clear();
        Ok(())
    }
}
