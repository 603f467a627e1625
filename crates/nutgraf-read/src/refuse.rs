//! Why a document gives no article, before it is known where the document stands.

use nutgraf_model::{Reject, RejectKind, Source, sha256_hex};

/// A reject without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    kind: RejectKind,
    pub(crate) why: String,
    remedy: String,
}

impl Refusal {
    pub(crate) fn new(kind: RejectKind, why: impl Into<String>, remedy: impl Into<String>) -> Self {
        Refusal { kind, why: why.into(), remedy: remedy.into() }
    }

    /// The document breaks its format.
    pub(crate) fn malformed(why: impl Into<String>) -> Self {
        Refusal::new(RejectKind::Malformed, why, "mend the document at that place, or fetch it anew")
    }

    /// The document is something else than an article.
    pub(crate) fn not_an_article(why: impl Into<String>) -> Self {
        Refusal::new(
            RejectKind::NotAnArticle,
            why,
            "nothing, if that is right; --keep-non-articles reads it as an article all the same",
        )
    }

    /// The document holds no words.
    pub(crate) fn empty(why: impl Into<String>) -> Self {
        Refusal::new(RejectKind::Empty, why, "look whether the text is loaded by script or behind a login")
    }

    /// The document is larger than the limit.
    pub(crate) fn over_budget(limit: usize) -> Self {
        Refusal::new(
            RejectKind::OverBudget,
            format!("the document is larger than {limit} bytes"),
            "split it, or raise the limit (ReadOptions::max_document_bytes)",
        )
    }

    /// The reject at its place; `bytes` are hashed where they are at hand.
    pub(crate) fn reject(self, source: Source, bytes: Option<&[u8]>) -> Reject {
        Reject { source, kind: self.kind, why: self.why, remedy: self.remedy, sha256: bytes.map(sha256_hex) }
    }
}
