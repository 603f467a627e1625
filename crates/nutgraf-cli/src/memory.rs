//! The memory of this process, where the system tells.

use std::fs;

/// Bytes of memory in use.
pub(crate) struct Memory {
    pub(crate) now: u64,
    pub(crate) peak: u64,
}

/// What Linux says in `/proc/self/status`; nothing on other systems.
pub(crate) fn of_process() -> Option<Memory> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
    };
    Some(Memory { now: field("VmRSS:")?, peak: field("VmHWM:")? })
}
