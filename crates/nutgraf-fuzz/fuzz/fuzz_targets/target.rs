//! Every binary of this package: the target that it is named for, fed by libFuzzer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf_fuzz::Target;
use std::sync::LazyLock;

static TARGET: LazyLock<Target> =
    LazyLock::new(|| env!("CARGO_BIN_NAME").parse().expect("every binary is named for a target"));

fuzz_target!(|bytes: &[u8]| TARGET.feed(bytes));
