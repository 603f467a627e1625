//! How many were killed, wounded, arrested …: Counts of the GKG.

use crate::amounts::{Amount, Gap, Word, is_one_of};

/// An amount of people, and what became of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Count<'a> {
    /// GDELT's name of what became of them.
    pub(crate) kind: &'static str,
    pub(crate) amount: &'a Amount,
}

/// The counts among the amounts of a text: each whole number of people with the nearest word of its sentence that says what
/// became of them. Words of the object itself (`200 protesters`) say so only where no other does.
pub(crate) fn counts<'a>(words: &[Word<'_>], amounts: &'a [Amount]) -> Vec<Count<'a>> {
    let people = amounts.iter().filter(|amount| !amount.number.contains('.') && counts_people(words, amount));
    people.filter_map(|amount| Some(Count { kind: nearest(words, amount)?, amount })).collect()
}

/// Whether the object is people, or is not said. Nations are: `30 Palestinians`.
fn counts_people(words: &[Word<'_>], amount: &Amount) -> bool {
    let Some(last) = words[amount.counted.clone()].last() else { return true };
    let is_nation = last.text.starts_with(char::is_uppercase) && last.text.ends_with('s');
    is_nation || is_one_of(last.text, &PEOPLE)
}

/// The word behind the object that is said of it (`12 people were killed`), or else the nearest of the sentence.
fn nearest(words: &[Word<'_>], amount: &Amount) -> Option<&'static str> {
    let behind = &words[amount.counted.end.max(amount.words.end)..];
    let mut said =
        behind.iter().take_while(|word| word.gap == Gap::Space).skip_while(|word| is_one_of(word.text, &LIGHT));
    said.next().and_then(|word| kind(word.text)).or_else(|| around(words, amount))
}

fn around(words: &[Word<'_>], amount: &Amount) -> Option<&'static str> {
    let before = words[..amount.words.start].iter().rev();
    // The gap before a word parts it from the one on its left.
    let gaps = words[..=amount.words.start].iter().rev().map(|word| word.gap);
    let left = before.zip(gaps).take_while(|(_, gap)| *gap != Gap::End).map(|(word, _)| word).take(REACH);
    let right = words[amount.words.end..].iter().take_while(|word| word.gap != Gap::End).take(REACH);
    let own = amount.counted.start - amount.words.end..amount.counted.end - amount.words.end;
    let left = left.enumerate().filter_map(|(distance, word)| Some((distance, kind(word.text)?)));
    let right = right.enumerate().filter_map(|(distance, word)| {
        let far = if own.contains(&distance) { REACH } else { 0 };
        Some((distance + far, kind(word.text)?))
    });
    left.chain(right).min_by_key(|(distance, _)| *distance).map(|(_, kind)| kind)
}

fn kind(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    KINDS.binary_search_by_key(&&*lower, |(word, _)| word).ok().map(|at| KINDS[at].1)
}

/// Words between a number and what says what became of those it counts, at most.
const REACH: usize = 6;

/// Words between people and what is said of them, sorted.
const LIGHT: [&str; 13] =
    ["also", "are", "been", "being", "had", "have", "more", "of", "others", "reported", "them", "was", "were"];

/// Words that say what became of people, sorted.
const KINDS: [(&str, &str); 50] = [
    ("abducted", "KIDNAP"),
    ("abducting", "KIDNAP"),
    ("arrest", "ARREST"),
    ("arrested", "ARREST"),
    ("arresting", "ARREST"),
    ("arrests", "ARREST"),
    ("dead", "KILL"),
    ("death", "KILL"),
    ("deaths", "KILL"),
    ("demonstrated", "PROTEST"),
    ("demonstrating", "PROTEST"),
    ("demonstrators", "PROTEST"),
    ("detained", "ARREST"),
    ("detaining", "ARREST"),
    ("died", "KILL"),
    ("dies", "KILL"),
    ("displaced", "DISPLACED"),
    ("displacing", "DISPLACED"),
    ("dying", "KILL"),
    ("evacuated", "EVACUATION"),
    ("evacuating", "EVACUATION"),
    ("homeless", "DISPLACED"),
    ("hostage", "KIDNAP"),
    ("hurt", "WOUND"),
    ("injured", "WOUND"),
    ("injuring", "WOUND"),
    ("injury", "WOUND"),
    ("jailed", "ARREST"),
    ("kidnapped", "KIDNAP"),
    ("kidnapping", "KIDNAP"),
    ("kill", "KILL"),
    ("killed", "KILL"),
    ("killing", "KILL"),
    ("kills", "KILL"),
    ("marched", "PROTEST"),
    ("marching", "PROTEST"),
    ("protest", "PROTEST"),
    ("protested", "PROTEST"),
    ("protesters", "PROTEST"),
    ("protesting", "PROTEST"),
    ("protestors", "PROTEST"),
    ("rallied", "PROTEST"),
    ("rallying", "PROTEST"),
    ("refugee", "REFUGEES"),
    ("refugees", "REFUGEES"),
    ("slain", "KILL"),
    ("wound", "WOUND"),
    ("wounded", "WOUND"),
    ("wounding", "WOUND"),
    ("wounds", "WOUND"),
];

/// Words for people, sorted.
const PEOPLE: [&str; 107] = [
    "activists",
    "adults",
    "americans",
    "boys",
    "bystanders",
    "captives",
    "children",
    "citizens",
    "civilians",
    "commuters",
    "crewmen",
    "defendants",
    "delegates",
    "demonstrators",
    "deputies",
    "detainees",
    "diplomats",
    "dissidents",
    "doctors",
    "drivers",
    "employees",
    "engineers",
    "exiles",
    "extremists",
    "families",
    "farmers",
    "fighters",
    "fishermen",
    "foreigners",
    "fugitives",
    "girls",
    "guards",
    "guerrillas",
    "gunmen",
    "hostages",
    "immigrants",
    "infants",
    "inmates",
    "insurgents",
    "islamists",
    "journalists",
    "labourers",
    "lawyers",
    "leaders",
    "marines",
    "members",
    "men",
    "migrants",
    "militants",
    "militiamen",
    "miners",
    "monks",
    "mourners",
    "nationals",
    "nurses",
    "officers",
    "officials",
    "onlookers",
    "opponents",
    "paramilitaries",
    "participants",
    "passengers",
    "patients",
    "peacekeepers",
    "people",
    "personnel",
    "persons",
    "pilgrims",
    "pilots",
    "police",
    "policemen",
    "politicians",
    "prisoners",
    "protesters",
    "protestors",
    "rebels",
    "refugees",
    "reporters",
    "rescuers",
    "residents",
    "rioters",
    "sailors",
    "seamen",
    "separatists",
    "settlers",
    "shoppers",
    "smugglers",
    "soldiers",
    "spectators",
    "strikers",
    "students",
    "supporters",
    "suspects",
    "teachers",
    "terrorists",
    "tourists",
    "trainees",
    "travellers",
    "tribesmen",
    "troops",
    "victims",
    "villagers",
    "volunteers",
    "women",
    "workers",
    "worshippers",
    "youths",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amounts::{amounts, words};

    fn of(text: &str) -> Vec<String> {
        let words = words(text);
        let amounts = amounts(&words);
        let counts = counts(&words, &amounts);
        counts.iter().map(|count| format!("{} {} {}", count.kind, count.amount.number, count.amount.object)).collect()
    }

    #[test]
    fn people_have_what_became_of_them() {
        assert_eq!(of("A bomb killed 12 people and wounded 30."), ["KILL 12 people", "WOUND 30 "]);
        assert_eq!(of("Three soldiers died and five others were injured."), ["KILL 3 soldiers", "WOUND 5 "]);
        assert_eq!(
            of("Police arrested 200 protesters. They jailed 14 Danes."),
            ["ARREST 200 protesters", "ARREST 14 Danes"]
        );
        assert_eq!(of("12 people were killed, 30 wounded."), ["KILL 12 people", "WOUND 30 "]);
        assert_eq!(of("Some 4,000 refugees waited at the bridge."), ["REFUGEES 4000 refugees"]);
    }

    #[test]
    fn things_and_people_to_whom_nothing_happened_are_not_counted() {
        for text in [
            "The storm killed 40 sheep.",
            "He met 40 farmers.",
            "It was the death of a king. 40 people came.",
            "It killed 2.5 percent.",
        ] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
        assert!(KINDS.is_sorted() && PEOPLE.is_sorted() && LIGHT.is_sorted());
    }
}
