//! Feeds a target and watches it.

use crate::mutation::mutant;
use crate::target::Target;
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Memory is looked at after so many executions …
const LOOK: u64 = 64;
/// … and held against what it was after so many, when tables and buffers are there.
const SETTLED: u64 = 512;

/// So often is an execution that took too long done again.
const AGAIN: u32 = 3;

/// How much is done, and how much a single input may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Number of the first execution.
    pub from: u64,
    /// Executions.
    pub executions: u64,
    /// Time after which no further execution begins.
    pub time: Duration,
    /// An execution that takes longer is a failure.
    pub patience: Duration,
    /// Growth of resident memory, in bytes, after the first executions, that is a failure.
    pub growth: u64,
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Executions done.
    pub executions: u64,
    /// How long they took.
    pub time: Duration,
    /// The longest one.
    pub slowest: Duration,
    /// Resident memory, in bytes: after the first executions, and at the end.
    pub memory: (u64, u64),
    /// One failure for each place and kind.
    pub failures: Vec<Failure>,
}

/// An input that a target does not bear.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Number of the execution.
    pub number: u64,
    /// Where it panicked, or what it cost.
    pub what: String,
    /// Where the input is.
    pub saved: PathBuf,
}

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics are noted, not printed.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let payload = info.payload();
        let said = payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied());
        let said: String = said.unwrap_or_default().chars().take(400).collect();
        PANIC.with_borrow_mut(|panic| *panic = format!("{place}: {said}"));
    }));
}

/// Feeds a target. Inputs that fail are saved to `save`, with the number of the execution under way in `save/position`, so
/// that one that ends the whole process can be found too.
///
/// # Errors
/// Where `save` cannot be written.
pub fn run(
    target: Target,
    seeds: &[Vec<u8>],
    words: &[Vec<u8>],
    seed: u64,
    limits: &Limits,
    save: &Path,
) -> Result<Outcome> {
    let input = |number| mutant(seeds, words, seed, number);
    watched(target.name(), input, |input| target.feed(input), limits, save)
}

fn watched(
    name: &str,
    input: impl Fn(u64) -> Vec<u8>,
    feed: impl Fn(&[u8]),
    limits: &Limits,
    save: &Path,
) -> Result<Outcome> {
    fs::create_dir_all(save).with_context(|| save.display().to_string())?;
    let position = File::create(save.join("position"))?;
    let begun = Instant::now();
    let mut outcome = Outcome::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let clock = Clock::start(name, limits.patience, save);
    for number in limits.from..limits.from.saturating_add(limits.executions) {
        if begun.elapsed() >= limits.time {
            break;
        }
        let input = input(number);
        position.write_all_at(format!("{} {number:020}\n", name).as_bytes(), 0)?;
        clock.begin(number);
        let each = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| feed(&input)));
        let took = if ended.is_ok() { least(each.elapsed(), limits.patience, || feed(&input)) } else { each.elapsed() };
        clock.end();
        outcome.executions += 1;
        outcome.slowest = outcome.slowest.max(took);
        let mut fail = |kind: &str, what: String| -> Result<()> {
            if seen.insert(kind.to_owned()) {
                let saved = save.join(format!("{name}-{number}"));
                fs::write(&saved, &input)?;
                outcome.failures.push(Failure { number, what, saved });
            }
            Ok(())
        };
        if ended.is_err() {
            let said = PANIC.with_borrow(String::clone);
            // The place tells panics apart, not what they say.
            fail(said.split(": ").next().unwrap_or_default(), said.clone())?;
        }
        if took > limits.patience {
            fail("slow", format!("slow: {} s", took.as_secs_f64()))?;
        }
        if outcome.executions == SETTLED {
            outcome.memory.0 = resident();
        }
        if outcome.executions.is_multiple_of(LOOK) && outcome.executions > SETTLED {
            let now = resident();
            if now > outcome.memory.0 + limits.growth {
                fail("memory", format!("memory: {} MB more than at first", (now - outcome.memory.0) >> 20))?;
            }
        }
    }
    outcome.time = begun.elapsed();
    outcome.memory.1 = resident();
    outcome.memory.0 = if outcome.executions < SETTLED { outcome.memory.1 } else { outcome.memory.0 };
    Ok(outcome)
}

