//! What differs from language to language: how tests are run, how skipped
//! tests are enabled, what must be installed.

mod bash;
mod c;
mod javascript;
mod python;
mod rust;
mod sqlite;

use std::collections::BTreeMap;

use serde::Serialize;
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
    pub(super) example: fn(&str) -> String,
    /// Adapts a file that is neither the learner's nor a test; it gets path
    /// and text, and the subject they belong to.
    pub(super) other: fn(&Subject<'_>, &mut String, &mut String),
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

/// The part of an `assignment.toml` that says how tests are run.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Judge {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) runner: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) framework: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) test: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) report_file: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) env: BTreeMap<&'static str, &'static str>,
    #[serde(skip_serializing_if = "Limits::is_usual")]
    pub(super) limits: Limits,
}

/// Limits that differ from the usual ones.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Limits {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cpu_seconds: Option<u32>,
}

impl Limits {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
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
        example: as_it_is,
        other: |_, _, _| {},
    }
}

fn as_it_is(text: &str) -> String {
    text.to_owned()
}
