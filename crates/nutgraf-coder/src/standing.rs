//! Whether an event is public: somebody with political standing takes part in it, or force is used or protest raised.

use nutgraf_model::{Actor, Event};

/// Roles (CAMEO type codes) of those who have no part in politics by what they are: who only deals with each other tells
/// of business, culture or private life.
const PRIVATE: &[&str] = &["CVL", "BUS", "MNC", "MED", "EDU", "LAB", "HLH", "AGR", "DEV", "ENV", "CRM"];

/// Roots of protest (14) and of force (18, 19, 20), which are public whoever takes part.
const FORCE: &[&str] = &["14", "18", "19", "20"];

/// A text of fewer sentences does not say enough of who its people are.
const SHORT: usize = 4;

/// Whether a coder who looks for politics would code the event; texts of few `sentences` get the benefit of the doubt.
pub(crate) fn is_public(event: &Event, sentences: usize) -> bool {
    sentences < SHORT || FORCE.contains(&event.code.root()) || event.source.iter().chain(&event.target).any(stands)
}

/// Whether the actor has political standing: a state as such, a known group, or a role of public life.
fn stands(actor: &Actor) -> bool {
    let country = usize::from(actor.code.country().is_some());
    let mut roles = actor.code.trigrams().skip(country).peekable();
    roles.peek().is_none() || roles.any(|role| !PRIVATE.contains(&role))
}
