//! Texts as JSON Lines in, their events as JSON Lines out: how other programs stream text through the coder.

use crate::error::Error;
use crate::pipeline::ordered;
use nutgraf_coder::{Coder, code_line};
use std::fmt;
use std::io::{BufRead, Write};

/// Texts under way at a time, for each worker.
const WINDOW_PER_WORKER: usize = 16;

/// An input line that could not be coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// One-based number of the line.
    pub line: u64,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// Codes every line of `input` and writes a line for each, flushed, in the same order. A line that is no such JSON gives
/// `{"line":N,"error":"…"}` in its place and stands in the result. Empty lines are passed over.
///
/// # Errors
/// Where `out` cannot be written.
pub fn code_lines(
    input: impl BufRead + Send,
    out: &mut dyn Write,
    coder: &Coder,
    jobs: usize,
) -> Result<Vec<LineFault>, Error> {
    let mut faults = Vec::new();
    let lines =
        input.split(b'\n').zip(1u64..).filter(|(line, _)| !matches!(line, Ok(bytes) if bytes.trim_ascii().is_empty()));
    let code = |(line, number): (std::io::Result<Vec<u8>>, u64)| {
        let coded = line.map_err(|e| e.to_string()).and_then(|bytes| {
            let text = String::from_utf8(bytes).map_err(|_| "not UTF-8; convert the file".to_owned())?;
            code_line(coder, &text).map_err(|e| e.to_string())
        });
        coded.map_err(|what| LineFault { line: number, what })
    };
    ordered(jobs, jobs.max(1) * WINDOW_PER_WORKER, lines, code, |coded| {
        let text = coded.unwrap_or_else(|fault| {
            let line = serde_json::json!({"line": fault.line, "error": fault.what}).to_string();
            faults.push(fault);
            line
        });
        writeln!(out, "{text}")
            .and_then(|()| out.flush())
            .map_err(|e| Error::io("-", e, "keep the reading program open"))
    })?;
    Ok(faults)
}
