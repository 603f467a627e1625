//! The typed model of a `NewsArticle` document (schema.org 30.0). Field names are those of schema.org.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the `@type` of a node that has only one.
macro_rules! only {
    ($(#[$doc:meta])* $name:ident { $variant:ident }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            /// The only value.
            #[default]
            $variant,
        }
    };
}

only! {
    /// `@type` of the document.
    ArticleType { NewsArticle }
}
only! {
    /// `@type` of a picture.
    ImageType { ImageObject }
}
only! {
    /// `@type` of a size in pixels.
    PixelsType { QuantitativeValue }
}
only! {
    /// `@type` of a page.
    WebPageType { WebPage }
}
only! {
    /// `@type` of a quotation.
    QuotationType { Quotation }
}
only! {
    /// `@type` of a pair of coordinates.
    GeoType { GeoCoordinates }
}
only! {
    /// `@type` of a work of which only the maker or the name is known.
    CreativeWorkType { CreativeWork }
}

/// `@context` of every document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Context {
    /// The vocabulary of schema.org.
    #[default]
    #[serde(rename = "https://schema.org")]
    SchemaOrg,
}

/// A news article: one document, one line of `jsonld.jsonl`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewsArticle {
    /// The vocabulary.
    #[serde(rename = "@context")]
    pub context: Context,
    /// The type.
    #[serde(rename = "@type")]
    pub kind: ArticleType,
    /// The article's identifier under the base address: the same as in the graph.
    #[serde(rename = "@id")]
    #[schemars(regex(pattern = r"^https?://[^\s]+/article/[a-z2-7]{26}$"))]
    pub id: String,
    /// Canonical address, else the one it was fetched from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^https?://[^\s]+$"))]
    pub url: Option<String>,
    /// The address it was fetched from, where the canonical one is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^https?://[^\s]+$"))]
    pub same_as: Option<String>,
    /// The page that the article is the main thing of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_entity_of_page: Option<WebPage>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Second headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<String>,
    /// The publisher's summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Day, or instant with the stated offset, of first publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?$"))]
    pub date_published: Option<String>,
    /// Day, or instant with the stated offset, of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?$"))]
    pub date_modified: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Party>,
    /// Who edited it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editor: Vec<Party>,
    /// Who contributed reporting or pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributor: Vec<Party>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Party>,
    /// Pictures, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image: Vec<ImageObject>,
    /// The publisher's section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_section: Option<String>,
    /// The publisher's keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// Words of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word_count: Option<usize>,
    /// Whether it may be read without paying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_accessible_for_free: Option<bool>,
    /// Copyright line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// Licence: its address, or a work of that name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
    /// Editorial status other than usable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creative_work_status: Option<String>,
    /// Version number of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Where, when and by whom it was filed, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Where it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_created: Option<Place>,
    /// Where the events it tells took place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content_location: Vec<Place>,
    /// The agency report that it is made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_based_on: Option<CreativeWork>,
    /// What the headline names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Thing>,
    /// Everyone and everything it names, in order of first mention.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Thing>,
    /// Links in the text and to related articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<Citation>,
    /// Direct quotations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub has_part: Vec<Quotation>,
    /// The body's paragraphs, joined by blank lines, without headline and captions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_body: Option<String>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum License {
    /// Its address.
    Address(String),
    /// A work of which the name is known.
    Named(Box<CreativeWork>),
}

/// A page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebPage {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: WebPageType,
    /// Its address.
    #[serde(rename = "@id")]
    #[schemars(regex(pattern = r"^https?://[^\s]+$"))]
    pub id: String,
}

/// Types of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the names are those of schema.org")]
pub enum PartyType {
    Person,
    Organization,
    NewsMediaOrganization,
    GovernmentOrganization,
    EducationalOrganization,
    PoliticalParty,
    Corporation,
    #[serde(rename = "NGO")]
    Ngo,
}

/// A person or organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Party {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: PartyType,
    /// Identifier under the base address, for one that the text names.
    #[serde(rename = "@id", default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What a credited person did, where it is not writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// Home page, or the publisher's page about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Wikidata item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Logo of a publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<ImageObject>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImageObject {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: ImageType,
    /// Address of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^https?://[^\s]+$"))]
    pub url: Option<String>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Photographer and agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<String>,
    /// Width.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Pixels>,
    /// Height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<Pixels>,
}

/// A size in pixels: a bare number has no unit in schema.org.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pixels {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: PixelsType,
    /// How many.
    pub value: u32,
    /// UN/CEFACT common code of the pixel, `E37`.
    pub unit_code: String,
}

/// Types of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the names are those of schema.org")]
pub enum PlaceType {
    Place,
    City,
    State,
    AdministrativeArea,
    Country,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: PlaceType,
    /// Identifier under the base address.
    #[serde(rename = "@id", default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Wikidata item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geo: Option<GeoCoordinates>,
    /// The country that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contained_in_place: Option<Box<Place>>,
}

/// A pair of coordinates, WGS 84.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GeoCoordinates {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: GeoType,
    /// Degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub latitude: f64,
    /// Degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub longitude: f64,
    /// ISO 3166-1 code of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_country: Option<String>,
}

/// Someone or something that an article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Thing {
    /// A person or organisation.
    Party(Party),
    /// A place; a state, also where it acts.
    Place(Place),
}

/// Types of cited works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CitationType {
    /// A page that a link in the text leads to.
    WebPage,
    /// An article that an inset calls related.
    CreativeWork,
}

/// A work that the article links to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: CitationType,
    /// The linked words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its address, where the source gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^https?://[^\s]+$"))]
    pub url: Option<String>,
}

/// A work of which only the name or the maker is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreativeWork {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: CreativeWorkType,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<Party>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The type.
    #[serde(rename = "@type")]
    pub kind: QuotationType,
    /// The quoted words.
    pub text: String,
    /// Who says them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<Party>,
}
