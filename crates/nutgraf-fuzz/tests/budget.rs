//! Every target bears damaged inputs, for a bounded time, and those that once failed.

use nutgraf_fuzz::{Limits, Seeds, Target, run};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Executions of each target, or as many as this time allows.
const EXECUTIONS: u64 = 60;
const TIME: Duration = Duration::from_secs(2);

#[test]
fn every_target_bears_damaged_inputs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let save = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    let seeds = Seeds::of_repository(&root, &save).expect("fixtures can be read");
    let limits =
        Limits { from: 0, executions: EXECUTIONS, time: TIME, patience: Duration::from_secs(30), growth: 1 << 30 };
    let mut failures = Vec::new();
    for target in Target::ALL {
        assert!(!seeds.of(target).is_empty(), "{} has no seeds", target.name());
        let outcome = run(target, &seeds.of(target), seeds.words(), 1, &limits, &save).expect("room to save");
        assert!(outcome.executions > 0, "{} was not fed", target.name());
        failures.extend(outcome.failures);
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn what_once_failed_is_borne() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for target in Target::ALL {
        for entry in fs::read_dir(folder.join(target.name())).into_iter().flatten().flatten() {
            target.feed(&fs::read(entry.path()).expect("a regression can be read"));
        }
    }
}

/// `fuzz/` has a binary for every target, so that `cargo fuzz run TARGET` finds it.
#[test]
fn libfuzzer_has_every_target() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml")).expect("a file");
    let named: Vec<&str> =
        manifest.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert_eq!(named[1..], Target::ALL.map(Target::name));
}
