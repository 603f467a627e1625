//! What inputs are damaged: the fixtures, and what Nutgraf writes of them.

use crate::target::Target;
use anyhow::{Context, Result};
use nutgraf::{Coder, CoderOptions, ConvertOptions, Destination, Dictionary, ExportFormat, Inputs};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// No line of an output is longer as a seed: damage to it would seldom meet what matters.
const LINE: usize = 1 << 14;

/// Documents by the extension of their file, and lines of outputs by the name of theirs.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    documents: Vec<(String, Vec<u8>)>,
    outputs: Vec<(String, Vec<u8>)>,
    words: Vec<Vec<u8>>,
}

impl Seeds {
    /// Those of the repository at `root`. Outputs are written to a directory inside `scratch`.
    ///
    /// # Errors
    /// Where the fixtures cannot be read or `scratch` cannot be written.
    pub fn of_repository(root: &Path, scratch: &Path) -> Result<Seeds> {
        let mut seeds = Seeds::default();
        for folder in ["fixtures", "tests/hostile", "crates/nutgraf-read/src"] {
            for path in files(&root.join(folder))? {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if !name.ends_with(".rs") && !name.starts_with("README") {
                    seeds.documents.push((name, fs::read(&path)?));
                }
            }
        }
        seeds.outputs(root, &scratch.join("outputs"))?;
        seeds.words = words(seeds.documents.iter().chain(&seeds.outputs).map(|(_, bytes)| bytes.as_slice()));
        Ok(seeds)
    }

    /// Converts the fixtures into every format that is text.
    fn outputs(&mut self, root: &Path, out: &Path) -> Result<()> {
        let coder =
            Coder::new(Dictionary::embedded().clone(), CoderOptions { all_modes: true, ..CoderOptions::default() });
        let formats = ExportFormat::ALL.into_iter().filter(|format| *format != ExportFormat::Parquet).collect();
        let options = ConvertOptions { formats, jobs: 1, ..ConvertOptions::default() };
        let inputs = Inputs::expand(&[root.join("fixtures")])?;
        nutgraf::convert(&inputs, &coder, &options, Destination::Directory(out.to_owned()), &mut |_| {})?;
        for path in files(out)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name.ends_with(".gz") {
                self.outputs.push((name, fs::read(&path)?));
                continue;
            }
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let header = text.lines().next().unwrap_or_default().to_owned() + "\n";
            let line = |line: &str| {
                (
                    name.clone(),
                    if name.ends_with(".csv") { header.clone() + line } else { line.to_owned() }.into_bytes(),
                )
            };
            if name == "manifest.json" {
                self.outputs.push((name, text.into_bytes()));
            } else if name.ends_with(".ttl") || name.ends_with(".nq") || name.ends_with(".nt") {
                let lines: Vec<&str> = text.lines().collect();
                self.outputs.extend(lines.chunks(40).map(|some| line(&some.join("\n"))));
            } else {
                self.outputs.extend(text.lines().filter(|text| text.len() <= LINE).map(line));
            }
        }
        Ok(())
    }

    /// The seeds of a target.
    pub fn of(&self, target: Target) -> Vec<Vec<u8>> {
        let of = |all: &[(String, Vec<u8>)], fits: &dyn Fn(&str) -> bool| -> Vec<Vec<u8>> {
            all.iter().filter(|(name, _)| fits(name)).map(|(_, bytes)| bytes.clone()).collect()
        };
        match target {
            Target::Read | Target::Archive | Target::Sitemap => of(&self.documents, &|_| true),
            Target::Html => of(&self.documents, &|name| name.ends_with(".html")),
            Target::Markup => of(&self.documents, &|name| !name.ends_with(".html")),
            Target::Language | Target::Coder | Target::Round => {
                of(&self.documents, &|name| name.ends_with(".md") || name.ends_with(".txt") || name.ends_with(".jsonl"))
            }
            Target::CodeLine => of(&self.outputs, &|name| name == "articles.jsonl"),
            Target::Validate => of(&self.outputs, &|_| true),
            Target::Cells => of(&self.outputs, &|name| name.ends_with(".tsv") || name.ends_with(".csv")),
            Target::Csv => of(&self.outputs, &|name| name.ends_with(".csv")),
            Target::Tellings | Target::Elements | Target::Corpus => {
                of(&self.outputs, &|name| name.ends_with(".jsonl") || name.ends_with(".tsv"))
            }
            Target::Graph => of(&self.outputs, &|name| name.ends_with(".nq")),
            Target::Names => vec![
                b"Korrin | Ilse Korrin\tperson\tVELGOV\t1999-05..2001-08\tforeign minister\tQ1\n".to_vec(),
                b"Harbour Watch\torganization\tNGO\t-\tcharity\t-\n".to_vec(),
                b"ALBANIA_ [ALB]\n+KORRIN_\n\t[ALBGOV 19990501-20010801]\n\t[ALBELI >010801]\n".to_vec(),
            ],
        }
    }

    /// Words that the seeds have, to be put where they do not belong.
    pub fn words(&self) -> &[Vec<u8>] {
        &self.words
    }
}

/// Runs of bytes between spaces and marks.
fn words<'b>(all: impl Iterator<Item = &'b [u8]>) -> Vec<Vec<u8>> {
    let mut words = BTreeSet::new();
    for bytes in all {
        let parts = bytes.split(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b','));
        words.extend(parts.filter(|word| (2..40).contains(&word.len())).map(<[u8]>::to_vec).take(400));
    }
    words.into_iter().collect()
}

/// Files below a folder, in order of path.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
