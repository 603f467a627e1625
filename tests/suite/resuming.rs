//! A run that is cut short goes on where it was, and its bytes are those of a run that nothing disturbed.

use crate::command::{convert, files, nutgraf, root};
use crate::merging::assert_same;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const OPTIONS: [&str; 4] = ["--jobs", "2", "--to", "articles,jsonld,events,mentions,gkg,table,parquet,quotes,nquads"];
/// Kills, and the time that the loop may take at most.
const KILLS: u32 = 20;
const LIMIT: Duration = Duration::from_secs(60);

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are Unicode")
}

/// A corpus of many small files and a long one, which takes some seconds.
fn corpus(directory: &Path, copies: usize) {
    let fixtures = root().join("fixtures");
    for name in files(&fixtures) {
        for copy in 0..copies {
            let path = directory.join(format!("{copy:03}")).join(&name);
            fs::create_dir_all(path.parent().expect("a file has a directory")).expect("a directory");
            fs::copy(fixtures.join(&name), path).expect("a copy");
        }
    }
    let lines: String = (0..40 * copies)
        .map(|n| {
            let body =
                format!("Israel accused Syria of attack {n} on Monday. France and Germany held talks in Vienna.");
            format!("{{\"headline\":\"Report {n}\",\"published\":\"1999-05-0{}\",\"body\":\"{body}\"}}\n", n % 9 + 1)
        })
        .collect();
    fs::write(directory.join("zz.jsonl"), lines).expect("a file");
}

fn start(input: &Path, out: &Path, options: &[&str]) -> std::process::Child {
    Command::new(assert_cmd::cargo::cargo_bin("nutgraf"))
        .args(["convert", text(input), "--out", text(out), "--resume", "--quiet"])
        .args(options)
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts")
}

#[test]
fn a_run_killed_twenty_times_gives_the_same_bytes() {
    let source = tempfile::tempdir().expect("a temporary directory");
    corpus(source.path(), 2);
    killed(source.path(), &OPTIONS);
}

#[test]
fn a_run_that_compresses_is_killed_as_safely() {
    let source = tempfile::tempdir().expect("a temporary directory");
    corpus(source.path(), 1);
    killed(source.path(), &["--to", "articles,events,nquads", "--gzip"]);
}

fn killed(source: &Path, options: &[&str]) {
    let begun = Instant::now();
    let whole = convert(&[text(source)], options);
    let time = begun.elapsed();
    let out = tempfile::tempdir().expect("a temporary directory");
    // A sequence without a pattern that is the same in every test.
    let mut random = 7u32;
    for _ in 0..KILLS {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut run = start(source, out.path(), options);
        std::thread::sleep(time.mul_f64(f64::from(random >> 16) / 65536.0 * 0.7));
        run.kill().expect("the run is ours to kill");
        run.wait().expect("the run ends");
        if begun.elapsed() > LIMIT {
            break;
        }
    }
    let ended = start(source, out.path(), options).wait().expect("the run ends");
    assert!(ended.code().is_some_and(|code| code < 2));
    assert_same(whole.path(), out.path());
    assert!(!out.path().join(".nutgraf/journal.json").exists());
}

/// A run that is stopped by a directory that goes away, at a place that is the same every time.
fn stopped(source: &Path, out: &Path) -> PathBuf {
    let last = source.join("zz.d");
    fs::create_dir_all(&last).expect("a directory");
    fs::copy(root().join("fixtures").join(&files(&root().join("fixtures"))[0]), last.join("a.html")).expect("a copy");
    let mut run = start(source, out, &OPTIONS);
    // The walk is done once the journal stands.
    while !out.join(".nutgraf/journal.json").exists() {
        assert_eq!(run.try_wait().expect("the run is ours"), None, "the run ended before it began");
        std::thread::sleep(Duration::from_millis(2));
    }
    let away = source.with_extension("away");
    fs::rename(&last, &away).expect("the directory goes away");
    let code = run.wait().expect("the run ends").code();
    fs::rename(&away, &last).expect("the directory comes back");
    assert_eq!(code, Some(2), "the run ended before its last directory went away");
    last
}

#[test]
fn a_directory_that_goes_away_stops_the_run_and_costs_nothing() {
    let source = tempfile::tempdir().expect("a temporary directory");
    corpus(source.path(), 2);
    let out = tempfile::tempdir().expect("a temporary directory");
    let last = stopped(source.path(), out.path());
    let journal = fs::read_to_string(out.path().join(".nutgraf/journal.json")).expect("a journal");
    assert!(journal.contains("\"checkpoints\":[{"), "{journal}");

    // Other options or inputs are another run.
    let refused = |extra: &[&str], what: &str| {
        let mut arguments = vec!["convert", text(source.path()), "--out", text(out.path()), "--resume"];
        arguments.extend(OPTIONS);
        arguments.extend(extra);
        let run = nutgraf(&arguments).assert().code(2);
        let message = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(message.contains(what), "{message}");
    };
    refused(&["--no-mirror"], "had other options");
    fs::write(source.path().join("000/0.md"), "# New\n").expect("a file");
    refused(&[], "the inputs are not those of the run");
    fs::remove_file(source.path().join("000/0.md")).expect("the file was there");

    // A part that was damaged is not kept.
    let partial = out.path().join("articles.jsonl.partial");
    let mut bytes = fs::read(&partial).expect("the part");
    bytes[10] ^= 1;
    fs::write(&partial, bytes).expect("the part can be written");
    assert!(last.exists());
    let ended = start(source.path(), out.path(), &OPTIONS).wait().expect("the run ends");
    assert!(ended.code().is_some_and(|code| code < 2));
    let whole = convert(&[text(source.path())], &OPTIONS);
    assert_same(whole.path(), out.path());
}
