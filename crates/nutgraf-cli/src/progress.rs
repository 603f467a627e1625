//! How far a run has come, for people and for programs, and the table at its end.

use crate::memory::{self, Memory};
use clap::ValueEnum;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use nutgraf::{Progress, Summary};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Rows of a list in the closing table.
const ROWS: usize = 10;

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Form {
    /// A bar, where standard error is a terminal.
    Bar,
    /// One JSON object a second.
    Json,
    /// Nothing.
    None,
}

/// Shows how far a run has come, on standard error.
pub(crate) struct Display {
    form: Form,
    bar: ProgressBar,
    /// Bytes of all inputs.
    total: u64,
    begun: Instant,
    shown: Option<Instant>,
    /// Where the run began, which may be where another was cut short.
    first: Option<Progress>,
}

impl Display {
    pub(crate) fn new(form: Form, total: u64) -> Display {
        let hidden = form != Form::Bar || !io::stderr().is_terminal();
        let style =
            ProgressStyle::with_template("{bar:24} {percent}%, {msg}").expect("the template names only known keys");
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(total), target).with_style(style);
        Display { form, bar, total, begun: Instant::now(), shown: None, first: None }
    }

    pub(crate) fn show(&mut self, progress: &Progress) {
        self.first.get_or_insert(*progress);
        let pause = Duration::from_millis(if self.form == Form::Json { 1000 } else { 100 });
        if self.shown.is_some_and(|shown| shown.elapsed() < pause) {
            return;
        }
        self.shown = Some(Instant::now());
        match self.form {
            Form::Bar => self.draw(progress),
            Form::Json => self.line(progress, false),
            Form::None => {}
        }
    }

    /// The last word on progress.
    pub(crate) fn finish(&mut self, progress: &Progress) {
        self.bar.finish_and_clear();
        if self.form == Form::Json {
            self.line(progress, true);
        }
    }

    fn draw(&self, progress: &Progress) {
        self.bar.set_position(progress.read.min(self.total));
        let Speed { documents, bytes, left } = self.speed(progress);
        let mut message =
            format!("{} documents, {documents:.0}/s, {:.1} MB/s", HumanCount(progress.documents), bytes / 1e6);
        if let Some(left) = left {
            message.push_str(&format!(", {} left", HumanDuration(left)));
        }
        let (events, rejects) = (HumanCount(progress.events), HumanCount(progress.rejects));
        message.push_str(&format!(", {events} events, {rejects} rejects"));
        if let Some(Memory { now, .. }) = memory::of_process() {
            message.push_str(&format!(", {}", HumanBytes(now)));
        }
        self.bar.set_message(message);
    }

    fn line(&self, progress: &Progress, done: bool) {
        let Speed { documents, bytes, left } = self.speed(progress);
        let memory = memory::of_process();
        let rounded = |value: f64| (value * 10.0).round() / 10.0;
        let line = serde_json::json!({
            "done": done,
            "seconds": rounded(self.begun.elapsed().as_secs_f64()),
            "documents": progress.documents,
            "articles": progress.articles,
            "events": progress.events,
            "rejects": progress.rejects,
            "bytes": progress.bytes,
            "bytes_read": progress.read,
            "bytes_total": self.total,
            "documents_per_second": rounded(documents),
            "megabytes_per_second": rounded(bytes / 1e6),
            "seconds_left": left.map(|left| left.as_secs()),
            "memory": memory.as_ref().map(|memory| memory.now),
            "memory_peak": memory.as_ref().map(|memory| memory.peak),
        });
        eprintln!("{line}");
    }

    fn speed(&self, progress: &Progress) -> Speed {
        let first = self.first.unwrap_or_default();
        let seconds = self.begun.elapsed().as_secs_f64().max(1e-3);
        let read = progress.read.saturating_sub(first.read) as f64 / seconds;
        let rest = self.total.saturating_sub(progress.read) as f64;
        Speed {
            documents: (progress.documents - first.documents.min(progress.documents)) as f64 / seconds,
            bytes: (progress.bytes - first.bytes.min(progress.bytes)) as f64 / seconds,
            left: (read > 0.0 && self.total > 0).then(|| Duration::from_secs((rest / read).min(1e9) as u64)),
        }
    }
}

/// Documents and bytes a second, and the time that is left.
struct Speed {
    documents: f64,
    bytes: f64,
    left: Option<Duration>,
}

/// The table at the end of a run.
pub(crate) fn closing_table(summary: &Summary) {
    list("formats", &summary.formats);
    list("languages", &summary.languages);
    list("publishers", &summary.publishers);
    let reasons = summary.reasons.iter().map(|(kind, count)| (kind.as_str().to_owned(), *count)).collect();
    list("rejects", &reasons);
    let slowest: Vec<_> = summary.slowest.iter().filter(|document| document.milliseconds > 0).collect();
    if !slowest.is_empty() {
        eprintln!("slowest");
    }
    for document in slowest {
        let record = document.record.map(|record| format!(":{record}")).unwrap_or_default();
        eprintln!("  {:>9} ms  {}{record}", HumanCount(document.milliseconds).to_string(), document.path);
    }
    if let Some(Memory { peak, .. }) = memory::of_process() {
        eprintln!("memory\n  {:>12}  at most", HumanBytes(peak).to_string());
    }
}

/// The longest rows of a list, and how many there are beside.
fn list(title: &str, counts: &BTreeMap<String, u64>) {
    if counts.is_empty() {
        return;
    }
    eprintln!("{title}");
    let mut rows: Vec<_> = counts.iter().collect();
    rows.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), name.as_str()));
    for (name, count) in rows.iter().take(ROWS) {
        let name = if name.is_empty() { "(not stated)" } else { name };
        eprintln!("  {:>12}  {name}", HumanCount(**count).to_string());
    }
    let rest: u64 = rows.iter().skip(ROWS).map(|(_, count)| **count).sum();
    if rest > 0 {
        eprintln!("  {:>12}  in {} others", HumanCount(rest).to_string(), rows.len() - ROWS);
    }
}
