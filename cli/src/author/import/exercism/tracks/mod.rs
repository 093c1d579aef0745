//! What differs from language to language: how tests are run, how skipped
//! tests are enabled, what must be installed.

mod bash;
mod c;
mod javascript;
mod python;
mod rust;
mod sqlite;

use std::collections::BTreeMap;

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use serde_json::Value;

/// What is special about one track.
pub(super) struct Rules {
    /// Our name of the language; the track's own otherwise.
    pub(super) language: Option<&'static str>,
    /// Programs that must be installed.
    pub(super) tools: &'static [&'static str],
    /// What else has to be prepared once, for the report.
    pub(super) prepare: &'static [&'static str],
    /// How an exercise's tests are run.
    pub(super) judge: fn(&Subject<'_>) -> Judge,
    /// Enables skipped tests in the text of a test file.
    pub(super) enable: fn(&str) -> String,
    /// Adapts an example to the learner's place.
    pub(super) example: fn(&Subject<'_>, &str) -> Example,
    /// Adapts a file that is neither the learner's nor a test; it gets path
    /// and text, and the subject they belong to.
    pub(super) other: fn(&Subject<'_>, &mut String, &mut String),
    /// What an exercise needs beyond the usual, seen in the path and text of
    /// one of its files here.
    pub(super) needs: fn(&str, &str) -> Option<String>,
}

/// What a track's rules may look at.
pub(super) struct Subject<'a> {
    /// The exercise's name.
    pub(super) slug: &'a str,
    /// Paths and texts of its test files.
    pub(super) tests: &'a [(String, String)],
    /// The `custom` part of its configuration.
    pub(super) custom: &'a Value,
}

/// An example as the learner would have written it.
pub(super) struct Example {
    /// The text.
    pub(super) text: String,
    /// Why it may not pass the tests here.
    pub(super) doubt: Option<&'static str>,
}

/// How the tests of an exercise are run.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Judge {
    /// The built-in language runner.
    pub(super) runner: Option<RunnerKind>,
    /// Its framework.
    pub(super) framework: Option<Framework>,
    /// A test command instead.
    pub(super) test: Option<Vec<String>>,
    /// How that reports.
    pub(super) report: ReportFormat,
    /// Where it writes its report.
    pub(super) report_file: Option<String>,
    /// Extra environment variables.
    pub(super) env: BTreeMap<String, String>,
    /// CPU seconds, where the usual ones are not enough.
    pub(super) cpu_seconds: Option<u32>,
}

/// The rules of a known track.
pub(super) fn rules(track: &str) -> Option<Rules> {
    match track {
        "python" => Some(python::rules()),
        "rust" => Some(rust::rules()),
        "javascript" => Some(javascript::rules()),
        "c" => Some(c::rules()),
        "bash" => Some(bash::rules()),
        "sqlite" => Some(sqlite::rules()),
        _ => None,
    }
}

/// The rules of any other track; its test command comes from the user.
pub(super) fn unknown() -> Rules {
    Rules {
        language: None,
        tools: &[],
        prepare: &[],
        judge: |_| Judge::default(),
        enable: as_it_is,
        example: plain_example,
        other: |_, _, _| {},
        needs: |_, _| None,
    }
}

fn as_it_is(text: &str) -> String {
    text.to_owned()
}

fn plain_example(_subject: &Subject<'_>, text: &str) -> Example {
    Example {
        text: text.to_owned(),
        doubt: None,
    }
}
