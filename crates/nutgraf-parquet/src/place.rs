//! Columns of a place, as entities and evidence have them.

use crate::article::optional;
use crate::cell::Cell;
use crate::column::{Column, Type, column};
use nutgraf_model::Place;

/// Columns of a place.
const WIDTH: usize = 11;

const COLUMNS: [Column; WIDTH] = [
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
];

/// The columns of a place between those before and after it.
pub(crate) const fn around_place<const BEFORE: usize, const AFTER: usize, const ALL: usize>(
    before: [Column; BEFORE],
    after: [Column; AFTER],
) -> [Column; ALL] {
    assert!(BEFORE + WIDTH + AFTER == ALL, "a column is not counted");
    let mut columns = [COLUMNS[0]; ALL];
    let mut at = 0;
    while at < ALL {
        columns[at] = if at < BEFORE {
            before[at]
        } else if at < BEFORE + WIDTH {
            COLUMNS[at - BEFORE]
        } else {
            after[at - BEFORE - WIDTH]
        };
        at += 1;
    }
    columns
}

/// The cells of a place, null where there is none.
pub(crate) fn place_cells(place: Option<&Place>) -> [Cell; WIDTH] {
    let Some(place) = place else { return [const { Cell::Null }; WIDTH] };
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
