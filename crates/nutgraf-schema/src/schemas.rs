//! The JSON Schemas, made of the types that are written.

use crate::SchemaName;
use crate::answer::{CodeLine, QuoteLine};
use crate::table::row_schema;
use jsonschema::Validator;
use nutgraf_gdelt::Sheet;
use nutgraf_jsonld::NewsArticle;
use nutgraf_model::{Article, Event, Manifest, Record, Reject};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Where the schemas say they live; no registered address.
const HOME: &str = "https://nutgraf.invalid/schemas/";

/// The JSON Schema (draft 2020-12) of that name.
pub fn schema(name: SchemaName) -> Value {
    let mut schema = match name {
        SchemaName::Article => of::<Article>(),
        SchemaName::Record => of::<Record>(),
        SchemaName::Event => of::<Event>(),
        SchemaName::Quote => of::<QuoteLine>(),
        SchemaName::Evidence => of::<nutgraf_gdelt::EvidenceLine>(),
        SchemaName::NewsArticle => of::<NewsArticle>(),
        SchemaName::EventsRow => row_schema(Sheet::Events),
        SchemaName::MentionsRow => row_schema(Sheet::Mentions),
        SchemaName::GkgRow => row_schema(Sheet::Gkg),
        SchemaName::TableRow => row_schema(Sheet::Table),
        SchemaName::DenominatorsRow => row_schema(Sheet::Denominators),
        SchemaName::Manifest => of::<Manifest>(),
        SchemaName::Reject => of::<Reject>(),
        SchemaName::Code => of::<CodeLine>(),
    };
    schema["$id"] = json!(format!("{HOME}{name}.schema.json"));
    schema
}

fn of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// The validator of that name, made once.
pub(crate) fn validator(name: SchemaName) -> &'static Validator {
    static VALIDATORS: LazyLock<Vec<Validator>> = LazyLock::new(|| {
        let compiled = SchemaName::ALL.map(|name| jsonschema::draft202012::new(&schema(name)));
        compiled.into_iter().map(|v| v.expect("a derived schema is a valid schema")).collect()
    });
    let at = SchemaName::ALL.iter().position(|known| *known == name).expect("ALL holds every name");
    &VALIDATORS[at]
}
