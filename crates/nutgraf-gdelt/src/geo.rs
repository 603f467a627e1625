//! Geographic blocks: a place as GDELT's eight columns.

use crate::cell::{cell, number};
use nutgraf_model::{FipsCode, GeoType, Place, hash_id};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID.
pub(crate) type GeoCells = [String; 8];

/// The division that stands for a country in general.
const GENERAL: &str = "00";

struct FipsCountry {
    name: &'static str,
    /// Two characters each, parted by spaces.
    divisions: &'static str,
}

static FIPS: LazyLock<HashMap<&'static str, FipsCountry>> = LazyLock::new(|| {
    include_str!("../tables/fips.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[fips, name, divisions] = cells.as_slice() else { panic!("fips.tsv: three columns in every row") };
            (fips, FipsCountry { name, divisions })
        })
        .collect()
});

/// The name under which the tables know a FIPS 10-4 country; nothing for a code that GDELT's list lacks.
pub fn fips_country_name(fips: &str) -> Option<&'static str> {
    FIPS.get(fips).map(|country| country.name)
}

/// Whether `adm1` (country and two characters) stands in the list of first-order divisions.
pub fn is_fips_division(adm1: &str) -> bool {
    let (Some(country), Some(division)) = (adm1.get(..2), adm1.get(2..)) else { return false };
    division.len() == 2 && FIPS.get(country).is_some_and(|c| c.divisions.split(' ').any(|d| d == division))
}

/// The block of no place.
pub(crate) fn nowhere() -> GeoCells {
    let mut cells = GeoCells::default();
    "0".clone_into(&mut cells[0]);
    cells
}

/// The block of a place; that of no place where it lies in no country of the list or off the earth.
pub(crate) fn geo_cells(place: Option<&Place>) -> GeoCells {
    place.and_then(block).unwrap_or_else(nowhere)
}

fn block(place: &Place) -> Option<GeoCells> {
    let on_earth = (-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude);
    let fips = place.fips.as_ref().map(FipsCode::as_str).filter(|_| on_earth)?;
    let country = FIPS.get(fips)?;
    let is_us = fips == "US";
    let division = division(place, fips);
    let name = cell(&place.name);
    let of_country = || (1, country.name.to_owned(), fips.to_owned(), fips.to_owned());
    let (kind, full_name, adm1, feature) = match (place.geo_type, division) {
        (GeoType::Country, _) | (_, None) => of_country(),
        (GeoType::UsState | GeoType::Adm1, Some(adm1)) if adm1.ends_with(GENERAL) || name.is_empty() => of_country(),
        (GeoType::UsState | GeoType::Adm1, Some(adm1)) if is_us => {
            let state = adm1[2..].to_owned();
            (2, format!("{name}, {}", country.name), adm1, state)
        }
        (GeoType::UsState | GeoType::Adm1, Some(adm1)) => {
            (5, full_name(&name, &adm1, place, country.name), adm1, feature_id(place))
        }
        (GeoType::UsCity | GeoType::City, Some(adm1)) => {
            let kind = if is_us { 3 } else { 4 };
            (kind, full_name(&name, &adm1, place, country.name), adm1, feature_id(place))
        }
    };
    let (latitude, longitude) = (number(place.latitude), number(place.longitude));
    Some([kind.to_string(), full_name, fips.to_owned(), adm1, String::new(), latitude, longitude, feature])
}

/// The place's division where the list has it, else the country in general where that is a division.
fn division(place: &Place, fips: &str) -> Option<String> {
    let own = place.adm1.as_deref().filter(|adm1| adm1.starts_with(fips) && is_fips_division(adm1));
    own.map(str::to_owned).or_else(|| Some(format!("{fips}{GENERAL}")).filter(|adm1| is_fips_division(adm1)))
}

/// `Riyadh, Ar Riyad, Saudi Arabia`; in the country in general, `Gaza, Israel (general), Israel`.
fn full_name(name: &str, adm1: &str, place: &Place, country: &str) -> String {
    let division = place.adm1_name.as_deref().map(cell).filter(|d| !d.is_empty() && !adm1.ends_with(GENERAL));
    let division = match division {
        Some(division) => division,
        None if adm1.ends_with(GENERAL) => format!("{country} (general)"),
        None => String::new(),
    };
    [name, &division, country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The gazetteer's number of the place, else a stable negative one made of its key.
fn feature_id(place: &Place) -> String {
    let id = place.feature_id.unwrap_or_else(|| {
        let hash = hash_id("feature", &[&place.key()]);
        let number = hash.as_str().bytes().take(6).fold(0i64, |n, byte| n * 32 + i64::from(byte % 32));
        -1 - number
    });
    id.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::PlacePrecision;

    fn place(name: &str, geo_type: GeoType, fips: &str, adm1: &str, adm1_name: &str) -> Place {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Place {
            name: name.to_owned(),
            geo_type,
            country_name: None,
            iso2: None,
            fips: FipsCode::new(fips).ok(),
            adm1: some(adm1),
            adm1_name: some(adm1_name),
            latitude: 1.5,
            longitude: -0.0,
            feature_id: Some(-7),
            precision: PlacePrecision::Exact,
        }
    }

    fn of(place: Place) -> String {
        geo_cells(Some(&place)).join("|")
    }

    #[test]
    fn blocks_follow_the_type() {
        assert_eq!(of(place("KSA", GeoType::Country, "SA", "", "")), "1|Saudi Arabia|SA|SA||1.5|0|SA");
        assert_eq!(
            of(place("Riyadh", GeoType::City, "SA", "SA10", "Ar Riyad")),
            "4|Riyadh, Ar Riyad, Saudi Arabia|SA|SA10||1.5|0|-7"
        );
        assert_eq!(of(place("Texas", GeoType::UsState, "US", "USTX", "")), "2|Texas, United States|US|USTX||1.5|0|TX");
        assert_eq!(
            of(place("Austin", GeoType::City, "US", "USTX", "Texas")),
            "3|Austin, Texas, United States|US|USTX||1.5|0|-7"
        );
        assert_eq!(of(place("Makkah", GeoType::Adm1, "SA", "SA14", "")), "5|Makkah, Saudi Arabia|SA|SA14||1.5|0|-7");
    }

    #[test]
    fn what_the_lists_lack_is_less_exact() {
        assert_eq!(
            of(place("X", GeoType::City, "SA", "SAZZ", "Zed")),
            "4|X, Saudi Arabia (general), Saudi Arabia|SA|SA00||1.5|0|-7"
        );
        assert_eq!(of(place("Juba", GeoType::City, "OD", "", "")), "1|South Sudan|OD|OD||1.5|0|OD");
        assert_eq!(of(place("Sea", GeoType::City, "", "", "")), "0|||||||");
        assert_eq!(of(place("Q", GeoType::Country, "QQ", "", "")), "0|||||||");
        assert!(of(Place { feature_id: None, ..place("Riyadh", GeoType::City, "SA", "SA10", "") }).contains("|-"));
    }
}
