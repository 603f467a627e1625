//! Files that the user names.

use anyhow::{Context, Result};
use nutgraf::decompress;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Opens a file, or standard input for `-`, and undoes its compression.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>> {
    let shown = || path.display().to_string();
    if path.as_os_str() == "-" {
        return Ok(decompress(io::stdin()).with_context(shown)?);
    }
    Ok(decompress(File::open(path).with_context(shown)?).with_context(shown)?)
}
