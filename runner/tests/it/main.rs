//! Real runs of real processes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests are tests too: they fail loudly, and say what could not be tested"
)]

mod checks;
mod execute;
mod fork_bomb;
mod languages;
mod limits;
mod privacy;
mod processes;
mod setup;
