//! Time that a thread has spent on a processor.

use std::fs;
use std::time::Instant;

/// Measures processor time of the thread that asks, where the system tells it, else the time of the wall.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    processor: Option<u64>,
    wall: Instant,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Clock {
        Clock { processor: nanoseconds(), wall: Instant::now() }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        match (self.processor, nanoseconds()) {
            (Some(before), Some(now)) => (now - before) as f64 / 1e9,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// Linux only: the first number is the time on a processor.
fn nanoseconds() -> Option<u64> {
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}
