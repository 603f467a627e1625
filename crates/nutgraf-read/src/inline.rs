//! Inline Markdown: links, emphasis, images and escapes, out of which come plain words.

/// Plain words with what the markup around them said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inline {
    /// The words.
    pub(crate) text: String,
    /// Linked words and where they lead.
    pub(crate) links: Vec<(String, String)>,
    /// Alternative text and address of pictures.
    pub(crate) images: Vec<(String, String)>,
    /// Words in bold at the end, with the words before them.
    pub(crate) bold_tail: Option<(String, String)>,
}

/// Reads inline markup. What is not closed stays as it is written.
pub(crate) fn inline(source: &str) -> Inline {
    let mut out = Inline::default();
    let mut rest = source;
    let mut bold_from: Option<usize> = None;
    let mut bold_to = 0;
    while let Some(c) = rest.chars().next() {
        let plain = rest.find(['\\', '!', '[', '<', '*', '_', '`']).unwrap_or(rest.len());
        if plain > 0 {
            out.text.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        let taken = if rest.starts_with("**") || rest.starts_with("__") {
            match bold_from {
                Some(_) => bold_to = out.text.len(),
                None if !rest[2..].contains(&rest[..2]) => out.text.push_str(&rest[..2]),
                None => bold_from = Some(out.text.len()),
            }
            if bold_to > 0 && bold_to == out.text.len() {
                note_bold(&mut out, bold_from.take(), bold_to);
            }
            2
        } else {
            special(c, rest, &mut out)
        };
        rest = &rest[taken..];
    }
    if out.bold_tail.is_some() && !out.text[bold_to..].trim().is_empty() {
        out.bold_tail = None;
    }
    out
}

fn note_bold(out: &mut Inline, from: Option<usize>, to: usize) {
    if let Some(from) = from {
        out.bold_tail = Some((out.text[..from].trim().to_owned(), out.text[from..to].trim().to_owned()));
    }
}

/// Handles one mark or character; gives how many bytes it took.
fn special(c: char, rest: &str, out: &mut Inline) -> usize {
    match c {
        '\\' if rest[1..].starts_with(|e: char| e.is_ascii_punctuation()) => {
            out.text.push_str(&rest[1..2]);
            2
        }
        '!' if rest.starts_with("![") => match bracketed(&rest[1..]) {
            Some((alt, href, len)) => {
                out.images.push((alt.to_owned(), address(href)));
                len + 1
            }
            None => plain(c, out),
        },
        '[' => match bracketed(rest) {
            Some((words, href, len)) => {
                let inner = inline(words);
                out.images.extend(inner.images);
                if !inner.text.trim().is_empty() {
                    out.links.push((inner.text.trim().to_owned(), address(href)));
                }
                out.text.push_str(&inner.text);
                len
            }
            None => plain(c, out),
        },
        '<' if rest.starts_with("<http") || rest.starts_with("<mailto:") => match rest.find('>') {
            Some(end) => {
                out.text.push_str(&rest[1..end]);
                out.links.push((rest[1..end].to_owned(), rest[1..end].to_owned()));
                end + 1
            }
            None => plain(c, out),
        },
        '<' if rest.starts_with("<!--") => rest.find("-->").map_or(rest.len(), |end| end + 3),
        '*' | '_' => emphasis(c, rest, out),
        '`' => 1,
        _ => plain(c, out),
    }
}

fn plain(c: char, out: &mut Inline) -> usize {
    out.text.push(c);
    c.len_utf8()
}

/// A single mark of emphasis goes only where it clings to a word on one side.
fn emphasis(mark: char, rest: &str, out: &mut Inline) -> usize {
    let before = out.text.chars().next_back();
    let after = rest[1..].chars().next();
    let opens = before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace());
    let closes = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
    let paired = if opens { rest[1..].contains(mark) } else { closes };
    if opens && paired || closes { 1 } else { plain(mark, out) }
}

/// `[words](address "title")`: words, address with title, length. Brackets nest two deep at most.
fn bracketed(rest: &str) -> Option<(&str, &str, usize)> {
    let mut depth = 0;
    let mut close = None;
    for (at, c) in rest.char_indices().take(4000) {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth > 3 {
            return None;
        }
        if depth == 0 {
            close = Some(at);
            break;
        }
    }
    let close = close?;
    let after = rest[close + 1..].strip_prefix('(')?;
    let mut depth = 1;
    let end = after.char_indices().take(4000).find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    Some((&rest[1..close], &after[..end], close + 2 + end + 1))
}

fn address(href: &str) -> String {
    let href = href.trim();
    let href = href.split_once([' ', '\t']).map_or(href, |(href, _)| href);
    href.trim_matches(['<', '>']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let read =
            inline("The *harbour* [council](https://a.example/c \"t\") met **twice**; 2 * 3 = 6, snake_case \\*.");
        assert_eq!(read.text, "The harbour council met twice; 2 * 3 = 6, snake_case *.");
        assert_eq!(read.links, [("council".to_owned(), "https://a.example/c".to_owned())]);
        assert_eq!(read.bold_tail, None);
        let caption = inline("The quay. **Jane Doe / Harbour Agency**");
        assert_eq!(caption.bold_tail, Some(("The quay.".into(), "Jane Doe / Harbour Agency".into())));
        let picture = inline("[![The quay](q.jpg)](big.jpg)");
        assert_eq!(picture.images, [("The quay".to_owned(), "q.jpg".to_owned())]);
        for open in ["**open", "[open", "![open](", "<http", "\\", "*", "a [b](c", "é**é"] {
            inline(open);
        }
        assert_eq!(inline("**open").text, "**open");
    }
}
