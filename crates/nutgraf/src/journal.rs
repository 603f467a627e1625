//! What a run that was cut short left behind, so that `--resume` goes on from there.

use crate::error::Error;
use crate::output::{Mark, OutputDirectory, STATE};
use crate::pipeline::Progress;
use crate::summary::Summary;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the journal; it stands only while a run is under way.
pub(crate) const JOURNAL: &str = "journal.json";
/// Checkpoints that are kept: the older ones in case that files do not match the newest.
const KEPT: usize = 3;

/// The journal of a run: replaced as a whole at every checkpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// Everything that shapes the output.
    pub(crate) run: Value,
    /// Newest last.
    pub(crate) checkpoints: Vec<Checkpoint>,
    /// Files that are complete and have only to be given their names.
    pub(crate) complete: Option<Complete>,
}

/// A moment at which all files were whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    pub(crate) position: Position,
    /// By file name.
    pub(crate) files: BTreeMap<String, Mark>,
    pub(crate) summary: Summary,
    pub(crate) progress: Progress,
}

/// A run that has only to be published.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Complete {
    pub(crate) names: Vec<String>,
    pub(crate) summary: Summary,
}

/// How far the inputs are done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    /// Inputs that are done.
    pub(crate) input: usize,
    /// Documents of the next input that are done.
    pub(crate) documents: u64,
    /// Hash over the paths and sizes of the inputs so far.
    pub(crate) inputs: String,
}

impl Journal {
    /// A journal of a run that has done nothing.
    pub(crate) fn new(run: Value) -> Journal {
        Journal { run, checkpoints: Vec::new(), complete: None }
    }

    /// The journal of a directory, if a run was cut short there.
    pub(crate) fn read(directory: &Path) -> Option<Journal> {
        // One that cannot be read is as good as none: the run starts anew.
        serde_json::from_slice(&fs::read(path(directory)).ok()?).ok()
    }

    /// Adds a checkpoint.
    pub(crate) fn push(&mut self, checkpoint: Checkpoint, directory: &OutputDirectory) -> Result<(), Error> {
        self.checkpoints.push(checkpoint);
        let surplus = self.checkpoints.len().saturating_sub(KEPT);
        self.checkpoints.drain(..surplus);
        self.write(directory)
    }

    /// Replaces the journal on disk.
    pub(crate) fn write(&self, directory: &OutputDirectory) -> Result<(), Error> {
        let path = path(directory.root());
        let new = path.with_extension("new");
        self.replace(&new, &path).map_err(|e| Error::io(&path, e, "free the disk, then run again with --resume"))
    }

    fn replace(&self, new: &Path, path: &Path) -> io::Result<()> {
        let mut file = File::create(new)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_data()?;
        fs::rename(new, path)
    }

    /// Removes it: the run is done.
    pub(crate) fn remove(directory: &Path) {
        for path in [path(directory), path(directory).with_extension("new")] {
            // It may not be there.
            let _ = fs::remove_file(path);
        }
    }
}

fn path(directory: &Path) -> PathBuf {
    directory.join(STATE).join(JOURNAL)
}
