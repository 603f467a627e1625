//! The tests of the command, as a user runs it.
//!
//! - [`cases`]: every article of `fixtures/` gives what `tests/cases/` expects, byte for byte.
//! - [`batch`]: many inputs in one run: nothing lost, same bytes for any number of jobs and any order.
//! - [`merging`]: the outputs of several runs as one; only what is new since a run.
//! - [`resuming`]: runs that are killed, or whose inputs go away, and go on.
//! - [`compressing`]: `--gzip` changes files, not what they hold.
//! - [`corpus`]: `dictionary export` prints every example of the dictionaries, with file and line.
//! - [`disturbances`]: a full disk, cut archives, files that cannot be read, links that lead nowhere.
//! - [`budgets`]: documents that are too large or take too long.
//! - [`refusals`]: what must be refused, with a message that names the file, the place and the remedy.
//! - [`upgrade`]: learning who is who in Wikidata renames nothing.
//! - [`validation`]: `validate` accepts what `convert` wrote and names the place of every planted fault.
//! - [`words`]: the text policy: no words of an article leave where none may.
#![allow(missing_docs)]

mod batch;
mod budgets;
mod cases;
mod command;
mod compressing;
mod corpus;
mod disturbances;
mod merging;
mod refusals;
mod resuming;
mod upgrade;
mod validation;
mod words;
