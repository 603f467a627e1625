//! Words whose final stop belongs to them.

/// What an abbreviation says about the word after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A title or other word that something always follows: no sentence ends here.
    Leads,
    /// May end a sentence: the next word decides.
    MayEnd,
    /// An abbreviation before a number ("No. 5", "Feb. 25"), an ordinary word elsewhere.
    BeforeNumber,
}

/// Lower-case titles and other leading words, sorted.
const LEADS: &[&str] = &[
    "adj", "adm", "amb", "assoc", "asst", "atty", "brig", "bro", "capt", "cf", "cmdr", "col", "comdr", "cpl", "cpt",
    "dr", "e.g", "eg", "ens", "esp", "fr", "ft", "gen", "gov", "hon", "i.e", "ie", "insp", "lt", "ltn", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev",
    "rt", "sen", "sens", "sgt", "spc", "sr", "st", "ste", "supt", "ven", "viz", "vs",
];

/// Lower-case words that may end a sentence, sorted.
const MAY_END: &[&str] = &[
    "a.d", "a.k.a", "a.m", "al", "approx", "apt", "ariz", "ark", "assn", "ave", "b.c", "bldg", "blvd", "bros", "calif",
    "cie", "co", "colo", "conn", "corp", "ct", "d.c", "dept", "dist", "div", "ed", "eds", "esq", "est", "etc", "ext",
    "fla", "ga", "govt", "ill", "inc", "incl", "ind", "intl", "jr", "kan", "ky", "llc", "ltd", "mass", "md", "mfg",
    "mich", "minn", "misc", "mo", "mont", "mtg", "n.b", "natl", "neb", "nev", "okla", "ore", "p.m", "pa", "penn",
    "ph.d", "plc", "pty", "rd", "s.a", "tel", "tenn", "tex", "u.k", "u.n", "u.s", "univ", "va", "vt", "wash", "wis",
    "wyo", "yr", "yrs",
];

/// Lower-case words abbreviated before numbers, sorted.
const BEFORE_NUMBER: &[&str] = &[
    "apr", "art", "aug", "c", "ca", "ch", "dec", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "no", "nos", "nov",
    "oct", "op", "p", "pg", "pp", "sec", "sect", "sep", "sept", "vol", "vols",
];

/// Of the above, those that are abbreviations before anything.
const MONTHS: &[&str] = &["apr", "aug", "dec", "feb", "jan", "nov", "oct", "sept"];

/// Class of `word` (without its final stop), if it keeps the stop. `number_next` says whether a
/// digit follows.
pub(crate) fn classify(word: &str, number_next: bool) -> Option<Abbreviation> {
    if word.len() > 12 || word.is_empty() {
        return None;
    }
    let mut buffer = [0u8; 12];
    let lower = lower_ascii(word, &mut buffer);
    // "IE" is a program, "FT" a newspaper: what is short and all in capitals is a name.
    let name = matches!(lower, "eg" | "ie" | "ft" | "st") && word.bytes().all(|b| b.is_ascii_uppercase());
    if !name && LEADS.binary_search(&lower).is_ok() {
        return Some(Abbreviation::Leads);
    }
    if MAY_END.binary_search(&lower).is_ok() {
        // "pa", "mass", "ill", "al", "co" are words too: only a capital makes the state or firm.
        let needs_capital = !lower.contains('.')
            && !matches!(lower, "etc" | "approx" | "dept" | "incl" | "misc" | "al" | "yrs" | "govt" | "ext");
        let capital = word.starts_with(|c: char| c.is_uppercase());
        return (!needs_capital || capital).then_some(Abbreviation::MayEnd);
    }
    if BEFORE_NUMBER.binary_search(&lower).is_ok() {
        let month = MONTHS.binary_search(&lower).is_ok() && word.starts_with(|c: char| c.is_uppercase());
        if number_next || month {
            return Some(Abbreviation::BeforeNumber);
        }
    }
    initials(word)
}

/// Single capitals ("J.") lead; letters with stops between them ("U.S", "N.A.T.O") may end.
fn initials(word: &str) -> Option<Abbreviation> {
    let mut parts = word.split('.').peekable();
    let mut count = 0;
    while let Some(part) = parts.next() {
        let mut letters = part.chars();
        let one = letters.next().is_some_and(char::is_alphabetic);
        let rest = letters.as_str().chars().count();
        // "Ph.D", "Lt.Gen": short parts too, when capitalised.
        let short = rest == 0
            || (rest <= 2 && part.starts_with(char::is_uppercase) && count + usize::from(parts.peek().is_some()) > 0);
        if !one || !short {
            return None;
        }
        count += 1;
    }
    match count {
        1 if word.starts_with(char::is_uppercase) && word != "I" => Some(Abbreviation::Leads),
        0 | 1 => None,
        _ => Some(Abbreviation::MayEnd),
    }
}

/// ASCII lower case of a short word, in a buffer.
fn lower_ascii<'b>(word: &str, buffer: &'b mut [u8; 12]) -> &'b str {
    for (to, from) in buffer.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    std::str::from_utf8(&buffer[..word.len()]).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [LEADS, MAY_END, BEFORE_NUMBER, MONTHS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
    }

    #[test]
    fn classes() {
        assert_eq!(classify("Gen", false), Some(Abbreviation::Leads));
        assert_eq!(classify("J", false), Some(Abbreviation::Leads));
        assert_eq!(classify("U.S", false), Some(Abbreviation::MayEnd));
        assert_eq!(classify("p.m", false), Some(Abbreviation::MayEnd));
        assert_eq!(classify("Ph.D", false), Some(Abbreviation::MayEnd));
        assert_eq!(classify("No", true), Some(Abbreviation::BeforeNumber));
        assert_eq!(classify("No", false), None);
        assert_eq!(classify("Feb", false), Some(Abbreviation::BeforeNumber));
        assert_eq!(classify("ill", false), None);
        assert_eq!(classify("I", false), None);
        assert_eq!(classify("IE", false), None);
        assert_eq!(classify("i.e", false), Some(Abbreviation::Leads));
        assert_eq!(classify("week", false), None);
    }
}
