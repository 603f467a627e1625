//! Documents that gave no article, and why.

use crate::Source;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line of `rejects.jsonl`: nothing is lost, it stands here with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// Where the document is.
    pub source: Source,
    /// Why, in a word.
    pub kind: RejectKind,
    /// What is wrong, where.
    #[schemars(length(min = 1))]
    pub why: String,
    /// What to do about it.
    #[schemars(length(min = 1))]
    pub remedy: String,
    /// SHA-256 of the document's bytes, lower-case hexadecimal; nothing where they could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: Option<String>,
}

/// Why a document gave no article or no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RejectKind {
    /// The bytes could not be read.
    Unreadable,
    /// The bytes are in no format that is known.
    UnknownFormat,
    /// The document breaks its format.
    Malformed,
    /// The document is no article: a list, a video page, an error page, a photo.
    NotAnArticle,
    /// The document has no text.
    Empty,
    /// Larger or slower than the limits allow.
    OverBudget,
    /// The publisher withholds or embargoes it.
    Withheld,
    /// Nutgraf itself failed on the document: a fault to report.
    Internal,
    /// The article was kept, but gives no table rows for want of any date.
    Undated,
}

impl RejectKind {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            RejectKind::Unreadable => "unreadable",
            RejectKind::UnknownFormat => "unknown_format",
            RejectKind::Malformed => "malformed",
            RejectKind::NotAnArticle => "not_an_article",
            RejectKind::Empty => "empty",
            RejectKind::OverBudget => "over_budget",
            RejectKind::Withheld => "withheld",
            RejectKind::Internal => "internal",
            RejectKind::Undated => "undated",
        }
    }
}
