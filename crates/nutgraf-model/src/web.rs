//! Web addresses, cut where the exporters need them cut.

/// An absolute address of the web, in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddress<'t> {
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Between `://` and the path: host, and port or user where they are stated.
    pub authority: &'t str,
    /// Path, query and fragment.
    pub rest: &'t str,
}

impl<'t> WebAddress<'t> {
    /// The parts of an address; nothing where its scheme is not one of the web.
    pub fn of(text: &'t str) -> Option<WebAddress<'t>> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let scheme = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        Some(WebAddress { scheme, authority, rest })
    }

    /// The address with the characters of its path percent-encoded (RFC 3986, section 2.1) that may not stand in it.
    pub fn encoded(&self, is_forbidden: impl Fn(char) -> bool) -> String {
        format!("{}://{}{}", self.scheme, self.authority, percent_encoded(self.rest, is_forbidden))
    }
}

/// `text` with every forbidden character as the octets of its UTF-8, `%20` for a space.
pub fn percent_encoded(text: &str, is_forbidden: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for c in text.chars() {
        if is_forbidden(c) {
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_cut_and_encoded() {
        let address = WebAddress::of(" HTTPS://a.example:80/x y?é#z").expect("an address");
        assert_eq!((address.scheme, address.authority, address.rest), ("https", "a.example:80", "/x y?é#z"));
        assert_eq!(address.encoded(|c| c == ' ' || !c.is_ascii()), "https://a.example:80/x%20y?%C3%A9#z");
        assert_eq!(WebAddress::of("http://a.example").map(|address| address.rest), Some(""));
        for strange in ["ftp://a.example/", "//a.example/", "a.example", "javascript:alert(1)"] {
            assert_eq!(WebAddress::of(strange), None, "{strange}");
        }
    }
}
