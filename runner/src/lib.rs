//! Runs the tests of assignments.

pub mod cancel;
pub mod error;
mod folder;
mod helper;
pub mod sql;
mod step;
mod tools;

pub use helper::helper_main;
