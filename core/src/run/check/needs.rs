//! Checks that need others: judged in an order in which needs come first, and
//! skipped when a need has not passed.

use std::collections::BTreeMap;

use super::case_of;
use crate::course::model::Check;
use crate::run::report::{TestCase, TestStatus};

/// Judges every check with `judge`, needs first; gives the results in file
/// order. A check is not judged but skipped when one it needs has not passed,
/// does not exist, or needs it in turn.
pub fn judge_all(checks: &[Check], mut judge: impl FnMut(&Check) -> TestCase) -> Vec<TestCase> {
    let names: BTreeMap<&str, usize> = checks
        .iter()
        .enumerate()
        .map(|(place, check)| (check.name.as_str(), place))
        .collect();
    let mut cases: Vec<Option<TestCase>> = vec![None; checks.len()];
    loop {
        let mut progress = false;
        for (place, check) in checks.iter().enumerate() {
            if cases.get(place).is_some_and(Option::is_some) {
                continue;
            }
            let case = match readiness(check, &names, &cases) {
                Readiness::Ready => judge(check),
                Readiness::Blocked(why) => skipped(check, why),
                Readiness::Waiting => continue,
            };
            progress = true;
            if let Some(slot) = cases.get_mut(place) {
                *slot = Some(case);
            }
        }
        if !progress {
            break;
        }
    }
    checks
        .iter()
        .zip(cases)
        .map(|(check, case)| {
            case.unwrap_or_else(|| {
                skipped(
                    check,
                    "it needs a check that needs this one in turn.".to_owned(),
                )
            })
        })
        .collect()
}

enum Readiness {
    Ready,
    Waiting,
    Blocked(String),
}

fn readiness(
    check: &Check,
    names: &BTreeMap<&str, usize>,
    cases: &[Option<TestCase>],
) -> Readiness {
    let mut waiting = false;
    for need in &check.needs {
        let Some(place) = names.get(need.as_str()) else {
            return Readiness::Blocked(format!(
                "it needs `{need}`, which is no check of this assignment."
            ));
        };
        match cases.get(*place).and_then(Option::as_ref) {
            None => waiting = true,
            Some(case) if case.status == TestStatus::Pass => {}
            Some(_) => return Readiness::Blocked(format!("`{need}` has to pass first.")),
        }
    }
    if waiting {
        Readiness::Waiting
    } else {
        Readiness::Ready
    }
}

fn skipped(check: &Check, why: String) -> TestCase {
    let mut case = case_of(check, TestStatus::Skip);
    case.message = Some(why);
    case
}
