//! What the exporters write is valid.

mod files;
#[path = "../../nutgraf-rdf/tests/records/mod.rs"]
mod records;

use nutgraf_schema::{Contract, SchemaName, validate};

#[test]
fn everything_that_is_written_is_valid_and_known_by_its_content() {
    for file in files::all() {
        let report = validate(&mut file.text.as_bytes(), file.name, None).expect("content that tells");
        assert_eq!(report.schema, Contract::Schema(file.schema), "{}", file.name);
        assert!(report.records > 0 && report.is_valid(), "{}: {:#?}", file.name, report.faults);
    }
}

#[test]
fn a_document_over_several_lines_is_read_whole() {
    for file in files::all().into_iter().filter(|file| file.name.ends_with("json") || file.name.ends_with("jsonl")) {
        let first = file.text.lines().next().expect("a line");
        let value: serde_json::Value = serde_json::from_str(first).expect("what we wrote");
        let one = serde_json::to_string_pretty(&value).expect("plain data");
        let report = validate(&mut one.as_bytes(), file.name, None).expect("content that tells");
        assert!(
            report.schema == Contract::Schema(file.schema) && report.records == 1 && report.is_valid(),
            "{}: {:#?}",
            file.name,
            report.faults
        );
        let array = serde_json::to_string_pretty(&[&value, &value]).expect("plain data");
        let report = validate(&mut array.as_bytes(), file.name, Some(file.schema)).expect("the name tells");
        assert!(report.records == 2 && report.is_valid(), "{}: {:#?}", file.name, report.faults);
    }
}

#[test]
fn withheld_words_are_no_fault_but_said() {
    let mut article = records::full(None).article;
    article.text.clear();
    article.headline = None;
    article.body.iter_mut().for_each(|block| block.text.clear());
    let line = serde_json::to_string(&article).expect("plain data");
    let report = validate(&mut line.as_bytes(), "articles.jsonl", None).expect("content that tells");
    assert!(report.is_valid() && !report.skipped.is_empty(), "{report:#?}");
}

#[test]
fn what_nothing_tells_is_an_error() {
    for text in ["", "hello\n", "{\"a\": 1, \"b\": 2}\n"] {
        let error = validate(&mut text.as_bytes(), "x", None).expect_err("nothing tells");
        assert_eq!(error.kind(), nutgraf_schema::ErrorKind::UnknownKind);
    }
    let empty = validate(&mut &b""[..], "rejects.jsonl", Some(SchemaName::Reject)).expect("the name tells");
    assert!(empty.is_valid() && empty.records == 0);
    assert!("nonsense".parse::<SchemaName>().is_err());
}
