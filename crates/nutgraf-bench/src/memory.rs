//! The most memory that this process held.

use std::fs;

/// Linux only: as the system writes it, such as `120 kB`.
pub fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    Some(status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().to_owned())
}
