//! Web archives, WARC 1.0 and 1.1 (ISO 28500): records one after another, plain or each a gzip member.

use crate::decompress::decompress;
use crate::refuse::Refusal;
use flate2::bufread::GzDecoder;
use nutgraf_model::{RejectKind, Timestamp};
use std::io::{self, BufRead, BufReader, Read};

/// A record that holds a page, or the reason why it does not.
pub(crate) struct Found {
    /// One-based number among all records.
    pub(crate) number: u64,
    /// Offset of the record, or of the gzip member that holds it.
    pub(crate) byte: u64,
    pub(crate) page: Result<Page, Refusal>,
}

/// A page out of an archive.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) date: Option<Timestamp>,
}

impl Page {
    /// The path of the address, for its extension.
    pub(crate) fn url_path(&self) -> String {
        let url = self.url.as_deref().unwrap_or_default();
        url.split(['?', '#']).next().unwrap_or_default().to_owned()
    }
}

/// Reads records, streaming. Records that are no responses or resources, and responses that are no pages (pictures,
/// redirections), are passed over.
pub(crate) struct Records<R: Read> {
    input: Counted<R>,
    gzipped: bool,
    number: u64,
    limit: usize,
    done: bool,
}

/// A reader that knows its place.
struct Counted<R: Read> {
    inner: BufReader<R>,
    at: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }
    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.inner.consume(amount);
    }
}

/// What one record gave.
enum Step {
    Page(Page),
    Passed,
    End,
}

impl<R: Read> Records<R> {
    pub(crate) fn plain(input: R, limit: usize) -> Self {
        Records::new(input, limit, false)
    }

    pub(crate) fn gzipped(input: R, limit: usize) -> Self {
        Records::new(input, limit, true)
    }

    fn new(input: R, limit: usize, gzipped: bool) -> Self {
        let input = Counted { inner: BufReader::with_capacity(256 * 1024, input), at: 0 };
        Records { input, gzipped, number: 0, limit, done: false }
    }

    fn step(&mut self) -> io::Result<Step> {
        if !self.gzipped {
            return record(&mut self.input, self.limit);
        }
        if self.input.fill_buf()?.is_empty() {
            return Ok(Step::End);
        }
        // A member may hold several records (some tools compress the whole file): those after the first are lost to
        // this reader only if the member is read as one record, so all of them are read.
        let mut member = BufReader::new(GzDecoder::new(&mut self.input));
        let step = record(&mut member, self.limit)?;
        match step {
            Step::End => Ok(Step::Passed),
            step => {
                io::copy(&mut member, &mut io::sink())?;
                Ok(step)
            }
        }
    }

    /// Moves to the next place where a record can start; false at the end.
    fn resynchronise(&mut self) -> io::Result<bool> {
        let mark: &[u8] = if self.gzipped { &[0x1f, 0x8b, 0x08] } else { b"WARC/1." };
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.len() < mark.len() {
                let rest = chunk.len();
                self.input.consume(rest);
                if self.input.fill_buf()?.is_empty() {
                    return Ok(false);
                }
                continue;
            }
            match chunk.windows(mark.len()).position(|window| window == mark) {
                Some(at) => {
                    self.input.consume(at);
                    return Ok(true);
                }
                None => {
                    let passed = chunk.len() - mark.len() + 1;
                    self.input.consume(passed);
                }
            }
        }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.done {
            let byte = self.input.at;
            self.number += 1;
            let number = self.number;
            match self.step() {
                Ok(Step::End) => self.done = true,
                Ok(Step::Passed) => {}
                Ok(Step::Page(page)) => {
                    let page = Ok(page);
                    return Some(Found { number, byte, page });
                }
                Err(error) => {
                    self.done = !matches!(self.resynchronise(), Ok(true));
                    let kind = if error.kind() == io::ErrorKind::FileTooLarge {
                        RejectKind::OverBudget
                    } else {
                        RejectKind::Malformed
                    };
                    let refusal = Refusal::new(
                        kind,
                        format!("the record at byte {byte} cannot be read: {error}"),
                        "the record is passed over; fetch the page anew if it matters",
                    );
                    return Some(Found { number, byte, page: Err(refusal) });
                }
            }
        }
        None
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

/// Reads one record and the two line ends after it.
fn record(input: &mut impl BufRead, limit: usize) -> io::Result<Step> {
    let Some(version) = first_line(input)? else { return Ok(Step::End) };
    if !version.starts_with("WARC/1.") && !version.starts_with("WARC/0.") {
        return Err(broken("it does not start with WARC/1."));
    }
    let headers = headers(input)?;
    let length: u64 =
        headers.get("content-length").and_then(|v| v.parse().ok()).ok_or_else(|| broken("no Content-Length"))?;
    let kind = headers.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let mut block = input.take(length);
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        skip(&mut block, length)?;
        return Ok(Step::Passed);
    }
    if length > limit as u64 * 2 {
        skip(&mut block, length)?;
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it holds {length} bytes")));
    }
    let mut content = Vec::new();
    block.read_to_end(&mut content)?;
    if (content.len() as u64) < length {
        return Err(broken("it ends before its Content-Length"));
    }
    let url = headers.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let date = headers.get("warc-date").and_then(|d| d.parse().ok());
    let page = if kind == "response" && content.starts_with(b"HTTP/") {
        response(&content, limit)?
    } else {
        let media = headers.get("content-type").unwrap_or_default().to_owned();
        is_page(&media).then(|| (content, charset_of(&media)))
    };
    Ok(match page {
        Some((bytes, charset)) => Step::Page(Page { bytes, url, charset, date }),
        None => Step::Passed,
    })
}

