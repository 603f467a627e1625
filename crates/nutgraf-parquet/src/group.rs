//! Cells of one column in one row group.

use crate::cell::Cell;
use crate::column::Type;
use crate::error::Error;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::SerializedColumnWriter;

/// Cells of one column: the values that are there, and for each cell whether it is.
pub(crate) struct Chunk {
    values: Values,
    definition: Vec<i16>,
    /// For lists alone.
    repetition: Vec<i16>,
}

enum Values {
    Boolean(Vec<bool>),
    Small(Vec<i32>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Text(Vec<ByteArray>),
    Texts(Vec<ByteArray>),
}

impl Chunk {
    pub(crate) fn new(kind: Type) -> Chunk {
        let values = match kind {
            Type::Boolean => Values::Boolean(Vec::new()),
            Type::Small | Type::Date => Values::Small(Vec::new()),
            Type::Integer | Type::Instant => Values::Integer(Vec::new()),
            Type::Number => Values::Number(Vec::new()),
            Type::Text => Values::Text(Vec::new()),
            Type::Texts => Values::Texts(Vec::new()),
        };
        Chunk { values, definition: Vec::new(), repetition: Vec::new() }
    }

    /// Takes a cell; one that the column's type cannot hold is null.
    pub(crate) fn push(&mut self, cell: Cell) {
        if let Values::Texts(values) = &mut self.values {
            let texts = if let Cell::Texts(texts) = cell { texts } else { Vec::new() };
            if texts.is_empty() {
                self.definition.push(0);
                self.repetition.push(0);
            }
            for (at, text) in texts.into_iter().enumerate() {
                self.definition.push(1);
                self.repetition.push(i16::from(at > 0));
                values.push(text.into_bytes().into());
            }
            return;
        }
        self.definition.push(i16::from(self.values.push(cell).is_some()));
    }

    /// Writes all and forgets it.
    pub(crate) fn write(&mut self, out: &mut SerializedColumnWriter<'_>) -> Result<(), Error> {
        let definition = Some(self.definition.as_slice());
        match &self.values {
            Values::Boolean(values) => out.typed::<BoolType>().write_batch(values, definition, None)?,
            Values::Small(values) => out.typed::<Int32Type>().write_batch(values, definition, None)?,
            Values::Integer(values) => out.typed::<Int64Type>().write_batch(values, definition, None)?,
            Values::Number(values) => out.typed::<DoubleType>().write_batch(values, definition, None)?,
            Values::Text(values) => out.typed::<ByteArrayType>().write_batch(values, definition, None)?,
            Values::Texts(values) => {
                out.typed::<ByteArrayType>().write_batch(values, definition, Some(&self.repetition))?
            }
        };
        self.definition.clear();
        self.repetition.clear();
        self.values.clear();
        Ok(())
    }
}

impl Values {
    /// Takes the value of a cell; nothing where it has none that fits.
    fn push(&mut self, cell: Cell) -> Option<()> {
        match (self, cell) {
            (Values::Boolean(values), Cell::Boolean(value)) => values.push(value),
            (Values::Small(values), Cell::Integer(value)) => values.push(value.try_into().ok()?),
            (Values::Integer(values), Cell::Integer(value)) => values.push(value),
            (Values::Number(values), Cell::Number(value)) => values.push(value),
            (Values::Text(values), Cell::Text(text)) => values.push(text.into_bytes().into()),
            _ => return None,
        }
        Some(())
    }

    fn clear(&mut self) {
        match self {
            Values::Boolean(values) => values.clear(),
            Values::Small(values) => values.clear(),
            Values::Integer(values) => values.clear(),
            Values::Number(values) => values.clear(),
            Values::Text(values) | Values::Texts(values) => values.clear(),
        }
    }
}
