//! Every planted fault is found and its place named.

mod files;
#[path = "../../nutgraf-rdf/tests/records/mod.rs"]
mod records;

use nutgraf_schema::{Report, validate};

/// One change to a valid file, and where the fault must be found.
struct Mutation {
    file: &'static str,
    change: fn(&str) -> String,
    pointer: &'static str,
    line: u64,
}

/// Replaces the first match.
macro_rules! swap {
    ($file:literal, $from:literal => $to:literal, $pointer:literal) => {
        Mutation { file: $file, change: |text| text.replacen($from, $to, 1), pointer: $pointer, line: 1 }
    };
}

/// Puts a value into a column (from 0) of the first row.
macro_rules! cell {
    ($file:literal, $column:literal => $value:literal, $pointer:literal) => {
        Mutation { file: $file, change: |text| with_cell(text, $column, $value), pointer: $pointer, line: 1 }
    };
}

fn with_cell(text: &str, column: usize, value: &str) -> String {
    let (first, rest) = text.split_once('\n').expect("a row");
    let mut cells: Vec<&str> = first.split('\t').collect();
    cells[column] = value;
    format!("{}\n{rest}", cells.join("\t"))
}

/// Puts a value into a column (from 0) of the first row below the header.
macro_rules! csv {
    ($file:literal, $column:literal => $value:literal, $pointer:literal) => {
        Mutation { file: $file, change: |text| with_csv_cell(text, $column, $value), pointer: $pointer, line: 2 }
    };
}

fn with_csv_cell(text: &str, column: usize, value: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = with_quoted(&lines[1], column, value);
    lines.join("\n") + "\n"
}

fn with_quoted(line: &str, column: usize, value: &str) -> String {
    let cells = nutgraf_gdelt::csv_cells(line).expect("a record");
    let shown = cells.iter().enumerate().map(|(at, cell)| if at == column { value } else { &cell.text });
    shown.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
}

