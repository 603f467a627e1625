//! From an article to its record.

use crate::completion::{self, Story};
use crate::confidence;
use crate::dateline;
use crate::discourse::Discourse;
use crate::gate::{self, Gate};
use crate::heading::Headings;
use crate::home;
use crate::mention::{ActorMention, Mentions};
use crate::mentions::{Candidates, Context, candidates, find};
use crate::naming::named;
use crate::pairing::{Telling, tellings};
use crate::sentence;
use crate::setting;
use crate::standing;
use crate::tree::Tree;
use crate::view::View;
use crate::{Dictionary, quote, tone};
use nutgraf_language::Document;
use nutgraf_model::{Actor, Article, Event, EventParts, Evidence, EvidenceSpans, Note, Record, Span};
use std::ops::Range;

/// What a coder is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CoderOptions {
    /// Keep negated and hypothetical events too: they stay in records and graphs, and give no table rows.
    pub all_modes: bool,
    /// Leave out events of lower confidence, 0 to 1.
    pub min_confidence: f64,
}

/// Codes the events of articles. Shared freely between threads.
#[derive(Clone, Debug)]
pub struct Coder {
    dictionary: Dictionary,
    options: CoderOptions,
}

/// A text that was read: what events are coded from.
pub(crate) struct Reading<'t> {
    pub(crate) document: Document<'t>,
    pub(crate) mentions: Mentions,
}

impl Coder {
    /// A coder with a dictionary.
    pub fn new(dictionary: Dictionary, options: CoderOptions) -> Coder {
        Coder { dictionary, options }
    }

    /// The dictionary it reads with.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Codes an article. A text that is not English gives no events, and a note.
    pub fn code(&self, article: Article) -> Record {
        self.code_while(article, &|| true).expect("nothing stops it")
    }

    /// An article as it is in the record of [`Coder::code`], with nothing coded: for who wants articles alone.
    pub fn pass(&self, mut article: Article) -> Record {
        if !is_codable(&article) {
            article.notes.push(Note::general("language not coded"));
        }
        Record::bare(article)
    }

    /// The same, asking before each sentence whether to go on; nothing where the answer is no.
    pub fn code_while(&self, mut article: Article, go_on: &dyn Fn() -> bool) -> Option<Record> {
        if !is_codable(&article) {
            return Some(self.pass(article));
        }
        let text = std::mem::take(&mut article.text);
        let reading = self.read_while(&text, &article, go_on)?;
        let document = &reading.document;
        let events = self.events(&reading, &article, go_on)?;
        let quotes = quote::quotes(document, &reading.mentions);
        let mentions = named(&reading, &events, &quotes, &self.dictionary.names);
        let sentences = document.sentences().iter().map(|s| Span::new(s.begin, s.end)).collect();
        let tone = tone::tone(document, 0..document.tokens().len(), &self.dictionary.tone);
        drop(reading);
        article.text = text;
        Some(Record { article, sentences, events, mentions, quotes, tone })
    }

