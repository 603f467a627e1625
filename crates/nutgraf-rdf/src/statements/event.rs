//! Events and their tellings.

use super::{Home, Telling};
use crate::vocabulary::{CAMEO, gaf, ng, prov, schema, sem, xsd};
use Home::{Shared, Version};
use nutgraf_model::{Actor, CameoCode, Event, Timestamp, actor_code_name, cameo_event, global_event_id};

impl Telling<'_, '_> {
    /// Every telling and the event it tells.
    pub(super) fn events(&mut self) {
        for event in &self.record.events {
            let mention = self.names.mention(event);
            if self.told.first(&mention) {
                let node = self.event(event);
                self.graph.link(Version, &node, gaf::DENOTED_BY, &mention);
                self.mentioned(&node);
                self.mention(&mention, event);
            }
        }
    }

    /// The event: only what follows from its identity, so that every telling says the same of it.
    fn event(&mut self, event: &Event) -> String {
        let node = self.names.event(event);
        if event.reciprocal && self.told.first(&format!("reciprocal {node}")) {
            let mirror = row_number(event, true).filter(|number| row_number(event, false) != Some(*number));
            if let Some(mirror) = mirror {
                self.graph.typed(Shared, &node, ng::MIRROR_IDENTIFIER, &mirror.to_string(), xsd::INTEGER);
            }
        }
        if !self.told.first(&node) {
            return node;
        }
        let (source, target, code) = event.canonical();
        self.graph.a(Shared, &node, sem::EVENT);
        self.graph.a(Shared, &node, schema::ACTION);
        self.graph.english(Shared, &node, schema::NAME, &event_label(source, target, code));
        for (property, actor) in [(schema::AGENT, source), (schema::OBJECT, target)] {
            if let Some(actor) = actor {
                let actor = self.actor(actor);
                self.graph.link(Shared, &node, property, &actor);
            }
        }
        self.code(&node, code);
        if let Some(date) = event.date.map(|date| date.to_day()) {
            self.graph.time(Shared, &node, sem::TIME, &date);
        }
        if let Some(place) = &event.place {
            let place = self.place(place);
            self.graph.link(Shared, &node, schema::LOCATION, &place);
            if self.told.first(&format!("place {place}")) {
                self.graph.a(Shared, &place, sem::PLACE);
            }
        }
        self.graph.plain(Shared, &node, ng::EVENT_KEY, &event.key().join(";"));
        if let Some(number) = row_number(event, false) {
            self.graph.typed(Shared, &node, schema::IDENTIFIER, &number.to_string(), xsd::INTEGER);
        }
        node
    }

    fn code(&mut self, node: &str, code: &str) {
        self.graph.link(Shared, node, sem::EVENT_TYPE, &format!("{CAMEO}{code}"));
        let Ok(known) = CameoCode::new(code) else { return };
        let entry = known.event();
        let graph = &mut self.graph;
        graph.plain(Shared, node, ng::CAMEO_CODE, code);
        graph.plain(Shared, node, ng::CAMEO_BASE, &known.base());
        graph.plain(Shared, node, ng::CAMEO_ROOT, known.root());
        graph.typed(Shared, node, ng::QUAD_CLASS, &entry.quad_class.to_string(), xsd::INTEGER);
        graph.typed(Shared, node, ng::GOLDSTEIN, entry.goldstein, xsd::DECIMAL);
    }

    /// An actor as the event's identity sees it, labelled by what its code says.
    fn actor(&mut self, actor: &Actor) -> String {
        let node = self.names.actor(actor);
        if self.told.first(&node) {
            self.graph.a(Shared, &node, sem::ACTOR);
            if actor.code.country() == Some(actor.code.as_str()) {
                self.graph.a(Shared, &node, schema::COUNTRY);
            } else if actor.code.is_specific() {
                self.graph.a(Shared, &node, schema::ORGANIZATION);
            }
            self.graph.english(Shared, &node, schema::NAME, &actor_label(actor));
            self.graph.plain(Shared, &node, ng::CAMEO_ACTOR, actor.code.as_str());
        }
        node
    }

