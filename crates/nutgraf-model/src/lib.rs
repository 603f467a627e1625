//! The nouns of Nutgraf: articles, events, records, manifests and rejects.
