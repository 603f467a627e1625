//! Dictionary forms: what the model learnt, irregular words, rules of spelling.

use crate::hash::{Hash, HashTable};
use crate::irregular::{IRREGULAR_NOUNS, IRREGULAR_VERBS};
use crate::tags::{Upos, Xpos};

/// Finds lemmas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lemmatizer {
    exceptions: HashTable,
    /// Lemma of each exception, in the order of their keys.
    lemmas: Vec<String>,
    /// Base forms of known verbs.
    verbs: HashTable,
}

/// Key of an exception: the lower-case form and its tags.
pub(crate) fn exception_key(lower: &str, upos: Upos, xpos: Xpos) -> u32 {
    Hash::new(b'L').byte(upos as u8).byte(xpos as u8).str(lower).finish()
}

/// Key of a known verb.
pub(crate) fn verb_key(lemma: &str) -> u32 {
    Hash::new(b'V').str(lemma).finish()
}

/// Lower case with straight quotation marks, in a buffer.
pub(crate) fn lower_into(form: &str, lower: &mut String) {
    lower.clear();
    for c in form.chars() {
        match c {
            'A'..='Z' => lower.push(c.to_ascii_lowercase()),
            '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' => lower.push('\''),
            '\u{201C}' | '\u{201D}' => lower.push('"'),
            _ if c.is_ascii() => lower.push(c),
            _ => lower.extend(c.to_lowercase()),
        }
    }
}

impl Lemmatizer {
    /// A lemmatizer that knows verbs and exceptions.
    pub(crate) fn new(exception_keys: &[u32], lemmas: Vec<String>, verb_keys: &[u32]) -> Lemmatizer {
        Lemmatizer { exceptions: HashTable::new(exception_keys), lemmas, verbs: HashTable::new(verb_keys) }
    }

    /// Appends the lemma of `form` to `out`; `lower` is a buffer.
    pub(crate) fn append(&self, form: &str, upos: Upos, xpos: Xpos, lower: &mut String, out: &mut String) {
        lower_into(form, lower);
        // What is listed by hand is surer than what was learnt: "have freed".
        let past = matches!(xpos, Xpos::Vbd | Xpos::Vbn);
        if past && IRREGULAR_VERBS.binary_search_by(|row| row.0.cmp(lower.as_str())).is_ok() {
            return self.append_from_past(lower, xpos, out);
        }
        if let Some(row) = self.exceptions.get(exception_key(lower, upos, xpos)) {
            out.push_str(&self.lemmas[row as usize]);
            return;
        }
        if keeps_case(upos, xpos) {
            return append_name(form, upos, xpos, out);
        }
        let before = out.len();
        match (upos, xpos) {
            (Upos::Punct | Upos::Sym | Upos::X, _) => out.push_str(lower),
            (Upos::Num, _) => out.extend(lower.chars().filter(|&c| c != ',')),
            (_, Xpos::Nns) => append_singular(lower, out),
            (_, Xpos::Vbz) => append_from_s(lower, out),
            (_, Xpos::Vbd | Xpos::Vbn) => self.append_from_past(lower, xpos, out),
            (_, Xpos::Vbg) => self.append_from_ing(lower, out),
            (_, Xpos::Jjr | Xpos::Rbr) => append_positive(lower, "er", out),
            (_, Xpos::Jjs | Xpos::Rbs) => append_positive(lower, "est", out),
            _ => out.push_str(lower),
        }
        // Of a word that is an ending alone ("'s" as a plural) nothing would be left.
        if out.len() == before {
            out.push_str(lower);
        }
    }

    fn append_from_past(&self, lower: &str, xpos: Xpos, out: &mut String) {
        if let Ok(at) = IRREGULAR_VERBS.binary_search_by(|row| row.0.cmp(lower)) {
            let (_, past, participle) = IRREGULAR_VERBS[at];
            out.push_str(if xpos == Xpos::Vbn { participle } else { past });
            return;
        }
        if let Some(at) = prefixed(lower) {
            out.push_str(&lower[..at]);
            return self.append_from_past(&lower[at..], xpos, out);
        }
        match lower.strip_suffix("ed") {
            Some(stem) if has_vowel(stem) => self.append_stem(stem, out),
            _ => out.push_str(lower),
        }
    }

