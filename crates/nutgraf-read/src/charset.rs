//! From bytes to text: byte order mark, declared character set, then detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Text and how its character set was found.
pub(crate) struct Decoded<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// Something a reader should know: a declaration that lied, bytes that were no text.
    pub(crate) note: Option<String>,
}

/// Decodes `bytes`. `declared` is a label from outside, such as an HTTP header's; `hint` finds the document's own.
///
/// Pages lie: many declare an old character set and send UTF-8. Bytes that are valid UTF-8 with at least one non-ASCII
/// sequence are therefore UTF-8 whatever they declare.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>, tld: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[skip..]);
        return Decoded { text, note: bad.then(|| damaged(encoding)) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let note = match declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
            Some(encoding) if encoding != UTF_8 && !encoding.is_ascii_compatible() => None,
            Some(encoding) if encoding != UTF_8 && !text.is_ascii() => {
                Some(format!("declared as {} but valid UTF-8: read as UTF-8", encoding.name()))
            }
            _ => None,
        };
        return Decoded { text: Cow::Borrowed(text), note };
    }
    decode_other(bytes, declared, tld)
}

fn decode_other<'a>(bytes: &'a [u8], declared: Option<&str>, tld: Option<&str>) -> Decoded<'a> {
    let stated = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = stated {
        // A page that is UTF-8 but for a few broken bytes is still UTF-8; ISO 8859-1 would decode anything.
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        if !bad {
            return Decoded { text, note: None };
        }
        if encoding == UTF_8 && mostly_utf8(bytes) {
            return Decoded { text, note: Some(damaged(encoding)) };
        }
    } else if mostly_utf8(bytes) {
        return Decoded { text: UTF_8.decode_without_bom_handling(bytes).0, note: Some(damaged(UTF_8)) };
    }
    let guess = detect(bytes, tld);
    let (text, _) = guess.decode_without_bom_handling(bytes);
    let note = match stated {
        Some(encoding) => format!("declared as {} but is not: read as {}", encoding.name(), guess.name()),
        None => format!("character set not declared: read as {}", guess.name()),
    };
    Decoded { text, note: Some(note) }
}

fn damaged(encoding: &'static Encoding) -> String {
    format!("some bytes are no {}: replaced", encoding.name())
}

/// Whether the broken sequences are few among the well-formed ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn detect(bytes: &[u8], tld: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(256 * 1024)], true);
    let tld = tld.filter(|t| t.is_ascii() && !t.contains('.')).map(str::to_ascii_lowercase);
    let guess = detector.guess(tld.as_deref().map(str::as_bytes), Utf8Detection::Allow);
    if guess.is_ascii_compatible() { guess } else { WINDOWS_1252 }
}

/// The character set an HTML document declares in its first kilobytes: `<meta charset>`, the older `http-equiv` form,
/// or an XML declaration.
pub(crate) fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head: String = bytes[..bytes.len().min(4096)].iter().map(|b| char::from(*b)).collect::<String>().to_lowercase();
    let mut rest = head.as_str();
    let declaration = rest.strip_prefix("<?xml").and_then(|after| after.split_once("?>"));
    if let Some(label) = declaration.and_then(|(inside, _)| value_after(inside, "encoding")) {
        return Some(label);
    }
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(label) = value_after(tag, "charset") {
            return Some(label);
        }
    }
    None
}

fn value_after(tag: &str, key: &str) -> Option<String> {
    let after = tag[tag.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
    let value = after.trim_start_matches([' ', '"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_and_lies_are_seen_through() {
        let page = b"<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>";
        assert_eq!(declared_in_markup(page).as_deref(), Some("iso-8859-2"));
        assert_eq!(declared_in_markup(b"<meta charset=utf-8>").as_deref(), Some("utf-8"));
        assert_eq!(
            declared_in_markup(b"<?xml version='1.0' encoding='windows-1251'?><a>").as_deref(),
            Some("windows-1251")
        );
        assert_eq!(decode("café".as_bytes(), Some("iso-8859-1"), None).text, "café");
        assert_eq!(decode(b"caf\xe9 au lait", Some("iso-8859-1"), None).text, "café au lait");
        assert_eq!(decode(b"caf\xe9 au lait, d\xe9j\xe0 vu", Some("utf-8"), Some("fr")).text, "café au lait, déjà vu");
        assert_eq!(decode(b"\xff\xfea\0b\0", None, None).text, "ab");
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_character_set() {
        let mut bytes = "déjà vu, élan, œuvre, naïveté, façade".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None, None);
        assert!(decoded.text.starts_with("déjà vu"));
        assert!(decoded.note.is_some());
    }
}
