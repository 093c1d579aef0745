//! The real program in a home of its own: what scripts and people rely on.
//! One file per command.

mod support;

mod clean;
mod course;
mod journey;
mod list;
mod progress;
mod stats;
mod watch;
