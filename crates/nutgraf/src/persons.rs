//! Which people an output may name.

use nutgraf_model::{Actor, Entity, EntityKind, Event, EventParts, PartyKind, Record};

/// Which people an output may name. The article's own words are another matter: those leave by
/// [`TextPolicy`](nutgraf_model::TextPolicy).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Persons {
    /// All of them.
    #[default]
    All,
    /// Those of public life, whom the dictionary knows, and those who signed the article.
    Public,
    /// Nobody.
    None,
}

impl Persons {
    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Persons::All => "all",
            Persons::Public => "public",
            Persons::None => "none",
        }
    }

    /// Takes the people who may not be named out of a record. Where they act, their CAMEO code stands for them; an event
    /// that nothing but their name tells apart from others goes, since it would merge with what other people did.
    pub(crate) fn apply(self, record: &mut Record) {
        if self == Persons::All {
            return;
        }
        record.mentions.retain(|mention| self.may_name(&mention.entity));
        for quote in &mut record.quotes {
            if quote.speaker.as_ref().is_some_and(|speaker| !self.may_name(speaker)) {
                quote.speaker = None;
                quote.speaker_span = None;
            }
        }
        record.events = std::mem::take(&mut record.events).into_iter().filter_map(|event| self.event(event)).collect();
        if self == Persons::None {
            record.article.bylines.retain(|byline| byline.kind != PartyKind::Person);
        }
    }

    fn may_name(self, entity: &Entity) -> bool {
        match (entity.kind, self) {
            (EntityKind::Organization | EntityKind::Place, _) | (_, Persons::All) => true,
            (EntityKind::Person, Persons::Public) => entity.known,
            (EntityKind::Person, Persons::None) => false,
        }
    }

    fn event(self, event: Event) -> Option<Event> {
        let hidden = |actor: &Option<Actor>| actor.as_ref().is_some_and(|actor| !self.may_name(&actor.entity));
        if !hidden(&event.source) && !hidden(&event.target) {
            return Some(event);
        }
        let Event { date, source, target, code, place, mode, reciprocal, sentence, evidence, confidence, .. } = event;
        let (source, target) = (self.actor(source)?, self.actor(target)?);
        Event::new(EventParts { date, source, target, code, place, mode, reciprocal, sentence, evidence, confidence })
    }

    /// The actor as it may be told; nothing where it can not be told at all.
    fn actor(self, actor: Option<Actor>) -> Option<Option<Actor>> {
        let Some(actor) = actor else { return Some(None) };
        if self.may_name(&actor.entity) {
            return Some(Some(actor));
        }
        let name = actor.code.as_str().to_owned();
        let code = Some(actor.code.clone());
        let entity = Entity { kind: EntityKind::Person, name, code, wikidata: None, known: false, place: None };
        actor.code.is_specific().then_some(Some(Actor { text: String::new(), entity, ..actor }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_coder::{Coder, CoderOptions, Dictionary};
    use nutgraf_model::{Article, ArticleDraft, DraftBlock};

    /// Words in which people of an invented article are named.
    const PRIVATE: [&str; 2] = ["Ilse", "Korrin"];

    fn shown(persons: Persons) -> (Record, String) {
        let text = "British Prime Minister Margaret Thatcher met Ilse Korrin in London on Tuesday. \
                    “We will wait,” Ilse Korrin said. French police arrested Ilse Korrin.";
        let body = vec![DraftBlock::text(text)];
        let published = "1985-05-16".parse().ok();
        let draft = ArticleDraft { body, published, ..ArticleDraft::default() };
        let coder = Coder::new(Dictionary::embedded().clone(), CoderOptions::default());
        let mut record = coder.code(Article::new(draft));
        persons.apply(&mut record);
        let mut named = record.clone();
        named.article.text.clear();
        named.article.body.clear();
        let json = serde_json::to_string(&named).expect("plain data");
        (record, json)
    }

    #[test]
    fn nobody_is_named_who_may_not_be() {
        let (all, json) = shown(Persons::All);
        assert!(PRIVATE.iter().all(|name| json.contains(name)) && json.contains("Thatcher"), "{json}");
        let (public, json) = shown(Persons::Public);
        assert!(!PRIVATE.iter().any(|name| json.contains(name)) && json.contains("Thatcher"), "{json}");
        let (none, json) = shown(Persons::None);
        assert!(!PRIVATE.iter().any(|name| json.contains(name)) && !json.contains("Thatcher"), "{json}");
        assert!(all.mentions.len() > public.mentions.len() && public.mentions.len() > none.mentions.len());
    }
}