fn skip(block: &mut impl Read, length: u64) -> io::Result<()> {
    let passed = io::copy(block, &mut io::sink())?;
    if passed < length { Err(broken("it ends before its Content-Length")) } else { Ok(()) }
}

/// The next line that is not blank, or nothing at the end.
fn first_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    loop {
        let Some(line) = line(input)? else { return Ok(None) };
        if !line.is_empty() {
            return Ok(Some(line));
        }
    }
}

/// A line of a header, without its end; lines longer than 64 kB are broken.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    input.take(64 * 1024).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') && bytes.len() >= 64 * 1024 {
        return Err(broken("a header line is too long"));
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end().to_owned()))
}

/// Named fields; names in lower case, the first of a name counts.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn headers(input: &mut impl BufRead) -> io::Result<Headers> {
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        let Some(line) = line(input)? else { return Err(broken("it ends inside its header")) };
        if line.is_empty() {
            return Ok(Headers(fields));
        }
        if fields.len() > 500 {
            return Err(broken("it has more than 500 header fields"));
        }
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, _, Some((name, value))) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
}

type Body = Option<(Vec<u8>, Option<String>)>;

/// The body of an HTTP response with its encodings undone; nothing for what is no page.
fn response(content: &[u8], limit: usize) -> io::Result<Body> {
    let mut input = content;
    let status = line(&mut input)?.unwrap_or_default();
    let code = status.split(' ').nth(1).unwrap_or_default();
    let fields = headers(&mut input)?;
    let media = fields.get("content-type").unwrap_or("text/html").to_owned();
    if !code.starts_with('2') || !is_page(&media) {
        return Ok(None);
    }
    let has = |name: &str, what: &str| fields.get(name).is_some_and(|v| v.to_ascii_lowercase().contains(what));
    let mut bytes = input.to_vec();
    if has("transfer-encoding", "chunked") {
        // Many archives keep the header and store the body already joined.
        bytes = dechunk(&bytes).unwrap_or(bytes);
    }
    if has("content-encoding", "gzip") || has("content-encoding", "zstd") || bytes.starts_with(&[0x1f, 0x8b]) {
        let undone = bounded(decompress(&bytes[..])?, limit)?;
        bytes = undone;
    } else if has("content-encoding", "deflate") {
        let zlib = bounded(flate2::read::ZlibDecoder::new(&bytes[..]), limit);
        bytes = zlib.or_else(|_| bounded(flate2::read::DeflateDecoder::new(&bytes[..]), limit))?;
    } else if has("content-encoding", "br") && bytes.first().is_some_and(|b| *b != b'<') {
        // A body that starts with markup was stored with its encoding undone.
        bytes = bounded(brotli_decompressor::Decompressor::new(&bytes[..], 4096), limit)?;
    }
    Ok(Some((bytes, charset_of(&media))))
}

