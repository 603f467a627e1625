//! Strings as JSON-LD consumers take them: words without control characters, absolute web addresses.

use nutgraf_model::WebAddress;

/// `text` with every character that JSON-LD consumers refuse replaced by one that they take, so that offsets keep
/// counting; nothing where no word is left.
pub(crate) fn words(text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => c,
            '\u{FFFD}' => '?',
            _ if c.is_control() => ' ',
            _ => c,
        })
        .collect();
    let trimmed = clean.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Words for a property that may also hold an address: what looks like one and is none loses its look.
pub(crate) fn keyword(text: &str) -> Option<String> {
    let word = words(text)?;
    if let Some(address) = address(&word) {
        return Some(address);
    }
    let bare = word.strip_prefix("https:").or_else(|| word.strip_prefix("http:")).unwrap_or(&word);
    words(bare.trim_start_matches('/'))
}

/// `text` as an absolute web address (RFC 3986): characters that may not stand in one are percent-encoded; nothing
/// where scheme or host are missing or strange.
pub(crate) fn address(text: &str) -> Option<String> {
    let address = WebAddress::of(text)?;
    let host = address.authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let well_formed = address.authority.chars().all(|c| !is_forbidden(c))
        && host.contains('.')
        && host.chars().any(|c| c.is_ascii_alphanumeric());
    well_formed.then(|| address.encoded(is_forbidden))
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\u{FFFD}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_absolute_and_encoded() {
        let of = |text| address(text);
        assert_eq!(of(" HTTPS://a.example/x y?q={1} ").as_deref(), Some("https://a.example/x%20y?q=%7B1%7D"));
        assert_eq!(of("http://a.example").as_deref(), Some("http://a.example"));
        for wrong in
            ["#", "/x", "//a.example/", "javascript:alert(1)", "http://localhost/", "http:///x", "http://a b.c/"]
        {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_keep_their_number_of_characters() {
        assert_eq!(words("a\u{7}b\u{FFFD}c").as_deref(), Some("a b?c"));
        assert_eq!(words(" \u{1}\n"), None);
        assert_eq!(keyword("//news").as_deref(), Some("news"));
        assert_eq!(keyword("https://x").as_deref(), Some("x"));
        assert_eq!(keyword("https://a.example/x").as_deref(), Some("https://a.example/x"));
    }
}
