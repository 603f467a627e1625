//! The outputs of several runs as one: what a single run over all their inputs, in that order, would have written.

use crate::columnar;
use crate::convert::ConvertOptions;
use crate::error::Error;
use crate::export::ExportFormat;
use crate::gathered::Gathered;
use crate::journal::Journal;
use crate::output::{OutputDirectory, StagedFile};
use crate::part::Part;
use crate::run::{publish, write_manifest};
use crate::since::{Shape, misfit, read_manifest};
use crate::summary::Summary;
use nutgraf_model::{Manifest, OutputFile};
use nutgraf_read::decompress;
use nutgraf_sort::Scratch;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// What to do about a directory that is not as its manifest says.
const REMEDY: &str = "copy the whole output directory anew, .nutgraf with it, or run its `convert` again";

/// The output of one finished run.
struct Finished {
    directory: PathBuf,
    manifest: Manifest,
}

/// Merges the output directories of finished runs into `out`: every file as one run over all their inputs would have
/// written it, the time in the manifest aside.
///
/// # Errors
/// Where a directory is no finished output, is not as its manifest says, or was made with another version or other
/// options than the first; and where `out` cannot be written.
pub fn merge(directories: &[PathBuf], out: &Path, scratch: Scratch) -> Result<Summary, Error> {
    let runs = directories.iter().map(|directory| finished(directory)).collect::<Result<Vec<_>, _>>()?;
    let Some(first) = runs.first() else {
        return Err(Error::usage(out, "there is nothing to merge", "name the output directories of finished runs"));
    };
    let shape = Shape { versions: first.manifest.versions.clone(), options: first.manifest.options.clone() };
    for run in &runs {
        if let Some(what) = misfit(&run.manifest, &shape) {
            let remedy = format!("convert its inputs as those of {} were", first.directory.display());
            return Err(Error::usage(&run.directory, what, remedy));
        }
        if is_same(&run.directory, out) {
            return Err(Error::usage(out, "is itself to be merged", "choose another --out"));
        }
    }
    let options = options_of(&first.manifest, &first.directory, scratch)?;
    columnar::check(&options)?;
    let mut directory = OutputDirectory::create(out)?;
    let mut gathered = Gathered::new(&options);
    for part in Part::of(&options) {
        match part {
            Part::Format(_) => {
                join_files(&part.file_name(&options), &part.head(&options, &shape.versions), &runs, &mut directory)?;
            }
            _ => join(part, &runs, &options, &mut directory, &mut gathered)?,
        }
    }
    let mut merged = gathered.merge().map_err(|e| Error::export(out, e))?;
    merged.write_all(&options, &mut directory)?;
    let summary = summary(&runs);
    write_manifest(&mut directory, shape, &summary, merged.id_clashes().clone())?;
    publish(&directory, &directory.names(), &options)?;
    Ok(summary)
}

fn finished(directory: &Path) -> Result<Finished, Error> {
    if Journal::read(directory).is_some() {
        return Err(Error::usage(directory, "holds a run that was cut short", "finish it with `convert --resume`"));
    }
    let manifest = read_manifest(&directory.join("manifest.json"))?;
    Ok(Finished { directory: directory.to_owned(), manifest })
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// The options of a run, as far as its manifest tells: all that shapes the output.
fn options_of(manifest: &Manifest, directory: &Path, scratch: Scratch) -> Result<ConvertOptions, Error> {
    let names: Vec<String> = option(manifest, directory, "to")?;
    Ok(ConvertOptions {
        formats: names.iter().map(|name| name.parse()).collect::<Result<Vec<ExportFormat>, _>>()?,
        text: option(manifest, directory, "text")?,
        pretty: option(manifest, directory, "pretty")?,
        all_modes: option(manifest, directory, "all_modes")?,
        mirror: option(manifest, directory, "mirror")?,
        sort: option(manifest, directory, "sort")?,
        gzip: option(manifest, directory, "gzip")?,
        base: base(&option::<String>(manifest, directory, "base")?)?,
        scratch,
        ..ConvertOptions::default()
    })
}

fn base(address: &str) -> Result<nutgraf_rdf::Base, Error> {
    nutgraf_rdf::Base::new(address)
        .map_err(|e| Error::usage(address, e.to_string(), "name the output of a finished run"))
}

fn option<T: DeserializeOwned>(manifest: &Manifest, directory: &Path, name: &str) -> Result<T, Error> {
    let value = manifest.options.get(name).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|e| {
        Error::usage(
            directory.join("manifest.json"),
            format!("option {name}: {e}"),
            "name the output of a finished run",
        )
    })
}

