//! Markdown and plain text: front matter, headline, date lines, byline, captions, paragraphs, insets and the address.

use crate::credits::{credit_paragraph, parties};
use crate::front_matter;
use crate::inline::{Inline, inline};
use crate::read::Outcome;
use crate::refuse::Refusal;
use crate::when::{DateOrder, date_line};
use nutgraf_model::{ArticleDraft, BlockKind, BylineRole, DraftBlock, Image, Link, LinkKind, Note, Timestamp};

/// A run of lines between blank lines.
struct Paragraph<'a> {
    lines: Vec<&'a str>,
}

impl Paragraph<'_> {
    /// Its lines as one, as hard-wrapped text wants it.
    fn joined(&self) -> String {
        self.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// Reads Markdown (`full`) or plain text, in which only links and bold are markup.
pub(crate) fn read(text: &str, full: bool) -> Outcome {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let mut draft = ArticleDraft::default();
    let body = front_matter::take(&text, &mut draft);
    let paragraphs = paragraphs(body);
    if paragraphs.is_empty() {
        return Err(Refusal::empty("the text has no words"));
    }
    let mut reader = Reader { draft, full, in_text: false, dates: Vec::new(), expects_address: false, skipping: false };
    for (at, paragraph) in paragraphs.iter().enumerate() {
        reader.paragraph(paragraph, at + 1 == paragraphs.len());
    }
    Ok(reader.finish())
}

/// Paragraphs are parted by blank lines; a text without blank lines has one a line.
fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut found: Vec<Paragraph<'_>> = Vec::new();
    let mut open = false;
    let blank = |line: &str| line.trim().is_empty();
    let spaced = text.trim().lines().any(blank);
    for line in text.lines() {
        if blank(line) {
            open = false;
        } else if open && spaced {
            found.last_mut().expect("an open paragraph stands last").lines.push(line);
        } else {
            found.push(Paragraph { lines: vec![line] });
            open = true;
        }
    }
    found
}

struct Reader {
    draft: ArticleDraft,
    full: bool,
    /// Whether the first paragraph of running text has been met.
    in_text: bool,
    dates: Vec<Timestamp>,
    expects_address: bool,
    skipping: bool,
}

impl Reader {
    fn paragraph(&mut self, paragraph: &Paragraph<'_>, last: bool) {
        let joined = paragraph.joined();
        if self.address(&joined) || self.fenced(&joined) {
            return;
        }
        if !self.in_text && self.head(paragraph, &joined) {
            return;
        }
        if self.full && self.marked(paragraph, &joined) {
            return;
        }
        let read = inline(&joined);
        if self.related(&joined, &read) || self.caption(&read) {
            return;
        }
        if (self.in_text && last_credit(last, &read.text) || is_bracketed_credit(&read.text))
            && let Some(credited) = credit_paragraph(&read.text)
        {
            self.credit(credited, &read.text);
            return;
        }
        self.in_text = true;
        self.push(BlockKind::Text, read);
    }

    /// `Original url:` and the address after it, on the same line or in the next paragraph.
    fn address(&mut self, joined: &str) -> bool {
        let lower = joined.to_lowercase();
        let label = ["original url:", "original link:", "source url:", "url:"].iter().find(|l| lower.starts_with(**l));
        let rest = match label {
            Some(label) => joined[label.len()..].trim(),
            None if self.expects_address => joined.trim(),
            None => return false,
        };
        self.expects_address = label.is_some() && rest.is_empty();
        let address = rest.trim_matches(['<', '>', ' ']);
        if address.starts_with("http") && !address.contains(char::is_whitespace) {
            self.draft.url = Some(address.to_owned());
            return true;
        }
        label.is_some()
    }

    /// Code between fences is no news.
    fn fenced(&mut self, joined: &str) -> bool {
        if !self.full || !joined.starts_with("```") {
            return self.skipping;
        }
        let closed = joined.len() > 3 && joined[3..].contains("```");
        self.skipping = !closed && !self.skipping;
        true
    }

