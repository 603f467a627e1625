//! `nutgraf schema`.

use crate::Outcome;
use anyhow::{Context, Result};
use nutgraf::schema::{SchemaName, schema};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Schema to print; without it, their names.
    name: Option<String>,
    /// Write every schema to this directory.
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    write: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    if let Some(directory) = &arguments.write {
        fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
        for name in SchemaName::ALL {
            let path = directory.join(format!("{}.schema.json", name.as_str()));
            fs::write(&path, text(name)).with_context(|| path.display().to_string())?;
        }
    } else if let Some(name) = &arguments.name {
        write!(out, "{}", text(name.parse()?))?;
    } else {
        for name in SchemaName::ALL {
            writeln!(out, "{}", name.as_str())?;
        }
    }
    Ok(Outcome::Clean)
}

fn text(name: SchemaName) -> String {
    let mut text = serde_json::to_string_pretty(&schema(name)).expect("a schema is plain data");
    text.push('\n');
    text
}
