//! People, organisations and places that a text names, as schema.org things.

use crate::document::{GeoCoordinates, GeoType, Party, PartyType, Place, PlaceType, Thing};
use crate::words::words;
use nutgraf_model::{self as model, ActorClass, Entity, EntityKind, Id, WikidataId, actor_code_classes};

/// What entities are named under.
pub(crate) struct Names<'a> {
    /// Base address, with its final slash.
    pub(crate) base: &'a str,
    /// The article, which tells unknown persons apart.
    pub(crate) article: &'a Id,
}

impl Names<'_> {
    /// The entity as the thing it is; nothing where its name holds no word.
    pub(crate) fn thing(&self, entity: &Entity) -> Option<Thing> {
        if let Some(place) = &entity.place
            && entity.kind == EntityKind::Place
        {
            return self.place(place, entity.wikidata.as_ref()).map(Thing::Place);
        }
        if entity.kind == EntityKind::Place || is_state(entity) {
            let kind = if entity.kind == EntityKind::Place { PlaceType::Place } else { PlaceType::Country };
            return Some(Thing::Place(Place {
                kind,
                id: Some(self.id(entity)),
                name: words(&entity.name)?,
                same_as: entity.wikidata.as_ref().map(wikidata),
                geo: None,
                contained_in_place: None,
            }));
        }
        self.party(entity).map(Thing::Party)
    }

    /// The entity as someone who speaks: a state, too, is then an organisation.
    pub(crate) fn party(&self, entity: &Entity) -> Option<Party> {
        Some(Party {
            kind: party_type(entity),
            id: (entity.kind != EntityKind::Place && !is_state(entity)).then(|| self.id(entity)),
            name: words(&entity.name)?,
            job_title: None,
            url: None,
            same_as: entity.wikidata.as_ref().map(wikidata),
            logo: None,
        })
    }

    /// A place with its coordinates and country.
    pub(crate) fn place(&self, place: &model::Place, wikidata_id: Option<&WikidataId>) -> Option<Place> {
        let entity = Entity {
            kind: EntityKind::Place,
            name: place.name.clone(),
            code: None,
            wikidata: None,
            known: true,
            place: Some(place.clone()),
        };
        // A place known only by its country is no country, and the country's middle is not where it lies.
        let is_elsewhere = place.geo_type == model::GeoType::Country
            && place.country_name.as_ref().is_some_and(|country| country.to_lowercase() != place.name.to_lowercase());
        let kind = if is_elsewhere { PlaceType::Place } else { place_type(place.geo_type) };
        let country = place.country_name.as_deref().filter(|_| kind != PlaceType::Country).and_then(words);
        Some(Place {
            kind,
            id: (!is_elsewhere).then(|| self.id(&entity)),
            name: words(&place.name)?,
            same_as: wikidata_id.map(wikidata),
            geo: if is_elsewhere { None } else { coordinates(place) },
            contained_in_place: country.map(|name| {
                let kind = PlaceType::Country;
                Box::new(Place { kind, id: None, name, same_as: None, geo: None, contained_in_place: None })
            }),
        })
    }

    fn id(&self, entity: &Entity) -> String {
        format!("{}entity/{}", self.base, entity.id(self.article))
    }
}

fn wikidata(id: &WikidataId) -> String {
    format!("http://www.wikidata.org/entity/{id}")
}

fn coordinates(place: &model::Place) -> Option<GeoCoordinates> {
    let on_earth = (-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude);
    on_earth.then(|| GeoCoordinates {
        kind: GeoType::GeoCoordinates,
        latitude: place.latitude + 0.0, // −0.0 becomes 0.0: JSON-LD parsers disagree on the former
        longitude: place.longitude + 0.0,
        address_country: place.iso2.as_ref().map(|c| c.as_str().to_owned()),
    })
}

fn place_type(kind: model::GeoType) -> PlaceType {
    match kind {
        model::GeoType::Country => PlaceType::Country,
        model::GeoType::UsState => PlaceType::State,
        model::GeoType::Adm1 => PlaceType::AdministrativeArea,
        model::GeoType::UsCity | model::GeoType::City => PlaceType::City,
    }
}

/// Whether a body that acts is a state as such: its code is one country and nothing else.
fn is_state(entity: &Entity) -> bool {
    entity.kind == EntityKind::Organization
        && entity.code.as_ref().is_some_and(|code| {
            code.as_str().len() == 3
                && actor_code_classes(code.as_str()).contains(&ActorClass::Country)
                && !actor_code_classes(code.as_str()).contains(&ActorClass::KnownGroup)
        })
}

/// The narrowest type that the first telling trigram of the CAMEO code allows (CAMEO manual 1.1b3, chapter 3).
fn party_type(entity: &Entity) -> PartyType {
    if entity.kind == EntityKind::Person {
        return PartyType::Person;
    }
    let trigrams = entity.code.iter().flat_map(|code| code.trigrams());
    trigrams
        .filter_map(|trigram| match trigram {
            "GOV" | "MIL" | "COP" | "JUD" | "LEG" | "SPY" => Some(PartyType::GovernmentOrganization),
            "MED" => Some(PartyType::NewsMediaOrganization),
            "EDU" => Some(PartyType::EducationalOrganization),
            "PTY" => Some(PartyType::PoliticalParty),
            "BUS" | "MNC" => Some(PartyType::Corporation),
            "NGO" | "NGM" => Some(PartyType::Ngo),
            _ => None,
        })
        .next()
        .unwrap_or(PartyType::Organization)
}