const MUTATIONS: &[Mutation] = &[
    swap!("articles.jsonl", "\"published\":\"1926-03-03" => "\"published\":\"1926-02-30", "/published"),
    swap!("articles.jsonl", "\"published\":\"1926" => "\"published\":\"x926", "/published"),
    swap!("articles.jsonl", "\"kind\":\"text\"" => "\"kind\":\"txt\"", "/body/0/kind"),
    swap!("articles.jsonl", "\"begin\":45" => "\"begin\":44", "/body/0/begin"),
    swap!("articles.jsonl", "\"headline\":" => "\"headlin\":", "/headlin"),
    swap!("articles.jsonl", "\"text\":\"Russia warns" => "\"text\":\"XRussia warns", "/text"),
    swap!("articles.jsonl", "{\"id\":\"" => "{\"id\":\"1", "/id"),
    swap!("articles.jsonl", "https://harborwire.example/1926/ossa.html" => "https://harborwire.example/1926/other.html", "/id"),
    swap!("articles.jsonl", "\"section\":\"World\"" => "\"section\":\"World\",\"section\":\"Local\"", ""),
    swap!("articles.jsonl", "\"begin\":0,\"end\":0}" => "\"begin\":0,\"end\":0", ""),
    swap!("articles.jsonl", "\"width\":640" => "\"width\":-640", "/images/0/width"),
    swap!("articles.jsonl", "\"format\":\"html\"" => "\"format\":7", "/source/format"),
    Mutation {
        file: "articles.jsonl",
        change: |t| t.replacen("Nothing happened.", "Nothing happens.", 1),
        pointer: "/text",
        line: 3,
    },
    swap!("records.jsonl", "\"code\":\"138\"" => "\"code\":\"139\"", "/events/0/id"),
    swap!("records.jsonl", "\"trigger\":\"threatened\"" => "\"trigger\":\"threatens\"", "/events/0/evidence/trigger"),
    swap!("records.jsonl", "\"sentences\":[{\"begin\":0,\"end\":43}" => "\"sentences\":[{\"begin\":0,\"end\":4343}", "/sentences/0"),
    swap!("records.jsonl", "\"value\":0.93" => "\"value\":1.93", "/events/0/confidence/value"),
    swap!("records.jsonl", "\"code\":\"RUS\"" => "\"code\":\"RU\"", "/events/0/source/code"),
    swap!("event.jsonl", "\"code\":\"138\"" => "\"code\":\"38\"", "/code"),
    swap!("event.jsonl", "\"code\":\"138\"" => "\"code\":\"119\"", "/code"),
    swap!("event.jsonl", "\"reciprocal\":false" => "\"reciprocal\":\"no\"", "/reciprocal"),
    swap!("quotes.jsonl", "\"direct\":true" => "\"direct\":1", "/direct"),
    swap!("evidence.jsonl", "\"mode\":\"asserted\"" => "\"mode\":\"sworn\"", "/mode"),
    swap!("evidence.jsonl", "\"confidence\":0.93" => "\"confidence\":3", "/confidence"),
    swap!("evidence.jsonl", "\"sentence\":\"Russia" => "\"sentence\":\"Rus", "/sentence"),
    swap!("jsonld.jsonl", "\"@type\":\"NewsArticle\"" => "\"@type\":\"Recipe\"", "/@type"),
    swap!("jsonld.jsonl", "\"datePublished\":\"1926-03-03" => "\"datePublished\":\"1926-02-31", "/datePublished"),
    swap!("jsonld.jsonl", "\"datePublished\":\"1926" => "\"datePublished\":\"sometime 1926", "/datePublished"),
    swap!("jsonld.jsonl", "\"headline\":\"" => "\"headline\":7,\"x\":\"", "/headline"),
    swap!("jsonld.jsonl", "\"wordCount\":" => "\"wordCount\":-", "/wordCount"),
    swap!("jsonld.jsonl", "\"@context\":\"https://schema.org\"" => "\"@context\":\"https://schema.example\"", "/@context"),
    cell!("events.tsv", 0 => "12", "/GLOBALEVENTID"),
    cell!("events.tsv", 1 => "19261301", "/SQLDATE"),
    cell!("events.tsv", 2 => "192604", "/MonthYear"),
    cell!("events.tsv", 5 => "RU", "/Actor1Code"),
    cell!("events.tsv", 26 => "43", "/EventCode"),
    cell!("events.tsv", 28 => "20", "/EventRootCode"),
    cell!("events.tsv", 29 => "2", "/QuadClass"),
    cell!("events.tsv", 30 => "99.0", "/GoldsteinScale"),
    cell!("events.tsv", 31 => "0", "/NumMentions"),
    cell!("events.tsv", 56 => "95.5", "/ActionGeo_Lat"),
    Mutation {
        file: "events.tsv",
        change: |text| format!("{text}{}\n", text.lines().next().expect("a row")),
        pointer: "/GLOBALEVENTID",
        line: 6,
    },
    cell!("mentions.tsv", 2 => "1990", "/MentionTimeDate"),
    cell!("mentions.tsv", 6 => "0", "/SentenceID"),
    cell!("mentions.tsv", 9 => "9999999", "/ActionCharOffset"),
    cell!("mentions.tsv", 11 => "7", "/Confidence"),
    cell!("mentions.tsv", 15 => "[1]", "/Extras"),
    cell!("gkg.tsv", 0 => "19260303153000", "/GKGRECORDID"),
    cell!("gkg.tsv", 1 => "19260303152900", "/DATE"),
    cell!("gkg.tsv", 9 => "1#Russia#RU#RU#60#100#RU;", "/Locations"),
    cell!("gkg.tsv", 10 => "1#Russia#RUS#RUS##60#100#RUS#4", "/V2Locations"),
    cell!("gkg.tsv", 15 => "1,0,0,0,0,0,7", "/V2Tone"),
    cell!("gkg.tsv", 22 => "1|2|said", "/Quotations"),
    cell!("gkg.tsv", 26 => "<PAGE_TITLE>x", "/Extras"),
    Mutation {
        file: "gkg.tsv",
        change: |text| format!("{text}{}\n", text.lines().next().expect("a row")),
        pointer: "/GKGRECORDID",
        line: 3,
    },
    swap!("table.csv", "source_code" => "sauce_code", "/source_code"),
    swap!("table.csv", ",article\n" => "\n", "/article"),
    csv!("table.csv", 1 => "1926-02-30", "/date"),
    csv!("table.csv", 9 => "38", "/cameo_code"),
    csv!("table.csv", 10 => "Threaten", "/cameo_name"),
    csv!("table.csv", 5 => "RU", "/source_country"),
    csv!("table.csv", 14 => "sworn", "/mode"),
    csv!("table.csv", 24 => "9", "/confidence"),
    Mutation {
        file: "table.csv",
        change: |text| format!("{text}{}\n", text.lines().nth(1).expect("a row")),
        pointer: "/global_event_id",
        line: 7,
    },
    csv!("denominators.csv", 0 => "1926", "/day"),
    csv!("denominators.csv", 3 => "9", "/articles"),
    Mutation { file: "denominators.csv", change: |text| text.replacen(",0\n", ",\"0\n", 1), pointer: "", line: 3 },
    Mutation {
        file: "denominators.csv",
        change: |text| format!("{text}{}\n", text.lines().nth(1).expect("a row")),
        pointer: "/day",
        line: 5,
    },
    swap!("manifest.json", "\"counts\"" => "\"count\"", "/count"),
    swap!("manifest.json", "\"documents\":2" => "\"documents\":3", "/counts/documents"),
    swap!("rejects.jsonl", "\"kind\":\"empty\"" => "\"kind\":\"void\"", "/kind"),
    swap!("rejects.jsonl", "\"sha256\":\"0" => "\"sha256\":\"g", "/sha256"),
    swap!("code.jsonl", "\"cameo\":\"138\"" => "\"cameo\":138", "/events/0/cameo"),
    swap!("code.jsonl", "\"trigger\":[" => "\"trigger\":[0,", "/events/0/spans/trigger"),
];

