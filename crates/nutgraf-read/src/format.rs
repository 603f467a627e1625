//! The formats articles come in: name, media type, extensions and the marks by which content is known.

use std::fmt;
use std::str::FromStr;

/// A format that articles are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceFormat {
    /// A saved web page.
    Html,
    /// Markdown, or text in the shape headline, date line, paragraphs.
    Markdown,
    /// Plain text: the first line is the headline.
    Text,
    /// JSON Lines of articles: ours, or another tool's, known by field names.
    Articles,
    /// Web archive (ISO 28500): each response or resource record is a document.
    Warc,
    /// NITF 3.x news text.
    Nitf,
    /// IPTC NewsML-G2 items, messages and packages.
    NewsMlG2,
    /// IPTC ninjs 1.x, 2.x, 3.x.
    Ninjs,
    /// RSS 2.0, 1.0 and 0.9x.
    Rss,
    /// Atom feeds and entries (RFC 4287).
    Atom,
    /// JSON Feed 1.x.
    JsonFeed,
}

/// A name that is no source format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no source format; expected one of {names}", names = names())]
pub struct UnknownFormat(String);

fn names() -> String {
    SourceFormat::ALL.map(SourceFormat::name).join(", ")
}

impl SourceFormat {
    /// Every format, in the order `nutgraf formats` lists them.
    pub const ALL: [SourceFormat; 11] = [
        SourceFormat::Html,
        SourceFormat::Markdown,
        SourceFormat::Text,
        SourceFormat::Articles,
        SourceFormat::Warc,
        SourceFormat::Nitf,
        SourceFormat::NewsMlG2,
        SourceFormat::Ninjs,
        SourceFormat::Rss,
        SourceFormat::Atom,
        SourceFormat::JsonFeed,
    ];

    /// The name used on the command line and in `source.format`.
    pub fn name(self) -> &'static str {
        match self {
            SourceFormat::Html => "html",
            SourceFormat::Markdown => "markdown",
            SourceFormat::Text => "text",
            SourceFormat::Articles => "articles",
            SourceFormat::Warc => "warc",
            SourceFormat::Nitf => "nitf",
            SourceFormat::NewsMlG2 => "newsml-g2",
            SourceFormat::Ninjs => "ninjs",
            SourceFormat::Rss => "rss",
            SourceFormat::Atom => "atom",
            SourceFormat::JsonFeed => "json-feed",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            SourceFormat::Html => "text/html",
            SourceFormat::Markdown => "text/markdown",
            SourceFormat::Text => "text/plain",
            SourceFormat::Articles => "application/x-ndjson",
            SourceFormat::Warc => "application/warc",
            SourceFormat::Nitf => "application/nitf+xml",
            SourceFormat::NewsMlG2 => "application/vnd.iptc.g2.newsitem+xml",
            SourceFormat::Ninjs => "application/json",
            SourceFormat::Rss => "application/rss+xml",
            SourceFormat::Atom => "application/atom+xml",
            SourceFormat::JsonFeed => "application/feed+json",
        }
    }

    /// File extensions, without the dot, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            SourceFormat::Html => &["html", "htm", "xhtml"],
            SourceFormat::Markdown => &["md", "markdown"],
            SourceFormat::Text => &["txt", "text"],
            SourceFormat::Articles => &["jsonl", "ndjson"],
            SourceFormat::Warc => &["warc"],
            SourceFormat::Nitf => &["nitf"],
            SourceFormat::NewsMlG2 => &["newsml"],
            SourceFormat::Ninjs => &["json"],
            SourceFormat::Rss => &["rss"],
            SourceFormat::Atom => &["atom"],
            SourceFormat::JsonFeed => &["json"],
        }
    }

    /// One line of help.
    pub fn help(self) -> &'static str {
        match self {
            SourceFormat::Html => "a saved web page; JSON-LD, Open Graph and meta elements fill the fields",
            SourceFormat::Markdown => "Markdown with or without front matter, or headline, date line and paragraphs",
            SourceFormat::Text => "plain text; the first line is the headline",
            SourceFormat::Articles => "JSON Lines of articles: ours, trafilatura's, news-please's, CC-News's",
            SourceFormat::Warc => "web archive, plain or compressed by record",
            SourceFormat::Nitf => "NITF 3.x news text",
            SourceFormat::NewsMlG2 => "NewsML-G2 news items, messages and packages",
            SourceFormat::Ninjs => "ninjs 1.x, 2.x and 3.x, one object or JSON Lines",
            SourceFormat::Rss => "RSS feed",
            SourceFormat::Atom => "Atom feed or entry",
            SourceFormat::JsonFeed => "JSON Feed",
        }
    }

    /// The format of the first bytes of a document (a few thousand suffice), by content first and by the extension
    /// of `path` where content does not tell; nothing where neither does, or where the content is binary.
    pub fn sniff(bytes: &[u8], path: &str) -> Option<SourceFormat> {
        // An archive holds pictures and compressed pages between its headers.
        if bytes.starts_with(b"WARC/") {
            return Some(SourceFormat::Warc);
        }
        if is_binary(bytes) {
            return None;
        }
        by_content(bytes)
            .or_else(|| by_extension(path))
            .or_else(|| looks_like_text(bytes).then_some(SourceFormat::Text))
    }
}

