//! Tellings: what one article says of one event, with all that the tables need of the article.

use crate::address::Address;
use crate::cell::cell;
use crate::clock::{publication, rounded_up};
use crate::source_text::text_key;
use chrono::NaiveDateTime;
use nutgraf_model::{Actor, Article, CharIndex, Event, GeoType, Id, Place, Record, TextPolicy};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::sync::Arc;

/// What becomes a row, and how much of the text goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether an event in which both do the same to one another gets a second row with the actors the other way round,
    /// as the CAMEO codebook asks.
    pub mirror: bool,
    /// Whether negated and hypothetical events get rows too.
    pub all_modes: bool,
    /// How much of the article's own words may stand in evidence and Extras.
    pub text: TextPolicy,
}

impl Default for Options {
    fn default() -> Self {
        Options { mirror: true, all_modes: false, text: TextPolicy::Full }
    }
}

/// What the tables need of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) article: Id,
    pub(crate) version: Id,
    pub(crate) text_sha256: String,
    pub(crate) text_key: Id,
    pub(crate) url: String,
    pub(crate) site: String,
    /// Publication, UTC, not rounded.
    pub(crate) published: NaiveDateTime,
    /// Length of the text in code points.
    pub(crate) length: u32,
    pub(crate) tone: f64,
}

impl Document {
    fn of(record: &Record, published: NaiveDateTime) -> Document {
        let article = &record.article;
        let Address { url, site } = Address::of(article);
        Document {
            article: article.id.clone(),
            version: article.version_id(),
            text_sha256: article.text_sha256(),
            text_key: text_key(article),
            url,
            site,
            published,
            length: article.text.chars().count() as u32,
            tone: record.tone.score(),
        }
    }

    /// MentionTimeDate.
    pub(crate) fn added(&self) -> NaiveDateTime {
        rounded_up(self.published)
    }
}

/// What tells a row apart but for its place: date, first actor, second actor, code.
pub(crate) type PairKey = [String; 4];

/// One telling of one event in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Telling {
    /// In the order of [`Event::canonical`].
    pub(crate) pair: PairKey,
    pub(crate) place_key: String,
    pub(crate) mention: Id,
    pub(crate) event: Event,
    /// The words of the sentence, as far as the text policy lets them leave.
    pub(crate) sentence: Option<String>,
    pub(crate) document: Arc<Document>,
}

impl Telling {
    /// First and second actor of the row in canonical direction.
    pub(crate) fn actors(&self) -> [Option<&Actor>; 2] {
        let (source, target, _) = self.event.canonical();
        [source, target]
    }

    /// The order of tellings of one event: the first one gives the row its varying fields.
    pub(crate) fn in_order(&self, other: &Telling) -> Ordering {
        self.order_key().cmp(&other.order_key()).then_with(|| self.tie_break(other))
    }

    fn order_key(&self) -> (NaiveDateTime, &Id, u32, &Id) {
        (self.document.published, &self.document.article, self.event.evidence.spans.trigger.begin, &self.mention)
    }

    /// Two readings of one article may differ in anything; their JSON orders them all the same on every machine.
    fn tie_break(&self, other: &Telling) -> Ordering {
        if self == other { Ordering::Equal } else { self.json().cmp(&other.json()) }
    }

    fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How exactly the telling places the event.
    pub(crate) fn exactness(&self) -> Exactness {
        match &self.event.place {
            None => Exactness::Nowhere,
            Some(place) if place.geo_type == GeoType::Country => Exactness::Country,
            Some(_) => Exactness::Inside,
        }
    }

    /// The country of the place, FIPS.
    pub(crate) fn country(&self) -> Option<&str> {
        self.event.place.as_ref().and_then(|place| place.fips.as_ref()).map(|fips| fips.as_str())
    }
}

/// How exactly an event is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    Nowhere,
    Country,
    Inside,
}

/// The tellings of one record: cheap to send from a worker to the one who merges, or, as JSON, to another machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    pub(crate) tellings: Vec<Telling>,
}

impl Rows {
    /// The tellings of a record that become rows. A record whose article states no date at all gives none: see
    /// [`is_undated`].
    pub fn of(record: &Record, options: &Options) -> Rows {
        let mut events = record.events.iter().filter(|event| options.all_modes || event.is_tabled()).peekable();
        let Some(published) = publication(&record.article).filter(|_| events.peek().is_some()) else {
            return Rows::default();
        };
        let document = Arc::new(Document::of(record, published));
        let words = CharIndex::new(&record.article.text);
        let telling = |event: &Event| {
            let [date, source, target, _, place_key] = event.key();
            let date = if date.is_empty() { document.added().date().to_string() } else { date };
            let code = event.canonical().2;
            let sentence = words.slice(event.evidence.spans.sentence);
            Telling {
                pair: [date, source, target, full_code(code)],
                place_key,
                mention: event.mention_id(&document.version),
                event: if options.text == TextPolicy::None { wordless(event) } else { event.clone() },
                sentence: sentence.filter(|_| options.text != TextPolicy::None).map(str::to_owned),
                document: Arc::clone(&document),
            }
        };
        Rows { tellings: events.map(telling).collect() }
    }

    /// How many tellings there are.
    pub fn len(&self) -> usize {
        self.tellings.len()
    }

    /// Whether there is no telling.
    pub fn is_empty(&self) -> bool {
        self.tellings.is_empty()
    }
}

/// An event without the article's words. A pronoun stays, since it is nobody's wording and InRawText needs it.
fn wordless(event: &Event) -> Event {
    let mut event = event.clone();
    event.evidence.trigger.clear();
    for actor in event.source.iter_mut().chain(&mut event.target) {
        if !is_pronoun(actor) {
            actor.text.clear();
        }
    }
    event
}

/// Whether the sentence itself does not name the actor.
pub(crate) fn is_pronoun(actor: &Actor) -> bool {
    const PRONOUNS: [&str; 14] =
        ["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "that", "himself"];
    PRONOUNS.contains(&cell(&actor.text).to_lowercase().as_str())
}

/// Whether the article states no date at all, so that its events can have no rows; the caller writes the reject
/// ([`RejectKind::Undated`](nutgraf_model::RejectKind::Undated)).
pub fn is_undated(article: &Article) -> bool {
    publication(article).is_none()
}

/// Three or four digits, as GDELT writes codes: the bare root `18` is `180`.
pub(crate) fn full_code(code: &str) -> String {
    if code.len() < 3 { format!("{code}0") } else { code.to_owned() }
}

/// Whether the place of a telling is `place`, so that it may stand for the row.
pub(crate) fn place_at<'t>(telling: &'t Telling, place_key: &str) -> Option<&'t Place> {
    telling.event.place.as_ref().filter(|_| telling.place_key == place_key)
}
