//! `evidence.jsonl`: the words behind every line of the mentions table.

use crate::telling::Telling;
use nutgraf_model::{Actor, ActorCode, CameoCode, EvidenceSpans, Id, Mode, Place, TextPolicy, Timestamp, WikidataId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line of `evidence.jsonl`: the telling behind one line of the mentions table. A mirrored row has evidence of its
/// own, so that the two files join on `global_event_id`; source and target always stand as the sentence tells them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceLine {
    /// The event, as the graph names it.
    pub event: Id,
    /// The row of the events table.
    #[schemars(range(min = 1))]
    pub global_event_id: u64,
    /// Whether that row has the actors the other way round.
    pub mirrored: bool,
    /// The telling, as the graph names it.
    pub mention: Id,
    /// The article.
    pub article: Id,
    /// MentionIdentifier.
    pub url: String,
    /// SHA-256 of the text that the spans count.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub text_sha256: String,
    /// Articles of the same key have near-identical texts and count as one source.
    pub text_key: Id,
    /// One-based number of the sentence.
    #[schemars(range(min = 1))]
    pub sentence_number: u32,
    /// Its words, as far as the text policy lets them leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// Where the words stand.
    pub spans: EvidenceSpans,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<EvidenceActor>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<EvidenceActor>,
    /// CAMEO code as told.
    pub code: CameoCode,
    /// The words that name the act, as far as the text policy lets them leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The pattern that fired: file and line.
    pub rule: String,
    /// Steps of mode that changed the code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Whether the text says that it happened.
    pub mode: Mode,
    /// When it happened, at the precision that the text gives: the table has a day.
    pub date: Option<Timestamp>,
    /// Where, as this sentence has it: the row may be more exact.
    pub place: Option<Place>,
    /// How sure the coder is, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    /// What raised or lowered it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}

/// An actor of a telling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceActor {
    /// The words that name it, as far as the text policy lets them leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// CAMEO actor code.
    pub code: ActorCode,
    /// Canonical name.
    pub name: String,
    /// Wikidata item, only where certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<WikidataId>,
}

impl EvidenceLine {
    pub(crate) fn of(telling: &Telling, global_event_id: u64, mirrored: bool, text: TextPolicy) -> EvidenceLine {
        let Telling { event, document, .. } = telling;
        let may_leave = text != TextPolicy::None;
        let actor = |actor: &Actor| EvidenceActor {
            text: may_leave.then(|| actor.text.clone()),
            code: actor.code.clone(),
            name: actor.entity.name.clone(),
            wikidata: actor.entity.wikidata.clone(),
        };
        EvidenceLine {
            event: event.id.clone(),
            global_event_id,
            mirrored,
            mention: telling.mention.clone(),
            article: document.article.clone(),
            url: document.url.clone(),
            text_sha256: document.text_sha256.clone(),
            text_key: document.text_key.clone(),
            sentence_number: event.sentence,
            sentence: telling.sentence.clone(),
            spans: event.evidence.spans,
            source: event.source.as_ref().map(actor),
            target: event.target.as_ref().map(actor),
            code: event.code.clone(),
            trigger: may_leave.then(|| event.evidence.trigger.clone()),
            rule: event.evidence.rule.clone(),
            steps: event.evidence.steps.clone(),
            mode: event.mode,
            date: event.date,
            place: event.place.clone(),
            confidence: event.confidence.value,
            because: event.confidence.because.clone(),
        }
    }
}

/// Mentions.Extras: the part of the evidence that a reader of the table wants beside the row.
#[derive(Serialize)]
pub(crate) struct Extras<'a> {
    event: &'a Id,
    mention: &'a Id,
    mode: Mode,
    confidence: f64,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<&'a str>,
}

impl<'a> Extras<'a> {
    pub(crate) fn of(telling: &'a Telling, text: TextPolicy) -> Extras<'a> {
        let event = &telling.event;
        Extras {
            event: &event.id,
            mention: &telling.mention,
            mode: event.mode,
            confidence: event.confidence.value,
            rule: &event.evidence.rule,
            trigger: (text != TextPolicy::None).then_some(event.evidence.trigger.as_str()),
            sentence: telling.sentence.as_deref(),
        }
    }
}
