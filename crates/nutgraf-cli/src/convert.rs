//! `nutgraf convert`.

use crate::Outcome;
use crate::progress::{Display, Form, closing_table};
use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use indicatif::HumanCount;
use nutgraf::model::TextPolicy;
use nutgraf::{
    CoderOptions, ConvertOptions, Destination, ExportFormat, Inputs, Persons, Progress, ReadOptions, Scratch,
    SourceFormat, Summary,
};
use std::fs;
use std::io::{self, BufWriter};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, directories, globs, or - for standard input.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Directory to write to; - prints a single format.
    #[arg(long, short)]
    out: PathBuf,
    /// Formats to write, divided by commas (see `nutgraf formats`); `articles` alone codes no events.
    #[arg(long, value_delimiter = ',', default_value = "articles,jsonld,events,mentions,nquads")]
    to: Vec<String>,
    /// Format of the inputs; by content where not given.
    #[arg(long)]
    from: Option<String>,
    /// Table of addresses of saved pages: file name, tab, address.
    #[arg(long, value_name = "FILE")]
    urls: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Worker threads; all cores where not given.
    #[arg(long, short)]
    jobs: Option<NonZeroUsize>,
    /// Also write each JSON-LD document to a file of its own, indented.
    #[arg(long)]
    pretty: bool,
    /// How much of the articles' words may leave, in every output.
    #[arg(long, value_enum, default_value_t = Text::Full)]
    text: Text,
    /// Which people may be named beside the articles' own words; where they may not, their codes stand for them.
    #[arg(long, value_enum, default_value_t = Named::All)]
    persons: Named,
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
    /// Sort the N-Quads and drop repeated ones.
    #[arg(long)]
    sort: bool,
    /// Drop events whose row is right with a lower chance than this, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    min_confidence: f64,
    /// Compress the outputs (`articles.jsonl.gz`), but those that are folders.
    #[arg(long)]
    gzip: bool,
    /// Go on where the same command was cut short: what is done is verified and kept.
    #[arg(long)]
    resume: bool,
    /// Pass over inputs whose content an earlier run had; merge its output with this one's.
    #[arg(long, value_name = "MANIFEST")]
    since: Option<PathBuf>,
    /// Reject documents of more bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    max_bytes: usize,
    /// Reject documents that take longer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    timeout: f64,
    /// Directory for sorting what memory does not hold; the output directory where not given.
    #[arg(long, value_name = "DIR")]
    tmp: Option<PathBuf>,
    #[command(flatten)]
    dictionaries: Dictionaries,
    /// How progress is shown, on standard error.
    #[arg(long, value_enum, default_value_t = Form::Bar)]
    progress: Form,
    /// Tell what the run is doing, on standard error.
    #[arg(long, value_name = "LEVEL", value_parser = ["error", "warn", "info", "debug", "trace"])]
    log: Option<String>,
    /// No progress and no summary.
    #[arg(long, short)]
    quiet: bool,
}

/// How documents are read.
#[derive(clap::Args)]
struct Reading {
    /// Keep pages that look like lists, video pages or error pages.
    #[arg(long)]
    keep_non_articles: bool,
    /// Keep stories that are withheld or under embargo.
    #[arg(long)]
    include_embargoed: bool,
    /// Note in the articles which rule gave each field; `--provenance=false` leaves these notes out.
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_value_t = true,
        default_missing_value = "true",
        action = clap::ArgAction::Set
    )]
    provenance: bool,
    /// Google News sitemap: fills headline, date, publisher, language and keywords that its pages do not state.
    #[arg(long, value_name = "FILE")]
    sitemap: Vec<PathBuf>,
    /// What wire files lack for publishing (name, logo, address template, time zone, licence), as TOML.
    #[arg(long, value_name = "FILE")]
    publisher: Option<PathBuf>,
    /// A field of other people's JSON Lines: our name = theirs, such as headline=title.
    #[arg(long = "map", value_name = "OURS=THEIRS", value_parser = field)]
    fields: Vec<(String, String)>,
}

fn field(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write OURS=THEIRS, such as headline=title")?;
    Ok((ours.trim().to_owned(), theirs.trim().to_owned()))
}

