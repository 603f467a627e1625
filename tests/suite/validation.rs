//! `validate` accepts what `convert` wrote and names the place of every planted fault.

use crate::command::{convert, files, lines, nutgraf};
use std::fs;

#[test]
fn everything_that_convert_writes_is_valid() {
    let tables = "articles,jsonld,events,mentions,gkg,quotes,table";
    let formats = format!("{tables},nquads,ntriples,turtle,graph,neo4j,neptune,ladybug");
    let out = convert(&["fixtures"], &["--to", &formats, "--pretty"]);
    let folders = ["neo4j", "neptune", "ladybug"];
    let files = files(out.path()).into_iter().filter(|name| {
        let in_folder = folders.iter().any(|folder| name.starts_with(&format!("{folder}/")));
        !in_folder && name != "datapackage.json"
    });
    for name in files.chain(folders.map(str::to_owned)) {
        let path = out.path().join(&name);
        let run = nutgraf(&["validate", path.to_str().expect("temporary paths are Unicode")])
            .output()
            .expect("the command starts");
        assert!(
            run.status.success(),
            "{name}: {}{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        );
    }
}

/// One change to a file that `convert` wrote, and what the fault's line must name.
struct Mutation {
    file: &'static str,
    change: fn(&str) -> String,
    named: &'static str,
}

/// Replaces the first match.
macro_rules! swap {
    ($file:literal, $from:literal => $to:literal, $named:literal) => {
        Mutation { file: $file, change: |text| text.replacen($from, $to, 1), named: $named }
    };
}

/// Puts a value into a column (from 0) of the first line.
macro_rules! column {
    ($file:literal, $column:literal => $value:literal, $named:literal) => {
        Mutation { file: $file, change: |text| with_column(text, $column, $value), named: $named }
    };
}

fn with_column(text: &str, column: usize, value: &str) -> String {
    let (first, rest) = text.split_once('\n').expect("a table has a line");
    let mut fields: Vec<&str> = first.split('\t').collect();
    fields[column] = value;
    format!("{}\n{rest}", fields.join("\t"))
}

const MUTATIONS: &[Mutation] = &[
    swap!("articles.jsonl", "\"published\":\"19" => "\"published\":\"x9", "/published"),
    swap!("articles.jsonl", "\"kind\":\"text\"" => "\"kind\":\"txt\"", "/body/0/kind"),
    swap!("articles.jsonl", "\"begin\":" => "\"begin\":9", "/body/0"),
    swap!("articles.jsonl", "\"headline\":" => "\"headlin\":", "headlin"),
    swap!("articles.jsonl", "\"text\":\"" => "\"text\":\"X", "/text"),
    swap!("articles.jsonl", "{\"id\":\"" => "{\"id\":\"1", "/id"),
    swap!("articles.jsonl", "}" => "", ":1:"),
    swap!("jsonld.jsonl", "\"@type\":\"NewsArticle\"" => "\"@type\":\"Recipe\"", "/@type"),
    swap!("jsonld.jsonl", "\"datePublished\":\"19" => "\"datePublished\":\"sometime 19", "/datePublished"),
    swap!("jsonld.jsonl", "\"headline\":\"" => "\"headline\":7,\"x\":\"", "/headline"),
    swap!("jsonld.jsonl", "\"wordCount\":" => "\"wordCount\":-", "/wordCount"),
    swap!("jsonld.jsonl", "\"@context\":\"https://schema.org\"" => "\"@context\":\"https://schema.example\"", "/@context"),
    column!("events.tsv", 0 => "12", "GLOBALEVENTID"),
    column!("events.tsv", 1 => "19901301", "SQLDATE"),
    column!("events.tsv", 26 => "43", "EventCode"),
    column!("events.tsv", 28 => "20", "EventRootCode"),
    column!("events.tsv", 29 => "5", "QuadClass"),
    column!("events.tsv", 30 => "99.0", "GoldsteinScale"),
    column!("events.tsv", 31 => "0", "NumMentions"),
    column!("events.tsv", 5 => "RU", "Actor1Code"),
    column!("events.tsv", 56 => "95.5", "ActionGeo_Lat"),
    column!("mentions.tsv", 6 => "0", "SentenceID"),
    column!("mentions.tsv", 11 => "7", "Confidence"),
    column!("mentions.tsv", 2 => "1990", "MentionTimeDate"),
    column!("gkg.tsv", 0 => "19990503121500", "GKGRECORDID"),
    column!("gkg.tsv", 1 => "20990503", "DATE"),
    column!("gkg.tsv", 8 => "TRADE,3", "V2Themes"),
    column!("gkg.tsv", 9 => "1#France#FRA#FRA#46#2#FRA", "Locations"),
    column!("gkg.tsv", 15 => "0,0,0", "V2Tone"),
    column!("gkg.tsv", 16 => "3#13#1#1999#5", "Dates"),
    column!("gkg.tsv", 26 => "", "Extras"),
    swap!("table.csv", "cameo_code" => "code", ":1:"),
    swap!("table.csv", ",asserted," => ",sworn,", "/mode"),
    swap!("table.csv", "USA,USA," => "USA,US,", "_country"),
    swap!("table.csv", "patterns/" => "\"patterns/", ":2:"),
    swap!("denominators.csv", ",1,0\n" => ",1,1\n", "/articles"),
    swap!("denominators.csv", "-" => "/", "/day"),
    swap!("evidence.jsonl", "\"mode\":\"" => "\"mode\":\"x", "/mode"),
    swap!("evidence.jsonl", "\"confidence\":0" => "\"confidence\":3", "/confidence"),
    swap!("manifest.json", "\"counts\"" => "\"count\"", "count"),
];

/// Name of the schema of an output file.
fn schema(file: &str) -> &'static str {
    match file {
        "articles.jsonl" => "article",
        "jsonld.jsonl" => "news-article",
        "events.tsv" => "events-row",
        "mentions.tsv" => "mentions-row",
        "gkg.tsv" => "gkg-row",
        "table.csv" => "table-row",
        "denominators.csv" => "denominators-row",
        "evidence.jsonl" => "evidence",
        "manifest.json" => "manifest",
        other => panic!("no schema for {other}"),
    }
}