#[test]
fn every_planted_fault_is_found_where_it_is() {
    let files = files::all();
    let mut missed = Vec::new();
    for (at, mutation) in MUTATIONS.iter().enumerate() {
        let file = files.iter().find(|file| file.name == mutation.file).expect("a file of that name");
        let bad = (mutation.change)(&file.text);
        assert_ne!(bad, file.text, "mutation {at} of {} changes nothing", mutation.file);
        let report = validate(&mut bad.as_bytes(), file.name, None).expect("content that tells");
        if !names(&report, mutation) {
            missed.push(format!(
                "{at} {}: want {}:{}, got {:#?}",
                file.name, mutation.line, mutation.pointer, report.faults
            ));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn names(report: &Report, mutation: &Mutation) -> bool {
    report
        .faults
        .iter()
        .any(|fault| fault.pointer == mutation.pointer && fault.line == mutation.line && fault.column > 0)
}

#[test]
fn places_are_those_of_the_characters() {
    let text = "{\n  \"source\": {\"path\": \"é.html\", \"format\": 7},\n  \"kind\": \"empty\", \"why\": \"x\", \"remedy\": \"y\"\n}";
    let report = validate(&mut text.as_bytes(), "r.json", None).expect("content that tells");
    let shown: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["r.json:2:42: /source/format: 7 has the wrong type; expected string"]);
}

#[test]
fn bytes_that_are_no_text_are_a_fault() {
    let bytes =
        b"{\"source\":{\"path\":\"\xff\",\"format\":\"x\"},\"kind\":\"empty\",\"why\":\"x\",\"remedy\":\"y\"}\n";
    let report = validate(&mut &bytes[..], "r.jsonl", None).expect("content that tells");
    assert_eq!((report.faults.len(), report.faults[0].column), (1, 20));
}

#[test]
fn no_damage_makes_the_validator_panic() {
    for file in files::all() {
        for cut in (0..file.text.len()).step_by(37) {
            let mut bytes = file.text.as_bytes()[..cut].to_vec();
            let _ = validate(&mut &bytes[..], file.name, Some(file.schema));
            bytes.extend_from_slice(b"\xf0\"}{\t");
            bytes.extend_from_slice(&file.text.as_bytes()[cut..]);
            let report = validate(&mut &bytes[..], file.name, Some(file.schema)).expect("the name tells");
            assert!(!report.is_valid(), "{} cut at {cut}", file.name);
        }
    }
}