    fn append_from_ing(&self, lower: &str, out: &mut String) {
        match lower {
            "dying" | "lying" | "tying" | "vying" | "underlying" | "untying" => {
                out.push_str(&lower[..lower.len() - 4]);
                return out.push_str("ie");
            }
            _ => {}
        }
        match lower.strip_suffix("ing").or_else(|| lower.strip_suffix("in'")) {
            Some(stem) if has_vowel(stem) || stem.ends_with('y') => self.append_stem(stem, out),
            _ => out.push_str(lower),
        }
    }

    /// Base form of a verb from what stands before "ed" or "ing".
    fn append_stem(&self, stem: &str, out: &mut String) {
        if let Some(y) = stem.strip_suffix('i').filter(|s| s.len() > 1) {
            out.push_str(y);
            return out.push('y');
        }
        let known = |hash: Hash| self.verbs.get(hash.finish()).is_some();
        let doubled = undoubled(stem);
        let with_e = known(Hash::new(b'V').str(stem).byte(b'e'));
        let plain = known(Hash::new(b'V').str(stem));
        if with_e && (!plain || needs_e(stem)) {
            out.push_str(stem);
            return out.push('e');
        }
        if plain {
            return out.push_str(stem);
        }
        if let Some(single) = doubled
            && (known(Hash::new(b'V').str(single)) || !stem.ends_with(['l', 's', 'z', 'f']))
        {
            return out.push_str(single);
        }
        out.push_str(stem);
        if doubled.is_none() && needs_e(stem) {
            out.push('e');
        }
    }
}

/// Names, and what is written like one, keep their capitals.
fn keeps_case(upos: Upos, xpos: Xpos) -> bool {
    upos == Upos::Propn || matches!(xpos, Xpos::Nnp | Xpos::Nnps | Xpos::Add | Xpos::Fw)
}

fn append_name(form: &str, upos: Upos, xpos: Xpos, out: &mut String) {
    let plural = xpos == Xpos::Nnps && upos == Upos::Propn && form.is_ascii();
    if !plural || form.ends_with("ss") || form.ends_with("us") || form.ends_with("is") {
        return out.push_str(form);
    }
    if form.ends_with("ies") && form.len() > 4 {
        out.push_str(&form[..form.len() - 3]);
        return out.push('y');
    }
    let es = ["ches", "shes", "xes", "sses"].iter().any(|end| form.ends_with(end));
    let cut = if es { 2 } else { usize::from(form.ends_with('s')) };
    out.push_str(&form[..form.len() - cut]);
}

fn append_singular(lower: &str, out: &mut String) {
    if let Ok(at) = IRREGULAR_NOUNS.binary_search_by(|row| row.0.cmp(lower)) {
        return out.push_str(IRREGULAR_NOUNS[at].1);
    }
    // "policemen", "spokeswomen".
    if let Some(stem) = lower.strip_suffix("men").filter(|s| s.len() > 2) {
        out.push_str(stem);
        return out.push_str("man");
    }
    if lower.ends_with("ss") || lower.ends_with("'s") || lower.len() < 3 {
        return out.push_str(lower.strip_suffix("'s").unwrap_or(lower));
    }
    append_from_s(lower, out);
}

/// Without the "s" of a plural or a third person.
fn append_from_s(lower: &str, out: &mut String) {
    match lower {
        "is" | "'s" => return out.push_str("be"),
        "has" => return out.push_str("have"),
        "does" => return out.push_str("do"),
        "goes" => return out.push_str("go"),
        _ => {}
    }
    let cut = if lower.ends_with("ies") && lower.len() > 4 {
        out.push_str(&lower[..lower.len() - 3]);
        return out.push('y');
    } else if ["ches", "shes", "sses", "xes", "zzes", "oes"].iter().any(|end| lower.ends_with(end)) && lower.len() > 4 {
        2
    } else {
        usize::from(lower.ends_with('s') && !lower.ends_with("ss"))
    };
    out.push_str(&lower[..lower.len() - cut]);
}

