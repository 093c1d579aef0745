//! The block that the harness prints for a failed test: what the test wrote,
//! then the panic.

use super::TestCase;
use crate::run::parse::{assertion, place};
use crate::run::report::TestStatus;

/// Puts what `text` says into `test`.
pub(super) fn describe(test: &mut TestCase, text: &str) {
    let (before, panic) = split(text);
    let before = before.trim_matches('\n');
    if test.status == TestStatus::Pass {
        test.output = Some(text.trim_matches('\n').to_owned());
        return;
    }
    test.location = place::find(panic).or_else(|| place::find(before));
    let Some(message) = message(panic) else {
        // A test that returns an error, or should have panicked, has no panic.
        test.message = Some(before.to_owned());
        return;
    };
    if let Some(sides) = assertion::find(&message) {
        test.expected = Some(sides.expected);
        test.actual = Some(sides.actual);
    }
    test.message = Some(message);
    test.output = Some(before.to_owned());
}

/// What the test wrote, and the panic from its `thread '…' panicked` line on.
fn split(text: &str) -> (&str, &str) {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("thread '") && line.contains("panicked at ") {
            return (
                text.get(..offset).unwrap_or(""),
                text.get(offset..).unwrap_or(""),
            );
        }
        offset += line.len();
    }
    (text, "")
}

/// The panic's message: after the heading line up to the advice on back traces;
/// before Rust 1.73 within the heading itself.
fn message(panic: &str) -> Option<String> {
    let (heading, rest) = panic.split_once('\n')?;
    let is_note = |line: &str| {
        line.starts_with("note: run with `RUST_BACKTRACE") || line.starts_with("stack backtrace:")
    };
    let lines: Vec<&str> = rest.lines().take_while(|line| !is_note(line)).collect();
    let below = lines.join("\n");
    let (_, what) = heading.split_once("panicked at ")?;
    match what.strip_prefix('\'') {
        Some(old) => {
            let all = format!("{old}\n{below}");
            Some(
                all.rsplit_once("', ")
                    .map_or(all.clone(), |(message, _)| message.to_owned()),
            )
        }
        None => Some(below.trim_matches('\n').to_owned()),
    }
}
