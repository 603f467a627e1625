//! What a run read, wrote and found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `manifest.json`: one run of `convert`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Versions of everything that shapes the output.
    pub versions: Versions,
    /// Options that shape the output, by name.
    pub options: BTreeMap<String, serde_json::Value>,
    /// When the run ended, UTC; the only clock reading in any output.
    pub finished: crate::Timestamp,
    /// What was counted.
    pub counts: RunCounts,
    /// Documents by source format.
    pub formats: Vec<FormatCount>,
    /// Every file written, in order of name.
    pub files: Vec<OutputFile>,
    /// Files for later runs, in order of name: what `merge` and `--since` read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub side_files: Vec<OutputFile>,
    /// Table rows whose number was already taken by another event, with the number they got instead.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub id_clashes: BTreeMap<String, u64>,
}

/// Versions of everything that shapes the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// Nutgraf itself.
    pub nutgraf: String,
    /// SHA-256 of the dictionaries.
    pub dictionaries: String,
    /// SHA-256 of the language model.
    pub model: String,
}

/// What a run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunCounts {
    /// Documents read: articles and rejects.
    pub documents: u64,
    /// Articles.
    pub articles: u64,
    /// Documents that gave no article.
    pub rejects: u64,
    /// Files in walked directories that are no input.
    pub skipped: u64,
    /// Tellings of events.
    pub event_mentions: u64,
    /// Quotations.
    pub quotes: u64,
    /// Articles that gave no table rows for want of a date.
    pub undated: u64,
}

/// Documents of one source format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormatCount {
    /// Name of the format.
    pub format: String,
    /// Documents.
    pub documents: u64,
}

/// A file that a run wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutputFile {
    /// File name in the output directory.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
}
