//! The columns of the tables: name, place, kind and how they are filled, once for writing, validating and documenting.

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name (GDELT's BigQuery tables).
    pub name: &'static str,
    /// Zero-based place in the row.
    pub place: usize,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell is never empty.
    pub required: bool,
    /// How it is filled, for those who read about it.
    pub filled: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain digits, with a minus where negative.
    Integer {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// A decimal number.
    Number {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// `YYYYMMDD`, a day of the calendar.
    Day,
    /// `YYYYMMDDHHMMSS` in UTC, on a quarter hour.
    Instant,
    /// A code: never a number, since leading zeros and letter case carry meaning.
    Code(Form),
    /// Words.
    Text,
    /// An absolute web address.
    Address,
}

impl Kind {
    /// The type of the column in GDELT's BigQuery tables.
    pub fn big_query_type(self) -> &'static str {
        match self {
            Kind::Integer { .. } | Kind::Day | Kind::Instant | Kind::Code(Form::Month | Form::Year) => "INTEGER",
            Kind::Number { .. } => "FLOAT",
            Kind::Code(_) | Kind::Text | Kind::Address => "STRING",
        }
    }

    /// A regular expression that every filled cell matches.
    pub fn pattern(self) -> &'static str {
        match self {
            Kind::Integer { min: 0.., .. } => "^[0-9]+$",
            Kind::Integer { .. } => "^-?[0-9]+$",
            Kind::Number { .. } => "^-?[0-9]+([.][0-9]+)?$",
            Kind::Day => "^[0-9]{8}$",
            Kind::Instant => "^[0-9]{8}([01][0-9]|2[0-3])(00|15|30|45)00$",
            Kind::Code(form) => form.pattern(),
            Kind::Text => "^[^\\t\\n\\r]*$",
            Kind::Address => "^https?://[^/\\s]+\\S*$",
        }
    }
}

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

const fn column(name: &'static str, kind: Kind, required: bool, filled: &'static str) -> Column {
    Column { name, place: 0, kind, required, filled }
}

const fn in_place<const N: usize>(mut columns: [Column; N]) -> [Column; N] {
    let mut place = 0;
    while place < N {
        columns[place].place = place;
        place += 1;
    }
    columns
}

