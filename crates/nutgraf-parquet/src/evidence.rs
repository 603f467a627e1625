//! Rows of evidence.

use crate::article::{optional, stated};
use crate::cell::Cell;
use crate::column::{Column, Type, column};
use nutgraf_gdelt::{EvidenceActor, EvidenceLine};
use nutgraf_model::{Place, Span};

/// The columns of `evidence.parquet`: `evidence.jsonl`, laid flat.
pub(crate) const COLUMNS: [Column; 50] = [
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
    column("place_name", Type::Text),
    column("place_type", Type::Small),
    column("place_country", Type::Text),
    column("place_iso2", Type::Text),
    column("place_fips", Type::Text),
    column("place_adm1", Type::Text),
    column("place_adm1_name", Type::Text),
    column("place_feature_id", Type::Integer),
    column("place_latitude", Type::Number),
    column("place_longitude", Type::Number),
    column("place_precision", Type::Text),
    column("confidence", Type::Number),
    column("because", Type::Texts),
];

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
    cells.extend(place(line.place.as_ref()));
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

/// Name, GDELT's type, country, ISO, FIPS, ADM1, its name, FeatureID, latitude, longitude, precision.
pub(crate) fn place(place: Option<&Place>) -> [Cell; 11] {
    let Some(place) = place else { return [const { Cell::Null }; 11] };
    let precision = serde_json::to_value(place.precision).ok();
    [
        Cell::text(place.name.as_str()),
        Cell::Integer(place.geo_type.number().into()),
        optional(place.country_name.clone()),
        Cell::of(place.iso2.as_ref(), |code| Cell::text(code.as_str())),
        Cell::of(place.fips.as_ref(), |code| Cell::text(code.as_str())),
        optional(place.adm1.clone()),
        optional(place.adm1_name.clone()),
        Cell::of(place.feature_id, Cell::Integer),
        Cell::Number(place.latitude),
        Cell::Number(place.longitude),
        Cell::of(precision.as_ref().and_then(|word| word.as_str()), Cell::text),
    ]
}
