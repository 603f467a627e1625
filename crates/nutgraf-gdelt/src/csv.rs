//! Comma-separated values (RFC 4180), a record a line: no cell of ours holds a line break.

/// A cell of a record, with the place at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvCell {
    /// What it holds, without quotation marks around it.
    pub text: String,
    /// Zero-based place of its first character in the line, in code points.
    pub begin: usize,
}

/// A record with its line break.
pub(crate) fn csv_line<C: AsRef<str>>(cells: &[C]) -> String {
    let mut out = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
    out
}

/// The cells of a line.
///
/// # Errors
/// Where a quotation mark is not closed, or something stands behind a closed one: the place of that.
pub fn csv_cells(line: &str) -> Result<Vec<CsvCell>, usize> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut cells = Vec::new();
    let mut characters = line.chars().enumerate().peekable();
    let length = line.chars().count();
    loop {
        let begin = characters.peek().map_or(length, |(at, _)| *at);
        let mut text = String::new();
        if characters.next_if(|(_, c)| *c == '"').is_some() {
            loop {
                match characters.next() {
                    None => return Err(begin),
                    Some((_, '"')) if characters.next_if(|(_, c)| *c == '"').is_some() => text.push('"'),
                    Some((_, '"')) => break,
                    Some((_, c)) => text.push(c),
                }
            }
        } else {
            while let Some((_, c)) = characters.next_if(|(_, c)| *c != ',') {
                text.push(c);
            }
        }
        cells.push(CsvCell { text, begin });
        match characters.next() {
            None => return Ok(cells),
            Some((_, ',')) => {}
            Some((at, _)) => return Err(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for cells in [vec!["a", "", "é,b", "say \"no\"", "\""], vec![""], vec!["", ""]] {
            let line = csv_line(&cells);
            let read: Vec<String> = csv_cells(&line).expect("our line").into_iter().map(|cell| cell.text).collect();
            assert_eq!(read, cells);
        }
        let begins: Vec<usize> = csv_cells("é,\"a,\"\"b\",c\r\n").expect("a line").iter().map(|c| c.begin).collect();
        assert_eq!(begins, [0, 2, 10]);
        assert_eq!(csv_cells("a,\"b"), Err(2));
        assert_eq!(csv_cells("a,\"b\"c"), Err(5));
    }
}
