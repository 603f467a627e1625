//! `nutgraf formats`.

use crate::Outcome;
use anyhow::Result;
use nutgraf::{ExportFormat, SourceFormat};
use std::io::{self, Write};

pub(crate) fn run() -> Result<Outcome> {
    let mut out = io::stdout().lock();
    writeln!(out, "Read (known by content first, then by extension; .gz and .zst of any):")?;
    for format in SourceFormat::ALL {
        writeln!(out, "  {:<12} {}", format.name(), format.help())?;
    }
    writeln!(out, "\nWritten (--to):")?;
    for format in ExportFormat::ALL {
        writeln!(out, "  {:<12} {:<16} {}", format.name(), format.file_name(), format.help())?;
    }
    Ok(Outcome::Clean)
}
