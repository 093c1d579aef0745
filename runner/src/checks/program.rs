//! Checks that start the program.

use codezest_core::course::model::{Check, ProgramCheck};
use codezest_core::run::check::{Observed, judge_program};
use codezest_core::run::outcome::End;
use codezest_core::run::report::TestCase;

use super::{Session, not_run};
use crate::error::RunnerError;
use crate::job::{Call, Job};
use crate::languages::program::prepare;
use crate::report::without_roots;

pub(super) fn judge(
    session: &mut Session,
    job: &mut Job<'_>,
    check: &Check,
    rules: &ProgramCheck,
) -> Result<TestCase, RunnerError> {
    if session.program.is_none() {
        let program = prepare(job)?;
        session.note(program.stop.into_iter().collect(), End::Unknown);
        session.build = program.build;
        session.program = program.command;
    }
    let Some((program, args)) = session.program.as_deref().and_then(<[String]>::split_first) else {
        return Ok(not_run(
            check,
            session
                .hopeless()
                .unwrap_or("Not run: there is no program."),
        ));
    };
    let args = args
        .iter()
        .chain(&rules.args)
        .chain(&job.spec.extra_args)
        .cloned();
    let call = Call {
        stdin: rules.stdin.clone(),
        ..Call::test(program, args)
    };
    let result = job.call(&call)?;
    let stops: Vec<_> = job.stop(&call, &result).into_iter().collect();
    let stderr = without_roots(result.stderr.clone(), &job.roots());
    let observed = Observed {
        stdout: result.stdout.as_bytes(),
        stderr: stderr.as_bytes(),
        end: result.core_end(),
        stops: &stops,
    };
    let case = judge_program(check, rules, &observed);
    session.note(stops, result.core_end());
    Ok(case)
}
