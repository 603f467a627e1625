//! The tests of the command, as a user runs it.
//!
//! - [`cases`]: every article of `fixtures/` gives what `tests/cases/` expects, byte for byte.
//! - [`batch`]: many inputs in one run: nothing lost, same bytes for any number of jobs and any order.
//! - [`refusals`]: what must be refused, with a message that names the file, the place and the remedy.
//! - [`validation`]: `validate` accepts what `convert` wrote and names the place of every planted fault.
//! - [`words`]: the text policy: no words of an article leave where none may.
#![allow(missing_docs)]

mod batch;
mod cases;
mod command;
mod refusals;
mod validation;
mod words;