    /// What stands before the running text: headline, date lines, byline.
    fn head(&mut self, paragraph: &Paragraph<'_>, joined: &str) -> bool {
        if self.draft.headline.is_none() {
            return self.headline(paragraph, joined);
        }
        let plain = inline(joined).text;
        if let Some(date) = date_line(&plain, DateOrder::Unknown) {
            self.dates.push(date);
            return true;
        }
        let lower = plain.to_lowercase();
        let byline = ["by ", "von ", "par ", "por "].iter().any(|by| lower.starts_with(by));
        if byline && plain.chars().count() < 120 && !plain.trim_end().ends_with('.') {
            let found = parties(&plain, BylineRole::Author);
            if !found.is_empty() {
                self.draft.bylines.extend(found);
                return true;
            }
        }
        false
    }

    /// The first line is the headline, but for a text whose first paragraph is no line but prose.
    fn headline(&mut self, paragraph: &Paragraph<'_>, joined: &str) -> bool {
        let heading = joined.trim_start_matches('#').trim();
        if joined.starts_with('#') {
            self.draft.headline = Some(inline(heading).text);
            return true;
        }
        if let Some(date) = date_line(joined, DateOrder::Unknown) {
            self.dates.push(date);
            return true;
        }
        let first = paragraph.lines[0].trim();
        if let [_, under] = paragraph.lines[..]
            && self.full
            && is_rule(under)
        {
            self.draft.headline = Some(inline(first).text);
            return true;
        }
        let image = first.starts_with("![");
        if paragraph.lines.len() == 1 && first.chars().count() <= 300 && !image && !first.starts_with(['>', '-', '*']) {
            self.draft.headline = Some(inline(first).text);
            return true;
        }
        if !image {
            self.draft.headline = Some(String::new());
        }
        false
    }

    /// Blocks that Markdown marks: headings, lists, quotations, rules, pictures.
    fn marked(&mut self, paragraph: &Paragraph<'_>, joined: &str) -> bool {
        let first = paragraph.lines[0].trim_start();
        if is_rule(joined) {
            return true;
        }
        if first.starts_with('#') && first.trim_start_matches('#').starts_with(' ') {
            self.in_text = true;
            let heading = inline(first.trim_matches('#').trim());
            if self.draft.headline.as_deref() != Some(heading.text.trim()) {
                self.push(BlockKind::Heading, heading);
            }
            let rest = Paragraph { lines: paragraph.lines[1..].to_vec() };
            if !rest.lines.is_empty() {
                self.paragraph(&rest, false);
            }
            return true;
        }
        if first.starts_with('>') {
            let words = paragraph.lines.iter().map(|l| l.trim_start().trim_start_matches('>').trim());
            self.in_text = true;
            let words = words.collect::<Vec<_>>().join(" ");
            self.push(BlockKind::Quote, inline(&words));
            return true;
        }
        if list_item(first).is_some() {
            self.list(paragraph);
            return true;
        }
        false
    }

    fn list(&mut self, paragraph: &Paragraph<'_>) {
        let mut items: Vec<String> = Vec::new();
        for line in &paragraph.lines {
            match (list_item(line.trim_start()), items.last_mut()) {
                (Some(item), _) => items.push(item.to_owned()),
                (None, Some(last)) => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                (None, None) => {}
            }
        }
        self.in_text = true;
        for item in items {
            self.push(BlockKind::List, inline(&item));
        }
    }

    /// `Related article: [words](address)`: a link, no part of the body.
    fn related(&mut self, joined: &str, read: &Inline) -> bool {
        const LABELS: &[&str] = &[
            "related article",
            "related articles",
            "related story",
            "related stories",
            "related",
            "read more",
            "read also",
            "read next",
            "also read",
            "see also",
            "more on this",
            "more on this story",
            "more",
            "don't miss",
        ];
        let plain = read.text.trim().to_lowercase();
        let Some((label, rest)) = plain.split_once(':') else { return false };
        let inset =
            LABELS.contains(&label.trim()) && (!read.links.is_empty() || rest.trim().is_empty() || joined.len() < 200);
        if inset {
            let related = |(text, href): &(String, String)| Link {
                text: text.clone(),
                href: if href.is_empty() { "#".to_owned() } else { href.clone() },
                kind: LinkKind::Related,
            };
            self.draft.links.extend(read.links.iter().map(related));
        }
        inset
    }

