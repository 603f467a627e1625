//! Output files that appear whole or not at all, and may be taken up again after a kill.

use crate::error::Error;
use nutgraf_model::OutputFile;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Suffix of a file that is still being written.
const PARTIAL: &str = ".partial";

/// Folder, inside the directory, of what is for later runs: what `merge`, `--since` and `--resume` read.
pub(crate) const STATE: &str = ".nutgraf";

/// What to do where an output cannot be written.
const ROOM: &str = "free the disk or choose another --out, then run again (--resume goes on from here)";

/// The directory of a run's outputs: files are written beside their final names and renamed together at the end.
#[derive(Debug)]
pub(crate) struct OutputDirectory {
    root: PathBuf,
    staged: BTreeMap<String, OutputFile>,
}

/// How far a file was whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    bytes: u64,
    sha256: String,
}

impl OutputDirectory {
    /// Makes the directory where it is missing.
    pub(crate) fn create(root: &Path) -> Result<Self, Error> {
        fs::create_dir_all(root.join(STATE))
            .map_err(|e| Error::io(root, e, "choose a directory that can be written"))?;
        Ok(OutputDirectory { root: root.to_owned(), staged: BTreeMap::new() })
    }

    /// The directory itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file is while it is being written.
    pub(crate) fn partial(&self, name: &str) -> PathBuf {
        self.root.join(format!("{name}{PARTIAL}"))
    }

    /// Opens a file for writing under its temporary name. `name` may hold one directory.
    pub(crate) fn open(&self, name: &str) -> Result<StagedFile, Error> {
        let path = self.partial(name);
        let parent = path.parent().unwrap_or(&self.root);
        let file = fs::create_dir_all(parent)
            .and_then(|()| File::create(&path))
            .map_err(|e| Error::io(&path, e, "choose a directory that can be written"))?;
        Ok(StagedFile::new(name, path, file, Sha256::new(), 0))
    }

    /// Takes up a file where it was whole and forgets what stands behind; nothing where it is not what it was.
    pub(crate) fn take_up(&self, name: &str, mark: &Mark) -> Option<StagedFile> {
        let path = self.partial(name);
        let mut file = File::options().read(true).write(true).open(&path).ok()?;
        let hash = hash_of_first(&mut file, mark.bytes).ok()?;
        if hex(hash.clone()) != mark.sha256 {
            return None;
        }
        file.set_len(mark.bytes).and_then(|()| file.seek(SeekFrom::End(0))).ok()?;
        Some(StagedFile::new(name, path, file, hash, mark.bytes))
    }

    /// Notes that a file is complete.
    pub(crate) fn stage(&mut self, file: StagedFile) -> Result<(), Error> {
        self.note(file.close()?);
        Ok(())
    }

    /// Notes a complete file; of two of one name the later stays.
    pub(crate) fn note(&mut self, file: OutputFile) {
        self.staged.insert(file.name.clone(), file);
    }

    /// What has been staged for users, in order of name.
    pub(crate) fn files(&self) -> Vec<OutputFile> {
        self.staged.values().filter(|file| !is_state(&file.name)).cloned().collect()
    }

    /// What has been staged for later runs, in order of name.
    pub(crate) fn side_files(&self) -> Vec<OutputFile> {
        self.staged.values().filter(|file| is_state(&file.name)).cloned().collect()
    }

    /// Names of all that has been staged.
    pub(crate) fn names(&self) -> Vec<String> {
        self.staged.keys().cloned().collect()
    }

    /// Gives every file its final name, the manifest last: where that stands, all is there. Those that have it already,
    /// because an earlier try was cut short, keep it.
    pub(crate) fn publish(&self, names: &[String]) -> Result<(), Error> {
        let (last, first): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| *name == "manifest.json");
        for name in first.into_iter().chain(last) {
            let (partial, path) = (self.partial(name), self.root.join(name));
            if !partial.exists() && path.exists() {
                continue;
            }
            fs::rename(&partial, &path).map_err(|e| Error::io(&path, e, "close programs that hold it open"))?;
        }
        Ok(())
    }

    /// Removes a file that only this run needed.
    pub(crate) fn discard(&self, name: &str) {
        // It may never have been there, and what is left over does no harm.
        let _ = fs::remove_file(self.partial(name));
    }
}

fn is_state(name: &str) -> bool {
    name.strip_prefix(STATE).is_some_and(|rest| rest.starts_with('/'))
}

fn hash_of_first(file: &mut File, bytes: u64) -> io::Result<Sha256> {
    let mut hash = Sha256::new();
    let copied = io::copy(&mut file.take(bytes), &mut hash)?;
    if copied == bytes { Ok(hash) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
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
    fn new(name: &str, path: PathBuf, file: File, hash: Sha256, bytes: u64) -> StagedFile {
        StagedFile { name: name.to_owned(), path, out: BufWriter::with_capacity(1 << 16, file), hash, bytes }
    }

    /// Writes all of `bytes`.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write_all(bytes).map_err(|e| Error::io(&self.path, e, ROOM))
    }

    /// Path under which it is being written.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How much has been written.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Brings everything to the disk and says how far the file is whole.
    pub(crate) fn mark(&mut self) -> Result<Mark, Error> {
        self.out.flush().and_then(|()| self.out.get_ref().sync_data()).map_err(|e| Error::io(&self.path, e, ROOM))?;
        Ok(Mark { bytes: self.bytes, sha256: hex(self.hash.clone()) })
    }

    pub(crate) fn close(mut self) -> Result<OutputFile, Error> {
        let Mark { bytes, sha256 } = self.mark()?;
        Ok(OutputFile { name: self.name, bytes, sha256 })
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

/// A finished hash as lower-case hexadecimal.
pub(crate) fn hex(hash: Sha256) -> String {
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
        out.publish(&out.names()).expect("a rename");
        out.publish(&out.names()).expect("nothing is left to do");
        assert_eq!(fs::read(dir.path().join("a.txt")).expect("the file"), b"abc");
    }

    #[test]
    fn a_file_is_taken_up_where_it_was_whole_or_not_at_all() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let out = OutputDirectory::create(dir.path()).expect("a directory");
        let mut file = out.open("a.txt").expect("a file");
        file.put(b"abc").expect("room");
        let mark = file.mark().expect("room");
        file.put(b"lost").expect("room");
        drop(file);
        let mut file = out.take_up("a.txt", &mark).expect("the file as it was");
        file.put(b"def").expect("room");
        let whole = file.close().expect("room");
        assert_eq!(whole.sha256, nutgraf_model::sha256_hex(b"abcdef"));
        assert_eq!(fs::read(out.partial("a.txt")).expect("the file"), b"abcdef");
        fs::write(out.partial("a.txt"), b"xbcdef").expect("room");
        assert!(out.take_up("a.txt", &mark).is_none());
    }
}