/// The 61 columns of the events table (GDELT Event Codebook 2.0).
pub static EVENTS_COLUMNS: [Column; 61] = in_place([
    column(
        "GLOBALEVENTID",
        Kind::Integer { min: 1, max: i64::MAX },
        true,
        "2^52 plus the first 52 bits of the hash of date, actors, code and place",
    ),
    column("SQLDATE", Kind::Day, true, "Day of the event: the last of its period, never after the first report"),
    column("MonthYear", Kind::Code(Form::Month), true, "First six digits of SQLDATE"),
    column("Year", Kind::Code(Form::Year), true, "First four digits of SQLDATE"),
    column(
        "FractionDate",
        Kind::Number { min: 0, max: 10_000 },
        true,
        "Year + ((month - 1) * 30 + day) / 365, four decimals",
    ),
    column("Actor1Code", Kind::Code(Form::Actor), false, "CAMEO actor code of the source: one to five trigrams"),
    column("Actor1Name", Kind::Text, false, "Canonical name in capitals, from the first mention"),
    column("Actor1CountryCode", Kind::Code(Form::Trigram), false, "Country trigram of the code"),
    column("Actor1KnownGroupCode", Kind::Code(Form::Trigram), false, "Organisation trigram of the code"),
    column("Actor1EthnicCode", Kind::Code(Form::Trigram), false, "Ethnic trigram of the code"),
    column("Actor1Religion1Code", Kind::Code(Form::Trigram), false, "First religion trigram of the code"),
    column("Actor1Religion2Code", Kind::Code(Form::Trigram), false, "Second religion trigram of the code"),
    column("Actor1Type1Code", Kind::Code(Form::Trigram), false, "First role trigram of the code"),
    column("Actor1Type2Code", Kind::Code(Form::Trigram), false, "Second role trigram of the code"),
    column("Actor1Type3Code", Kind::Code(Form::Trigram), false, "Third role trigram of the code"),
    column("Actor2Code", Kind::Code(Form::Actor), false, "CAMEO actor code of the target: one to five trigrams"),
    column("Actor2Name", Kind::Text, false, "Canonical name in capitals, from the first mention"),
    column("Actor2CountryCode", Kind::Code(Form::Trigram), false, "Country trigram of the code"),
    column("Actor2KnownGroupCode", Kind::Code(Form::Trigram), false, "Organisation trigram of the code"),
    column("Actor2EthnicCode", Kind::Code(Form::Trigram), false, "Ethnic trigram of the code"),
    column("Actor2Religion1Code", Kind::Code(Form::Trigram), false, "First religion trigram of the code"),
    column("Actor2Religion2Code", Kind::Code(Form::Trigram), false, "Second religion trigram of the code"),
    column("Actor2Type1Code", Kind::Code(Form::Trigram), false, "First role trigram of the code"),
    column("Actor2Type2Code", Kind::Code(Form::Trigram), false, "Second role trigram of the code"),
    column("Actor2Type3Code", Kind::Code(Form::Trigram), false, "Third role trigram of the code"),
    column(
        "IsRootEvent",
        Kind::Integer { min: 0, max: 1 },
        true,
        "1 where the first mention stands in sentences 1 to 5",
    ),
    column("EventCode", Kind::Code(Form::Cameo), true, "CAMEO code of three or four digits, as text"),
    column("EventBaseCode", Kind::Code(Form::CameoBase), true, "First three digits of EventCode"),
    column("EventRootCode", Kind::Code(Form::CameoRoot), true, "First two digits of EventCode"),
    column(
        "QuadClass",
        Kind::Integer { min: 1, max: 4 },
        true,
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    ),
    column("GoldsteinScale", Kind::Number { min: -10, max: 10 }, true, "Function of EventCode, one decimal"),
    column("NumMentions", Kind::Integer { min: 1, max: i64::MAX }, true, "Lines of the mentions table"),
    column("NumSources", Kind::Integer { min: 1, max: i64::MAX }, true, "Distinct near-identical texts"),
    column("NumArticles", Kind::Integer { min: 1, max: i64::MAX }, true, "Distinct articles"),
    column("AvgTone", Kind::Number { min: -100, max: 100 }, true, "Mean tone of the distinct articles"),
    column(
        "Actor1Geo_Type",
        Kind::Integer { min: 0, max: 5 },
        true,
        "0 none, 1 country, 2 US state, 3 US city, 4 city, 5 division: the first actor's own place",
    ),
    column("Actor1Geo_FullName", Kind::Text, false, "Place, division, country, in words"),
    column("Actor1Geo_CountryCode", Kind::Code(Form::Fips), false, "FIPS 10-4, never ISO"),
    column(
        "Actor1Geo_ADM1Code",
        Kind::Code(Form::Division),
        false,
        "FIPS country and two characters; the country alone for type 1",
    ),
    column(
        "Actor1Geo_ADM2Code",
        Kind::Code(Form::County),
        false,
        "Always empty: the gazetteer has no second-order divisions",
    ),
    column("Actor1Geo_Lat", Kind::Number { min: -90, max: 90 }, false, "Degrees north"),
    column("Actor1Geo_Long", Kind::Number { min: -180, max: 180 }, false, "Degrees east"),
    column(
        "Actor1Geo_FeatureID",
        Kind::Code(Form::Feature),
        false,
        "Country, state, or our own negative number of the gazetteer line",
    ),
    column(
        "Actor2Geo_Type",
        Kind::Integer { min: 0, max: 5 },
        true,
        "0 none, 1 country, 2 US state, 3 US city, 4 city, 5 division: the second actor's own place",
    ),
    column("Actor2Geo_FullName", Kind::Text, false, "Place, division, country, in words"),
    column("Actor2Geo_CountryCode", Kind::Code(Form::Fips), false, "FIPS 10-4, never ISO"),
    column(
        "Actor2Geo_ADM1Code",
        Kind::Code(Form::Division),
        false,
        "FIPS country and two characters; the country alone for type 1",
    ),
    column(
        "Actor2Geo_ADM2Code",
        Kind::Code(Form::County),
        false,
        "Always empty: the gazetteer has no second-order divisions",
    ),
    column("Actor2Geo_Lat", Kind::Number { min: -90, max: 90 }, false, "Degrees north"),
    column("Actor2Geo_Long", Kind::Number { min: -180, max: 180 }, false, "Degrees east"),
    column(
        "Actor2Geo_FeatureID",
        Kind::Code(Form::Feature),
        false,
        "Country, state, or our own negative number of the gazetteer line",
    ),
    column(
        "ActionGeo_Type",
        Kind::Integer { min: 0, max: 5 },
        true,
        "0 none, 1 country, 2 US state, 3 US city, 4 city, 5 division: the place of the event",
    ),
    column("ActionGeo_FullName", Kind::Text, false, "Place, division, country, in words"),
    column("ActionGeo_CountryCode", Kind::Code(Form::Fips), false, "FIPS 10-4, never ISO"),
    column(
        "ActionGeo_ADM1Code",
        Kind::Code(Form::Division),
        false,
        "FIPS country and two characters; the country alone for type 1",
    ),
    column(
        "ActionGeo_ADM2Code",
        Kind::Code(Form::County),
        false,
        "Always empty: the gazetteer has no second-order divisions",
    ),
    column("ActionGeo_Lat", Kind::Number { min: -90, max: 90 }, false, "Degrees north"),
    column("ActionGeo_Long", Kind::Number { min: -180, max: 180 }, false, "Degrees east"),
    column(
        "ActionGeo_FeatureID",
        Kind::Code(Form::Feature),
        false,
        "Country, state, or our own negative number of the gazetteer line",
    ),
    column("DATEADDED", Kind::Instant, true, "First publication in UTC, rounded up to the quarter hour"),
    column("SOURCEURL", Kind::Address, true, "Address of the first article"),
]);

