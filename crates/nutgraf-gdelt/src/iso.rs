//! ISO 3166-1 countries.

use std::collections::HashMap;
use std::sync::LazyLock;

struct Countries {
    by_alpha_2: HashMap<&'static str, &'static str>,
    by_cameo: HashMap<&'static str, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries { by_alpha_2: HashMap::new(), by_cameo: HashMap::new() };
    for line in include_str!("../tables/iso.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[alpha_2, alpha_3, cameo] = cells.as_slice() else { panic!("iso.tsv: three columns in every row") };
        countries.by_alpha_2.insert(alpha_2, alpha_3);
        countries.by_cameo.extend(cameo.split(' ').filter(|code| *code != "-").map(|code| (code, alpha_3)));
    }
    countries
});

/// The three letters of a country of two.
pub(crate) fn of_alpha_2(alpha_2: &str) -> Option<&'static str> {
    COUNTRIES.by_alpha_2.get(alpha_2).copied()
}

/// The three letters of a CAMEO country; nothing for a region.
pub(crate) fn of_cameo(trigram: &str) -> Option<&'static str> {
    COUNTRIES.by_cameo.get(trigram).copied()
}

/// Whether a country has these three letters.
pub(crate) fn is_alpha_3(alpha_3: &str) -> bool {
    COUNTRIES.by_alpha_2.values().any(|known| *known == alpha_3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::{ActorClass, actor_code_classes};

    #[test]
    fn codes_lead_to_countries() {
        assert_eq!((of_cameo("ROM"), of_cameo("FRA"), of_cameo("WST")), (Some("ROU"), Some("FRA"), None));
        assert_eq!((of_alpha_2("TL"), of_alpha_2("QQ")), (Some("TLS"), None));
        assert!(is_alpha_3("MNE") && !is_alpha_3("MTN"));
        assert_eq!(COUNTRIES.by_alpha_2.len(), 250);
    }

    #[test]
    fn codes_that_cameo_has_are_countries_of_its_list() {
        // CAMEO's list has neither Kosovo nor Romania's present code, which texts and other tools give all the same.
        let unlisted = |code: &&&str| !matches!(**code, "KSV" | "ROU");
        let strange = COUNTRIES
            .by_cameo
            .keys()
            .filter(unlisted)
            .find(|code| !actor_code_classes(code).contains(&ActorClass::Country));
        assert_eq!(strange, None);
    }
}
