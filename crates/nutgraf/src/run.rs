//! The writing end of a run: what becomes of every document, in order.

use crate::columnar;
use crate::convert::{ConvertOptions, Destination, Done, DoneDocument, shape};
use crate::error::Error;
use crate::gathered::Gathered;
use crate::input::Inputs;
use crate::jobs::{End, InputLine};
use crate::journal::{Checkpoint, Complete, Journal, Position};
use crate::output::{OutputDirectory, StagedFile};
use crate::part::Part;
use crate::pipeline::Progress;
use crate::render::Rendered;
use crate::since::{Known, Shape};
use crate::summary::{SlowDocument, Summary};
use chrono::Utc;
use nutgraf_coder::Coder;
use nutgraf_model::{Manifest, OutputFile, Reject, Timestamp, Versions};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Checkpoints take at most one part in this many of the time.
const CHECKPOINT_SHARE: u32 = 20;
/// Bytes that a checkpoint may come after, whatever the time.
const WORTH_A_CHECKPOINT: u64 = 64 << 20;

/// The writing end of a run.
pub(crate) struct Run<'w, 'o> {
    inputs: &'o Inputs,
    options: &'o ConvertOptions,
    shape: Shape,
    sink: Sink<'w>,
    position: Position,
    pub(crate) progress: Progress,
    summary: Summary,
}

enum Sink<'w> {
    Directory(Box<Staged>),
    Stream { out: &'w mut dyn Write, gathered: Box<Gathered> },
}

/// Files that are being written, and the journal of how far they are.
struct Staged {
    directory: OutputDirectory,
    parts: BTreeMap<Part, StagedFile>,
    journal: Journal,
    clock: Clock,
}

impl<'w, 'o> Run<'w, 'o> {
    /// A run at its beginning, or where it was cut short. The summary, where it had only to be published.
    pub(crate) fn start(
        inputs: &'o Inputs,
        coder: &Coder,
        options: &'o ConvertOptions,
        known: Option<&Known>,
        destination: Destination<'w>,
    ) -> Result<Result<Self, Summary>, Error> {
        columnar::check(options)?;
        let shape = shape(coder, options);
        let mut summary = Summary::default();
        summary.counts.skipped = inputs.skipped;
        let (position, progress) = (Position::default(), Progress::default());
        let begin = |sink, shape| Run { inputs, options, shape, sink, position, progress, summary };
        let root = match destination {
            Destination::Directory(root) => root,
            Destination::Stream(out) => {
                let mut gathered = Box::new(Gathered::new(options));
                begin_stream(options, &shape.versions, &mut gathered, out)?;
                return Ok(Ok(begin(Sink::Stream { out, gathered }, shape)));
            }
        };
        let identity = identity(options, &shape, known);
        match enter(&root, inputs, options, &shape.versions, identity)? {
            Entered::Complete(summary) => Ok(Err(summary)),
            Entered::Staged(staged, None) => Ok(Ok(begin(Sink::Directory(staged), shape))),
            Entered::Staged(staged, Some(Checkpoint { position, summary, progress, .. })) => {
                Ok(Ok(Run { inputs, options, shape, sink: Sink::Directory(staged), position, progress, summary }))
            }
        }
    }

    /// Whether what is gathered goes to a file first.
    pub(crate) fn is_staged(&self) -> bool {
        matches!(self.sink, Sink::Directory(_))
    }

    /// Where the run begins.
    pub(crate) fn position(&self) -> &Position {
        &self.position
    }

    /// Bytes of the inputs that were done before.
    pub(crate) fn read_before(&self) -> u64 {
        let done = self.inputs.files.iter().take(self.position.input);
        done.filter_map(|input| input.path.metadata().ok()).map(|file| file.len()).sum()
    }

    /// Takes what became of the next job.
    pub(crate) fn take(&mut self, done: Done) -> Result<(), Error> {
        match done {
            Done::Gone(error) => {
                // All that is done is kept for the next try.
                self.checkpoint()?;
                Err(error)
            }
            Done::End(end) => self.end(end),
            Done::Document(document) => self.document(document),
        }
    }

