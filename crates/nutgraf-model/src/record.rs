//! An article with what was found in it.

use crate::{Article, Entity, Event, Mention, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An article with what was found in it: what every exporter takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// Its sentences, in order; the headline is the first where there is one. Empty where the text was not coded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Span>,
    /// Tellings of events, in order of sentence and trigger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Namings of people, organisations and places, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Quotations, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// Tone of the text.
    pub tone: Tone,
}

impl Record {
    /// A record of an article in which nothing was looked for.
    pub fn bare(article: Article) -> Record {
        Record {
            article,
            sentences: Vec::new(),
            events: Vec::new(),
            mentions: Vec::new(),
            quotes: Vec::new(),
            tone: Tone::default(),
        }
    }
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The quoted words, without their quotation marks.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Who says them, where the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Entity>,
    /// Where the speaker is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_span: Option<Span>,
    /// The verb of saying as written, such as `said`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// In quotation marks (true) or in reported speech (false).
    pub direct: bool,
}

/// Counts of which GDELT's tone is made (GDELT GKG Codebook 2.1, "V1.5TONE").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    /// Words of the text.
    pub words: u32,
    /// Words of positive tone.
    pub positive: u32,
    /// Words of negative tone.
    pub negative: u32,
}

impl Tone {
    /// GDELT's average tone: positive less negative words per hundred words; 0 for no words.
    pub fn score(self) -> f64 {
        if self.words == 0 {
            0.0
        } else {
            (f64::from(self.positive) - f64::from(self.negative)) * 100.0 / f64::from(self.words)
        }
    }
}

/// How much of an article's own words may leave in any output: for those who may share findings but not texts.
///
/// Offsets, hashes, codes and canonical names are facts and always stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextPolicy {
    /// No words of the article.
    None,
    /// The sentences that tell events, and nothing else: no headline, no description, no body.
    Sentence,
    /// Everything.
    #[default]
    Full,
}
