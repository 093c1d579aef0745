//! The real program in a home of its own: what scripts and people rely on.
//! One file per command.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

mod bad_input;
mod clean;
mod completion;
mod config;
mod course;
mod course_convert;
mod doctor;
mod errors;
mod inbox;
mod journey;
mod json;
#[cfg(unix)]
mod learn;
#[cfg(unix)]
mod learn_bad_input;
mod list;
mod plain;
mod progress;
mod query;
mod review;
#[cfg(unix)]
mod screen;
mod stats;
mod terminal;
mod watch;
