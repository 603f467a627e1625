//! What is measured, and the table of it.

use anyhow::Result;
use nutgraf_bench::Clock;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What a stage, or a peer, took.
pub(crate) struct Stage {
    pub(crate) name: String,
    pub(crate) documents: usize,
    pub(crate) seconds: f64,
    /// Allocations and bytes allocated, where they were counted.
    pub(crate) allocated: Option<(usize, usize)>,
    /// Bytes of the documents.
    pub(crate) bytes: usize,
    /// The stage of ours that it is a peer of.
    pub(crate) against: Option<String>,
}

impl Stage {
    fn speed(&self) -> f64 {
        self.documents as f64 / self.seconds.max(1e-9)
    }

    /// The same as a peer of a stage.
    pub(crate) fn against(self, name: &str) -> Stage {
        Stage { against: Some(name.to_owned()), ..self }
    }
}

/// Runs a stage over documents of so many bytes; it says how many they were.
pub(crate) fn stage(name: &str, bytes: usize, work: impl FnOnce() -> Result<usize>) -> Result<Stage> {
    let region = Region::new(ALLOCATOR);
    let clock = Clock::start();
    let documents = work()?;
    let seconds = clock.seconds();
    let change = region.change();
    let allocated = Some((change.allocations, change.bytes_allocated));
    Ok(Stage { name: name.to_owned(), documents, seconds, allocated, bytes, against: None })
}

/// Prints all stages, each peer with its speed as a share of that of the stage which it is a peer of.
#[allow(clippy::print_stdout, reason = "a command prints")]
pub(crate) fn print(stages: &[Stage]) {
    println!(
        "| stage | documents | documents/s | MB/s | allocations a document | kB allocated a document | against ours |"
    );
    println!("|---|---|---|---|---|---|---|");
    for stage in stages {
        let many = stage.documents.max(1) as f64;
        let allocated = stage.allocated.map_or(" | ".to_owned(), |(count, bytes)| {
            format!("{:.0} | {:.0}", count as f64 / many, bytes as f64 / 1e3 / many)
        });
        let ours = stages.iter().find(|ours| Some(&ours.name) == stage.against.as_ref());
        let share = ours.map(|ours| format!("{:.2} × {}", stage.speed() / ours.speed(), ours.name)).unwrap_or_default();
        println!(
            "| {} | {} | {:.0} | {:.1} | {allocated} | {share} |",
            stage.name,
            stage.documents,
            stage.speed(),
            stage.bytes as f64 / 1e6 / stage.seconds.max(1e-9),
        );
    }
}
