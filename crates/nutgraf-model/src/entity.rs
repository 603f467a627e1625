//! People, organisations and places, and where a text names them.

use crate::{ActorCode, CountryCode, FipsCode, Id, Span, WikidataId, hash_id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Someone or something that a text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Canonical name, as the dictionary or, for one it does not know, the article has it.
    #[schemars(length(min = 1))]
    pub name: String,
    /// CAMEO actor code on the day of publication, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ActorCode>,
    /// Wikidata item, only where certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<WikidataId>,
    /// Whether the dictionary knows it. Unknown persons are entities of their article alone: namesakes must not merge.
    pub known: bool,
    /// Where it lies, for a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Entity {
    /// Content-derived identifier: type and name for a person, type and CAMEO code for a state, type, name and code for other
    /// actors that have one, the gazetteer key for a place. What the dictionary does not know is told apart by `article` too. A Wikidata id never
    /// enters, so that learning one renames nothing.
    pub fn id(&self, article: &Id) -> Id {
        let kind = self.kind.as_str();
        if let Some(place) = &self.place {
            return hash_id("entity", &["place", &place.key()]);
        }
        let name = normalised(&self.name);
        if !self.known {
            return hash_id("entity", &[kind, &name, "", article.as_str()]);
        }
        match (&self.code, self.kind) {
            (Some(code), EntityKind::Organization) if code.country() == Some(code.as_str()) => {
                hash_id("entity", &[kind, code.as_str(), "", ""])
            }
            (Some(code), EntityKind::Organization) => hash_id("entity", &[kind, &name, code.as_str(), ""]),
            _ => hash_id("entity", &[kind, &name, "", ""]),
        }
    }
}

/// Lower case, single spaces: the form in which names are compared.
pub(crate) fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// Kinds of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state, government body, company, armed group, party or other body that acts.
    Organization,
    /// A place.
    Place,
}

impl EntityKind {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
        }
    }
}

/// A source or target of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The words that name it.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// CAMEO actor code in this event.
    pub code: ActorCode,
    /// Who it is.
    pub entity: Entity,
}

impl Actor {
    /// What tells the actor apart in an event's identity: its code and, where that names neither country nor
    /// organisation, also its normalised canonical name.
    pub fn key(&self) -> String {
        if self.code.is_specific() {
            self.code.as_str().to_owned()
        } else {
            format!("{}|{}", self.code, normalised(&self.entity.name))
        }
    }
}

/// A naming of an entity in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Who or what is named.
    pub entity: Entity,
    /// Where.
    pub span: Span,
}

/// A place on earth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Name of the place itself, such as `Riyadh`.
    pub name: String,
    /// GDELT's geo type.
    pub geo_type: GeoType,
    /// Country's name, such as `Saudi Arabia`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
    /// ISO 3166-1 country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso2: Option<CountryCode>,
    /// FIPS 10-4 country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fips: Option<FipsCode>,
    /// First-order division, FIPS: country and two characters, such as `SA10`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[A-Z][A-Z0-9][A-Z0-9]{2}$"))]
    pub adm1: Option<String>,
    /// Name of the first-order division.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adm1_name: Option<String>,
    /// Degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub latitude: f64,
    /// Degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub longitude: f64,
    /// Our own negative number of the gazetteer line, for cities; GDELT's FeatureID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature_id: Option<i64>,
    /// What the coordinates stand for.
    pub precision: PlacePrecision,
}

impl Place {
    /// What tells the place apart in an event's identity: country, division or city, as read. A country that has no FIPS
    /// code, such as one of the past, is told apart by its name.
    pub fn key(&self) -> String {
        let country = self.fips.as_ref().map_or("", FipsCode::as_str);
        match self.geo_type {
            GeoType::Country if country.is_empty() => normalised(&self.name),
            GeoType::Country => country.to_owned(),
            GeoType::UsState | GeoType::Adm1 => {
                self.adm1.clone().unwrap_or_else(|| format!("{country}/{}", normalised(&self.name)))
            }
            GeoType::UsCity | GeoType::City => {
                format!("{country}/{}/{}", self.adm1.as_deref().unwrap_or(""), normalised(&self.name))
            }
        }
    }
}

/// GDELT's geo types (GDELT Event Codebook 2.0, "Geo_Type"); 0, no place, is an absent [`Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GeoType {
    /// 1: a country.
    Country,
    /// 2: a state of the United States.
    UsState,
    /// 3: a city in the United States.
    UsCity,
    /// 4: a city elsewhere.
    City,
    /// 5: a first-order division elsewhere.
    Adm1,
}

impl GeoType {
    /// GDELT's number.
    pub fn number(self) -> u8 {
        match self {
            GeoType::Country => 1,
            GeoType::UsState => 2,
            GeoType::UsCity => 3,
            GeoType::City => 4,
            GeoType::Adm1 => 5,
        }
    }
}

/// What a place's coordinates stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// The place itself.
    Exact,
    /// The middle of a division, sea or region.
    Region,
    /// The middle of a country: where in the country is not known.
    Country,
}

/// A place and the words that name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceRef {
    /// Which place.
    pub place: Place,
    /// Where the text names it; nothing where it follows from the dateline's or an actor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}
