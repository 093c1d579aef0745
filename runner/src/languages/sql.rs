//! SQL: the embedded SQLite, which needs nothing installed.

use codezest_core::course::model::RunnerKind;

use super::Language;
use crate::error::RunnerError;
use crate::helper::SQL;
use crate::job::{Call, Job};
use crate::sql::{Reply, Request, Script};
use crate::step::launch::StepResult;

/// The row of SQL. Its assignments are always judged by checks.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::Sql,
    name: "SQL",
    tools: &[],
    tests: |job, _| {
        Err(RunnerError::BadSpec(format!(
            "{} needs `[[check]]`s: SQL has no test framework",
            job.spec.item
        )))
    },
    program: |job| {
        Err(RunnerError::BadSpec(format!(
            "{} checks a program's output, but SQL has no program",
            job.spec.item
        )))
    },
};

/// What came of scripts in the database's process.
#[derive(Debug)]
pub(crate) struct Answers {
    /// One for every script that was finished, in order.
    pub(crate) replies: Vec<Reply>,
    /// How the process ended.
    pub(crate) result: StepResult,
    /// What it was.
    pub(crate) call: Call,
}

/// Runs every script on a database of its own.
pub(crate) fn ask(job: &mut Job<'_>, scripts: Vec<Script>) -> Result<Answers, RunnerError> {
    let millis = 1000 * u64::from(job.spec.limits.cpu_seconds);
    let pieces = u32::try_from(scripts.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let request = Request { scripts, millis };
    let stdin =
        serde_json::to_string(&request).map_err(|error| RunnerError::BadSpec(error.to_string()))?;
    let call = Call {
        stdin,
        pieces,
        ..Call::test(&job.runner.helper.to_string_lossy(), [SQL])
    };
    let result = job.call(&call)?;
    let replies = result
        .stdout
        .lines()
        .map_while(|line| serde_json::from_str(line).ok())
        .collect();
    Ok(Answers {
        replies,
        result,
        call,
    })
}