    fn document(&mut self, document: DoneDocument) -> Result<(), Error> {
        self.position.documents += 1;
        self.progress.bytes += document.bytes;
        *self.summary.formats.entry(document.source.format).or_default() += 1;
        self.summary.time(SlowDocument {
            milliseconds: u64::try_from(document.time.as_millis()).unwrap_or(u64::MAX),
            path: document.source.path,
            record: document.source.record,
        });
        for outcome in document.outcomes {
            self.progress.documents += 1;
            match outcome {
                Ok(rendered) => self.article(rendered)?,
                Err(reject) => {
                    self.progress.rejects += 1;
                    self.reject(reject)?;
                }
            }
        }
        Ok(())
    }

    fn article(&mut self, rendered: Rendered) -> Result<(), Error> {
        self.progress.articles += 1;
        self.progress.events += rendered.events;
        self.summary.counts.event_mentions += rendered.events;
        self.summary.counts.quotes += rendered.quotes;
        *self.summary.languages.entry(rendered.language.unwrap_or_default()).or_default() += 1;
        *self.summary.publishers.entry(rendered.publisher.unwrap_or_default()).or_default() += 1;
        for (part, lines) in rendered.lines {
            self.put(part, &lines)?;
        }
        if let (Some((name, bytes)), Sink::Directory(staged)) = (rendered.pretty, &mut self.sink) {
            let mut file = staged.directory.open(&name)?;
            file.put(&bytes)?;
            let line = json_line(&file.close()?);
            self.put(Part::Pretty, &line)?;
        }
        if let Some(undated) = rendered.undated {
            self.summary.counts.undated += 1;
            self.reject(undated)?;
        }
        Ok(())
    }

    fn end(&mut self, end: End) -> Result<(), Error> {
        self.summary.unchanged += u64::from(end.unchanged);
        let documents = std::mem::take(&mut self.position.documents);
        self.position.input += 1;
        match end.content {
            Some((bytes, sha256)) => {
                let line = InputLine { path: end.path, bytes, sha256, documents, unchanged: end.unchanged };
                self.put(Part::Inputs, &json_line(&line))
            }
            None => Ok(()),
        }
    }

    fn put(&mut self, part: Part, lines: &[u8]) -> Result<(), Error> {
        match &mut self.sink {
            Sink::Directory(staged) => staged.parts.get_mut(&part).map_or(Ok(()), |file| file.put(lines)),
            Sink::Stream { gathered, .. } if part.is_gathered() => {
                gathered.add(part, lines).map_err(|e| Error::export("-", e))
            }
            Sink::Stream { out, .. } if matches!(part, Part::Format(_)) => out.write_all(lines).map_err(closed),
            Sink::Stream { .. } => Ok(()),
        }
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        tracing::info!(path = reject.source.path, record = reject.source.record, kind = reject.kind.as_str(), "reject");
        *self.summary.reasons.entry(reject.kind).or_default() += 1;
        if self.is_staged() {
            return self.put(Part::Rejects, &json_line(&reject));
        }
        self.summary.rejects.push(reject);
        Ok(())
    }

    /// Brings everything to the disk now and then, so that a run that is cut short loses little.
    pub(crate) fn checkpoint_if_due(&mut self) -> Result<(), Error> {
        let Sink::Directory(staged) = &self.sink else { return Ok(()) };
        let written = staged.parts.values().map(StagedFile::bytes).sum();
        if staged.clock.is_due(written) { self.checkpoint() } else { Ok(()) }
    }

    fn checkpoint(&mut self) -> Result<(), Error> {
        let Sink::Directory(staged) = &mut self.sink else { return Ok(()) };
        let begun = Instant::now();
        let mut files = BTreeMap::new();
        for (part, file) in &mut staged.parts {
            files.insert(part.file_name(self.options).into_owned(), file.mark()?);
        }
        self.position.inputs = inputs_hash(self.inputs, &self.position);
        let checkpoint = Checkpoint {
            position: self.position.clone(),
            files,
            summary: self.summary.clone(),
            progress: self.progress,
        };
        tracing::debug!(input = self.position.input, documents = self.progress.documents, "checkpoint");
        staged.journal.push(checkpoint, &staged.directory)?;
        staged.clock.done(begun, staged.parts.values().map(StagedFile::bytes).sum());
        Ok(())
    }

    /// Merges what needs the whole corpus, writes the manifest and gives the files their names.
    pub(crate) fn finish(mut self) -> Result<Summary, Error> {
        self.summary.counts.documents = self.progress.documents;
        self.summary.counts.articles = self.progress.articles;
        self.summary.counts.rejects = self.progress.rejects;
        self.checkpoint()?;
        match self.sink {
            Sink::Stream { out, gathered } => {
                let mut merged = gathered.merge().map_err(|e| Error::export("-", e))?;
                for &format in &self.options.formats {
                    merged.write_to(format, self.options, out).map_err(closed)?;
                }
                out.flush().map_err(closed)?;
                Ok(self.summary)
            }
            Sink::Directory(staged) => finish_directory(*staged, self.options, self.shape, self.summary),
        }
    }
}

