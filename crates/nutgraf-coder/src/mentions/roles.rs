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
    "official",
    "representative",
    "member",
    "source",
    "delegation",
    "delegate",
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
    "founder",
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

/// Whether a noun phrase says nothing about whom it acts for.
pub(crate) fn is_generic(agent: &str) -> bool {
    let last = agent.rsplit(' ').next().unwrap_or(agent);
    GENERIC.contains(&last)
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