fn bounded(input: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_page(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        media.as_str(),
        "text/html" | "application/xhtml+xml" | "text/plain" | "" | "application/json" | "text/xml" | "application/xml"
    ) || media.ends_with("+xml")
        || media.ends_with("+json")
}

fn charset_of(media: &str) -> Option<String> {
    let (_, value) = media.split_once("charset=")?;
    let label = value.trim_matches(['"', '\'', ' ']).split([';', ' ']).next()?.trim_matches(['"', '\'']);
    (!label.is_empty()).then(|| label.to_owned())
}

/// Joins the chunks of RFC 9112, 7.1; nothing where the bytes are no chunks.
fn dechunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = rest.iter().take(64).position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.trim().split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        if size > rest.len() {
            joined.extend_from_slice(rest);
            return Some(joined);
        }
        joined.extend_from_slice(&rest[..size]);
        rest = rest[size..].strip_prefix(b"\r\n").or_else(|| rest[size..].strip_prefix(b"\n")).unwrap_or(&rest[size..]);
        if rest.is_empty() {
            return Some(joined);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn response(url: &str, body: &str, extra: &str) -> Vec<u8> {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{extra}\r\n{body}");
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2001-05-03T08:00:00Z\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
        .into_bytes()
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("a vector takes all");
        encoder.finish().expect("a vector takes all")
    }

    fn pages(found: impl Iterator<Item = Found>) -> Vec<Option<String>> {
        found.map(|f| f.page.ok().map(|p| String::from_utf8_lossy(&p.bytes).into_owned())).collect()
    }

    #[test]
    fn responses_are_read_and_other_records_passed_over() {
        let info = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".to_vec();
        let archive = [
            info,
            response("http://a.example/1", "<p>one", ""),
            response("http://a.example/2", "5\r\n<p>tw\r\n1\r\no\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        ]
        .concat();
        assert_eq!(pages(Records::plain(&archive[..], 9999)), [Some("<p>one".to_owned()), Some("<p>two".to_owned())]);
        let members: Vec<u8> =
            [gz(&response("http://a.example/1", "<p>one", "")), gz(&response("http://a.example/2", "<p>two", ""))]
                .concat();
        assert_eq!(pages(Records::gzipped(&members[..], 9999)), [Some("<p>one".to_owned()), Some("<p>two".to_owned())]);
    }

    #[test]
    fn brotli_is_undone_where_the_body_is_still_in_it() {
        const PAGE: &str = "<html><body><p>The ferry sailed.</p></body></html>";
        const CODED: [u8; 48] = [
            27, 49, 0, 248, 141, 147, 229, 154, 199, 37, 85, 60, 84, 186, 185, 84, 13, 73, 67, 91, 234, 130, 59, 30,
            60, 136, 127, 121, 209, 34, 85, 121, 2, 12, 242, 157, 66, 110, 52, 38, 101, 113, 230, 203, 245, 93, 12,
            101,
        ];
        let read = |body: &[u8]| {
            let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
            let page = super::response(&[head, body].concat(), 9999).ok().flatten();
            page.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned())
        };
        let whole = [&CODED[..], &[13, 3]].concat();
        assert_eq!(read(&whole).as_deref(), Some(PAGE));
        assert_eq!(read(PAGE.as_bytes()).as_deref(), Some(PAGE));
        assert_eq!(read(&whole[..20]), None, "cut off");
    }

    #[test]
    fn a_damaged_member_does_not_lose_the_next() {
        let mut first = gz(&response("http://a.example/1", &"<p>one ".repeat(200), ""));
        let middle = first.len() / 2;
        first[middle] ^= 0xff;
        first[middle + 1] ^= 0xff;
        let archive = [first, gz(&response("http://a.example/2", "<p>two", ""))].concat();
        let found = pages(Records::gzipped(&archive[..], 9999));
        assert_eq!(found.last(), Some(&Some("<p>two".to_owned())));
        assert_eq!(found.iter().flatten().count(), 1);
        let plain = [b"rubbish\r\n".to_vec(), response("http://a.example/2", "<p>two", "")].concat();
        assert_eq!(pages(Records::plain(&plain[..], 9999)), [None, Some("<p>two".to_owned())]);
    }

    #[test]
    fn a_length_that_lies_is_an_error_and_not_a_hang() {
        let archive = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x";
        assert_eq!(pages(Records::plain(&archive[..], 9999)), [None]);
    }
}
