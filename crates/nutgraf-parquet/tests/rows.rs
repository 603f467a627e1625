//! What is written is read back, cell by cell, and does not depend on the order of records.

#[path = "../../nutgraf-rdf/tests/records/mod.rs"]
mod records;

use nutgraf_gdelt::{EVENTS_COLUMNS, MergedTables, Options, Rows, Tables};
use nutgraf_model::{Record, TextPolicy};
use nutgraf_parquet::{Corpus, File, SortedCorpus, Writer, lines};
use nutgraf_sort::Scratch;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::io::{self, Read, Seek};

fn all() -> [Record; 3] {
    [records::full(Some("https://a.example/1")), records::full(None), records::bare()]
}

fn tables(records: &[Record]) -> MergedTables {
    let mut tables = Tables::new(Options::default());
    records.iter().for_each(|r| tables.add(&Rows::of(r, &Options::default())).expect("memory takes every byte"));
    tables.merge().expect("memory gives every byte")
}

fn corpus<'r>(records: impl Iterator<Item = &'r Record>, text: TextPolicy) -> SortedCorpus {
    let mut corpus = Corpus::new(Scratch::default());
    for record in records {
        let mut out = Vec::new();
        lines(record, text, &mut out);
        let mut lines = out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.try_for_each(|line| corpus.add(line)).expect("our own lines");
    }
    corpus.sort().expect("memory takes every byte")
}

/// A file as bytes, and its rows.
fn written(file: File, corpus: &SortedCorpus, tables: &MergedTables) -> (Vec<u8>, Vec<Row>) {
    let mut out = tempfile::tempfile().expect("a temporary file");
    let mut writer = Writer::new(&mut out, file).expect("room");
    let mut count = 0;
    let take = |line: &[u8]| {
        count += 1;
        writer.write(line).map_err(io::Error::other)
    };
    match file {
        File::Events => tables.each_event(take).expect("rows of ours"),
        File::Mentions => tables.each_mention(take).expect("rows of ours"),
        File::Evidence => tables.each_evidence(take).expect("rows of ours"),
        File::Articles | File::Entities => corpus.each(file, take).expect("rows of ours"),
    }
    writer.finish().expect("room");
    let mut bytes = Vec::new();
    out.rewind().and_then(|()| out.read_to_end(&mut bytes)).expect("the file");
    let reader = SerializedFileReader::new(out).expect("Parquet");
    assert_eq!(reader.metadata().file_metadata().num_rows(), count);
    let rows = reader.into_iter().collect::<Result<Vec<Row>, _>>().expect("rows");
    (bytes, rows)
}

fn cell(row: &Row, name: &str) -> Field {
    row.get_column_iter().find(|(column, _)| *column == name).unwrap_or_else(|| panic!("no column {name}")).1.clone()
}

fn text(row: &Row, name: &str) -> String {
    match cell(row, name) {
        Field::Str(text) => text,
        other => panic!("{name} is {other}"),
    }
}

#[test]
fn every_file_has_its_columns_and_types() {
    let (corpus, tables) = (corpus(all().iter(), TextPolicy::Full), tables(&all()));
    for file in File::ALL {
        let (_, rows) = written(file, &corpus, &tables);
        assert!(!rows.is_empty(), "{file:?}");
        let names: Vec<&str> = file.columns().iter().map(|column| column.name).collect();
        assert!(rows.iter().all(|row| row.get_column_iter().map(|(name, _)| name.as_str()).eq(names.iter().copied())));
    }
    let (_, events) = written(File::Events, &corpus, &tables);
    assert_eq!(events[0].len(), EVENTS_COLUMNS.len());
    assert!(matches!(cell(&events[0], "SQLDATE"), Field::Date(_)));
    assert!(matches!(cell(&events[0], "DATEADDED"), Field::TimestampMillis(_)));
    assert!(matches!(cell(&events[0], "GoldsteinScale"), Field::Double(_)));
    assert!(matches!(cell(&events[0], "Actor1EthnicCode"), Field::Null));
    assert!(text(&events[0], "EventCode").len() >= 3);
}

#[test]
fn cells_are_those_of_the_record() {
    let (corpus, tables) = (corpus(all().iter(), TextPolicy::Full), tables(&all()));
    let (_, articles) = written(File::Articles, &corpus, &tables);
    for record in all() {
        let article = &record.article;
        let row = articles.iter().find(|row| text(row, "id") == article.id.as_str()).expect("the article");
        assert_eq!(text(row, "text"), article.text);
        assert_eq!(text(row, "text_sha256"), article.text_sha256());
        let Field::ListInternal(keywords) = cell(row, "keywords") else { panic!("keywords are a list") };
        let keywords: Vec<String> =
            keywords.elements().iter().map(|field| field.to_string().replace('"', "")).collect();
        assert_eq!(keywords, article.keywords);
    }
    let ids: Vec<String> = articles.iter().map(|row| text(row, "id")).collect();
    assert!(ids.is_sorted());
    let (_, entities) = written(File::Entities, &corpus, &tables);
    let ids: Vec<String> = entities.iter().map(|row| text(row, "id")).collect();
    assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    let mentions: i64 =
        entities.iter().map(|row| if let Field::Long(count) = cell(row, "mentions") { count } else { 0 }).sum();
    assert_eq!(mentions as usize, all().iter().map(|record| record.mentions.len()).sum::<usize>());
}

#[test]
fn the_order_of_records_changes_no_byte_and_no_words_leave_that_may_not() {
    let tables = tables(&all());
    let forward = corpus(all().iter(), TextPolicy::None);
    let backward = corpus(all().iter().rev(), TextPolicy::None);
    for file in [File::Articles, File::Entities] {
        assert!(written(file, &forward, &tables).0 == written(file, &backward, &tables).0, "{file:?}");
    }
    let (_, articles) = written(File::Articles, &forward, &tables);
    for row in articles {
        assert!(matches!(cell(&row, "text"), Field::Null) && matches!(cell(&row, "headline"), Field::Null));
        assert_eq!(text(&row, "text_sha256").len(), 64);
    }
}

#[test]
fn a_line_that_is_no_row_is_an_error() {
    for file in File::ALL {
        let mut writer = Writer::new(Vec::new(), file).expect("memory takes every byte");
        for line in [&b""[..], b"x", b"\xff", b"{}", b"a\t1\t{}"] {
            assert!(writer.write(line).is_err(), "{file:?} takes {line:?}");
        }
    }
    let mut corpus = Corpus::new(Scratch::default());
    for line in [&b""[..], b"A", b"E\ta\tb", b"X\ta\tb\tc\td"] {
        assert!(corpus.add(line).is_err(), "{line:?}");
    }
}