/// The time of an execution; where that was too long, the least of some more, since others may have had the processor.
fn least(took: Duration, patience: Duration, again: impl Fn()) -> Duration {
    let mut least = took;
    for _ in 0..AGAIN {
        if least <= patience {
            break;
        }
        let begun = Instant::now();
        again();
        least = least.min(begun.elapsed());
    }
    least
}

/// Resident memory in bytes; 0 where the system does not tell.
fn resident() -> u64 {
    const PAGE: u64 = 4096;
    let pages = fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).map_or(0, |pages| pages * PAGE)
}

/// Ends the process where an execution does not: nothing else can stop it.
struct Clock {
    /// Milliseconds at which the execution under way began, from 1; 0 where none is.
    begun: Arc<AtomicU64>,
    number: Arc<AtomicU64>,
    start: Instant,
}

impl Clock {
    fn start(name: &str, patience: Duration, save: &Path) -> Clock {
        let clock = Clock { begun: Arc::default(), number: Arc::default(), start: Instant::now() };
        let (begun, number, start) = (Arc::downgrade(&clock.begun), Arc::clone(&clock.number), clock.start);
        let note = save.join(format!("{}-hangs", name));
        std::thread::spawn(move || {
            while let Some(begun) = begun.upgrade() {
                let since = begun.load(Ordering::Acquire);
                drop(begun);
                let now = milliseconds(start);
                if since > 0 && now.saturating_sub(since) > milliseconds_of(patience) * 10 {
                    // There is no one left to tell where this fails.
                    let _ = fs::write(&note, format!("execution {} hangs\n", number.load(Ordering::Acquire)));
                    std::process::abort();
                }
                std::thread::sleep(Duration::from_millis(200));
            }
        });
        clock
    }

    fn begin(&self, number: u64) {
        self.number.store(number, Ordering::Release);
        self.begun.store(milliseconds(self.start), Ordering::Release);
    }

    fn end(&self) {
        self.begun.store(0, Ordering::Release);
    }
}

fn milliseconds(start: Instant) -> u64 {
    1 + milliseconds_of(start.elapsed())
}

fn milliseconds_of(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(name: &str, feed: impl Fn(&[u8])) -> Outcome {
        let save = std::env::temp_dir().join(format!("nutgraf-fuzz-{name}-{}", std::process::id()));
        let limits = Limits {
            from: 0,
            executions: 3 * SETTLED,
            time: Duration::from_secs(60),
            patience: Duration::from_millis(100),
            growth: 16 << 20,
        };
        let outcome = watched(name, |number| number.to_string().into_bytes(), feed, &limits, &save).expect("room");
        for failure in &outcome.failures {
            assert_eq!(fs::read(&failure.saved).expect("it was saved"), failure.number.to_string().into_bytes());
        }
        fs::remove_dir_all(save).expect("it was made");
        outcome
    }

    #[test]
    fn what_fails_is_found_once_and_saved() {
        assert!(outcome("sound", |_| {}).failures.is_empty());
        let hook = std::panic::take_hook();
        quiet_panics();
        let panics = outcome("panics", |input| assert!(!input.ends_with(b"7"), "seven"));
        assert_eq!(panics.failures.len(), 1, "{panics:?}");
        assert!(panics.failures[0].number == 7 && panics.failures[0].what.contains("seven"), "{panics:?}");
        std::panic::set_hook(hook);
        let slow = outcome("slow", |input| {
            if input == b"9" {
                std::thread::sleep(Duration::from_millis(150));
            }
        });
        assert!(slow.failures.len() == 1 && slow.failures[0].what.starts_with("slow"), "{slow:?}");
        let kept = RefCell::new(Vec::new());
        let grows = outcome("grows", |_| kept.borrow_mut().push(vec![1u8; 1 << 16]));
        assert!(grows.failures.len() == 1 && grows.failures[0].what.starts_with("memory"), "{grows:?}");
    }
}
