//! Identifiers made of content: the same thing has the same id on every machine and in every run.

use data_encoding::BASE32_NOPAD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A content-derived identifier: 26 characters of lower-case base32 (130 bits of SHA-256). See [`hash_id`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("pattern" = "^[a-z2-7]{26}$"))]
pub struct Id(Box<str>);

impl Id {
    /// The 26 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The identifier of the thing of `kind` that `fields` tell apart: the first 26 characters of lower-case base32 of
/// SHA-256 over `"v1\0"`, the kind, `"\0"` and each field in NFC preceded by its length in bytes (64-bit big-endian), so
/// that neither kinds nor fields can run into one another.
pub fn hash_id(kind: &str, fields: &[&str]) -> Id {
    let mut text = BASE32_NOPAD.encode(&digest(kind, fields));
    text.make_ascii_lowercase();
    text.truncate(26);
    Id(text.into_boxed_str())
}

/// GDELT's GLOBALEVENTID for a table row told apart by `fields`: 2⁵² plus the first 52 bits of the row's hash, below
/// 2⁵³ (exact in a double) and clear of GDELT's own range.
pub fn global_event_id(fields: &[&str]) -> u64 {
    let hash = digest("row", fields);
    let first = u64::from_be_bytes(hash[..8].try_into().expect("a SHA-256 has 32 bytes"));
    (1 << 52) + (first >> 12)
}

fn digest(kind: &str, fields: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"v1\0");
    hasher.update(kind.as_bytes());
    hasher.update(b"\0");
    for field in fields {
        let field = nfc(field);
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hasher.finalize().into()
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// `text` in Unicode normalization form C, borrowed where it already is.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_fields_do_not_run_together() {
        assert_eq!(hash_id("event", &["a", "bc"]), hash_id("event", &["a", "bc"]));
        assert_ne!(hash_id("event", &["a", "bc"]), hash_id("event", &["ab", "c"]));
        assert_ne!(hash_id("event", &["a"]), hash_id("entity", &["a"]));
        assert_eq!(hash_id("x", &["e\u{301}"]), hash_id("x", &["é"]));
        assert_eq!(hash_id("x", &[]).as_str().len(), 26);
        let id = global_event_id(&["x"]);
        assert!((1 << 52..1 << 53).contains(&id));
    }
}
