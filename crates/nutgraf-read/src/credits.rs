//! Bylines: names without "By", titles, addresses and dates, each a person or an organisation.

use nutgraf_model::{Byline, BylineRole, PartyKind};

/// Words before a name, lower case; the longest that fits is cut first.
const PREFIXES: &[&str] = &[
    "view all posts by",
    "see all posts by",
    "all posts by",
    "more by",
    "view all articles by",
    "zeige alle beiträge von",
    "alle beiträge von",
    "alle artikel von",
    "zeige alle artikel von",
    "mehr von",
    "voir tous les articles de",
    "ver todas las entradas de",
    "erstellt von",
    "posted on",
    "written and reported by",
    "as told to",
    "reporting by",
    "contributed by",
    "reported by",
    "posted by",
    "published by",
    "submitted by",
    "written by",
    "edited by",
    "created by",
    "authored by",
    "article by",
    "review by",
    "story by",
    "words by",
    "text by",
    "geschrieben von",
    "ein artikel von",
    "ein beitrag von",
    "ein gastbeitrag von",
    "gastbeitrag von",
    "eine analyse von",
    "eine kolumne von",
    "ein kommentar von",
    "ein interview von",
    "eine rezension von",
    "kommentar von",
    "interview von",
    "aus einem beitrag von",
    "artikel von",
    "bericht von",
    "text von",
    "veröffentlicht von",
    "publié par",
    "propos recueillis par",
    "rédigé par",
    "verfasst von",
    "escrito por",
    "publicado por",
    "scritto da",
    "pubblicato da",
    "a cura di",
    "escrito por",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "redakteur",
    "redakteurin",
    "redaktion",
    "text",
    "foto",
    "fotos",
    "byline",
    "from",
    "by",
    "von",
    "par",
    "por",
    "af",
    "av",
    "door",
    "da",
    "od",
];

/// Words that make a part a job or a place of work rather than a name.
const JOBS: &[&str] = &[
    "reporter",
    "correspondent",
    "editor",
    "writer",
    "journalist",
    "columnist",
    "contributor",
    "producer",
    "analyst",
    "photographer",
    "videographer",
    "critic",
    "blogger",
    "chief",
    "director",
    "researcher",
    "professor",
    "lecturer",
    "fellow",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "journalistin",
    "autor",
    "autorin",
    "chefredakteur",
    "volontär",
    "volontärin",
    "redacteur",
    "journaliste",
    "periodista",
    "corresponsal",
    "redactor",
    "redactora",
    "giornalista",
    "head",
    "bureau",
    "president",
    "ceo",
    "founder",
    "meteorologist",
    "anchor",
    "intern",
    "author",
    "host",
    "expert",
    "officer",
    "manager",
    "phd",
    "md",
    "ph.d",
    "m.d",
    "mba",
    "jr.",
    "guest",
    "freelance",
    "ressort",
    "leiter",
    "leiterin",
    "stellvertretende",
    "stellvertretender",
    "correspondant",
    "correspondante",
    "rédacteur",
    "rédactrice",
    "updated",
    "digital",
    "senior",
    "special",
    "newsletter",
    "specialist",
];

/// What stands where a name should: never an author.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "administrator",
    "undefined",
    "null",
    "none",
    "unknown",
    "anonymous",
    "no author",
    "n/a",
    "na",
    "author",
    "webmaster",
    "root",
    "user",
    "guest",
    "default",
    "test",
    "about the author",
    "view all posts",
    "see all posts",
    "more from",
    "follow",
    "share",
    "comments",
    "contact",
    "profile",
    "all articles",
    "read more",
    "twitter",
    "facebook",
    "email",
    "e-mail",
    "print",
    "superuser",
    "super user",
    "webadmin",
    "siteadmin",
    "privat",
    "by",
    "wordpress",
    "wordpressadmin",
    "zeige alle artikel",
    "zeige alle beiträge",
    "alle artikel",
    "alle beiträge",
    "mehr",
    "autor",
    "userprofile",
    "profil",
    "http",
    "https",
    "url",
    "link",
    "contributed",
    "staff reports",
    "permalink",
];