#[test]
fn every_mutation_is_rejected_and_its_place_named() {
    let out = convert(&["fixtures"], &["--to", "articles,jsonld,events,mentions,gkg,table"]);
    let mut wrong = Vec::new();
    for (at, mutation) in MUTATIONS.iter().enumerate() {
        let good = fs::read_to_string(out.path().join(mutation.file)).expect("convert wrote it");
        let bad = (mutation.change)(&good);
        assert_ne!(good, bad, "mutation {at} of {} changes nothing", mutation.file);
        let path = out.path().join(format!("mutant-{at}-{}", mutation.file));
        fs::write(&path, bad).expect("the temporary directory can be written");
        let name = schema(mutation.file);
        let shown = path.to_str().expect("temporary paths are Unicode");
        let run = nutgraf(&["validate", "--as", name, shown]).output().expect("the command starts");
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        if run.status.code() != Some(1) || !said.contains(mutation.named) {
            let why = String::from_utf8_lossy(&run.stderr);
            wrong.push(format!(
                "{at} {}: want a fault naming {}, got {:?} {said}{why}",
                mutation.file,
                mutation.named,
                run.status.code()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is replaced in a file of a property graph, and what the fault must name.
const FOLDER_MUTATIONS: &[(&str, &str, &str, &str)] = &[
    ("nodes_event.csv", ",code,", ",kode,", "nodes_event.csv:1:"),
    ("nodes_event.csv", "\n", "\n9", "edges_tells.csv"),
    ("nodes_actor.csv", "\"IRQ\"", "IRQ", "/code"),
    ("nodes_place.csv", ".", ".x", "/latitude"),
    ("nodes_mention.csv", ",true,", ",yes,", "/reciprocal"),
    ("edges_agent.csv", "\n", "\nx", "/from"),
];

#[test]
fn every_fault_of_a_property_graph_is_named() {
    let out = convert(&["fixtures"], &["--to", "ladybug"]);
    let folder = out.path().join("ladybug");
    let check = |named: &str| {
        let run = nutgraf(&["validate", folder.to_str().expect("temporary paths are Unicode")]);
        let run = { run }.output().expect("the command starts");
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.code() == Some(1) && said.contains(named), "want a fault naming {named}, got {said}");
    };
    for (file, from, to, named) in FOLDER_MUTATIONS {
        let path = folder.join(file);
        let good = fs::read_to_string(&path).expect("convert wrote it");
        let bad = good.replacen(from, to, 1);
        assert_ne!(good, bad, "{from} is nowhere in {file}");
        fs::write(&path, bad).expect("the temporary directory can be written");
        check(named);
        fs::write(&path, good).expect("the temporary directory can be written");
    }
    let nodes = folder.join("nodes_event.csv");
    let twice = fs::read_to_string(&nodes).expect("convert wrote it");
    let first = twice.lines().nth(1).expect("there are events").to_owned();
    fs::write(&nodes, format!("{twice}{first}\n")).expect("the temporary directory can be written");
    check("stands twice");
    fs::remove_file(&nodes).expect("it is there");
    check("the file is missing");
}

#[test]
fn what_a_run_without_events_writes_is_accepted_too() {
    let out = convert(&["fixtures/html/cup-final"], &[]);
    assert!(lines(out.path(), "evidence.jsonl").is_empty(), "the cup final tells no events");
    for name in files(out.path()) {
        let path = out.path().join(&name);
        nutgraf(&["validate", path.to_str().expect("temporary paths are Unicode")]).assert().success();
    }
}
