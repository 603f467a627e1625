//! Files that grow with every document, while the run is under way.

use crate::convert::ConvertOptions;
use crate::export::ExportFormat;
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use nutgraf_model::Versions;
use nutgraf_rdf::Syntax;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// A file that grows with every document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// An output in the order of the inputs.
    Format(ExportFormat),
    /// What documents tell of events, to be merged into tables; it stays, for `merge`.
    Tellings,
    /// Articles as the denominators count them; it stays, for `merge`.
    Read,
    /// Articles and entities, to be sorted into Parquet; it stays, for `merge`.
    Corpus,
    /// Rows of the GKG, to be sorted.
    Knowledge,
    /// N-Quads, to be sorted.
    Quads,
    /// N-Triples, to be sorted.
    Triples,
    /// Nodes and relationships, to be sorted; it stays, for `merge`.
    Elements,
    /// Names and hashes of the indented JSON-LD.
    Pretty,
    /// Documents that gave no article.
    Rejects,
    /// Inputs with their hashes; it stays, for `--since`.
    Inputs,
}

impl Part {
    /// The parts that a run with these options has.
    pub(crate) fn of(options: &ConvertOptions) -> Vec<Part> {
        let mut parts: Vec<Part> = options.formats.iter().map(|&format| Part::of_format(format, options)).collect();
        parts.extend(options.formats.iter().filter_map(|&format| Part::beside(format)));
        if options.pretty {
            parts.push(Part::Pretty);
        }
        parts.extend([Part::Rejects, Part::Inputs]);
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Where a format's lines go while the run is under way.
    pub(crate) fn of_format(format: ExportFormat, options: &ConvertOptions) -> Part {
        match format {
            ExportFormat::Events | ExportFormat::Mentions | ExportFormat::Table | ExportFormat::Parquet => {
                Part::Tellings
            }
            ExportFormat::Gkg => Part::Knowledge,
            ExportFormat::NQuads if options.sort => Part::Quads,
            ExportFormat::NTriples if options.sort => Part::Triples,
            ExportFormat::Neo4j | ExportFormat::Neptune | ExportFormat::Ladybug => Part::Elements,
            _ => Part::Format(format),
        }
    }

    /// Where lines of a format go that are not in its first part.
    fn beside(format: ExportFormat) -> Option<Part> {
        match format {
            ExportFormat::Table => Some(Part::Read),
            ExportFormat::Parquet => Some(Part::Corpus),
            _ => None,
        }
    }

    /// Its name in the directory of a run with these options.
    pub(crate) fn file_name(self, options: &ConvertOptions) -> Cow<'static, str> {
        match self {
            Part::Format(format) => options.name_of(format.file_name()),
            _ => self.plain_name().into(),
        }
    }

    fn plain_name(self) -> &'static str {
        match self {
            Part::Format(format) => format.file_name(),
            Part::Tellings => TELLINGS,
            Part::Read => ".nutgraf/read.tsv.gz",
            Part::Corpus => ".nutgraf/corpus.tsv.gz",
            Part::Knowledge => ".nutgraf/gkg.tsv.gz",
            Part::Quads => ".nutgraf/nquads.nq.gz",
            Part::Triples => ".nutgraf/ntriples.nt.gz",
            Part::Elements => ".nutgraf/elements.tsv.gz",
            Part::Pretty => ".nutgraf/pretty.jsonl",
            Part::Rejects => "rejects.jsonl",
            Part::Inputs => INPUTS,
        }
    }

    /// Whether it is sorted into something else at the end.
    pub(crate) fn is_gathered(self) -> bool {
        !matches!(self, Part::Format(_) | Part::Pretty | Part::Rejects | Part::Inputs)
    }

    /// Whether its lines are compressed, those of each article apart.
    pub(crate) fn is_compressed(self, options: &ConvertOptions) -> bool {
        self.is_gathered() || (options.gzip && matches!(self, Part::Format(_)))
    }

    /// Whether it stays when the run ends.
    pub(crate) fn stays(self) -> bool {
        !matches!(self, Part::Knowledge | Part::Quads | Part::Triples | Part::Pretty)
    }

    /// What its file begins with, as it stands there: what a graph says of the run, and prefixes.
    pub(crate) fn head(self, options: &ConvertOptions, versions: &Versions) -> Vec<u8> {
        let header = self.header(options, versions);
        if self.is_compressed(options) { compressed(&header) } else { header }
    }

    /// The same, not compressed.
    pub(crate) fn header(self, options: &ConvertOptions, versions: &Versions) -> Vec<u8> {
        let syntax = match self {
            Part::Format(ExportFormat::NQuads) | Part::Quads => Syntax::NQuads,
            Part::Format(ExportFormat::NTriples) | Part::Triples => Syntax::NTriples,
            Part::Format(ExportFormat::Turtle) => Syntax::Turtle,
            _ => return Vec::new(),
        };
        let (base, versions) = (options.base.clone(), versions.clone());
        nutgraf_rdf::header(&nutgraf_rdf::Options { syntax, base, versions, ..nutgraf_rdf::Options::default() })
    }
}

/// What documents tell of events, a line an article.
pub(crate) const TELLINGS: &str = ".nutgraf/tellings.jsonl.gz";
/// Inputs with their hashes.
pub(crate) const INPUTS: &str = ".nutgraf/inputs.jsonl";

/// Lines as one member of a gzip file, so that what workers compress apart is one file when joined.
pub(crate) fn compressed(lines: &[u8]) -> Vec<u8> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut encoder = encoder(Vec::with_capacity(lines.len() / 3));
    encoder.write_all(lines).and_then(|()| encoder.finish()).expect("memory takes every byte")
}

/// A compressor that notes neither time nor name, so that the same lines give the same bytes.
pub(crate) fn encoder<W: Write>(out: W) -> GzEncoder<W> {
    GzEncoder::new(out, Compression::fast())
}

/// Every line of a compressed file, without its end.
pub(crate) fn each_line<E: From<io::Error>>(
    path: &Path,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut file = BufReader::with_capacity(1 << 18, File::open(path)?);
    // Nothing was told, and a decoder expects a member.
    if file.fill_buf()?.is_empty() {
        return Ok(());
    }
    let mut lines = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file));
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        take(line.strip_suffix(b"\n").unwrap_or(&line))?;
        line.clear();
    }
    Ok(())
}