/// Words whose presence makes a name an organisation's.
const BODIES: &[&str] = &[
    "news",
    "press",
    "agency",
    "agencies",
    "staff",
    "redaktion",
    "newsroom",
    "desk",
    "newsdesk",
    "team",
    "editorial",
    "times",
    "post",
    "daily",
    "magazine",
    "media",
    "gmbh",
    "inc",
    "ltd",
    "university",
    "institute",
    "association",
    "foundation",
    "ministry",
    "department",
    "council",
    "agentur",
    "redazione",
    "redacción",
    "redacao",
    "redação",
    "rédaction",
    "editors",
    "reporters",
    "correspondents",
    "online",
    "tv",
    "radio",
    "board",
    "bureau",
    "network",
    "service",
    "wire",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "chronicle",
    "verlag",
    "zeitung",
    "nachrichten",
    "office",
    "union",
    "committee",
    "society",
    "group",
    "company",
    "club",
    "contributors",
    "redakcja",
    "szerkesztőség",
    "greenpeace",
    "digital",
    "agencias",
    "digitale",
    "webredaktion",
    "newswire",
    "reuters",
    "afp",
    "dpa",
];

/// Splits a byline into names and cleans each. Titles, places of work, e-mail addresses, dates and placeholders are
/// left out.
pub(crate) fn parties(text: &str, role: BylineRole) -> Vec<Byline> {
    let text = strip_prefix(text.trim());
    let mut found: Vec<Byline> = Vec::new();
    for (at, part) in split(text).into_iter().enumerate() {
        let Some(name) = clean_name(part) else { continue };
        if at > 0 && is_job(&name) && !is_agency(&name) {
            continue;
        }
        // `Jane Doe, Harbour News`: where she works.
        let comma = text.contains(',') && !text.contains(['/', '&', ';', '|']);
        if comma && is_body(&name) && found.iter().any(|b| b.kind == PartyKind::Person) {
            continue;
        }
        push(&mut found, name, None, role);
    }
    found
}

/// One name that the source marks as one: not split, only cleaned.
pub(crate) fn party(name: &str, kind: Option<PartyKind>, role: BylineRole) -> Option<Byline> {
    let name = clean_name(strip_prefix(name.trim()))?;
    let kind = if is_body(&name) { PartyKind::Organization } else { kind.unwrap_or(PartyKind::Person) };
    Some(Byline { name, kind, role, url: None })
}

/// Adds a byline unless one of the same name stands there.
fn push(found: &mut Vec<Byline>, name: String, kind: Option<PartyKind>, role: BylineRole) {
    if found.iter().any(|byline| byline.name.eq_ignore_ascii_case(&name)) {
        return;
    }
    let kind = kind.unwrap_or(if is_body(&name) { PartyKind::Organization } else { PartyKind::Person });
    found.push(Byline { name, kind, role, url: None });
}

/// Whether the name is a news agency's.
pub(crate) fn is_agency(name: &str) -> bool {
    let lower = name.trim().trim_end_matches('.').to_lowercase();
    include_str!("tables/agencies.txt").lines().any(|line| line == lower)
}

/// Whether the name is an organisation's.
pub(crate) fn is_body(name: &str) -> bool {
    if is_agency(name) || crate::publisher::is_known(name) {
        return true;
    }
    let lower = name.to_lowercase();
    let domain = lower.rsplit_once('.').is_some_and(|(before, end)| {
        (2..=4).contains(&end.len()) && !before.ends_with(' ') && before.len() > 2 && !end.contains(' ')
    });
    let office = lower.contains(' ')
        && lower.split(' ').all(|word| JOBS.contains(&word) || matches!(word, "our" | "the" | "a" | "special" | "own"));
    // `Our Special Correspondent` is nobody's name.
    office
        || domain && !lower.contains(' ')
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| BODIES.contains(&word))
}

pub(crate) fn strip_prefix(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['-', '–', '—', '|', '•', '·', '*', '/', '(', '©', ' ']);
    loop {
        let fits = |prefix: &&&str| {
            rest.get(..prefix.len()).is_some_and(|start| start.to_lowercase() == **prefix)
                && rest[prefix.len()..].starts_with([' ', ':', '\u{a0}', '\n', '\t'])
        };
        let lower_fits = PREFIXES.iter().filter(fits).max_by_key(|prefix| prefix.len());
        match lower_fits {
            Some(prefix) => rest = rest[prefix.len()..].trim_start_matches([' ', ':', '\u{a0}', '\n', '\t']),
            None => return rest,
        }
    }
}

