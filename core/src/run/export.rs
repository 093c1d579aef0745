//! Reports in other programs' formats.

use serde_json::{Value, json};

use super::outcome::say;
use super::report::{RunReport, TestCase, TestStatus};
use crate::text;

/// Most characters of a message in the format's description.
const MAX_MESSAGE_CHARS: usize = 65_535;
/// Most characters of a test's output there.
const MAX_OUTPUT_CHARS: usize = 500;

/// The report as version 3 of the results that Exercism's test runners write
/// (<https://exercism.org/docs/building/tooling/test-runners/interface>). Tests
/// that were passed over on purpose have no place in that format and are left
/// out, so that every test in it has run or should have.
#[must_use]
pub fn export_v3(report: &RunReport) -> Value {
    let tests: Vec<Value> = report
        .tests
        .iter()
        .filter(|test| !test.status.is_skip())
        .map(test_v3)
        .collect();
    let any_ran = report.tests.iter().any(|test| {
        matches!(
            test.status,
            TestStatus::Pass | TestStatus::Fail | TestStatus::Timeout
        )
    });
    let status = match (report.passed(), any_ran) {
        (true, _) => "pass",
        (false, true) => "fail",
        (false, false) => "error",
    };
    let message =
        (status == "error").then(|| text::shorten(&error_message(report), MAX_MESSAGE_CHARS));
    json!({ "version": 3, "status": status, "message": message, "tests": tests })
}

/// Why nothing could be tested: the compiler's words, or the first test's.
fn error_message(report: &RunReport) -> String {
    let built = report
        .build
        .as_ref()
        .filter(|build| !build.ok)
        .map(|build| build.output.clone());
    let broke = || report.tests.iter().find_map(|test| test.message.clone());
    let said = say(report);
    match built
        .or_else(broke)
        .filter(|words| !words.trim().is_empty())
    {
        Some(words) => format!("{}\n\n{words}", said.sentence),
        None => said.sentence,
    }
}

fn test_v3(test: &TestCase) -> Value {
    let status = match test.status {
        TestStatus::Pass => "pass",
        TestStatus::Fail => "fail",
        _ => "error",
    };
    let name = match &test.group {
        Some(group) => format!("{group} > {}", test.name),
        None => test.name.clone(),
    };
    let message = (status != "pass").then(|| text::shorten(&message(test), MAX_MESSAGE_CHARS));
    let output = test
        .output
        .as_ref()
        .map(|output| text::shorten(output, MAX_OUTPUT_CHARS));
    json!({ "name": name, "status": status, "message": message, "output": output, "test_code": "" })
}

/// The message with both sides, which the format has no fields for, unless it
/// tells them already.
fn message(test: &TestCase) -> String {
    let mut words = test
        .message
        .clone()
        .unwrap_or_else(|| "It did not pass.".to_owned());
    for (name, value) in [("Expected", &test.expected), ("Actual", &test.actual)] {
        if let Some(value) = value.as_ref().filter(|value| !words.contains(value.trim())) {
            words.push_str(&format!("\n\n{name}:\n{value}"));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::report::{Build, Captured, Isolation, Outcome, Usage};

    fn report(outcome: Outcome, tests: Vec<TestCase>, build: Option<Build>) -> RunReport {
        RunReport {
            outcome,
            detail: None,
            isolation: Isolation::Strong,
            build,
            tests,
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_failed_run() {
        let mut failed = TestCase::new("b", TestStatus::Fail);
        failed.group = Some("g".to_owned());
        failed.message = Some("not 6".to_owned());
        failed.expected = Some("6".to_owned());
        failed.actual = Some("7".to_owned());
        failed.output = Some("x".repeat(600));
        let tests = vec![
            TestCase::new("a", TestStatus::Pass),
            failed,
            TestCase::new("c", TestStatus::Skip),
            TestCase::new("d", TestStatus::NotRun),
        ];
        let value = export_v3(&report(Outcome::Failed, tests, None));
        assert_eq!(
            (value["version"].as_u64(), value["status"].as_str()),
            (Some(3), Some("fail"))
        );
        assert!(value["message"].is_null());
        let tests = value["tests"].as_array().unwrap();
        let statuses: Vec<&str> = tests
            .iter()
            .map(|test| test["status"].as_str().unwrap())
            .collect();
        assert_eq!(statuses, ["pass", "fail", "error"]);
        assert_eq!(tests[1]["name"], "g > b");
        assert_eq!(tests[1]["message"], "not 6\n\nActual:\n7");
        assert_eq!(tests[1]["output"].as_str().unwrap().chars().count(), 500);
        assert!(tests[0]["message"].is_null());
    }

    #[test]
    fn runs_without_tests_say_why() {
        let build = Build {
            ok: false,
            output: "error: x".to_owned(),
        };
        let value = export_v3(&report(Outcome::CompileError, vec![], Some(build)));
        assert_eq!(value["status"], "error");
        assert!(value["message"].as_str().unwrap().ends_with("error: x"));
        let value = export_v3(&report(Outcome::NoTests, vec![], None));
        assert_eq!(
            (
                value["status"].as_str(),
                value["tests"].as_array().unwrap().len()
            ),
            (Some("error"), 0)
        );
        let value = export_v3(&report(
            Outcome::Passed,
            vec![TestCase::new("a", TestStatus::Pass)],
            None,
        ));
        assert_eq!(
            (value["status"].as_str(), value["message"].is_null()),
            (Some("pass"), true)
        );
    }

    #[test]
    fn a_run_that_did_not_pass_is_never_exported_as_passed() {
        let value = export_v3(&report(
            Outcome::TimedOutCpu,
            vec![TestCase::new("a", TestStatus::Pass)],
            None,
        ));
        assert_eq!(value["status"], "fail");
    }
}
