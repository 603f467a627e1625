//! Lines of a dictionary: columns divided by tabs, alternatives by ` | `, comments after `#`.

use crate::Error;

/// One line that holds something, with where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    /// File, relative to the dictionaries' folder.
    pub(crate) file: &'a str,
    /// One-based line.
    pub(crate) line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// A column, empty where it is missing or `-`.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        match self.cells.get(column) {
            Some(&"-") | None => "",
            Some(cell) => cell,
        }
    }

    /// The alternatives of a column.
    pub(crate) fn alternatives(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column).split('|').map(str::trim).filter(|name| !name.is_empty())
    }

    /// A number of a column.
    pub(crate) fn number(&self, column: usize) -> Result<f64, Error> {
        let cell = self.cell(column);
        let number = cell.parse::<f64>().ok().filter(|n| n.is_finite());
        number.ok_or_else(|| self.fault(format!("\"{cell}\" in column {} is no number", column + 1)))
    }

    /// A fault of this line.
    pub(crate) fn fault(&self, what: impl Into<String>) -> Error {
        Error::dictionary(self.file, self.line, what)
    }
}

/// The rows of a file, each with at least `least` columns.
pub(crate) fn rows<'a>(file: &'a str, text: &'a str, least: usize) -> impl Iterator<Item = Result<Row<'a>, Error>> {
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')).map(
        move |(at, line)| {
            let mut cells = Vec::with_capacity(10);
            cells.extend(line.split('\t').map(str::trim));
            if cells.len() < least {
                let what = format!("{} columns where {least} are wanted; divide columns by one tab", cells.len());
                return Err(Error::dictionary(file, at + 1, what));
            }
            Ok(Row { file, line: at + 1, cells })
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_dashes_are_empty_and_short_lines_say_where() {
        let text = "# what\n\na | b\t-\t1.5\nshort\n";
        let read: Vec<_> = rows("x.tsv", text, 3).collect();
        let row = read[0].as_ref().expect("three columns");
        assert_eq!(row.alternatives(0).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((row.cell(1), row.cell(7), row.line), ("", "", 3));
        assert!((row.number(2).expect("a number") - 1.5).abs() < 1e-9);
        let fault = read[1].as_ref().expect_err("one column").to_string();
        assert_eq!(fault, "x.tsv:4: 1 columns where 3 are wanted; divide columns by one tab");
    }
}
