//! Progress, attempts, hints and grades.

pub mod quiz;
