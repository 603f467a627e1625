//! Themes of the GKG table: the CAMEO roots, and GDELT's own names for acts that have one.

use nutgraf_model::CameoCode;

/// The themes of an act: its CAMEO root under a name of ours, then the themes of GDELT's list that its code implies.
pub(crate) fn themes(code: &CameoCode) -> impl Iterator<Item = &'static str> + use<> {
    let code = code.full().into_owned();
    let root = ROOTS.iter().find(|(root, _)| code.starts_with(root)).map(|(_, theme)| *theme);
    let implied = IMPLIED.iter().filter(move |(prefix, _)| code.starts_with(prefix)).map(|(_, theme)| *theme);
    root.into_iter().chain(implied)
}

const ROOTS: [(&str, &str); 20] = [
    ("01", "CAMEO_01_STATEMENT"),
    ("02", "CAMEO_02_APPEAL"),
    ("03", "CAMEO_03_INTENT_TO_COOPERATE"),
    ("04", "CAMEO_04_CONSULT"),
    ("05", "CAMEO_05_DIPLOMATIC_COOPERATION"),
    ("06", "CAMEO_06_MATERIAL_COOPERATION"),
    ("07", "CAMEO_07_AID"),
    ("08", "CAMEO_08_YIELD"),
    ("09", "CAMEO_09_INVESTIGATE"),
    ("10", "CAMEO_10_DEMAND"),
    ("11", "CAMEO_11_DISAPPROVE"),
    ("12", "CAMEO_12_REJECT"),
    ("13", "CAMEO_13_THREATEN"),
    ("14", "CAMEO_14_PROTEST"),
    ("15", "CAMEO_15_FORCE_POSTURE"),
    ("16", "CAMEO_16_REDUCE_RELATIONS"),
    ("17", "CAMEO_17_COERCE"),
    ("18", "CAMEO_18_ASSAULT"),
    ("19", "CAMEO_19_FIGHT"),
    ("20", "CAMEO_20_MASS_VIOLENCE"),
];

/// Code prefixes and the themes of GDELT's list that they imply.
const IMPLIED: [(&str, &str); 14] = [
    ("046", "NEGOTIATIONS"),
    ("074", "PEACEKEEPING"),
    ("0871", "CEASEFIRE"),
    ("14", "PROTEST"),
    ("143", "STRIKE"),
    ("163", "SANCTIONS"),
    ("173", "ARREST"),
    ("181", "KIDNAP"),
    ("1822", "TORTURE"),
    ("183", "TERROR"),
    ("185", "ASSASSINATION"),
    ("186", "ASSASSINATION"),
    ("19", "ARMEDCONFLICT"),
    ("191", "BLOCKADE"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_has_its_root_and_what_its_code_implies() {
        let of = |code| themes(&CameoCode::new(code).expect("a code")).collect::<Vec<_>>();
        assert_eq!(of("143"), ["CAMEO_14_PROTEST", "PROTEST", "STRIKE"]);
        assert_eq!(of("04"), ["CAMEO_04_CONSULT"]);
        assert!(IMPLIED.iter().all(|(prefix, _)| nutgraf_model::cameo_event(prefix).is_some()));
    }
}
