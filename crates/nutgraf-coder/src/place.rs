//! Places: which of its namesakes a word names, and what GDELT's columns want of it.

use crate::dictionary::{ActorKind, Country, GazetteerPlace, Names};
use crate::mention::PlaceMention;
use crate::mentions::{Focus, Grammar, Item};
use nutgraf_language::Relation;
use nutgraf_model::{GeoType, Place, PlacePrecision, sha256_hex};

/// The place of a state: its middle, marked as such.
pub(crate) fn of_country(country: &Country) -> Place {
    Place {
        name: country.name.clone(),
        geo_type: GeoType::Country,
        country_name: Some(country.name.clone()),
        iso2: country.iso2.clone(),
        fips: country.fips.clone(),
        adm1: None,
        adm1_name: None,
        latitude: country.latitude,
        longitude: country.longitude,
        feature_id: None,
        precision: PlacePrecision::Country,
    }
}

/// The place of a gazetteer line.
pub(crate) fn of_line(line: &GazetteerPlace, names: &Names) -> Place {
    let country = names.country_of_line(line);
    let american = line.iso2.as_ref().is_some_and(|iso| iso.as_str() == "US");
    let settled = matches!(line.kind.as_str(), "city" | "town" | "capital" | "site");
    let geo_type = match (line.kind.as_str(), american) {
        ("adm1", true) => GeoType::UsState,
        ("adm1", false) => GeoType::Adm1,
        (_, true) => GeoType::UsCity,
        _ => GeoType::City,
    };
    let adm1_name = line.adm1.as_deref().and_then(|adm1| names.adm1_name(adm1)).map(str::to_owned);
    Place {
        name: line.name.clone(),
        geo_type,
        country_name: country.map(|c| c.name.clone()),
        iso2: line.iso2.clone(),
        fips: country.and_then(|c| c.fips.clone()),
        adm1: line.adm1.clone(),
        adm1_name,
        latitude: line.latitude,
        longitude: line.longitude,
        feature_id: matches!(geo_type, GeoType::City | GeoType::UsCity).then(|| feature_id(line)),
        precision: if settled { PlacePrecision::Exact } else { PlacePrecision::Region },
    }
}

/// A stable negative number of a gazetteer line, from what it names and not from where it stands.
fn feature_id(line: &GazetteerPlace) -> i64 {
    let iso2 = line.iso2.as_ref().map_or("", |iso| iso.as_str());
    let key = format!("{}\0{iso2}\0{}\0{}", line.name, line.adm1.as_deref().unwrap_or(""), line.kind);
    let digest = sha256_hex(key.as_bytes());
    -i64::from_str_radix(&digest[..8], 16).unwrap_or(1).clamp(1, i64::from(i32::MAX))
}

/// What a word names: a line of the gazetteer, or a state.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named<'n> {
    /// A place.
    Line(&'n GazetteerPlace),
    /// A state, territory or region of the world, by its number.
    State(u32),
}

impl Named<'_> {
    /// The state that it is or lies in.
    pub(crate) fn state(self, names: &Names) -> Option<u32> {
        match self {
            Named::State(state) => Some(state),
            Named::Line(line) => names.country_index_of_iso(line.iso2.as_ref()?.as_str()),
        }
    }
}

/// Finds what an item names: the explicit country behind it ("Tripoli, Lebanon") decides, then what the article is about,
/// then the weight of the namesakes. Small places of states of which the article says nothing are not believed.
pub(crate) fn resolve<'n>(item: &Item, behind: Option<u32>, focus: &Focus, names: &'n Names) -> Option<Named<'n>> {
    let line = item
        .places()
        .map(|at| &names.places[at as usize])
        .map(|line| (score(line, behind, focus, names), line))
        .filter(|(score, _)| *score > 3.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.name.cmp(&a.1.name)))
        .map(|(_, line)| line);
    let Some(country) = item.country() else { return line.map(Named::Line) };
    let rival = line.filter(|l| l.iso2 != names.countries[country as usize].iso2);
    let rival = rival.filter(|line| is_elsewhere(line, country, behind, focus, names));
    let better = rival.or_else(|| line.filter(|_| is_part(country, names)));
    Some(better.map_or(Named::State(country), Named::Line))
}

/// What GDELT's columns want of it; nothing for a region of the world.
fn place_of(named: Named, names: &Names) -> Option<Place> {
    match named {
        Named::Line(line) => Some(of_line(line, names)),
        Named::State(state) => of_state(state, names),
    }
}

/// The state itself; of a part that has no line in the gazetteer ("Tibet"), the state it is in; of a region of the world none.
fn of_state(country: u32, names: &Names) -> Option<Place> {
    let part = &names.countries[country as usize];
    let region = part.iso2.is_none() && part.code.as_ref().is_some_and(|code| code.is_specific());
    let whole =
        part.iso2.as_ref().filter(|_| is_part(country, names)).and_then(|iso| names.country_of_iso(iso.as_str()));
    (!region).then(|| of_country(whole.unwrap_or(part)))
}

/// Whether a line of the countries is a part of one that stands before it.
fn is_part(country: u32, names: &Names) -> bool {
    let part = &names.countries[country as usize];
    let first = part.iso2.as_ref().and_then(|iso| names.country_index_of_iso(iso.as_str()));
    first.is_some_and(|first| first != country) && part.dates.to.is_none()
}

