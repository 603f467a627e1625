//! One raw document to the lines of every format: the work of a worker thread.

use crate::columnar;
use crate::convert::{ConvertOptions, versions};
use crate::export::ExportFormat;
use crate::part::{Part, compressed};
use nutgraf_coder::Coder;
use nutgraf_gdelt::{ArticleRead, GkgRow, Rows};
use nutgraf_model::{Article, Record, Reject, RejectKind, TextPolicy};
use nutgraf_read::{RawDocument, read};
use nutgraf_schema::QuoteLine;
use serde::Serialize;
use std::time::Instant;

/// What one article gives to every format.
pub(crate) struct Rendered {
    /// Complete lines, by where they go.
    pub(crate) lines: Vec<(Part, Vec<u8>)>,
    /// File name and bytes of the indented JSON-LD.
    pub(crate) pretty: Option<(String, Vec<u8>)>,
    /// Language of the text, where known.
    pub(crate) language: Option<String>,
    /// Name of the publisher, where known.
    pub(crate) publisher: Option<String>,
    /// Tellings of events.
    pub(crate) events: u64,
    /// Quotations.
    pub(crate) quotes: u64,
    /// Why the tables have no row of it, where it has no date.
    pub(crate) undated: Option<Reject>,
}

/// Reads, codes and renders documents.
pub(crate) struct Renderer<'o> {
    coder: &'o Coder,
    options: &'o ConvertOptions,
    jsonld: nutgraf_jsonld::Options,
    rdf: nutgraf_rdf::Options,
    triples: nutgraf_rdf::Options,
    turtle: nutgraf_rdf::Options,
    graph: nutgraf_rdf::Options,
    tables: nutgraf_gdelt::Options,
    parts: Vec<Part>,
    /// Whether what is gathered goes to a file first, compressed.
    staged: bool,
}

impl<'o> Renderer<'o> {
    pub(crate) fn new(coder: &'o Coder, options: &'o ConvertOptions, staged: bool) -> Self {
        let rdf = nutgraf_rdf::Options {
            syntax: nutgraf_rdf::Syntax::NQuads,
            base: options.base.clone(),
            text: options.text,
            versions: versions(coder),
            sort: false,
        };
        Renderer {
            coder,
            options,
            jsonld: nutgraf_jsonld::Options {
                base: options.base.as_str().to_owned(),
                text: options.text,
                body: options.body,
            },
            triples: nutgraf_rdf::Options { syntax: nutgraf_rdf::Syntax::NTriples, ..rdf.clone() },
            turtle: nutgraf_rdf::Options { syntax: nutgraf_rdf::Syntax::Turtle, ..rdf.clone() },
            graph: nutgraf_rdf::Options { syntax: nutgraf_rdf::Syntax::JsonLd, ..rdf.clone() },
            rdf,
            tables: options.tables(),
            parts: Part::of(options),
            staged,
        }
    }

    /// Every article of a raw document, rendered, or its reject. After `deadline` there is no point in going on.
    pub(crate) fn document(&self, raw: &RawDocument, deadline: Instant) -> Vec<Result<Rendered, Reject>> {
        let mut outcomes = Vec::new();
        for article in read(raw, &self.options.read) {
            if Instant::now() > deadline {
                break;
            }
            match article.map(|article| self.article(article, raw, deadline)) {
                Ok(Some(rendered)) => outcomes.push(Ok(rendered)),
                Ok(None) => break,
                Err(reject) => outcomes.push(Err(reject)),
            }
        }
        outcomes
    }

    /// Whether any of the outputs tells more than the articles themselves: otherwise nothing is coded.
    fn wants_events(&self) -> bool {
        let plain = |part: &Part| matches!(part, Part::Format(ExportFormat::Articles) | Part::Rejects | Part::Inputs);
        !self.parts.iter().all(plain)
    }

