//! The batch: files in, one output file per format out, with a manifest and the rejects.

use crate::error::Error;
use crate::export::ExportFormat;
use crate::input::Inputs;
use crate::jobs::{End, Job, jobs};
use crate::persons::Persons;
use crate::pipeline::{Progress, ordered};
use crate::render::{Rendered, Renderer};
use crate::run::Run;
use crate::since::{Known, Shape};
use crate::summary::Summary;
use nutgraf_coder::Coder;
use nutgraf_model::{Reject, RejectKind, Source, TextPolicy, Versions};
use nutgraf_read::{RawDocument, ReadOptions, SourceFormat};
use nutgraf_sort::Scratch;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

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
    /// Which people may be named.
    pub persons: Persons,
    /// Write `articleBody` into the JSON-LD.
    pub body: bool,
    /// Also table what is negated or hypothetical.
    pub all_modes: bool,
    /// Write both rows of a reciprocal event.
    pub mirror: bool,
    /// Base address of identifiers in RDF and JSON-LD.
    pub base: nutgraf_rdf::Base,
    /// Sort the N-Quads and drop duplicates.
    pub sort: bool,
    /// Compress the files of all formats but those that are folders, for those who have many articles; `.gz` follows their
    /// names.
    pub gzip: bool,
    /// Events less sure than this are dropped.
    pub min_confidence: f64,
    /// A document that takes longer is rejected as over budget.
    pub timeout: Duration,
    /// Where what memory does not hold is sorted.
    pub scratch: Scratch,
    /// Go on where a run with the same options and inputs was cut short in the same directory.
    pub resume: bool,
    /// Manifest of an earlier run, whose inputs are passed over where their content is the same.
    pub since: Option<PathBuf>,
    /// Least time between checkpoints.
    pub checkpoint: Duration,
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
            persons: Persons::All,
            body: true,
            all_modes: false,
            mirror: true,
            base: nutgraf_rdf::Base::default(),
            sort: false,
            gzip: false,
            min_confidence: 0.0,
            timeout: Duration::from_secs(60),
            scratch: Scratch::default(),
            resume: false,
            since: None,
            checkpoint: Duration::from_secs(2),
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

/// Converts every input and writes the formats asked for.
///
/// Output does not depend on the number of jobs; tables do not depend on the order of inputs. `progress` is called on the
/// calling thread after every document. A run that was cut short leaves a journal in its directory, and with
/// [`ConvertOptions::resume`] another run goes on from there; its bytes are those of a run that nothing disturbed.
///
/// # Errors
/// Where an output cannot be written, or the directory of an input goes away meanwhile. An input that cannot be read is a
/// reject, not an error.
pub fn convert(
    inputs: &Inputs,
    coder: &Coder,
    options: &ConvertOptions,
    destination: Destination<'_>,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Summary, Error> {
    let known = options.since.as_deref().map(|path| Known::of(path, coder, options)).transpose()?;
    let mut run = match Run::start(inputs, coder, options, known.as_ref(), destination)? {
        Ok(run) => run,
        Err(done) => return Ok(done),
    };
    let renderer = Renderer::new(coder, options, run.is_staged());
    let read = AtomicU64::new(run.read_before());
    let jobs = jobs(&inputs.files, options, known.as_ref(), run.position(), &read);
    let jobs_at_a_time = options.jobs.max(1);
    ordered(
        jobs_at_a_time,
        jobs_at_a_time * WINDOW_PER_WORKER,
        jobs,
        |job| work(job, &renderer, options.timeout),
        |done| {
            run.take(done)?;
            run.progress.read = read.load(Ordering::Relaxed);
            progress(&run.progress);
            run.checkpoint_if_due()
        },
    )?;
    run.finish()
}

/// What became of a job.
pub(crate) enum Done {
    Document(DoneDocument),
    End(End),
    Gone(Error),
}

/// One document on its way: where it stands, its size, how long it took, and what became of it.
pub(crate) struct DoneDocument {
    pub(crate) source: Source,
    pub(crate) bytes: u64,
    pub(crate) time: Duration,
    pub(crate) outcomes: Vec<Result<Rendered, Reject>>,
}

