//! Failed tests in full: what went wrong, what differs, what helps.

use codezest_core::run::explain::explain;
use codezest_core::run::report::{Location, Outcome, RunReport, TestCase, TestStatus};

use super::{list, output};
use crate::lines::diff::explained;
use crate::lines::markdown::{self, hang, sentence, verbatim};
use crate::ui::{Look, Role, Styled};

/// Failures shown in full; one at a time is what a learner can work on.
const IN_FULL: usize = 3;

/// Adds the failed tests, the first ones in full.
pub(super) fn push(lines: &mut Vec<Styled>, report: &RunReport, look: Look, all: bool) {
    // What a test that was stopped says of itself means nothing, either.
    let means_nothing = matches!(report.outcome, Outcome::CompileError | Outcome::Cancelled);
    let failed: Vec<&TestCase> = report
        .tests
        .iter()
        .filter(|test| test.status.is_failure() && says_more(test) && !means_nothing)
        .collect();
    let shown = if all { failed.len() } else { IN_FULL };
    for test in failed.iter().take(shown) {
        head(lines, test, look);
        let indent = Styled::new().text("  ");
        lines.extend(hang(&indent, &indent, look, |look| body(test, look, all)));
        lines.push(Styled::new());
    }
    let more = failed.len().saturating_sub(shown);
    if more > 0 {
        let noun = if more == 1 { "failure" } else { "failures" };
        let said = format!("{more} more {noun} above; all in full with -v");
        lines.push(Styled::new().role(Role::Dim, &said));
        lines.push(Styled::new());
    }
}

/// Whether there is more to say than the list of tests does.
pub(super) fn says_more(test: &TestCase) -> bool {
    let some = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    test.status != TestStatus::NotRun
        && (some(&test.message)
            || some(&test.output)
            || some(&test.help)
            || test.expected.is_some()
            || test.location.is_some())
}

fn head(lines: &mut Vec<Styled>, test: &TestCase, look: Look) {
    let first = Styled::new().role(Role::Bad, list::sign(test.status, look));
    let rest = Styled::new().text(&" ".repeat(first.width()));
    lines.extend(hang(&first, &rest, look, |look| {
        let mut lines = sentence(&test.name, Role::Strong, look);
        if let Some(location) = &test.location {
            lines.extend(sentence(&place(location), Role::Dim, look));
        }
        lines
    }));
}

fn place(location: &Location) -> String {
    match location.line {
        Some(line) => format!("{}:{line}", location.file),
        None => location.file.clone(),
    }
}

/// The parts of a failure, an empty line between them.
fn body(test: &TestCase, look: Look, all: bool) -> Vec<Styled> {
    let message = test.message.as_deref().unwrap_or("").trim_end();
    let mut parts = vec![said(message, look, all)];
    match (&test.expected, &test.actual) {
        (Some(expected), Some(actual)) => {
            parts.push(explained(&explain(expected, actual), message, look));
        }
        (Some(expected), None) => parts.push(value("expected: ", expected, Role::Good, look)),
        (None, Some(actual)) => parts.push(value("yours: ", actual, Role::Bad, look)),
        (None, None) => {}
    }
    if let Some(text) = test
        .output
        .as_deref()
        .filter(|text| !text.trim().is_empty())
    {
        let mut lines = vec![Styled::new().role(Role::Strong, "It wrote:")];
        lines.extend(output(text, look, all));
        parts.push(lines);
    }
    if let Some(help) = &test.help {
        parts.push(markdown::lines(help, look));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(&Styled::new())
}

/// A message: a sentence is filled, several lines stay as they are.
fn said(message: &str, look: Look, all: bool) -> Vec<Styled> {
    match message.lines().count() {
        0 => Vec::new(),
        1 => sentence(message, Role::Text, look),
        count => {
            let kept = if all { count } else { super::OUTPUT_LINES };
            let first: Vec<&str> = message.lines().take(kept).collect();
            let mut lines = verbatim(&first.join("\n"), Role::Text, look);
            if count > kept {
                lines.push(super::left_out(count - kept, look));
            }
            lines
        }
    }
}

fn value(label: &str, text: &str, role: Role, look: Look) -> Vec<Styled> {
    let first = Styled::new().role(role, label);
    let rest = Styled::new().text(&" ".repeat(first.width()));
    hang(&first, &rest, look, |look| verbatim(text, role, look))
}