/// How a run finds its directory.
enum Entered {
    /// At the beginning, or at a checkpoint.
    Staged(Box<Staged>, Option<Checkpoint>),
    /// All was done but for the names.
    Complete(Summary),
}

/// Opens the files of a directory, as they were at the last checkpoint where the run goes on.
fn enter(
    root: &Path,
    inputs: &Inputs,
    options: &ConvertOptions,
    versions: &Versions,
    identity: serde_json::Value,
) -> Result<Entered, Error> {
    let directory = OutputDirectory::create(root)?;
    let clock = Clock::new(options);
    let Some(journal) = Journal::read(root).filter(|_| options.resume) else {
        let parts = fresh(options, versions, &directory)?;
        let journal = Journal::new(identity);
        journal.write(&directory)?;
        return Ok(Entered::Staged(Box::new(Staged { directory, parts, journal, clock }), None));
    };
    if journal.run != identity {
        return Err(Error::usage(
            root,
            "the run that was cut short here had other options or another version",
            "give the same options, or run without --resume to start anew",
        ));
    }
    if let Some(complete) = journal.complete {
        publish(&directory, &complete.names, options)?;
        return Ok(Entered::Complete(complete.summary));
    }
    take_up(directory, journal, inputs, (options, versions), clock)
}

/// Goes on from the newest checkpoint that the files still match.
fn take_up(
    directory: OutputDirectory,
    mut journal: Journal,
    inputs: &Inputs,
    (options, versions): (&ConvertOptions, &Versions),
    clock: Clock,
) -> Result<Entered, Error> {
    while let Some(checkpoint) = journal.checkpoints.last() {
        if inputs_hash(inputs, &checkpoint.position) != checkpoint.position.inputs {
            return Err(Error::usage(
                directory.root(),
                "the inputs are not those of the run that was cut short here",
                "bring them back and name them in the same order, or run without --resume to start anew",
            ));
        }
        let files = Part::of(options).into_iter().map(|part| {
            let name = part.file_name(options);
            let mark = checkpoint.files.get(&*name)?;
            Some((part, directory.take_up(&name, mark)?))
        });
        if let Some(parts) = files.collect::<Option<BTreeMap<_, _>>>() {
            let checkpoint = checkpoint.clone();
            tracing::info!(documents = checkpoint.progress.documents, "going on where the run was cut short");
            return Ok(Entered::Staged(Box::new(Staged { directory, parts, journal, clock }), Some(checkpoint)));
        }
        tracing::warn!("the files do not match a checkpoint; going on from the one before");
        journal.checkpoints.pop();
    }
    let parts = fresh(options, versions, &directory)?;
    Ok(Entered::Staged(Box::new(Staged { directory, parts, journal, clock }), None))
}

/// Every part, empty but for its header.
fn fresh(
    options: &ConvertOptions,
    versions: &Versions,
    directory: &OutputDirectory,
) -> Result<BTreeMap<Part, StagedFile>, Error> {
    let open = |part: Part| {
        let mut file = directory.open(&part.file_name(options))?;
        file.put(&part.head(options, versions))?;
        Ok((part, file))
    };
    Part::of(options).into_iter().map(open).collect()
}

/// What stands before the first article on a stream; an error where the format is no stream.
fn begin_stream(
    options: &ConvertOptions,
    versions: &Versions,
    gathered: &mut Gathered,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if let Some(format) = options.formats.iter().find(|format| format.is_folder()) {
        return Err(Error::usage(format.name(), "is a folder of files", "give --out a directory"));
    }
    Part::of(options).into_iter().try_for_each(|part| {
        if part.is_gathered() {
            return gathered.add(part, &part.header(options, versions)).map_err(|e| Error::export("-", e));
        }
        out.write_all(&part.head(options, versions)).map_err(closed)
    })
}

