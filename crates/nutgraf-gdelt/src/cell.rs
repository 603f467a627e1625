//! Table cells: the format has no quoting and no escaping, so that what would break a line may not stand in one.

/// Whether readers of the tables split lines or fields at `c`, or refuse it.
pub(crate) fn breaks_readers(c: char) -> bool {
    c.is_ascii_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// `text` as a cell: breaking characters become spaces, spaces become single, and a leading quotation mark, at which CSV
/// readers swallow what follows, goes.
pub(crate) fn cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() || breaks_readers(c) { ' ' } else { c }).collect();
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.trim_start_matches(['"', ' ']).to_owned()
}

/// JSON as a cell: what JSON itself leaves unescaped and readers split at is escaped.
pub(crate) fn json_cell(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if breaks_readers(c) {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

/// A number as short as it can be: `49`, `-33.98`; never `-0`.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() { "0".to_owned() } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_on_one_line_and_begin_without_a_quote() {
        assert_eq!(cell("\"A\tb\u{2028}c\u{b}\" "), "A b c \"");
        assert_eq!(cell("\" \""), "");
        assert_eq!(json_cell("{\"a\":\"\u{85}\"}"), "{\"a\":\"\\u0085\"}");
        assert_eq!((number(-0.0), number(49.0), number(-33.98)), ("0".into(), "49".into(), "-33.98".into()));
    }
}
