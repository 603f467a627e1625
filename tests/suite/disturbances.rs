//! A full disk, a cut archive, a file that cannot be read, links that lead nowhere: each ends right after `--resume`, or with
//! one clear line.

use crate::command::{convert, files, lines, nutgraf, root};
use crate::merging::assert_same;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

const OPTIONS: [&str; 2] = ["--to", "articles,events,mentions,gkg,table,parquet"];

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are Unicode")
}

/// What a run says on standard error, which must be one line that names a place and what to do.
fn complaint(arguments: &[&str], named: &str, remedy: &str) {
    let run = nutgraf(arguments).assert().code(2);
    let said = String::from_utf8(run.get_output().stderr.clone()).expect("messages are UTF-8");
    let said_once = said.matches(named).count() == 1;
    assert!(said.lines().count() == 1 && said_once && said.contains(remedy), "{said}");
}

/// A disk of its own, as small as is wanted.
struct Disk(tempfile::TempDir);

impl Disk {
    /// Nothing where disks may not be mounted.
    fn mounted(kilobytes: u64) -> Option<Disk> {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let size = format!("size={kilobytes}k");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(directory.path()).output();
        mount.is_ok_and(|run| run.status.success()).then(|| Disk(directory))
    }

    fn grow(&self) {
        let run = Command::new("mount").args(["-o", "remount,size=64m"]).arg(self.0.path()).status();
        assert!(run.is_ok_and(|status| status.success()), "the disk grows");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_stops_the_run_and_costs_nothing() {
    let whole = convert(&["fixtures"], &OPTIONS);
    let bytes: u64 =
        files(whole.path()).iter().filter_map(|name| whole.path().join(name).metadata().ok()).map(|m| m.len()).sum();
    // The smallest is full while articles are read, the others while one table after another is written.
    for tenths in [1, 3, 5, 8] {
        let kilobytes = bytes * tenths / 10 / 1024;
        let Some(disk) = Disk::mounted(kilobytes) else {
            writeln!(std::io::stderr(), "skipped: a full disk, since no disk may be mounted here").expect("a stream");
            return;
        };
        let out = disk.0.path().join("out");
        let mut arguments = vec!["convert", "fixtures", "--out", text(&out), "--resume", "--quiet"];
        arguments.extend(OPTIONS);
        complaint(&arguments, "No space left on device", "free the disk");
        disk.grow();
        nutgraf(&arguments).assert().code(0);
        assert_same(whole.path(), &out);
    }
}

/// Three pages in an archive.
fn archive() -> Vec<u8> {
    let mut archive = Vec::new();
    for name in ["oslo-1993", "dayton-1995", "cup-final"] {
        let page = fs::read(root().join(format!("fixtures/html/{name}/source.html"))).expect("a fixture");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        let length = head.len() + page.len();
        write!(
            archive,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{name}\r\nContent-Length: {length}\r\n\r\n{head}"
        )
        .expect("memory takes every byte");
        archive.extend_from_slice(&page);
        archive.extend_from_slice(b"\r\n\r\n");
    }
    archive
}

#[test]
fn of_a_cut_archive_the_rest_is_kept_and_the_cut_is_named() {
    let source = tempfile::tempdir().expect("a temporary directory");
    let path = source.path().join("pages.warc");
    let archive = archive();
    fs::write(&path, &archive[..archive.len() - 700]).expect("a file");
    let cut = convert(&[text(source.path())], &[]);
    assert_eq!(lines(cut.path(), "articles.jsonl").len(), 2);
    let rejects = lines(cut.path(), "rejects.jsonl");
    let reject: Value = serde_json::from_str(&rejects[0]).expect("a reject is JSON");
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!(reject["source"]["record"], 3, "{reject}");
    assert!(reject["source"]["byte"].as_u64().is_some_and(|byte| byte > 0), "{reject}");
    assert!(reject["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{reject}");
    // Fetched anew, it is another input.
    fs::write(&path, &archive).expect("a file");
    let manifest = cut.path().join("manifest.json");
    let anew = convert(&[text(source.path())], &["--since", text(&manifest)]);
    assert_eq!((lines(anew.path(), "articles.jsonl").len(), lines(anew.path(), "rejects.jsonl").len()), (3, 0));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_one_reject() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let source = tempfile::tempdir().expect("a temporary directory");
    let path = source.path().join("b.html");
    fs::copy(root().join("fixtures/html/oslo-1993/source.html"), source.path().join("a.html")).expect("a copy");
    fs::copy(source.path().join("a.html"), source.path().join("c.html")).expect("a copy");
    fs::write(&path, "<html>").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).expect("the file is ours");
    if fs::read(&path).is_ok() {
        // Root reads everything but this.
        fs::remove_file(&path).expect("the file is ours");
        symlink("/proc/self/mem", &path).expect("a link");
    }
    let out = convert(&[text(source.path())], &[]);
    assert_eq!(lines(out.path(), "articles.jsonl").len(), 2);
    let rejects = lines(out.path(), "rejects.jsonl");
    let reject: Value = serde_json::from_str(&rejects[0]).expect("a reject is JSON");
    assert_eq!((rejects.len(), reject["kind"].as_str()), (1, Some("unreadable")), "{rejects:?}");
    assert!(reject["source"]["path"].as_str().is_some_and(|path| path.ends_with("b.html")), "{reject}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_named_before_anything_is_done() {
    use std::os::unix::fs::symlink;
    let out = tempfile::tempdir().expect("a temporary directory");
    let nowhere = tempfile::tempdir().expect("a temporary directory");
    symlink("/nowhere/at/all", nowhere.path().join("a.html")).expect("a link");
    complaint(
        &["convert", text(nowhere.path()), "--out", text(out.path())],
        "a.html",
        "make it readable or leave it out",
    );
    let circle = tempfile::tempdir().expect("a temporary directory");
    symlink(circle.path(), circle.path().join("again")).expect("a link");
    complaint(
        &["convert", text(circle.path()), "--out", text(out.path())],
        "in a circle",
        "make it readable or leave it out",
    );
    assert!(files(out.path()).is_empty());
}

#[test]
fn an_output_directory_that_cannot_be_made_is_named() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("file");
    fs::write(&file, "").expect("a file");
    let out = file.join("out");
    complaint(&["convert", "fixtures", "--out", text(&out)], "file/out: ", "choose a directory that can be written");
}
