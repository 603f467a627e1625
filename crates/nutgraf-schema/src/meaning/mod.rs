//! What a schema cannot say: that offsets lie where their words are, that ids follow from content, that codes agree.

mod article;
mod event;
mod run;

use crate::SchemaName;
use crate::answer::{CodeLine, QuoteLine};
use crate::explain::{Wrong, escaped};
use nutgraf_gdelt::EvidenceLine;
use nutgraf_jsonld::NewsArticle;
use nutgraf_model::{Article, Event, Manifest, Record, Reject, Span, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

/// What a check found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) wrongs: Vec<Wrong>,
    /// Checks that could not be made.
    pub(crate) skipped: Vec<&'static str>,
}

impl Findings {
    fn wrong(&mut self, pointer: impl Into<String>, what: impl Into<String>, expected: impl Into<String>) {
        self.wrongs.push(Wrong::new(pointer, what, expected));
    }

    /// A span that holds something, inside `room` where that is known.
    fn span(&mut self, pointer: &str, span: Span, room: Option<Span>) {
        if span.is_empty() {
            self.wrong(pointer, format!("{}..{} holds nothing", span.begin, span.end), "begin must be below end");
        } else if let Some(room) = room.filter(|room| !room.contains(span)) {
            let what = format!("{}..{} lies outside", span.begin, span.end);
            self.wrong(pointer, what, format!("offsets must lie within {}..{}", room.begin, room.end));
        }
    }
}

/// Checks a value that its schema has nothing against.
pub(crate) fn check(name: SchemaName, value: Value) -> Findings {
    let mut found = Findings::default();
    match name {
        SchemaName::Article => with::<Article>(value, &mut found, |a, f| article::article(&a, "", f)),
        SchemaName::Record => with::<Record>(value, &mut found, |r, f| article::record(&r, f)),
        SchemaName::Event => with::<Event>(value, &mut found, |e, f| event::event(&e, "", None, f)),
        SchemaName::Quote => with::<QuoteLine>(value, &mut found, |q, f| {
            f.span("/span", q.span, None);
            if let Some(span) = q.speaker_span {
                f.span("/speaker_span", span, None);
            }
        }),
        SchemaName::Evidence => with::<EvidenceLine>(value, &mut found, |e, f| event::evidence_line(&e, f)),
        SchemaName::NewsArticle => with::<NewsArticle>(value, &mut found, |a, f| news_article(&a, f)),
        SchemaName::Manifest => with::<Manifest>(value, &mut found, |m, f| run::manifest(&m, f)),
        SchemaName::Reject => with::<Reject>(value, &mut found, |_, _| {}),
        SchemaName::Code => with::<CodeLine>(value, &mut found, |line, f| event::code_line(&line, f)),
        SchemaName::EventsRow
        | SchemaName::MentionsRow
        | SchemaName::GkgRow
        | SchemaName::TableRow
        | SchemaName::DenominatorsRow => {}
    }
    found
}

/// Reads `value` as the type it stands for; what the type refuses, such as a day that no month has, is a finding.
fn with<T: DeserializeOwned>(value: Value, found: &mut Findings, check: impl FnOnce(T, &mut Findings)) {
    match serde_path_to_error::deserialize::<_, T>(value) {
        Ok(read) => check(read, found),
        Err(error) => {
            let pointer = error.path().iter().map(token).collect::<String>();
            let message = error.into_inner().to_string();
            let (what, expected) =
                message.split_once("; ").unwrap_or((&message, "see the schema with `nutgraf schema`"));
            found.wrong(pointer, what, expected);
        }
    }
}

fn token(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", escaped(key)),
        Segment::Enum { .. } | Segment::Unknown => String::new(),
    }
}

fn news_article(article: &NewsArticle, found: &mut Findings) {
    let dates = [("/datePublished", &article.date_published), ("/dateModified", &article.date_modified)];
    for (pointer, date) in dates {
        if let Some(Err(_)) = date.as_ref().map(|date| date.parse::<Timestamp>()) {
            found.wrong(
                pointer,
                "no such date is in the calendar",
                "expected a real day, with an offset where it has a time",
            );
        }
    }
}
