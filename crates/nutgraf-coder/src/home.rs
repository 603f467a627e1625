//! Whose people those are whom a state's police, courts, lawmakers or ministers deal with at home, where no words say it.

use crate::completion::{Story, renewed};
use nutgraf_model::{Actor, ActorCode, Event};

/// Roles that are of a state wherever its own organs deal with them, and of no other.
const DOMESTIC: &[&str] =
    &["OPP", "CVL", "LAB", "EDU", "MED", "AGR", "HLH", "CRM", "ELI", "GOV", "LEG", "JUD", "COP", "MIL", "PTY"];

/// Gives people and bodies without a state that of the organ that deals with them, and people who protest against an organ that
/// of the organ: "Kenyan police fired on protesters". Not where the sentence names another state.
pub(crate) fn settle(events: Vec<Event>, story: &Story<'_, '_>) -> Vec<Event> {
    events.into_iter().filter_map(|event| story.settled(event)).collect()
}

impl Story<'_, '_> {
    fn settled(&self, mut event: Event) -> Option<Event> {
        let (Some(source), Some(target)) = (&event.source, &event.target) else { return Some(event) };
        let (home, organ) = match (is_bare(source), is_bare(target)) {
            (false, true) if rules(source, &event, target) => (&target.code, &source.code),
            (true, false) if event.code.root() == "14" && is_ruled(target) => (&source.code, &target.code),
            _ => return Some(event),
        };
        let state = self.names.country_in(organ).filter(|state| self.is_alone(&event, state));
        let Some(code) = state.and_then(|state| ActorCode::new(format!("{state}{home}")).ok()) else {
            return Some(event);
        };
        let side = if is_bare(source) { &mut event.source } else { &mut event.target };
        if let Some(settled) = side {
            settled.entity.code = Some(code.clone());
            settled.code = code;
        }
        renewed(event)
    }

    /// Whether the sentence of an event names no other state.
    fn is_alone(&self, event: &Event, state: &str) -> bool {
        let sentence = event.evidence.spans.sentence;
        let inside = |at: usize| {
            let token = &self.document.tokens()[at];
            sentence.begin <= token.begin && token.begin < sentence.end
        };
        let named = self.mentions.actors.iter().filter(|m| inside(m.head));
        let placed = event.place.as_ref().and_then(|p| p.iso2.as_ref());
        let placed = placed.and_then(|iso| self.names.country_index_of_iso(iso.as_str()));
        let placed = placed.and_then(|at| self.names.countries[at as usize].code.as_ref());
        named.filter_map(|m| self.names.country_in(&m.code)).all(|other| other == state)
            && placed.is_none_or(|code| code.as_str() == state)
    }
}

/// Whether an actor is one by a domestic role alone.
fn is_bare(actor: &Actor) -> bool {
    DOMESTIC.contains(&actor.code.as_str())
}

/// Whether somebody of a state rules over whom it deals with so.
fn rules(source: &Actor, event: &Event, target: &Actor) -> bool {
    let code = event.code.as_str();
    let home = matches!(event.code.root(), "08" | "09" | "17") && !code.starts_with("174") || code.starts_with("116");
    let role = |role: &str| source.code.trigrams().any(|t| t == role);
    let soldiers = role("MIL") && !role("GOV");
    home && match soldiers {
        // Soldiers and states deal with foreigners too.
        true => code.starts_with("175") && target.code.as_str() == "OPP",
        false if ["COP", "JUD", "LEG", "GOV"].iter().any(|r| role(r)) => true,
        false => source.code.as_str().len() == 3 && ["172", "175", "081"].iter().any(|c| code.starts_with(c)),
    }
}

/// Whether those who protest against an organ are its own people; envoys and soldiers are protested against by others.
fn is_ruled(target: &Actor) -> bool {
    let role = |role: &str| target.code.trigrams().any(|t| t == role);
    let name = target.entity.name.to_lowercase();
    let abroad = ["embassy", "consulate", "ambassador", "consul", "diplomat", "envoy"].iter().any(|w| name.contains(w));
    !abroad && ["COP", "LEG", "JUD", "GOV"].iter().any(|r| role(r))
}