fn append_positive(lower: &str, ending: &str, out: &mut String) {
    let Some(stem) = lower.strip_suffix(ending).filter(|s| s.len() > 2 && has_vowel(s)) else {
        return out.push_str(lower);
    };
    if let Some(y) = stem.strip_suffix('i') {
        out.push_str(y);
        return out.push('y');
    }
    if let Some(single) = undoubled(stem).filter(|_| !stem.ends_with(['l', 's'])) {
        return out.push_str(single);
    }
    out.push_str(stem);
    let silent =
        ["c", "s", "v", "g", "iqu", "bl", "pl", "tl", "mpl", "ngl", "dl"].iter().any(|end| stem.ends_with(end));
    let short = ["ar", "at", "id", "in", "ir", "ut", "ag", "ud", "af", "ur"].iter().any(|end| stem.ends_with(end))
        && !ends_in_two_vowels(stem, 1);
    if silent && !stem.ends_with("ng") || short && stem.len() > 2 {
        out.push('e');
    }
}

/// Where the verb begins after a prefix that irregular verbs take ("overthrew", "rewrote").
fn prefixed(lower: &str) -> Option<usize> {
    const PREFIXES: &[&str] = &["counter", "under", "over", "fore", "with", "out", "mis", "off", "up", "un", "re"];
    let at = PREFIXES.iter().find(|p| lower.starts_with(**p)).map(|p| p.len())?;
    let rest = &lower[at..];
    (rest.len() > 2 && !rest.ends_with("ed") && IRREGULAR_VERBS.binary_search_by(|row| row.0.cmp(rest)).is_ok())
        .then_some(at)
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|b| is_vowel(b) || b == b'y')
}

/// Whether two vowels stand before the last `tail` letters.
fn ends_in_two_vowels(stem: &str, tail: usize) -> bool {
    let bytes = stem.as_bytes();
    let end = bytes.len().saturating_sub(tail);
    end >= 2 && is_vowel(bytes[end - 1]) && is_vowel(bytes[end - 2])
}

/// "stopp" gives "stop".
fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    let double = n > 2 && bytes[n - 1] == bytes[n - 2] && bytes[n - 1].is_ascii_alphabetic() && !is_vowel(bytes[n - 1]);
    double.then(|| &stem[..n - 1])
}

