//! Compressed outputs hold what those that are not compressed hold.

use crate::command::{convert, files, nutgraf, root};
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;

const ALL: &str = "articles,jsonld,events,mentions,gkg,table,parquet,quotes,nquads,turtle";

fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    nutgraf::decompress(bytes).expect("gzip has a head").read_to_end(&mut plain).expect("gzip is whole");
    plain
}

fn read(directory: &Path, name: &str) -> Vec<u8> {
    fs::read(directory.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn files_hold_the_same_and_are_valid() {
    for options in [&["--to", ALL][..], &["--to", ALL, "--sort", "--jobs", "3"]] {
        let expected = convert(&["fixtures"], options);
        let compressed = convert(&["fixtures"], &[options, &["--gzip"]].concat());
        let folders = ["parquet/", "manifest.json", "rejects.jsonl", "datapackage.json"];
        for name in files(expected.path()) {
            let stays = folders.iter().any(|folder| name.starts_with(folder));
            if name == "manifest.json" || name == "datapackage.json" {
                continue;
            }
            let own = if stays { name.clone() } else { format!("{name}.gz") };
            let bytes = read(compressed.path(), &own);
            assert!(stays || (bytes.starts_with(&[0x1f, 0x8b]) && bytes[4..8] == [0; 4]), "{own} notes a time");
            assert!(plain(&bytes) == read(expected.path(), &name), "{name} differs");
            if !stays && !name.starts_with("turtle") {
                let path = compressed.path().join(own);
                nutgraf(&["validate", path.to_str().expect("temporary paths are Unicode")]).assert().code(0);
            }
        }
        assert_eq!(files(expected.path()).len(), files(compressed.path()).len());
    }
}

#[test]
fn the_package_names_the_files_as_they_are() {
    let out = convert(&["fixtures/articles"], &["--to", "events,table", "--gzip"]);
    let package: Value =
        serde_json::from_slice(&read(out.path(), "datapackage.json")).expect("the description is JSON");
    let resources = package["resources"].as_array().expect("a list");
    assert_eq!(resources.len(), 3);
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        assert!(path.ends_with(".gz") && resource["compression"] == "gz", "{resource}");
        assert_eq!(resource["bytes"], read(out.path(), path).len());
    }
}

#[test]
fn a_stream_is_compressed_too() {
    for format in ["events", "nquads", "articles"] {
        let print = |more: &[&str]| {
            let arguments = [&["convert", "fixtures/articles", "--quiet", "--out", "-", "--to", format], more].concat();
            nutgraf(&arguments).output().expect("the command starts").stdout
        };
        let (expected, bytes) = (print(&[]), print(&["--gzip"]));
        assert!(bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() < expected.len());
        assert!(plain(&bytes) == expected, "{format} differs");
    }
}

#[test]
fn compressed_outputs_are_inputs() {
    let out = convert(&["fixtures/articles"], &["--to", "articles", "--gzip"]);
    let path = out.path().join("articles.jsonl.gz");
    let again = convert(&[path.to_str().expect("temporary paths are Unicode")], &["--to", "articles"]);
    let count = plain(&read(out.path(), "articles.jsonl.gz")).iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(read(again.path(), "articles.jsonl").iter().filter(|byte| **byte == b'\n').count(), count);
    assert!(root().join("fixtures/articles").is_dir() && count > 0);
}