/// Joins one part of all runs, in their order, that is no format's file.
fn join(
    part: Part,
    runs: &[Finished],
    options: &ConvertOptions,
    directory: &mut OutputDirectory,
    gathered: &mut Gathered,
) -> Result<(), Error> {
    match part {
        Part::Pretty => runs.iter().try_for_each(|run| copy_pretty(run, directory)),
        Part::Knowledge => runs.iter().try_for_each(|run| {
            gather(run, ExportFormat::Gkg, options, &mut |line| {
                // The first cell is the number that the row had among those of its run.
                let row = line.iter().position(|byte| *byte == b'\t').map_or(line, |tab| &line[tab + 1..]);
                gathered.line(part, row)
            })
        }),
        Part::Quads => {
            let mut line = |line: &[u8]| gathered.line(part, line);
            runs.iter().try_for_each(|run| gather(run, ExportFormat::NQuads, options, &mut line))
        }
        Part::Triples => {
            let mut line = |line: &[u8]| gathered.line(part, line);
            runs.iter().try_for_each(|run| gather(run, ExportFormat::NTriples, options, &mut line))
        }
        Part::Format(_)
        | Part::Tellings
        | Part::Read
        | Part::Corpus
        | Part::Elements
        | Part::Rejects
        | Part::Inputs => {
            join_files(&part.file_name(options), b"", runs, directory)?;
            if part.is_gathered() {
                gathered.take_staged(&[part], directory, options)?;
            }
            Ok(())
        }
    }
}

/// Joins the files of one name. What each begins with, `head`, stands once.
fn join_files(name: &str, head: &[u8], runs: &[Finished], directory: &mut OutputDirectory) -> Result<(), Error> {
    let mut file = directory.open(name)?;
    file.put(head)?;
    for run in runs {
        tracing::debug!(directory = %run.directory.display(), file = name, "joining");
        append(run, name, head, &mut file)?;
    }
    directory.stage(file)
}

/// Hands over every line of a format's file.
fn gather(
    run: &Finished,
    format: ExportFormat,
    options: &ConvertOptions,
    take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Error> {
    let (path, noted) = noted(run, &options.name_of(format.file_name()))?;
    let mut input = Checked::open(&path)?;
    let plain = decompress(&mut input).map_err(|e| Error::io(&path, e, REMEDY))?;
    let mut lines = BufReader::with_capacity(1 << 18, plain);
    let mut line = Vec::new();
    let mut each = || -> io::Result<()> {
        while lines.read_until(b'\n', &mut line)? > 0 {
            take(line.strip_suffix(b"\n").unwrap_or(&line))?;
            line.clear();
        }
        Ok(())
    };
    each().map_err(|e| Error::io(&path, e, REMEDY))?;
    drop(lines);
    input.check(&path, noted)
}

/// Appends a file of a run, but for what it begins with.
fn append(run: &Finished, name: &str, head: &[u8], out: &mut StagedFile) -> Result<(), Error> {
    let (path, noted) = noted(run, name)?;
    let mut input = Checked::open(&path)?;
    let mut buffer = vec![0; head.len()];
    input.read_exact(&mut buffer).map_err(|e| Error::io(&path, e, REMEDY))?;
    if buffer != head {
        return Err(Error::usage(path, "does not begin as the outputs of this version do", REMEDY));
    }
    buffer.resize(1 << 18, 0);
    loop {
        let read = input.read(&mut buffer).map_err(|e| Error::io(&path, e, REMEDY))?;
        if read == 0 {
            return input.check(&path, noted);
        }
        out.put(&buffer[..read])?;
    }
}

fn copy_pretty(run: &Finished, directory: &mut OutputDirectory) -> Result<(), Error> {
    for noted in run.manifest.files.iter().filter(|file| file.name.starts_with("jsonld/")) {
        let mut file = directory.open(&noted.name)?;
        append(run, &noted.name, b"", &mut file)?;
        directory.stage(file)?;
    }
    Ok(())
}

/// Where a file of a run is, and what its manifest says of it.
fn noted<'r>(run: &'r Finished, name: &str) -> Result<(PathBuf, &'r OutputFile), Error> {
    let path = run.directory.join(name);
    let all = run.manifest.files.iter().chain(&run.manifest.side_files);
    match all.into_iter().find(|file| file.name == name) {
        Some(noted) => Ok((path, noted)),
        None => Err(Error::usage(path, "stands not in the manifest", REMEDY)),
    }
}

/// A file that is hashed as it is read.
struct Checked {
    file: File,
    hash: Sha256,
}

impl Checked {
    fn open(path: &Path) -> Result<Checked, Error> {
        let file = File::open(path).map_err(|e| Error::io(path, e, REMEDY))?;
        Ok(Checked { file, hash: Sha256::new() })
    }

    fn check(self, path: &Path, noted: &OutputFile) -> Result<(), Error> {
        if crate::output::hex(self.hash) == noted.sha256 {
            return Ok(());
        }
        Err(Error::usage(path, "is not what the manifest says: it was changed or cut", REMEDY))
    }
}

impl Read for Checked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(out)?;
        self.hash.update(&out[..read]);
        Ok(read)
    }
}

/// Counts of all runs together.
fn summary(runs: &[Finished]) -> Summary {
    let mut sum = Summary::default();
    for run in runs {
        let counts = &run.manifest.counts;
        sum.counts.documents += counts.documents;
        sum.counts.articles += counts.articles;
        sum.counts.rejects += counts.rejects;
        sum.counts.skipped += counts.skipped;
        sum.counts.event_mentions += counts.event_mentions;
        sum.counts.quotes += counts.quotes;
        sum.counts.undated += counts.undated;
        for count in &run.manifest.formats {
            *sum.formats.entry(count.format.clone()).or_default() += count.documents;
        }
    }
    sum
}
