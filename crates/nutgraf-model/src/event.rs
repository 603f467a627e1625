//! Who did what to whom, when and where, and the words that say so.

use crate::{Actor, CameoCode, Id, Place, Span, Timestamp, hash_id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One telling of an event in one sentence.
///
/// Source and target stand as the sentence tells them; never both are absent. What makes two tellings the same event is
/// [`Event::id`]: date, pair, code and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Identity of the event, the same for every telling of it.
    pub id: Id,
    /// When it happened, at the precision that the text gives.
    pub date: Option<Timestamp>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Actor>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Actor>,
    /// What.
    pub code: CameoCode,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Whether the text says that it happened.
    pub mode: Mode,
    /// Both did it to one another (a meeting, a clash): the pair has no order.
    pub reciprocal: bool,
    /// One-based number of the sentence in the text, headline included.
    #[schemars(range(min = 1))]
    pub sentence: u32,
    /// The words that say so.
    pub evidence: Evidence,
    /// How sure the coder is.
    pub confidence: Confidence,
}

/// What [`Event::new`] makes an event of; the fields are those of [`Event`].
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of Event")]
pub struct EventParts {
    pub date: Option<Timestamp>,
    pub source: Option<Actor>,
    pub target: Option<Actor>,
    pub code: CameoCode,
    pub place: Option<Place>,
    pub mode: Mode,
    pub reciprocal: bool,
    pub sentence: u32,
    pub evidence: Evidence,
    pub confidence: Confidence,
}

impl Event {
    /// Makes an event and its identity; nothing where both actors are absent. An event with one actor is never reciprocal,
    /// and one whose code is symmetric (040, 057 …) always is when both stand.
    pub fn new(parts: EventParts) -> Option<Event> {
        if parts.source.is_none() && parts.target.is_none() {
            return None;
        }
        let both = parts.source.is_some() && parts.target.is_some();
        let mut event = Event {
            id: hash_id("event", &[]),
            date: parts.date,
            source: parts.source,
            target: parts.target,
            reciprocal: both && (parts.reciprocal || parts.code.event().mirror.is_some()),
            code: parts.code,
            place: parts.place,
            mode: parts.mode,
            sentence: parts.sentence,
            evidence: parts.evidence,
            confidence: parts.confidence,
        };
        event.id = event.key_id();
        Some(event)
    }

    /// The event as its identity sees it: source, target and code, with the pair of a reciprocal event in the order of
    /// its keys and the lesser of two mirrored codes (042 for 042 and 043).
    pub fn canonical(&self) -> (Option<&Actor>, Option<&Actor>, &str) {
        let (source, target, code) = (self.source.as_ref(), self.target.as_ref(), self.code.as_str());
        if !self.reciprocal {
            return (source, target, code);
        }
        match self.code.event().mirror {
            Some(mirror) if mirror < code => (target, source, mirror),
            Some(mirror) if mirror > code => (source, target, code),
            _ if key(target) < key(source) => (target, source, code),
            _ => (source, target, code),
        }
    }

    /// The fields that identity is made of: date, source key, target key, code, place key.
    pub fn key(&self) -> [String; 5] {
        let (source, target, code) = self.canonical();
        [
            self.date.map(|d| d.to_day().to_string()).unwrap_or_default(),
            key(source),
            key(target),
            code.to_owned(),
            self.place.as_ref().map(Place::key).unwrap_or_default(),
        ]
    }

    fn key_id(&self) -> Id {
        let [date, source, target, code, place] = self.key();
        hash_id("event", &[&date, &source, &target, &code, &place])
    }

    /// Identifier of this telling: text version, sentence and event.
    pub fn mention_id(&self, version: &Id) -> Id {
        let Span { begin, end } = self.evidence.spans.trigger;
        hash_id("mention", &[version.as_str(), &begin.to_string(), &end.to_string(), self.id.as_str()])
    }

    /// Whether the event is a row of the tables: negated and hypothetical ones stay in the record and the graph.
    pub fn is_tabled(&self) -> bool {
        !matches!(self.mode, Mode::Negated | Mode::Hypothetical)
    }
}

fn key(actor: Option<&Actor>) -> String {
    actor.map(Actor::key).unwrap_or_default()
}

/// Whether, in the text's own words, the event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The text says that it happened.
    Asserted,
    /// It is planned, promised or expected.
    Intended,
    /// Somebody says that it happened.
    Reported,
    /// It did not happen.
    Negated,
    /// It may, could or would happen.
    Hypothetical,
}

impl Mode {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Asserted => "asserted",
            Mode::Intended => "intended",
            Mode::Reported => "reported",
            Mode::Negated => "negated",
            Mode::Hypothetical => "hypothetical",
        }
    }
}

/// The words that tell an event and the dictionary line that read them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Where the words stand.
    pub spans: EvidenceSpans,
    /// The trigger's words, such as `held talks`.
    pub trigger: String,
    /// The pattern that fired: file and line, such as `verbs/04.txt:31`.
    pub rule: String,
    /// Steps of mode that changed the code, such as `refuse: 040 → 125`; empty where none did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
}

/// Spans of the words that tell an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSpans {
    /// The whole sentence.
    pub sentence: Span,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Span>,
    /// The words that name the act.
    pub trigger: Span,
    /// The words that name the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// The words that name the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Span>,
}

/// How sure the coder is, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// 0 (no idea) to 1 (certain).
    #[schemars(range(min = 0.0, max = 1.0))]
    pub value: f64,
    /// What raised or lowered it, weightiest first, and by how much in log odds: `no source -0.80`. Where the coder wrote it,
    /// the value is 1 / (1 + exp(-sum)) of them all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}
