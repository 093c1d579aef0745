//! What completions offer: names that exist on this machine. A shell asks on
//! every press of Tab, so nothing here creates, fails or prints anything.

use std::ffi::OsStr;

use clap_complete::CompletionCandidate;

use crate::config::KEYS;
use crate::context::Paths;
use crate::help::TOPICS;
use crate::keymap::Action;
use crate::learn::settings::name_of;
use crate::store::content::Names;
use crate::views::schemas::SCHEMAS;

/// Of so many names one types the beginning; until then only courses are
/// offered, to go on from there.
const MANY: usize = 400;

/// Items: by the name that is theirs alone, or below `COURSE/`.
#[must_use]
pub fn items(current: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(current), Some(names)) = (current.to_str(), names()) else {
        return Vec::new();
    };
    let parts: Vec<&str> = current.split('/').collect();
    match parts.as_slice() {
        [course, module, item] => {
            let above = format!("{course}/{module}/");
            below(&above, names.items_of_module(course, module, item))
        }
        [course, item] => below(&format!("{course}/"), names.items_of(course, item)),
        _ => {
            let words = [("next", "what comes next"), ("current", "where you were")];
            let words = words.map(|(name, help)| (name.to_owned(), help.to_owned()));
            let courses = names
                .courses()
                .into_iter()
                .map(|(name, title)| (format!("{name}/"), title));
            let limit = if current.is_empty() { MANY } else { usize::MAX };
            let mut all = names.items(current, limit);
            all.extend(words.into_iter().chain(courses));
            all.retain(|(name, _)| name.starts_with(current));
            below("", all)
        }
    }
}

/// Courses.
#[must_use]
pub fn courses() -> Vec<CompletionCandidate> {
    below("", names().map(|names| names.courses()).unwrap_or_default())
}

/// Languages, courses and, below `COURSE/`, modules.
#[must_use]
pub fn list_paths(current: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(current), Some(names)) = (current.to_str(), names()) else {
        return Vec::new();
    };
    let (above, mut found) = match current.split_once('/') {
        Some((course, _)) => (format!("{course}/"), names.modules(course)),
        None => {
            let mut found = names.languages();
            found.extend(names.courses());
            (String::new(), found)
        }
    };
    found.retain(|(name, _)| format!("{above}{name}").starts_with(current));
    below(&above, found)
}

fn names() -> Option<Names> {
    let paths = Paths::find(None).ok()?;
    Names::open(&paths.content_db())
}

fn below(above: &str, names: Vec<(String, String)>) -> Vec<CompletionCandidate> {
    let candidate = |(name, help): (String, String)| {
        let help = codezest_core::text::clean(&help);
        CompletionCandidate::new(format!("{above}{name}")).help(Some(help.into()))
    };
    names.into_iter().map(candidate).collect()
}

/// Settings.
#[must_use]
pub fn config_keys() -> Vec<CompletionCandidate> {
    let table = KEYS
        .iter()
        .map(|key| CompletionCandidate::new(key.name).help(Some(key.help.into())));
    let keys = Action::ALL
        .iter()
        .map(|action| CompletionCandidate::new(name_of(*action)).help(Some(action.help().into())));
    table.chain(keys).collect()
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