/// Whether English spells an unknown verb with such a stem with a final "e".
fn needs_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if n < 2 || !stem.is_ascii() {
        return false;
    }
    let (before, last) = (bytes[n - 2], bytes[n - 1]);
    let two_vowels = ends_in_two_vowels(stem, 1);
    match last {
        b'c' | b'v' | b'u' => true,
        b's' => before != b's' && !stem.ends_with("ias"),
        b'z' => before != b'z' && !stem.ends_with("tz"),
        b'g' => {
            before == b'd'
                || before == b'r'
                || stem.ends_with("ang")
                || stem.ends_with("ung")
                || (is_vowel(before) && !two_vowels)
        }
        b'l' => !is_vowel(before) && !matches!(before, b'l' | b'r' | b'w'),
        b't' => {
            let at = before == b'a'
                && (!two_vowels || stem.ends_with("iat") || stem.ends_with("uat") || stem.ends_with("creat"));
            at || stem.ends_with("ut") && !two_vowels
                || ["quot", "mot", "vot", "not", "cit", "nit", "let", "plet"].iter().any(|end| stem.ends_with(end))
        }
        b'd' => matches!(before, b'i' | b'u' | b'a' | b'o') && !two_vowels,
        b'n' => before == b'i' && !two_vowels || stem.ends_with("pon") || stem.ends_with("phon"),
        b'r' => (matches!(before, b'a' | b'i' | b'u') && !two_vowels) || (stem.ends_with("or") && n <= 5),
        b'm' | b'k' | b'p' | b'b' => {
            matches!(before, b'a' | b'i' | b'o' | b'u') && !two_vowels && !stem.ends_with("lop")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(form: &str, upos: Upos, xpos: Xpos) -> String {
        let mut out = String::new();
        Lemmatizer::default().append(form, upos, xpos, &mut String::new(), &mut out);
        out
    }

    #[test]
    fn an_ending_alone_is_its_own_lemma() {
        assert_eq!(lemma("’S", Upos::Noun, Xpos::Nns), "'s");
        assert_eq!(lemma(",", Upos::Num, Xpos::Cd), ",");
    }

    #[test]
    fn regular_verbs() {
        for (form, expected) in [
            ("seized", "seize"),
            ("met", "meet"),
            ("stopped", "stop"),
            ("accused", "accuse"),
            ("denied", "deny"),
            ("agreed", "agree"),
            ("visited", "visit"),
            ("called", "call"),
            ("created", "create"),
            ("treated", "treat"),
            ("offered", "offer"),
            ("invaded", "invade"),
            ("headed", "head"),
            ("declared", "declare"),
            ("changed", "change"),
            ("overthrew", "overthrow"),
            ("withdrew", "withdraw"),
            ("explained", "explain"),
            ("declined", "decline"),
            ("negotiated", "negotiate"),
            ("argued", "argue"),
            ("enabled", "enable"),
            ("welcomed", "welcome"),
        ] {
            assert_eq!(lemma(form, Upos::Verb, Xpos::Vbd), expected);
        }
        for (form, expected) in [
            ("lying", "lie"),
            ("holding", "hold"),
            ("making", "make"),
            ("running", "run"),
            ("saying", "say"),
            ("bringing", "bring"),
        ] {
            assert_eq!(lemma(form, Upos::Verb, Xpos::Vbg), expected);
        }
        for (form, expected) in
            [("denies", "deny"), ("reaches", "reach"), ("goes", "go"), ("says", "say"), ("seizes", "seize")]
        {
            assert_eq!(lemma(form, Upos::Verb, Xpos::Vbz), expected);
        }
    }

    #[test]
    fn past_and_participle_may_differ() {
        assert_eq!(lemma("lay", Upos::Verb, Xpos::Vbd), "lie");
        assert_eq!(lemma("laid", Upos::Verb, Xpos::Vbd), "lay");
        assert_eq!(lemma("lain", Upos::Verb, Xpos::Vbn), "lie");
        assert_eq!(lemma("found", Upos::Verb, Xpos::Vbd), "find");
        assert_eq!(lemma("founded", Upos::Verb, Xpos::Vbd), "found");
    }

    #[test]
    fn nouns_adjectives_and_names() {
        for (form, expected) in [
            ("policies", "policy"),
            ("churches", "church"),
            ("spokesmen", "spokesman"),
            ("wives", "wife"),
            ("children", "child"),
            ("crises", "crisis"),
            ("buses", "bus"),
            ("cases", "case"),
            ("houses", "house"),
        ] {
            assert_eq!(lemma(form, Upos::Noun, Xpos::Nns), expected);
        }
        assert_eq!(lemma("bigger", Upos::Adj, Xpos::Jjr), "big");
        assert_eq!(lemma("largest", Upos::Adj, Xpos::Jjs), "large");
        assert_eq!(lemma("earlier", Upos::Adj, Xpos::Jjr), "early");
        assert_eq!(lemma("States", Upos::Propn, Xpos::Nnps), "State");
        assert_eq!(lemma("Lavrov", Upos::Propn, Xpos::Nnp), "Lavrov");
        assert_eq!(lemma("200,000", Upos::Num, Xpos::Cd), "200000");
    }
}
