//! Stretches of the text, and quotations.

use super::{Home, Telling};
use crate::vocabulary::{nif, schema};
use Home::Version;
use nutgraf_model::{CharIndex, Quote, Span, TextPolicy};
use std::collections::BTreeMap;

/// The stretches that tell of events or are quoted, each once, with the most that is said of them.
#[derive(Default)]
pub(super) struct Spans(BTreeMap<Span, Stretch>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stretch {
    /// Its words stand in `schema:text`.
    Quotation,
    /// Part of an event's evidence.
    Phrase,
    /// A sentence that tells an event.
    Sentence,
}

impl Spans {
    pub(super) fn sentence(&mut self, span: Span) {
        self.add(span, Stretch::Sentence);
    }

    pub(super) fn phrase(&mut self, span: Span) {
        self.add(span, Stretch::Phrase);
    }

    fn add(&mut self, span: Span, stretch: Stretch) {
        let known = self.0.entry(span).or_insert(stretch);
        *known = stretch.max(*known);
    }
}

impl Telling<'_, '_> {
    /// Quotations, and claims where words are reported and not quoted.
    pub(super) fn quotes(&mut self) {
        for quote in &self.record.quotes {
            let node = self.names.span(quote.span);
            if self.told.first(&node) {
                self.quote(&node, quote);
                self.told.spans.add(quote.span, Stretch::Quotation);
            }
        }
    }

    fn quote(&mut self, node: &str, quote: &Quote) {
        let (class, speaker_is, part_of) = if quote.direct {
            (schema::QUOTATION, schema::CREATOR, schema::IS_PART_OF)
        } else {
            (schema::CLAIM, schema::AUTHOR, schema::APPEARANCE)
        };
        self.graph.a(Version, node, class);
        self.graph.link(Version, node, part_of, &self.names.article);
        if let Some(speaker) = &quote.speaker {
            let speaker = self.entity(speaker);
            self.graph.link(Version, node, speaker_is, &speaker);
            self.mentioned(&speaker);
        }
        if self.full() {
            self.words(Version, node, schema::TEXT, &quote.text);
        }
    }

    /// Every stretch that was spoken of, with its words where they may be shown.
    pub(super) fn spans(&mut self) {
        let spans = std::mem::take(&mut self.told.spans).0;
        let index = CharIndex::new(&self.record.article.text);
        let sentences: Vec<Span> =
            spans.iter().filter(|(_, s)| **s == Stretch::Sentence).map(|(span, _)| *span).collect();
        for (span, stretch) in spans {
            let node = self.names.span(span);
            if stretch == Stretch::Sentence {
                self.graph.a(Version, &node, nif::SENTENCE);
            }
            self.graph.link(Version, &node, nif::REFERENCE_CONTEXT, &self.names.version);
            self.graph.count(Version, &node, nif::BEGIN, u64::from(span.begin));
            self.graph.count(Version, &node, nif::END, u64::from(span.end));
            let show = stretch != Stretch::Quotation
                && match self.options.text {
                    TextPolicy::None => false,
                    TextPolicy::Sentence => sentences.iter().any(|sentence| sentence.contains(span)),
                    TextPolicy::Full => true,
                };
            if let Some(words) = index.slice(span).filter(|_| show) {
                self.words(Version, &node, nif::ANCHOR_OF, words);
            }
        }
    }
}
