//! Output files that appear whole or not at all.

use crate::error::Error;
use nutgraf_model::OutputFile;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Suffix of a file that is still being written.
const PARTIAL: &str = ".partial";

/// The directory of a run's outputs: files are written beside their final names and renamed together at the end.
#[derive(Debug)]
pub(crate) struct OutputDirectory {
    root: PathBuf,
    staged: Vec<OutputFile>,
}

impl OutputDirectory {
    /// Makes the directory where it is missing.
    pub(crate) fn create(root: &Path) -> Result<Self, Error> {
        fs::create_dir_all(root).map_err(|e| Error::io(root, e, "choose a directory that can be written"))?;
        Ok(OutputDirectory { root: root.to_owned(), staged: Vec::new() })
    }

    /// Opens a file for writing under its temporary name. `name` may hold one directory.
    pub(crate) fn open(&self, name: &str) -> Result<StagedFile, Error> {
        let path = self.root.join(format!("{name}{PARTIAL}"));
        let parent = path.parent().unwrap_or(&self.root);
        let file = fs::create_dir_all(parent)
            .and_then(|()| File::create(&path))
            .map_err(|e| Error::io(&path, e, "choose a directory that can be written"))?;
        Ok(StagedFile {
            name: name.to_owned(),
            path,
            out: BufWriter::with_capacity(1 << 16, file),
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Notes that a file is complete.
    pub(crate) fn stage(&mut self, file: StagedFile) -> Result<(), Error> {
        self.staged.push(file.close()?);
        Ok(())
    }

    /// What has been staged, in order of name.
    pub(crate) fn files(&self) -> Vec<OutputFile> {
        let mut files = self.staged.clone();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// Gives every staged file its final name.
    pub(crate) fn publish(self) -> Result<(), Error> {
        for file in self.files() {
            let partial = self.root.join(format!("{}{PARTIAL}", file.name));
            let path = self.root.join(&file.name);
            fs::rename(&partial, &path).map_err(|e| Error::io(&path, e, "close programs that hold it open"))?;
        }
        Ok(())
    }
}

/// A file being written, hashed on the way.
#[derive(Debug)]
pub(crate) struct StagedFile {
    name: String,
    path: PathBuf,
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl StagedFile {
    /// Writes all of `bytes`.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write_all(bytes)
            .map_err(|e| Error::io(&self.path, e, "free the disk or choose another --out, then run again"))
    }

    /// Path under which it is being written.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn close(mut self) -> Result<OutputFile, Error> {
        let path = self.path;
        self.out
            .flush()
            .and_then(|()| self.out.get_ref().sync_all())
            .map_err(|e| Error::io(path, e, "free the disk or choose another --out, then run again"))?;
        Ok(OutputFile { name: self.name, bytes: self.bytes, sha256: hex(self.hash) })
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn hex(hash: Sha256) -> String {
    use std::fmt::Write as _;
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_name_only_once_it_is_whole() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let mut out = OutputDirectory::create(dir.path()).expect("a directory");
        let mut file = out.open("a.txt").expect("a file");
        file.put(b"abc").expect("room");
        assert!(!dir.path().join("a.txt").exists());
        out.stage(file).expect("room");
        let files = out.files();
        assert_eq!(files[0].bytes, 3);
        assert_eq!(files[0].sha256, nutgraf_model::sha256_hex(b"abc"));
        out.publish().expect("a rename");
        assert_eq!(fs::read(dir.path().join("a.txt")).expect("the file"), b"abc");
    }
}
