//! One file of every kind, as the exporters write them.

use crate::records::{bare, full};
use nutgraf_gdelt::{ArticleRead, Denominators, GkgRow, KnowledgeTable, Options, Rows, Tables};
use nutgraf_model::{Manifest, Record, Reject, RejectKind, RunCounts, Source, TextPolicy, Versions};
use nutgraf_schema::{CodeLine, CodedEvent, CodedSpans, QuoteLine, SchemaName};
use nutgraf_sort::Scratch;
use serde::Serialize;
use std::collections::BTreeMap;

/// A file.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) schema: SchemaName,
    pub(crate) text: String,
}

/// One of every kind.
pub(crate) fn all() -> Vec<File> {
    let records = [full(Some("https://harborwire.example/1926/ossa.html")), full(None), bare()];
    let file = |name, schema, text| File { name, schema, text };
    let [events, mentions, evidence, table] = tables(&records);
    vec![
        file("articles.jsonl", SchemaName::Article, lines(records.iter().map(|r| &r.article))),
        file("records.jsonl", SchemaName::Record, lines(&records)),
        file("event.jsonl", SchemaName::Event, lines(&records[0].events)),
        file("quotes.jsonl", SchemaName::Quote, lines([quote(&records[0])])),
        file("evidence.jsonl", SchemaName::Evidence, evidence),
        file("jsonld.jsonl", SchemaName::NewsArticle, jsonld(&records)),
        file("events.tsv", SchemaName::EventsRow, events),
        file("mentions.tsv", SchemaName::MentionsRow, mentions),
        file("gkg.tsv", SchemaName::GkgRow, gkg(&records)),
        file("table.csv", SchemaName::TableRow, table),
        file("denominators.csv", SchemaName::DenominatorsRow, denominators(&records)),
        file("manifest.json", SchemaName::Manifest, lines([manifest()])),
        file("rejects.jsonl", SchemaName::Reject, lines([reject()])),
        file("code.jsonl", SchemaName::Code, lines([answer(&records[0])])),
    ]
}

fn lines<T: Serialize>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| serde_json::to_string(&value).expect("plain data") + "\n").collect()
}

fn jsonld(records: &[Record]) -> String {
    let mut out = Vec::new();
    records.iter().for_each(|record| nutgraf_jsonld::render(record, &nutgraf_jsonld::Options::default(), &mut out));
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn tables(records: &[Record]) -> [String; 4] {
    let options = Options::default();
    let mut tables = Tables::new(options);
    for record in records {
        tables.add(&Rows::of(record, &options)).expect("memory takes every byte");
    }
    let tables = tables.merge().expect("memory gives every byte");
    let [mut events, mut mentions, mut evidence, mut table] = [const { Vec::new() }; 4];
    tables.write_events(&mut events).expect("memory takes every byte");
    tables.write_mentions(&mut mentions).expect("memory takes every byte");
    tables.write_evidence(&mut evidence).expect("memory takes every byte");
    tables.write_table(&mut table).expect("memory takes every byte");
    [events, mentions, evidence, table].map(|bytes| String::from_utf8(bytes).expect("tables are UTF-8"))
}

fn gkg(records: &[Record]) -> String {
    let mut table = KnowledgeTable::new(Scratch::default());
    for row in records.iter().filter_map(|record| GkgRow::of(record, TextPolicy::Full)) {
        table.add(&row).expect("memory takes every byte");
    }
    let mut out = Vec::new();
    table.write(&mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("tables are UTF-8")
}

fn denominators(records: &[Record]) -> String {
    let mut denominators = Denominators::new(Scratch::default());
    for record in records {
        denominators.add(&ArticleRead::of(record, &Options::default())).expect("memory takes every byte");
    }
    let mut out = Vec::new();
    denominators.write(&mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("tables are UTF-8")
}

fn quote(record: &Record) -> QuoteLine {
    let quote = record.quotes[0].clone();
    QuoteLine {
        article: record.article.id.clone(),
        url: record.article.url.clone(),
        text: Some(quote.text),
        span: quote.span,
        speaker: quote.speaker,
        speaker_span: quote.speaker_span,
        verb: quote.verb,
        direct: quote.direct,
    }
}

fn answer(record: &Record) -> CodeLine {
    let event = &record.events[0];
    let pair = |span: nutgraf_model::Span| [span.begin, span.end];
    let spans = &event.evidence.spans;
    CodeLine {
        id: "a1".into(),
        events: vec![CodedEvent {
            sentence: spans.sentence.of(&record.article.text).map(str::to_owned),
            source_text: event.source.as_ref().map(|a| a.text.clone()),
            target_text: event.target.as_ref().map(|a| a.text.clone()),
            source_code: event.source.as_ref().map(|a| a.code.clone()),
            target_code: event.target.as_ref().map(|a| a.code.clone()),
            cameo: event.code.clone(),
            trigger: event.evidence.trigger.clone(),
            date: event.date,
            place: None,
            mode: event.mode,
            confidence: event.confidence.value,
            spans: CodedSpans {
                sentence: Some(pair(spans.sentence)),
                source: spans.source.map(pair),
                target: spans.target.map(pair),
                trigger: Some(pair(spans.trigger)),
                place: None,
                date: spans.date.map(pair),
            },
        }],
    }
}

fn reject() -> Reject {
    Reject {
        source: Source { path: "a.html".into(), record: None, byte: None, format: "html".into() },
        kind: RejectKind::Empty,
        why: "no text".into(),
        remedy: "leave it out".into(),
        sha256: Some("0".repeat(64)),
    }
}

fn manifest() -> Manifest {
    let version = || "0".repeat(64);
    Manifest {
        versions: Versions { nutgraf: "0.1.0".into(), dictionaries: version(), model: version() },
        options: BTreeMap::new(),
        finished: "1999-01-01T00:00:00Z".parse().expect("a date"),
        counts: RunCounts { documents: 2, articles: 1, rejects: 1, ..RunCounts::default() },
        formats: Vec::new(),
        files: Vec::new(),
        side_files: Vec::new(),
        id_clashes: BTreeMap::new(),
    }
}
