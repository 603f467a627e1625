//! The `nutgraf` command.
fn main() {}
