//! What a caller may choose about reading.

use std::collections::BTreeMap;

/// How documents are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// A document (page, line, record) with more bytes is refused as over budget.
    pub max_document_bytes: usize,
    /// Keep pages that look like lists, video pages or error pages.
    pub keep_non_articles: bool,
    /// Keep stories that are withheld or under embargo.
    pub include_embargoed: bool,
    /// Note for every field which rule of the reader gave it.
    pub provenance: bool,
    /// Names of fields in JSON Lines of others: our name to theirs, such as `headline` to `title`.
    pub fields: BTreeMap<String, String>,
    /// What wire files lack for publishing.
    pub profile: Option<crate::PublisherProfile>,
    /// What news sitemaps say of the pages.
    pub sitemap: crate::Sitemap,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            max_document_bytes: 16 * 1024 * 1024,
            keep_non_articles: false,
            include_embargoed: false,
            provenance: true,
            fields: BTreeMap::new(),
            profile: None,
            sitemap: crate::Sitemap::default(),
        }
    }
}
