//! `datapackage.json`: what the columns of the tables hold, for programs (Frictionless Data, Tabular Data Package 1.0).

use crate::columns::{Column, Form, Kind};
use crate::sheet::Sheet;
use serde_json::{Map, Value, json};

/// A table as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Which one.
    pub sheet: Sheet,
    /// Its file, beside the description; compressed where it ends in `.gz`.
    pub path: String,
    /// Size of its file.
    pub bytes: u64,
    /// SHA-256 of its file, lower-case hexadecimal.
    pub sha256: String,
}

/// The package of these tables.
pub fn data_package(resources: &[Resource]) -> Value {
    let has = |sheet: Sheet| resources.iter().any(|resource| resource.sheet == sheet);
    json!({
        "profile": "tabular-data-package",
        "name": "nutgraf",
        "title": "Events in news articles",
        "resources": resources.iter().map(|r| resource(r, has(Sheet::Events))).collect::<Vec<_>>(),
    })
}

fn resource(of: &Resource, has_events: bool) -> Value {
    let sheet = of.sheet;
    let media_type = if sheet.is_csv() { "text/csv" } else { "text/tab-separated-values" };
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": sheet.name(),
        "title": sheet.title(),
        "path": of.path,
        "format": if sheet.is_csv() { "csv" } else { "tsv" },
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": of.bytes,
        "hash": format!("sha256:{}", of.sha256),
        "dialect": {
            "delimiter": if sheet.is_csv() { "," } else { "\t" },
            "lineTerminator": "\n",
            "header": sheet.is_csv(),
            "doubleQuote": sheet.is_csv(),
        },
        "schema": schema(sheet, has_events),
    });
    if of.path.ends_with(".gz") {
        resource["compression"] = "gz".into();
    }
    resource
}

fn schema(sheet: Sheet, has_events: bool) -> Value {
    let mut schema = json!({
        "fields": sheet.columns().iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    let key = sheet.columns()[0].name;
    if matches!(sheet, Sheet::Events | Sheet::Table | Sheet::Gkg) {
        schema["primaryKey"] = key.into();
    }
    if has_events && matches!(sheet, Sheet::Mentions | Sheet::Table) {
        let reference = json!({"resource": Sheet::Events.name(), "fields": Sheet::Events.columns()[0].name});
        schema["foreignKeys"] = json!([{"fields": key, "reference": reference}]);
    }
    schema
}

fn field(column: &Column) -> Value {
    let (kind, format) = kind(column.kind);
    let mut field = json!({"name": column.name, "type": kind, "description": column.filled});
    if let Some(format) = format {
        field["format"] = format.into();
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    match column.kind {
        Kind::Integer { min, max } | Kind::Number { min, max } => {
            constraints.insert("minimum".into(), min.into());
            if max < i64::MAX {
                constraints.insert("maximum".into(), max.into());
            }
        }
        Kind::Code(_) | Kind::Blocks(_) if kind == "string" => {
            constraints.insert("pattern".into(), column.kind.pattern().into());
        }
        _ => {}
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

/// Type and format of Table Schema.
fn kind(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Integer { .. } | Kind::Code(Form::Month) => ("integer", None),
        Kind::Code(Form::Year) => ("year", None),
        Kind::Number { .. } => ("number", None),
        Kind::Day => ("date", Some("%Y%m%d")),
        Kind::Instant => ("datetime", Some("%Y%m%d%H%M%S")),
        Kind::Date => ("date", None),
        Kind::Moment => ("datetime", None),
        Kind::Code(_) | Kind::Text | Kind::Address | Kind::Blocks(_) => ("string", None),
    }
}
