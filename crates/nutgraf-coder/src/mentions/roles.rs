//! Codes put together: a country with a role, an organisation with a role.

use nutgraf_model::ActorCode;

/// What a noun says of the person by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// A role: minister, soldier.
    Role,
    /// Only that they speak for somebody, whose role is theirs.
    Voice,
    /// Only that they lead some body: without it they say nothing, and a state alone is no such body.
    Head,
}

/// Nouns that say only that somebody speaks or acts for another, "Hamas official", "police chief", and what they say alone.
const GENERIC: &[(&str, Bearing)] = &[
    ("leader", Bearing::Role),
    ("chief", Bearing::Head),
    ("head", Bearing::Head),
    ("boss", Bearing::Head),
    ("spokesman", Bearing::Voice),
    ("spokeswoman", Bearing::Voice),
    ("spokesperson", Bearing::Voice),
    ("spokespeople", Bearing::Voice),
    ("delegate", Bearing::Voice),
    ("founder", Bearing::Head),
    ("co-founder", Bearing::Head),
    ("manager", Bearing::Head),
    ("coordinator", Bearing::Head),
    ("co-ordinator", Bearing::Head),
    ("vice-chairman", Bearing::Head),
    ("official", Bearing::Role),
    ("representative", Bearing::Voice),
    ("member", Bearing::Role),
    ("source", Bearing::Role),
    ("delegation", Bearing::Role),
    ("negotiator", Bearing::Role),
    ("envoy", Bearing::Role),
    ("aide", Bearing::Voice),
    ("adviser", Bearing::Voice),
    ("advisor", Bearing::Voice),
    ("commander", Bearing::Role),
    ("deputy", Bearing::Role),
    ("director", Bearing::Head),
    ("chairman", Bearing::Head),
    ("chairwoman", Bearing::Head),
    ("chair", Bearing::Head),
    ("chairperson", Bearing::Head),
    ("president", Bearing::Role),
    ("secretary", Bearing::Role),
    ("secretary-general", Bearing::Role),
    ("general", Bearing::Role),
    ("figure", Bearing::Role),
    ("minister", Bearing::Role),
    ("employee", Bearing::Role),
    ("worker", Bearing::Role),
    ("staff", Bearing::Role),
    ("officer", Bearing::Role),
    ("personnel", Bearing::Role),
    ("team", Bearing::Role),
    ("supporter", Bearing::Role),
    ("fighter", Bearing::Role),
    ("force", Bearing::Role),
    ("militant", Bearing::Role),
    ("gunman", Bearing::Role),
    ("unit", Bearing::Role),
    ("convoy", Bearing::Role),
    ("operative", Bearing::Role),
    ("cadre", Bearing::Role),
    ("emissary", Bearing::Role),
    ("diplomat", Bearing::Role),
    ("ambassador", Bearing::Role),
    ("executive", Bearing::Role),
    ("crew", Bearing::Role),
    ("mediator", Bearing::Role),
    ("activist", Bearing::Role),
    ("loyalist", Bearing::Role),
    ("follower", Bearing::Role),
    ("wing", Bearing::Role),
    ("branch", Bearing::Role),
    ("faction", Bearing::Role),
    ("leadership", Bearing::Role),
    ("authority", Bearing::Role),
    ("administrator", Bearing::Role),
    ("commissioner", Bearing::Role),
    ("troop", Bearing::Role),
    ("reporter", Bearing::Role),
    ("journalist", Bearing::Role),
    ("correspondent", Bearing::Role),
    ("photographer", Bearing::Role),
    ("cameraman", Bearing::Role),
    ("editor", Bearing::Role),
    ("presenter", Bearing::Role),
    ("lawyer", Bearing::Role),
    ("expert", Bearing::Role),
    ("inspector", Bearing::Role),
    ("investigator", Bearing::Role),
    ("peacekeeper", Bearing::Role),
    ("observer", Bearing::Role),
    ("monitor", Bearing::Role),
    ("agency", Bearing::Role),
    ("office", Bearing::Role),
    ("mission", Bearing::Role),
];

/// What a common noun of the dictionary says of a person.
pub(crate) fn bearing(agent: &str) -> Bearing {
    of_generic(agent).unwrap_or(Bearing::Role)
}

/// Whether a noun phrase says nothing about whom it acts for.
pub(crate) fn is_generic(agent: &str) -> bool {
    of_generic(agent.rsplit(' ').next().unwrap_or(agent)).is_some()
}

fn of_generic(noun: &str) -> Option<Bearing> {
    GENERIC.iter().find(|(name, _)| *name == noun).map(|(_, bearing)| *bearing)
}

/// Whether a noun that acts is also what others act with, and before another noun names nobody: "tank rounds" are nobody's but their gunners'.
pub(crate) fn is_weapon(agent: &str) -> bool {
    matches!(
        agent,
        "tank"
            | "artillery unit"
            | "artillery"
            | "warplane"
            | "warship"
            | "submarine"
            | "helicopter gunship"
            | "television"
    )
}

/// A role of a country: `IRN` and `COP` make `IRNCOP`.
pub(crate) fn of_country(country: &str, role: &ActorCode) -> ActorCode {
    join(country, role.as_str()).unwrap_or_else(|| role.clone())
}

/// Somebody of an organisation: its own code, and the role behind it where an organisation of states has troops.
pub(crate) fn of_organization(organization: &ActorCode, role: &ActorCode) -> ActorCode {
    let international = organization.as_str().starts_with("IGO") || organization.as_str().starts_with("IMG");
    let armed = matches!(role.as_str(), "MIL" | "COP");
    if international && armed && !organization.as_str().ends_with(role.as_str()) {
        return join(organization.as_str(), role.as_str()).unwrap_or_else(|| organization.clone());
    }
    organization.clone()
}

fn join(front: &str, back: &str) -> Option<ActorCode> {
    let mut code = front.to_owned();
    for at in (0..back.len()).step_by(3) {
        let trigram = back.get(at..at + 3)?;
        if code.len() < 15 && !has(&code, trigram) {
            code.push_str(trigram);
        }
    }
    ActorCode::new(code).ok()
}

fn has(code: &str, trigram: &str) -> bool {
    code.as_bytes().chunks(3).any(|t| t == trigram.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_join_by_trigrams() {
        let code = |text: &str| ActorCode::new(text).expect("a code");
        assert_eq!(of_country("IRN", &code("COP")).as_str(), "IRNCOP");
        assert_eq!(of_country("IRN", &code("GOVMIL")).as_str(), "IRNGOVMIL");
        assert_eq!(of_organization(&code("IGOUNO"), &code("MIL")).as_str(), "IGOUNOMIL");
        assert_eq!(of_organization(&code("PALREB"), &code("GOV")).as_str(), "PALREB");
        assert!(is_generic("senior official") && !is_generic("police"));
    }
}
