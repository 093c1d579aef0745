//! Test runs: what to run, what came of it, and how to read what test
//! frameworks write.

pub mod check;
pub mod explain;
pub mod export;
pub mod outcome;
pub mod parse;
pub mod report;
pub mod spec;
pub mod visible;
