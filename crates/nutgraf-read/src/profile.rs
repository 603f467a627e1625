//! What wire files lack for publishing, as a publisher states it once for all.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use chrono_tz::Tz;
use nutgraf_model::{ArticleDraft, Note, Publisher, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A publisher's own facts, from a TOML file: they fill what an article lacks and replace nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublisherProfile {
    /// Name as readers know it.
    pub name: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Address of an article: `{id}` stands for the item's own identifier, `{slug}` for its headline.
    pub url_template: Option<String>,
    /// Time zone by its IANA name, such as `Europe/Berlin`, for times that state no offset.
    pub time_zone: Option<Tz>,
    /// Offset such as `+01:00`, for times that state none; the time zone goes before it.
    pub offset: Option<String>,
    /// Licence of the articles.
    pub licence: Option<String>,
    /// Copyright line.
    pub copyright: Option<String>,
    /// Pages about authors, by name.
    #[serde(default)]
    pub authors: BTreeMap<String, String>,
}

impl PublisherProfile {
    /// Fills what the draft lacks.
    pub(crate) fn complete(&self, draft: &mut ArticleDraft) {
        if let (None, Some(name)) = (&draft.publisher, &self.name) {
            draft.publisher = Some(Publisher { name: name.clone(), url: None, logo: None });
            draft.notes.push(Note::about("publisher", "from the publisher's profile"));
        }
        if let Some(publisher) = draft.publisher.as_mut().filter(|p| self.name.as_ref() == Some(&p.name)) {
            publisher.url = publisher.url.take().or_else(|| self.url.clone());
            publisher.logo = publisher.logo.take().or_else(|| self.logo.clone());
        }
        draft.licence = draft.licence.take().or_else(|| self.licence.clone());
        draft.copyright = draft.copyright.take().or_else(|| self.copyright.clone());
        for byline in &mut draft.bylines {
            if byline.url.is_none() {
                byline.url = self.authors.get(&byline.name).cloned();
            }
        }
        self.address(draft);
        let (published, modified) = (draft.published.take(), draft.modified.take());
        draft.published = self.zoned(published, "published", draft);
        draft.modified = self.zoned(modified, "modified", draft);
    }

    fn address(&self, draft: &mut ArticleDraft) {
        let Some(template) = self.url_template.as_ref().filter(|_| draft.url.is_none()) else { return };
        let id =
            draft.notes.iter().find(|n| n.field.as_deref() == Some("id")).map(|n| n.text.clone()).unwrap_or_default();
        let slug = slug(draft.headline.as_deref().unwrap_or_default());
        if (template.contains("{id}") && id.is_empty()) || (template.contains("{slug}") && slug.is_empty()) {
            return;
        }
        let id: String = id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' })
            .collect();
        draft.url = Some(template.replace("{id}", &id).replace("{slug}", &slug));
        draft.notes.push(Note::about("url", "from the publisher's profile"));
    }

    /// A time without zone gets the publisher's own offset, which the publisher states.
    fn zoned(&self, at: Option<Timestamp>, field: &str, draft: &mut ArticleDraft) -> Option<Timestamp> {
        let Some(Timestamp::Local(local)) = at else { return at };
        let Some(instant) = self.instant(local) else { return at };
        draft.notes.retain(|n| !(n.field.as_deref() == Some(field) && n.text == "date without zone"));
        draft.notes.push(Note::about(field, "offset from the publisher's profile"));
        Some(Timestamp::Instant(instant))
    }

    /// The instant of a local time; nothing for an hour that the change to or from summer time makes doubtful.
    fn instant(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        if let Some(zone) = self.time_zone {
            return local.and_local_timezone(zone).single().map(|at| at.fixed_offset());
        }
        let sample: Timestamp = format!("2000-01-01T00:00:00{}", self.offset.as_ref()?).parse().ok()?;
        let Timestamp::Instant(sample) = sample else { return None };
        local.and_local_timezone(*sample.offset()).single()
    }
}

fn slug(headline: &str) -> String {
    let words: Vec<String> =
        headline.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(profile: &PublisherProfile, local: &str) -> String {
        let mut draft = ArticleDraft { published: local.parse().ok(), ..Default::default() };
        profile.complete(&mut draft);
        draft.published.expect("a date").to_string()
    }

    #[test]
    fn a_time_zone_gives_the_offset_of_the_season() {
        let profile = PublisherProfile { time_zone: Some(chrono_tz::Europe::Berlin), ..Default::default() };
        assert_eq!(published(&profile, "1995-01-15T12:00:00"), "1995-01-15T12:00:00+01:00");
        assert_eq!(published(&profile, "1995-07-15T12:00:00"), "1995-07-15T12:00:00+02:00");
        assert_eq!(published(&profile, "1995-03-26T02:30:00"), "1995-03-26T02:30:00", "an hour that never was");
        assert_eq!(published(&profile, "1995-07-15T12:00:00Z"), "1995-07-15T12:00:00Z", "what is stated stays");
    }

    #[test]
    fn an_offset_serves_where_no_time_zone_is_given() {
        let profile = PublisherProfile { offset: Some("-05:00".into()), ..Default::default() };
        assert_eq!(published(&profile, "1995-07-15T12:00:00"), "1995-07-15T12:00:00-05:00");
    }
}
