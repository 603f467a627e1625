//! What the reader thread hands to the workers: documents, and the ends of their inputs.

use crate::convert::ConvertOptions;
use crate::error::Error;
use crate::input::Input;
use crate::journal::Position;
use crate::output::hex;
use crate::since::Known;
use nutgraf_model::{Reject, RejectKind, Source};
use nutgraf_read::{Origin, RawDocument, documents};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One step of a run.
pub(crate) enum Job {
    /// A document, or why there is none.
    Document(Result<RawDocument, Reject>),
    /// The end of an input.
    End(End),
    /// The input's directory is gone: it is not the document that is at fault.
    Gone(Error),
}

/// The end of an input: a line of `inputs.jsonl` but for the number of documents.
pub(crate) struct End {
    pub(crate) path: String,
    /// Size and hash of its bytes; nothing where it could not be read.
    pub(crate) content: Option<(u64, String)>,
    /// Whether an earlier run had it, so that it was passed over.
    pub(crate) unchanged: bool,
}

/// One line of `inputs.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InputLine {
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) documents: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) unchanged: bool,
}

/// The jobs of all inputs from `position` on, in order. `read` counts bytes as they are read.
pub(crate) fn jobs<'o>(
    inputs: &'o [Input],
    options: &'o ConvertOptions,
    known: Option<&'o Known>,
    position: &Position,
    read: &'o AtomicU64,
) -> impl Iterator<Item = Job> + Send + 'o {
    let (first, done) = (position.input, position.documents);
    inputs.iter().enumerate().skip(first).flat_map(move |(at, input)| {
        let skip = if at == first { done } else { 0 };
        match known.and_then(|known| unchanged(input, known)) {
            Some(end) => Box::new(std::iter::once(Job::End(end))) as Box<dyn Iterator<Item = Job> + Send + 'o>,
            None => of_input(input, options, skip, read),
        }
    })
}

/// The end of an input that an earlier run had.
fn unchanged(input: &Input, known: &Known) -> Option<End> {
    let mut hash = Sha256::new();
    let bytes = File::open(&input.path).and_then(|mut file| io::copy(&mut file, &mut hash)).ok()?;
    let sha256 = hex(hash);
    known.has(&sha256).then(|| End { path: input.shown(), content: Some((bytes, sha256)), unchanged: true })
}

/// Opens one input and splits it into documents; what cannot be opened is a reject.
fn of_input<'o>(
    input: &'o Input,
    options: &'o ConvertOptions,
    skip: u64,
    read: &'o AtomicU64,
) -> Box<dyn Iterator<Item = Job> + Send + 'o> {
    let path = input.shown();
    let opened: io::Result<Box<dyn Read + Send>> =
        if input.is_stdin() { Ok(Box::new(io::stdin())) } else { File::open(&input.path).map(|f| Box::new(f) as _) };
    match opened {
        Ok(stream) => {
            let name = input.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let url = options.addresses.get(&name).or_else(|| options.addresses.get(&path)).cloned();
            let tally = Arc::new(Mutex::new(Tally::default()));
            let counted = Counted { stream, tally: Arc::clone(&tally), read };
            let origin = Origin { path, url, format: options.from };
            let done = usize::try_from(skip).unwrap_or(usize::MAX);
            let documents = documents(Box::new(counted), origin, &options.read).skip(done).map(Job::Document);
            Box::new(documents.chain(std::iter::once_with(move || Job::End(end(input, &tally)))))
        }
        Err(error) if is_gone(input, &error) => Box::new(std::iter::once(Job::Gone(Error::io(
            &input.path,
            error,
            "its directory went away while the run was under way: bring it back, then run again with --resume",
        )))),
        Err(error) => {
            let end = End { path: path.clone(), content: None, unchanged: false };
            let reject = Job::Document(Err(Reject {
                source: Source { path, ..Source::default() },
                kind: RejectKind::Unreadable,
                why: error.to_string(),
                remedy: "make the file readable, then run again".into(),
                sha256: None,
            }));
            Box::new([reject, Job::End(end)].into_iter().skip(usize::try_from(skip).unwrap_or(0)))
        }
    }
}

fn is_gone(input: &Input, error: &io::Error) -> bool {
    let parent = input.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    error.kind() == io::ErrorKind::NotFound && !parent.exists()
}

/// What has been read of an input.
#[derive(Default)]
struct Tally {
    bytes: u64,
    hash: Sha256,
}

/// Counts and hashes what is read.
struct Counted<'o> {
    stream: Box<dyn Read + Send>,
    tally: Arc<Mutex<Tally>>,
    read: &'o AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(out)?;
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        tally.hash.update(&out[..read]);
        tally.bytes += read as u64;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The end of an input that was read. The hash is of the whole file, though a reader may have had enough before.
fn end(input: &Input, tally: &Mutex<Tally>) -> End {
    let mut tally = std::mem::take(&mut *tally.lock().unwrap_or_else(PoisonError::into_inner));
    let rest = if input.is_stdin() { Ok(0) } else { hash_rest(&input.path, &mut tally) };
    let content = rest.ok().map(|rest| (tally.bytes + rest, hex(tally.hash)));
    End { path: input.shown(), content, unchanged: false }
}

fn hash_rest(path: &Path, tally: &mut Tally) -> io::Result<u64> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(tally.bytes))?;
    io::copy(&mut file, &mut tally.hash)
}
