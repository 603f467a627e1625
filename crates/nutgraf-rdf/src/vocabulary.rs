//! The terms that the graph is written in: borrowed vocabularies first, our own where they have no word.

use oxrdf::NamedNodeRef;

/// A property or class.
pub(crate) type Term = NamedNodeRef<'static>;

/// Namespace of our own terms, defined in `ontology.ttl`. It is no registered address and promises none.
pub const NAMESPACE: &str = "https://nutgraf.invalid/ns#";

/// Namespace of the CAMEO codes as SKOS concepts, written out in `cameo.ttl`.
pub const CAMEO: &str = "https://nutgraf.invalid/cameo/";

/// Namespace of the PLOVER event types that CAMEO codes match.
pub const PLOVER: &str = "https://nutgraf.invalid/plover/";

macro_rules! terms {
    ($($module:ident $namespace:literal { $($name:ident = $local:literal),* $(,)? })*) => {
        $(pub(crate) mod $module {
            use super::Term;
            #[allow(dead_code, reason = "a namespace is needed only where prefixes are written")]
            pub(crate) const NAMESPACE: &str = $namespace;
            $(pub(crate) const $name: Term = Term::new_unchecked(concat!($namespace, $local));)*
            #[cfg(test)]
            #[allow(dead_code, reason = "only our own vocabulary is compared with its ontology")]
            pub(crate) const ALL: &[Term] = &[$($name),*];
        })*
    };
}

terms! {
    rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#" { TYPE = "type" }
    xsd "http://www.w3.org/2001/XMLSchema#" {
        BOOLEAN = "boolean", DATE = "date", DATE_TIME = "dateTime", DECIMAL = "decimal", INTEGER = "integer",
        STRING = "string", G_YEAR = "gYear", G_YEAR_MONTH = "gYearMonth", COUNT = "nonNegativeInteger", ANY_URI = "anyURI",
    }
    schema "https://schema.org/" {
        NEWS_ARTICLE = "NewsArticle", ACTION = "Action", PERSON = "Person", ORGANIZATION = "Organization",
        NEWS_MEDIA_ORGANIZATION = "NewsMediaOrganization", COUNTRY = "Country", PLACE = "Place", CITY = "City",
        STATE = "State", ADMINISTRATIVE_AREA = "AdministrativeArea", QUOTATION = "Quotation", CLAIM = "Claim",
        IMAGE_OBJECT = "ImageObject",
        NAME = "name", URL = "url", HEADLINE = "headline", ALTERNATIVE_HEADLINE = "alternativeHeadline",
        DESCRIPTION = "description", DATE_PUBLISHED = "datePublished", DATE_MODIFIED = "dateModified", DATE_CREATED = "dateCreated",
        ARTICLE_SECTION = "articleSection", KEYWORDS = "keywords", IN_LANGUAGE = "inLanguage",
        PUBLISHER = "publisher", LOGO = "logo", AUTHOR = "author", EDITOR = "editor", CONTRIBUTOR = "contributor",
        IMAGE = "image", CAPTION = "caption", CREDIT_TEXT = "creditText", CONTENT_URL = "contentUrl",
        WIDTH = "width", HEIGHT = "height", CITATION = "citation", IS_FREE = "isAccessibleForFree",
        COPYRIGHT_NOTICE = "copyrightNotice", LICENSE = "license", WORD_COUNT = "wordCount", DATELINE = "dateline",
        STATUS = "creativeWorkStatus", VERSION = "version", MENTIONS = "mentions",
        SAME_AS = "sameAs", AGENT = "agent", OBJECT = "object", LOCATION = "location", IS_PART_OF = "isPartOf",
        TEXT = "text", CREATOR = "creator", APPEARANCE = "appearance", LATITUDE = "latitude",
        LONGITUDE = "longitude", CONTAINED_IN = "containedInPlace", IDENTIFIER = "identifier", SHA256 = "sha256",
        SOFTWARE_VERSION = "softwareVersion",
    }
    sem "http://semanticweb.cs.vu.nl/2009/11/sem/" {
        EVENT = "Event", ACTOR = "Actor", PLACE = "Place", EVENT_TYPE = "eventType", TIME = "hasTimeStamp",
    }
    gaf "http://groundedannotationframework.org/gaf#" { DENOTED_BY = "denotedBy" }
    nif "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        CONTEXT = "Context", SENTENCE = "Sentence", REFERENCE_CONTEXT = "referenceContext",
        BEGIN = "beginIndex", END = "endIndex", ANCHOR_OF = "anchorOf", IS_STRING = "isString",
    }
    itsrdf "http://www.w3.org/2005/11/its/rdf#" { IDENTITY = "taIdentRef" }
    prov "http://www.w3.org/ns/prov#" {
        ENTITY = "Entity", ACTIVITY = "Activity", AGENT = "SoftwareAgent", SPECIALIZATION_OF = "specializationOf",
        DERIVED_FROM = "wasDerivedFrom", GENERATED_BY = "wasGeneratedBy", ASSOCIATED_WITH = "wasAssociatedWith",
        USED = "used",
    }
    dcterms "http://purl.org/dc/terms/" { AVAILABLE = "available", RELATION = "relation" }
    gn "http://www.geonames.org/ontology#" { COUNTRY_CODE = "countryCode" }
    ng "https://nutgraf.invalid/ns#" {
        EVENT_MENTION = "EventMention", CAMEO_ACTOR = "cameoActor", CAMEO_CODE = "cameoCode", CAMEO_BASE = "cameoBase",
        CAMEO_ROOT = "cameoRoot", QUAD_CLASS = "quadClass", GOLDSTEIN = "goldstein", EVENT_KEY = "eventKey",
        RECIPROCAL = "reciprocal", TONE = "tone", MODE = "mode", CONFIDENCE = "confidence", RULE = "rule",
        SENTENCE = "sentence", SOURCE = "source", TARGET = "target", SOURCE_SPAN = "sourceSpan",
        TARGET_SPAN = "targetSpan", TRIGGER_SPAN = "triggerSpan", PLACE_SPAN = "placeSpan", DATE_SPAN = "dateSpan",
        FIPS = "fips", MIRROR = "mirror", MIRROR_IDENTIFIER = "mirrorIdentifier",
    }
}

/// The Wikidata concept namespace: the one under which items join other graphs, never the page address.
pub(crate) const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Prefixes that Turtle is written with, those of the data first; `base` is the data's own address.
pub(crate) fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, String)> =
        ["actor", "article", "byline", "entity", "event", "image", "publisher", "run", "v"]
            .map(|kind| (kind, format!("{base}{kind}/")))
            .into();
    let fixed = [
        ("cameo", CAMEO),
        ("dcterms", dcterms::NAMESPACE),
        ("gaf", gaf::NAMESPACE),
        ("gn", gn::NAMESPACE),
        ("itsrdf", itsrdf::NAMESPACE),
        ("ng", ng::NAMESPACE),
        ("nif", nif::NAMESPACE),
        ("prov", prov::NAMESPACE),
        ("schema", schema::NAMESPACE),
        ("sem", sem::NAMESPACE),
        ("wd", WIKIDATA),
        ("xsd", xsd::NAMESPACE),
    ];
    all.extend(fixed.map(|(prefix, namespace)| (prefix, namespace.to_owned())));
    all
}
