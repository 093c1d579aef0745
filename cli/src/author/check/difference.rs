//! What went wrong in a run, and in what two runs differ.

use codezest_core::run::report::{RunReport, TestStatus};

/// The first thing that went wrong, in a line or two.
pub(super) fn failure(report: &RunReport) -> String {
    let outcome = serde_json::to_value(report.outcome).ok();
    let outcome = outcome
        .as_ref()
        .and_then(|word| word.as_str())
        .unwrap_or("failed");
    let test = report.tests.iter().find(|test| test.status.is_failure());
    let build = report
        .build
        .as_ref()
        .filter(|build| !build.ok)
        .map(|build| build.output.as_str());
    let said = match (build, test) {
        (Some(output), _) => format!("{outcome}: {output}"),
        (None, Some(test)) => {
            let message = test.message.as_deref().unwrap_or("");
            format!("{outcome}: {:?} {message}", test.name)
        }
        (None, None) => {
            let detail = report.detail.as_deref();
            format!(
                "{outcome} {}",
                detail.unwrap_or(report.stderr.text.as_str())
            )
        }
    };
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .collect();
    codezest_core::text::shorten(&lines.join(" / "), 300)
}

/// In what two runs of the same files differ. The order of the tests is no
/// difference: some frameworks run them side by side.
pub(super) fn difference(first: &RunReport, again: &RunReport) -> Option<String> {
    if first.outcome != again.outcome {
        let message = "one run passed, another did not";
        return Some(format!("{message} ({})", failure(again)));
    }
    let (first, again) = (statuses(first), statuses(again));
    if first == again {
        return None;
    }
    let other = first.iter().zip(&again).find(|(a, b)| a != b);
    Some(match other {
        Some(((name, _), _)) => format!("the test {name:?} differs"),
        None => format!("{} tests, then {}", first.len(), again.len()),
    })
}

fn statuses(report: &RunReport) -> Vec<(&str, TestStatus)> {
    let mut statuses: Vec<(&str, TestStatus)> = report
        .tests
        .iter()
        .map(|test| (test.id.as_str(), test.status))
        .collect();
    statuses.sort_by_key(|(id, _)| *id);
    statuses
}

#[cfg(test)]
mod tests {
    use super::*;
    use codezest_core::run::report::{Build, Captured, Isolation, Outcome, TestCase, Usage};

    fn report(outcome: Outcome, tests: &[(&str, TestStatus)]) -> RunReport {
        RunReport {
            outcome,
            detail: None,
            isolation: Isolation::Basic,
            build: None,
            tests: tests
                .iter()
                .map(|(name, status)| TestCase::new(*name, *status))
                .collect(),
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn results_count_and_order_does_not() {
        use TestStatus::{Pass, Skip};
        let first = report(Outcome::Passed, &[("a", Pass), ("b", Pass)]);
        let turned = report(Outcome::Passed, &[("b", Pass), ("a", Pass)]);
        assert_eq!(difference(&first, &turned), None);
        let skipped = report(Outcome::Passed, &[("a", Pass), ("b", Skip)]);
        assert!(difference(&first, &skipped).unwrap().contains("\"b\""));
        let fewer = report(Outcome::Passed, &[("a", Pass)]);
        assert_eq!(difference(&first, &fewer).unwrap(), "2 tests, then 1");
        let failed = report(Outcome::Failed, &[("a", TestStatus::Fail)]);
        assert!(
            difference(&first, &failed)
                .unwrap()
                .contains("failed: \"a\"")
        );
    }

    #[test]
    fn a_build_that_fails_says_more_than_the_tests_that_never_ran() {
        let mut broken = report(Outcome::CompileError, &[("a", TestStatus::NotRun)]);
        let output = "error: no such thing\n\n  at line 1\nmore\nand more".to_owned();
        broken.build = Some(Build { ok: false, output });
        assert_eq!(
            failure(&broken),
            "compile-error: error: no such thing / at line 1 / more"
        );
    }
}
