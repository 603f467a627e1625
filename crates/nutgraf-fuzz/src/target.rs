//! What takes damaged inputs.

use anyhow::{Result, bail};
use nutgraf::gdelt::{self, ArticleRead, GkgRow, Sheet, csv_cells};
use nutgraf::model::{Article, ArticleDraft, DraftBlock, TextPolicy};
use nutgraf::schema::{SchemaName, validate};
use nutgraf::{
    Coder, CoderOptions, Dictionary, Origin, RawDocument, ReadOptions, Scratch, Sitemap, SourceFormat, documents,
    jsonld, rdf, read,
};
use nutgraf_parquet::{Corpus, File, Writer};
use std::str::FromStr;
use std::sync::LazyLock;

/// An entry point that takes bytes from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Any document, its format told by its content, compressed or not.
    Read,
    /// A page of the web.
    Html,
    /// Every other source format, each told that the bytes are of it.
    Markup,
    /// Archives and compressed streams, cut into documents.
    Archive,
    /// A sitemap.
    Sitemap,
    /// Text into trees.
    Language,
    /// Text into events.
    Coder,
    /// A line of `nutgraf code`.
    CodeLine,
    /// A document into an article, events and every output; and what is written is valid.
    Round,
    /// A file to be validated, by its content and under every name.
    Validate,
    /// Rows of tables.
    Cells,
    /// Records of CSV; and what is written is read back.
    Csv,
    /// Lines that tables are merged from.
    Tellings,
    /// Lines that property graphs are made of.
    Elements,
    /// Lines that Parquet is made of.
    Corpus,
    /// Two graphs, told apart.
    Graph,
    /// Dictionaries of the user's own.
    Names,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 17] = [
        Target::Read,
        Target::Html,
        Target::Markup,
        Target::Archive,
        Target::Sitemap,
        Target::Language,
        Target::Coder,
        Target::CodeLine,
        Target::Round,
        Target::Validate,
        Target::Cells,
        Target::Csv,
        Target::Tellings,
        Target::Elements,
        Target::Corpus,
        Target::Graph,
        Target::Names,
    ];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Read => "read",
            Target::Html => "html",
            Target::Markup => "markup",
            Target::Archive => "archive",
            Target::Sitemap => "sitemap",
            Target::Language => "language",
            Target::Coder => "coder",
            Target::CodeLine => "code-line",
            Target::Round => "round",
            Target::Validate => "validate",
            Target::Cells => "cells",
            Target::Csv => "csv",
            Target::Tellings => "tellings",
            Target::Elements => "elements",
            Target::Corpus => "corpus",
            Target::Graph => "graph",
            Target::Names => "names",
        }
    }

    /// Takes the bytes. Faults in them are nothing; a fault of ours is a panic.
    pub fn feed(self, bytes: &[u8]) {
        match self {
            Target::Read => drop(articles(bytes, None)),
            Target::Html => drop(articles(bytes, Some(SourceFormat::Html))),
            Target::Markup => {
                let formats = SourceFormat::ALL.into_iter().filter(|format| *format != SourceFormat::Html);
                formats.for_each(|format| drop(articles(bytes, Some(format))));
            }
            Target::Archive => archive(bytes),
            Target::Sitemap => drop(Sitemap::default().add(&String::from_utf8_lossy(bytes))),
            Target::Language => language(&String::from_utf8_lossy(bytes)),
            Target::Coder => drop(CODER.code(article(&String::from_utf8_lossy(bytes)))),
            Target::CodeLine => drop(nutgraf::code_line(&CODER, &String::from_utf8_lossy(bytes))),
            Target::Round => round(bytes),
            Target::Validate => validated(bytes),
            Target::Cells => cells(&String::from_utf8_lossy(bytes)),
            Target::Csv => csv(&String::from_utf8_lossy(bytes)),
            Target::Tellings => tellings(bytes),
            Target::Elements => elements(bytes),
            Target::Corpus => corpus(bytes),
            Target::Graph => graph(bytes),
            Target::Names => names(bytes),
        }
    }
}

