//! Every article of `fixtures/` gives what `tests/cases/` expects.

use crate::command::{convert, files, lines, root};
use serde_json::Value;
use std::fs;
use std::path::Path;

const FORMATS: &str = "articles,jsonld,events,mentions,quotes,nquads";

/// The cases, as `format/name`.
fn cases() -> Vec<String> {
    let all = files(&root().join("tests/cases"));
    all.iter().filter_map(|name| name.strip_suffix("/about.toml")).map(str::to_owned).collect()
}

fn source(case: &str) -> String {
    let directory = format!("fixtures/{case}");
    let name =
        files(&root().join(&directory)).into_iter().next().unwrap_or_else(|| panic!("{directory} holds no source"));
    format!("{directory}/{name}")
}

#[test]
fn every_fixture_has_a_case_and_gives_what_it_expects() {
    let fixtures = files(&root().join("fixtures"));
    let cases = cases();
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        let case = fixture.rsplit_once('/').map_or("", |(case, _)| case);
        if !cases.iter().any(|c| c == case) {
            wrong.push(format!("fixtures/{fixture} has no tests/cases/{case}/about.toml"));
        }
    }
    for case in &cases {
        let out = convert(&[&source(case)], &["--to", FORMATS, "--sort"]);
        let expected = root().join("tests/cases").join(case).join("expected");
        if std::env::var_os("UPDATE").is_some() {
            update(out.path(), &expected);
        }
        wrong.extend(compare(case, out.path(), &expected));
    }
    assert!(wrong.is_empty(), "{}\n\nIf the change is meant: UPDATE=1 cargo test --test suite cases", wrong.join("\n"));
}

fn outputs(directory: &Path) -> Vec<String> {
    files(directory).into_iter().filter(|name| name != "manifest.json").collect()
}

fn update(out: &Path, expected: &Path) {
    let _ = fs::remove_dir_all(expected);
    fs::create_dir_all(expected).expect("the case's directory can be written");
    for name in outputs(out) {
        fs::write(expected.join(&name), lasting(&out.join(&name))).expect("the case's directory can be written");
    }
}

/// What an output says, without the statements about the run: they change with every line of a dictionary.
fn lasting(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let Some(about) = text.lines().find(|line| line.contains("\"dictionaries\"@en")) else { return text };
    let subject = about.split(' ').next().unwrap_or_default();
    let lasts = |line: &&str| !line.starts_with(subject) && !line.contains("/run/");
    text.lines().filter(lasts).flat_map(|line| [line, "\n"]).collect()
}

fn compare(case: &str, out: &Path, expected: &Path) -> Vec<String> {
    let mut names = outputs(out);
    names.extend(files(expected));
    names.sort();
    names.dedup();
    let mut wrong = Vec::new();
    for name in names {
        let got = lasting(&out.join(&name));
        let want = fs::read_to_string(expected.join(&name)).unwrap_or_default();
        if got != want {
            let at = got.lines().zip(want.lines()).take_while(|(g, w)| g == w).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").chars().take(300).collect::<String>();
            wrong.push(format!("{case}/expected/{name}:{}:\n  want {}\n  got  {}", at + 1, line(&want), line(&got)));
        }
    }
    wrong
}

/// Events annotated by hand in `about.toml` are found; those noted as missed are still missed.
#[test]
fn annotated_events_are_found() {
    let mut wrong = Vec::new();
    for case in cases() {
        let path = root().join("tests/cases").join(&case).join("about.toml");
        let about: toml::Table =
            fs::read_to_string(&path).expect("the case's about.toml").parse().expect("about.toml is TOML");
        for key in ["shows", "author", "licence"] {
            if about.get(key).and_then(toml::Value::as_str).is_none() {
                wrong.push(format!("{case}/about.toml: no {key}"));
            }
        }
        let out = convert(&[&source(&case)], &["--to", "events,mentions"]);
        let found = told(out.path());
        if about.get("silent").and_then(toml::Value::as_bool) == Some(true) && !found.is_empty() {
            wrong.push(format!("{case}: no event is told, yet {found:?}"));
        }
        let list = |key: &str| about.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        for (key, must) in [("events", true), ("missed", false)] {
            for event in list(key) {
                let event = event.as_str().expect("an event is a string").to_owned();
                if found.contains(&event) != must {
                    let remedy = if must { "is not found" } else { "is found now: move it to `events`" };
                    wrong.push(format!("{case}/about.toml: {key}: {event} {remedy}; found {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the event table tells, as `SOURCE ROOT TARGET`.
fn told(out: &Path) -> Vec<String> {
    let actor = |code: &str| if code.is_empty() { "---".to_owned() } else { code.chars().take(3).collect() };
    let rows = lines(out, "events.tsv");
    rows.iter()
        .map(|row| {
            let columns: Vec<_> = row.split('\t').collect();
            format!("{} {} {}", actor(columns[5]), columns[28], actor(columns[15]))
        })
        .collect()
}

#[test]
fn evidence_points_at_its_words() {
    let out = convert(&["fixtures"], &[]);
    let texts: std::collections::HashMap<String, String> = lines(out.path(), "articles.jsonl")
        .iter()
        .map(|line| {
            let article: Value = serde_json::from_str(line).expect("an article is JSON");
            (article["id"].as_str().expect("an id").to_owned(), article["text"].as_str().expect("a text").to_owned())
        })
        .collect();
    let evidence = lines(out.path(), "evidence.jsonl");
    assert!(evidence.len() > 20, "only {} tellings in the fixtures", evidence.len());
    for line in evidence {
        let line: Value = serde_json::from_str(&line).expect("evidence is JSON");
        let text = &texts[line["article"].as_str().expect("an article id")];
        let span = &line["spans"]["sentence"];
        let (begin, end) = (span["begin"].as_u64().expect("a number"), span["end"].as_u64().expect("a number"));
        let words: String = text.chars().skip(begin as usize).take((end - begin) as usize).collect();
        assert_eq!(line["sentence"].as_str(), Some(words.as_str()));
    }
}
