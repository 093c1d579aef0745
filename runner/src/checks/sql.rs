//! Checks that ask the embedded database.

use codezest_core::course::model::{Check, CheckKind, SqlCheck};
use codezest_core::run::check::{Answer, judge_sql};
use codezest_core::run::explain::ResultSet;
use codezest_core::run::outcome::{End, Stop};
use codezest_core::run::report::{TestCase, TestStatus};

use super::{Session, not_run};
use crate::error::RunnerError;
use crate::execute::source;
use crate::job::Job;
use crate::languages::{program, sql};
use crate::sql::{Part, Reply, Script, Source, SqlError, Table};

/// What the database said to the scripts of all checks.
#[derive(Debug, Default)]
pub(super) struct Answers {
    scripts: Vec<Script>,
    /// As many as were finished.
    replies: Vec<Reply>,
    /// What ended the database's process before it was done.
    stop: Option<Stop>,
    /// Scripts that prepare each database.
    setup: Vec<Source>,
}

/// Runs the scripts of all checks, each on a database of its own, in one
/// process.
pub(super) fn ask(
    job: &mut Job<'_>,
    checks: &[Check],
    setup: &[String],
) -> Result<Answers, RunnerError> {
    let setup: Vec<Source> = setup
        .iter()
        .map(|path| source(job, path))
        .collect::<Result<_, _>>()?;
    let mut scripts = Vec::new();
    for check in checks {
        let CheckKind::Sql(rules) = &check.kind else {
            continue;
        };
        let (own, reference) = scripts_of(job, rules, &setup)?;
        for script in [Some(own), reference].into_iter().flatten() {
            if !scripts.contains(&script) {
                scripts.push(script);
            }
        }
    }
    if scripts.is_empty() {
        return Ok(Answers::default());
    }
    let answers = sql::ask(job, scripts.clone())?;
    let stop = job.stop(&answers.call, &answers.result);
    Ok(Answers {
        scripts,
        replies: answers.replies,
        stop,
        setup,
    })
}

/// The learner's script of a check, and the reference.
fn scripts_of(
    job: &Job<'_>,
    rules: &SqlCheck,
    setup: &[Source],
) -> Result<(Script, Option<Script>), RunnerError> {
    let file = rules
        .file
        .clone()
        .map_or_else(|| program::main_file(job, "sql"), Ok)?;
    let query = rules.query.as_ref().map(|sql| Source {
        name: "the check's question".to_owned(),
        sql: sql.clone(),
    });
    let script = |path: &str| {
        Ok::<_, RunnerError>(Script {
            setup: setup.to_vec(),
            source: source(job, path)?,
            query: query.clone(),
        })
    };
    Ok((
        script(&file)?,
        rules.sql.as_deref().map(script).transpose()?,
    ))
}

impl Answers {
    fn reply(&self, script: &Script) -> Option<&Reply> {
        let place = self.scripts.iter().position(|other| other == script)?;
        self.replies.get(place)
    }
}

/// The first check without an answer is the one during which the process was
/// ended; those after it never began.
fn unanswered(session: &mut Session, check: &Check) -> TestCase {
    let Some(stop) = session.sql.stop.take() else {
        return not_run(check, "Not run: the database's process ended before it.");
    };
    let mut case = not_run(check, "The database's process was ended during this.");
    case.status = match stop {
        Stop::Cpu { .. } | Stop::Wall { .. } => TestStatus::Timeout,
        _ => TestStatus::Error,
    };
    session.note(vec![stop], End::Unknown);
    case
}

pub(super) fn judge(
    session: &mut Session,
    job: &Job<'_>,
    check: &Check,
    rules: &SqlCheck,
) -> Result<TestCase, RunnerError> {
    let (own, reference) = scripts_of(job, rules, &session.sql.setup)?;
    let Some(reply) = session.sql.reply(&own).cloned() else {
        return Ok(unanswered(session, check));
    };
    if let Some(error) = reply
        .error
        .as_ref()
        .filter(|_| reply.failed == Some(Part::Setup))
    {
        return Ok(course_error(check, "preparation", error));
    }
    let expected = match &reference {
        None => None,
        Some(script) => {
            let Some(reply) = session.sql.reply(script) else {
                return Ok(not_run(
                    check,
                    "Not run: the database's process ended before the reference was done.",
                ));
            };
            if let Some(error) = &reply.error {
                return Ok(course_error(check, "reference", error));
            }
            Some(
                judged(reply, rules)
                    .cloned()
                    .map(result_set)
                    .unwrap_or_default(),
            )
        }
    };
    let mut case = judge_sql(
        check,
        rules,
        &own.source.sql,
        &answer(&reply, rules),
        expected.as_ref(),
    );
    if reply.timed_out {
        case.status = TestStatus::Timeout;
        let seconds = job.spec.limits.cpu_seconds;
        session.note(vec![Stop::Cpu { seconds }], End::Unknown);
    }
    if judged(&reply, rules).is_some_and(|table| table.cut) && case.status == TestStatus::Pass {
        case.status = TestStatus::Fail;
        case.message = Some(format!(
            "Your SQL gives more than {} rows.",
            crate::sql::MAX_ROWS
        ));
    }
    Ok(case)
}

/// The result set that a check looks at.
fn judged<'a>(reply: &'a Reply, rules: &SqlCheck) -> Option<&'a Table> {
    if rules.query.is_some() {
        reply.answer.as_ref()
    } else {
        reply.results.last()
    }
}

fn answer(reply: &Reply, rules: &SqlCheck) -> Answer {
    match (&reply.error, reply.failed) {
        (Some(error), Some(Part::Query)) => Answer::QueryRefused(error.message.clone()),
        (Some(error), _) => {
            let place = format!(
                "in line {}, column {}, of {}",
                error.line, error.column, error.file
            );
            Answer::ScriptFailed(format!("{} ({place}: {})", error.message, error.statement))
        }
        (None, _) => judged(reply, rules)
            .cloned()
            .map_or(Answer::NoRows, |table| Answer::Rows(result_set(table))),
    }
}

fn result_set(table: Table) -> ResultSet {
    ResultSet {
        columns: table.columns,
        rows: table.rows,
    }
}

/// The course's own SQL is wrong.
fn course_error(check: &Check, what: &str, error: &SqlError) -> TestCase {
    let mut case = not_run(check, "");
    case.status = TestStatus::Error;
    case.message = Some(format!(
        "This is not your fault: the course's {what} does not work. {error}"
    ));
    case
}
