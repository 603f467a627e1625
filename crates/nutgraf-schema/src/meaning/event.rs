//! Events, and the lines made of them.

use super::Findings;
use crate::answer::{CodeLine, CodedEvent};
use nutgraf_gdelt::EvidenceLine;
use nutgraf_model::{Actor, CharIndex, Event, EventParts, EvidenceSpans, Span};

/// Identity, order and spans of an event; the words too, where the text is at hand.
pub(super) fn event(event: &Event, base: &str, text: Option<&CharIndex<'_>>, found: &mut Findings) {
    match Event::new(parts(event)) {
        None => found.wrong(base, "neither source nor target stands", "an event has at least one of them"),
        Some(made) => {
            if made.id != event.id {
                let what = format!("{} is not the id of its date, actors, code and place", event.id);
                found.wrong(format!("{base}/id"), what, format!("expected {}", made.id));
            }
            if made.reciprocal != event.reciprocal {
                let expected = format!("expected {}", made.reciprocal);
                found.wrong(format!("{base}/reciprocal"), format!("code {} does not allow it", event.code), expected);
            }
        }
    }
    spans(&event.evidence.spans, &format!("{base}/evidence/spans"), text, found);
    let Some(text) = text else { return };
    words(&format!("{base}/evidence/trigger"), &event.evidence.trigger, event.evidence.spans.trigger, text, found);
    for (name, actor) in [("source", &event.source), ("target", &event.target)] {
        if let Some(Actor { text: named, span, .. }) = actor {
            words(&format!("{base}/{name}/text"), named, *span, text, found);
        }
    }
}

fn parts(event: &Event) -> EventParts {
    EventParts {
        date: event.date,
        source: event.source.clone(),
        target: event.target.clone(),
        code: event.code.clone(),
        place: event.place.clone(),
        mode: event.mode,
        reciprocal: event.reciprocal,
        sentence: event.sentence,
        evidence: event.evidence.clone(),
        confidence: event.confidence.clone(),
    }
}

/// Every span holds something, lies in the text, and the trigger lies in the sentence.
fn spans(spans: &EvidenceSpans, base: &str, text: Option<&CharIndex<'_>>, found: &mut Findings) {
    let room = text.map(|text| Span::new(0, text.len()));
    found.span(&format!("{base}/sentence"), spans.sentence, room);
    found.span(&format!("{base}/trigger"), spans.trigger, Some(spans.sentence));
    let others = [("source", spans.source), ("target", spans.target), ("place", spans.place), ("date", spans.date)];
    for (name, span) in others {
        if let Some(span) = span {
            found.span(&format!("{base}/{name}"), span, room);
        }
    }
}

/// Words stand where their span says. A trigger of several parts is read from the first to the last of them, so the text
/// there may hold more than the words.
fn words(pointer: &str, words: &str, span: Span, text: &CharIndex<'_>, found: &mut Findings) {
    let Some(there) = text.slice(span) else { return };
    let mut rest = there;
    for word in words.split_whitespace() {
        match rest.find(word) {
            Some(at) => rest = &rest[at + word.len()..],
            None => {
                let what = format!("\"{words}\" does not stand at {}..{}", span.begin, span.end);
                return found.wrong(pointer, what, format!("the text has \"{there}\" there"));
            }
        }
    }
}

pub(super) fn evidence_line(line: &EvidenceLine, found: &mut Findings) {
    spans(&line.spans, "/spans", None, found);
    if line.source.is_none() && line.target.is_none() {
        found.wrong("", "neither source nor target stands", "an event has at least one of them");
    }
    let length = line.spans.sentence.len() as usize;
    match &line.sentence {
        Some(words) if words.chars().count() != length => {
            let what = format!("the sentence has {} code points", words.chars().count());
            found.wrong("/sentence", what, format!("its span has {length}"));
        }
        None => found.skipped.push("words of sentences: the file's text policy keeps them back"),
        Some(_) => {}
    }
}

pub(super) fn code_line(line: &CodeLine, found: &mut Findings) {
    for (at, event) in line.events.iter().enumerate() {
        coded_event(event, &format!("/events/{at}"), found);
    }
}

fn coded_event(event: &CodedEvent, base: &str, found: &mut Findings) {
    if event.source_code.is_none() && event.target_code.is_none() {
        found.wrong(base, "neither source nor target stands", "an event has at least one of them");
    }
    let at = &event.spans;
    let sentence = at.sentence.map(|[begin, end]| Span::new(begin, end));
    let all = [
        ("sentence", at.sentence, None),
        ("source", at.source, None),
        ("target", at.target, None),
        ("trigger", at.trigger, sentence),
        ("place", at.place, None),
        ("date", at.date, None),
    ];
    for (name, span, room) in all {
        if let Some([begin, end]) = span {
            found.span(&format!("{base}/spans/{name}"), Span::new(begin, end), room);
        }
    }
}
