//! `nutgraf explain`.

use crate::Outcome;
use crate::convert::Dictionaries;
use anyhow::{Context, Result, anyhow};
use clap::ValueEnum;
use nutgraf::model::{Article, ArticleDraft, DraftBlock, Source, Timestamp};
use nutgraf::{CoderOptions, ReadOptions, read};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A sentence, or the path of an article.
    text: String,
    /// Day of publication, for relative dates and offices: 2025-02-25.
    #[arg(long, value_name = "DATE")]
    date: Option<Timestamp>,
    /// How the explanation is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    dictionaries: Dictionaries,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people: trees and steps, coloured on a terminal.
    Text,
    /// For machines.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let coder = arguments.dictionaries.coder(CoderOptions::default())?;
    let mut out = io::stdout().lock();
    for article in articles(arguments)? {
        let explanation = coder.explain(&article);
        match arguments.format {
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&explanation)?)?,
            Format::Text if io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() => {
                write!(out, "{explanation:#}")?;
            }
            Format::Text => write!(out, "{explanation}")?,
        }
    }
    Ok(Outcome::Clean)
}

fn articles(arguments: &Arguments) -> Result<Vec<Article>> {
    let path = Path::new(&arguments.text);
    if !path.is_file() {
        let body = arguments.text.split("\n\n").map(DraftBlock::text).collect();
        return Ok(vec![Article::new(ArticleDraft {
            body,
            published: arguments.date,
            source: Source { path: "-".into(), format: "text".into(), ..Source::default() },
            ..ArticleDraft::default()
        })]);
    }
    let stream = std::fs::File::open(path).with_context(|| arguments.text.clone())?;
    let origin = nutgraf::Origin { path: PathBuf::from(path).display().to_string(), url: None, format: None };
    let options = ReadOptions::default();
    let mut articles = Vec::new();
    for raw in nutgraf::documents(Box::new(stream), origin, &options) {
        let raw = raw.map_err(|reject| anyhow!("{}: {}; {}", arguments.text, reject.why, reject.remedy))?;
        for article in read(&raw, &options) {
            let article = article.map_err(|reject| anyhow!("{}: {}; {}", arguments.text, reject.why, reject.remedy))?;
            let mut draft = article.into_draft();
            draft.published = arguments.date.or(draft.published);
            articles.push(Article::new(draft));
        }
    }
    Ok(articles)
}