fn work(job: Job, renderer: &Renderer<'_>, timeout: Duration) -> Done {
    match job {
        Job::End(end) => Done::End(end),
        Job::Gone(error) => Done::Gone(error),
        Job::Document(Ok(raw)) => Done::Document(document(&raw, renderer, timeout)),
        Job::Document(Err(reject)) => Done::Document(DoneDocument {
            source: reject.source.clone(),
            bytes: 0,
            time: Duration::ZERO,
            outcomes: vec![Err(reject)],
        }),
    }
}

fn document(raw: &RawDocument, renderer: &Renderer<'_>, timeout: Duration) -> DoneDocument {
    let begun = Instant::now();
    let reject = |kind, why: String, remedy: &str| {
        let sha256 = Some(nutgraf_model::sha256_hex(&raw.bytes));
        vec![Err(Reject { source: raw.source.clone(), kind, why, remedy: remedy.into(), sha256 })]
    };
    // A fault of ours on one document must not cost the rest of the batch.
    let outcomes = catch_unwind(AssertUnwindSafe(|| renderer.document(raw, begun + timeout))).unwrap_or_else(|_| {
        let remedy = "report it with the document; the other documents are unharmed";
        reject(RejectKind::Internal, "the document made Nutgraf fail".into(), remedy)
    });
    let time = begun.elapsed();
    let in_time = time <= timeout;
    let outcomes = if in_time {
        outcomes
    } else {
        let why = format!("the document takes longer than {} seconds", timeout.as_secs_f64());
        reject(RejectKind::OverBudget, why, "divide it, or allow more with --timeout")
    };
    DoneDocument { source: raw.source.clone(), bytes: raw.bytes.len() as u64, time, outcomes }
}

impl ConvertOptions {
    /// What the options mean for the GDELT tables.
    pub(crate) fn tables(&self) -> nutgraf_gdelt::Options {
        nutgraf_gdelt::Options { text: self.text, mirror: self.mirror, all_modes: self.all_modes }
    }

    /// The name under which an output file is written; that of a folder stays as it is.
    pub(crate) fn name_of(&self, plain: &'static str) -> Cow<'static, str> {
        if self.gzip && !plain.ends_with('/') { format!("{plain}.gz").into() } else { plain.into() }
    }
}

/// What shapes the output of a run, as its manifest has it.
pub(crate) fn shape(coder: &Coder, options: &ConvertOptions) -> Shape {
    let names: Vec<_> = options.formats.iter().map(|f| f.name()).collect();
    let options = BTreeMap::from([
        ("to".into(), names.into()),
        ("text".into(), serde_json::to_value(options.text).expect("a word")),
        ("persons".into(), options.persons.as_str().into()),
        ("body".into(), options.body.into()),
        ("pretty".into(), options.pretty.into()),
        ("all_modes".into(), options.all_modes.into()),
        ("mirror".into(), options.mirror.into()),
        ("base".into(), options.base.as_str().into()),
        ("sort".into(), options.sort.into()),
        ("gzip".into(), options.gzip.into()),
        ("min_confidence".into(), options.min_confidence.into()),
        ("keep_non_articles".into(), options.read.keep_non_articles.into()),
        ("include_embargoed".into(), options.read.include_embargoed.into()),
        ("fields".into(), serde_json::to_value(&options.read.fields).expect("names by name")),
        ("provenance".into(), options.read.provenance.into()),
        ("sitemap".into(), sitemap(&options.read.sitemap).into()),
        ("publisher".into(), serde_json::to_value(&options.read.profile).expect("plain data")),
    ]);
    Shape { versions: versions(coder), options }
}

/// The sitemaps' SHA-256: they may list thousands of pages.
fn sitemap(sitemap: &nutgraf_read::Sitemap) -> Option<String> {
    let text = || serde_json::to_vec(sitemap).expect("plain data");
    (!sitemap.is_empty()).then(|| nutgraf_model::sha256_hex(&text()))
}

/// Versions of everything that shapes the output of `coder`.
pub(crate) fn versions(coder: &Coder) -> Versions {
    Versions {
        nutgraf: env!("CARGO_PKG_VERSION").into(),
        dictionaries: coder.dictionary().sha256().into(),
        model: nutgraf_model::sha256_hex(nutgraf_language::model_bytes()),
    }
}
