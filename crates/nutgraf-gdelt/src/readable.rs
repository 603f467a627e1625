//! `table.csv`: one row an event, made of its row of the events table and the evidence of its tellings.

use crate::actor::actor_cells;
use crate::cell::number;
use crate::columns::TABLE_COLUMNS;
use crate::evidence::{EvidenceActor, EvidenceLine};
use crate::geo::geo_cells;
use crate::iso;
use nutgraf_model::{ActorCode, cameo_event};

/// Where the blocks of the events table begin.
const ACTORS: [usize; 2] = [5, 15];
const ACT: usize = 26;
const COUNTS: usize = 31;
const PLACE: usize = 51;
const ADDED: usize = 59;
const ADDRESS: usize = 60;

/// The cells of a row; nothing where the event has no telling. `row` has the 61 cells of the events table.
pub(crate) fn table_cells(row: &[&str], tellings: &[EvidenceLine]) -> Option<[String; TABLE_COLUMNS.len()]> {
    let first = tellings.first()?;
    let event = cameo_event(row[ACT])?;
    let [source_name, source_code, source_country] = party(row, ACTORS[0], first);
    let [target_name, target_code, target_country] = party(row, ACTORS[1], first);
    let day = row[1];
    let added = row[ADDED];
    Some([
        row[0].to_owned(),
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]),
        first.date.map(|date| date.to_string()).unwrap_or_default(),
        source_name,
        source_code,
        source_country,
        target_name,
        target_code,
        target_country,
        row[ACT].to_owned(),
        event.name.to_owned(),
        event.plover.unwrap_or_default().to_owned(),
        row[ACT + 3].to_owned(),
        row[ACT + 4].to_owned(),
        first.mode.as_str().to_owned(),
        row[PLACE + 1].to_owned(),
        place_country(row, tellings),
        row[PLACE + 5].to_owned(),
        row[PLACE + 6].to_owned(),
        plain(first.sentence.as_deref().unwrap_or_default()),
        plain(first.trigger.as_deref().unwrap_or_default()),
        row[ADDRESS].to_owned(),
        format!(
            "{}-{}-{}T{}:{}:{}Z",
            &added[..4],
            &added[4..6],
            &added[6..8],
            &added[8..10],
            &added[10..12],
            &added[12..14]
        ),
        first.rule.clone(),
        number(first.confidence),
        row[COUNTS].to_owned(),
        row[COUNTS + 1].to_owned(),
        row[COUNTS + 2].to_owned(),
        row[COUNTS + 3].to_owned(),
        first.event.to_string(),
        first.article.to_string(),
    ])
}

/// Name, code and country of an actor. The row has the name in capitals; the telling that it is from has it as it is.
fn party(row: &[&str], at: usize, first: &EvidenceLine) -> [String; 3] {
    let (code, capitals) = (row[at], row[at + 1]);
    let is_it = |actor: &&EvidenceActor| actor_cells(&actor.code, &actor.name)[..2] == [code, capitals];
    let name = first.source.iter().chain(&first.target).find(is_it).map(|actor| plain(&actor.name));
    let country = ActorCode::new(code).ok().and_then(|code| iso::of_cameo(code.country()?)).unwrap_or_default();
    [name.filter(|name| !name.is_empty()).unwrap_or_else(|| capitals.to_owned()), code.to_owned(), country.to_owned()]
}

/// The country of the row's place, as the telling that placed the row has it.
fn place_country(row: &[&str], tellings: &[EvidenceLine]) -> String {
    let block = &row[PLACE..PLACE + 8];
    let placed =
        tellings.iter().filter_map(|telling| telling.place.as_ref()).find(|place| geo_cells(Some(place)) == *block);
    let alpha_2 = placed.filter(|_| block[0] != "0").and_then(|place| place.iso2.as_ref());
    alpha_2.and_then(|code| iso::of_alpha_2(code.as_str())).unwrap_or_default().to_owned()
}

/// Words on one line: what may break it becomes a space, and spaces become single.
pub(crate) fn plain(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_control() || crate::cell::breaks_readers(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
