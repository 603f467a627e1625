//! Inputs made to break a reader: each ends soon, in articles or in rejects that say why, and never in a panic.

use nutgraf_model::{Article, Reject};
use nutgraf_read::{Origin, ReadOptions, SourceFormat, documents, read};
use std::time::{Duration, Instant};

fn outcomes(bytes: &[u8], path: &str, format: Option<SourceFormat>) -> Vec<Result<Article, Reject>> {
    let options = ReadOptions::default();
    let origin = Origin { path: path.to_owned(), url: Some("https://quay.example/a".to_owned()), format };
    let start = Instant::now();
    let mut found = Vec::new();
    for document in documents(Box::new(bytes), origin, &options) {
        match document {
            Ok(document) => found.extend(read(&document, &options)),
            Err(reject) => found.push(Err(reject)),
        }
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{path} took {:?}", start.elapsed());
    for reject in found.iter().filter_map(|outcome| outcome.as_ref().err()) {
        assert!(!reject.why.is_empty() && !reject.remedy.is_empty());
    }
    found
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Ferry é</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
\"headline\":\"Ferry\",\"author\":[{\"name\":\"Jane\"}],\"datePublished\":\"1931-05-03\"}</script></head><body><article><h1>Ferry</h1>\
<p>The ferry sailed again on Sunday, said <a href='/x?y=1'>Jane &amp; Co</a>, after a winter in dock.</p><ul><li>tea<li>fish</ul></article></body></html>";

#[test]
fn truncation_at_every_tenth_byte_harms_nothing() {
    let ninjs = "{\"uri\":\"https://q.example/1\",\"versioncreated\":\"1931-05-03T08:00:00Z\",\"headline\":\"F\",\"body_text\":\"It sailed.\"}";
    let newsml = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentSet><inlineData>It sailed.</inlineData></contentSet></newsItem>";
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{PAGE}\r\n\r\n",
        PAGE.len() + 19
    );
    for (text, path) in [(PAGE, "a.html"), (ninjs, "a.json"), (newsml, "a.xml"), (warc.as_str(), "a.warc")] {
        for end in (0..text.len()).step_by(10) {
            assert!(outcomes(&text.as_bytes()[..end], path, None).len() < 3);
        }
    }
}

#[test]
fn deep_nesting_is_refused_or_read_in_time() {
    for tag in [
        "div",
        "b",
        "i",
        "a",
        "p",
        "span",
        "table",
        "ul><li",
        "blockquote",
        "font size=1",
        "svg",
        "select",
        "template",
        "noscript",
        "details",
    ] {
        let open = format!("<{tag}>").repeat(15_000);
        outcomes(format!("<html><body>{open}The ferry sailed.").as_bytes(), "deep.html", None);
    }
    assert!(outcomes("<a>".repeat(100_000).as_bytes(), "deep.xml", Some(SourceFormat::Nitf))[0].is_err());
    assert!(outcomes("[".repeat(100_000).as_bytes(), "deep.json", None)[0].is_err());
    outcomes("{\"a\":".repeat(50_000).as_bytes(), "deep.json", None);
    outcomes(format!("{}x", "[".repeat(50_000)).as_bytes(), "deep.md", Some(SourceFormat::Markdown));
    outcomes("> ".repeat(50_000).as_bytes(), "quote.md", Some(SourceFormat::Markdown));
    outcomes("**a ".repeat(50_000).as_bytes(), "bold.md", Some(SourceFormat::Markdown));
}

#[test]
fn formatting_that_never_ends_is_read_in_time() {
    let fonts: String = (0..20_000).map(|n| format!("<p><font size={n}>tea ")).collect();
    outcomes(format!("<html><body>{fonts}").as_bytes(), "fonts.html", None);
    outcomes(format!("<html><body>{}", "<p><b><i>tea".repeat(5_000)).as_bytes(), "bold.html", None);
    outcomes(format!("<html><body>{}", "<table><tr><td>".repeat(2_000)).as_bytes(), "tables.html", None);
    outcomes(format!("<html {}>", "a=b ".repeat(100_000)).as_bytes(), "attributes.html", None);
    outcomes(
        format!("<html><body>{}", "<div class='related share'>x</div>".repeat(15_000)).as_bytes(),
        "wide.html",
        None,
    );
}

#[test]
fn bombs_do_not_grow() {
    let mut entities = "<!DOCTYPE nitf [<!ENTITY a0 'ha'>".to_owned();
    (1..40).for_each(|n| entities.push_str(&format!("<!ENTITY a{n} '&a{0};&a{0};'>", n - 1)));
    let bomb = format!("{entities}]><nitf><body><body.content><p>Ha &a39;</p></body.content></body></nitf>");
    let found = outcomes(bomb.as_bytes(), "bomb.xml", Some(SourceFormat::Nitf));
    assert!(found[0].as_ref().is_ok_and(|article| article.text.len() < 100));
    let mut squeezed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut squeezed, &vec![b'a'; 40 * 1024 * 1024]).expect("a vector takes all");
    let squeezed = squeezed.finish().expect("a vector takes all");
    assert!(outcomes(&squeezed, "bomb.txt.gz", Some(SourceFormat::Text))[0].is_err());
}

