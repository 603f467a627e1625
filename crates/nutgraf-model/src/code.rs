//! Codes as strings: leading zeros and letter case carry meaning.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A string that is no code of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{value}\" is no {kind}; expected {expected}")]
pub struct CodeError {
    value: String,
    kind: &'static str,
    expected: &'static str,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $pattern:literal, $expected:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Checks the form of `value` and keeps it.
            ///
            /// # Errors
            /// Where `value` does not have the form of such a code.
            pub fn new(value: impl Into<String>) -> Result<Self, CodeError> {
                let value = value.into();
                let check: fn(&str) -> bool = $check;
                if check(&value) {
                    Ok($name(value.into_boxed_str()))
                } else {
                    Err(CodeError { value, kind: $kind, expected: $expected })
                }
            }

            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(value: String) -> Result<Self, CodeError> {
                $name::new(value)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                false
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "pattern": $pattern, "description": concat!("A ", $kind, ": ", $expected, ".")})
            }
        }
    };
}

code!(
    /// A CAMEO event code of two to four digits: root (`04`), base (`042`) or full (`1831`). Known codes only (CAMEO
    /// manual 1.1b3, chapter 6, and GDELT's lookup); see [`cameo_event`](crate::cameo_event).
    CameoCode,
    "CAMEO event code",
    "^(0[1-9]|1[0-9]|20)[0-9]{0,2}$",
    "two to four digits that stand in the CAMEO codebook, such as 042 or 1831",
    |value| crate::cameo::cameo_event(value).is_some()
);

impl CameoCode {
    /// The two-digit root, such as `18`.
    pub fn root(&self) -> &str {
        &self.0[..2]
    }

    /// The three-digit base, such as `183`; a bare root `18` has the base `180`, as GDELT writes it.
    pub fn base(&self) -> Cow<'_, str> {
        if self.0.len() >= 3 { Cow::Borrowed(&self.0[..3]) } else { Cow::Owned(format!("{}0", &self.0)) }
    }

    /// The code as GDELT writes it, three or four digits: root `18` becomes `180`.
    pub fn full(&self) -> Cow<'_, str> {
        if self.0.len() >= 3 { Cow::Borrowed(&self.0) } else { self.base() }
    }

    /// Name, scale value, quad class and mirror of the code.
    pub fn event(&self) -> &'static crate::CameoEvent {
        crate::cameo::cameo_event(&self.0).expect("CameoCode::new accepts only codes of the table")
    }
}

code!(
    /// A CAMEO actor code: one to five trigrams without separators, country first where there is one (`RUSGOV`,
    /// `IGOUNOREFHCR`). Ethnic trigrams are lower case, extended religions hold digits.
    ActorCode,
    "CAMEO actor code",
    "^[A-Za-z0-9]{3}([A-Za-z0-9]{3}){0,4}$",
    "one to five groups of three letters or digits, such as RUSGOV",
    |value| !value.is_empty() && value.len() <= 15 && value.len() % 3 == 0 && value.bytes().all(|b| b.is_ascii_alphanumeric())
);

impl ActorCode {
    /// The trigrams of the code, in order.
    pub fn trigrams(&self) -> impl Iterator<Item = &str> {
        (0..self.0.len() / 3).map(|i| &self.0[3 * i..3 * i + 3])
    }

    /// The CAMEO country or region at the head of the code, if it starts with one.
    pub fn country(&self) -> Option<&str> {
        self.trigrams().next().filter(|t| crate::actor_code_classes(t).contains(&crate::ActorClass::Country))
    }

    /// Whether the code names a country, region or known organisation, and not a role alone.
    pub fn is_specific(&self) -> bool {
        self.trigrams().any(|t| {
            let classes = crate::actor_code_classes(t);
            classes.contains(&crate::ActorClass::Country) || classes.contains(&crate::ActorClass::KnownGroup)
        })
    }
}

code!(
    /// An ISO 3166-1 alpha-2 country code, upper case, such as `RU`.
    CountryCode,
    "ISO 3166-1 alpha-2 country code",
    "^[A-Z]{2}$",
    "two capital letters, such as RU",
    |value| value.len() == 2 && value.bytes().all(|b| b.is_ascii_uppercase())
);

code!(
    /// A FIPS 10-4 country code, upper case, such as `RS` for Russia: never ISO.
    FipsCode,
    "FIPS 10-4 country code",
    "^[A-Z][A-Z0-9]$",
    "two capitals or a capital and a digit, such as RS",
    |value| value.len() == 2
        && value.as_bytes()[0].is_ascii_uppercase()
        && (value.as_bytes()[1].is_ascii_uppercase() || value.as_bytes()[1].is_ascii_digit())
);

code!(
    /// A Wikidata item, such as `Q159`.
    WikidataId,
    "Wikidata item id",
    "^Q[1-9][0-9]*$",
    "Q and a number without leading zero, such as Q159",
    |value| value.len() > 1 && value.starts_with('Q') && !value.starts_with("Q0") && value.bytes().skip(1).all(|b| b.is_ascii_digit())
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_zeros_and_refuse_strangers() {
        let code = CameoCode::new("043").expect("a code");
        assert_eq!((code.root(), code.base().as_ref(), code.full().as_ref()), ("04", "043", "043"));
        assert_eq!(CameoCode::new("18").expect("a root").full(), "180");
        assert!(CameoCode::new("43").is_err());
        assert!(CameoCode::new("999").is_err());
        assert_eq!(ActorCode::new("RUSGOV").expect("a code").country(), Some("RUS"));
        assert_eq!(ActorCode::new("COP").expect("a code").country(), None);
        assert!(ActorCode::new("RUSGO").is_err());
        assert!(CountryCode::new("ru").is_err());
        assert!(WikidataId::new("Q012").is_err());
    }
}
