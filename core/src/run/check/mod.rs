//! Declarative checks, judged outside the learner's process.

mod needs;
mod program;
mod sql;
mod words;

pub use needs::judge_all;
pub use program::{Observed, judge_program};
pub use sql::{Answer, judge_sql};

use super::report::{TestCase, TestStatus};
use crate::course::model::Check;
use crate::limits::MAX_REPORT_TEXT_BYTES;
use crate::run::visible;

/// A test case with what the check itself says.
fn case_of(check: &Check, status: TestStatus) -> TestCase {
    let mut case = TestCase::new(&check.name, status);
    case.needs.clone_from(&check.needs);
    case.points = check.points;
    case.help.clone_from(&check.help);
    case
}

/// A value as the report keeps it: at most [`MAX_REPORT_TEXT_BYTES`], control
/// characters visible.
fn keep(value: &str) -> String {
    let head = (0..4)
        .find_map(|back| value.get(..MAX_REPORT_TEXT_BYTES - back))
        .unwrap_or(value);
    visible::controls(head)
}

#[cfg(test)]
mod tests;
