//! What one line of a pattern file says.

use super::symbol::{Symbol, WordSet};
use nutgraf_model::CameoCode;
use std::sync::Arc;

/// Where a line of the dictionaries stands: a file's place in the list of files, and the line, from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    pub(crate) file: u32,
    pub(crate) line: u32,
}

/// One alternative of a pattern line: a word and what must stand around it for the code to hold.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// The code; nothing for `---`, which says that there is no event.
    pub(crate) code: Option<CameoCode>,
    pub(crate) head: Head,
    pub(crate) slots: Vec<Slot>,
    /// Both sides do it to one another.
    pub(crate) reciprocal: bool,
    /// No target is looked for.
    pub(crate) no_target: bool,
    /// The subject is the target and the target slot names the source: "received aid from".
    pub(crate) swapped: bool,
    pub(crate) line: Line,
    /// The alternative as written.
    pub(crate) text: Box<str>,
}

/// The word that a pattern hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Head {
    pub(crate) kind: HeadKind,
    pub(crate) lemma: Symbol,
    /// `off` of `call_off`.
    pub(crate) particle: Option<Symbol>,
}

/// What kind of word a pattern hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum HeadKind {
    Verb,
    Noun,
    Adjective,
}

/// Actor trigrams of which a code must hold one; empty demands nothing.
pub(crate) type Roles = Vec<[u8; 3]>;

/// Which nouns (or verbs) a slot takes.
#[derive(Clone, Debug)]
pub(crate) enum Words {
    /// `*`
    Any,
    /// `{place}`: what the mentions call a place.
    Place,
    /// `[a|b]`
    Literal(Arc<WordSet>),
    /// `{class}`
    Class(Arc<WordSet>),
}

/// One demand of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    /// `T`, `T?`, `T=MIL`: the direct object is the target.
    Target { optional: bool, roles: Roles },
    /// `with|against:T`: a phrase is the target.
    PhraseTarget { prepositions: Vec<Symbol>, optional: bool, roles: Roles },
    /// `by:S`: a phrase names the source.
    PhraseSource { prepositions: Vec<Symbol> },
    /// `between:B`: a phrase names both sides.
    Both { prepositions: Vec<Symbol> },
    /// `S=COP|MIL`
    SourceRoles(Roles),
    /// `S:[bomb|shell]`: the subject is a thing.
    SubjectWords(Words),
    /// `[troop]`, `{sanction}`: the direct object is such a thing.
    Object(Words),
    /// `from:[treaty]`, `for:*`
    Phrase { prepositions: Vec<Symbol>, words: Words },
    /// `>[release]`, `>*`
    Complement(Words),
    /// `!…`: must not be there.
    Not(Box<Slot>),
    /// `not`: the word is negated ("did not respond").
    Negated,
}

impl Slot {
    /// What meeting the demand counts when patterns compete: a literal lemma more than a class or an actor, these more
    /// than anything at all.
    pub(crate) fn weight(&self) -> u32 {
        let words = |words: &Words| match words {
            Words::Any => 10,
            Words::Place => 25,
            Words::Class(_) => 30,
            Words::Literal(_) => 40,
        };
        let roles = |roles: &Roles| if roles.is_empty() { 0 } else { 12 };
        match self {
            Slot::Target { optional: true, .. } | Slot::PhraseTarget { optional: true, .. } => 12,
            Slot::Target { roles: r, .. } => 22 + roles(r),
            Slot::PhraseTarget { roles: r, .. } => 24 + roles(r),
            Slot::PhraseSource { .. } => 6,
            Slot::Both { .. } => 24,
            Slot::SourceRoles(_) => 14,
            Slot::SubjectWords(w) | Slot::Object(w) | Slot::Phrase { words: w, .. } | Slot::Complement(w) => words(w),
            Slot::Not(_) => 1,
            Slot::Negated => 40,
        }
    }

    /// Whether the slot names the target.
    pub(crate) fn is_target(&self) -> bool {
        matches!(self, Slot::Target { .. } | Slot::PhraseTarget { .. } | Slot::Both { .. })
    }
}

/// An example under a pattern, as written: a sentence, `=>`, and every event that it must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    text: Box<str>,
    pub(crate) line: Line,
}

impl Example {
    /// Keeps a line that has the form of an example.
    pub(super) fn new(text: &str, line: Line) -> Result<Example, String> {
        let (_, events) = split(text).ok_or("an example is a sentence, \"=>\" and its events or none")?;
        for event in events {
            let Some([_, code, _]) = three(event) else {
                return Err(format!("\"{event}\": an event is SOURCE CODE TARGET, with --- for nobody"));
            };
            CameoCode::new(code).map_err(|e| e.to_string())?;
        }
        Ok(Example { text: text.into(), line })
    }

    /// The sentence.
    pub(crate) fn sentence(&self) -> &str {
        split(&self.text).map_or("", |(sentence, _)| sentence)
    }

    /// Source, code and target of each event, sources and targets `---` where absent.
    pub(crate) fn events(&self) -> impl Iterator<Item = [&str; 3]> {
        split(&self.text).into_iter().flat_map(|(_, events)| events).filter_map(three)
    }
}

/// The sentence of an example, and its events.
fn split(text: &str) -> Option<(&str, impl Iterator<Item = &str>)> {
    let (sentence, events) = text.rsplit_once("=>")?;
    Some((sentence.trim(), events.split(';').map(str::trim).filter(|e| !e.is_empty() && *e != "none")))
}

/// Exactly three words.
fn three(text: &str) -> Option<[&str; 3]> {
    let mut words = text.split_whitespace();
    let three = [words.next()?, words.next()?, words.next()?];
    words.next().is_none().then_some(three)
}
