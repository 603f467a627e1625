//! Who did what to whom: codes the events of English news articles in CAMEO, with evidence.

mod climb;
mod coder;
mod completion;
mod confidence;
mod dateline;
mod dictionary;
mod discourse;
mod error;
mod examples;
mod explain;
mod frame;
mod gate;
mod line;
mod links;
mod matching;
mod mention;
mod mentions;
mod mode;
mod pairing;
mod patterns;
mod place;
mod quote;
mod sentence;
mod setting;
mod standing;
mod statement;
mod time;
mod tone;
mod tree;
mod view;

pub use coder::{Coder, CoderOptions};
pub use dictionary::Dictionary;
pub use error::{Error, ErrorKind};
pub use examples::{Example, ExampleEvent, ExportedExample, Want};
pub use explain::{Explanation, MentionRow, SentenceExplanation, TokenRow, TriggerRow};
pub use line::code_line;
