//! Where in a JSON text a pointer leads, and what keys its first object has.
//!
//! The walk reads no more than it must and gives up where the text is malformed; whoever needs a verdict on the syntax
//! asks the parser.

/// Byte offset of the value that `pointer` (RFC 6901) leads to, or of its nearest ancestor that is there.
pub(crate) fn offset(text: &str, pointer: &str) -> usize {
    let mut walk = Walk { bytes: text.as_bytes(), at: 0 };
    walk.space();
    let mut found = walk.at;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        if walk.enter(&token).is_none() {
            return found;
        }
        walk.space();
        found = walk.at;
    }
    found
}

/// The keys of the first object of `text`, in order, as far as they are well formed.
pub(crate) fn keys(text: &str) -> Vec<String> {
    let mut walk = Walk { bytes: text.as_bytes(), at: 0 };
    let mut keys = Vec::new();
    walk.space();
    if walk.next_is(b'[') {
        walk.space();
    }
    if !walk.next_is(b'{') {
        return keys;
    }
    while let Some(key) = walk.key() {
        keys.push(key);
        if walk.skip(0).is_none() || !walk.comma() {
            break;
        }
    }
    keys
}

/// One-based line and column (in code points) of a byte offset.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (u64, u64) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
    (line, before[start..].chars().count() as u64 + 1)
}

/// Nesting beyond which nothing is looked for; the parser refuses it anyway.
const DEEPEST: usize = 128;

struct Walk<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Walk<'_> {
    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(|b| b" \t\r\n".contains(b)) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, byte: u8) -> bool {
        let is = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is);
        is
    }

    fn comma(&mut self) -> bool {
        self.space();
        self.next_is(b',')
    }

    /// Moves to the member `token` of the object, or the item of that number of the array, that starts here.
    fn enter(&mut self, token: &str) -> Option<()> {
        self.space();
        match self.bytes.get(self.at)? {
            b'{' => {
                self.at += 1;
                while self.key()? != token {
                    self.skip(0)?;
                    self.comma().then_some(())?;
                }
                Some(())
            }
            b'[' => {
                self.at += 1;
                for _ in 0..token.parse::<usize>().ok()? {
                    self.skip(0)?;
                    self.comma().then_some(())?;
                }
                self.space();
                (self.bytes.get(self.at) != Some(&b']')).then_some(())
            }
            _ => None,
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Option<String> {
        self.space();
        let start = self.at;
        self.string()?;
        let key = serde_json::from_slice(&self.bytes[start..self.at]).ok()?;
        self.space();
        self.next_is(b':').then_some(key)
    }

    fn string(&mut self) -> Option<()> {
        self.next_is(b'"').then_some(())?;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Passes over one value.
    fn skip(&mut self, depth: usize) -> Option<()> {
        self.space();
        let close = match self.bytes.get(self.at)? {
            b'"' => return self.string(),
            b'{' => b'}',
            b'[' => b']',
            _ => {
                while self.bytes.get(self.at).is_some_and(|b| !b",]} \t\r\n".contains(b)) {
                    self.at += 1;
                }
                return Some(());
            }
        };
        if depth > DEEPEST {
            return None;
        }
        self.at += 1;
        self.space();
        if self.next_is(close) {
            return Some(());
        }
        loop {
            if close == b'}' {
                self.key()?;
            }
            self.skip(depth + 1)?;
            if !self.comma() {
                return self.next_is(close).then_some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_to_values_and_missing_ones_to_their_parent() {
        let text = "{\n  \"a/b\": [1, {\"é\": true}],\n  \"c\": {}\n}";
        let at = |pointer| &text[offset(text, pointer)..];
        assert!(at("/a~1b").starts_with("[1,"));
        assert!(at("/a~1b/1/é").starts_with("true"));
        assert!(at("/c/x").starts_with("{}"));
        assert!(at("/a~1b/7").starts_with("[1,"));
        assert!(at("").starts_with("{\n"));
        assert_eq!(line_and_column(text, offset(text, "/c")), (3, 8));
        assert_eq!(keys(text), ["a/b", "c"]);
    }

    #[test]
    fn malformed_texts_end_the_walk() {
        for text in ["", "{", "{\"a\"", "{\"a\": \"\\", "[", "nul", "{\"a\":[[[", "\"x"] {
            assert!(offset(text, "/a/0/b") <= text.len());
        }
        assert_eq!(keys("{\"a\": 1, \"b\": [}"), ["a", "b"]);
        assert!(offset(&"[".repeat(100_000), "/1") <= 1);
    }
}
