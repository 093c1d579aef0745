//! Tolerant readers of what test frameworks write.
//!
//! Reports come out of runs of strangers' code: they are cut, lie, nest
//! without end and contain terminal escapes. So every reader is a pure function
//! from bytes to [`Parsed`], bounded in size and depth, and follows two rules:
//! what came before an error is kept, and a test counts as passed only when the
//! report says so completely.

mod assertion;
mod collector;
mod exercism_json;
mod exit;
mod frames;
mod jest;
mod json_lines;
mod junit;
mod libtest;
mod place;
mod tap;
mod unity;

use super::outcome::End;
use super::report::TestCase;
use crate::course::model::ReportFormat;

/// What was read of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The tests in the report's order, cleaned, capped and with unique ids.
    pub tests: Vec<TestCase>,
    /// What could not be read, or was left out; sentences for people.
    pub notes: Vec<String>,
    /// Whether the report was read to its regular end and named every test it
    /// promised. A run whose report is not complete has not passed.
    pub complete: bool,
    /// What the compiler said, when the report's text shows that the program
    /// did not build (`cargo test` builds and tests in one command).
    pub build_error: Option<String>,
}

/// What a reader reads, and what it may know besides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The report.
    pub report: &'a [u8],
    /// The tests that exist, where the framework can list them: the output of
    /// `cargo test -- --list`, headings included. Used by `libtest`.
    pub listing: Option<&'a [u8]>,
    /// How the test command ended.
    pub end: End,
    /// Absolute folders that become relative in every text: the run folder as
    /// the tests see it (and as the system sees it, if that differs).
    pub roots: &'a [&'a str],
}

/// Reads a report in the given format.
///
/// For [`ReportFormat::Exit`] only `source.end` counts.
#[must_use]
pub fn parse(format: ReportFormat, source: &Source<'_>) -> Parsed {
    match format {
        ReportFormat::Junit => junit::read(source),
        ReportFormat::Tap => tap::read(source),
        ReportFormat::Libtest => libtest::read(source),
        ReportFormat::Unity => unity::read(source),
        ReportFormat::Json => json_lines::read(source),
        ReportFormat::ExercismJson => exercism_json::read(source),
        ReportFormat::Exit => exit::read(source),
    }
}

/// Reads the file that `jest --json --outputFile=FILE` writes.
#[must_use]
pub fn parse_jest(source: &Source<'_>) -> Parsed {
    jest::read(source)
}

#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod hostile_tests;
