//! Earlier test runs, and bringing their files back.

use codezest_core::course::tree::CourseTree;
use codezest_core::event::kinds::ResetScope;
use codezest_core::ids::CourseUid;
use codezest_core::learning::decide;
use codezest_core::run::report::RunReport;
use codezest_core::time::{Hlc, Timestamp};
use uuid::Uuid;

use super::assignment::Loaded;
use super::facts;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::account::RunEntry;
use crate::workspace;

/// The newest `limit` runs of an item, newest first.
///
/// # Errors
/// The database cannot be read.
pub fn runs(context: &Context, loaded: &Loaded, limit: u32) -> Result<Vec<RunEntry>> {
    let mut runs = context
        .account()?
        .runs(loaded.entry.course_uid, &loaded.entry.id)?;
    runs.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(runs)
}

/// The run that `typed` names: a number counted back from the newest, an id or
/// the beginning of one.
///
/// # Errors
/// There is none, or several begin like that.
pub fn find_run(context: &Context, loaded: &Loaded, typed: &str) -> Result<RunEntry> {
    let runs = runs(context, loaded, u32::MAX)?;
    let name = loaded.entry.reference();
    let list = format!("see them: codezest history {name}");
    if runs.is_empty() {
        return Err(Failure::not_found(format!("{name} has no test run yet"))
            .hint(format!("codezest test {name}")));
    }
    let by_number = typed.parse::<usize>().ok().filter(|_| typed.len() < 5);
    if let Some(number) = by_number {
        let run = number.checked_sub(1).and_then(|index| runs.get(index));
        return run.cloned().ok_or_else(|| {
            Failure::not_found(format!("{name} has {} test runs, not {number}", runs.len()))
                .hint(list)
        });
    }
    let wanted = typed.to_lowercase();
    let mut fitting = runs
        .into_iter()
        .filter(|run| run.id.to_string().starts_with(&wanted));
    match (fitting.next(), fitting.next()) {
        (Some(run), None) => Ok(run),
        (Some(_), Some(_)) => {
            Err(Failure::usage(format!("several runs of {name} begin with {typed}")).hint(list))
        }
        _ => Err(Failure::not_found(format!("{name} has no run {typed}")).hint(list)),
    }
}

/// Files that are kept: of a test run, a submission, or from before a reset or
/// another restoration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Their id; a run's files have the run's.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
}

/// The kept files that `typed` names: as [`find_run`], or by the id of files
/// that are of no run.
///
/// # Errors
/// As [`find_run`].
pub fn find_kept(context: &Context, loaded: &Loaded, typed: &str) -> Result<Kept> {
    if let Ok(id) = typed.parse::<Uuid>() {
        let entry = &loaded.entry;
        let kept = context.snapshots()?.of_item(&entry.course_uid, &entry.id)?;
        if let Some(found) = kept.into_iter().find(|snapshot| snapshot.id == id) {
            return Ok(Kept { id, at: found.at });
        }
    }
    let run = find_run(context, loaded, typed)?;
    Ok(Kept {
        id: run.id.0,
        at: run.at,
    })
}

/// The full report of `run`.
///
/// # Errors
/// It was made on another device.
pub fn report(context: &Context, run: &RunEntry) -> Result<RunReport> {
    let json = context.snapshots()?.report(run.id)?.ok_or_else(|| {
        Failure::not_found("the results of that run are not on this machine")
            .hint("what is known of it is in: codezest history")
    })?;
    serde_json::from_slice(&json).map_err(|error| {
        Failure::storage("the results of that run cannot be read back").because(error)
    })
}

/// The files of `run`.
///
/// # Errors
/// They are on another device.
pub fn files(context: &Context, kept: Kept) -> Result<CourseTree> {
    let snapshots = context.snapshots()?;
    if !snapshots.has(kept.id)? {
        return Err(
            Failure::not_found("the files of that run are not on this machine")
                .hint("runs made here can be restored; they are marked in: codezest history"),
        );
    }
    Ok(snapshots.files(kept.id)?)
}

/// The files of `run` that differ from those of today.
///
/// # Errors
/// They are on another device, or today's cannot be read.
pub fn differing(context: &Context, loaded: &Loaded, kept: Kept) -> Result<Vec<String>> {
    let mine = loaded.collect()?.files;
    let then = files(context, kept)?;
    let differs = |path: &str, bytes: &[u8]| mine.get(path).is_none_or(|now| now.bytes != bytes);
    Ok(then
        .iter()
        .filter(|(path, file)| differs(path, &file.bytes))
        .map(|(path, _)| path.to_owned())
        .collect())
}

/// Brings the files of `run` back; today's are kept as a snapshot first. Says
/// which files were written.
///
/// # Errors
/// The files of that run are on another device, or the file system refuses.
pub fn restore(context: &Context, loaded: &Loaded, kept: Kept) -> Result<Restoration> {
    files(context, kept)?;
    let before = context.ids.fresh();
    let written = workspace::restore(
        &loaded.folder,
        &loaded.edition()?,
        context.snapshots()?,
        kept.id,
        before,
        context.now()?.at,
    )?;
    facts::begin(context, &loaded.entry)?;
    Ok(Restoration { written, before })
}

/// What restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restoration {
    /// The files that were written.
    pub written: Vec<String>,
    /// Where what was there before is kept: an id to restore.
    pub before: Uuid,
}

/// Begins the item again: the starter files come back, today's are kept as a
/// snapshot and as dated copies beside them. Says where the copies are.
///
/// # Errors
/// The file system refuses.
pub fn reset_files(context: &Context, loaded: &Loaded) -> Result<Vec<std::path::PathBuf>> {
    let kept_as: Uuid = context.ids.fresh();
    let edition = loaded.edition()?;
    Ok(workspace::reset(
        &loaded.folder,
        &edition,
        context.snapshots()?,
        kept_as,
        context.now()?.at,
    )?)
}

/// Sets progress back in `scope`. False when there was none.
///
/// # Errors
/// The database cannot be written.
pub fn reset_progress(context: &Context, scope: ResetScope) -> Result<bool> {
    let greatest = greatest(context, &scope)?;
    let fact = decide::reset(scope, greatest);
    facts::append(context, fact.as_slice())?;
    Ok(fact.is_some())
}

/// The greatest clock value of any fact in `scope`.
fn greatest(context: &Context, scope: &ResetScope) -> Result<Option<Hlc>> {
    let account = context.account()?;
    let of_course = |course: CourseUid| -> Result<Option<Hlc>> {
        let states = account.course_states(course)?;
        Ok(states.values().filter_map(|state| state.last_hlc()).max())
    };
    match scope {
        ResetScope::Item { course, item } => Ok(account.item_state(*course, item)?.last_hlc()),
        ResetScope::Course { course } => of_course(*course),
        ResetScope::All => {
            let courses = account.totals()?;
            let of_all: Vec<_> = courses
                .iter()
                .map(|totals| of_course(totals.course))
                .collect::<Result<_>>()?;
            Ok(of_all.into_iter().flatten().max())
        }
    }
}
