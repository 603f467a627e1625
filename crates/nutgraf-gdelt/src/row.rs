//! The cells of the rows.

use crate::actor::{ActorCells, actor_cells};
use crate::cell::{json_cell, number};
use crate::clock::{eight_digits, fourteen_digits, fraction_date};
use crate::evidence::Extras;
use crate::geo::{GeoCells, geo_cells, nowhere};
use crate::merge::{Entry, Group};
use crate::telling::{Telling, is_pronoun};
use nutgraf_model::{Actor, TextPolicy, cameo_event};
use std::collections::BTreeSet;

/// Sentences of a text whose events GDELT calls root events.
const ROOT_SENTENCES: u32 = 5;

/// The cells of a row of the mentions table but for its number.
pub(crate) fn mention_cells(added: &str, entry: &Entry, text: TextPolicy) -> [String; 15] {
    let Telling { event, document, .. } = &*entry.telling;
    let offset = |actor: Option<&Actor>| actor.map_or("-1".to_owned(), |actor| actor.span.begin.to_string());
    let [first, second] = entry.actors();
    let extras = serde_json::to_string(&Extras::of(&entry.telling, text)).unwrap_or_default();
    let in_raw_text = !entry.actors().into_iter().flatten().any(is_pronoun);
    [
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

/// The cells of a row of the events table but for its number.
pub(crate) fn event_cells(group: &Group) -> Vec<String> {
    let first = group.first();
    let [one, two] = first.actors();
    let day = group.day();
    let date = eight_digits(day);
    let mut cells = vec![date.clone(), date[..6].to_owned(), date[..4].to_owned()];
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