impl fmt::Display for SourceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SourceFormat {
    type Err = UnknownFormat;
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        SourceFormat::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// How many bytes a sniffer looks at.
pub(crate) const SNIFF_BYTES: usize = 16 * 1024;

/// Names the kind of file whose first bytes are a known mark of something that is no text.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 16] = [
        (b"PK\x03\x04", "a zip archive"),
        (b"PK\x05\x06", "an empty zip archive"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x28\xb5\x2f\xfd", "zstd data"),
        (b"BZh", "bzip2 data"),
        (b"\xfd7zXZ\0", "xz data"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"Rar!", "a rar archive"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"%PDF", "a PDF document"),
        (b"\x7fELF", "a program"),
        (b"\0asm", "a WebAssembly module"),
        (b"SQLite format 3", "an SQLite database"),
        (b"OggS", "an Ogg stream"),
    ];
    if bytes.len() > 12 && bytes.starts_with(b"RIFF") {
        return Some("a RIFF container (WebP, WAV or AVI)");
    }
    if bytes.len() > 12 && &bytes[4..8] == b"ftyp" {
        return Some("an MP4 or HEIF container");
    }
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind)
}

/// Whether the bytes are no text in any character set that news is written in.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    if binary_kind(bytes).is_some() {
        return true;
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return false;
    }
    let head = &bytes[..bytes.len().min(SNIFF_BYTES)];
    let controls = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    controls * 20 > head.len()
}

fn by_content(bytes: &[u8]) -> Option<SourceFormat> {
    let head = ascii_head(bytes);
    let start = head.trim_start();
    if start.starts_with("WARC/1.") || start.starts_with("WARC/0.") {
        return Some(SourceFormat::Warc);
    }
    if start.starts_with('{') || start.starts_with('[') {
        return Some(json_kind(start));
    }
    if start.starts_with('<') { markup_kind(start) } else { None }
}

/// The first bytes as text: UTF-16 is thinned to its ASCII, other bytes become `?`.
fn ascii_head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(SNIFF_BYTES)];
    let (from, step) = match head {
        [0xef, 0xbb, 0xbf, ..] => (3, 1),
        [0xff, 0xfe, ..] => (2, 2),
        [0xfe, 0xff, ..] => (3, 2),
        _ => (0, 1),
    };
    head.iter().skip(from).step_by(step).map(|b| if b.is_ascii() { char::from(*b) } else { '?' }).collect()
}

fn json_kind(start: &str) -> SourceFormat {
    if start.contains("jsonfeed.org/version") {
        return SourceFormat::JsonFeed;
    }
    let has = |key: &str| start.contains(&format!("\"{key}\""));
    let ninjs = (has("uri")
        && (has("versioncreated") || has("versionCreated") || has("pubstatus") || has("pubStatus")))
        || has("body_xhtml")
        || has("body_text")
        || start.contains("iptc.org/std/ninjs")
        || (has("headlines") && has("uri"));
    if ninjs { SourceFormat::Ninjs } else { SourceFormat::Articles }
}

fn markup_kind(start: &str) -> Option<SourceFormat> {
    let lower = start.to_ascii_lowercase();
    let root = root_element(&lower)?;
    match root.rsplit(':').next().unwrap_or(root) {
        "html" | "head" | "body" | "div" | "p" | "article" | "main" | "section" | "h1" | "meta" | "title"
        | "script" => Some(SourceFormat::Html),
        "nitf" => Some(SourceFormat::Nitf),
        "newsitem" | "newsmessage" | "packageitem" | "conceptitem" | "knowledgeitem" | "planningitem"
        | "catalogitem" | "newsml" | "contentset" => Some(SourceFormat::NewsMlG2),
        "rss" | "rdf" | "urlset" | "sitemapindex" => Some(SourceFormat::Rss),
        "feed" | "entry" => Some(SourceFormat::Atom),
        _ if lower.contains("<html") || lower.contains("<body") || lower.contains("<head") => Some(SourceFormat::Html),
        _ if lower.starts_with("<!doctype html") => Some(SourceFormat::Html),
        _ => None,
    }
}

