//! Rows of evidence.

use crate::article::{optional, stated};
use crate::cell::Cell;
use crate::column::{Column, Type, column};
use crate::place::{around_place, place_cells};
use nutgraf_gdelt::{EvidenceActor, EvidenceLine};
use nutgraf_model::Span;

/// The columns of `evidence.parquet`: `evidence.jsonl`, laid flat.
pub(crate) const COLUMNS: [Column; 50] = around_place(
    [
        column("event", Type::Text),
        column("global_event_id", Type::Integer),
        column("mirrored", Type::Boolean),
        column("mention", Type::Text),
        column("article", Type::Text),
        column("url", Type::Text),
        column("text_sha256", Type::Text),
        column("text_key", Type::Text),
        column("sentence_number", Type::Small),
        column("sentence", Type::Text),
        column("sentence_begin", Type::Small),
        column("sentence_end", Type::Small),
        column("source_begin", Type::Small),
        column("source_end", Type::Small),
        column("target_begin", Type::Small),
        column("target_end", Type::Small),
        column("trigger_begin", Type::Small),
        column("trigger_end", Type::Small),
        column("place_begin", Type::Small),
        column("place_end", Type::Small),
        column("date_begin", Type::Small),
        column("date_end", Type::Small),
        column("source_text", Type::Text),
        column("source_code", Type::Text),
        column("source_name", Type::Text),
        column("source_wikidata", Type::Text),
        column("target_text", Type::Text),
        column("target_code", Type::Text),
        column("target_name", Type::Text),
        column("target_wikidata", Type::Text),
        column("code", Type::Text),
        column("trigger", Type::Text),
        column("rule", Type::Text),
        column("steps", Type::Texts),
        column("mode", Type::Text),
        column("date", Type::Text),
        column("date_day", Type::Date),
    ],
    [column("confidence", Type::Number), column("because", Type::Texts)],
);

/// The cells of a line of `evidence.jsonl`.
pub(crate) fn cells(line: &[u8]) -> Option<Vec<Cell>> {
    let line: EvidenceLine = serde_json::from_slice(line).ok()?;
    let mut cells = vec![
        Cell::text(line.event.as_str()),
        Cell::Integer(line.global_event_id.try_into().ok()?),
        Cell::Boolean(line.mirrored),
        Cell::text(line.mention.as_str()),
        Cell::text(line.article.as_str()),
        Cell::text(line.url),
        Cell::text(line.text_sha256),
        Cell::text(line.text_key.as_str()),
        Cell::Integer(line.sentence_number.into()),
        optional(line.sentence),
    ];
    let spans = line.spans;
    for span in [Some(spans.sentence), spans.source, spans.target, Some(spans.trigger), spans.place, spans.date] {
        cells.extend(ends(span));
    }
    cells.extend(actor(line.source));
    cells.extend(actor(line.target));
    cells.extend([
        Cell::text(line.code.as_str()),
        optional(line.trigger),
        Cell::text(line.rule),
        Cell::Texts(line.steps),
        Cell::text(line.mode.as_str()),
        stated(line.date),
        Cell::of(line.date.and_then(|date| date.day()), Cell::date),
    ]);
    cells.extend(place_cells(line.place.as_ref()));
    cells.extend([Cell::Number(line.confidence), Cell::Texts(line.because)]);
    Some(cells)
}

fn ends(span: Option<Span>) -> [Cell; 2] {
    [span.map(|span| span.begin), span.map(|span| span.end)].map(|end| Cell::of(end, |end| Cell::Integer(end.into())))
}

fn actor(actor: Option<EvidenceActor>) -> [Cell; 4] {
    let Some(actor) = actor else { return [const { Cell::Null }; 4] };
    let wikidata = actor.wikidata.map(|item| item.as_str().to_owned());
    [optional(actor.text), Cell::text(actor.code.as_str()), Cell::text(actor.name), optional(wikidata)]
}
