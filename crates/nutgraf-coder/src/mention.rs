//! What the text names: actors, places and times, each with the tokens that name it.

use nutgraf_model::{ActorCode, Entity, Place, Timestamp};
use std::ops::Range;

/// An actor named in a sentence, by whatever words.
#[derive(Clone, Debug)]
pub(crate) struct ActorMention {
    /// The naming words, as document-wide token indexes: "Russian Foreign Minister Sergei Lavrov", without articles.
    pub(crate) tokens: Range<usize>,
    /// The token that heads them in the tree: where a pattern's slot meets the mention.
    pub(crate) head: usize,
    /// CAMEO actor code on the day of publication.
    pub(crate) code: ActorCode,
    /// Who it is.
    pub(crate) entity: Entity,
    /// How the words name it.
    pub(crate) by: NamedBy,
    /// For "the two sides", "they", "both countries": the mentions (indexes into [`Mentions::actors`]) they stand for; empty else.
    pub(crate) members: Vec<usize>,
    /// Dictionary file and line, such as `actors/russia.tsv:12`; empty where context alone gave the code.
    pub(crate) line: String,
}

/// How words name an actor, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NamedBy {
    /// A name of the dictionary, or a short form of it.
    Name,
    /// A common noun with a country: "Iranian police", "Russia's Foreign Ministry".
    Description,
    /// A name the dictionary does not know, coded by the words around it.
    Context,
    /// A capital or building that acts.
    Metonym,
    /// A country or city as the object of an act.
    Place,
    /// A common noun without country: "police", "rebels".
    BareAgent,
    /// "the ministry", "the two sides": a description resolved to an earlier mention.
    Anaphor,
    /// A pronoun resolved to an earlier mention.
    Pronoun,
}

/// A place named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention {
    /// The naming words.
    pub(crate) tokens: Range<usize>,
    /// The token that heads them in the tree.
    pub(crate) head: usize,
    /// Which place.
    pub(crate) place: Place,
}

/// A time expression in a sentence, resolved against publication.
#[derive(Clone, Debug)]
pub(crate) struct TimeMention {
    /// The words, such as "earlier this month".
    pub(crate) tokens: Range<usize>,
    /// The token that heads them in the tree: its ancestors tell which clause they date.
    pub(crate) head: usize,
    /// When, at the precision stated.
    pub(crate) when: Timestamp,
}

/// Everything the text names, each list in order of tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// Actors.
    pub(crate) actors: Vec<ActorMention>,
    /// Places; a country may stand here and among the actors.
    pub(crate) places: Vec<PlaceMention>,
    /// Times.
    pub(crate) times: Vec<TimeMention>,
    /// The words of datelines, which belong to no sentence.
    pub(crate) datelines: Vec<Range<usize>>,
}
