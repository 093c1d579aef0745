//! The tests of a run, a line each.

use codezest_core::run::report::{TestCase, TestStatus};

use super::seconds;
use crate::lines::markdown::{hang, sentence};
use crate::ui::{Look, Role, Styled};

/// More tests than this are shown without those that passed.
const MANY: usize = 30;

/// From here on, a test's time is worth saying, in milliseconds.
const SLOW_MS: u64 = 1_000;

/// Adds the tests, under their groups where there are several.
pub(super) fn push(lines: &mut Vec<Styled>, tests: &[TestCase], look: Look, all: bool) {
    if tests.is_empty() {
        return;
    }
    let grouped = tests.iter().any(|test| test.group != first_group(tests));
    let short = !all && tests.len() > MANY;
    let mut group = None;
    for test in tests {
        if short && test.status == TestStatus::Pass {
            continue;
        }
        if grouped && test.group != group {
            group.clone_from(&test.group);
            let name = group.as_deref().unwrap_or("others");
            lines.extend(sentence(name, Role::Strong, look));
        }
        lines.extend(line(test, look, grouped));
    }
    let passed = tests
        .iter()
        .filter(|test| test.status == TestStatus::Pass)
        .count();
    if short && passed > 0 {
        let said = format!("{}{passed} tests passed", sign(TestStatus::Pass, look));
        lines.push(Styled::new().role(Role::Good, &said));
    }
    lines.push(Styled::new());
}

fn first_group(tests: &[TestCase]) -> Option<String> {
    tests.first().and_then(|test| test.group.clone())
}

fn line(test: &TestCase, look: Look, grouped: bool) -> Vec<Styled> {
    let indent = if grouped { "  " } else { "" };
    let sign = sign(test.status, look);
    let first = Styled::new().text(indent).role(role(test.status), sign);
    let rest = Styled::new().text(&" ".repeat(first.width()));
    let mut said = test.name.clone();
    if let Some(more) = more(test, look) {
        said.push_str(&more);
    }
    let base = if test.status.is_skip() {
        Role::Dim
    } else {
        Role::Text
    };
    hang(&first, &rest, look, |look| sentence(&said, base, look))
}

/// What the name and the sign do not say.
fn more(test: &TestCase, look: Look) -> Option<String> {
    match test.status {
        TestStatus::Skip => skipped(test, if look.plain { "" } else { "skipped" }),
        TestStatus::Todo => skipped(test, "to do"),
        TestStatus::NotRun => Some(" (not run)".to_owned()),
        TestStatus::Timeout => Some(" (took too long)".to_owned()),
        TestStatus::Error => Some(" (broke)".to_owned()),
        TestStatus::Pass | TestStatus::Fail => test
            .duration_ms
            .filter(|duration| *duration >= SLOW_MS)
            .map(|duration| format!(" ({})", seconds(duration))),
    }
}

/// Why a test was skipped, behind `word` unless that was already said.
fn skipped(test: &TestCase, word: &str) -> Option<String> {
    let message = test.message.as_deref().unwrap_or("").trim();
    let reason = message.lines().next().unwrap_or("");
    let parts: Vec<&str> = [word, reason]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| format!(" ({})", parts.join(": ")))
}

/// The sign of a status, or its word.
pub(super) fn sign(status: TestStatus, look: Look) -> &'static str {
    match (status, look.plain) {
        (TestStatus::Pass, false) => "✓ ",
        (TestStatus::Pass, true) => "ok      ",
        (TestStatus::Skip | TestStatus::Todo, false) => "– ",
        (TestStatus::Skip | TestStatus::Todo, true) => "skipped ",
        (_, false) => "✗ ",
        (_, true) => "FAILED  ",
    }
}

/// The role of a status.
pub(super) fn role(status: TestStatus) -> Role {
    match status {
        TestStatus::Pass => Role::Good,
        TestStatus::Skip | TestStatus::Todo => Role::Dim,
        _ => Role::Bad,
    }
}
