//! People, organisations and places.

use super::{Home, Telling};
use crate::vocabulary::{Term, WIKIDATA, gn, itsrdf, ng, schema, xsd};
use Home::{Shared, Version};
use nutgraf_model::{Entity, EntityKind, FipsCode, GeoType, Mention, Place};
use std::collections::HashSet;

impl Telling<'_, '_> {
    /// Everyone and everything that the article names, and where it does so first.
    ///
    /// One statement leads from the words to whom they name: their address has the offsets and the version, which has the
    /// words. Where the article speaks of them again, as `he` and `the ministry`, answers no question that a graph is asked;
    /// the property graphs have it.
    pub(super) fn mentions(&mut self) {
        let mut mentions: Vec<&Mention> = self.record.mentions.iter().collect();
        mentions.sort_by_key(|mention| mention.span);
        let mut named = HashSet::new();
        for mention in mentions {
            let node = self.entity(&mention.entity);
            self.mentioned(&node);
            if !named.contains(&node) {
                self.graph.link(Version, &self.names.span(mention.span), itsrdf::IDENTITY, &node);
                named.insert(node);
            }
        }
    }

    /// The article names `node`.
    pub(super) fn mentioned(&mut self, node: &str) {
        if self.told.mentioned.insert(node.to_owned()) {
            self.graph.link(Version, &self.names.article, schema::MENTIONS, node);
        }
    }

    /// Describes an entity and gives its address. What the dictionary does not know belongs to its article alone.
    pub(super) fn entity(&mut self, entity: &Entity) -> String {
        let node = self.names.entity(entity);
        if let Some(place) = &entity.place {
            self.described_place(&node, place);
        }
        let acts = entity.place.is_none() || entity.kind != EntityKind::Place;
        if acts && self.told.first(&format!("acts {node}")) {
            self.actor_entity(&node, entity);
        }
        // A state is told apart by its code: it has every name under which the dictionary knows it.
        if acts && self.told.first(&format!("named {node} {}", entity.name)) {
            self.actor_name(&node, entity);
        }
        if let Some(item) = &entity.wikidata {
            let home = if entity.known || entity.place.is_some() { Shared } else { Version };
            let item = format!("{WIKIDATA}{item}");
            if self.told.first(&format!("{node} {item}")) {
                self.graph.link(home, &node, schema::SAME_AS, &item);
            }
        }
        node
    }

    fn actor_entity(&mut self, node: &str, entity: &Entity) {
        let home = if entity.known { Shared } else { Version };
        let is_country = entity.code.as_ref().is_some_and(|code| code.country() == Some(code.as_str()));
        let class = match entity.kind {
            EntityKind::Person => schema::PERSON,
            EntityKind::Organization if is_country => schema::COUNTRY,
            EntityKind::Organization => schema::ORGANIZATION,
            EntityKind::Place => schema::PLACE,
        };
        self.graph.a(home, node, class);
        if let Some(code) = &entity.code {
            self.graph.plain(home, node, ng::CAMEO_ACTOR, code.as_str());
        }
    }

    fn actor_name(&mut self, node: &str, entity: &Entity) {
        if entity.known {
            self.graph.english(Shared, node, schema::NAME, &entity.name);
        } else {
            self.words(Version, node, schema::NAME, &entity.name);
        }
    }

    /// Describes a place and gives its address.
    pub(super) fn place(&mut self, place: &Place) -> String {
        let node = self.names.place(place);
        self.described_place(&node, place);
        node
    }

    fn described_place(&mut self, node: &str, place: &Place) {
        if !self.told.first(&format!("at {node}")) {
            return;
        }
        let (class, fips) = match place.geo_type {
            GeoType::Country => (schema::COUNTRY, place.fips.as_ref().map(FipsCode::as_str)),
            GeoType::UsState => (schema::STATE, place.adm1.as_deref()),
            GeoType::Adm1 => (schema::ADMINISTRATIVE_AREA, place.adm1.as_deref()),
            GeoType::UsCity | GeoType::City => (schema::CITY, None),
        };
        if self.region(node, class, &place.name, fips) {
            match place.geo_type {
                GeoType::Country => self.country_code(node, place),
                GeoType::UsState | GeoType::Adm1 => self.inside_country(node, place),
                GeoType::UsCity | GeoType::City => self.inside_division(node, place),
            }
        }
        // The division itself, read under another of its names.
        if let (GeoType::UsState | GeoType::Adm1, Some(name)) = (place.geo_type, &place.adm1_name)
            && *name != place.name
        {
            self.graph.english(Shared, node, schema::NAME, name);
        }
        self.graph.decimal(Shared, node, schema::LATITUDE, place.latitude);
        self.graph.decimal(Shared, node, schema::LONGITUDE, place.longitude);
        if let Some(number) = place.feature_id {
            self.graph.typed(Shared, node, schema::IDENTIFIER, &number.to_string(), xsd::INTEGER);
        }
    }

    /// Describes a stretch of the earth, the first time that it is met.
    fn region(&mut self, node: &str, class: Term, name: &str, fips: Option<&str>) -> bool {
        let first = self.told.first(node);
        if first {
            self.graph.a(Shared, node, class);
            self.graph.english(Shared, node, schema::NAME, name);
            if let Some(fips) = fips {
                self.graph.plain(Shared, node, ng::FIPS, fips);
            }
        }
        first
    }

    fn country_code(&mut self, node: &str, place: &Place) {
        if let Some(iso) = &place.iso2 {
            self.graph.plain(Shared, node, gn::COUNTRY_CODE, iso.as_str());
        }
    }

    /// A city lies in its first-order division where that is known, else in its country.
    fn inside_division(&mut self, node: &str, place: &Place) {
        let (Some(adm1), Some(name)) = (&place.adm1, &place.adm1_name) else {
            return self.inside_country(node, place);
        };
        let division = self.names.place_key(adm1);
        self.graph.link(Shared, node, schema::CONTAINED_IN, &division);
        let class = if place.geo_type == GeoType::UsCity { schema::STATE } else { schema::ADMINISTRATIVE_AREA };
        if self.region(&division, class, name, Some(adm1)) {
            self.inside_country(&division, place);
        }
    }

    fn inside_country(&mut self, node: &str, place: &Place) {
        let (Some(fips), Some(name)) = (&place.fips, &place.country_name) else { return };
        let country = self.names.place_key(fips.as_str());
        self.graph.link(Shared, node, schema::CONTAINED_IN, &country);
        if self.region(&country, schema::COUNTRY, name, Some(fips.as_str())) {
            self.country_code(&country, place);
        }
    }
}