#[test]
fn long_lines_are_refused_alone() {
    let long = format!("{{\"headline\": \"{}\", \"text\": \"x\"}}", "a".repeat(20 * 1024 * 1024));
    let lines = format!(
        "{{\"title\": \"F\", \"text\": \"It sailed at noon.\"}}\n{long}\n{{\"title\": \"G\", \"text\": \"It sailed at one.\"}}\n"
    );
    let found = outcomes(lines.as_bytes(), "a.jsonl", None);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    outcomes(format!("A headline\n\n{}", "word ".repeat(400_000)).as_bytes(), "long.txt", None);
}

#[test]
fn files_that_are_something_else_are_named() {
    let cases: [(&[u8], &str); 8] = [
        (b"PK\x03\x04\x14\0\x06\0\x08\0", "zip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "RIFF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\0\0\0\0\0\0\0\0\0\0\0\0", "no format"),
    ];
    for (bytes, name) in cases {
        let found = outcomes(bytes, "page.html", None);
        let why = found[0].as_ref().expect_err("no article").why.clone();
        assert!(why.contains(name) || why.contains("no format"), "{name}: {why}");
    }
    for nothing in [&b""[..], b"  \n\n ", b"\xef\xbb\xbf"] {
        assert!(outcomes(nothing, "page.html", None)[0].is_err() && outcomes(nothing, "page", None)[0].is_err());
    }
}

#[test]
fn odd_bytes_are_survived() {
    let mut nul = PAGE.replace("ferry", "fer\0ry").into_bytes();
    assert!(outcomes(&nul, "nul.html", None)[0].as_ref().is_ok_and(|article| !article.text.contains('\0')));
    nul.extend_from_slice(&[0xff, 0xfe, 0x80, 0x81]);
    outcomes(&nul, "bytes.html", None);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(outcomes(&utf16, "utf16.html", None)[0].as_ref().is_ok_and(|article| article.text.contains("Jane & Co")));
    for script in [
        "{\"@graph\": [[[[",
        "{\"@id\": \"#a\", \"author\": {\"@id\": \"#a\"}, \"@type\": \"NewsArticle\"}",
        "\u{0}\u{1}",
        "{\"headline\": \"\\ud800\"}",
    ] {
        let page = PAGE.replace(
            "{\"@type\":\"NewsArticle\"",
            &format!("{script}</script><script type='application/ld+json'>{{\"@type\":\"NewsArticle\""),
        );
        outcomes(page.as_bytes(), "ld.html", None);
    }
}

#[test]
fn archives_that_lie_are_survived() {
    let record = |length: &str, body: &str| {
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: x\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    };
    for archive in [
        record("-5", "x"),
        record("99999999999999999999", "x"),
        record("18446744073709551615", "x"),
        record("0", ""),
        record("19", "HTTP/1.1 200 OK\r\n\r\n"),
        record("62", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nx"),
        format!("WARC/1.1\r\n{}", "a: b\r\n".repeat(10_000)),
        format!("WARC/1.1\r\n{}", "a".repeat(200_000)),
        "WARC/1.1\r\n\r\n".repeat(1_000),
    ] {
        outcomes(archive.as_bytes(), "a.warc", Some(SourceFormat::Warc));
    }
}