impl FromStr for Target {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Target> {
        match Target::ALL.into_iter().find(|target| target.name() == name) {
            Some(target) => Ok(target),
            None => bail!("no target is called {name}; choose from {}", Target::ALL.map(Target::name).join(", ")),
        }
    }
}

static CODER: LazyLock<Coder> = LazyLock::new(|| {
    Coder::new(Dictionary::embedded().clone(), CoderOptions { all_modes: true, ..CoderOptions::default() })
});

fn articles(bytes: &[u8], format: Option<SourceFormat>) -> Vec<Article> {
    let options = ReadOptions { keep_non_articles: true, ..ReadOptions::default() };
    let origin = Origin { path: "input".into(), url: Some("https://a.example/input".into()), format };
    let found = documents(Box::new(bytes), origin, &options).flatten();
    found.flat_map(|raw: RawDocument| read(&raw, &options)).flatten().collect()
}

/// As it is and as a member of an archive whose end it cuts off.
fn archive(bytes: &[u8]) {
    drop(articles(bytes, Some(SourceFormat::Warc)));
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {}\r\n\r\n",
        bytes.len() + 9
    );
    drop(articles(&[record.as_bytes(), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", bytes].concat(), None));
}

fn language(text: &str) {
    let document = nutgraf::language::Document::parse(text);
    assert_eq!(document.text(), text, "parsing changes its input");
}

fn article(text: &str) -> Article {
    let (headline, body) = text.split_once('\n').unwrap_or(("", text));
    Article::new(ArticleDraft {
        headline: Some(headline.to_owned()),
        body: body.split("\n\n").map(DraftBlock::text).collect(),
        published: "1999-05-03".parse().ok(),
        ..ArticleDraft::default()
    })
}

/// Everything that is written of an article passes our own validator.
fn round(bytes: &[u8]) {
    for article in articles(bytes, None).into_iter().take(3) {
        let record = CODER.code(article);
        valid("record", &serde_json::to_vec(&record).unwrap_or_default());
        let mut out = Vec::new();
        jsonld::render(&record, &jsonld::Options::default(), &mut out);
        valid("jsonld", &out);
        let options = gdelt::Options { all_modes: true, ..gdelt::Options::default() };
        let mut tables = gdelt::Tables::new(options);
        let added = tables.add(&gdelt::Rows::of(&record, &options)).and_then(|()| tables.merge());
        let Ok(tables) = added else { return };
        let written = |write: &dyn Fn(&mut Vec<u8>) -> Result<(), gdelt::Error>| {
            let mut out = Vec::new();
            write(&mut out).ok().map(|()| out).unwrap_or_default()
        };
        valid("events", &written(&|out| tables.write_events(out)));
        valid("mentions", &written(&|out| tables.write_mentions(out)));
        valid("evidence", &written(&|out| tables.write_evidence(out)));
        valid("table", &written(&|out| tables.write_table(out)));
        let mut knowledge = gdelt::KnowledgeTable::new(Scratch::default());
        if let Some(row) = GkgRow::of(&record, TextPolicy::Full)
            && knowledge.add(&row).is_ok()
        {
            let mut out = Vec::new();
            drop(knowledge.write(&mut out));
            valid("gkg", &out);
        }
        let mut quads = Vec::new();
        rdf::render(&record, &rdf::Options::default(), &mut quads);
        let report = validate(&mut quads.as_slice(), "graph", None).map(|report| report.faults);
        assert!(quads.is_empty() || report.as_ref().is_ok_and(Vec::is_empty), "the graph is not valid: {report:?}");
    }
}

fn valid(name: &str, bytes: &[u8]) {
    let said = name.parse::<SchemaName>().ok();
    let report = validate(&mut &*bytes, name, said).map(|report| report.faults);
    assert!(report.as_ref().is_ok_and(Vec::is_empty), "{name} is not valid: {report:?}");
}

fn validated(bytes: &[u8]) {
    let by_content = validate(&mut &*bytes, "input", None);
    for name in SchemaName::ALL {
        drop(validate(&mut &*bytes, "input", Some(name)));
    }
    for fault in by_content.map(|report| report.faults).unwrap_or_default() {
        assert!(fault.line > 0 && fault.column > 0, "a fault without a place: {fault}");
    }
}

fn cells(text: &str) {
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        for sheet in Sheet::ALL {
            drop(sheet.faults(&cells));
            let fitted: Vec<&str> = cells.iter().copied().cycle().take(sheet.columns().len()).collect();
            drop(sheet.faults(&fitted));
        }
        if let Some(row) = GkgRow::from_line(line) {
            assert_eq!(row.as_line(), line);
        }
    }
}

fn csv(text: &str) {
    for line in text.lines() {
        let Ok(cells) = csv_cells(line) else { continue };
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.text.replace('"', "\"\""))).collect();
        let again =
            csv_cells(&quoted.join(",")).map(|cells| cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>());
        assert_eq!(again, Ok(cells.into_iter().map(|cell| cell.text).collect()));
        let cells: Vec<String> = csv_cells(line).unwrap_or_default().into_iter().map(|cell| cell.text).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        drop([Sheet::Table, Sheet::Denominators].map(|sheet| sheet.faults(&cells)));
    }
}

