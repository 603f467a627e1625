//! Rows of entities.

use crate::cell::Cell;
use crate::column::{Column, Type, column};
use crate::place::{around_place, place_cells};
use nutgraf_model::Entity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The columns of `entities.parquet`.
pub(crate) const COLUMNS: [Column; 19] = around_place(
    [
        column("id", Type::Text),
        column("type", Type::Text),
        column("name", Type::Text),
        column("codes", Type::Texts),
        column("wikidata", Type::Text),
        column("known", Type::Boolean),
        column("articles", Type::Integer),
        column("mentions", Type::Integer),
    ],
    [],
);

/// An entity of the corpus.
#[derive(Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) id: String,
    /// As the first article has it, by order of JSON.
    pub(crate) entity: Entity,
    /// Every CAMEO code that it had on the days of publication.
    pub(crate) codes: BTreeSet<String>,
    /// Articles that name it.
    pub(crate) articles: u64,
    /// Namings in them.
    pub(crate) mentions: u64,
}

/// The cells of a [`Known`] as JSON.
pub(crate) fn cells(line: &[u8]) -> Option<Vec<Cell>> {
    let known: Known = serde_json::from_slice(line).ok()?;
    let entity = known.entity;
    let mut cells = vec![
        Cell::text(known.id),
        Cell::text(entity.kind.as_str()),
        Cell::text(entity.name),
        Cell::Texts(known.codes.into_iter().collect()),
        Cell::of(entity.wikidata, |item| Cell::text(item.as_str())),
        Cell::Boolean(entity.known),
        Cell::Integer(known.articles.try_into().ok()?),
        Cell::Integer(known.mentions.try_into().ok()?),
    ];
    cells.extend(place_cells(entity.place.as_ref()));
    Some(cells)
}
