//! Graphs that our writer wrote are valid in every syntax; planted faults are found.

#[path = "../../nutgraf-rdf/tests/records/mod.rs"]
mod records;

use nutgraf_rdf::{Options, Syntax, Writer};
use nutgraf_schema::{Contract, Report, validate};

fn graph(syntax: Syntax, sort: bool) -> String {
    let mut writer = Writer::new(Vec::new(), Options { syntax, sort, ..Options::default() });
    for record in [records::full(Some("https://a.example/1")), records::full(None), records::bare()] {
        writer.write(&record).expect("memory takes every byte");
    }
    String::from_utf8(writer.finish().expect("memory takes every byte")).expect("a graph is UTF-8")
}

fn checked(text: &str) -> Report {
    let report = validate(&mut text.as_bytes(), "g", None).expect("content that tells");
    assert_eq!(report.schema, Contract::Graph);
    report
}

#[test]
fn every_syntax_is_valid() {
    let texts = [
        graph(Syntax::NQuads, false),
        graph(Syntax::NQuads, true),
        graph(Syntax::NTriples, false),
        graph(Syntax::Turtle, false),
        format!("{0}{0}", graph(Syntax::NQuads, false)),
    ];
    for text in texts {
        let report = checked(&text);
        assert!(report.is_valid() && report.records > 400, "{:#?}", report.faults);
    }
}

/// What is replaced by what, and what the fault must speak of.
const MUTATIONS: [(&str, &str, &str); 19] = [
    ("\"138\"", "\"38\"", "cameoCode"),
    ("\"138\" ", "\"138\"^^<http://www.w3.org/2001/XMLSchema#integer> ", "cameoCode"),
    ("ns#cameoRoot> \"13\"", "ns#cameoRoot> \"14\"", "cameoRoot"),
    ("\"0.93\"^^", "\"1.93\"^^", "confidence"),
    ("ns#mode> \"asserted\"", "ns#mode> \"sworn\"", "mode"),
    ("ns#quadClass> \"3\"", "ns#quadClass> \"7\"", "quadClass"),
    ("\"1926-03-02\"^^", "\"1926-02-30\"^^", "hasTimeStamp"),
    (
        "\"1926-03-03T18:20:00+03:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime>",
        "\"1926-03-03T18:20:00+03:00\"",
        "datePublished",
    ),
    ("<http://www.wikidata.org/entity/Q159>", "<https://www.wikidata.org/wiki/Q159>", "sameAs"),
    ("ns#confidence>", "ns#confidences>", "confidences"),
    ("<http://groundedannotationframework.org/gaf#denotedBy>", "<https://schema.org/subjectOf>", "denotedBy"),
    ("\"RUS\"", "\"RU\"", "cameoActor"),
    ("nif-core#endIndex> \"62\"", "nif-core#endIndex> \"63\"", "endIndex"),
    ("nif-core#anchorOf> \"threatened\"", "nif-core#anchorOf> \"threatens\"", "anchorOf"),
    ("nif-core#anchorOf> \"threatened\"", "nif-core#anchorOf> \"hreatened \"", "anchorOf"),
    ("<https://schema.org/isPartOf>", "<https://schema.org/isPartOfIt>", "isPartOf"),
    ("nif-core#referenceContext>", "nif-core#context>", "referenceContext"),
    ("over \\\"naval\\\" blockade\\n\\nRussia", "over \\\"navel\\\" blockade\\n\\nRussia", "sha256"),
    ("<https://schema.org/agent> <", "<https://schema.org/agent> _:b", "blank"),
];

#[test]
fn every_planted_fault_is_found() {
    let good = graph(Syntax::NQuads, false);
    let mut missed = Vec::new();
    for (from, to, named) in MUTATIONS {
        let mut bad = good.replacen(from, to, 1);
        if let Some(at) = bad.find("_:b") {
            let end = bad[at..].find('>').expect("an address ends") + at;
            bad.replace_range(at..=end, "_:b0");
        }
        assert_ne!(bad, good, "{from} is nowhere");
        let shown: Vec<String> = checked(&bad).faults.iter().map(ToString::to_string).collect();
        if !shown.iter().any(|fault| fault.contains(named)) {
            missed.push(format!("{from} → {to}: {shown:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_malformed_line_is_named_and_the_rest_is_read() {
    let mut lines: Vec<String> = graph(Syntax::NQuads, false).lines().map(String::from).collect();
    lines[9] = "<https://a.example/x> nonsense .".to_owned();
    let report = checked(&(lines.join("\n") + "\n"));
    assert!(report.faults.iter().any(|fault| fault.line == 10), "{:#?}", report.faults);
    assert!(report.records as usize > lines.len() - 5);
}
