//! The program alone, for `codezest run`: nothing is judged or recorded.

use codezest_core::run::outcome::{End, Stop};
use codezest_core::run::report::Build;

use crate::error::RunnerError;
use crate::job::{Call, Job, Phase};
use crate::languages::{program, sql};
use crate::sql::{Part, Script, Source, SqlError, Table};

/// What came of a program.
#[derive(Debug, Clone, Default)]
pub struct Execution {
    /// The build before it, where there was one. When it failed, the program
    /// was not started.
    pub build: Option<Build>,
    /// How the program ended; `Unknown` when it never started or was stopped.
    pub end: End,
    /// What stopped it.
    pub stop: Option<Stop>,
    /// The result sets of an SQL script, in order.
    pub tables: Vec<Table>,
    /// What is wrong with the SQL.
    pub sql_error: Option<SqlError>,
}

/// Builds the program and starts it on the terminal.
pub(crate) fn program(job: &mut Job<'_>) -> Result<Execution, RunnerError> {
    let program = program::prepare(job)?;
    let execution = Execution {
        build: program.build,
        stop: program.stop,
        ..Execution::default()
    };
    let Some((program, args)) = program.command.as_deref().and_then(<[String]>::split_first) else {
        return Ok(execution);
    };
    let terminal = std::env::var("TERM").unwrap_or_else(|_| "dumb".to_owned());
    let args = args.iter().cloned().chain(job.spec.extra_args.clone());
    let call = Call {
        phase: Phase::Terminal,
        ..Call::test(program, args)
    }
    .with_env("TERM", terminal);
    let interrupts = crate::terminal::leave_interrupts_to_the_program();
    let result = job.call(&call);
    drop(interrupts);
    let result = result?;
    Ok(Execution {
        end: result.core_end(),
        stop: job.stop(&call, &result),
        ..execution
    })
}

/// Runs the learner's script (or `sql`) after the assignment's preparations.
pub(crate) fn script(
    job: &mut Job<'_>,
    setup: &[String],
    text: Option<&str>,
) -> Result<Execution, RunnerError> {
    let setup = setup
        .iter()
        .map(|path| source(job, path))
        .collect::<Result<_, _>>()?;
    let source = match text {
        Some(text) => Source {
            name: "query".to_owned(),
            sql: text.to_owned(),
        },
        None => source(job, &program::main_file(job, "sql")?)?,
    };
    let answers = sql::ask(
        job,
        vec![Script {
            setup,
            source,
            query: None,
        }],
    )?;
    let stop = job.stop(&answers.call, &answers.result);
    let Some(reply) = answers.replies.into_iter().next() else {
        let lost = Stop::Sandbox {
            why: "the database's process ended without an answer".to_owned(),
        };
        return Ok(Execution {
            stop: stop.or(Some(lost)),
            ..Execution::default()
        });
    };
    let failed = matches!(reply.failed, Some(Part::Setup | Part::Script));
    Ok(Execution {
        end: End::Exited(i32::from(failed)),
        stop,
        tables: reply.results,
        sql_error: reply.error,
        ..Execution::default()
    })
}

/// A file of the run as SQL.
pub(crate) fn source(job: &Job<'_>, path: &str) -> Result<Source, RunnerError> {
    let file = job.spec.files.iter().find(|file| file.path == path);
    let file = file
        .ok_or_else(|| RunnerError::BadSpec(format!("{} has no file `{path}`", job.spec.item)))?;
    Ok(Source {
        name: path.to_owned(),
        sql: String::from_utf8_lossy(&file.bytes).into_owned(),
    })
}
