//! `schemas/` is generated, and holds what the types say today.

use nutgraf_schema::{SchemaName, schema};
use std::fs;
use std::path::Path;

#[test]
fn the_checked_in_schemas_are_current() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let mut stale = Vec::new();
    for name in SchemaName::ALL {
        let file = format!("{name}.schema.json");
        let text = serde_json::to_string_pretty(&schema(name)).expect("a schema is plain data") + "\n";
        if std::env::var_os("UPDATE").is_some() {
            fs::write(directory.join(&file), &text).expect("schemas/ can be written");
        }
        if fs::read_to_string(directory.join(&file)).unwrap_or_default() != text {
            stale.push(file);
        }
    }
    assert!(stale.is_empty(), "out of date: {}; run: cargo run -- schema --write schemas", stale.join(", "));
}

#[test]
fn no_schema_file_is_left_over() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    for entry in fs::read_dir(directory).expect("schemas/ is there") {
        let file = entry.expect("it can be listed").file_name().into_string().expect("a plain name");
        if let Some(name) = file.strip_suffix(".schema.json") {
            assert!(
                SchemaName::ALL.iter().any(|known| known.as_str() == name),
                "{file} is no schema any more: remove it"
            );
        }
    }
}

#[test]
fn schemas_keep_to_what_every_validator_reads() {
    for name in SchemaName::ALL {
        let schema = schema(name);
        jsonschema::draft202012::meta::validate(&schema).expect("a schema of draft 2020-12");
        let text = schema.to_string();
        for keyword in ["unevaluatedProperties", "unevaluatedItems", "prefixItems", "$dynamicRef", "preserve"] {
            assert!(!text.contains(keyword), "{name} uses {keyword}");
        }
    }
}
