//! Test runs: what to run, what came of it, and how to read what test
//! frameworks write.

pub mod report;
pub mod spec;