impl Reading {
    fn options(&self, max_document_bytes: usize) -> Result<ReadOptions> {
        let profile = self.publisher.as_deref().map(|path| {
            let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            toml::from_str(&text).with_context(|| path.display().to_string())
        });
        let mut sitemap = nutgraf::Sitemap::default();
        for path in &self.sitemap {
            let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            sitemap.add(&text).with_context(|| path.display().to_string())?;
        }
        Ok(ReadOptions {
            max_document_bytes,
            keep_non_articles: self.keep_non_articles,
            include_embargoed: self.include_embargoed,
            fields: self.fields.iter().cloned().collect(),
            provenance: self.provenance,
            profile: profile.transpose()?,
            sitemap,
        })
    }
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
    /// Names of your own: names, type, CAMEO code, dates, what it is, Wikidata id, divided by tabs, as in actors/*.tsv.
    #[arg(long, value_name = "FILE")]
    entities: Vec<PathBuf>,
}

impl Dictionaries {
    /// A coder with the built-in dictionaries and those named.
    pub(crate) fn coder(&self, options: nutgraf::CoderOptions) -> Result<nutgraf::Coder> {
        let mut dictionary = match self.dictionaries.as_slice() {
            [] => nutgraf::Dictionary::embedded().clone(),
            folders => nutgraf::Dictionary::load(folders)?,
        };
        if !self.actors.is_empty() {
            for fault in dictionary.add_petrarch(&self.actors)? {
                eprintln!("{fault}; left out");
            }
        }
        dictionary.add_entities(&self.entities)?;
        Ok(nutgraf::Coder::new(dictionary, options))
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Named {
    /// Everybody.
    All,
    /// Those whom the dictionary knows, and those who signed the article.
    Public,
    /// Nobody.
    None,
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
    /// Sorting beside the output does not surprise anyone with a full system disk.
    fn scratch(&self) -> Scratch {
        match &self.tmp {
            Some(directory) => Scratch::in_directory(directory),
            None if self.out.as_os_str() == "-" => Scratch::default(),
            None => Scratch::in_directory(self.out.join(".nutgraf")),
        }
    }

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
            persons: match self.persons {
                Named::All => Persons::All,
                Named::Public => Persons::Public,
                Named::None => Persons::None,
            },
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
            gzip: self.gzip,
            min_confidence: self.min_confidence,
            read: self.reading.options(self.max_bytes)?,
            timeout: Duration::try_from_secs_f64(self.timeout).context("--timeout")?,
            scratch: self.scratch(),
            resume: self.resume,
            since: self.since.clone(),
            checkpoint: defaults.checkpoint,
        })
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let options = arguments.options()?;
    if let Some(level) = &arguments.log {
        log(level)?;
    }
    let to_stream = arguments.out.as_os_str() == "-";
    if to_stream && options.formats.len() != 1 {
        bail!("--out - prints one format; name it with --to, for example --to jsonld");
    }
    let inputs = Inputs::expand(&arguments.inputs)?;
    // Records and graphs keep what is negated or supposed; the tables leave it out on their own.
    let coder = arguments.dictionaries.coder(CoderOptions { all_modes: true, ..CoderOptions::default() })?;
    let mut display = Display::new(if arguments.quiet { Form::None } else { arguments.progress }, inputs.bytes());
    let mut last = Progress::default();
    let mut show = |progress: &Progress| {
        last = *progress;
        display.show(progress);
    };
    let summary = if to_stream {
        let mut out = BufWriter::new(io::stdout().lock());
        nutgraf::convert(&inputs, &coder, &options, Destination::Stream(&mut out), &mut show)?
    } else {
        nutgraf::convert(&inputs, &coder, &options, Destination::Directory(arguments.out.clone()), &mut show)?
    };
    display.finish(&last);
    if !arguments.quiet && arguments.progress != Form::Json {
        print_summary(&summary, arguments, to_stream);
    }
    Ok(if summary.reasons.is_empty() { Outcome::Clean } else { Outcome::Faults })
}

/// What the libraries tell by `tracing` goes to standard error from here on.
fn log(level: &str) -> Result<()> {
    let level: tracing_subscriber::filter::LevelFilter = level.parse()?;
    let subscriber = tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr).with_target(false);
    subscriber.try_init().map_err(|error| anyhow!("--log: {error}"))
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
    if summary.unchanged > 0 {
        eprint!(", {} unchanged", plural(summary.unchanged, "input"));
    }
    eprintln!();
    closing_table(summary);
    if !to_stream && !summary.reasons.is_empty() {
        eprintln!("  see {}", arguments.out.join("rejects.jsonl").display());
    }
}