/// Splits at commas, semicolons, bars, line breaks and the word for "and".
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in text.split([',', ';', '|', '\n', '•', '·', '/', '&', '+', '，', '、']) {
        let mut rest = piece;
        while let Some((at, len)) = joint(rest) {
            parts.push(&rest[..at]);
            rest = &rest[at + len..];
        }
        parts.push(rest);
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn joint(text: &str) -> Option<(usize, usize)> {
    const JOINTS: &[&str] = &[
        " and ", " und ", " et ", " y ", " och ", " og ", " en ", " with ", " für ", " for ", " – ", " — ", " - ",
        " AND ", " at ",
    ];
    JOINTS.iter().filter_map(|word| text.find(word).map(|at| (at, word.len()))).min_by_key(|(at, _)| *at)
}

/// The name in a part of a byline, or nothing where the part holds none.
fn clean_name(part: &str) -> Option<String> {
    let part = strip_prefix(part);
    // `Text und Interview: Jane Doe`
    let part = part.rsplit_once(": ").map_or(part, |(_, name)| name);
    let part = cut_rest(part);
    let part = part.split(['(', '[', '<']).next().unwrap_or_default();
    let mut name = part
        .split_whitespace()
        .filter(|w| !w.contains("://") && !w.contains('@') && !w.starts_with("www."))
        .collect::<Vec<_>>()
        .join(" ");
    name = name
        .trim_matches(|c: char| {
            matches!(
                c,
                '.' | ',' | ':' | '-' | '–' | '—' | '*' | '"' | '“' | '”' | '\'' | '_' | '!' | '~' | '›' | '»' | '>'
            )
        })
        .trim()
        .to_owned();
    if part.trim_end().ends_with('.')
        && name.rsplit(' ').next().is_some_and(|last| last.chars().count() == 1 || last == "Jr" || last == "Sr")
    {
        name.push('.');
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(|c| c.is_numeric()).count();
    let words = name.split(' ').count();
    let numbered = words > 1
        && name.split(' ').any(|word| word.chars().any(char::is_numeric) && !word.chars().any(char::is_alphabetic));
    if letters < 2 || digits > 4 || words > 7 || name.chars().count() > 60 || numbered {
        return None;
    }
    let lower = name.to_lowercase();
    if PLACEHOLDERS.contains(&lower.as_str())
        || crate::when::date_line(&name, crate::when::DateOrder::DayFirst).is_some()
    {
        return None;
    }
    Some(if letters > 4 && words > 1 && name.chars().all(|c| !c.is_lowercase()) && !is_agency(&name) {
        capitalise(&name)
    } else {
        name
    })
}

/// What follows a name and is none: where the author was, when it was written, a button.
fn cut_rest(part: &str) -> &str {
    const AFTER: &[&str] =
        &[" in ", " am ", " on ", " vom ", " aus ", " reporting from ", " auf ", " um ", " el ", " le ", " →", " | "];
    let cut = AFTER.iter().filter_map(|word| part.find(word).filter(|at| *at > 2)).min();
    let kept = cut.map_or(part, |at| &part[..at]);
    ["Twitter", " @", "Follow", "Facebook", "Email", "Contact", "Published", "Updated"].iter().fold(
        kept,
        |kept, word| match kept.find(word) {
            Some(at) if at > 3 => &kept[..at],
            _ => kept,
        },
    )
}

/// `JANE MCDOE-ROE` is `Jane Mcdoe-Roe`; words without vowels stay as they are.
fn capitalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && c != '’' || c == '\'';
    }
    out
}

/// Whether a part names a job, not a person: every word is a job word or lower case, or the last one is a job.
pub(crate) fn is_job(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split([' ', '-', '/']).any(|word| JOBS.contains(&word.trim_matches('.')) || JOBS.contains(&word))
}