    /// The telling: who told it, in which words, how surely.
    fn mention(&mut self, node: &str, event: &Event) {
        let graph = &mut self.graph;
        graph.a(Version, node, ng::EVENT_MENTION);
        graph.link(Version, node, schema::IS_PART_OF, &self.names.article);
        graph.link(Version, node, prov::DERIVED_FROM, &self.names.span(event.evidence.spans.sentence));
        graph.link(Version, node, prov::GENERATED_BY, &self.run);
        graph.plain(Version, node, ng::CAMEO_CODE, event.code.as_str());
        graph.plain(Version, node, ng::MODE, event.mode.as_str());
        graph.decimal(Version, node, ng::CONFIDENCE, event.confidence.value);
        graph.plain(Version, node, ng::RULE, &event.evidence.rule);
        graph.count(Version, node, ng::SENTENCE, u64::from(event.sentence));
        if event.reciprocal {
            graph.boolean(Version, node, ng::RECIPROCAL, true);
        }
        if let Some(date @ (Timestamp::Local(_) | Timestamp::Instant(_))) = &event.date {
            graph.time(Version, node, sem::TIME, date);
        }
        for (property, actor) in [(ng::SOURCE, &event.source), (ng::TARGET, &event.target)] {
            if let Some(actor) = actor {
                let entity = self.entity(&actor.entity);
                self.graph.link(Version, node, property, &entity);
                self.mentioned(&entity);
            }
        }
        self.evidence(node, event);
    }

    fn evidence(&mut self, node: &str, event: &Event) {
        let spans = &event.evidence.spans;
        self.told.spans.sentence(spans.sentence);
        let parts = [
            (ng::TRIGGER_SPAN, Some(spans.trigger)),
            (ng::SOURCE_SPAN, spans.source),
            (ng::TARGET_SPAN, spans.target),
            (ng::PLACE_SPAN, spans.place),
            (ng::DATE_SPAN, spans.date),
        ];
        for (property, span) in parts {
            if let Some(span) = span {
                self.graph.link(Version, node, property, &self.names.span(span));
                self.told.spans.phrase(span);
            }
        }
    }
}

/// GLOBALEVENTID of the event's row in the GDELT tables, or of the row with its actors the other way round. A telling
/// without a place may have joined the row of one that has it; one without a date is tabled under the article's, so that
/// its number is not the event's.
fn row_number(event: &Event, mirrored: bool) -> Option<u64> {
    event.date?;
    let [date, source, target, code, place] = event.key();
    let mirror = cameo_event(&code).and_then(|entry| entry.mirror).filter(|_| mirrored);
    let code = mirror.map_or(code, str::to_owned);
    let code = CameoCode::new(code.as_str()).map_or(code, |known| known.full().into_owned());
    let (one, two) = if mirrored { (&target, &source) } else { (&source, &target) };
    Some(global_event_id(&[&date, one, two, &code, &place]))
}

/// Who, what, whom in one line, from codes alone.
pub(crate) fn event_label(source: Option<&Actor>, target: Option<&Actor>, code: &str) -> String {
    let what = cameo_event(code).map_or(code, |entry| entry.name);
    match (source, target) {
        (Some(source), Some(target)) => format!("{}: {what} → {}", actor_label(source), actor_label(target)),
        (Some(source), None) => format!("{}: {what}", actor_label(source)),
        (None, Some(target)) => format!("{what} → {}", actor_label(target)),
        (None, None) => what.to_owned(),
    }
}

/// What an actor's key says in words: the names of its trigrams, or the name where the code names nobody.
pub(crate) fn actor_label(actor: &Actor) -> String {
    if !actor.code.is_specific()
        && let Some((_, name)) = actor.key().split_once('|')
    {
        return name.to_owned();
    }
    let names: Vec<&str> = actor.code.trigrams().map(|t| actor_code_name(t).unwrap_or(t)).collect();
    names.join(", ")
}