/// Whether a name that a state shares with a division of another ("Georgia") means the latter here.
fn is_elsewhere(line: &GazetteerPlace, country: u32, behind: Option<u32>, focus: &Focus, names: &Names) -> bool {
    let Some(other) = line.iso2.as_ref().and_then(|iso| names.country_index_of_iso(iso.as_str())) else { return false };
    behind == Some(other) || (line.kind == "adm1" && focus.share(other) > focus.share(country) + 0.1)
}

fn score(line: &GazetteerPlace, behind: Option<u32>, focus: &Focus, names: &Names) -> f64 {
    let country = line.iso2.as_ref().and_then(|iso| names.country_index_of_iso(iso.as_str()));
    let mut score = f64::from(line.weight);
    match country {
        Some(country) if behind == Some(country) => score += 20.0,
        Some(country) => score += 10.0 * focus.share(country) + f64::from(u8::from(focus.share(country) > 0.0)) * 2.0,
        None => score += 1.0,
    }
    score
}

/// The places of a sentence, in order.
pub(crate) fn places(grammar: &Grammar, items: &[Item], focus: &Focus, names: &Names) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if let Some((end, place)) = capital_of(grammar, item, names) {
            let tokens = item.tokens.start..end;
            found.push(PlaceMention { head: grammar.head_of(&tokens), tokens, place });
            continue;
        }
        let acts = item.actor().is_some() && !is_seat(grammar, item, names);
        if !item.is_geographic() || acts || !is_named(grammar, item) {
            continue;
        }
        let behind =
            items.get(at + 1).filter(|next| follows(grammar, item, next)).and_then(|next| country_named(next, names));
        let named = resolve(item, behind, focus, names);
        let place = named.and_then(|named| place_of(named, names)).or_else(|| capital(item.capital()?, names));
        if let Some(place) = place {
            let head = grammar.head_of(&item.tokens);
            found.push(PlaceMention { tokens: item.tokens.clone(), head, place });
        }
    }
    found
}

/// The place of a dateline: the first that it names.
pub(crate) fn filed_at(grammar: &Grammar, items: &[Item], focus: &Focus, names: &Names) -> Option<PlaceMention> {
    let at = items.iter().position(Item::is_geographic)?;
    let item = &items[at];
    let behind =
        items.get(at + 1).filter(|next| follows(grammar, item, next)).and_then(|next| country_named(next, names));
    let place = resolve(item, behind, focus, names).and_then(|named| place_of(named, names));
    let place = place.or_else(|| capital(item.capital()?, names))?;
    Some(PlaceMention { tokens: item.tokens.clone(), head: grammar.head_of(&item.tokens), place })
}

/// Whether a building that acts for those who work there only says where: "on the White House lawn".
fn is_seat(grammar: &Grammar, item: &Item, names: &Names) -> bool {
    let metonym = item.actors().all(|at| names.actors[at as usize].kind == ActorKind::Metonym);
    let head = grammar.head_of(&item.tokens);
    let noun = if grammar.relation(head) == Relation::Compound { grammar.head(head).unwrap_or(head) } else { head };
    let preposition = grammar.preposition(noun);
    metonym && preposition.is_some_and(|p| matches!(p.as_str(), "in" | "at" | "on" | "outside" | "inside" | "near"))
}

/// The seat of government by name, where the gazetteer lacks the city: at the middle of its state.
fn capital(state: u32, names: &Names) -> Option<Place> {
    let country = &names.countries[state as usize];
    let name = country.capitals.first()?;
    Some(Place { name: name.clone(), geo_type: GeoType::Country, ..of_country(country) })
}

/// "the Saudi capital", "Sorvia's capital": the city, and where the words end.
fn capital_of(grammar: &Grammar, item: &Item, names: &Names) -> Option<(usize, Place)> {
    let state = item.adjective().or(item.country())?;
    let range = grammar.range();
    let mut at = item.tokens.end;
    while range.contains(&at) && matches!(grammar.form(at), "'s" | "’s" | "'") {
        at += 1;
    }
    if !range.contains(&at)
        || !grammar.form(at).eq_ignore_ascii_case("capital")
        || grammar.form(at + 1).eq_ignore_ascii_case("of")
    {
        return None;
    }
    let country = &names.countries[state as usize];
    let line = names.capital_line(country);
    Some((at + 1, line.map_or_else(|| capital(state, names), |line| Some(of_line(line, names)))?))
}

fn is_named(grammar: &Grammar, item: &Item) -> bool {
    item.tokens.clone().any(|at| grammar.form(at).starts_with(|c: char| c.is_uppercase()))
}

/// Whether `next` stands behind `item` after a comma or "in".
fn follows(grammar: &Grammar, item: &Item, next: &Item) -> bool {
    let between = item.tokens.end..next.tokens.start;
    between.len() == 1 && matches!(grammar.form(between.start), "," | "in")
}

fn country_named(item: &Item, names: &Names) -> Option<u32> {
    if let Some(country) = item.country() {
        return Some(country);
    }
    let place = item.places().map(|at| &names.places[at as usize]).find(|p| p.kind == "adm1")?;
    names.country_index_of_iso(place.iso2.as_ref()?.as_str())
}
