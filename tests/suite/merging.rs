//! Outputs of several runs merge into what one run would have written.

use crate::command::{convert, files, nutgraf, root};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ALL: &str = "articles,jsonld,events,mentions,gkg,table,parquet,quotes,nquads";

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are Unicode")
}

/// Every output but the manifest, those for later runs with them.
fn outputs(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names = files(directory);
    names.retain(|name| name != "manifest.json");
    names.extend([".nutgraf/tellings.jsonl.gz", ".nutgraf/inputs.jsonl"].map(str::to_owned));
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(directory.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, bytes)
        })
        .collect()
}

pub(crate) fn assert_same(a: &Path, b: &Path) {
    let (a, b) = (outputs(a), outputs(b));
    let names = |outputs: &[(String, Vec<u8>)]| outputs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for ((name, one), (_, other)) in a.iter().zip(&b) {
        assert!(one == other, "{name} differs");
    }
}

/// The fixtures, those of a fault among them, in so many parts.
fn inputs() -> Vec<String> {
    let fixtures = files(&root().join("fixtures")).into_iter().map(|name| format!("fixtures/{name}"));
    let hostile = files(&root().join("tests/hostile")).into_iter().map(|name| format!("tests/hostile/{name}"));
    fixtures.chain(hostile).collect()
}

fn run(inputs: &[String], options: &[&str]) -> TempDir {
    convert(&inputs.iter().map(String::as_str).collect::<Vec<_>>(), options)
}

fn merged(shards: &[TempDir]) -> TempDir {
    let out = tempfile::tempdir().expect("a temporary directory");
    let mut arguments = vec!["merge", "--quiet", "--out", text(out.path())];
    arguments.extend(shards.iter().map(|shard| text(shard.path())));
    nutgraf(&arguments).assert().code(0);
    out
}

#[test]
fn shards_merge_into_one_run() {
    let inputs = inputs();
    for options in [
        &["--to", ALL][..],
        &["--to", ALL, "--sort", "--pretty", "--text", "none", "--no-mirror"],
        &["--to", ALL, "--gzip", "--base", "https://base.example/"],
        &["--to", "gkg,nquads,table", "--gzip", "--sort"],
    ] {
        let whole = run(&inputs, options);
        let shards: Vec<TempDir> = inputs.chunks(inputs.len().div_ceil(5)).map(|part| run(part, options)).collect();
        let once = merged(&shards);
        assert_same(whole.path(), once.path());
        // What was merged merges again.
        let mut shards = shards.into_iter();
        let first = merged(&shards.by_ref().take(2).collect::<Vec<_>>());
        let twice = merged(&[first].into_iter().chain(shards).collect::<Vec<_>>());
        assert_same(whole.path(), twice.path());
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let plain = convert(&["fixtures/articles"], &[]);
    let one_sided = convert(&["fixtures/articles"], &["--no-mirror"]);
    let refused = |directories: [&Path; 2], out: &Path, what: &str| {
        let run = nutgraf(&["merge", text(directories[0]), text(directories[1]), "--out", text(out)]).assert().code(2);
        let message = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(message.contains(what), "{message}");
    };
    let out = tempfile::tempdir().expect("a temporary directory");
    refused(
        [plain.path(), one_sided.path()],
        out.path(),
        "made with option mirror false, not true; convert its inputs",
    );
    refused([plain.path(), out.path()], one_sided.path(), "name the output of a finished run");
    refused([plain.path(), plain.path()], plain.path(), "is itself to be merged");
    let cut = convert(&["fixtures/articles"], &[]);
    let path = cut.path().join("articles.jsonl");
    let bytes = fs::read(&path).expect("articles");
    fs::write(&path, &bytes[..bytes.len() - 1]).expect("articles can be cut");
    refused([plain.path(), cut.path()], out.path(), "articles.jsonl: is not what the manifest says");
}

#[test]
fn only_what_is_new_or_changed_is_converted_since() {
    let source = tempfile::tempdir().expect("a temporary directory");
    let article = |name: &str, words: &str| {
        fs::write(source.path().join(name), format!("# Talks\n\n1999-05-03\n\n{words}\n")).expect("a file");
    };
    article("a.md", "Israel accused Syria of an attack on Monday, officials said.");
    article("b.md", "France and Germany held talks in Vienna on Monday.");
    let first = convert(&[text(source.path())], &[]);
    article("b.md", "France and Germany held talks in Berlin on Monday.");
    article("c.md", "Egypt praised Jordan on Monday.");
    let manifest = first.path().join("manifest.json");
    let second = convert(&[text(source.path())], &["--since", text(&manifest)]);
    let articles = fs::read_to_string(second.path().join("articles.jsonl")).expect("articles");
    let named = |name: &str| articles.lines().filter(|line| line.contains(name)).count();
    assert_eq!((named("a.md"), named("b.md"), named("c.md")), (0, 1, 1));
    let both = merged(&[first, second]);
    assert_eq!(fs::read_to_string(both.path().join("articles.jsonl")).expect("articles").lines().count(), 4);
    let third = convert(&[text(source.path())], &["--since", text(&both.path().join("manifest.json"))]);
    assert_eq!(fs::read(third.path().join("articles.jsonl")).expect("articles"), b"");
    let other = nutgraf(&["convert", text(source.path()), "--out", text(third.path()), "--text", "none", "--since"])
        .arg(both.path().join("manifest.json"))
        .assert()
        .code(2);
    assert!(String::from_utf8_lossy(&other.get_output().stderr).contains("made with option text"));
}
