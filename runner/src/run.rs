//! A whole run: folder, tests, report, and nothing left.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use codezest_core::run::report::{RunReport, Usage};
use codezest_core::run::spec::{Judge, RunSpec};

use crate::cancel::CancelToken;
use crate::error::RunnerError;
use crate::folder::{RunFolder, private_folder};
use crate::job::Job;
use crate::languages::{self, language};
use crate::{RunEvent, RunOptions, Runner, checks, command, report};

/// How often a build that waits for another one looks again.
const LOCK_PATIENCE: Duration = Duration::from_millis(50);

/// Runs the tests of `spec` and judges them.
pub(crate) fn run(job: &mut Job<'_>) -> Result<RunReport, RunnerError> {
    let tested = match &job.spec.judge {
        Judge::Framework { runner, framework } => (language(*runner)?.tests)(job, *framework)?,
        Judge::Command {
            command,
            report,
            report_file,
        } => command::run(job, command, *report, report_file.as_deref())?,
        Judge::Checks { checks, sql_setup } => checks::run(job, checks, sql_setup)?,
    };
    Ok(report::finish(job, tested))
}

/// Makes the run folder, lets `work` happen in it, and removes it.
pub(crate) fn in_folder<T>(
    runner: &Runner,
    spec: &RunSpec,
    options: &RunOptions,
    cancel: &CancelToken,
    on_event: &mut dyn FnMut(RunEvent),
    work: impl FnOnce(&mut Job<'_>) -> Result<T, RunnerError>,
) -> Result<T, RunnerError> {
    let cache = languages::cache(&runner.caches, spec);
    // Held until the end: what is built there is also run there.
    let _lock = cache
        .as_deref()
        .map(|cache| lock(cache, cancel))
        .transpose()?;
    let lasting = cache
        .as_deref()
        .map(|cache| languages::lasting_work(cache, spec));
    let parent: PathBuf = options
        .folder
        .clone()
        .unwrap_or_else(|| runner.caches.join("runs"));
    let folder = RunFolder::create(&parent, lasting.as_deref(), &spec.files)?;
    let mut job = Job {
        runner,
        spec,
        folder: &folder,
        options,
        cancel,
        on_event,
        usage: Usage::default(),
        notes: Vec::new(),
    };
    work(&mut job)
}

/// Waits until no other run uses the cache.
fn lock(cache: &Path, cancel: &CancelToken) -> Result<File, RunnerError> {
    private_folder(cache)?;
    let path = cache.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(RunnerError::folder("open", &path))?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A cancelled run goes on to its first step, which says so.
            Err(TryLockError::WouldBlock) if cancel.is_cancelled() => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PATIENCE),
            Err(TryLockError::Error(error)) => {
                return Err(RunnerError::folder("lock", path)(error));
            }
        }
    }
}
