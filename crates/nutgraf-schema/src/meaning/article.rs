//! Articles and records.

use super::{Findings, event};
use nutgraf_model::{Article, CharIndex, Record, Span};

/// Why the words of some files cannot be checked.
const WITHHELD: &str = "text, offsets and ids made of text: the file's text policy keeps the words back";

/// Whether the file keeps the article's words back: offsets stand, but no text.
fn is_withheld(article: &Article) -> bool {
    article.text.is_empty() && article.body.iter().any(|block| block.end > 0)
}

/// Text, id and offsets are those that the model itself makes of headline, paragraphs and address.
pub(super) fn article(article: &Article, base: &str, found: &mut Findings) {
    if is_withheld(article) {
        found.skipped.push(WITHHELD);
        for (at, block) in article.body.iter().enumerate() {
            if let Some(span) = block.span() {
                found.span(&format!("{base}/body/{at}"), span, None);
            }
        }
        return;
    }
    let made = Article::new(article.clone().into_draft());
    if article.id != made.id {
        let of = if article.address().is_some() { "address" } else { "text" };
        found.wrong(
            format!("{base}/id"),
            format!("{} is not the id of its {of}", article.id),
            format!("expected {}", made.id),
        );
    }
    if article.text != made.text {
        let same = article.text.chars().zip(made.text.chars()).take_while(|(a, b)| a == b).count();
        let what = format!("the text is not headline and paragraphs joined by blank lines, from code point {same} on");
        return found.wrong(
            format!("{base}/text"),
            what,
            "offsets count this text: write it, headline and body alike, in NFC",
        );
    }
    blocks(article, &made, base, found);
}

fn blocks(article: &Article, made: &Article, base: &str, found: &mut Findings) {
    if article.body.len() != made.body.len() {
        let expected = "leave out paragraphs without words";
        return found.wrong(format!("{base}/body"), "a paragraph is empty", expected);
    }
    for (at, (block, right)) in article.body.iter().zip(&made.body).enumerate() {
        let pointer = format!("{base}/body/{at}");
        for (name, is, ought) in [("begin", block.begin, right.begin), ("end", block.end, right.end)] {
            if is != ought {
                found.wrong(
                    format!("{pointer}/{name}"),
                    format!("{is} is not where the paragraph stands"),
                    format!("expected {ought}"),
                );
            }
        }
        if block.text != right.text {
            found.wrong(
                format!("{pointer}/text"),
                "the paragraph is not in its written form",
                "expected NFC without spaces at its ends",
            );
        }
    }
}

/// The article, and every span of what was found in it.
pub(super) fn record(record: &Record, found: &mut Findings) {
    article(&record.article, "/article", found);
    let index = CharIndex::new(&record.article.text);
    let room = (!is_withheld(&record.article)).then(|| Span::new(0, index.len()));
    let mut last = 0;
    for (at, span) in record.sentences.iter().enumerate() {
        let pointer = format!("/sentences/{at}");
        found.span(&pointer, *span, room);
        if span.begin < last {
            found.wrong(
                pointer,
                "the sentence begins before the one before it ends",
                format!("expected a begin of at least {last}"),
            );
        }
        last = span.end;
    }
    for (at, told) in record.events.iter().enumerate() {
        event::event(told, &format!("/events/{at}"), room.map(|_| &index), found);
    }
    for (at, mention) in record.mentions.iter().enumerate() {
        found.span(&format!("/mentions/{at}/span"), mention.span, room);
    }
    for (at, quote) in record.quotes.iter().enumerate() {
        found.span(&format!("/quotes/{at}/span"), quote.span, room);
        if let Some(span) = quote.speaker_span {
            found.span(&format!("/quotes/{at}/speaker_span"), span, room);
        }
    }
}
