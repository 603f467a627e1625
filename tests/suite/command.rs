//! Runs the command from the root of the repository.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The command, not yet run, with the repository's root as its directory.
pub(crate) fn nutgraf(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("nutgraf").expect("cargo builds the command for its tests");
    command.current_dir(root()).args(arguments);
    command
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Converts `inputs` into a fresh directory with `options` and expects exit code 0 or 1.
pub(crate) fn convert(inputs: &[&str], options: &[&str]) -> TempDir {
    let out = tempfile::tempdir().expect("a temporary directory");
    let mut arguments = vec!["convert", "--quiet"];
    arguments.extend(inputs);
    let path = out.path().to_str().expect("temporary paths are Unicode").to_owned();
    arguments.extend(["--out", &path]);
    arguments.extend(options);
    let run = nutgraf(&arguments).output().expect("the command starts");
    assert!(run.status.code().is_some_and(|code| code < 2), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    out
}

/// Files below a directory, with `/` between the parts of their names, in order; hidden ones are none of a user's.
pub(crate) fn files(directory: &Path) -> Vec<String> {
    let mut found = Vec::new();
    collect(directory, "", &mut found);
    found.sort();
    found
}

fn collect(directory: &Path, prefix: &str, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

/// The lines of an output file.
pub(crate) fn lines(directory: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(directory.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    text.lines().map(str::to_owned).collect()
}
