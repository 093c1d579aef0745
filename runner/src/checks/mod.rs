//! Declarative checks: the program and the database are started here, and what
//! came of them is judged here too, outside of the learner's process.

mod program;
mod sql;

use codezest_core::course::model::{Check, CheckKind};
use codezest_core::run::check::judge_all;
use codezest_core::run::outcome::{End, Stop};
use codezest_core::run::parse::Parsed;
use codezest_core::run::report::{Build, TestCase, TestStatus};

use crate::RunEvent;
use crate::error::RunnerError;
use crate::job::{Job, Tested};

/// After so many checks that ran out of time, the rest would too.
const PATIENCE: usize = 3;

/// Carries out every check whose needs are met.
pub(crate) fn run(
    job: &mut Job<'_>,
    checks: &[Check],
    sql_setup: &[String],
) -> Result<Tested, RunnerError> {
    let wanted: Vec<Check> = chosen(checks, job.spec.only.as_deref());
    let mut session = Session {
        program: None,
        build: None,
        sql: sql::ask(job, &wanted, sql_setup)?,
        ends: Vec::new(),
    };
    let mut failed = None;
    let mut index = 0;
    let tests = judge_all(&wanted, |check| {
        let event = RunEvent::Check {
            name: check.name.clone(),
            index,
            count: wanted.len(),
        };
        (job.on_event)(event);
        index += 1;
        let result = if failed.is_none() {
            session.judge(job, check)
        } else {
            Ok(not_run(check, ""))
        };
        result.unwrap_or_else(|error| {
            failed = Some(error);
            not_run(check, "")
        })
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(session.finish(tests)),
    }
}

/// The checks that were asked for, and those that they need.
fn chosen(checks: &[Check], only: Option<&str>) -> Vec<Check> {
    let Some(only) = only else {
        return checks.to_vec();
    };
    let mut names: Vec<&str> = checks
        .iter()
        .map(|check| check.name.as_str())
        .filter(|name| name.contains(only))
        .collect();
    let mut next = 0;
    while let Some(name) = names.get(next).copied() {
        next += 1;
        let needs = checks
            .iter()
            .filter(|check| check.name == name)
            .flat_map(|check| &check.needs);
        for need in needs {
            if !names.contains(&need.as_str()) {
                names.push(need);
            }
        }
    }
    checks
        .iter()
        .filter(|check| names.contains(&check.name.as_str()))
        .cloned()
        .collect()
}

/// What the checks of one run share.
struct Session {
    /// The program, once a check needed it.
    program: Option<Vec<String>>,
    build: Option<Build>,
    sql: sql::Answers,
    /// How the checks' processes ended that did not end well.
    ends: Vec<Ended>,
}

/// How a check's process ended, where that was not by itself.
struct Ended {
    stops: Vec<Stop>,
    end: End,
}

impl Session {
    fn judge(&mut self, job: &mut Job<'_>, check: &Check) -> Result<TestCase, RunnerError> {
        if let Some(why) = self.hopeless() {
            return Ok(not_run(check, why));
        }
        match &check.kind {
            CheckKind::Program(rules) => program::judge(self, job, check, rules),
            CheckKind::Sql(rules) => sql::judge(self, job, check, rules),
        }
    }

    /// Why no further check should be started.
    fn hopeless(&self) -> Option<&'static str> {
        if self.build.as_ref().is_some_and(|build| !build.ok) {
            return Some("Not run: the program does not build.");
        }
        let stops = || self.ends.iter().flat_map(|ended| &ended.stops);
        if stops().any(is_final) {
            return Some("Not run: the run was stopped before it.");
        }
        let timeouts = stops()
            .filter(|stop| matches!(stop, Stop::Cpu { .. } | Stop::Wall { .. }))
            .count();
        (timeouts >= PATIENCE).then_some("Not run: time had run out several times already.")
    }

    fn note(&mut self, stops: Vec<Stop>, end: End) {
        if !stops.is_empty() || matches!(end, End::Signaled(_)) {
            self.ends.push(Ended { stops, end });
        }
    }

    /// The whole: a limit or a crash is how the run ended when that is what
    /// went wrong everywhere; otherwise the checks speak for themselves.
    fn finish(self, tests: Vec<TestCase>) -> Tested {
        let failures = tests
            .iter()
            .filter(|test| test.status.is_failure() && test.status != TestStatus::NotRun)
            .count();
        let everywhere = failures > 0 && failures == self.ends.len();
        let stops: Vec<Stop> = self
            .ends
            .iter()
            .flat_map(|ended| ended.stops.clone())
            .collect();
        let stops = stops
            .into_iter()
            .filter(|stop| everywhere || is_final(stop))
            .collect();
        let end = match self.ends.first() {
            Some(Ended {
                end: End::Signaled(signal),
                ..
            }) if everywhere => End::Signaled(*signal),
            _ => End::Exited(i32::from(tests.iter().any(|test| test.status.is_failure()))),
        };
        let parsed = Parsed {
            tests,
            complete: true,
            ..Parsed::default()
        };
        Tested {
            build: self.build,
            parsed,
            end,
            stops,
            ..Tested::default()
        }
    }
}

/// Whether nothing can go on after it.
fn is_final(stop: &Stop) -> bool {
    matches!(
        stop,
        Stop::Cancelled | Stop::ToolMissing { .. } | Stop::Sandbox { .. }
    )
}

fn not_run(check: &Check, why: &str) -> TestCase {
    let mut case = TestCase::new(&check.name, TestStatus::NotRun);
    case.points = check.points;
    case.needs.clone_from(&check.needs);
    case.message = (!why.is_empty()).then(|| why.to_owned());
    case
}
