//! JSON Schemas of everything Nutgraf writes, and the validator that checks files against them.