    /// A caption: words before the text that end in a bold credit or in `Image: somebody`, or a picture's own words.
    fn caption(&mut self, read: &Inline) -> bool {
        let picture = read.images.first().map(|(alt, href)| (alt.clone(), href.clone()));
        if let (Some((alt, href)), "") = (&picture, read.text.trim()) {
            self.add_image(Some(href.clone()), alt, None);
            return true;
        }
        let bold = read.bold_tail.as_ref().filter(|(before, credit)| {
            before.chars().count() < 300
                && credit.chars().count() < 80
                && !credit.ends_with(['.', '?', '!', ':'])
                && !(before.is_empty() && credit.contains(' ') && self.in_text)
        });
        if let Some((before, credit)) = bold.filter(|_| !self.in_text || picture.is_some())
            && !before.is_empty()
        {
            self.add_image(picture.map(|(_, href)| href), before, Some(credit.clone()));
            return true;
        }
        if let Some((caption, credit)) = labelled_credit(&read.text) {
            self.add_image(picture.map(|(_, href)| href), &caption, Some(credit));
            return true;
        }
        let fragment = !self.in_text
            && read.text.chars().next().is_some_and(char::is_lowercase)
            && read.text.chars().count() < 120;
        if fragment {
            self.add_image(None, &read.text, None);
        }
        fragment
    }

    fn add_image(&mut self, url: Option<String>, caption: &str, credit: Option<String>) {
        let caption = Some(caption.trim().to_owned()).filter(|c| !c.is_empty());
        if let Some(caption) = &caption {
            self.draft.body.push(DraftBlock::new(BlockKind::Caption, caption.clone()));
        }
        self.draft.images.push(Image { url, caption, credit, ..Image::default() });
    }

    fn credit(&mut self, credited: Vec<nutgraf_model::Byline>, words: &str) {
        for byline in credited {
            if !self.draft.bylines.iter().any(|b| b.name == byline.name && b.role == byline.role) {
                self.draft.bylines.push(byline);
            }
        }
        self.draft.notes.push(Note::about("bylines", format!("from the credit \"{}\"", words.trim())));
    }

    fn push(&mut self, kind: BlockKind, read: Inline) {
        let in_text = read.links.into_iter().map(|(text, href)| Link {
            text,
            href: if href.is_empty() { "#".to_owned() } else { href },
            kind: LinkKind::InText,
        });
        self.draft.links.extend(in_text);
        for (alt, href) in read.images {
            self.add_image(Some(href), &alt, None);
        }
        self.draft.body.push(DraftBlock::new(kind, read.text));
    }

    /// Where two date lines stand, an ISO one and one in words, the words are the date of publication.
    fn finish(mut self) -> ArticleDraft {
        if self.draft.published.is_none()
            && let Some(last) = self.dates.last()
        {
            self.draft.published = Some(*last);
            self.draft.notes.push(Note::about("published", "from the date line"));
            if let Some(other) = self.dates.iter().rev().find(|date| *date != last) {
                self.draft.notes.push(Note::about("published", format!("another date line says {other}")));
            }
        }
        if matches!(self.draft.published, Some(Timestamp::Local(_))) {
            self.draft.notes.push(Note::about("published", "date without zone"));
        }
        self.draft
    }
}

/// Credits end a text: the last paragraphs, or a paragraph short enough to be nothing else.
fn last_credit(last: bool, text: &str) -> bool {
    last || text.chars().count() < 160
}

fn is_bracketed_credit(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.ends_with([')', ']'])
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next().unwrap_or('x');
    line.len() >= 3 && matches!(first, '-' | '*' | '_' | '=') && line.chars().all(|c| c == first || c == ' ')
}

