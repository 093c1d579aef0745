//! Asking the database of an SQL assignment.

use codezest_core::course::model::RunnerKind;
use codezest_core::course::run_spec::RunOptions;
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::{End, Stop, say_program};
use codezest_core::run::spec::RunSpec;
use codezest_runner::{CancelToken, Execution, Runner};

use super::assignment::Loaded;
use crate::failure::{Failure, Result};
use crate::views::query::QueryView;

/// What to run for any question to the database of an assignment: its
/// preparations, without the learner's files.
///
/// # Errors
/// The assignment has no database, or the course does not say how it is
/// tested.
pub fn spec(loaded: &Loaded) -> Result<RunSpec> {
    if loaded.assignment()?.runner != Some(RunnerKind::Sql) {
        let name = loaded.entry.reference();
        let said = format!("{name} has no database to ask: it is no SQL assignment");
        return Err(Failure::usage(said).hint(format!("start your program: codezest run {name}")));
    }
    loaded.run_spec(&CourseTree::new(), RunOptions::default())
}

/// Asks. `before` are statements that changed the database earlier: every
/// question gets a fresh one, so they are done again.
///
/// # Errors
/// The runner cannot work.
pub fn ask(
    runner: &Runner,
    spec: &RunSpec,
    before: &[String],
    sql: &str,
    cancel: &CancelToken,
) -> Result<QueryView> {
    let options = codezest_runner::RunOptions::default();
    let asked = expand(sql);
    let mut script = before.join(";\n");
    if !script.is_empty() {
        script.push_str(";\n");
    }
    script.push_str(&asked);
    let execution = runner.query(spec, &script, &options, cancel)?;
    let failed = failed(&execution);
    let stopped = say_program(execution.end, execution.stop.as_slice());
    Ok(QueryView {
        sql: sql.to_owned(),
        tables: execution.tables,
        error: execution
            .sql_error
            .map(|error| error.message)
            .or(stopped.map(|said| said.sentence)),
        failed,
    })
}

/// What kind of thing went wrong, if something did.
fn failed(execution: &Execution) -> Option<ErrorCode> {
    match &execution.stop {
        _ if execution.sql_error.is_some() => Some(ErrorCode::NotPassed),
        None if matches!(execution.end, End::Exited(0)) => None,
        None => Some(ErrorCode::Internal),
        Some(Stop::Cancelled) => Some(ErrorCode::Interrupted),
        Some(Stop::Sandbox { .. } | Stop::ToolMissing { .. }) => Some(ErrorCode::Internal),
        Some(_) => Some(ErrorCode::LimitHit),
    }
}

/// The two words of SQLite's shell that everybody tries.
fn expand(sql: &str) -> String {
    match sql.trim().trim_end_matches(';') {
        ".tables" => "select name from sqlite_schema where type in ('table', 'view') \
                      and name not like 'sqlite_%' order by name"
            .to_owned(),
        ".schema" => "select sql from sqlite_schema where sql is not null order by name".to_owned(),
        _ => sql.to_owned(),
    }
}