    fn article(&self, article: Article, raw: &RawDocument, deadline: Instant) -> Option<Rendered> {
        let mut record = if self.wants_events() {
            self.coder.code_while(article, &|| Instant::now() <= deadline)?
        } else {
            self.coder.pass(article)
        };
        record.events.retain(|event| event.confidence.value >= self.options.min_confidence);
        self.options.persons.apply(&mut record);
        let undated = self.parts.contains(&Part::Tellings) && nutgraf_gdelt::is_undated(&record.article);
        Some(Rendered {
            lines: self.parts.iter().filter_map(|&part| Some((part, self.lines(part, &record)?))).collect(),
            pretty: (self.options.pretty && self.options.formats.contains(&ExportFormat::JsonLd))
                .then(|| self.pretty(&record)),
            language: record.article.language.clone(),
            publisher: record.article.publisher.as_ref().map(|publisher| publisher.name.clone()),
            events: record.events.len() as u64,
            quotes: record.quotes.len() as u64,
            undated: (undated && !record.events.is_empty()).then(|| undated_reject(&record, raw)),
        })
    }

    fn lines(&self, part: Part, record: &Record) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match part {
            Part::Format(format) => self.format(format, record, &mut out),
            Part::Quads => self.format(ExportFormat::NQuads, record, &mut out),
            Part::Triples => self.format(ExportFormat::NTriples, record, &mut out),
            Part::Elements => nutgraf_rdf::elements(record, &self.rdf, &mut out),
            Part::Tellings => {
                let rows = Rows::of(record, &self.tables);
                if !rows.is_empty() {
                    line(&rows, &mut out);
                }
            }
            Part::Knowledge => {
                if let Some(row) = GkgRow::of(record, self.options.text) {
                    out.extend_from_slice(row.as_line().as_bytes());
                    out.push(b'\n');
                }
            }
            Part::Read => {
                out.extend_from_slice(ArticleRead::of(record, &self.tables).to_line().as_bytes());
                out.push(b'\n');
            }
            Part::Corpus => columnar::lines(record, self.options.text, &mut out),
            Part::Pretty | Part::Rejects | Part::Inputs => return None,
        }
        // What is gathered on the way to a stream stays in memory.
        let is_compressed = part.is_compressed(self.options) && (self.staged || !part.is_gathered());
        Some(if is_compressed { compressed(&out) } else { out })
    }

    fn format(&self, format: ExportFormat, record: &Record, out: &mut Vec<u8>) {
        match format {
            // Their lines are of gathered parts.
            ExportFormat::Events | ExportFormat::Mentions | ExportFormat::Gkg => {}
            ExportFormat::Table | ExportFormat::Parquet => {}
            ExportFormat::Neo4j | ExportFormat::Neptune | ExportFormat::Ladybug => {}
            ExportFormat::Articles => line(&*record.article.within(self.options.text), out),
            ExportFormat::Quotes => quote_lines(record, self.options.text, out),
            ExportFormat::JsonLd => nutgraf_jsonld::render(record, &self.jsonld, out),
            ExportFormat::NQuads => nutgraf_rdf::render(record, &self.rdf, out),
            ExportFormat::NTriples => nutgraf_rdf::render(record, &self.triples, out),
            ExportFormat::Turtle => nutgraf_rdf::render(record, &self.turtle, out),
            ExportFormat::Graph => nutgraf_rdf::render(record, &self.graph, out),
        }
    }

    fn pretty(&self, record: &Record) -> (String, Vec<u8>) {
        let document = nutgraf_jsonld::NewsArticle::of(record, &self.jsonld);
        let mut bytes = serde_json::to_vec_pretty(&document).expect("plain data goes into memory");
        bytes.push(b'\n');
        (format!("jsonld/{}.jsonld", record.article.id), bytes)
    }
}

fn undated_reject(record: &Record, raw: &RawDocument) -> Reject {
    Reject {
        source: record.article.source.clone(),
        kind: RejectKind::Undated,
        why: format!("the article states no date, so its {} events are in no table", record.events.len()),
        remedy: "give the date in the document or as `published` in the article's JSON line".into(),
        sha256: Some(nutgraf_model::sha256_hex(&raw.bytes)),
    }
}

fn line(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, value).expect("plain data goes into memory");
    out.push(b'\n');
}

fn quote_lines(record: &Record, policy: TextPolicy, out: &mut Vec<u8>) {
    let words = policy == TextPolicy::Full;
    for quote in &record.quotes {
        let quote = quote.clone();
        let quote = QuoteLine {
            article: record.article.id.clone(),
            url: record.article.address().map(str::to_owned),
            text: words.then_some(quote.text),
            span: quote.span,
            speaker: quote.speaker,
            speaker_span: quote.speaker_span,
            verb: quote.verb.filter(|_| words),
            direct: quote.direct,
        };
        line(&quote, out);
    }
}
