//! The nodes and relationships of one record.

use crate::Options;
use crate::names::version_of;
use crate::statements::{actor_label, event_label};
use nutgraf_model::{
    Actor, CameoCode, CharIndex, Entity, EntityKind, Event, GeoType, Id, Place, Record, Span, TextPolicy, hash_id,
};

/// The values of a row, as they stand in a CSV file, each after a comma.
#[derive(Clone, Debug, Default)]
struct Cells(String);

impl Cells {
    /// Text in quotation marks, so that importers take it neither for a number nor for nothing. Line breaks become spaces,
    /// one for one, so that lengths stay: not every importer reads a cell over several lines.
    fn text(mut self, value: Option<&str>) -> Cells {
        self.part();
        if let Some(value) = value {
            self.0.push('"');
            for c in value.chars() {
                match c {
                    '"' => self.0.push_str("\"\""),
                    c if c.is_control() => self.0.push(' '),
                    c => self.0.push(c),
                }
            }
            self.0.push('"');
        }
        self
    }

    fn plain(mut self, value: Option<impl ToString>) -> Cells {
        self.part();
        if let Some(value) = value {
            self.0.push_str(&value.to_string());
        }
        self
    }

    fn part(&mut self) {
        self.0.push(',');
    }
}

/// Identifier of a relationship, made of what it joins and what it has, so that loading it twice can be noticed.
pub(super) fn edge_id(label: &str, from: &str, to: &str, cells: &str) -> Id {
    hash_id("edge", &[label, from, to, cells])
}

/// Appends the nodes and relationships of one record, a line each, for [`PropertyGraph`](super::PropertyGraph): the label,
/// what identifies it, and its cells, divided by tabs. Of the options, the text policy counts.
pub fn elements(record: &Record, options: &Options, out: &mut Vec<u8>) {
    let version = version_of(&record.article).to_string();
    let mut making = Making { record, text: options.text, version, out };
    making.article();
    record.events.iter().for_each(|event| making.event(event));
    making.mentions();
    making.quotes();
}

struct Making<'a> {
    record: &'a Record,
    text: TextPolicy,
    version: String,
    out: &'a mut Vec<u8>,
}

