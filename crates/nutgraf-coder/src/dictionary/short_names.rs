//! Forms of names and nouns that follow by rule: surnames and plurals.

/// States whose people put the surname first.
const SURNAME_FIRST: &[&str] = &["CHN", "PRK", "KOR", "TWN", "VNM", "HKG", "KHM"];

/// Small words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "ben", "van", "von", "der", "den", "de", "da", "do", "dos", "del", "della", "di", "la",
    "le", "du", "ter", "abu", "bani", "st",
];

/// The short forms by which later sentences name a person: the surname with and without its particles, and a double
/// surname ("López Obrador").
pub(crate) fn short_names(name: &str, country: Option<&str>) -> Vec<String> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let words = match words.last() {
        Some(&("Jr" | "Jr." | "Sr" | "Sr." | "II" | "III")) => &words[..words.len() - 1],
        _ => &words[..],
    };
    if words.len() < 2 || words.contains(&"of") || name.contains(',') {
        return Vec::new();
    }
    if country.is_some_and(|c| SURNAME_FIRST.contains(&c)) && words.len() <= 3 || is_korean(name, words.len()) {
        return [words[0]].into_iter().filter(|s| is_telling(s)).map(str::to_owned).collect();
    }
    let last = words[words.len() - 1];
    let mut short = vec![last.to_owned()];
    let mut from = words.len() - 1;
    while from > 1 && PARTICLES.contains(&words[from - 1].to_lowercase().as_str()) {
        from -= 1;
    }
    if from == words.len() - 1 && words.len() >= 3 && words[from - 1].chars().count() > 2 {
        from -= 1;
    }
    if from < words.len() - 1 {
        short.push(words[from..].join(" "));
        let lower = words[from..].join(" ");
        let mut chars = lower.chars();
        if let Some(first) = chars.next().filter(|c| c.is_lowercase()) {
            short.push(first.to_uppercase().chain(chars).collect());
        }
    }
    short.retain(|s| is_telling(s));
    short
}

/// Whether a surname alone says something: initials and small words of English do not ("He Lifeng").
fn is_telling(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "he", "an", "so", "to", "in", "on", "do", "no", "my", "me", "we", "or", "as", "at", "by", "if", "it", "is",
        "be", "un", "will", "us", "the", "jr", "sr",
    ];
    name.chars().count() > 1 && !WORDS.contains(&name.trim_end_matches('.').to_lowercase().as_str())
}

/// "Ban Ki-moon": a surname, then two syllables joined by a hyphen.
fn is_korean(name: &str, words: usize) -> bool {
    words == 3 && name.split(' ').count() == 2 && name.split(' ').nth(1).is_some_and(|given| given.contains('-')) && {
        name.split(' ').next().is_some_and(|surname| surname.chars().count() <= 4)
    }
}

/// The regular plural of a noun phrase: of its last word, or of the word before "of", "for", "in" or "to".
pub(crate) fn plural(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let head = words.iter().position(|w| matches!(*w, "of" | "for" | "in" | "to" | "at" | "on")).unwrap_or(words.len());
    let head = head.saturating_sub(1);
    let mut out: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    out[head] = plural_word(words[head]);
    out.join(" ")
}

fn plural_word(word: &str) -> String {
    let ends = |tail: &str| word.ends_with(tail);
    if let Some(stem) = word.strip_suffix("man").filter(|_| word != "human" && word != "german" && word != "talisman") {
        return format!("{stem}men");
    }
    let before = word.chars().rev().nth(1);
    if ends("y") && !before.is_some_and(|c| "aeiou".contains(c)) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|tail| ends(tail)) {
        return format!("{word}es");
    }
    format!("{word}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_follow_the_custom_of_the_country() {
        assert_eq!(short_names("Sergei Lavrov", Some("RUS")), ["Lavrov"]);
        assert_eq!(short_names("Xi Jinping", Some("CHN")), ["Xi"]);
        assert_eq!(short_names("Ban Ki-moon", None), ["Ban"]);
        assert_eq!(short_names("Bashar al-Assad", Some("SYR")), ["Assad", "al Assad", "Al Assad"]);
        assert_eq!(short_names("Andrés Manuel López Obrador", Some("MEX")), ["Obrador", "López Obrador"]);
        assert!(short_names("Lula", Some("BRA")).is_empty());
    }

    #[test]
    fn plurals_are_formed_on_the_head() {
        assert_eq!(plural("foreign minister"), "foreign ministers");
        assert_eq!(plural("head of state"), "heads of state");
        assert_eq!(plural("policeman"), "policemen");
        assert_eq!(plural("deputy"), "deputies");
        assert_eq!(plural("boss"), "bosses");
    }
}
