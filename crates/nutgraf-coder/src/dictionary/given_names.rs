//! Given names that tell whether a man or a woman bears them, and nouns that do.

use super::atoms::{FoldMap, words};
use super::rows::{Row, rows};
use crate::Error;

/// Whether somebody is spoken of as "she" or as "he".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// Nouns of women that do not end in "woman".
const WOMEN: &[&str] = &[
    "woman",
    "queen",
    "princess",
    "duchess",
    "empress",
    "mother",
    "grandmother",
    "wife",
    "widow",
    "daughter",
    "sister",
    "girl",
    "niece",
    "aunt",
    "first lady",
    "actress",
    "nun",
    "lady",
];

/// Nouns of men that do not end in "man".
const MEN: &[&str] = &[
    "man",
    "king",
    "prince",
    "duke",
    "emperor",
    "emir",
    "sultan",
    "sheikh",
    "ayatollah",
    "imam",
    "pope",
    "father",
    "grandfather",
    "husband",
    "widower",
    "son",
    "brother",
    "boy",
    "nephew",
    "uncle",
];

/// Which given names are of men and which of women.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenNames {
    genders: FoldMap<String, Gender>,
}

impl GivenNames {
    /// Reads `given_names.tsv`: a sex, and names.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text, 2) {
            let row = row?;
            let gender = sex(&row)?;
            for name in row.alternatives(1) {
                let folded = words(name).join(" ");
                if self.genders.insert(folded, gender).is_some_and(|other| other != gender) {
                    return Err(row.fault(format!("\"{name}\" is listed for both")));
                }
            }
        }
        Ok(())
    }

    /// Whether a word is a given name of the list.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.genders.contains_key(&words(word).join(" "))
    }

    /// The sex of who bears a full name, by its first word.
    pub(crate) fn of_name(&self, name: &str) -> Option<Gender> {
        match &words(name)[..] {
            [first, _, ..] => self.genders.get(first).copied(),
            _ => None,
        }
    }
}

/// The sex that a common noun or a form of address tells: "spokeswoman", "prince", "Mrs".
pub(crate) fn of_noun(noun: &str) -> Option<Gender> {
    let noun = noun.trim_end_matches('.').to_lowercase();
    let last = noun.rsplit(' ').next().unwrap_or(&noun);
    let is = |all: &[&str]| all.contains(&noun.as_str()) || all.contains(&last);
    if is(WOMEN) || last.ends_with("woman") || matches!(last, "mrs" | "ms" | "miss" | "dame" | "madame") {
        Some(Gender::Female)
    } else if is(MEN) || last.ends_with("man") && !last.ends_with("human") || matches!(last, "mr" | "sir" | "lord") {
        Some(Gender::Male)
    } else {
        None
    }
}

fn sex(row: &Row<'_>) -> Result<Gender, Error> {
    match row.cell(0) {
        "female" => Ok(Gender::Female),
        "male" => Ok(Gender::Male),
        other => Err(row.fault(format!("\"{other}\" is neither female nor male"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_nouns_tell_who_is_she() {
        let mut names = GivenNames::default();
        names.read("x.tsv", "female\tAda | Zoë\nmale\tAnton\n").expect("two lines");
        let of = |name: &str| names.of_name(name);
        assert_eq!(
            [of("Ada Torn"), of("Zoe Torn"), of("Anton Varga")],
            [Some(Gender::Female), Some(Gender::Female), Some(Gender::Male)]
        );
        // A surname alone tells nothing.
        assert_eq!([of("Anton"), of("Okar Ada")], [None, None]);
        assert!(names.read("x.tsv", "male\tAda\n").is_err());
        assert!(names.read("x.tsv", "neither\tAda\n").is_err());
        let nouns = ["spokeswoman", "spokesman", "Mrs.", "crown prince", "leader", "human"].map(of_noun);
        let (she, he) = (Some(Gender::Female), Some(Gender::Male));
        assert_eq!(nouns, [she, he, she, he, None, None]);
    }
}
