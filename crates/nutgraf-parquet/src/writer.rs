//! Rows into a file.

use crate::error::Error;
use crate::file::File;
use crate::group::Chunk;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;

/// Bytes of cells after which a row group is written: it is held in memory until then, and no file has one above 128 MB.
const GROUP: usize = 96 << 20;

/// Writes the rows of one file.
pub struct Writer<W: Write + Send> {
    file: File,
    out: SerializedFileWriter<W>,
    chunks: Vec<Chunk>,
    held: usize,
}

impl<W: Write + Send> Writer<W> {
    /// A file without rows.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W, file: File) -> Result<Writer<W>, Error> {
        let columns = file.columns();
        let fields: String = columns.iter().map(|column| column.kind.field(column.name)).collect();
        let schema = parse_message_type(&format!("message nutgraf {{ {fields} }}"))?;
        let properties = properties(file, columns.iter().map(|column| column.name));
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Writer { file, out, chunks: columns.iter().map(|column| Chunk::new(column.kind)).collect(), held: 0 })
    }

    /// Writes a row: a line of the table, of `evidence.jsonl`, or of a [`SortedCorpus`](crate::SortedCorpus), without its
    /// end.
    ///
    /// # Errors
    /// Where the line is no row of the file, or `out` cannot be written.
    pub fn write(&mut self, line: &[u8]) -> Result<(), Error> {
        let cells = self.file.cells(line).ok_or_else(|| Error::row(line, self.file.file_name()))?;
        for (chunk, cell) in self.chunks.iter_mut().zip(cells) {
            self.held += cell.bytes();
            chunk.push(cell);
        }
        if self.held >= GROUP { self.group() } else { Ok(()) }
    }

    /// Writes what is held, and the end of the file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        if self.held > 0 {
            self.group()?;
        }
        self.out.close()?;
        Ok(())
    }

    fn group(&mut self) -> Result<(), Error> {
        let mut group = self.out.next_row_group()?;
        for chunk in &mut self.chunks {
            if let Some(mut column) = group.next_column()? {
                chunk.write(&mut column)?;
                column.close()?;
            }
        }
        group.close()?;
        self.held = 0;
        Ok(())
    }
}

fn properties<'c>(file: File, names: impl Iterator<Item = &'c str>) -> WriterProperties {
    let names: Vec<&str> = names.collect();
    let place = |name: &&str| names.iter().position(|known| known == name).and_then(|at| i32::try_from(at).ok());
    let sorted = file.sorted_by().iter().filter_map(place);
    let sorted: Vec<SortingColumn> =
        sorted.map(|column_idx| SortingColumn { column_idx, descending: false, nulls_first: true }).collect();
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("nutgraf ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_sorting_columns((!sorted.is_empty()).then_some(sorted))
        .build()
}
