//! All dictionaries together: those in the crate, and a user's own beside them.

use super::names::Names;
use super::petrarch;
use crate::confidence::Weights;
use crate::patterns::Patterns;
use crate::tone::ToneWords;
use crate::{Error, ErrorKind};
use nutgraf_model::sha256_hex;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

include!(concat!(env!("OUT_DIR"), "/dictionaries.rs"));

/// The file of invented states and people that examples speak of.
const EXAMPLES: &str = "examples.tsv";

/// Every name, word and pattern that the coder knows. A clone shares them.
#[derive(Clone, Debug)]
pub struct Dictionary {
    pub(crate) names: Arc<Names>,
    pub(crate) tone: Arc<ToneWords>,
    pub(crate) patterns: Arc<Patterns>,
    pub(crate) weights: Arc<Weights>,
    sha256: String,
}

/// The dictionaries in the crate: name relative to `dictionaries/en`, and text; in order of name.
pub(crate) fn embedded_files() -> &'static [(&'static str, &'static str)] {
    EMBEDDED
}

static SHARED: LazyLock<Dictionary> = LazyLock::new(|| {
    let files = EMBEDDED.iter().filter(|(name, _)| *name != EXAMPLES).map(|&(name, text)| (name, text));
    Dictionary::of(files).expect("a test reads every embedded dictionary")
});

static WITH_EXAMPLES: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::of(EMBEDDED.iter().copied()).expect("a test reads every embedded dictionary"));

impl Dictionary {
    /// The dictionaries that come with the crate.
    pub fn embedded() -> &'static Dictionary {
        &SHARED
    }

    /// The same with the invented states and people that the examples in the dictionaries speak of.
    pub fn with_examples() -> &'static Dictionary {
        &WITH_EXAMPLES
    }

    /// The dictionaries of the crate and, beside them, a user's own: folders laid out like `dictionaries/en`.
    ///
    /// # Errors
    /// Where a file cannot be read or a line breaks the format; the error names file and line.
    pub fn load(folders: &[PathBuf]) -> Result<Dictionary, Error> {
        let mut own = Vec::new();
        for folder in folders {
            collect(folder, folder, &mut own)?;
        }
        own.sort();
        let embedded = EMBEDDED.iter().filter(|(name, _)| *name != EXAMPLES).copied();
        Dictionary::of(embedded.chain(own.iter().map(|(name, text)| (name.as_str(), text.as_str()))))
    }

    /// Adds actors and agents in PETRARCH's format, with their date restrictions. Returns the faults of what it left out: codes
    /// and dates that are none.
    ///
    /// # Errors
    /// Where a file cannot be read, or nothing in it is in the format.
    pub fn add_petrarch(&mut self, files: &[PathBuf]) -> Result<Vec<Error>, Error> {
        let mut refused = Vec::new();
        for file in files {
            let text = read(file)?;
            refused.extend(petrarch::read(Arc::make_mut(&mut self.names), &file.display().to_string(), &text)?);
            self.sha256 = sha256_hex(format!("{} {}", self.sha256, sha256_hex(text.as_bytes())).as_bytes());
        }
        Ok(refused)
    }

    /// Adds actors of single files that are laid out like `dictionaries/en/actors/*.tsv`: names, type, code, dates, what it
    /// is, Wikidata id.
    ///
    /// # Errors
    /// Where a file cannot be read or a line breaks the format.
    pub fn add_entities(&mut self, files: &[PathBuf]) -> Result<(), Error> {
        for file in files {
            let text = read(file)?;
            Arc::make_mut(&mut self.names).read_actors(&file.display().to_string(), &text)?;
            self.sha256 = sha256_hex(format!("{} {}", self.sha256, sha256_hex(text.as_bytes())).as_bytes());
        }
        Ok(())
    }

    /// SHA-256 over names and texts of all files, lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Names are the larger half: patterns and checksums are read beside them, on a thread of their own.
    fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Dictionary, Error> {
        let files: Vec<_> = files.collect();
        let (tables, (patterns, sha256)) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| (Patterns::of(&files), fingerprint(&files)));
            let tables = tables(&files);
            (tables, beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let (names, tone, weights) = tables?;
        Ok(Dictionary {
            names: Arc::new(names),
            tone: Arc::new(tone),
            patterns: Arc::new(patterns?),
            weights: Arc::new(weights),
            sha256,
        })
    }
}

/// What the tables say: who and where, the tone of words, and the weights of what makes sure.
fn tables(files: &[(&str, &str)]) -> Result<(Names, ToneWords, Weights), Error> {
    let mut names = Names::default();
    let mut tone = ToneWords::default();
    let mut weights = Weights::default();
    for &(file, text) in files {
        match file {
            "countries.tsv" | "agents.tsv" | EXAMPLES => names.read(file, text)?,
            "given_names.tsv" => names.given.read(file, text)?,
            "tone.tsv" => tone.read(file, text)?,
            "confidence.tsv" => weights.read(file, text)?,
            _ if file.starts_with("actors/") || file.starts_with("places/") => names.read(file, text)?,
            _ => {}
        }
    }
    Ok((names, tone, weights))
}

/// One checksum over the names and the checksums of the texts.
fn fingerprint(files: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for (file, text) in files {
        for part in [file, " ", &sha256_hex(text.as_bytes()), "\n"] {
            all.push_str(part);
        }
    }
    sha256_hex(all.as_bytes())
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path)
        .map_err(|e| Error::new(ErrorKind::Unreadable, path.display().to_string(), 0, format!("cannot be read: {e}")))
}

/// Reads the dictionaries of a folder, named relative to its root with `/` between the parts.
fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) -> Result<(), Error> {
    let unreadable = |e: std::io::Error| {
        Error::new(ErrorKind::Unreadable, folder.display().to_string(), 0, format!("cannot be read: {e}"))
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(root, &path, out)?;
        } else if matches!(path.extension().and_then(|e| e.to_str()), Some("tsv" | "txt")) {
            let name = path.strip_prefix(root).unwrap_or(&path).components();
            let name: Vec<_> = name.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
            out.push((name.join("/"), read(&path)?));
        }
    }
    Ok(())
}
