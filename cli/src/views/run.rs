//! A test run as `codezest test --json` shows it.

use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::say;
use codezest_core::run::report::{
    Build, Counts, Isolation, Outcome, RunReport, TestCase, TestStatus, Usage,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Exit;

/// The result of one test run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RunView {
    /// The version of this shape.
    pub schema_version: u32,
    /// `COURSE/ITEM`.
    pub item: String,
    /// How it ended.
    pub outcome: Outcome,
    /// How it ended, in one sentence.
    pub sentence: String,
    /// What kept it apart from the machine.
    pub isolation: Isolation,
    /// The build before the tests, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<Build>,
    /// The tests in file order.
    pub tests: Vec<TestView>,
    /// How many tests ended how.
    pub counts: Counts,
    /// What it used.
    pub usage: Usage,
}

/// One test of a run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TestView {
    /// As the learner reads it.
    pub name: String,
    /// Class, file or suite, where the framework has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How it ended.
    pub status: TestStatus,
    /// What went wrong.
    pub message: Option<String>,
    /// What was expected, where known.
    pub expected: Option<String>,
    /// What came instead, where known.
    pub actual: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<u64>,
}

impl RunView {
    /// The run of `item`, as `COURSE/ITEM`.
    #[must_use]
    pub fn new(item: &str, report: &RunReport) -> Self {
        Self {
            schema_version: 1,
            item: item.to_owned(),
            outcome: report.outcome,
            sentence: say(report).sentence,
            isolation: report.isolation,
            build: report.build.clone(),
            tests: report.tests.iter().map(TestView::new).collect(),
            counts: report.counts(),
            usage: report.usage,
        }
    }

    /// Whether everything passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }
}

impl TestView {
    fn new(test: &TestCase) -> Self {
        Self {
            name: test.name.clone(),
            group: test.group.clone(),
            status: test.status,
            message: test.message.clone(),
            expected: test.expected.clone(),
            actual: test.actual.clone(),
            duration_ms: test.duration_ms,
        }
    }
}

/// How a command ends that showed this run: what the learner's program did
/// wrong is "not passed", whichever way; what it was not allowed to use is a
/// limit; the rest is not its fault.
#[must_use]
pub fn exit(report: &RunReport) -> Exit {
    Exit::Code(match report.outcome {
        Outcome::Passed => return Exit::Done,
        Outcome::Failed | Outcome::CompileError | Outcome::NoTests | Outcome::Crashed => {
            ErrorCode::NotPassed
        }
        Outcome::TimedOutCpu
        | Outcome::TimedOutWall
        | Outcome::OutOfMemory
        | Outcome::OutputLimit
        | Outcome::TooManyProcesses
        | Outcome::DiskLimit => ErrorCode::LimitHit,
        Outcome::ToolMissing => ErrorCode::ToolMissing,
        Outcome::SandboxError => ErrorCode::Internal,
        Outcome::Cancelled => ErrorCode::Interrupted,
    })
}

#[cfg(test)]
mod tests {
    use codezest_core::run::report::Captured;

    use super::*;

    fn report(outcome: Outcome) -> RunReport {
        let mut failing = TestCase::new("adds", TestStatus::Fail);
        failing.message = Some("wrong sum".into());
        failing.expected = Some("5".into());
        failing.actual = Some("4".into());
        failing.duration_ms = Some(3);
        RunReport {
            outcome,
            detail: None,
            isolation: Isolation::Strong,
            build: None,
            tests: vec![failing, TestCase::new("starts", TestStatus::Pass)],
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn scripts_find_what_they_rely_on() {
        let view = RunView::new("sql/long-trips", &report(Outcome::Failed));
        assert!(!view.passed());
        assert_eq!(
            serde_json::to_value(&view).unwrap(),
            serde_json::json!({
                "schema_version": 1,
                "item": "sql/long-trips",
                "outcome": "failed",
                "sentence": "1 of 2 tests failed.",
                "isolation": "strong",
                "tests": [
                    { "name": "adds", "status": "fail", "message": "wrong sum",
                      "expected": "5", "actual": "4", "duration_ms": 3 },
                    { "name": "starts", "status": "pass", "message": null,
                      "expected": null, "actual": null, "duration_ms": null },
                ],
                "counts": { "passed": 1, "failed": 1, "skipped": 0, "total": 2 },
                "usage": { "cpu_ms": 0, "wall_ms": 0, "max_rss_kib": 0 },
            })
        );
    }

    #[test]
    fn outcomes_have_exit_codes() {
        for (outcome, code) in [
            (Outcome::Passed, 0),
            (Outcome::Failed, 1),
            (Outcome::CompileError, 1),
            (Outcome::Crashed, 1),
            (Outcome::TimedOutCpu, 10),
            (Outcome::ToolMissing, 8),
            (Outcome::SandboxError, 70),
            (Outcome::Cancelled, 130),
        ] {
            assert_eq!(exit(&report(outcome)).code(), code, "{outcome:?}");
        }
    }
}
