//! Plain text inside other formats.

use nutgraf_model::DraftBlock;

/// The paragraphs of plain text: parted by blank lines, or by line breaks where there are none.
pub(crate) fn paragraphs_of_text(text: &str) -> Vec<DraftBlock> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let spaced = text.trim().contains("\n\n") || text.lines().any(|l| !l.is_empty() && l.trim().is_empty());
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            open = false;
        } else if open && spaced {
            let last = found.last_mut().expect("an open paragraph stands last");
            last.push(' ');
            last.push_str(line);
        } else {
            found.push(line.to_owned());
            open = true;
        }
    }
    found.into_iter().map(DraftBlock::text).collect()
}