    /// Sentences, trees where they matter, and mentions.
    pub(crate) fn read<'t>(&self, text: &'t str, article: &Article) -> Reading<'t> {
        self.read_while(text, article, &|| true).expect("nothing stops it")
    }

    fn read_while<'t>(&self, text: &'t str, article: &Article, go_on: &dyn Fn() -> bool) -> Option<Reading<'t>> {
        let mut document = Document::segment(text);
        let datelines = dateline::take_off(&mut document, &self.dictionary.names);
        let candidates = candidates(&document, &datelines, &self.dictionary);
        let reading = worth_reading(&document, &candidates);
        let headings = self.headings(&document, &reading, &candidates);
        for (sentence, common) in reading.into_iter().zip(headings) {
            if !go_on() {
                return None;
            }
            document.analyse_heading(sentence, &candidates.people(sentence, &self.dictionary), &common);
        }
        let context = Context {
            published: article.published,
            dateline: article.dateline.as_ref(),
            url: article.url.as_deref(),
            publisher: article.publisher.as_ref().map(|p| p.name.as_str()),
        };
        let mentions = find(&document, &candidates, &self.dictionary, &context);
        Some(Reading { document, mentions })
    }

    /// For each of the sentences the words that only their being headings gives a capital.
    fn headings(&self, document: &Document<'_>, sentences: &[usize], candidates: &Candidates) -> Vec<Vec<usize>> {
        let mut headings = Headings::new(document, &self.dictionary.patterns.symbols);
        let range = |sentence: usize| document.sentences()[sentence].range();
        sentences.iter().map(|&sentence| headings.common(range(sentence), &candidates.proper(sentence))).collect()
    }

    fn events(&self, reading: &Reading<'_>, article: &Article, go_on: &dyn Fn() -> bool) -> Option<Vec<Event>> {
        let gate = Gate::of(article, &reading.document, &self.dictionary.patterns);
        let mut events = Vec::new();
        let mut discourse = Discourse::default();
        for number in 0..reading.document.sentences().len() {
            if !reading.document.sentences()[number].is_analysed() || gate.closes(number) {
                continue;
            }
            if !go_on() {
                return None;
            }
            self.sentence(reading, number, article, &mut discourse, &mut events);
        }
        let story = Story { document: &reading.document, mentions: &reading.mentions, names: &self.dictionary.names };
        let sentences = reading.document.sentences().len();
        let mut events = completion::complete(home::settle(events, &story), &story);
        events.retain(|event| (self.options.all_modes || event.is_tabled()) && standing::is_public(event, sentences));
        self.dictionary.weights.weigh(&mut events, sentences);
        events.retain(|event| event.confidence.value >= self.options.min_confidence);
        Some(events)
    }

    fn sentence(
        &self,
        reading: &Reading<'_>,
        number: usize,
        article: &Article,
        discourse: &mut Discourse,
        events: &mut Vec<Event>,
    ) {
        let patterns = &self.dictionary.patterns;
        let tree = Tree::new(&reading.document, number, &patterns.symbols, &reading.mentions);
        let view = View::new(&tree, &reading.mentions, patterns, discourse);
        let acts = sentence::acts(&view);
        for telling in tellings(&view, &acts) {
            events.extend(self.event(&view, &telling, number, article));
        }
        let (told, done) = (view.deeds(), view.done(&acts));
        discourse.learn(told, done);
    }

    fn event(&self, view: &View<'_, '_, '_>, telling: &Telling<'_>, number: usize, article: &Article) -> Option<Event> {
        let act = telling.act;
        let document = view.tree.document();
        let sentence = document.sentences()[number];
        let when = setting::when(view, act, article.published);
        let home = || Some((setting::home(view, telling, &self.dictionary.names)?, None));
        let place = setting::place(view, act).or_else(|| setting::filed_at(view)).or_else(home);
        let trigger = trigger_span(view, act.trigger, &act.words);
        let source = telling.source.map(|at| actor(document, view.named(at)));
        let target = telling.target.map(|at| actor(document, view.named(at)));
        let spans = EvidenceSpans {
            sentence: Span::new(sentence.begin, sentence.end),
            source: source.as_ref().map(|a| a.span),
            target: target.as_ref().map(|a| a.span),
            trigger,
            place: place.as_ref().and_then(|(_, words)| words.clone()).map(|w| span(document, w)),
            date: when.as_ref().and_then(|(_, words)| words.clone()).map(|w| span(document, w)),
        };
        let evidence = Evidence {
            spans,
            trigger: trigger_words(view, act.trigger, &act.words),
            rule: self.dictionary.patterns.show(act.line),
            steps: act.steps.clone(),
        };
        Event::new(EventParts {
            date: when.map(|(date, _)| date),
            source,
            target,
            code: act.code.clone(),
            place: place.map(|(place, _)| place),
            mode: act.mode,
            reciprocal: telling.reciprocal,
            sentence: number as u32 + 1,
            evidence,
            confidence: confidence::of_telling(view, telling),
        })
    }
}

/// Whether the text is in a language that is coded.
fn is_codable(article: &Article) -> bool {
    !article.is_foreign() && gate::is_english(&article.text)
}

/// Sentences that may name an actor, and those that quote.
fn worth_reading(document: &Document<'_>, candidates: &Candidates) -> Vec<usize> {
    let quotes = |range: Range<usize>| range.into_iter().any(|t| matches!(document.form(t), "\"" | "“" | "”"));
    (0..document.sentences().len())
        .filter(|&s| candidates.holds(s) || quotes(document.sentences()[s].range()))
        .collect()
}

pub(crate) fn span(document: &Document<'_>, tokens: Range<usize>) -> Span {
    let all = document.tokens();
    match (all.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| all.get(last))) {
        (Some(first), Some(last)) => Span::new(first.begin, last.end),
        _ => Span::new(0, 0),
    }
}

pub(crate) fn words<'t>(document: &Document<'t>, tokens: Range<usize>) -> &'t str {
    let all = document.tokens();
    match (all.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| all.get(last))) {
        (Some(first), Some(last)) => &document.text()[first.byte_begin as usize..last.byte_end as usize],
        _ => "",
    }
}

fn actor(document: &Document<'_>, mention: &ActorMention) -> Actor {
    Actor {
        text: words(document, mention.tokens.clone()).to_owned(),
        span: span(document, mention.tokens.clone()),
        code: mention.code.clone(),
        entity: mention.entity.clone(),
    }
}

/// From the first to the last word of the trigger, where they stand close; else the trigger alone.
fn trigger_tokens(trigger: usize, words: &[usize]) -> Range<usize> {
    let first = words.iter().copied().chain([trigger]).min().unwrap_or(trigger);
    let last = words.iter().copied().chain([trigger]).max().unwrap_or(trigger);
    if last - first <= 8 { first..last + 1 } else { trigger..trigger + 1 }
}

fn trigger_span(view: &View<'_, '_, '_>, trigger: usize, words: &[usize]) -> Span {
    span(view.tree.document(), trigger_tokens(trigger, words))
}

fn trigger_words(view: &View<'_, '_, '_>, trigger: usize, others: &[usize]) -> String {
    words(view.tree.document(), trigger_tokens(trigger, others)).to_owned()
}
