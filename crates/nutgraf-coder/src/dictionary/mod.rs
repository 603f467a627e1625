//! The dictionaries: plain text in, tables of names and words out.

mod atoms;
#[cfg(test)]
mod audit;
mod dates;
mod given_names;
mod library;
mod names;
mod petrarch;
mod phrases;
mod rows;
mod short_names;

pub(crate) use atoms::{FoldMap, words as folded_words};
pub(crate) use given_names::{Gender, of_noun};
pub use library::Dictionary;
pub(crate) use library::embedded_files;
pub(crate) use names::{ActorKind, Country, GazetteerPlace, KnownActor, Names, Standing, former};
pub(crate) use phrases::{Found, Sense};
pub(crate) use rows::rows;
