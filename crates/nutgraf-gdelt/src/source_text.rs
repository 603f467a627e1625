//! Near-identical texts: wire copy on many sites is one source.

use nutgraf_model::{Article, Block, BlockKind, Id, hash_id};

/// Words of the body that the key is made of: copies are cut at the end and given other tails, rarely other leads.
const LEAD: usize = 80;
/// Fewer words than these are a stub, and its headline must tell it apart.
const STUB: usize = 12;

/// The equality key of the article's text, computed from this text alone, so that shards merge: a hash of its first
/// eighty words, in lower case, without dateline and punctuation. Articles of one key count as one source.
pub fn text_key(article: &Article) -> Id {
    let paragraphs =
        article.body.iter().filter(|b| matches!(b.kind, BlockKind::Text | BlockKind::Quote | BlockKind::List));
    let mut lead = String::new();
    let mut count = 0;
    for (at, block) in paragraphs.enumerate() {
        if count == LEAD {
            break;
        }
        count += add_words(text_of(block, at == 0), &mut lead, LEAD - count);
    }
    if count < STUB {
        lead.clear();
        add_words(&article.text, &mut lead, usize::MAX);
    }
    hash_id("text-key", &[&lead])
}

fn text_of(block: &Block, is_first: bool) -> &str {
    if is_first { without_dateline(&block.text) } else { &block.text }
}

/// Appends at most `limit` words and tells how many.
fn add_words(text: &str, out: &mut String, limit: usize) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(limit);
    let mut count = 0;
    for word in words {
        out.extend(word.chars().flat_map(char::to_lowercase));
        out.push(' ');
        count += 1;
    }
    count
}

/// The first paragraph without `RIYADH, Feb 25 (AFP) —` at its head: a dash near the start, after a word in capitals or
/// an agency in brackets.
fn without_dateline(paragraph: &str) -> &str {
    const DASHES: [&str; 4] = ["—", " – ", " - ", " -- "];
    let limit = paragraph.char_indices().nth(80).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..limit];
    let Some((at, dash)) = DASHES.iter().filter_map(|dash| head.find(dash).map(|at| (at, *dash))).min() else {
        return paragraph;
    };
    let line = &head[..at];
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_capitals = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    let is_dateline = is_capitals || line.trim_end().ends_with(')');
    if is_dateline { &paragraph[at + dash.len()..] } else { paragraph }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::{ArticleDraft, DraftBlock};

    const LEAD_TEXT: &str =
        "The harbour of Port Marelle was closed on Monday after a strike of its pilots, officials said.";

    fn key(headline: &str, body: &str) -> Id {
        text_key(&Article::new(ArticleDraft {
            headline: Some(headline.into()),
            body: vec![DraftBlock::text(body)],
            ..ArticleDraft::default()
        }))
    }

    #[test]
    fn copies_differ_in_headline_dateline_and_typography_alone() {
        let plain = key("Harbour closed", LEAD_TEXT);
        assert_eq!(plain, key("Pilots strike", &format!("PORT MARELLE, March 3 (HW) — {LEAD_TEXT}")));
        assert_eq!(plain, key("Pilots strike", &LEAD_TEXT.replace(',', " –").to_lowercase()));
        assert_ne!(plain, key("Harbour closed", &LEAD_TEXT.replace("Monday", "Tuesday")));
    }

    #[test]
    fn stubs_are_told_apart_by_their_headlines() {
        assert_ne!(key("One", "Subscribe to read on."), key("Two", "Subscribe to read on."));
    }

    #[test]
    fn a_dash_in_running_text_is_no_dateline() {
        assert_eq!(without_dateline("The minister — a pilot — left."), "The minister — a pilot — left.");
    }
}