/// A paragraph that only credits: `AFP contributed reporting.`, `(Reporting by Jane Doe; editing by Richard Roe)`,
/// `With files from The Canadian Press`. Gives who is credited, or nothing where the paragraph is something else.
pub(crate) fn credit_paragraph(text: &str) -> Option<Vec<Byline>> {
    let trimmed = text.trim().trim_matches(['(', ')', '[', ']', '*', '_']).trim().trim_end_matches('.');
    if trimmed.len() > 400 || trimmed.is_empty() {
        return None;
    }
    let lower = trimmed.to_lowercase();
    if lower.len() != trimmed.len() {
        return None;
    }
    const ENDINGS: &[&str] = &[
        "contributed to this report",
        "contributed reporting",
        "contributed to this story",
        "contributed to this article",
        "contributed to the reporting",
        "contributed",
        "contributed additional reporting",
        "assisted with this report",
    ];
    for ending in ENDINGS {
        let Some(at) = lower.rfind(ending) else { continue };
        let tail = &lower[at + ending.len()..];
        if at > 0 && (tail.is_empty() || tail.starts_with(" from ") && tail.len() < 40) {
            let names = trimmed[..at].trim_end_matches(" also ").trim();
            let names = names.strip_suffix("also").unwrap_or(names);
            let found = parties(names, BylineRole::Contributor);
            return (!found.is_empty() && names.split_whitespace().count() < 40).then_some(found);
        }
    }
    const STARTS: &[(&str, BylineRole)] = &[
        ("additional reporting by", BylineRole::Contributor),
        ("reporting by", BylineRole::Author),
        ("writing by", BylineRole::Author),
        ("editing by", BylineRole::Editor),
        ("with files from", BylineRole::Contributor),
        ("with reporting by", BylineRole::Contributor),
    ];
    let first = STARTS.iter().find(|(start, _)| lower.starts_with(start))?;
    let mut role = first.1;
    let mut found = Vec::new();
    for clause in trimmed.split(';') {
        let clause = clause.trim();
        let lower = clause.to_lowercase();
        let names = STARTS.iter().find(|(start, _)| lower.starts_with(start)).map(|(start, stated)| {
            role = *stated;
            &clause[start.len()..]
        });
        for byline in parties(names.unwrap_or(clause), role) {
            push(&mut found, byline.name, Some(byline.kind), role);
        }
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        parties(text, BylineRole::Author).into_iter().map(|b| b.name).collect()
    }

    #[test]
    fn bylines_give_names() {
        for (text, expected) in [
            ("By Jane Doe", &["Jane Doe"][..]),
            ("By JANE DOE and RICHARD ROE", &["Jane Doe", "Richard Roe"]),
            ("Von Anna Muster und Otto Beispiel", &["Anna Muster", "Otto Beispiel"]),
            ("Jane Doe, Staff Writer", &["Jane Doe"]),
            ("By Jane Doe, Harbour Correspondent | The Associated Press", &["Jane Doe", "The Associated Press"]),
            ("Jane Doe <jane@doe.example>", &["Jane Doe"]),
            ("Written by: Jane Q. Doe", &["Jane Q. Doe"]),
            ("Jane Doe, jane.doe@quay.example", &["Jane Doe"]),
            ("admin", &[]),
            ("Jane Doe, 12 May 2020", &["Jane Doe"]),
            ("AFP", &["AFP"]),
            ("", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn agencies_and_newsrooms_are_organisations() {
        let kind = |name: &str| party(name, None, BylineRole::Author).map(|b| b.kind);
        assert_eq!(kind("Jane Doe"), Some(PartyKind::Person));
        assert_eq!(kind("Reuters"), Some(PartyKind::Organization));
        assert_eq!(kind("Harbour News Staff"), Some(PartyKind::Organization));
        assert_eq!(kind("Our Special Correspondent"), Some(PartyKind::Organization));
        assert_eq!(kind("harbour.example.com"), Some(PartyKind::Organization));
    }

    #[test]
    fn credit_paragraphs_are_told_from_sentences() {
        let credited = |text: &str| {
            credit_paragraph(text).map(|list| list.into_iter().map(|b| (b.name, b.role)).collect::<Vec<_>>())
        };
        assert_eq!(credited("AFP contributed reporting."), Some(vec![("AFP".into(), BylineRole::Contributor)]));
        assert_eq!(
            credited("(Reporting by Jane Doe and Richard Roe; editing by Sam Poe)"),
            Some(vec![
                ("Jane Doe".into(), BylineRole::Author),
                ("Richard Roe".into(), BylineRole::Author),
                ("Sam Poe".into(), BylineRole::Editor)
            ])
        );
        assert_eq!(credited("The rains contributed to the flood that closed the harbour."), None);
        assert_eq!(credited("Reporting was difficult."), None);
    }
}
