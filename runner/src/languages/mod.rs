//! The built-in language runners: one row each.
//!
//! A row says what the language needs installed, how its tests are run and
//! how its programs are started. A new language is a new file with a row.

mod bash;
mod c;
mod javascript;
pub(crate) mod program;
mod python;
mod rust;
pub(crate) mod sql;
mod status;
mod tests;

use std::path::{Path, PathBuf};

use codezest_core::course::model::{Framework, RunnerKind};
use codezest_core::run::spec::{Judge, RunSpec};

use crate::error::RunnerError;
use crate::job::{Job, Tested};
use crate::tools::Tools;
pub(crate) use program::Program;
pub(crate) use status::install_hint;
pub use status::{LanguageStatus, ToolStatus};

/// One language.
pub(crate) struct Language {
    pub(crate) kind: RunnerKind,
    /// As people write it.
    pub(crate) name: &'static str,
    /// What must (or may) be installed.
    pub(crate) tools: &'static [Tool],
    /// Runs the tests.
    pub(crate) tests: fn(&mut Job<'_>, Option<Framework>) -> Result<Tested, RunnerError>,
    /// Makes the program ready to be started.
    pub(crate) program: fn(&mut Job<'_>) -> Result<Program, RunnerError>,
}

/// A program that a language needs.
pub(crate) struct Tool {
    /// As typed.
    pub(crate) name: &'static str,
    /// Arguments that make it print its version.
    pub(crate) version: &'static [&'static str],
    /// The oldest that works.
    pub(crate) oldest: Option<(u32, u32)>,
    /// Whether nothing goes without it.
    pub(crate) required: bool,
    /// How to get it.
    pub(crate) install: Install,
}

/// The packages that bring a tool.
pub(crate) struct Install {
    pub(crate) apt: &'static str,
    pub(crate) dnf: &'static str,
    pub(crate) pacman: &'static str,
    pub(crate) brew: &'static str,
    /// A command or an address for all other systems.
    pub(crate) other: &'static str,
}

/// All rows, in the order of `doctor`.
pub(crate) const LANGUAGES: &[Language] = &[
    python::LANGUAGE,
    rust::LANGUAGE,
    javascript::LANGUAGE,
    c::LANGUAGE,
    bash::LANGUAGE,
    sql::LANGUAGE,
];

/// The row of a language.
pub(crate) fn language(kind: RunnerKind) -> Result<&'static Language, RunnerError> {
    let row = LANGUAGES.iter().find(|language| language.kind == kind);
    row.ok_or_else(|| RunnerError::BadSpec(format!("there is no runner for {kind:?}")))
}

/// What every language has to say.
pub(crate) fn status(tools: &Tools) -> Vec<LanguageStatus> {
    LANGUAGES
        .iter()
        .map(|language| status::of(language, tools))
        .collect()
}

/// The cache of a run's course and language, where builds are kept between
/// runs.
pub(crate) fn cache(caches: &Path, spec: &RunSpec) -> Option<PathBuf> {
    builds_with_cargo(spec).then(|| caches.join("build").join(plain(&spec.course)).join("rust"))
}

/// Cargo recognises a package by its path, so its run folder is always the
/// same one of the cache; otherwise every run would build and keep another
/// copy.
pub(crate) fn lasting_work(cache: &Path, spec: &RunSpec) -> PathBuf {
    cache.join("work").join(plain(&spec.item))
}

fn builds_with_cargo(spec: &RunSpec) -> bool {
    let command = match &spec.judge {
        Judge::Framework { runner, .. } => return *runner == RunnerKind::Rust,
        Judge::Command { command, .. } => command.first(),
        Judge::Checks { .. } => None,
    };
    spec.runner == Some(RunnerKind::Rust) || command.is_some_and(|program| program == "cargo")
}

/// A name that is one harmless part of a path.
fn plain(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect()
}
