//! `cargo run --release -p nutgraf-fuzz -- --target all --executions 10000 --seed 1`

use anyhow::{Result, bail};
use clap::Parser;
use nutgraf_fuzz::{Limits, Seeds, Target, quiet_panics, run};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Feeds damaged inputs to readers, parsers and validators.
#[derive(Parser)]
struct Arguments {
    /// Targets, divided by commas, or all.
    #[arg(long, default_value = "all", value_delimiter = ',')]
    target: Vec<String>,
    /// Executions of each target, or as many as its time allows.
    #[arg(long, default_value_t = 1000)]
    executions: u64,
    /// Number of the first execution: with --executions 1, one input again.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Which sequence of inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Most time of all targets together, in seconds: each has the same share, and what one does not need goes to those
    /// after it.
    #[arg(long, default_value_t = 1e9)]
    time: f64,
    /// An input that takes longer, in seconds, is a failure; ten times as long ends the run.
    #[arg(long, default_value_t = 5.0)]
    patience: f64,
    /// Resident memory may grow by so many megabytes.
    #[arg(long, default_value_t = 256)]
    growth: u64,
    /// Where inputs that fail are saved.
    #[arg(long, default_value = "target/fuzz")]
    save: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let targets = match arguments.target.as_slice() {
        [all] if all == "all" => Target::ALL.to_vec(),
        names => names.iter().map(|name| name.parse()).collect::<Result<Vec<Target>>>()?,
    };
    let mut left = Duration::try_from_secs_f64(arguments.time)?;
    let mut limits = Limits {
        from: arguments.from,
        executions: arguments.executions,
        time: left,
        patience: Duration::try_from_secs_f64(arguments.patience)?,
        growth: arguments.growth << 20,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let seeds = Seeds::of_repository(&root, &arguments.save)?;
    quiet_panics();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<10} {:>10} {:>9} {:>10} {:>11} {:>9}  failures",
        "target", "executions", "seconds", "each", "slowest", "memory"
    )?;
    let (mut executions, mut failures) = (0, 0);
    for (target, waiting) in targets.iter().copied().zip((1..=targets.len() as u32).rev()) {
        limits.time = left / waiting;
        let outcome = run(target, &seeds.of(target), seeds.words(), arguments.seed, &limits, &arguments.save)?;
        left = left.saturating_sub(outcome.time);
        let each = outcome.time.as_secs_f64() * 1e6 / outcome.executions.max(1) as f64;
        let (first, last) = outcome.memory;
        writeln!(
            out,
            "{:<10} {:>10} {:>9.1} {:>7.0} µs {:>8.1} ms {:>+6} MB  {}",
            target.name(),
            outcome.executions,
            outcome.time.as_secs_f64(),
            each,
            outcome.slowest.as_secs_f64() * 1e3,
            (last as i64 - first as i64) >> 20,
            outcome.failures.len()
        )?;
        for failure in &outcome.failures {
            writeln!(out, "  {}: {}\n    {}", failure.number, failure.what, failure.saved.display())?;
        }
        executions += outcome.executions;
        failures += outcome.failures.len();
        out.flush()?;
    }
    writeln!(out, "{executions} executions, {failures} failures")?;
    if failures > 0 {
        bail!("mend what failed, and keep the input in crates/nutgraf-fuzz/regressions/TARGET/")
    } else {
        Ok(())
    }
}
