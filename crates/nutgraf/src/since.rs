//! What an earlier run had already.

use crate::convert::{ConvertOptions, shape};
use crate::error::Error;
use crate::jobs::InputLine;
use crate::part::INPUTS;
use nutgraf_coder::Coder;
use nutgraf_model::{Manifest, sha256_hex};
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Hashes of the inputs of an earlier run.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The first half of each hash, which is enough to tell contents apart.
    hashes: HashSet<u128>,
    /// The manifest, hashed.
    pub(crate) manifest: String,
}

impl Known {
    /// The inputs of the run that a manifest is of, if it fits a run with these options.
    pub(crate) fn of(path: &Path, coder: &Coder, options: &ConvertOptions) -> Result<Known, Error> {
        let manifest = read_manifest(path)?;
        if let Some(what) = misfit(&manifest, &shape(coder, options)) {
            return Err(Error::usage(path, what, "give the same options, or convert everything anew without --since"));
        }
        let list = path.parent().unwrap_or(Path::new(".")).join(INPUTS);
        let mut hashes = HashSet::new();
        for line in lines(&list)? {
            hashes.insert(half(&line.sha256));
        }
        let bytes = fs::read(path).map_err(|e| Error::io(path, e, "check the path given to --since"))?;
        Ok(Known { hashes, manifest: sha256_hex(&bytes) })
    }

    pub(crate) fn has(&self, sha256: &str) -> bool {
        self.hashes.contains(&half(sha256))
    }
}

fn half(sha256: &str) -> u128 {
    sha256.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok()).unwrap_or(0)
}

fn lines(path: &Path) -> Result<Vec<InputLine>, Error> {
    const REMEDY: &str = "copy the whole output directory, .nutgraf with it";
    let file = File::open(path).map_err(|e| Error::io(path, e, REMEDY))?;
    let parsed = BufReader::new(file).lines().zip(1u64..).map(|(line, number)| {
        let line = line.map_err(|e| Error::io(path, e, REMEDY))?;
        serde_json::from_str(&line).map_err(|e| Error::usage(path, format!("line {number}: {e}"), REMEDY))
    });
    parsed.collect()
}

/// A run's manifest.
pub(crate) fn read_manifest(path: &Path) -> Result<Manifest, Error> {
    let bytes = fs::read(path).map_err(|e| Error::io(path, e, "name the output of a finished run of `convert`"))?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Error::usage(path, e.to_string(), "name the manifest of a run of this version of Nutgraf"))
}

/// In what a run differs from `shape`, so that their outputs do not fit together.
pub(crate) fn misfit(manifest: &Manifest, shape: &Shape) -> Option<String> {
    let (ours, theirs) = (&shape.versions, &manifest.versions);
    for (name, our, their) in [
        ("version of Nutgraf", &ours.nutgraf, &theirs.nutgraf),
        ("dictionaries", &ours.dictionaries, &theirs.dictionaries),
        ("language model", &ours.model, &theirs.model),
    ] {
        if our != their {
            return Some(format!("made with another {name} ({their}, not {our})"));
        }
    }
    let names: BTreeMap<_, _> = shape.options.keys().chain(manifest.options.keys()).map(|name| (name, ())).collect();
    names.into_keys().find(|name| shape.options.get(*name) != manifest.options.get(*name)).map(|name| {
        let show = |options: &BTreeMap<String, serde_json::Value>| {
            options.get(name).map_or_else(|| "nothing".to_owned(), ToString::to_string)
        };
        format!("made with option {name} {}, not {}", show(&manifest.options), show(&shape.options))
    })
}

/// What shapes the output of a run.
pub(crate) struct Shape {
    pub(crate) versions: nutgraf_model::Versions,
    pub(crate) options: BTreeMap<String, serde_json::Value>,
}
