//! Who counts as public by role, and whether an event is public: somebody with political standing takes part in it, or force is
//! used or protest raised.

use nutgraf_model::{Actor, ActorClass, ActorCode, Event, actor_code_classes};

/// Roles (CAMEO type codes) of those who have no part in politics by what they are: who only deals with each other tells
/// of business, culture or private life.
const PRIVATE: &[&str] = &["CVL", "BUS", "MNC", "MED", "EDU", "LAB", "HLH", "AGR", "DEV", "ENV", "CRM"];

/// Roles of those whose mere words about others are politics.
const HEARD: &[&str] = &["GOV", "MIL", "LEG", "OPP", "REB", "IGO", "SPY", "PTY", "ELI"];

/// Roots of protest (14) and of force (18, 19, 20), which are public whoever takes part.
const FORCE: &[&str] = &["14", "18", "19", "20"];

/// Roots of words, visits, promises and agreements, which nobody can read without who speaks or deals; force is suffered from
/// somebody unknown as well.
const DEALINGS: &[&str] = &["01", "02", "03", "04", "05", "06", "10", "12", "13"];

/// A text of fewer sentences does not say enough of who its people are.
const SHORT: usize = 4;

/// Whether a coder who looks for politics would code the event, and could: of words and dealings it must be told whose they
/// are, of mere statements of which state or body, or in which public role. Texts of few `sentences` get the benefit of the doubt.
pub(crate) fn is_public(event: &Event, sentences: usize) -> bool {
    let stands = |code: &ActorCode| !is_private(code);
    let mut parties = event.source.iter().chain(&event.target);
    let root = event.code.root();
    let nobody = |source: &Actor| root == "01" && !is_party(&source.code) && is_private(&source.code);
    let nobodys = DEALINGS.contains(&root) && event.source.as_ref().is_none_or(nobody);
    sentences < SHORT || !nobodys && (FORCE.contains(&root) || parties.any(|actor| stands(&actor.code)))
}

/// Whether an actor has no political standing: it is no state as such, no known group, and has no role of public life.
pub(crate) fn is_private(code: &ActorCode) -> bool {
    let mut roles = code.trigrams().skip(usize::from(code.country().is_some())).peekable();
    roles.peek().is_some() && roles.all(|role| PRIVATE.contains(&role))
}

/// Whether a code names a state, region or body, and not a role alone ("guards"); of an unknown trigram it is taken for a name.
pub(crate) fn is_party(code: &ActorCode) -> bool {
    code.trigrams().any(|trigram| {
        let classes = actor_code_classes(trigram);
        classes.is_empty() || classes.iter().any(|class| *class != ActorClass::Type)
    })
}

/// Whether what an actor says of others is politics: a state speaks, or who has a role in ruling, opposing or fighting one.
pub(crate) fn is_heard(code: &ActorCode) -> bool {
    code.country() == Some(code.as_str()) || code.trigrams().any(|role| HEARD.contains(&role))
}
