//! Splits inputs into documents: files of one, JSON Lines and web archives of many.

use crate::decompress::decompress;
use crate::format::{SNIFF_BYTES, SourceFormat, binary_kind};
use crate::lines::Lines;
use crate::warc::Records;
use crate::{ReadOptions, refuse::Refusal};
use nutgraf_model::{Reject, RejectKind, Source, Timestamp};
use std::io::{self, Cursor, Read};

/// Where an input comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Path as given, with `/` between its parts; `-` for standard input.
    pub path: String,
    /// Address the document was fetched from, where known.
    pub url: Option<String>,
    /// The format, where the user named one; else it is found by content, then by extension.
    pub format: Option<SourceFormat>,
}

impl Origin {
    /// An input at `path` of which nothing else is known.
    pub fn new(path: impl Into<String>) -> Self {
        Origin { path: path.into(), ..Origin::default() }
    }
}

/// One document's bytes: a page, a line, a record of an archive.
#[derive(Clone, Debug, PartialEq)]
pub struct RawDocument {
    /// Its bytes, with transfer and content encodings undone.
    pub bytes: Vec<u8>,
    /// Where it stands.
    pub source: Source,
    /// Address it was fetched from, where known.
    pub url: Option<String>,
    /// What it is written in.
    pub format: SourceFormat,
    /// Character set stated outside the document, such as in an HTTP header.
    pub charset: Option<String>,
    /// When it was fetched, where an archive says so.
    pub fetched: Option<Timestamp>,
}

/// Splits an input into raw documents, streaming and in order. Compressed inputs are undone. Whatever cannot be split
/// gives a [`Reject`], and the rest goes on where that is possible.
///
/// This is the cheap part; [`read`](crate::read) does the work.
pub fn documents<'a>(
    input: Box<dyn Read + Send + 'a>,
    origin: Origin,
    options: &ReadOptions,
) -> impl Iterator<Item = Result<RawDocument, Reject>> + Send + use<'a> {
    let limit = options.max_document_bytes;
    Documents { state: State::Unopened(input), origin, limit }
}

struct Documents<'a> {
    state: State<'a>,
    origin: Origin,
    limit: usize,
}

type Input<'a> = Box<dyn Read + Send + 'a>;

enum State<'a> {
    Unopened(Input<'a>),
    Whole(Input<'a>, SourceFormat),
    Lines(Lines<Input<'a>>),
    Records(Box<Records<Input<'a>>>),
    Done,
}

impl Iterator for Documents<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Unopened(input) => match self.open(input) {
                    Ok(state) => self.state = state,
                    Err(refusal) => return Some(Err(refusal.reject(self.source(None, None, None), None))),
                },
                State::Whole(input, format) => return Some(self.whole(input, format)),
                State::Lines(mut lines) => {
                    let line = lines.next()?;
                    self.state = State::Lines(lines);
                    return Some(self.line(line));
                }
                State::Records(mut records) => {
                    let record = records.next()?;
                    self.state = State::Records(records);
                    return Some(self.record(record));
                }
                State::Done => return None,
            }
        }
    }
}

impl<'a> Documents<'a> {
    fn source(&self, format: Option<SourceFormat>, record: Option<u64>, byte: Option<u64>) -> Source {
        let format = format.map_or("unknown", SourceFormat::name).to_owned();
        Source { path: self.origin.path.clone(), record, byte, format }
    }

