//! Where runs are kept, and how much is held in memory before.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

/// Memory that a sorter fills before it writes a run.
const MEMORY: usize = 64 << 20;

/// Room for sorting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scratch {
    directory: Option<PathBuf>,
    memory: usize,
}

impl Default for Scratch {
    /// The system's directory for temporary files, and 64 MiB of memory.
    fn default() -> Self {
        Scratch { directory: None, memory: MEMORY }
    }
}

impl Scratch {
    /// Runs go to a directory, which is made where it is missing. They have no name there and are gone with the process,
    /// however it ends.
    pub fn in_directory(directory: impl Into<PathBuf>) -> Scratch {
        Scratch { directory: Some(directory.into()), ..Scratch::default() }
    }

    /// The same with another bound on memory, in bytes.
    #[must_use]
    pub fn with_memory(self, memory: usize) -> Scratch {
        Scratch { memory, ..self }
    }

    /// Bytes that a sorter holds before it writes a run.
    pub fn memory(&self) -> usize {
        self.memory
    }

    pub(crate) fn file(&self) -> io::Result<File> {
        match &self.directory {
            None => tempfile::tempfile(),
            Some(directory) => {
                fs::create_dir_all(directory)?;
                tempfile::tempfile_in(directory)
            }
        }
    }
}
