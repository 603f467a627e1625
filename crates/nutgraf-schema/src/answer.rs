//! The lines that other programs read from the command: answers of `nutgraf code`, and quotations.

use nutgraf_model::{ActorCode, CameoCode, CountryCode, Entity, FipsCode, Id, Mode, PlacePrecision, Span, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to one line of `nutgraf code`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeLine {
    /// The id of the input line, as it stood there.
    pub id: serde_json::Value,
    /// The events of the text, in order of sentence and trigger.
    pub events: Vec<CodedEvent>,
}

/// One event of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodedEvent {
    /// The sentence that tells it.
    pub sentence: Option<String>,
    /// The words that name who did it.
    pub source_text: Option<String>,
    /// The words that name to whom.
    pub target_text: Option<String>,
    /// CAMEO actor code of the source.
    pub source_code: Option<ActorCode>,
    /// CAMEO actor code of the target.
    pub target_code: Option<ActorCode>,
    /// CAMEO event code.
    pub cameo: CameoCode,
    /// The words that name the act.
    pub trigger: String,
    /// When it happened, at the precision that the text gives.
    pub date: Option<Timestamp>,
    /// Where.
    pub place: Option<CodedPlace>,
    /// Whether the text says that it happened.
    pub mode: Mode,
    /// 0 (no idea) to 1 (certain).
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    /// Where the words stand in the input text in NFC, in code points.
    pub spans: CodedSpans,
}

/// The place of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodedPlace {
    /// Name of the place itself.
    pub name: String,
    /// ISO 3166-1 country.
    pub iso2: Option<CountryCode>,
    /// FIPS 10-4 country.
    pub fips: Option<FipsCode>,
    /// FIPS first-order division.
    pub adm1: Option<String>,
    /// Degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: f64,
    /// Degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: f64,
    /// What the coordinates stand for.
    pub precision: PlacePrecision,
}

/// Begin and end of the words of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodedSpans {
    /// The whole sentence; nothing where the headline tells the event.
    pub sentence: Option<[u32; 2]>,
    /// Who did it.
    pub source: Option<[u32; 2]>,
    /// To whom.
    pub target: Option<[u32; 2]>,
    /// The words that name the act.
    pub trigger: Option<[u32; 2]>,
    /// The words that name the place.
    pub place: Option<[u32; 2]>,
    /// The words that name the time.
    pub date: Option<[u32; 2]>,
}

/// A line of `quotes.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// The article that quotes.
    pub article: Id,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The quoted words, unless the text policy keeps them back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where they stand in the article's text.
    pub span: Span,
    /// Who says them, where the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Entity>,
    /// Where the speaker is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_span: Option<Span>,
    /// The verb of saying as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// In quotation marks (true) or in reported speech (false).
    pub direct: bool,
}
