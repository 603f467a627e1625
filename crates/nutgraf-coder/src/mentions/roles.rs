//! Codes put together: a country with a role, an organisation with a role.

use nutgraf_model::ActorCode;

/// Nouns that say only that somebody speaks or acts for another: "Hamas official", "police chief".
const GENERIC: &[&str] = &[
    "leader",
    "chief",
    "head",
    "boss",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "delegate",
    "founder",
    "co-founder",
    "manager",
    "coordinator",
    "co-ordinator",
    "vice-chairman",
    "official",
    "representative",
    "member",
    "source",
    "delegation",
    "negotiator",
    "envoy",
    "aide",
    "adviser",
    "advisor",
    "commander",
    "deputy",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "chairperson",
    "president",
    "secretary",
    "secretary-general",
    "general",
    "figure",
    "minister",
    "employee",
    "worker",
    "staff",
    "officer",
    "personnel",
    "team",
    "supporter",
    "fighter",
    "force",
    "militant",
    "gunman",
    "unit",
    "convoy",
    "operative",
    "cadre",
    "emissary",
    "diplomat",
    "ambassador",
    "executive",
    "crew",
    "mediator",
    "activist",
    "loyalist",
    "follower",
    "wing",
    "branch",
    "faction",
    "leadership",
    "authority",
    "administrator",
    "commissioner",
    "troop",
    "reporter",
    "journalist",
    "correspondent",
    "photographer",
    "cameraman",
    "editor",
    "presenter",
    "lawyer",
    "expert",
    "inspector",
    "investigator",
    "peacekeeper",
    "observer",
    "monitor",
    "agency",
    "office",
    "mission",
];

/// Nouns for people who have no role but that of whom they speak for.
const VOICES: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "representative",
    "aide",
    "adviser",
    "advisor",
    "delegate",
];

/// Nouns for people who lead some body: without it they say nothing, and a state alone is no such body.
const HEADS: &[&str] = &[
    "chief",
    "head",
    "boss",
    "director",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "founder",
    "co-founder",
    "manager",
    "coordinator",
    "co-ordinator",
    "vice-chairman",
];

/// What a noun says of the person by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// A role: minister, soldier.
    Role,
    /// Only that they speak for somebody.
    Voice,
    /// Only that they lead some body.
    Head,
}

/// What a common noun of the dictionary says of a person.
pub(crate) fn bearing(agent: &str) -> Bearing {
    match agent {
        name if VOICES.contains(&name) => Bearing::Voice,
        name if HEADS.contains(&name) => Bearing::Head,
        _ => Bearing::Role,
    }
}

/// Whether a noun phrase says nothing about whom it acts for.
pub(crate) fn is_generic(agent: &str) -> bool {
    let last = agent.rsplit(' ').next().unwrap_or(agent);
    GENERIC.contains(&last)
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
