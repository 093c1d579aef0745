//! Running the tests of an assignment, and keeping what came of it.

use codezest_core::course::run_spec::RunOptions;
use codezest_core::ids::{ContentHash, EventId, RunId};
use codezest_core::learning::decide;
use codezest_core::run::report::RunReport;
use codezest_core::run::spec::RunSpec;
use codezest_runner::{CancelToken, RunEvent, Runner};

use super::assignment::Loaded;
use super::facts;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::snapshots::{NewSnapshot, Reason};
use crate::workspace::LeftOut;

/// What was asked for beside the assignment.
#[derive(Debug, Clone, Default)]
pub struct TestOptions {
    /// Only tests whose name contains this text. Such a run never passes the
    /// assignment.
    pub only: Option<String>,
    /// Arguments for the test command.
    pub extra_args: Vec<String>,
    /// A limit on wall time instead of the course's, in seconds.
    pub wall_seconds: Option<u32>,
}

impl TestOptions {
    /// Whether a pass counts: everything was tested, as the course says.
    fn counts(&self) -> bool {
        self.only.is_none() && self.extra_args.is_empty()
    }
}

/// A finished test run.
#[derive(Debug)]
pub struct Tested {
    /// What came of it.
    pub report: RunReport,
    /// Files that were not part of the run.
    pub left_out: Vec<LeftOut>,
    /// Whether this is the first pass.
    pub first_pass: bool,
}

/// The runner of this process.
///
/// # Errors
/// The program cannot find itself.
pub fn runner(context: &Context) -> Result<Runner> {
    let helper = std::env::current_exe().map_err(|error| {
        Failure::storage("cannot find the codezest program itself").because(error)
    })?;
    Ok(Runner::new(helper, context.paths.cache.clone()))
}

/// A test run that can begin: the learner's files are kept already.
#[derive(Debug)]
pub struct Prepared {
    id: RunId,
    spec: RunSpec,
    counts: bool,
    left_out: Vec<LeftOut>,
}

/// Keeps a snapshot of the learner's files and says what to run. The files are
/// kept before anything runs: whatever happens then, they can be brought back.
///
/// # Errors
/// As [`Loaded::collect_whole`], or a database cannot be written.
pub fn prepare(context: &Context, loaded: &Loaded, options: &TestOptions) -> Result<Prepared> {
    let collected = loaded.collect_whole()?;
    let run_options = RunOptions {
        only: options.only.clone(),
        extra_args: options.extra_args.clone(),
    };
    let mut spec = loaded.run_spec(&collected.files, run_options)?;
    if let Some(seconds) = options.wall_seconds {
        spec.limits.wall_seconds = Some(seconds);
    }
    let id = RunId(context.ids.fresh());
    let new = NewSnapshot {
        id: id.0,
        course: loaded.entry.course_uid,
        item: &loaded.entry.id,
        at: context.now()?.at,
        reason: Reason::Run,
    };
    context.snapshots()?.keep(new, &collected.files)?;
    Ok(Prepared {
        id,
        spec,
        counts: options.counts(),
        left_out: collected.left_out,
    })
}

impl Prepared {
    /// Runs the tests; needs no database, so that several can run at once.
    /// Output goes to `on_event` as it comes.
    ///
    /// # Errors
    /// The runner cannot work. What the tests do is in the report.
    pub fn run(
        &self,
        runner: &Runner,
        cancel: &CancelToken,
        on_event: &mut dyn FnMut(RunEvent),
    ) -> Result<RunReport> {
        Ok(runner.run(
            &self.spec,
            &codezest_runner::RunOptions::default(),
            cancel,
            on_event,
        )?)
    }

    /// Writes the run down: report and facts in one transaction.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn record(self, context: &Context, loaded: &Loaded, report: RunReport) -> Result<Tested> {
        let first_pass = record(context, loaded, self.id, &report, self.counts)?;
        Ok(Tested {
            report,
            left_out: self.left_out,
            first_pass,
        })
    }
}

/// Runs the tests of one assignment from beginning to end.
///
/// # Errors
/// As [`prepare`], [`Prepared::run`] and [`Prepared::record`].
pub fn test(
    context: &Context,
    loaded: &Loaded,
    options: &TestOptions,
    cancel: &CancelToken,
    on_event: &mut dyn FnMut(RunEvent),
) -> Result<Tested> {
    let prepared = prepare(context, loaded, options)?;
    let report = prepared.run(&runner(context)?, cancel, on_event)?;
    prepared.record(context, loaded, report)
}

/// Writes the run down: report and facts in one transaction. True when it is
/// the item's first pass.
fn record(
    context: &Context,
    loaded: &Loaded,
    id: RunId,
    report: &RunReport,
    counts: bool,
) -> Result<bool> {
    let entry = &loaded.entry;
    let state = facts::state(context, entry)?;
    let json = serde_json::to_vec(report)
        .map_err(|error| Failure::storage("cannot write the report as JSON").because(error))?;
    let hash = ContentHash::of(&json);
    let item = facts::item_ref(entry);
    // The run comes first: its event has the snapshot's id.
    let mut new = decide::finish_run(item.clone(), report, hash, counts);
    new.extend(decide::start(item, &state));
    context
        .account()?
        .append_as(EventId(id.0), &new, context.now()?, || context.ids.fresh())?;
    context.snapshots()?.keep_report(id, &json)?;
    facts::set_current(context, entry)?;
    Ok(report.passed() && counts && !state.is_done())
}
