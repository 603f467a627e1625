//! Stretches of the text, and quotations.

use super::{Home, Telling};
use crate::vocabulary::{nif, prov, schema};
use Home::Version;
use nutgraf_model::{CharIndex, Quote, Span, TextPolicy};
use std::collections::BTreeMap;

/// The stretches that the graph speaks of, each once; true marks a sentence that tells an event.
#[derive(Default)]
pub(super) struct Spans(BTreeMap<Span, bool>);

impl Spans {
    pub(super) fn sentence(&mut self, span: Span) {
        self.0.insert(span, true);
    }

    pub(super) fn phrase(&mut self, span: Span) {
        self.0.entry(span).or_insert(false);
    }
}

impl Telling<'_, '_> {
    /// Quotations, and claims where words are reported and not quoted.
    pub(super) fn quotes(&mut self) {
        for quote in &self.record.quotes {
            let node = self.names.span(quote.span);
            if self.told.first(&node) {
                self.quote(&node, quote);
                self.told.spans.phrase(quote.span);
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
        self.graph.a(Version, node, prov::ENTITY);
        self.graph.link(Version, node, part_of, &self.names.article);
        if let Some(speaker) = &quote.speaker {
            let speaker = self.entity(speaker);
            self.graph.link(Version, node, speaker_is, &speaker);
            self.mentioned(&speaker);
            if let Some(span) = quote.speaker_span {
                self.named(span, speaker);
            }
        }
        if self.full() {
            self.words(Version, node, schema::TEXT, &quote.text);
        }
    }

    /// Every stretch that was spoken of, with its words where they may be shown.
    pub(super) fn spans(&mut self) {
        let spans = std::mem::take(&mut self.told.spans).0;
        let index = CharIndex::new(&self.record.article.text);
        let mut shown = Span::new(0, 0);
        for (span, is_sentence) in spans {
            if is_sentence && span.end > shown.end {
                shown = span;
            }
            let node = self.names.span(span);
            let class = if is_sentence { nif::SENTENCE } else { nif::PHRASE };
            self.graph.a(Version, &node, class);
            self.graph.link(Version, &node, nif::REFERENCE_CONTEXT, &self.names.version);
            self.graph.count(Version, &node, nif::BEGIN, u64::from(span.begin));
            self.graph.count(Version, &node, nif::END, u64::from(span.end));
            let show = match self.options.text {
                TextPolicy::None => false,
                TextPolicy::Sentence => is_sentence || shown.contains(span),
                TextPolicy::Full => true,
            };
            if let Some(words) = index.slice(span).filter(|_| show) {
                self.words(Version, &node, nif::ANCHOR_OF, words);
            }
        }
    }
}
