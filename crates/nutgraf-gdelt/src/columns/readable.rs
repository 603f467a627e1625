//! The columns of the tables that people open.

use super::{Column, Form, Kind, column, in_place};

const COUNT: Kind = Kind::Integer { min: 1, max: i64::MAX };
const COUNT_OR_NONE: Kind = Kind::Integer { min: 0, max: i64::MAX };

/// The columns of `table.csv`: one row an event, in words that people read. What varies from telling to telling is that of
/// the first.
pub static TABLE_COLUMNS: [Column; 31] = in_place([
    column("global_event_id", COUNT, true, "GLOBALEVENTID of the events table"),
    column("date", Kind::Date, true, "Day of the event, as SQLDATE"),
    column("date_stated", Kind::Code(Form::Stated), false, "Date at the precision that the text gives"),
    column("source_name", Kind::Text, false, "Who did it"),
    column("source_code", Kind::Code(Form::Actor), false, "Actor1Code"),
    column("source_country", Kind::Code(Form::Iso3), false, "Country of the code, ISO 3166-1 alpha-3"),
    column("target_name", Kind::Text, false, "To whom"),
    column("target_code", Kind::Code(Form::Actor), false, "Actor2Code"),
    column("target_country", Kind::Code(Form::Iso3), false, "Country of the code, ISO 3166-1 alpha-3"),
    column("cameo_code", Kind::Code(Form::Cameo), true, "EventCode, as text"),
    column("cameo_name", Kind::Text, true, "What the code stands for"),
    column("plover_type", Kind::Text, false, "PLOVER event type; empty for codes that PLOVER has dropped"),
    column("quad_class", Kind::Integer { min: 1, max: 4 }, true, "QuadClass"),
    column("goldstein", Kind::Number { min: -10, max: 10 }, true, "GoldsteinScale"),
    column("mode", Kind::Code(Form::Mode), true, "Whether the text says that it happened"),
    column("place", Kind::Text, false, "ActionGeo_FullName"),
    column("place_country", Kind::Code(Form::Iso3), false, "Country of the place, ISO 3166-1 alpha-3"),
    column("latitude", Kind::Number { min: -90, max: 90 }, false, "Degrees north"),
    column("longitude", Kind::Number { min: -180, max: 180 }, false, "Degrees east"),
    column("sentence", Kind::Text, false, "The sentence that tells it, as far as the text policy lets it leave"),
    column("trigger", Kind::Text, false, "The words that name the act, as far as the text policy lets them leave"),
    column("url", Kind::Address, true, "SOURCEURL"),
    column("reported", Kind::Moment, true, "DATEADDED"),
    column("rule", Kind::Text, true, "The dictionary line that fired"),
    column("confidence", Kind::Number { min: 0, max: 1 }, true, "How sure the coder is"),
    column("mentions", COUNT, true, "NumMentions"),
    column("sources", COUNT, true, "NumSources"),
    column("articles", COUNT, true, "NumArticles"),
    column("tone", Kind::Number { min: -100, max: 100 }, true, "AvgTone"),
    column("event", Kind::Code(Form::Id), true, "The event of the first telling, as the graph names it"),
    column("article", Kind::Code(Form::Id), true, "The article of the first telling"),
]);

/// The columns of `denominators.csv`: what was read, day by day, so that counts of events can be set against it.
pub static DENOMINATORS_COLUMNS: [Column; 6] = in_place([
    column("day", Kind::Date, false, "Day of publication in UTC; empty where the article states no date"),
    column("source", Kind::Text, true, "Site, as MentionSourceName"),
    column("language", Kind::Code(Form::Language), false, "Language of the text, where known"),
    column("articles", COUNT, true, "Distinct articles read"),
    column("with_events", COUNT_OR_NONE, true, "Those that have rows in the mentions table"),
    column("without_events", COUNT_OR_NONE, true, "Those that have none"),
]);
