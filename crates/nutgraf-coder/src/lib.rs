//! Who did what to whom: codes the events of English news articles in CAMEO, with evidence.

mod error;
mod mention;

pub use error::{Error, ErrorKind};
