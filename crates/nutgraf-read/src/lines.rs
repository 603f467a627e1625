//! Lines of a file, with their numbers and offsets, none longer than a limit.

use crate::refuse::Refusal;
use nutgraf_model::RejectKind;
use std::io::{BufRead, BufReader, Read};

/// A line that is not blank.
pub(crate) struct Line {
    pub(crate) bytes: Vec<u8>,
    /// One-based number among all lines.
    pub(crate) number: u64,
    /// Offset of its first byte.
    pub(crate) byte: u64,
    /// Why it cannot be read.
    pub(crate) fault: Option<Refusal>,
}

pub(crate) struct Lines<R: Read> {
    input: BufReader<R>,
    limit: usize,
    number: u64,
    byte: u64,
    broken: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(input: R, limit: usize) -> Self {
        Lines { input: BufReader::with_capacity(64 * 1024, input), limit, number: 0, byte: 0, broken: false }
    }

    /// Reads up to the next line feed into `bytes`; gives the length of the whole line and whether it was kept whole.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<(usize, bool)> {
        let mut length = 0;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok((length, length <= self.limit));
            }
            let (taken, ended) = match chunk.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (chunk.len(), false),
            };
            if bytes.len() <= self.limit {
                bytes.extend_from_slice(&chunk[..taken]);
            }
            length += taken;
            self.input.consume(taken);
            if ended {
                return Ok((length, length <= self.limit));
            }
        }
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.broken {
            let mut bytes = Vec::new();
            let byte = self.byte;
            self.number += 1;
            let fault = match self.fill(&mut bytes) {
                Ok((0, _)) => return None,
                Ok((length, whole)) => {
                    self.byte += length as u64;
                    (!whole).then(|| Refusal::over_budget(self.limit))
                }
                Err(error) => {
                    self.broken = true;
                    let why = format!("reading failed: {error}");
                    Some(Refusal::new(RejectKind::Unreadable, why, "check the file; fetch or compress it anew"))
                }
            };
            if fault.is_some() || !bytes.trim_ascii().is_empty() {
                return Some(Line { bytes, number: self.number, byte, fault });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_number_and_offset_and_long_ones_are_refused_alone() {
        let text = b"one\n\n  \ntwo is far too long\nthree";
        let lines: Vec<_> = Lines::new(&text[..], 8).map(|l| (l.number, l.byte, l.fault.is_some())).collect();
        assert_eq!(lines, [(1, 0, false), (4, 8, true), (5, 28, false)]);
    }
}
