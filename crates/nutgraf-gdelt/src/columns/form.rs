//! Forms of codes.

use nutgraf_model::Timestamp;

/// Forms of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A month as YYYYMM.
    Month,
    /// A year of four digits.
    Year,
    /// One to five CAMEO trigrams, such as RUSGOV.
    Actor,
    /// A CAMEO trigram, such as RUS.
    Trigram,
    /// A CAMEO code of three or four digits, such as 042.
    Cameo,
    /// The first three digits of EventCode.
    CameoBase,
    /// The first two digits of EventCode.
    CameoRoot,
    /// A FIPS 10-4 country, such as RS for Russia.
    Fips,
    /// A FIPS country and two characters, such as SA10.
    Division,
    /// A GAUL number, or a US state and county.
    County,
    /// A signed number, or a country or state of two letters.
    Feature,
    /// Srclc:xxx;eng:engine.
    Translation,
    /// Number of a GKG row: the quarter hour, a hyphen, T where the text was translated, and a count.
    GkgRecord,
    /// An ISO 3166-1 country of three letters, such as RUS.
    Iso3,
    /// A date at its own precision: `1999`, `1999-05`, `1999-05-03` or a moment.
    Stated,
    /// One of the five modes.
    Mode,
    /// A BCP 47 language tag.
    Language,
    /// One of our identifiers.
    Id,
}

impl Form {
    /// What a code of this form looks like, in words.
    pub fn expected(self) -> &'static str {
        match self {
            Form::Month => "a month as YYYYMM",
            Form::Year => "a year of four digits",
            Form::Actor => "one to five CAMEO trigrams, such as RUSGOV",
            Form::Trigram => "a CAMEO trigram, such as RUS",
            Form::Cameo => "a CAMEO code of three or four digits, such as 042",
            Form::CameoBase => "the first three digits of EventCode",
            Form::CameoRoot => "the first two digits of EventCode",
            Form::Fips => "a FIPS 10-4 country, such as RS for Russia",
            Form::Division => "a FIPS country and two characters, such as SA10",
            Form::County => "a GAUL number, or a US state and county",
            Form::Feature => "a signed number, or a country or state of two letters",
            Form::Translation => "srclc:xxx;eng:engine",
            Form::GkgRecord => "YYYYMMDDHHMMSS, a hyphen and a number, such as 19990503121500-0",
            Form::Iso3 => "an ISO 3166-1 country of three letters, such as RUS",
            Form::Stated => "a date: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with an offset",
            Form::Mode => "asserted, intended, reported, negated or hypothetical",
            Form::Language => "a language tag, such as en or en-GB",
            Form::Id => "26 letters and digits of base 32",
        }
    }

    /// A regular expression that every code of this form matches.
    pub fn pattern(self) -> &'static str {
        match self {
            Form::Month => "^[0-9]{6}$",
            Form::Year => "^[0-9]{4}$",
            Form::Actor => "^[A-Za-z0-9]{3}([A-Za-z0-9]{3}){0,4}$",
            Form::Trigram => "^[A-Za-z0-9]{3}$",
            Form::Cameo => "^(0[1-9]|1[0-9]|20)[0-9]{1,2}$",
            Form::CameoBase => "^(0[1-9]|1[0-9]|20)[0-9]$",
            Form::CameoRoot => "^(0[1-9]|1[0-9]|20)$",
            Form::Fips => "^[A-Z][A-Z0-9]$",
            Form::Division => "^[A-Z][A-Z0-9]([A-Z0-9]{2})?$",
            Form::County => "^([A-Z]{2}[0-9]{3}|[0-9]+)$",
            Form::Feature => "^(-?[0-9]+|[A-Z][A-Z0-9])$",
            Form::Translation => "^srclc:[a-z]{3}; ?eng:.+$",
            Form::GkgRecord => "^[0-9]{14}-T?[0-9]+$",
            Form::Iso3 => "^[A-Z]{3}$",
            Form::Stated => "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$",
            Form::Mode => "^(asserted|intended|reported|negated|hypothetical)$",
            Form::Language => "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            Form::Id => "^[a-z2-7]{26}$",
        }
    }

    /// Whether `cell` has this form.
    pub fn matches(self, cell: &str) -> bool {
        match self {
            Form::Month => digits(cell, 6..=6),
            Form::Year => digits(cell, 4..=4),
            Form::Actor => cell.len().is_multiple_of(3) && cell.len() <= 15 && alphanumeric(cell),
            Form::Trigram => cell.len() == 3 && alphanumeric(cell),
            Form::Cameo => digits(cell, 3..=4),
            Form::CameoBase => digits(cell, 3..=3),
            Form::CameoRoot => digits(cell, 2..=2),
            Form::Fips => cell.len() == 2 && capitals(cell),
            Form::Division => matches!(cell.len(), 2 | 4) && capitals(cell),
            Form::County => {
                let us = cell.get(..2).is_some_and(capitals) && digits(&cell[2..], 3..=3);
                us || digits(cell, 1..=usize::MAX)
            }
            Form::Feature => {
                digits(cell.strip_prefix('-').unwrap_or(cell), 1..=usize::MAX) || cell.len() == 2 && capitals(cell)
            }
            Form::Translation => {
                cell.strip_prefix("srclc:").and_then(|rest| rest.split_once(';')).is_some_and(|(language, rest)| {
                    language.len() == 3
                        && rest.trim_start().strip_prefix("eng:").is_some_and(|engine| !engine.is_empty())
                })
            }
            Form::GkgRecord => cell.split_once('-').is_some_and(|(batch, number)| {
                digits(batch, 14..=14) && digits(number.strip_prefix('T').unwrap_or(number), 1..=usize::MAX)
            }),
            Form::Iso3 => cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_uppercase()),
            Form::Stated => cell.parse::<Timestamp>().is_ok(),
            Form::Mode => matches!(cell, "asserted" | "intended" | "reported" | "negated" | "hypothetical"),
            Form::Language => {
                let mut parts = cell.split('-');
                let primary = parts.next().unwrap_or_default();
                matches!(primary.len(), 2 | 3)
                    && primary.bytes().all(|b| b.is_ascii_alphabetic())
                    && parts.all(|part| part.len() <= 8 && alphanumeric(part))
            }
            Form::Id => cell.len() == 26 && cell.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7')),
        }
    }
}

fn digits(cell: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&cell.len()) && cell.bytes().all(|b| b.is_ascii_digit())
}

fn alphanumeric(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Capitals and digits, a capital first.
fn capitals(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_uppercase())
        && cell.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
