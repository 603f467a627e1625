//! A dictionary that learns a hundred Wikidata ids changes no node and no event: only `sameAs` statements come.

use crate::command::{convert, lines, root};
use std::collections::BTreeSet;
use std::fs;

/// Statements that name the run: another dictionary is another run.
const OF_RUNS: [&str; 4] =
    ["prov#wasGeneratedBy>", "<https://nutgraf.invalid/run/", "<https://nutgraf.invalid/resource/", "/software/"];

#[test]
fn a_hundred_wikidata_ids_change_no_node_and_no_event() {
    let scratch = tempfile::tempdir().expect("a temporary directory");
    let entities = scratch.path().join("learnt.tsv");
    fs::write(&entities, learnt(100)).expect("the temporary directory can be written");
    let formats = ["--to", "events,mentions,nquads,ladybug"];
    let before = convert(&["fixtures"], &formats);
    let path = entities.to_str().expect("temporary paths are Unicode");
    let after = convert(&["fixtures"], &[&formats[..], &["--entities", path]].concat());

    for table in ["events.tsv", "mentions.tsv"] {
        assert_eq!(lines(before.path(), table), lines(after.path(), table), "{table}");
    }
    let [old, new] = [&before, &after].map(|out| {
        let told = lines(out.path(), "nquads.nq").into_iter();
        told.filter(|line| !OF_RUNS.iter().any(|run| line.contains(run))).collect::<BTreeSet<_>>()
    });
    let gone: Vec<_> = old.difference(&new).collect();
    assert!(gone.is_empty(), "{gone:#?}");
    let come: Vec<_> = new.difference(&old).collect();
    let links =
        come.iter().filter(|line| line.contains("<https://schema.org/sameAs> <http://www.wikidata.org/entity/Q99"));
    assert_eq!(links.count(), come.len(), "{come:#?}");
    assert!(come.len() >= 10, "the articles name few of whom the dictionary learnt: {come:#?}");
    for table in ["nodes_entity.csv", "nodes_event.csv", "edges_agent.csv", "edges_names.csv"] {
        let [old, new] = [&before, &after].map(|out| {
            let rows = lines(out.path(), &format!("ladybug/{table}")).into_iter();
            rows.map(|row| row.split(',').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        });
        assert_eq!(old, new, "{table}");
    }
}

/// Lines of the dictionary about as many people and bodies as wanted that have no Wikidata id yet, each with an invented
/// one; first those that the articles of `fixtures` name.
fn learnt(many: usize) -> String {
    let folder = root().join("crates/nutgraf-coder/dictionaries/en/actors");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the dictionaries are here").flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let articles = articles();
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(file.path()).expect("a dictionary is UTF-8");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((facts, "-")) = line.rsplit_once('\t') else { continue };
            let (names, rest) = facts.split_once('\t').unwrap_or_default();
            if rest.starts_with("person") || rest.starts_with("organization") {
                let hit = names.split(" | ").any(|name| articles.contains(name));
                if hit { named.push(facts.to_owned()) } else { others.push(facts.to_owned()) }
            }
        }
    }
    let mut ids = Vec::<&str>::new();
    let mut out = String::new();
    for facts in named.iter().chain(&others) {
        // Another office of the same person is the same item.
        let names = facts.split('\t').next().unwrap_or_default();
        let known = ids.iter().position(|known| *known == names);
        if known.is_none() && ids.len() == many {
            continue;
        }
        let at = known.unwrap_or(ids.len());
        if known.is_none() {
            ids.push(names);
        }
        out += &format!("{facts}\tQ99{:05}\n", at + 1);
    }
    assert_eq!(ids.len(), many, "the dictionary knows the items of nearly all");
    out
}

/// Everything that stands in `fixtures`.
fn articles() -> String {
    let mut text = String::new();
    let mut folders = vec![root().join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the fixtures are here").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                text += &String::from_utf8_lossy(&fs::read(entry.path()).expect("a fixture can be read"));
            }
        }
    }
    text
}
