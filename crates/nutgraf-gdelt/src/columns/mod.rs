//! The columns of the tables: name, place, kind and how they are filled, once for writing, validating and documenting.

mod events;
mod form;
mod gkg;
pub(crate) mod layout;
mod readable;

pub use events::{EVENTS_COLUMNS, MENTIONS_COLUMNS};
pub use form::Form;
pub use gkg::GKG_COLUMNS;
pub use layout::Layout;
pub use readable::{DENOMINATORS_COLUMNS, TABLE_COLUMNS};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name (GDELT's BigQuery tables).
    pub name: &'static str,
    /// Zero-based place in the row.
    pub place: usize,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell is never empty.
    pub required: bool,
    /// How it is filled, for those who read about it.
    pub filled: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain digits, with a minus where negative.
    Integer {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// A decimal number.
    Number {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// `YYYYMMDD`, a day of the calendar.
    Day,
    /// `YYYYMMDDHHMMSS` in UTC, on a quarter hour.
    Instant,
    /// `YYYY-MM-DD`, a day of the calendar.
    Date,
    /// `YYYY-MM-DDThh:mm:ssZ`.
    Moment,
    /// A code: never a number, since leading zeros and letter case carry meaning.
    Code(Form),
    /// Words.
    Text,
    /// An absolute web address.
    Address,
    /// Blocks and fields inside the cell (GKG).
    Blocks(Layout),
}

impl Kind {
    /// The type of the column in GDELT's BigQuery tables.
    pub fn big_query_type(self) -> &'static str {
        match self {
            Kind::Integer { .. } | Kind::Day | Kind::Instant | Kind::Code(Form::Month | Form::Year) => "INTEGER",
            Kind::Number { .. } => "FLOAT",
            Kind::Date => "DATE",
            Kind::Moment => "TIMESTAMP",
            Kind::Code(_) | Kind::Text | Kind::Address | Kind::Blocks(_) => "STRING",
        }
    }

    /// A regular expression that every filled cell matches.
    pub fn pattern(self) -> &'static str {
        match self {
            Kind::Integer { min: 0.., .. } => "^[0-9]+$",
            Kind::Integer { .. } => "^-?[0-9]+$",
            Kind::Number { .. } => "^-?[0-9]+([.][0-9]+)?$",
            Kind::Day => "^[0-9]{8}$",
            Kind::Instant => "^[0-9]{8}([01][0-9]|2[0-3])(00|15|30|45)00$",
            Kind::Date => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            Kind::Moment => "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
            Kind::Code(form) => form.pattern(),
            Kind::Blocks(layout) => layout.pattern(),
            Kind::Text => "^[^\\t\\n\\r]*$",
            Kind::Address => "^https?://[^/\\s]+\\S*$",
        }
    }
}

const fn column(name: &'static str, kind: Kind, required: bool, filled: &'static str) -> Column {
    Column { name, place: 0, kind, required, filled }
}

const fn in_place<const N: usize>(mut columns: [Column; N]) -> [Column; N] {
    let mut place = 0;
    while place < N {
        columns[place].place = place;
        place += 1;
    }
    columns
}
