//! Bringing back the files of a run, or the starter files.

use std::path::{Path, PathBuf};

use codezest_core::course::tree::CourseTree;
use codezest_core::time::Timestamp;
use uuid::Uuid;

use super::collect::collect;
use super::edition::Edition;
use super::error::WorkspaceResult;
use super::start::{checked_place, current, differs, start};
use super::write::{copy_aside, write_atomically};
use crate::store::snapshots::{NewSnapshot, Reason, SnapshotStore};

/// Brings back the files of snapshot `wanted`. What is there now is kept as a
/// snapshot `kept_as` first; files that the snapshot does not have stay.
/// Says which files were written.
///
/// # Errors
/// There is no such snapshot, or the file system refuses; nothing is lost.
pub(crate) fn restore(
    folder: &Path,
    edition: &Edition,
    snapshots: &SnapshotStore,
    wanted: Uuid,
    kept_as: Uuid,
    now: Timestamp,
) -> WorkspaceResult<Vec<String>> {
    let files = snapshots.files(wanted)?;
    if !folder.is_dir() {
        start(folder, edition, now)?;
    }
    let kept = keep(
        folder,
        edition,
        snapshots,
        kept_as,
        Reason::BeforeRestore,
        now,
    )?;
    write_all(folder, edition, &files, &kept, now)
}

fn write_all(
    folder: &Path,
    edition: &Edition,
    files: &CourseTree,
    kept: &CourseTree,
    now: Timestamp,
) -> WorkspaceResult<Vec<String>> {
    let mut written = Vec::new();
    for (path, file) in files.iter() {
        // What the course has made its own since then is not put back.
        if edition.course_file(path).is_some() {
            continue;
        }
        let place = checked_place(folder, path)?;
        let held = current(&place)?;
        if held.as_ref() == Some(&file.bytes) {
            continue;
        }
        // Too large for a snapshot, or left out for another reason.
        if held.is_some() && kept.get(path).is_none() {
            copy_aside(&place, now)?;
        }
        write_atomically(&place, &file.bytes, file.executable)?;
        written.push(path.to_owned());
    }
    Ok(written)
}

/// Sets the learner's files back to the starter. What is there now is kept
/// twice: as a snapshot `kept_as`, and each changed file as a dated copy
/// beside it. Says where the copies are.
///
/// # Errors
/// The file system refuses; nothing is lost.
pub(crate) fn reset(
    folder: &Path,
    edition: &Edition,
    snapshots: &SnapshotStore,
    kept_as: Uuid,
    now: Timestamp,
) -> WorkspaceResult<Vec<PathBuf>> {
    keep(
        folder,
        edition,
        snapshots,
        kept_as,
        Reason::BeforeReset,
        now,
    )?;
    let mut copies = Vec::new();
    for wanted in edition.files.iter().filter(|file| file.learner) {
        let place = checked_place(folder, &wanted.path)?;
        if differs(&place, &wanted.file)? {
            copies.push(copy_aside(&place, now)?);
            write_atomically(&place, &wanted.file.bytes, wanted.file.executable)?;
        }
    }
    copies.extend(start(folder, edition, now)?.copied_aside);
    Ok(copies)
}

fn keep(
    folder: &Path,
    edition: &Edition,
    snapshots: &SnapshotStore,
    id: Uuid,
    reason: Reason,
    at: Timestamp,
) -> WorkspaceResult<CourseTree> {
    let collected = collect(folder, edition)?;
    let new = NewSnapshot {
        id,
        course: edition.course_uid,
        item: &edition.item,
        at,
        reason,
    };
    snapshots.keep(new, &collected.files)?;
    Ok(collected.files)
}
