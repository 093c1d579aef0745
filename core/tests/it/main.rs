//! Tests of the core against files of the repository.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test reads real files; the crate itself does not"
)]

mod bundled_courses;
mod facts;
mod fsrs;
mod golden;
mod progress;
mod reducers;
mod review;
mod samples;
