//! `nutgraf convert`.

use crate::Outcome;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use nutgraf::model::TextPolicy;
use nutgraf::{CoderOptions, ConvertOptions, Destination, ExportFormat, Inputs, Progress, SourceFormat, Summary};
use std::io::{self, BufWriter, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, directories, globs, or - for standard input.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Directory to write to; - prints a single format.
    #[arg(long, short)]
    out: PathBuf,
    /// Formats to write, divided by commas (see `nutgraf formats`).
    #[arg(long, value_delimiter = ',', default_value = "articles,jsonld,events,mentions,nquads")]
    to: Vec<String>,
    /// Format of the inputs; by content where not given.
    #[arg(long)]
    from: Option<String>,
    /// Table of addresses of saved pages: file name, tab, address.
    #[arg(long, value_name = "FILE")]
    urls: Option<PathBuf>,
    /// Worker threads; all cores where not given.
    #[arg(long, short)]
    jobs: Option<NonZeroUsize>,
    /// Also write each JSON-LD document to a file of its own, indented.
    #[arg(long)]
    pretty: bool,
    /// How much of the articles' words may leave, in every output.
    #[arg(long, value_enum, default_value_t = Text::Full)]
    text: Text,
    /// Leave `articleBody` out of the JSON-LD.
    #[arg(long)]
    no_body: bool,
    /// Also table what the text negates or only supposes.
    #[arg(long)]
    all_modes: bool,
    /// One row for a meeting or clash, not one for each side.
    #[arg(long)]
    no_mirror: bool,
    /// Base address of the identifiers in RDF.
    #[arg(long, value_name = "ADDRESS")]
    base: Option<String>,
    /// Sort the N-Quads and drop repeated ones (held in memory).
    #[arg(long)]
    sort: bool,
    /// Drop events less sure than this, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    min_confidence: f64,
    #[command(flatten)]
    dictionaries: Dictionaries,
    /// No progress and no summary.
    #[arg(long, short)]
    quiet: bool,
}

/// Dictionaries of the user's own.
#[derive(clap::Args)]
pub(crate) struct Dictionaries {
    /// Directory with dictionary files of your own, in the form of the built-in ones.
    #[arg(long, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,
    /// Actor or agent file in PETRARCH's format.
    #[arg(long, value_name = "FILE")]
    actors: Vec<PathBuf>,
}

impl Dictionaries {
    /// A coder with the built-in dictionaries and those named.
    pub(crate) fn coder(&self, options: nutgraf::CoderOptions) -> Result<nutgraf::Coder> {
        let mut dictionary = match self.dictionaries.as_slice() {
            [] => nutgraf::Dictionary::embedded().clone(),
            folders => nutgraf::Dictionary::load(folders)?,
        };
        if !self.actors.is_empty() {
            dictionary.add_petrarch(&self.actors)?;
        }
        Ok(nutgraf::Coder::new(dictionary, options))
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Text {
    /// No words.
    None,
    /// The sentences that tell events.
    Sentence,
    /// Everything.
    Full,
}

impl Arguments {
    fn options(&self) -> Result<ConvertOptions> {
        let defaults = ConvertOptions::default();
        let mut formats = self.to.iter().map(|name| name.parse()).collect::<Result<Vec<ExportFormat>, _>>()?;
        formats.sort_unstable();
        formats.dedup();
        Ok(ConvertOptions {
            formats,
            from: self.from.as_deref().map(str::parse::<SourceFormat>).transpose().context("--from")?,
            addresses: self.urls.as_deref().map(nutgraf::read_addresses).transpose()?.unwrap_or_default(),
            jobs: self.jobs.map_or(defaults.jobs, NonZeroUsize::get),
            pretty: self.pretty,
            text: match self.text {
                Text::None => TextPolicy::None,
                Text::Sentence => TextPolicy::Sentence,
                Text::Full => TextPolicy::Full,
            },
            body: !self.no_body,
            all_modes: self.all_modes,
            mirror: !self.no_mirror,
            base: self.base.as_deref().map_or(Ok(defaults.base), nutgraf::rdf::Base::new)?,
            sort: self.sort,
            min_confidence: self.min_confidence,
            read: defaults.read,
        })
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let options = arguments.options()?;
    let to_stream = arguments.out.as_os_str() == "-";
    if to_stream && options.formats.len() != 1 {
        bail!("--out - prints one format; name it with --to, for example --to jsonld");
    }
    let inputs = Inputs::expand(&arguments.inputs)?;
    // Records and graphs keep what is negated or supposed; the tables leave it out on their own.
    let coder = arguments.dictionaries.coder(CoderOptions { all_modes: true, ..CoderOptions::default() })?;
    let bar = progress_bar(arguments.quiet, inputs.files.len());
    let mut show = |progress: &Progress| {
        bar.set_position(progress.documents);
        bar.set_message(format!("{} events, {} rejects", HumanCount(progress.events), HumanCount(progress.rejects)));
    };
    let summary = if to_stream {
        let mut out = BufWriter::new(io::stdout().lock());
        nutgraf::convert(&inputs, &coder, &options, Destination::Stream(&mut out), &mut show)?
    } else {
        nutgraf::convert(&inputs, &coder, &options, Destination::Directory(arguments.out.clone()), &mut show)?
    };
    bar.finish_and_clear();
    if !arguments.quiet {
        print_summary(&summary, arguments, to_stream);
    }
    Ok(if summary.reasons.is_empty() { Outcome::Clean } else { Outcome::Faults })
}

fn progress_bar(quiet: bool, files: usize) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {per_sec}, {eta} left, {msg}")
        .expect("the template names only known keys");
    ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
}

fn print_summary(summary: &Summary, arguments: &Arguments, to_stream: bool) {
    let counts = &summary.counts;
    for reject in &summary.rejects {
        eprintln!("{}: {}: {}; {}", reject.source.path, reject.kind.as_str(), reject.why, reject.remedy);
    }
    let plural = |n: u64, noun: &str| format!("{} {noun}{}", HumanCount(n), if n == 1 { "" } else { "s" });
    eprint!(
        "{}, {}, {}",
        plural(counts.articles, "article"),
        plural(counts.event_mentions, "event"),
        plural(counts.rejects, "reject")
    );
    if counts.skipped > 0 {
        eprint!(", {} skipped", plural(counts.skipped, "file"));
    }
    eprintln!();
    for (kind, count) in &summary.reasons {
        eprintln!("  {}: {count}", kind.as_str());
    }
    if !to_stream && !summary.reasons.is_empty() {
        eprintln!("  see {}", arguments.out.join("rejects.jsonl").display());
    }
}