fn tellings(bytes: &[u8]) {
    let mut tables = gdelt::Tables::new(gdelt::Options::default());
    let mut denominators = gdelt::Denominators::new(Scratch::default());
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(rows) = serde_json::from_slice::<gdelt::Rows>(line) {
            drop(tables.add(&rows));
        }
        if let Some(read) = std::str::from_utf8(line).ok().and_then(ArticleRead::from_line) {
            drop(denominators.add(&read));
        }
    }
    if let Ok(tables) = tables.merge() {
        let mut out = Vec::new();
        drop((tables.write_events(&mut out), tables.write_table(&mut out), tables.write_evidence(&mut out)));
    }
    drop(denominators.write(Vec::new()));
}

fn elements(bytes: &[u8]) {
    let mut graph = rdf::PropertyGraph::new(Scratch::default());
    for line in bytes.split(|byte| *byte == b'\n') {
        drop(graph.add(line));
    }
    if let Ok(graph) = graph.sort() {
        for flavour in [rdf::Flavour::Neo4j, rdf::Flavour::Neptune, rdf::Flavour::Ladybug] {
            drop(graph.write(flavour, |_| Ok(Vec::new()), |_: Vec<u8>| Ok(())));
        }
    }
}

fn corpus(bytes: &[u8]) {
    let mut corpus = Corpus::new(Scratch::default());
    for line in bytes.split(|byte| *byte == b'\n') {
        drop(corpus.add(line));
        drop(corpus.add(&[b"A\tx\ty\t9\t", line].concat()));
        drop(corpus.add(&[b"E\tx\ty\t9\t", line].concat()));
    }
    let Ok(corpus) = corpus.sort() else { return };
    for file in File::ALL {
        let Ok(mut writer) = Writer::new(Vec::new(), file) else { continue };
        for line in bytes.split(|byte| *byte == b'\n') {
            drop(writer.write(line));
        }
        drop(corpus.each(file, |line| writer.write(line).map_err(std::io::Error::other)));
        drop(writer.finish());
    }
}

fn graph(bytes: &[u8]) {
    let half = bytes.len() / 2;
    let mut out = Vec::new();
    drop(rdf::diff(&bytes[..half], &bytes[half..], &mut out, Scratch::default()));
}

fn names(bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("nutgraf-fuzz-{}.tsv", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        let files = [path];
        drop(Dictionary::embedded().clone().add_petrarch(&files));
        drop(Dictionary::embedded().clone().add_entities(&files));
        drop(std::fs::remove_file(&files[0]));
    }
}
