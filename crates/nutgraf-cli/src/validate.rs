//! `nutgraf validate`.

use crate::Outcome;
use crate::open::open;
use anyhow::Result;
use clap::ValueEnum;
use nutgraf::schema::{Fault, SchemaName, validate, validate_folder};
use std::io::{self, BufReader, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files to check, compressed or not, folders of a property graph; - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What the files are, where their content does not tell (see `nutgraf schema`).
    #[arg(long = "as", value_name = "NAME")]
    as_name: Option<String>,
    /// How faults are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print at most this many faults of a file.
    #[arg(long, default_value_t = 100)]
    most: usize,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// `path:line:column: what is wrong; what would be right`.
    Text,
    /// One JSON object a line.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let name = arguments.as_name.as_deref().map(str::parse::<SchemaName>).transpose()?;
    let mut out = io::stdout().lock();
    let mut invalid = false;
    for path in &arguments.files {
        let shown = path.display().to_string();
        let report = if path.is_dir() {
            validate_folder(path)?
        } else {
            let file = open(path)?;
            validate(&mut BufReader::with_capacity(1 << 16, file), &shown, name)?
        };
        for fault in report.faults.iter().take(arguments.most) {
            print(fault, arguments.format, &mut out)?;
        }
        let unsaid = report.faults.len().saturating_sub(arguments.most);
        if arguments.format == Format::Text {
            if unsaid > 0 {
                writeln!(out, "{shown}: {unsaid} more faults")?;
            }
            if report.faults.is_empty() {
                writeln!(out, "{shown}: valid {}, {} checked", report.schema, report.records)?;
            }
            for why in &report.skipped {
                writeln!(out, "{shown}: not checked: {why}")?;
            }
        }
        invalid |= !report.faults.is_empty();
    }
    Ok(if invalid { Outcome::Faults } else { Outcome::Clean })
}

fn print(fault: &Fault, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Text => writeln!(out, "{fault}"),
        Format::Json => {
            serde_json::to_writer(&mut *out, fault)?;
            writeln!(out)
        }
    }
}
