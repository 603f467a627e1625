//! The batch: files in, one output file per format out, with a manifest and the rejects.

use crate::error::Error;
use crate::export::ExportFormat;
use crate::input::{Input, Inputs};
use crate::output::{OutputDirectory, StagedFile};
use crate::pipeline::{Progress, ordered};
use crate::render::{Rendered, Renderer};
use chrono::Utc;
use nutgraf_coder::Coder;
use nutgraf_gdelt::Tables;
use nutgraf_model::{FormatCount, Manifest, Reject, RejectKind, RunCounts, Source, TextPolicy, Timestamp, Versions};
use nutgraf_read::{Origin, RawDocument, ReadOptions, SourceFormat, documents};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Documents under way at a time, for each worker.
const WINDOW_PER_WORKER: usize = 16;

/// What a run of [`convert`] does.
#[derive(Clone, Debug)]
pub struct ConvertOptions {
    /// Formats to write.
    pub formats: Vec<ExportFormat>,
    /// Format of every input; by content where absent.
    pub from: Option<SourceFormat>,
    /// How documents are read.
    pub read: ReadOptions,
    /// Addresses of saved pages, by file name.
    pub addresses: HashMap<String, String>,
    /// Worker threads.
    pub jobs: usize,
    /// Also write each JSON-LD document to a file of its own, indented.
    pub pretty: bool,
    /// How much of the articles' words may leave.
    pub text: TextPolicy,
    /// Write `articleBody` into the JSON-LD.
    pub body: bool,
    /// Also table what is negated or hypothetical.
    pub all_modes: bool,
    /// Write both rows of a reciprocal event.
    pub mirror: bool,
    /// Base address of identifiers in RDF and JSON-LD.
    pub base: nutgraf_rdf::Base,
    /// Sort the N-Quads and drop duplicates; holds them in memory.
    pub sort: bool,
    /// Events less sure than this are dropped.
    pub min_confidence: f64,
}

impl Default for ConvertOptions {
    fn default() -> Self {
        ConvertOptions {
            formats: ExportFormat::DEFAULT.to_vec(),
            from: None,
            read: ReadOptions::default(),
            addresses: HashMap::new(),
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            pretty: false,
            text: TextPolicy::Full,
            body: true,
            all_modes: false,
            mirror: true,
            base: nutgraf_rdf::Base::default(),
            sort: false,
            min_confidence: 0.0,
        }
    }
}

/// Where a run writes.
pub enum Destination<'w> {
    /// One file per format, manifest and rejects in a directory.
    Directory(PathBuf),
    /// One format to a stream; rejects are handed to the caller in the [`Summary`].
    Stream(&'w mut dyn Write),
}

/// What a run found and wrote.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Counts, as the manifest has them.
    pub counts: RunCounts,
    /// Documents by source format.
    pub formats: BTreeMap<String, u64>,
    /// Rejects by kind.
    pub reasons: BTreeMap<RejectKind, u64>,
    /// The rejects, where they went to no file.
    pub rejects: Vec<Reject>,
}

/// Converts every input and writes the formats asked for.
///
/// Output does not depend on the number of jobs; tables do not depend on the order of inputs. `progress` is called on the
/// calling thread after every document.
///
/// # Errors
/// Where an output cannot be written. An input that cannot be read is a reject, not an error.
pub fn convert(
    inputs: &Inputs,
    coder: &Coder,
    options: &ConvertOptions,
    destination: Destination<'_>,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Summary, Error> {
    let mut run = Run::start(coder, options, destination)?;
    run.summary.counts.skipped = inputs.skipped;
    let renderer = Renderer::new(coder, options);
    let jobs = inputs.files.iter().flat_map(|input| raw_documents(input, options));
    let jobs_at_a_time = options.jobs.max(1);
    ordered(
        jobs_at_a_time,
        jobs_at_a_time * WINDOW_PER_WORKER,
        jobs,
        |job| document(job, &renderer),
        |done| {
            run.take(done)?;
            progress(&run.progress);
            Ok(())
        },
    )?;
    run.finish()
}

