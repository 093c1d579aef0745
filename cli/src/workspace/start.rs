//! Creating a working folder, and bringing one up to a new edition.

use std::fs;
use std::path::{Path, PathBuf};

use codezest_core::course::tree::TreeFile;
use codezest_core::ids::ContentHash;
use codezest_core::time::Timestamp;

use super::edition::{Edition, WorkFile};
use super::error::{WorkspaceError, WorkspaceResult};
use super::marker::Marker;
use super::write::{copy_aside, write_atomically};

/// What [`start`] did. Paths are relative to the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Started {
    /// Whether the folder is new.
    pub(crate) created: bool,
    /// Files that were written.
    pub(crate) written: Vec<String>,
    /// Learner files that were there and stay as they are.
    pub(crate) kept: Vec<String>,
    /// Copies of course files that somebody had changed.
    pub(crate) copied_aside: Vec<PathBuf>,
}

/// Creates `folder` as the working folder of `edition`, or brings it up to
/// date. Learner files that exist are kept.
///
/// # Errors
/// The folder is another item's, something is in the way, or the file system
/// refuses. Starting again goes on from there.
pub(crate) fn start(folder: &Path, edition: &Edition, now: Timestamp) -> WorkspaceResult<Started> {
    let marker = own_marker(folder, edition)?;
    let mut started = Started {
        created: marker.is_none(),
        ..Started::default()
    };
    for wanted in &edition.files {
        let place = checked_place(folder, &wanted.path)?;
        match current(&place)? {
            None => {
                write_atomically(&place, &wanted.file.bytes, wanted.file.executable)?;
                started.written.push(wanted.path.clone());
            }
            Some(_) if wanted.learner => started.kept.push(wanted.path.clone()),
            Some(bytes) if bytes == wanted.file.bytes => {}
            Some(bytes) => {
                refresh(&place, &bytes, wanted, marker.as_ref(), now, &mut started)?;
            }
        }
    }
    // Written last: without it the folder is not yet started, and the next
    // start finishes what this one began.
    Marker::of(edition).write(folder)?;
    Ok(started)
}

fn refresh(
    place: &Path,
    bytes: &[u8],
    wanted: &WorkFile,
    marker: Option<&Marker>,
    now: Timestamp,
    started: &mut Started,
) -> WorkspaceResult<()> {
    let as_written = marker.and_then(|marker| marker.course_files.get(&wanted.path));
    if as_written != Some(&ContentHash::of(bytes)) {
        started.copied_aside.push(copy_aside(place, now)?);
    }
    write_atomically(place, &wanted.file.bytes, wanted.file.executable)?;
    started.written.push(wanted.path.clone());
    Ok(())
}

/// The marker of the folder, which must be this item's if there is one.
fn own_marker(folder: &Path, edition: &Edition) -> WorkspaceResult<Option<Marker>> {
    let marker = Marker::read(folder)?;
    match &marker {
        Some(found) if found.course_uid != edition.course_uid || found.item != edition.item => {
            Err(WorkspaceError::OtherItem {
                folder: folder.to_owned(),
                found: format!("{}/{}", found.course, found.item),
                wanted: edition.reference(),
            })
        }
        _ => Ok(marker),
    }
}

/// Where `path` is, unless a link on the way would lead out of the folder.
pub(super) fn checked_place(folder: &Path, path: &str) -> WorkspaceResult<PathBuf> {
    let mut place = folder.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let Ok(meta) = fs::symlink_metadata(&place) else {
            continue;
        };
        let fits = if parts.peek().is_some() {
            meta.is_dir()
        } else {
            meta.is_file()
        };
        if !fits {
            return Err(WorkspaceError::InTheWay { file: place });
        }
    }
    Ok(place)
}

/// The bytes of the file at `path`, if one is there.
///
/// # Errors
/// Something that is no file is in the way, a link leads there, or the file
/// cannot be read.
pub(crate) fn held(folder: &Path, path: &str) -> WorkspaceResult<Option<Vec<u8>>> {
    current(&checked_place(folder, path)?)
}

/// The bytes at `place`, if a file is there.
pub(super) fn current(place: &Path) -> WorkspaceResult<Option<Vec<u8>>> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WorkspaceError::io(place, error)),
    }
}

/// Whether what is at `place` differs from `file`.
pub(super) fn differs(place: &Path, file: &TreeFile) -> WorkspaceResult<bool> {
    Ok(current(place)?.is_some_and(|bytes| bytes != file.bytes))
}
