//! Actor blocks: a CAMEO actor code taken apart into GDELT's ten columns.

use crate::cell::cell;
use nutgraf_model::{ActorClass, ActorCode, actor_code_classes};

/// Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code.
pub(crate) type ActorCells = [String; 10];

const COUNTRY: usize = 2;
const GROUP: usize = 3;
const ETHNIC: usize = 4;
const RELIGIONS: [usize; 2] = [5, 6];
const TYPES: [usize; 3] = [7, 8, 9];

/// The block of an actor. Every trigram fills the first column that is free among those of its classes, in the order of
/// the code; one of no class stays in the code alone (GDELT Event Codebook 2.0, "Actor Attributes").
pub(crate) fn actor_cells(code: &ActorCode, name: &str) -> ActorCells {
    let mut cells = ActorCells::default();
    for trigram in code.trigrams() {
        let free = actor_code_classes(trigram)
            .iter()
            .flat_map(|class| columns(*class))
            .find(|column| cells[**column].is_empty());
        if let Some(column) = free {
            cells[*column] = trigram.to_owned();
        }
    }
    cells[0] = code.as_str().to_owned();
    let name = cell(name).to_uppercase();
    cells[1] = if name.is_empty() { code.as_str().to_uppercase() } else { name };
    cells
}

fn columns(class: ActorClass) -> &'static [usize] {
    match class {
        ActorClass::Country => &[COUNTRY],
        ActorClass::KnownGroup => &[GROUP],
        ActorClass::Ethnic => &[ETHNIC],
        ActorClass::Religion => &RELIGIONS,
        ActorClass::Type => &TYPES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> String {
        actor_cells(&ActorCode::new(code).expect("a code"), "Someone").join("|")
    }

    #[test]
    fn codes_come_apart_in_order() {
        assert_eq!(of("RUSGOV"), "RUSGOV|SOMEONE|RUS|||||GOV||");
        assert_eq!(of("IGOUNOREFHCR"), "IGOUNOREFHCR|SOMEONE||UNO||||IGO|REF|");
        assert_eq!(of("EGYcopCHRCPTCVL"), "EGYcopCHRCPTCVL|SOMEONE|EGY||cop|CHR|CPT|CVL||");
        assert_eq!(of("GOVMILCOPSPYJUD"), "GOVMILCOPSPYJUD|SOMEONE||||||GOV|MIL|COP");
        assert_eq!(of("ZZZ"), "ZZZ|SOMEONE||||||||");
    }

    #[test]
    fn a_name_is_never_empty() {
        assert_eq!(actor_cells(&ActorCode::new("menGOV").expect("a code"), "\t")[1], "MENGOV");
    }
}