/// Opens one input and splits it into documents; what cannot be opened is a reject.
fn raw_documents<'o>(
    input: &'o Input,
    options: &'o ConvertOptions,
) -> Box<dyn Iterator<Item = Result<RawDocument, Reject>> + Send + 'o> {
    let path = input.shown();
    let opened: io::Result<Box<dyn Read + Send>> =
        if input.is_stdin() { Ok(Box::new(io::stdin())) } else { File::open(&input.path).map(|f| Box::new(f) as _) };
    match opened {
        Ok(stream) => {
            let name = input.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let url = options.addresses.get(&name).or_else(|| options.addresses.get(&path)).cloned();
            Box::new(documents(stream, Origin { path, url, format: options.from }, &options.read))
        }
        Err(error) => Box::new(std::iter::once(Err(Reject {
            source: Source { path, ..Source::default() },
            kind: RejectKind::Unreadable,
            why: error.to_string(),
            remedy: "make the file readable, then run again".into(),
            sha256: None,
        }))),
    }
}

/// One document on its way: its format and size, and what became of it.
struct Done {
    format: String,
    bytes: u64,
    outcomes: Vec<Result<Rendered, Reject>>,
}

fn document(job: Result<RawDocument, Reject>, renderer: &Renderer<'_>) -> Done {
    let raw = match job {
        Ok(raw) => raw,
        Err(reject) => return Done { format: reject.source.format.clone(), bytes: 0, outcomes: vec![Err(reject)] },
    };
    let format = raw.source.format.clone();
    let bytes = raw.bytes.len() as u64;
    // A fault of ours on one document must not cost the rest of the batch.
    let outcomes = catch_unwind(AssertUnwindSafe(|| renderer.document(&raw))).unwrap_or_else(|_| {
        vec![Err(Reject {
            source: raw.source.clone(),
            kind: RejectKind::Internal,
            why: "the document made Nutgraf fail".into(),
            remedy: "report it with the document; the other documents are unharmed".into(),
            sha256: Some(nutgraf_model::sha256_hex(&raw.bytes)),
        })]
    });
    Done { format, bytes, outcomes }
}

/// The writing end of a run.
struct Run<'w, 'o> {
    options: &'o ConvertOptions,
    coder: &'o Coder,
    sink: Sink<'w>,
    tables: Tables,
    quads: Vec<Box<[u8]>>,
    progress: Progress,
    summary: Summary,
}

enum Sink<'w> {
    Directory { directory: OutputDirectory, files: BTreeMap<ExportFormat, StagedFile>, rejects: StagedFile },
    Stream(&'w mut dyn Write),
}

impl<'w, 'o> Run<'w, 'o> {
    fn start(coder: &'o Coder, options: &'o ConvertOptions, destination: Destination<'w>) -> Result<Self, Error> {
        let sink = match destination {
            Destination::Stream(out) => Sink::Stream(out),
            Destination::Directory(root) => {
                let directory = OutputDirectory::create(&root)?;
                let mut files = BTreeMap::new();
                for &format in &options.formats {
                    files.insert(format, directory.open(format.file_name())?);
                }
                let rejects = directory.open("rejects.jsonl")?;
                Sink::Directory { directory, files, rejects }
            }
        };
        let tables = Tables::new(options.tables());
        Ok(Run {
            options,
            coder,
            sink,
            tables,
            quads: Vec::new(),
            progress: Progress::default(),
            summary: Summary::default(),
        })
    }

