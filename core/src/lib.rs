//! What CodeZest decides, as pure functions.
//!
//! Nothing here reads a clock, draws a random number, opens a file, asks the
//! environment, speaks to a network or prints. Callers pass time, ids and
//! bytes in and get facts, verdicts and models out; that is what makes every
//! rule testable by tables and properties.
//!
//! | Module | Decides |
//! |---|---|
//! | [`ids`] | what things are called |
//! | [`time`] | instants, learning days, hybrid logical clocks |
//! | [`error`] | the stable codes of what can go wrong |
//! | [`limits`] | every constant that two places share |
//! | [`event`] | facts: envelope, kinds, canonical encoding, hashes |
//! | [`learning`] | progress, attempts, hints, grades |
//! | [`activity`] | streaks and active days |
//! | [`course`] | the course format: model, parser, validator |
//! | [`run`] | test runs: specification, report, parsers, explanations |

pub mod activity;
pub mod course;
pub mod error;
pub mod event;
pub mod ids;
pub mod learning;
pub mod limits;
pub mod run;
pub mod text;
pub mod time;
