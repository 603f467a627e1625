//! One JSON line in, one JSON line out: the form in which other programs stream texts through the coder.

use crate::{Coder, Error, ErrorKind};
use nutgraf_model::{Article, ArticleDraft, DraftBlock, Event, Place, Record, Span, Timestamp};
use serde::{Deserialize, Serialize};

/// What an input line holds; unknown fields are ignored.
#[derive(Debug, Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    headline: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

#[derive(Debug, Serialize)]
struct Output<'r> {
    id: &'r serde_json::Value,
    events: Vec<EventLine<'r>>,
}

#[derive(Clone, Debug, Serialize)]
struct EventLine<'r> {
    sentence: Option<&'r str>,
    source_text: Option<&'r str>,
    target_text: Option<&'r str>,
    source_code: Option<&'r str>,
    target_code: Option<&'r str>,
    cameo: &'r str,
    trigger: &'r str,
    date: Option<String>,
    place: Option<PlaceLine<'r>>,
    mode: &'static str,
    confidence: f64,
    spans: SpansLine,
}

#[derive(Clone, Debug, Serialize)]
struct PlaceLine<'r> {
    name: &'r str,
    iso2: Option<&'r str>,
    fips: Option<&'r str>,
    adm1: Option<&'r str>,
    lat: f64,
    lon: f64,
    precision: nutgraf_model::PlacePrecision,
}

#[derive(Clone, Debug, Serialize)]
struct SpansLine {
    sentence: Option<[u32; 2]>,
    source: Option<[u32; 2]>,
    target: Option<[u32; 2]>,
    trigger: Option<[u32; 2]>,
    place: Option<[u32; 2]>,
    date: Option<[u32; 2]>,
}

/// Codes one line `{"id", "text", "date"?, "headline"?, "url"?}` of JSON into one line `{"id", "events": […]}`, without line
/// end. What two sides do to one another gives a line each way, as in the tables. Spans count code points of the input's `text`
/// in NFC; what the headline tells has none.
///
/// # Errors
/// Where the line is not such JSON, or its date is no ISO 8601 date.
pub fn code_line(coder: &Coder, line: &str) -> Result<String, Error> {
    let wrong = |what: String| Error::new(ErrorKind::Input, "", 0, what);
    let input: Input = serde_json::from_str(line).map_err(|e| {
        wrong(format!("{e}; a line is {{\"id\", \"text\"}} with \"date\", \"headline\" and \"url\" where known"))
    })?;
    let published = match input.date.as_deref().map(str::trim).filter(|d| !d.is_empty()) {
        Some(date) => Some(date.parse::<Timestamp>().map_err(|e| wrong(format!("date: {e}")))?),
        None => None,
    };
    let text = nutgraf_model::nfc(&input.text).into_owned();
    let paragraphs = text.split("\n\n").map(DraftBlock::text).collect();
    let article = Article::new(ArticleDraft {
        url: input.url.clone(),
        headline: input.headline.clone(),
        body: paragraphs,
        published,
        ..ArticleDraft::default()
    });
    let record = coder.code(article);
    let places = Places::new(&record, &text);
    let events = record.events.iter().flat_map(|event| lines(event, &record, &places)).collect();
    serde_json::to_string(&Output { id: &input.id, events }).map_err(|e| wrong(e.to_string()))
}

/// The lines of an event: one, or one each way.
fn lines<'r>(event: &'r Event, record: &'r Record, places: &Places) -> Vec<EventLine<'r>> {
    let told = event_line(event, record, places);
    let mutual = event.reciprocal && event.source.is_some() && event.target.is_some();
    let mirrored = mutual.then(|| {
        let line = told.clone();
        EventLine {
            source_text: line.target_text,
            target_text: line.source_text,
            source_code: line.target_code,
            target_code: line.source_code,
            cameo: event.code.event().mirror.unwrap_or(line.cameo),
            spans: SpansLine { source: line.spans.target, target: line.spans.source, ..line.spans },
            ..line
        }
    });
    std::iter::once(told).chain(mirrored).collect()
}

fn event_line<'r>(event: &'r Event, record: &'r Record, places: &Places) -> EventLine<'r> {
    let spans = &event.evidence.spans;
    let map = |span: Option<Span>| span.and_then(|s| places.map(s));
    EventLine {
        sentence: spans.sentence.of(&record.article.text),
        source_text: event.source.as_ref().map(|a| a.text.as_str()),
        target_text: event.target.as_ref().map(|a| a.text.as_str()),
        source_code: event.source.as_ref().map(|a| a.code.as_str()),
        target_code: event.target.as_ref().map(|a| a.code.as_str()),
        cameo: event.code.as_str(),
        trigger: &event.evidence.trigger,
        date: event.date.map(|d| d.to_string()),
        place: event.place.as_ref().map(place_line),
        mode: event.mode.as_str(),
        confidence: event.confidence.value,
        spans: SpansLine {
            sentence: map(Some(spans.sentence)),
            source: map(spans.source),
            target: map(spans.target),
            trigger: map(Some(spans.trigger)),
            place: map(spans.place),
            date: map(spans.date),
        },
    }
}

fn place_line(place: &Place) -> PlaceLine<'_> {
    PlaceLine {
        name: &place.name,
        iso2: place.iso2.as_ref().map(|c| c.as_str()),
        fips: place.fips.as_ref().map(|c| c.as_str()),
        adm1: place.adm1.as_deref(),
        lat: place.latitude,
        lon: place.longitude,
        precision: place.precision,
    }
}

/// Where the article's paragraphs stand in the input's text.
struct Places {
    /// Begin and end in the article's text, begin in the input's.
    blocks: Vec<(u32, u32, u32)>,
}

impl Places {
    fn new(record: &Record, input: &str) -> Places {
        let (mut byte, mut point) = (0usize, 0u32);
        let mut blocks = Vec::new();
        for block in &record.article.body {
            let Some(found) = input.get(byte..).and_then(|rest| rest.find(block.text.as_str())) else { continue };
            point += input[byte..byte + found].chars().count() as u32;
            blocks.push((block.begin, block.end, point));
            byte += found;
        }
        Places { blocks }
    }

    fn map(&self, span: Span) -> Option<[u32; 2]> {
        let &(begin, _, at) = self.blocks.iter().find(|(begin, end, _)| *begin <= span.begin && span.end <= *end)?;
        Some([at + span.begin - begin, at + span.end - begin])
    }
}