/// The words of a list item.
fn list_item(line: &str) -> Option<&str> {
    for mark in ["- ", "* ", "+ ", "• "] {
        if let Some(item) = line.strip_prefix(mark) {
            return Some(item.trim());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    ((1..=3).contains(&digits))
        .then(|| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")))
        .flatten()
        .map(str::trim)
}

/// `A crane on the quay. Image: Jane Doe.`: caption and credit.
fn labelled_credit(text: &str) -> Option<(String, String)> {
    const LABELS: &[&str] =
        &["Image: ", "Photo: ", "Picture: ", "Photograph: ", "Credit: ", "Photo by ", "Photo courtesy of "];
    if text.chars().count() > 400 {
        return None;
    }
    let (at, label) = LABELS.iter().filter_map(|label| text.rfind(label).map(|at| (at, label))).max()?;
    let before = text[..at].trim_end();
    let credit = text[at + label.len()..].trim().trim_end_matches('.');
    let ended = before.is_empty()
        || before.ends_with(['.', '!', '?', ')', '”', '"'])
        || before.ends_with(char::is_alphanumeric);
    let short = !credit.is_empty() && credit.chars().count() <= 80 && !credit.contains(". ");
    (ended && short).then(|| (before.trim().to_owned(), credit.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Harbour Council Denies Second Round of Talks\n\nMay 3, 1931\n\n\n\nHarbour council hall. \
        **Jane Doe / Quay Agency**\n\nThe harbour council on Sunday [dismissed](#) reports of a second round.\n\nRelated \
        article: [Ferry Sails Again](https://quay.example/ferry)\n\nIt sails on Monday.\n\nAFP contributed \
        reporting.\n\nOriginal url:\n\n<https://quay.example/1931/05/03/talks>";

    #[test]
    fn the_shape_of_a_copied_article_is_read() {
        let draft = read(STORY, false).expect("a story");
        assert_eq!(draft.headline.as_deref(), Some("Harbour Council Denies Second Round of Talks"));
        assert_eq!(draft.published.map(|t| t.to_string()).as_deref(), Some("1931-05-03"));
        assert_eq!(draft.url.as_deref(), Some("https://quay.example/1931/05/03/talks"));
        assert_eq!(draft.images[0].caption.as_deref(), Some("Harbour council hall."));
        assert_eq!(draft.images[0].credit.as_deref(), Some("Jane Doe / Quay Agency"));
        assert_eq!(draft.bylines[0].name, "AFP");
        assert_eq!(draft.links[1].kind, LinkKind::Related);
        let words: Vec<_> = draft.body.iter().filter(|b| b.kind == BlockKind::Text).map(|b| b.text.as_str()).collect();
        assert_eq!(
            words,
            ["The harbour council on Sunday dismissed reports of a second round.", "It sails on Monday."]
        );
    }

    #[test]
    fn the_date_in_words_wins_over_the_iso_line() {
        let draft =
            read("A headline\n\n1931-05-02\n\nSunday, May 3, 1931\n\nThe ferry sailed.", true).expect("a story");
        assert_eq!(draft.published.map(|t| t.to_string()).as_deref(), Some("1931-05-03"));
        assert!(draft.notes.iter().any(|note| note.text.contains("1931-05-02")));
    }

    #[test]
    fn markdown_blocks_keep_their_kind() {
        let draft = read(
            "# Ferry sails\n\nBy Jane Doe\n\nIt sailed\nat noon.\n\n## Why\n\n- for fish\n- for\n  tea\n\n> We sail.\n\n---\n\n![Quay](q.jpg)",
            true,
        )
        .expect("a story");
        let kinds: Vec<_> = draft.body.iter().map(|b| (b.kind, b.text.as_str())).collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Text, "It sailed at noon."),
                (BlockKind::Heading, "Why"),
                (BlockKind::List, "for fish"),
                (BlockKind::List, "for tea"),
                (BlockKind::Quote, "We sail."),
                (BlockKind::Caption, "Quay"),
            ]
        );
        assert_eq!(draft.bylines[0].name, "Jane Doe");
    }

    #[test]
    fn captions_with_a_label_are_no_text() {
        let draft =
            read("Crane falls\n\nA crane fell.\n\nThe crane. Image: Jane Doe.\n\nNobody was hurt.", true).expect("ok");
        assert_eq!(draft.images[0].credit.as_deref(), Some("Jane Doe"));
        assert_eq!(draft.body.iter().filter(|b| b.kind == BlockKind::Text).count(), 2);
    }
}
