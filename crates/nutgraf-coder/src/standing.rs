//! Whether an event is public: somebody with political standing takes part in it, or force is used or protest raised.

use nutgraf_model::{Actor, Event};

/// Roles (CAMEO type codes) of parties that act in public life on their own: who else only deals with each other tells
/// of business, culture or private life.
const PUBLIC: &[&str] = &[
    "GOV", "MIL", "COP", "JUD", "LEG", "OPP", "SPY", "ELI", "INS", "REB", "SEP", "UAF", "RAD", "IGO", "IMG", "INT",
    "NGO", "NGM", "HRI", "REF", "SET", "UIS", "PKO", "UNO", "AMN", "IRC", "GRP", "PTY",
];

/// Roots of protest (14) and of force (18, 19, 20), which are public whoever takes part.
const FORCE: &[&str] = &["14", "18", "19", "20"];

/// A text of fewer sentences does not say enough of who its people are.
const SHORT: usize = 4;

/// Whether a coder who looks for politics would code the event; texts of few `sentences` get the benefit of the doubt.
pub(crate) fn is_public(event: &Event, sentences: usize) -> bool {
    sentences < SHORT || FORCE.contains(&event.code.root()) || event.source.iter().chain(&event.target).any(stands)
}

/// Whether the actor has political standing: a state as such, or a role of public life.
fn stands(actor: &Actor) -> bool {
    let code = &actor.code;
    let roles = code.trigrams().skip(usize::from(code.country().is_some()));
    let mut none = true;
    for role in roles {
        if PUBLIC.contains(&role) {
            return true;
        }
        none = false;
    }
    none && code.country().is_some()
}
