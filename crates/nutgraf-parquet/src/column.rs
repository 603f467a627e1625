//! Columns and their types.

/// A column of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Type,
}

/// What the cells of a column hold; each may be null, but for lists, which are empty instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Boolean,
    /// A whole number of 32 bits.
    Small,
    /// A whole number of 64 bits.
    Integer,
    /// A double.
    Number,
    /// UTF-8.
    Text,
    /// A day.
    Date,
    /// An instant in UTC, in milliseconds.
    Instant,
    /// A list of UTF-8.
    Texts,
}

impl Type {
    /// The column in the notation of Parquet's message types.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Type::Boolean => format!("OPTIONAL BOOLEAN {name};"),
            Type::Small => format!("OPTIONAL INT32 {name};"),
            Type::Integer => format!("OPTIONAL INT64 {name};"),
            Type::Number => format!("OPTIONAL DOUBLE {name};"),
            Type::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
            Type::Date => format!("OPTIONAL INT32 {name} (DATE);"),
            Type::Instant => format!("OPTIONAL INT64 {name} (TIMESTAMP(MILLIS,true));"),
            Type::Texts => {
                format!(
                    "REQUIRED GROUP {name} (LIST) {{ REPEATED GROUP list {{ REQUIRED BYTE_ARRAY element (STRING); }} }}"
                )
            }
        }
    }
}

/// A column of that name and type.
pub(crate) const fn column(name: &'static str, kind: Type) -> Column {
    Column { name, kind }
}
