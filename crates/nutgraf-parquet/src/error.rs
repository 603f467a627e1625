//! Why a file could not be written.

use parquet::errors::ParquetError;
use std::io;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Inner);

#[derive(Debug, thiserror::Error)]
enum Inner {
    #[error("cannot write Parquet: {0}; check that the output can be written and has room")]
    Io(#[from] io::Error),
    #[error("cannot write Parquet: {0}; check that the output can be written and has room")]
    Parquet(#[from] ParquetError),
    #[error("\"{0}\" is no row of {1}; give the lines that the tables hand over")]
    Row(String, &'static str),
}

impl Error {
    /// A line that is no row of a file.
    pub(crate) fn row(line: &[u8], file: &'static str) -> Error {
        let shown: String = String::from_utf8_lossy(line).chars().take(80).collect();
        Error(Inner::Row(shown, file))
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error(error.into())
    }
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Error {
        Error(error.into())
    }
}
