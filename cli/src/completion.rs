//! What completions offer: names that exist on this machine.

use clap_complete::CompletionCandidate;

use crate::config::KEYS;
use crate::help::TOPICS;
use crate::views::schemas::SCHEMAS;

/// Items, by the shortest name that is theirs alone.
#[must_use]
pub fn items() -> Vec<CompletionCandidate> {
    Vec::new()
}

/// Courses.
#[must_use]
pub fn courses() -> Vec<CompletionCandidate> {
    Vec::new()
}

/// Languages, courses and modules.
#[must_use]
pub fn list_paths() -> Vec<CompletionCandidate> {
    courses()
}

/// Settings.
#[must_use]
pub fn config_keys() -> Vec<CompletionCandidate> {
    KEYS.iter()
        .map(|key| CompletionCandidate::new(key.name).help(Some(key.help.into())))
        .collect()
}

/// Schemas of `--json` outputs.
#[must_use]
pub fn schemas() -> Vec<CompletionCandidate> {
    SCHEMAS
        .iter()
        .map(|schema| CompletionCandidate::new(schema.name))
        .collect()
}

/// Topics of `codezest help`.
#[must_use]
pub fn help_topics() -> Vec<CompletionCandidate> {
    TOPICS
        .iter()
        .map(|topic| CompletionCandidate::new(topic.name).help(Some(topic.about.into())))
        .collect()
}