impl Making<'_> {
    fn node(&mut self, label: &'static str, id: &str, cells: Cells) {
        self.line(&[label, id, &cells.0]);
    }

    fn edge(&mut self, label: &'static str, from: &str, to: &str, cells: Cells) {
        self.line(&[label, from, to, &cells.0]);
    }

    /// No part holds a tab or a line break: identifiers are hashes, and cells hold no control characters.
    fn line(&mut self, parts: &[&str]) {
        self.out.extend_from_slice(parts.join("\t").as_bytes());
        self.out.push(b'\n');
    }

    fn article(&mut self) {
        let article = &self.record.article;
        let published = article.published;
        let cells = Cells::default()
            .text(article.address())
            .text(published.map(|date| date.to_string()).as_deref())
            .plain(published.and_then(|date| date.day()))
            .text(article.language.as_deref())
            .text(article.section.as_deref());
        self.node("Article", article.id.as_str(), cells);
        let headline = article.headline.as_deref().filter(|_| self.text == TextPolicy::Full);
        let cells = Cells::default()
            .text(Some(&article.text_sha256()))
            .plain(Some(article.text.chars().count()))
            .plain(Some(article.word_count()))
            .plain(Some(self.record.tone.score()))
            .text(headline);
        let version = self.version.clone();
        self.node("Version", version.as_str(), cells);
        self.edge("VERSION_OF", &version, article.id.as_str(), Cells::default());
        if let Some(publisher) = &article.publisher {
            let url = publisher.url.as_deref();
            let id = hash_id("publisher", &[&publisher.name, url.unwrap_or_default()]).to_string();
            self.node("Publisher", id.as_str(), Cells::default().text(Some(&publisher.name)).text(url));
            self.edge("PUBLISHED_BY", article.id.as_str(), &id, Cells::default());
        }
    }

    fn event(&mut self, event: &Event) {
        let (source, target, _) = event.canonical();
        let id = event.id.to_string();
        self.node("Event", id.as_str(), event_cells(event));
        for (label, actor) in [("AGENT", source), ("OBJECT", target)] {
            if let Some(actor) = actor {
                let actor = self.actor(actor);
                self.edge(label, &id, &actor, Cells::default());
            }
        }
        if let Some(place) = &event.place {
            let place = self.place(place);
            self.edge("LOCATION", &id, &place, Cells::default());
        }
        self.telling(event, &id);
    }

    fn telling(&mut self, event: &Event, id: &str) {
        let article = &self.record.article;
        let mention = event.mention_id(&article.version_id());
        let node = hash_id("telling", &[article.id.as_str(), mention.as_str()]).to_string();
        let spans = &event.evidence.spans;
        let index = CharIndex::new(&article.text);
        let may_leave = self.text != TextPolicy::None;
        let cells = Cells::default()
            .text(Some(mention.as_str()))
            .text(Some(event.code.as_str()))
            .text(Some(event.mode.as_str()))
            .plain(Some(event.reciprocal))
            .plain(Some(event.confidence.value))
            .text(Some(&event.evidence.rule))
            .plain(Some(event.sentence))
            .plain(Some(spans.sentence.begin))
            .plain(Some(spans.sentence.end))
            .text(index.slice(spans.sentence).filter(|_| may_leave))
            .text(Some(event.evidence.trigger.as_str()).filter(|_| may_leave));
        self.node("Mention", node.as_str(), cells);
        self.edge("TELLS", &node, id, Cells::default());
        let version = self.version.clone();
        self.edge("TOLD_IN", &node, &version, Cells::default());
        for (label, actor) in [("SOURCE", &event.source), ("TARGET", &event.target)] {
            if let Some(actor) = actor
                && let Named::Entity(entity) = self.entity(&actor.entity)
            {
                self.edge(label, &node, &entity, span_cells(actor.span));
            }
        }
    }

    fn actor(&mut self, actor: &Actor) -> String {
        let id = hash_id("actor", &[&actor.key()]).to_string();
        let cells = Cells::default().text(Some(&actor_label(actor))).text(Some(actor.code.as_str()));
        self.node("Actor", id.as_str(), cells);
        id
    }

    fn entity(&mut self, entity: &Entity) -> Named {
        if let (EntityKind::Place, Some(place)) = (entity.kind, &entity.place) {
            return Named::Place(self.place(place));
        }
        let id = entity.id(&self.record.article.id).to_string();
        let cells = Cells::default()
            .text(Some(entity.kind.as_str()))
            .text(Some(&entity.name))
            .text(entity.code.as_ref().map(|code| code.as_str()))
            .text(entity.wikidata.as_ref().map(|item| item.as_str()));
        self.node("Entity", id.as_str(), cells);
        Named::Entity(id)
    }

    fn place(&mut self, place: &Place) -> String {
        let id = hash_id("entity", &["place", &place.key()]).to_string();
        let kind = match place.geo_type {
            GeoType::Country => "country",
            GeoType::UsState | GeoType::Adm1 => "division",
            GeoType::UsCity | GeoType::City => "city",
        };
        let cells = Cells::default()
            .text(Some(&place.name))
            .text(Some(kind))
            .text(place.country_name.as_deref())
            .text(place.fips.as_ref().map(|code| code.as_str()))
            .text(place.iso2.as_ref().map(|code| code.as_str()))
            .text(place.adm1.as_deref())
            .plain(Some(place.latitude))
            .plain(Some(place.longitude));
        self.node("Place", id.as_str(), cells);
        id
    }

    fn mentions(&mut self) {
        let version = self.version.clone();
        for mention in &self.record.mentions {
            match self.entity(&mention.entity) {
                Named::Entity(id) => self.edge("NAMES", &version, &id, span_cells(mention.span)),
                Named::Place(id) => self.edge("NAMES_PLACE", &version, &id, span_cells(mention.span)),
            }
        }
    }

    fn quotes(&mut self) {
        let version = self.version.clone();
        for quote in &self.record.quotes {
            let Span { begin, end } = quote.span;
            let id = hash_id("quote", &[&version, &begin.to_string(), &end.to_string()]).to_string();
            let full = self.text == TextPolicy::Full;
            let cells = Cells::default()
                .text(Some(quote.text.as_str()).filter(|_| full))
                .text(quote.verb.as_deref().filter(|_| full))
                .plain(Some(quote.direct))
                .plain(Some(begin))
                .plain(Some(end));
            self.node("Quote", id.as_str(), cells);
            self.edge("QUOTED_IN", &id, &version, Cells::default());
            if let Some(Named::Entity(speaker)) = quote.speaker.as_ref().map(|speaker| self.entity(speaker)) {
                self.edge("SPOKEN_BY", &id, &speaker, Cells::default());
            }
        }
    }
}

/// A place has a table of its own.
enum Named {
    Entity(String),
    Place(String),
}

fn event_cells(event: &Event) -> Cells {
    let (source, target, code) = event.canonical();
    let date = event.date.map(|date| date.to_day());
    let known = CameoCode::new(code).unwrap_or_else(|_| event.code.clone());
    Cells::default()
        .text(Some(&event_label(source, target, code)))
        .text(date.map(|date| date.to_string()).as_deref())
        .plain(date.map(|date| date.first_day()))
        .plain(date.map(|date| date.last_day()))
        .text(Some(code))
        .text(Some(&known.base()))
        .text(Some(known.root()))
        .plain(Some(known.event().quad_class))
        .plain(Some(known.event().goldstein))
        .text(Some(&event.key().join(";")))
}

fn span_cells(span: Span) -> Cells {
    Cells::default().plain(Some(span.begin)).plain(Some(span.end))
}
