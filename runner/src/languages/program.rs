//! The learner's program: built where needed, then started any number of
//! times.

use codezest_core::run::outcome::Stop;
use codezest_core::run::report::Build;

use super::language;
use crate::error::RunnerError;
use crate::job::{Call, Job};

/// A program that can be started.
#[derive(Debug, Default)]
pub(crate) struct Program {
    /// Program and arguments; `None` when the build failed or was stopped.
    pub(crate) command: Option<Vec<String>>,
    /// The build, where there was one.
    pub(crate) build: Option<Build>,
    /// What kept it from being built.
    pub(crate) stop: Option<Stop>,
}

impl Program {
    /// One that needs no build.
    pub(crate) fn ready(command: Vec<String>) -> Self {
        Self {
            command: Some(command),
            ..Self::default()
        }
    }
}

/// Makes the program of a run ready: the assignment's `run` command, or what
/// its language does by default.
pub(crate) fn prepare(job: &mut Job<'_>) -> Result<Program, RunnerError> {
    let own = job.spec.run.clone();
    let Some(kind) = job.spec.runner else {
        return own.map(Program::ready).ok_or_else(|| {
            RunnerError::BadSpec(format!(
                "{} has neither a `run` command nor a `runner`",
                job.spec.item
            ))
        });
    };
    let program = (language(kind)?.program)(job)?;
    Ok(match (own, program.command.is_some()) {
        (Some(own), true) => Program {
            command: Some(own),
            ..program
        },
        _ => program,
    })
}

/// The program of an interpreted language: its first learner file.
pub(super) fn interpreted(
    job: &mut Job<'_>,
    interpreter: &str,
    extension: &str,
) -> Result<Program, RunnerError> {
    if let Some(own) = &job.spec.run {
        return Ok(Program::ready(own.clone()));
    }
    let file = main_file(job, extension)?;
    Ok(Program::ready(vec![interpreter.to_owned(), file]))
}

/// The first learner file with that extension.
pub(crate) fn main_file(job: &Job<'_>, extension: &str) -> Result<String, RunnerError> {
    let suffix = format!(".{extension}");
    let file = job.spec.learner.iter().find(|path| path.ends_with(&suffix));
    file.cloned().ok_or_else(|| {
        RunnerError::BadSpec(format!(
            "{} has no `run` command and no learner file {suffix}",
            job.spec.item
        ))
    })
}

/// Builds with one command; `command` starts what it makes.
pub(super) fn built(
    job: &mut Job<'_>,
    call: &Call,
    command: Vec<String>,
) -> Result<Program, RunnerError> {
    let result = job.call(call)?;
    let stop = job.stop(call, &result);
    let ok = result.succeeded();
    let build = build(job, ok, &result.stdout, &result.stderr);
    Ok(Program {
        command: ok.then_some(command),
        build: stop.is_none().then_some(build),
        stop,
    })
}

/// What a compiler said, with the run folder's path left out.
pub(super) fn build(job: &Job<'_>, ok: bool, stdout: &str, stderr: &str) -> Build {
    let said: Vec<&str> = [stderr, stdout]
        .into_iter()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    Build {
        ok,
        output: crate::report::captured(&said.join("\n"), &job.roots()).text,
    }
}
