//! The course's own test command.

use codezest_core::course::model::ReportFormat;
use codezest_core::limits::MAX_REPORT_BYTES;
use codezest_core::run::parse::parse;

use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};

/// The file that scripts report to, named by `$CODEZEST_RESULTS`.
const RESULTS: &str = "results.jsonl";

/// Runs the command and reads its report from where the course says it is.
pub(crate) fn run(
    job: &mut Job<'_>,
    command: &[String],
    format: ReportFormat,
    report_file: Option<&str>,
) -> Result<Tested, RunnerError> {
    let Some((program, args)) = command.split_first() else {
        return Err(RunnerError::BadSpec(format!(
            "{} has an empty `test` command",
            job.spec.item
        )));
    };
    let mut call = Call::test(
        program,
        args.iter().cloned().chain(job.spec.extra_args.clone()),
    )
    .with_env(
        "CODEZEST_RESULTS",
        job.folder.report(RESULTS).to_string_lossy(),
    )
    .with_env("CODEZEST_ONLY", job.spec.only.clone().unwrap_or_default());
    if let Some(cache) = crate::languages::cache(&job.runner.caches, job.spec) {
        call = call.with_env("CARGO_TARGET_DIR", cache.join("target").to_string_lossy());
        // It builds and tests in one.
        call.phase = crate::job::Phase::Build;
    }
    let result = job.call(&call)?;
    let report = match (format, report_file) {
        (ReportFormat::Json, _) => job.folder.read_report(RESULTS, MAX_REPORT_BYTES),
        (ReportFormat::Exit, _) => Ok(None),
        (_, Some(path)) => job.folder.read_work(path, MAX_REPORT_BYTES),
        // cargo prints its headings and the compiler's errors there.
        (ReportFormat::Libtest, None) => Ok(Some(format!("{}\n{}", result.stderr, result.stdout))),
        (_, None) => Ok(Some(result.stdout.clone())),
    };
    let report = job.report_text(report);
    let parsed = job.read_report(&report, None, &result, |source| parse(format, source));
    Ok(Tested {
        parsed,
        ..Tested::of(job, &call, result)
    })
}
