//! What needs the whole corpus: tables, GKG, property graphs and sorted RDF.

use crate::convert::ConvertOptions;
use crate::error::Error;
use crate::export::ExportFormat;
use crate::output::{OutputDirectory, StagedFile};
use crate::part::{Part, each_line};
use nutgraf_gdelt::{GkgRow, KnowledgeTable, MergedTables, Rows, Tables};
use nutgraf_rdf::{Flavour, PropertyGraph, SortedGraph};
use nutgraf_sort::{Sorted, Sorter};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Takes the lines of gathered parts in any order.
pub(crate) struct Gathered {
    tables: Tables,
    knowledge: KnowledgeTable,
    quads: Sorter,
    triples: Sorter,
    elements: PropertyGraph,
}

impl Gathered {
    pub(crate) fn new(options: &ConvertOptions) -> Gathered {
        Gathered {
            tables: Tables::with_scratch(options.tables(), options.scratch.clone()),
            knowledge: KnowledgeTable::new(options.scratch.clone()),
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
                let row = row.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no row of a GKG of ours"))?;
                self.knowledge.add(&row).map_err(io::Error::other)
            }
            Part::Quads => self.quads.push(line, b""),
            Part::Triples => self.triples.push(line, b""),
            Part::Elements => self.elements.add(line).map_err(io::Error::other),
            _ => Ok(()),
        }
    }

    /// Takes what a run has staged of every gathered part.
    pub(crate) fn take_staged(&mut self, parts: &[Part], directory: &OutputDirectory) -> Result<(), Error> {
        for &part in parts.iter().filter(|part| part.is_gathered()) {
            let path = directory.partial(part.file_name());
            each_line(&path, |line| self.line(part, line)).map_err(|e: io::Error| Error::export(&path, e))?;
        }
        Ok(())
    }

    /// Puts everything in order.
    pub(crate) fn merge(self) -> io::Result<Merged> {
        Ok(Merged {
            tables: self.tables.merge().map_err(io::Error::other)?,
            knowledge: Some(self.knowledge),
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
    quads: Sorted,
    triples: Sorted,
    elements: SortedGraph,
}

impl Merged {
    /// Rows whose number was already taken.
    pub(crate) fn id_clashes(&self) -> &BTreeMap<String, u64> {
        self.tables.id_clashes()
    }

    /// Writes one format; nothing for those that are in the order of the inputs.
    pub(crate) fn write(&mut self, format: ExportFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ExportFormat::Events => self.tables.write_events(out).map_err(io::Error::other),
            ExportFormat::Mentions => self.tables.write_mentions(out).map_err(io::Error::other),
            ExportFormat::Gkg => match self.knowledge.take() {
                Some(table) => table.write(out).map_err(io::Error::other),
                None => Ok(()),
            },
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
            } else if Part::of_format(format, options).is_gathered() {
                let mut file = directory.open(format.file_name())?;
                let path = file.path().to_owned();
                self.write(format, &mut file).map_err(|e| Error::export(&path, e))?;
                directory.stage(file)?;
            }
            if format == ExportFormat::Mentions {
                let mut file = directory.open("evidence.jsonl")?;
                let path = file.path().to_owned();
                self.tables.write_evidence(&mut file).map_err(|e| Error::export(&path, e))?;
                directory.stage(file)?;
            }
        }
        Ok(())
    }
}

impl Merged {
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