    fn open(&self, mut input: Input<'a>) -> Result<State<'a>, Refusal> {
        let raw = head(&mut input).map_err(|error| unreadable(&error))?;
        let compressed = raw.starts_with(&[0x1f, 0x8b]) || raw.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
        let whole: Input<'a> = Box::new(Cursor::new(raw.clone()).chain(input));
        if compressed { self.open_compressed(&raw, whole) } else { self.open_plain(&raw, whole) }
    }

    fn open_compressed(&self, raw: &[u8], whole: Input<'a>) -> Result<State<'a>, Refusal> {
        let warc = self.origin.format == Some(SourceFormat::Warc) || starts_warc(raw);
        if warc && raw.starts_with(&[0x1f, 0x8b]) {
            return Ok(State::Records(Box::new(Records::gzipped(whole, self.limit))));
        }
        let mut undone = decompress(whole).map_err(|error| unreadable(&error))?;
        let start = head(&mut undone).map_err(|error| unreadable(&error))?;
        self.open_plain(&start, Box::new(Cursor::new(start.clone()).chain(undone)))
    }

    fn open_plain(&self, start: &[u8], whole: Input<'a>) -> Result<State<'a>, Refusal> {
        let format = match self.origin.format {
            Some(format) => format,
            None => SourceFormat::sniff(start, &self.origin.path).ok_or_else(|| unknown(start))?,
        };
        let one_line = matches!(format, SourceFormat::Articles | SourceFormat::Ninjs | SourceFormat::JsonFeed);
        Ok(match format {
            SourceFormat::Warc => State::Records(Box::new(Records::plain(whole, self.limit))),
            _ if one_line && starts_json_lines(start) => State::Lines(Lines::new(whole, self.limit)),
            _ => State::Whole(whole, format),
        })
    }

    fn whole(&self, input: Input<'_>, format: SourceFormat) -> Result<RawDocument, Reject> {
        let source = self.source(Some(format), None, None);
        let mut bytes = Vec::new();
        let read = input.take(self.limit as u64 + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err(unreadable(&error).reject(source, None));
        }
        if bytes.len() > self.limit {
            return Err(Refusal::over_budget(self.limit).reject(source, None));
        }
        Ok(RawDocument { bytes, source, url: self.origin.url.clone(), format, charset: None, fetched: None })
    }

    fn line(&self, line: crate::lines::Line) -> Result<RawDocument, Reject> {
        let format = match self.origin.format {
            Some(format) => format,
            None => SourceFormat::sniff(&line.bytes, "").filter(|f| is_json(*f)).unwrap_or(SourceFormat::Articles),
        };
        let source = self.source(Some(format), Some(line.number), Some(line.byte));
        match line.fault {
            Some(refusal) => Err(refusal.reject(source, None)),
            None => Ok(RawDocument { bytes: line.bytes, source, url: None, format, charset: None, fetched: None }),
        }
    }

    fn record(&self, record: crate::warc::Found) -> Result<RawDocument, Reject> {
        let source = |format| self.source(format, Some(record.number), Some(record.byte));
        let page = match record.page {
            Ok(page) => page,
            Err(refusal) => return Err(refusal.reject(source(Some(SourceFormat::Warc)), None)),
        };
        let Some(format) = SourceFormat::sniff(&page.bytes, &page.url_path()) else {
            return Err(unknown(&page.bytes).reject(source(None), Some(&page.bytes)));
        };
        let source = source(Some(format));
        Ok(RawDocument { bytes: page.bytes, source, url: page.url, format, charset: page.charset, fetched: page.date })
    }
}

fn is_json(format: SourceFormat) -> bool {
    matches!(format, SourceFormat::Articles | SourceFormat::Ninjs | SourceFormat::JsonFeed)
}

/// The first bytes, up to what a sniffer looks at.
fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(SNIFF_BYTES);
    input.take(SNIFF_BYTES as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether compressed bytes start a web archive. Cut bytes give what they hold.
fn starts_warc(raw: &[u8]) -> bool {
    let mut start = [0u8; 8];
    let mut filled = 0;
    let Ok(mut undone) = decompress(raw) else { return false };
    while filled < start.len() {
        match undone.read(&mut start[filled..]) {
            Ok(read) if read > 0 => filled += read,
            _ => break,
        }
    }
    start.starts_with(b"WARC/")
}

/// Whether the first line is a whole JSON value, or too long to tell.
fn starts_json_lines(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    match text.iter().position(|b| *b == b'\n') {
        Some(end) => {
            text.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(text[..end].trim_ascii()).is_ok()
        }
        None => text.starts_with(b"{") && text.len() > SNIFF_BYTES / 2,
    }
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::new(
        RejectKind::Unreadable,
        format!("reading failed: {error}"),
        "check the file; fetch or compress it anew",
    )
}

fn unknown(bytes: &[u8]) -> Refusal {
    if bytes.trim_ascii().is_empty() {
        return Refusal::new(RejectKind::Empty, "the document has no bytes but white space", "fetch it anew");
    }
    let kind = binary_kind(bytes).map_or_else(
        || "the content is in no format that is known".to_owned(),
        |kind| format!("the content is {kind}, whatever the name says"),
    );
    Refusal::new(
        RejectKind::UnknownFormat,
        kind,
        "name the format with --from, or leave the file out; `nutgraf formats` lists formats",
    )
}