/// The name of the first element, past declarations, comments and processing instructions.
fn root_element(lower: &str) -> Option<&str> {
    let mut rest = lower.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->")?.1.trim_start();
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            if rest.starts_with("<!doctype html") {
                return Some("html");
            }
            rest = skip_declaration(rest)?.trim_start();
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')));
            return Some(&name[..end.unwrap_or(name.len())]);
        }
    }
}

fn skip_declaration(rest: &str) -> Option<&str> {
    // An internal subset in brackets may hold `>`.
    let close = rest.find('>')?;
    match rest.find('[') {
        Some(open) if open < close && rest.starts_with("<!doctype") => {
            let after = rest[open..].find("]")? + open;
            rest[after..].split_once('>').map(|(_, tail)| tail)
        }
        _ => Some(&rest[close + 1..]),
    }
}

fn by_extension(path: &str) -> Option<SourceFormat> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let extension = name.rsplit_once('.')?.1;
    SourceFormat::ALL.into_iter().find(|format| format.extensions().contains(&extension))
}

/// Whether bytes without any mark read as prose: letters, spaces and line breaks.
fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFF_BYTES)];
    let first = head.iter().find(|b| !b.is_ascii_whitespace());
    first.is_some_and(|b| !matches!(b, b'<' | b'{' | b'[')) && head.contains(&b' ') && head.contains(&b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for format in SourceFormat::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            assert!(!format.help().is_empty() && format.media_type().contains('/'));
        }
        assert!("docx".parse::<SourceFormat>().is_err());
    }

    #[test]
    fn content_decides_before_the_extension() {
        let sniff = |bytes: &[u8], path: &str| SourceFormat::sniff(bytes, path);
        assert_eq!(sniff(b"<!-- a --><!DOCTYPE html><html>", "a.txt"), Some(SourceFormat::Html));
        assert_eq!(sniff(b"<?xml version='1.0'?><nitf>", "a.xml"), Some(SourceFormat::Nitf));
        assert_eq!(
            sniff(b"<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a '>'>]><nitf>", ""),
            Some(SourceFormat::Nitf)
        );
        assert_eq!(sniff(b"<newsMessage xmlns='x'>", "a"), Some(SourceFormat::NewsMlG2));
        assert_eq!(sniff(b"<rss version='2.0'>", "a"), Some(SourceFormat::Rss));
        assert_eq!(sniff(b"<feed>", "a"), Some(SourceFormat::Atom));
        assert_eq!(sniff(b"{\"uri\": \"a\", \"versioncreated\": 1}", "a"), Some(SourceFormat::Ninjs));
        assert_eq!(sniff(b"{\"version\": \"https://jsonfeed.org/version/1.1\"}", "a"), Some(SourceFormat::JsonFeed));
        assert_eq!(sniff(b"{\"headline\": \"A\"}", "a.json"), Some(SourceFormat::Articles));
        assert_eq!(sniff(b"WARC/1.1\r\n", "a"), Some(SourceFormat::Warc));
        assert_eq!(sniff(b"A headline\n\nSome words.", "a.md"), Some(SourceFormat::Markdown));
        assert_eq!(sniff(b"A headline\n\nSome words.", "a"), Some(SourceFormat::Text));
        assert_eq!(
            sniff(&[0xff, 0xfe, b'<', 0, b'h', 0, b't', 0, b'm', 0, b'l', 0, b'>', 0], "a"),
            Some(SourceFormat::Html)
        );
    }

    #[test]
    fn binary_files_are_no_text_whatever_they_are_called() {
        assert_eq!(SourceFormat::sniff(b"PK\x03\x04\x14\0\0\0\x08\0", "page.html"), None);
        assert_eq!(SourceFormat::sniff(b"\x89PNG\r\n\x1a\n", "page.html"), None);
        assert_eq!(SourceFormat::sniff(&[0, 1, 2, 3, 4, 5, 6, 7], "page.html"), None);
    }
}
