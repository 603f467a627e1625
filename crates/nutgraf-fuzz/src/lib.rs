//! Damaged inputs for every reader, parser and validator of Nutgraf, on stable Rust.
//!
//! A [`Target`] takes any bytes. [`Seeds`] are the fixtures and what Nutgraf writes of them; [`mutant`] damages one, and the
//! same seed and number give the same bytes on every machine, so that a number alone brings a failure back. [`run`] feeds a
//! target, catches panics, and sees what takes too long or too much memory.
//!
//! ```
//! use nutgraf_fuzz::{Target, mutant};
//! let seeds = [b"day,source,language\n".to_vec(), b"1999-05-03,a.example,en\n".to_vec()];
//! let damaged = mutant(&seeds, &["1999".into()], 7, 1);
//! assert_eq!(damaged, mutant(&seeds, &["1999".into()], 7, 1));
//! Target::Validate.feed(&damaged);
//! ```

mod mutation;
mod run;
mod seeds;
mod target;

pub use mutation::mutant;
pub use run::{Failure, Limits, Outcome, quiet_panics, run};
pub use seeds::Seeds;
pub use target::Target;
