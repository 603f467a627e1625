//! What needs the whole corpus: tables, GKG, Parquet, property graphs and sorted RDF.

use crate::columnar::{Gathering, Ordered};
use crate::convert::ConvertOptions;
use crate::error::Error;
use crate::export::ExportFormat;
use crate::output::{OutputDirectory, StagedFile};
use crate::part::{Part, each_line, encoder};
use nutgraf_gdelt::{
    ArticleRead, Denominators, GkgRow, KnowledgeTable, MergedTables, Resource, Rows, Sheet, Tables, data_package,
};
use nutgraf_rdf::{Flavour, PropertyGraph, SortedGraph};
use nutgraf_sort::{Sorted, Sorter};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Takes the lines of gathered parts in any order.
pub(crate) struct Gathered {
    tables: Tables,
    knowledge: KnowledgeTable,
    denominators: Denominators,
    corpus: Gathering,
    quads: Sorter,
    triples: Sorter,
    elements: PropertyGraph,
}

impl Gathered {
    pub(crate) fn new(options: &ConvertOptions) -> Gathered {
        Gathered {
            tables: Tables::with_scratch(options.tables(), options.scratch.clone()),
            knowledge: KnowledgeTable::new(options.scratch.clone()),
            denominators: Denominators::new(options.scratch.clone()),
            corpus: Gathering::new(options),
            quads: Sorter::new(options.scratch.clone()),
            triples: Sorter::new(options.scratch.clone()),
            elements: PropertyGraph::new(options.scratch.clone()),
        }
    }

    /// Takes lines of a part, plain.
    pub(crate) fn add(&mut self, part: Part, lines: &[u8]) -> io::Result<()> {
        lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).try_for_each(|line| self.line(part, line))
    }

    /// Takes one line of a part.
    pub(crate) fn line(&mut self, part: Part, line: &[u8]) -> io::Result<()> {
        match part {
            Part::Tellings => {
                let rows: Rows = serde_json::from_slice(line)?;
                self.tables.add(&rows).map_err(io::Error::other)
            }
            Part::Knowledge => {
                let row = std::str::from_utf8(line).ok().and_then(GkgRow::from_line);
                self.knowledge.add(&row.ok_or_else(|| stranger("no row of a GKG of ours"))?).map_err(io::Error::other)
            }
            Part::Read => {
                let read = std::str::from_utf8(line).ok().and_then(ArticleRead::from_line);
                self.denominators.add(&read.ok_or_else(|| stranger("no article of ours"))?).map_err(io::Error::other)
            }
            Part::Corpus => self.corpus.add(line),
            Part::Quads => self.quads.push(line, b""),
            Part::Triples => self.triples.push(line, b""),
            Part::Elements => self.elements.add(line).map_err(io::Error::other),
            _ => Ok(()),
        }
    }

    /// Takes what a run has staged of every gathered part.
    pub(crate) fn take_staged(
        &mut self,
        parts: &[Part],
        directory: &OutputDirectory,
        options: &ConvertOptions,
    ) -> Result<(), Error> {
        for &part in parts.iter().filter(|part| part.is_gathered()) {
            let path = directory.partial(&part.file_name(options));
            each_line(&path, |line| self.line(part, line)).map_err(|e: io::Error| Error::export(&path, e))?;
        }
        Ok(())
    }

    /// Puts everything in order.
    pub(crate) fn merge(self) -> io::Result<Merged> {
        Ok(Merged {
            tables: self.tables.merge().map_err(io::Error::other)?,
            knowledge: Some(self.knowledge),
            denominators: Some(self.denominators),
            corpus: self.corpus.sort()?,
            quads: self.quads.sort()?,
            triples: self.triples.sort()?,
            elements: self.elements.sort().map_err(io::Error::other)?,
        })
    }
}

/// What needs the whole corpus, in order.
pub(crate) struct Merged {
    tables: MergedTables,
    knowledge: Option<KnowledgeTable>,
    denominators: Option<Denominators>,
    corpus: Ordered,
    quads: Sorted,
    triples: Sorted,
    elements: SortedGraph,
}

impl Merged {
    /// Rows whose number was already taken.
    pub(crate) fn id_clashes(&self) -> &BTreeMap<String, u64> {
        self.tables.id_clashes()
    }

