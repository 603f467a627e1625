//! Writes articles and events as RDF.
