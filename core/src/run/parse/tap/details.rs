//! What producers tell about a test besides its line: YAML blocks and comments.

use super::yaml::{self, get};
use crate::run::parse::{assertion, place};
use crate::run::report::{Location, TestCase, TestStatus};

/// What a YAML block says: the keys of node:test, tap-spec and Perl.
pub(super) fn describe(case: &mut TestCase, entries: &[(String, String)]) {
    case.duration_ms =
        get(entries, &["duration_ms"]).and_then(|ms| ms.split('.').next()?.parse().ok());
    if case.status == TestStatus::Pass {
        return;
    }
    let nested: Vec<(String, String)> = get(entries, &["data"])
        .map(|data| yaml::read(&data.lines().collect::<Vec<_>>()))
        .unwrap_or_default();
    let first = |names: &[&str]| get(entries, names).or_else(|| get(&nested, names));
    case.expected = first(&["expected", "wanted", "expect"]);
    case.actual = first(&["actual", "found", "got"]);
    if let Some(message) = first(&["message", "error"]) {
        case.message = Some(match case.message.take() {
            Some(reason) => format!("{reason}\n\n{message}"),
            None => message,
        });
    }
    case.location = get(entries, &["stack"])
        .and_then(|stack| place::find(&stack))
        .or_else(|| at(entries));
}

/// The keys `at` (text or with `file` and `line`), `location`, or `file` and
/// `line`.
fn at(entries: &[(String, String)]) -> Option<Location> {
    let text = get(entries, &["at", "location"]).unwrap_or_default();
    let nested = yaml::read(&text.lines().collect::<Vec<_>>());
    let parts = if nested.iter().any(|(key, _)| key == "file") {
        &nested
    } else {
        entries
    };
    match get(parts, &["file"]) {
        Some(file) => Some(Location {
            file,
            line: get(parts, &["line"]).and_then(|line| line.parse().ok()),
        }),
        None => place::find(&text),
    }
}

/// What comments say about a test that did not pass.
pub(super) fn diagnose(case: &mut TestCase, comments: &str) {
    let told: Vec<&str> = comments
        .lines()
        .filter(|line| !line.starts_with("Looks like "))
        .collect();
    let told = told.join("\n");
    if told.trim().is_empty() {
        return;
    }
    if let Some(sides) = assertion::find(&told) {
        case.expected.get_or_insert(sides.expected);
        case.actual.get_or_insert(sides.actual);
    }
    if case.location.is_none() {
        case.location = place::find(&told);
    }
    case.message = Some(match case.message.take() {
        Some(reason) => format!("{reason}\n\n{told}"),
        None => told,
    });
}