/// The 16 columns of the mentions table (GDELT Event Codebook 2.0, "Mentions Table").
pub static MENTIONS_COLUMNS: [Column; 16] = in_place([
    column("GLOBALEVENTID", Kind::Integer { min: 1, max: i64::MAX }, true, "Row of the events table"),
    column("EventTimeDate", Kind::Instant, true, "DATEADDED of the event"),
    column("MentionTimeDate", Kind::Instant, true, "Publication of the article in UTC, rounded up to the quarter hour"),
    column("MentionType", Kind::Integer { min: 1, max: 6 }, true, "1: a page of the web"),
    column("MentionSourceName", Kind::Text, true, "Host of the address, without www"),
    column("MentionIdentifier", Kind::Address, true, "Address of the article"),
    column(
        "SentenceID",
        Kind::Integer { min: 1, max: i64::MAX },
        true,
        "Number of the sentence, from 1, headline included",
    ),
    column(
        "Actor1CharOffset",
        Kind::Integer { min: -1, max: i64::MAX },
        true,
        "Code point at which the first actor is named; -1 without one",
    ),
    column(
        "Actor2CharOffset",
        Kind::Integer { min: -1, max: i64::MAX },
        true,
        "Code point at which the second actor is named; -1 without one",
    ),
    column("ActionCharOffset", Kind::Integer { min: 0, max: i64::MAX }, true, "Code point of the trigger"),
    column("InRawText", Kind::Integer { min: 0, max: 1 }, true, "0 where a pronoun stands for an actor"),
    column("Confidence", Kind::Integer { min: 10, max: 100 }, true, "Percent in tens"),
    column("MentionDocLen", Kind::Integer { min: 1, max: i64::MAX }, true, "Length of the text in code points"),
    column("MentionDocTone", Kind::Number { min: -100, max: 100 }, true, "Tone of the article"),
    column("MentionDocTranslationInfo", Kind::Code(Form::Translation), false, "Empty: no text is translated"),
    column("Extras", Kind::Text, false, "JSON: event, mention, mode, confidence, rule, trigger, sentence"),
]);