    fn take(&mut self, done: Done) -> Result<(), Error> {
        self.progress.bytes += done.bytes;
        *self.summary.formats.entry(done.format).or_default() += 1;
        for outcome in done.outcomes {
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
        if let Some(rows) = rendered.rows {
            self.tables.add(rows);
        }
        for (format, bytes) in rendered.lines {
            if format == ExportFormat::NQuads && self.options.sort {
                self.quads.extend(bytes.split_inclusive(|b| *b == b'\n').map(Box::from));
            } else {
                self.put(format, &bytes)?;
            }
        }
        if let (Some((name, bytes)), Sink::Directory { directory, .. }) = (rendered.pretty, &mut self.sink) {
            let mut file = directory.open(&name)?;
            file.put(&bytes)?;
            directory.stage(file)?;
        }
        if let Some(undated) = rendered.undated {
            self.summary.counts.undated += 1;
            self.reject(undated)?;
        }
        Ok(())
    }

    fn put(&mut self, format: ExportFormat, bytes: &[u8]) -> Result<(), Error> {
        match &mut self.sink {
            Sink::Stream(out) => out.write_all(bytes).map_err(|e| Error::io("-", e, "keep the reading program open")),
            Sink::Directory { files, .. } => files.get_mut(&format).map_or(Ok(()), |file| file.put(bytes)),
        }
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        *self.summary.reasons.entry(reject.kind).or_default() += 1;
        match &mut self.sink {
            Sink::Stream(_) => self.summary.rejects.push(reject),
            Sink::Directory { rejects, .. } => {
                let mut line = serde_json::to_vec(&reject).expect("a reject is plain data");
                line.push(b'\n');
                rejects.put(&line)?;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Summary, Error> {
        self.summary.counts.documents = self.progress.documents;
        self.summary.counts.articles = self.progress.articles;
        self.summary.counts.rejects = self.progress.rejects;
        self.write_quads()?;
        match self.sink {
            Sink::Stream(out) => {
                for &format in &self.options.formats {
                    write_table(&mut self.tables, format, out)
                        .map_err(|e| Error::io("-", e, "keep the reading program open"))?;
                }
                out.flush().map_err(|e| Error::io("-", e, "keep the reading program open"))?;
            }
            Sink::Directory { mut directory, files, rejects } => {
                for (format, mut file) in files {
                    let path = file.path().to_owned();
                    write_table(&mut self.tables, format, &mut file).map_err(|e| Error::export(&path, e))?;
                    directory.stage(file)?;
                    if format == ExportFormat::Mentions {
                        let mut file = directory.open("evidence.jsonl")?;
                        let path = file.path().to_owned();
                        self.tables.write_evidence(&mut file).map_err(|e| Error::export(&path, e))?;
                        directory.stage(file)?;
                    }
                }
                directory.stage(rejects)?;
                let manifest = manifest(self.coder, self.options, &self.summary, &self.tables, &directory);
                let mut file = directory.open("manifest.json")?;
                let mut json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
                json.push(b'\n');
                file.put(&json)?;
                directory.stage(file)?;
                directory.publish()?;
            }
        }
        Ok(self.summary)
    }

    fn write_quads(&mut self) -> Result<(), Error> {
        let mut quads = std::mem::take(&mut self.quads);
        quads.sort_unstable();
        quads.dedup();
        for quad in quads {
            self.put(ExportFormat::NQuads, &quad)?;
        }
        Ok(())
    }
}

impl ConvertOptions {
    /// What the options mean for the GDELT tables.
    pub(crate) fn tables(&self) -> nutgraf_gdelt::Options {
        nutgraf_gdelt::Options { text: self.text, mirror: self.mirror, all_modes: self.all_modes }
    }
}

fn write_table(tables: &mut Tables, format: ExportFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ExportFormat::Events => tables.write_events(out).map_err(io::Error::other),
        ExportFormat::Mentions => tables.write_mentions(out).map_err(io::Error::other),
        _ => Ok(()),
    }
}

/// Versions of everything that shapes the output of `coder`.
pub(crate) fn versions(coder: &Coder) -> Versions {
    Versions {
        nutgraf: env!("CARGO_PKG_VERSION").into(),
        dictionaries: coder.dictionary().sha256().into(),
        model: nutgraf_model::sha256_hex(nutgraf_language::model_bytes()),
    }
}

fn manifest(
    coder: &Coder,
    options: &ConvertOptions,
    summary: &Summary,
    tables: &Tables,
    out: &OutputDirectory,
) -> Manifest {
    let text = serde_json::to_value(options.text).expect("a word");
    let names: Vec<_> = options.formats.iter().map(|f| f.name()).collect();
    Manifest {
        versions: versions(coder),
        options: BTreeMap::from([
            ("to".into(), names.into()),
            ("text".into(), text),
            ("all_modes".into(), options.all_modes.into()),
            ("mirror".into(), options.mirror.into()),
            ("base".into(), options.base.as_str().into()),
            ("sort".into(), options.sort.into()),
            ("min_confidence".into(), options.min_confidence.into()),
        ]),
        finished: Timestamp::Instant(Utc::now().fixed_offset()),
        counts: summary.counts,
        formats: summary
            .formats
            .iter()
            .map(|(format, documents)| FormatCount { format: format.clone(), documents: *documents })
            .collect(),
        files: out.files(),
        id_clashes: tables.id_clashes().clone(),
    }
}
