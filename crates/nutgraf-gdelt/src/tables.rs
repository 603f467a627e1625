//! The three files: events, mentions and the evidence behind them.

use crate::actor::{ActorCells, actor_cells};
use crate::cell::{cell, json_cell, number};
use crate::clock::{eight_digits, fourteen_digits, fraction_date};
use crate::evidence::{EvidenceLine, Extras};
use crate::geo::{GeoCells, geo_cells, nowhere};
use crate::merge::{Entry, Group, Row, groups, rows};
use crate::telling::{Options, Rows, Telling};
use nutgraf_model::{Actor, cameo_event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

/// Sentences of a text whose events GDELT calls root events.
const ROOT_SENTENCES: u32 = 5;

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the tables: {0}; check that the output can be written and has room")]
pub struct Error(#[from] io::Error);

impl Error {
    /// The kind of the failed write.
    pub fn kind(&self) -> io::ErrorKind {
        self.0.kind()
    }
}

/// Rows of all records, merged into tables. What is written depends neither on the order in which rows were added nor on
/// how records were divided among [`Rows`].
#[derive(Debug)]
pub struct Tables {
    options: Options,
    tellings: Vec<Arc<Telling>>,
    merged: OnceLock<Merged>,
}

#[derive(Debug)]
struct Merged {
    groups: Vec<Group>,
    rows: Vec<Row>,
    clashes: BTreeMap<String, u64>,
}

impl Tables {
    /// Tables without rows. The options are those that the rows are made with.
    pub fn new(options: Options) -> Tables {
        Tables { options, tellings: Vec::new(), merged: OnceLock::new() }
    }

    /// Adds the rows of one record.
    pub fn add(&mut self, rows: Rows) {
        self.merged.take();
        self.tellings.extend(rows.tellings.into_iter().map(Arc::new));
    }

    /// How many rows the events table has.
    pub fn event_count(&self) -> usize {
        self.merged().rows.len()
    }

    /// Events whose GLOBALEVENTID was already taken: full id of the row and the number it got instead.
    pub fn id_clashes(&self) -> &BTreeMap<String, u64> {
        &self.merged().clashes
    }

    /// Writes `events.tsv`: 61 columns, sorted by SQLDATE, Actor1Code, Actor2Code and id.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_events(&self, mut out: impl Write) -> Result<(), Error> {
        for (row, group) in self.rows() {
            write_line(&mut out, &event_cells(row, group))?;
        }
        Ok(out.flush()?)
    }

    /// Writes `mentions.tsv`: 16 columns, in the order of the events and then of publication.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_mentions(&self, mut out: impl Write) -> Result<(), Error> {
        for (row, group) in self.rows() {
            let added = fourteen_digits(group.added());
            for entry in &group.entries {
                write_line(&mut out, &self.mention_cells(row, &added, entry))?;
            }
        }
        Ok(out.flush()?)
    }

    /// Writes `evidence.jsonl`: one [`EvidenceLine`] for every line of the mentions table, in the same order.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_evidence(&self, mut out: impl Write) -> Result<(), Error> {
        for (row, group) in self.rows() {
            for entry in &group.entries {
                let line = EvidenceLine::of(&entry.telling, row.number, entry.mirrored, self.options.text);
                serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(out.flush()?)
    }

    fn rows(&self) -> impl Iterator<Item = (&Row, &Group)> {
        let merged = self.merged();
        merged.rows.iter().map(|row| (row, &merged.groups[row.group]))
    }

    fn merged(&self) -> &Merged {
        self.merged.get_or_init(|| {
            let groups = groups(&self.tellings, self.options.mirror);
            let (rows, clashes) = rows(&groups);
            Merged { groups, rows, clashes }
        })
    }

    fn mention_cells(&self, row: &Row, added: &str, entry: &Entry) -> [String; 16] {
        let Telling { event, document, .. } = &*entry.telling;
        let offset = |actor: Option<&Actor>| actor.map_or("-1".to_owned(), |actor| actor.span.begin.to_string());
        let [first, second] = entry.actors();
        let extras = serde_json::to_string(&Extras::of(&entry.telling, self.options.text)).unwrap_or_default();
        let in_raw_text = !entry.actors().into_iter().flatten().any(is_pronoun);
        [
            row.number.to_string(),
            added.to_owned(),
            fourteen_digits(document.added()),
            "1".to_owned(),
            document.site.clone(),
            document.url.clone(),
            event.sentence.to_string(),
            offset(first),
            offset(second),
            event.evidence.spans.trigger.begin.to_string(),
            u8::from(in_raw_text).to_string(),
            confidence(event.confidence.value, in_raw_text).to_string(),
            document.length.to_string(),
            number(document.tone),
            String::new(),
            json_cell(&extras),
        ]
    }
}

fn write_line(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    out.write_all(cells.join("\t").as_bytes())?;
    out.write_all(b"\n")
}

/// The 61 cells of one row.
fn event_cells(row: &Row, group: &Group) -> Vec<String> {
    let first = group.first();
    let [one, two] = first.actors();
    let day = group.day();
    let date = eight_digits(day);
    let mut cells = vec![row.number.to_string(), date.clone(), date[..6].to_owned(), date[..4].to_owned()];
    cells.push(fraction_date(day));
    cells.extend(block(one));
    cells.extend(block(two));
    cells.push(u8::from(first.telling.event.sentence <= ROOT_SENTENCES).to_string());
    cells.extend(act(group.code()));
    cells.extend(counts(group));
    cells.extend(actor_geo(one));
    cells.extend(actor_geo(two));
    cells.extend(geo_cells(group.place()));
    cells.push(fourteen_digits(group.added()));
    cells.push(first.telling.document.url.clone());
    cells
}

fn block(actor: Option<&Actor>) -> ActorCells {
    actor.map(|actor| actor_cells(&actor.code, &actor.entity.name)).unwrap_or_default()
}

/// The actor's own place where the dictionary has one; the place of the event is not the actor's.
fn actor_geo(actor: Option<&Actor>) -> GeoCells {
    actor.map_or_else(nowhere, |actor| geo_cells(actor.entity.place.as_ref()))
}

/// EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale.
fn act(code: &str) -> [String; 5] {
    let event = cameo_event(code).or_else(|| cameo_event(&code[..2]));
    let quad_class = event.map(|event| event.quad_class.to_string()).unwrap_or_default();
    let goldstein = event.map(|event| event.goldstein.to_owned()).unwrap_or_default();
    [code.to_owned(), code[..3].to_owned(), code[..2].to_owned(), quad_class, goldstein]
}

/// NumMentions, NumSources, NumArticles, AvgTone: each counted. An article has one text key, that of its first telling,
/// so that there are never more sources than articles.
fn counts(group: &Group) -> [String; 4] {
    let articles = group.articles();
    let sources: BTreeSet<_> = articles.values().map(|telling| &telling.document.text_key).collect();
    let tone: f64 = articles.values().map(|telling| telling.document.tone).sum::<f64>() / articles.len() as f64;
    [group.entries.len().to_string(), sources.len().to_string(), articles.len().to_string(), number(tone)]
}

/// GDELT's percent in tens. What was found by rewriting a pronoun is never certain.
fn confidence(value: f64, in_raw_text: bool) -> u8 {
    let tens = (value * 10.0).round().clamp(1.0, if in_raw_text { 10.0 } else { 9.0 });
    tens as u8 * 10
}

/// Whether the sentence itself does not name the actor.
fn is_pronoun(actor: &Actor) -> bool {
    const PRONOUNS: [&str; 14] =
        ["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "that", "himself"];
    PRONOUNS.contains(&cell(&actor.text).to_lowercase().as_str())
}
