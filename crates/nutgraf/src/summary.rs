//! What a run found, counted.

use nutgraf_model::{FormatCount, Reject, RejectKind, RunCounts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Documents that the summary names for their slowness.
const SLOWEST: usize = 10;

/// What a run found and wrote.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Counts, as the manifest has them.
    pub counts: RunCounts,
    /// Documents by source format.
    pub formats: BTreeMap<String, u64>,
    /// Articles by language.
    pub languages: BTreeMap<String, u64>,
    /// Articles by publisher.
    pub publishers: BTreeMap<String, u64>,
    /// Rejects by kind.
    pub reasons: BTreeMap<RejectKind, u64>,
    /// Inputs that were passed over because an earlier run had them.
    pub unchanged: u64,
    /// The documents that took longest, slowest first.
    pub slowest: Vec<SlowDocument>,
    /// The rejects, where they went to no file.
    #[serde(skip)]
    pub rejects: Vec<Reject>,
}

/// A document that took long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlowDocument {
    /// Milliseconds of work.
    pub milliseconds: u64,
    /// The input.
    pub path: String,
    /// Its record or line in the input, where there are several.
    pub record: Option<u64>,
}

impl Summary {
    /// Keeps a document among the slowest, if it is.
    pub(crate) fn time(&mut self, document: SlowDocument) {
        let at = self.slowest.partition_point(|other| other.milliseconds >= document.milliseconds);
        if at < SLOWEST {
            self.slowest.insert(at, document);
            self.slowest.truncate(SLOWEST);
        }
    }

    /// Documents by source format, as the manifest has them.
    pub(crate) fn format_counts(&self) -> Vec<FormatCount> {
        let count =
            |(format, documents): (&String, &u64)| FormatCount { format: format.clone(), documents: *documents };
        self.formats.iter().map(count).collect()
    }
}
