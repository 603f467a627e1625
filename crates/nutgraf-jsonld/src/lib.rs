//! Writes news articles as schema.org JSON-LD.
