//! Who did what to whom: codes the events of English news articles in CAMEO, with evidence.

mod dictionary;
mod climb;
mod frame;
mod matching;
mod mode;
mod patterns;
mod sentence;
mod tree;
mod error;
mod mention;
mod tone;

pub use dictionary::Dictionary;
pub use error::{Error, ErrorKind};
