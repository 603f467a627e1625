//! How many were killed, wounded, arrested …: Counts of the GKG.

use crate::amounts::{Amount, Gap, Word, is_one_of};

/// An amount of people, and what became of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Count<'a> {
    /// GDELT's name of what became of them.
    pub(crate) kind: &'static str,
    pub(crate) amount: &'a Amount,
}

/// The counts among the amounts of a text: whole numbers of people, each with the word that says what became of them. Where
/// the text does not say whom it counts, that word must stand beside the number.
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

/// What is said of those counted: behind them (`12 people were killed`), before the number (`wounded at least 30`), by their
/// own name (`200 protesters`), or by the nearest word of their clause.
fn nearest(words: &[Word<'_>], amount: &Amount) -> Option<&'static str> {
    let behind = &words[amount.counted.end.max(amount.words.end)..];
    let mut said =
        behind.iter().take_while(|word| word.gap == Gap::Space).skip_while(|word| is_one_of(word.text, &LIGHT));
    let mut before = before(words, amount).skip_while(|word| is_one_of(word.text, &HEDGES));
    let beside =
        said.next().and_then(|word| kind(word.text)).or_else(|| before.next().and_then(|word| kind(word.text)));
    if beside.is_some() || amount.counted.is_empty() {
        return beside;
    }
    let own = words[amount.counted.clone()].iter().find_map(|word| kind(word.text));
    own.or_else(|| around(words, amount))
}

/// The words of the clause before a number, the last first.
fn before<'w, 't>(words: &'w [Word<'t>], amount: &Amount) -> impl Iterator<Item = &'w Word<'t>> + use<'w, 't> {
    let first = amount.words.start;
    // The gap before a word parts it from the one on its left.
    let gaps = words[..=first].iter().rev().map(|word| word.gap);
    words[..first].iter().rev().zip(gaps).take_while(|(_, gap)| *gap == Gap::Space).map(|(word, _)| word)
}

/// The nearest word, not beyond another number.
fn around(words: &[Word<'_>], amount: &Amount) -> Option<&'static str> {
    let is_other = |word: &&Word<'_>| !word.text.starts_with(|c: char| c.is_ascii_digit());
    let left = before(words, amount).take_while(is_other).take(REACH);
    let right = words[amount.counted.end..].iter().take_while(|word| word.gap == Gap::Space).take_while(is_other);
    let near = |(distance, word): (usize, &Word<'_>)| Some((distance, kind(word.text)?));
    let all = left.enumerate().filter_map(near).chain(right.take(REACH).enumerate().filter_map(near));
    all.min_by_key(|(distance, _)| *distance).map(|(_, kind)| kind)
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

/// Words that make a number less exact, sorted.
const HEDGES: [&str; 19] = [
    "about",
    "all",
    "almost",
    "an",
    "another",
    "around",
    "as",
    "at",
    "estimated",
    "least",
    "many",
    "more",
    "nearly",
    "only",
    "over",
    "some",
    "than",
    "the",
    "to",
];

/// Words that say what became of people, sorted.
const KINDS: [(&str, &str); 51] = [
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
    ("hostages", "KIDNAP"),
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
        assert_eq!(of("Raiders killed 1,100 and took over 60 hostages."), ["KILL 1100 ", "KIDNAP 60 hostages"]);
        assert_eq!(of("Killing at least 26, it was the worst."), ["KILL 26 "]);
        assert_eq!(of("Some 4,000 refugees waited at the bridge."), ["REFUGEES 4000 refugees"]);
    }

    #[test]
    fn things_and_people_to_whom_nothing_happened_are_not_counted() {
        for text in [
            "The storm killed 40 sheep.",
            "He met 40 farmers.",
            "It was the death of a king. 40 people came.",
            "A shell killed Torben, 41, at dawn.",
            "More than 3.5 million of such deaths came early.",
            "There were deaths in Kombat 11, too.",
            "It killed 2.5 percent.",
        ] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
        assert!(KINDS.is_sorted() && PEOPLE.is_sorted() && LIGHT.is_sorted() && HEDGES.is_sorted());
    }
}