    /// Writes one format to a stream; nothing for those that are in the order of the inputs.
    pub(crate) fn write_to(
        &mut self,
        format: ExportFormat,
        options: &ConvertOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !options.gzip || !Part::of_format(format, options).is_gathered() {
            return self.write(format, out);
        }
        let mut out = encoder(out);
        self.write(format, &mut out)?;
        out.finish().map(|_| ())
    }

    fn write(&mut self, format: ExportFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ExportFormat::Events => self.tables.write_events(out).map_err(io::Error::other),
            ExportFormat::Mentions => self.tables.write_mentions(out).map_err(io::Error::other),
            ExportFormat::Gkg => match self.knowledge.take() {
                Some(table) => table.write(out).map_err(io::Error::other),
                None => Ok(()),
            },
            ExportFormat::Table => self.tables.write_table(out).map_err(io::Error::other),
            ExportFormat::NQuads => write_once(&self.quads, out),
            ExportFormat::NTriples => write_once(&self.triples, out),
            _ => Ok(()),
        }
    }

    /// Writes every gathered format of a run into its directory.
    pub(crate) fn write_all(&mut self, options: &ConvertOptions, directory: &mut OutputDirectory) -> Result<(), Error> {
        for &format in &options.formats {
            if let Some(flavour) = format.flavour() {
                self.write_folder(format.file_name(), flavour, directory)?;
            } else if format == ExportFormat::Parquet {
                self.corpus.write(&self.tables, format.file_name(), directory)?;
            } else if Part::of_format(format, options).is_gathered() {
                write_file(directory, options, format.file_name(), |out| self.write(format, out))?;
            }
            match format {
                ExportFormat::Mentions => write_file(directory, options, "evidence.jsonl", |out| {
                    self.tables.write_evidence(out).map_err(io::Error::other)
                })?,
                ExportFormat::Table => write_file(directory, options, Sheet::Denominators.file_name(), |out| {
                    let denominators = self.denominators.take().map(|denominators| denominators.write(out));
                    denominators.transpose().map(|_| ()).map_err(io::Error::other)
                })?,
                _ => {}
            }
        }
        if options.formats.contains(&ExportFormat::Table) {
            write_package(directory, options)?;
        }
        Ok(())
    }

    /// Writes the files of a property graph into a folder of the directory.
    fn write_folder(&self, folder: &str, flavour: Flavour, directory: &mut OutputDirectory) -> Result<(), Error> {
        let mut files = Vec::new();
        let open = |name: &str| directory.open(&format!("{folder}{name}")).map_err(io::Error::other);
        let close = |file: StagedFile| file.close().map(|file| files.push(file)).map_err(io::Error::other);
        self.elements.write(flavour, open, close).map_err(|e| Error::export(directory.root().join(folder), e))?;
        files.into_iter().for_each(|file| directory.note(file));
        Ok(())
    }
}

/// Writes a file of the directory, compressed where the options say so.
fn write_file(
    directory: &mut OutputDirectory,
    options: &ConvertOptions,
    name: &'static str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let mut file = directory.open(&options.name_of(name))?;
    let path = file.path().to_owned();
    let written = if options.gzip {
        let mut out = encoder(&mut file);
        write(&mut out).and_then(|()| out.finish().map(|_| ()))
    } else {
        write(&mut file)
    };
    written.map_err(|e| Error::export(&path, e))?;
    directory.stage(file)
}

/// Describes the tables that have been written.
fn write_package(directory: &mut OutputDirectory, options: &ConvertOptions) -> Result<(), Error> {
    let files = directory.files();
    let resource = |sheet: Sheet| {
        let file = files.iter().find(|file| file.name == options.name_of(sheet.file_name()))?;
        Some(Resource { sheet, path: file.name.clone(), bytes: file.bytes, sha256: file.sha256.clone() })
    };
    let package = data_package(&Sheet::ALL.into_iter().filter_map(resource).collect::<Vec<_>>());
    let mut file = directory.open("datapackage.json")?;
    let mut json = serde_json::to_vec_pretty(&package).map_err(|e| Error::export(file.path(), e))?;
    json.push(b'\n');
    file.put(&json)?;
    directory.stage(file)
}

fn stranger(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Every line once.
fn write_once(lines: &Sorted, out: &mut dyn Write) -> io::Result<()> {
    let mut before = None;
    for record in lines.iter()? {
        let line = record?.key;
        if before.as_ref() != Some(&line) {
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            before = Some(line);
        }
    }
    Ok(())
}