/// Everything that shapes the output, so that only the same run goes on.
fn identity(options: &ConvertOptions, shape: &Shape, known: Option<&Known>) -> serde_json::Value {
    let addresses: BTreeMap<_, _> = options.addresses.iter().collect();
    serde_json::json!({
        "versions": shape.versions,
        "options": shape.options,
        "from": options.from.map(|format| format.name()),
        "read": format!("{:?}", options.read),
        "addresses": nutgraf_model::sha256_hex(format!("{addresses:?}").as_bytes()),
        "since": known.map(|known| &known.manifest),
    })
}

fn finish_directory(
    staged: Staged,
    options: &ConvertOptions,
    shape: Shape,
    summary: Summary,
) -> Result<Summary, Error> {
    let Staged { mut directory, parts, mut journal, .. } = staged;
    let names: Vec<Part> = parts.keys().copied().collect();
    for (part, file) in parts {
        let file = file.close()?;
        if part.stays() {
            directory.note(file);
        }
    }
    tracing::info!("all documents are done; merging");
    let mut gathered = Gathered::new(options);
    gathered.take_staged(&names, &directory, options)?;
    let mut merged = gathered.merge().map_err(|e| Error::export(directory.root(), e))?;
    merged.write_all(options, &mut directory)?;
    note_pretty(&mut directory, &names, options)?;
    write_manifest(&mut directory, shape, &summary, merged.id_clashes().clone())?;
    let names = directory.names();
    journal.complete = Some(Complete { names: names.clone(), summary: summary.clone() });
    journal.write(&directory)?;
    publish(&directory, &names, options)?;
    Ok(summary)
}

/// Notes the files of the indented JSON-LD, as they were written on the way.
fn note_pretty(directory: &mut OutputDirectory, parts: &[Part], options: &ConvertOptions) -> Result<(), Error> {
    if !parts.contains(&Part::Pretty) {
        return Ok(());
    }
    let path = directory.partial(&Part::Pretty.file_name(options));
    let list = fs::read_to_string(&path).map_err(|e| Error::io(&path, e, "run again"))?;
    for line in list.lines() {
        let file: OutputFile = serde_json::from_str(line).map_err(|e| Error::export(&path, e))?;
        directory.note(file);
    }
    Ok(())
}

/// Gives the files their names and removes what only the run itself needed.
pub(crate) fn publish(directory: &OutputDirectory, names: &[String], options: &ConvertOptions) -> Result<(), Error> {
    directory.publish(names)?;
    for part in [Part::Knowledge, Part::Quads, Part::Triples, Part::Pretty] {
        directory.discard(&part.file_name(options));
    }
    Journal::remove(directory.root());
    Ok(())
}

/// Writes `manifest.json`.
pub(crate) fn write_manifest(
    directory: &mut OutputDirectory,
    shape: Shape,
    summary: &Summary,
    id_clashes: BTreeMap<String, u64>,
) -> Result<(), Error> {
    let manifest = Manifest {
        versions: shape.versions,
        options: shape.options,
        finished: Timestamp::Instant(Utc::now().fixed_offset()),
        counts: summary.counts,
        formats: summary.format_counts(),
        files: directory.files(),
        side_files: directory.side_files(),
        id_clashes,
    };
    let mut file = directory.open("manifest.json")?;
    let mut json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
    json.push(b'\n');
    file.put(&json)?;
    directory.stage(file)
}

fn closed(error: io::Error) -> Error {
    Error::io("-", error, "keep the reading program open")
}

fn json_line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("plain data goes into memory");
    line.push(b'\n');
    line
}

/// Hash over the paths of the inputs as far as `position`, that which is under way with them.
fn inputs_hash(inputs: &Inputs, position: &Position) -> String {
    let mut hash = Sha256::new();
    for input in inputs.files.iter().take(position.input + 1) {
        hash.update(input.shown());
        hash.update([0]);
    }
    crate::output::hex(hash)
}

/// When the next checkpoint is due.
struct Clock {
    least: Duration,
    wait: Duration,
    last: Instant,
    written: u64,
}

impl Clock {
    fn new(options: &ConvertOptions) -> Clock {
        Clock { least: options.checkpoint, wait: options.checkpoint, last: Instant::now(), written: 0 }
    }

    fn is_due(&self, written: u64) -> bool {
        self.last.elapsed() >= self.wait || written >= self.written + WORTH_A_CHECKPOINT
    }

    fn done(&mut self, begun: Instant, written: u64) {
        self.last = Instant::now();
        self.wait = self.least.max((self.last - begun) * CHECKPOINT_SHARE);
        self.written = written;
    }
}
