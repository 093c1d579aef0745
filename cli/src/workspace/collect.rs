//! Collecting what a learner wrote, for a run, a snapshot or a submission.
//!
//! After strangers' code has run, a folder is hostile: links are not
//! followed, only regular files are read, and sizes are held while reading.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use codezest_core::course::tree::{CourseTree, check_path};
use codezest_core::limits::{MAX_LEARNER_FILE_BYTES, MAX_LEARNER_FILES};

use super::OWN_FOLDER;
use super::edition::Edition;
use super::error::{WorkspaceError, WorkspaceResult};
use super::write::{TEMPORARY_PREFIX, is_copy};

/// Folders of tools, rebuilt at will; never what a learner wrote.
const SKIPPED_FOLDERS: &[&str] = &[
    OWN_FOLDER,
    ".git",
    ".hg",
    ".svn",
    "target",
    "node_modules",
    "__pycache__",
    ".venv",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
];

/// Most files and folders that are looked at.
const MAX_ENTRIES: usize = 10_000;

/// What was collected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Collected {
    /// Learner files, those the assignment names and those the learner added.
    pub(crate) files: CourseTree,
    /// What was left out, and why.
    pub(crate) left_out: Vec<LeftOut>,
    /// Files that the assignment names and that are not there.
    pub(crate) missing: Vec<String>,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Path relative to the working folder.
    pub(crate) path: String,
    /// Why.
    pub(crate) why: WhyLeftOut,
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhyLeftOut {
    /// It is the course's, and somebody changed it; runs use the course's own.
    CourseFile,
    /// It is a link.
    Link,
    /// It is a device, a socket or a pipe.
    NotAFile,
    /// It has more than [`MAX_LEARNER_FILE_BYTES`].
    TooLarge,
    /// There are more than [`MAX_LEARNER_FILES`].
    TooMany,
    /// Some system cannot store its name.
    BadName,
    /// It cannot be read.
    Unreadable,
}

impl WhyLeftOut {
    /// The reason as a phrase after "not used:".
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::CourseFile => "it belongs to the course, and your change to it is not used",
            Self::Link => "it is a link",
            Self::NotAFile => "it is not a regular file",
            Self::TooLarge => "it is larger than 1 MiB",
            Self::TooMany => "there are more than 200 files",
            Self::BadName => "its name cannot be stored on every system",
            Self::Unreadable => "it cannot be read",
        }
    }
}

/// Collects the learner's files of a working folder. The files that the
/// assignment names come first, so that they are in whatever else is there.
///
/// # Errors
/// The folder is not there or cannot be listed.
pub(crate) fn collect(folder: &Path, edition: &Edition) -> WorkspaceResult<Collected> {
    if !folder.is_dir() {
        return Err(WorkspaceError::NotStarted {
            folder: folder.to_owned(),
        });
    }
    let mut collected = Collected::default();
    let named: BTreeSet<&str> = edition
        .files
        .iter()
        .filter(|file| file.learner)
        .map(|file| file.path.as_str())
        .collect();
    for path in &named {
        if fs::symlink_metadata(folder.join(path)).is_err() {
            collected.missing.push((*path).to_owned());
        } else {
            collected.take(folder, path, edition);
        }
    }
    let (others, cut_off) = list(folder)?;
    for path in others.iter().filter(|path| !named.contains(path.as_str())) {
        collected.take(folder, path, edition);
    }
    if cut_off {
        collected.leave("…", WhyLeftOut::TooMany);
    }
    Ok(collected)
}

impl Collected {
    fn leave(&mut self, path: &str, why: WhyLeftOut) {
        self.left_out.push(LeftOut {
            path: path.to_owned(),
            why,
        });
    }

    fn take(&mut self, folder: &Path, path: &str, edition: &Edition) {
        if check_path(path).is_err() {
            return self.leave(path, WhyLeftOut::BadName);
        }
        let course_file = edition.course_file(path);
        if course_file.is_none() && self.files.len() >= MAX_LEARNER_FILES {
            return self.leave(path, WhyLeftOut::TooMany);
        }
        match read_regular(&folder.join(path)) {
            Ok((bytes, executable)) => match course_file {
                Some(own) if own.bytes == bytes => {}
                Some(_) => self.leave(path, WhyLeftOut::CourseFile),
                None => self.files.insert(path, bytes, executable),
            },
            Err(why) => self.leave(path, why),
        }
    }
}

/// Every path below `folder` that may be a learner's, sorted, and whether
/// there were too many. A work list and not recursion: a folder can be nested
/// as deep as its owner likes.
fn list(folder: &Path) -> WorkspaceResult<(BTreeSet<String>, bool)> {
    let mut found = BTreeSet::new();
    let mut folders = vec![String::new()];
    let mut looked_at = 0_usize;
    while let Some(inside) = folders.pop() {
        let place = folder.join(&inside);
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if inside.is_empty() => return Err(WorkspaceError::io(&place, error)),
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            looked_at += 1;
            if looked_at > MAX_ENTRIES {
                return Ok((found, true));
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() {
                name.clone()
            } else {
                format!("{inside}/{name}")
            };
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !SKIPPED_FOLDERS.contains(&name.as_str()) {
                folders.push(path);
            } else if !is_folder && !is_ours(&name) {
                found.insert(path);
            }
        }
    }
    Ok((found, false))
}

/// Temporary files and dated copies are not part of a solution.
fn is_ours(name: &str) -> bool {
    name.starts_with(TEMPORARY_PREFIX) || is_copy(name)
}

/// Reads a regular file without following a link, also not one that is put
/// there between looking and opening.
fn read_regular(place: &Path) -> Result<(Vec<u8>, bool), WhyLeftOut> {
    let meta = fs::symlink_metadata(place).map_err(|_| WhyLeftOut::Unreadable)?;
    if meta.is_symlink() {
        return Err(WhyLeftOut::Link);
    }
    if !meta.is_file() {
        return Err(WhyLeftOut::NotAFile);
    }
    let file = open_without_links(place).map_err(|_| WhyLeftOut::Unreadable)?;
    let meta = file.metadata().map_err(|_| WhyLeftOut::Unreadable)?;
    if !meta.is_file() {
        return Err(WhyLeftOut::NotAFile);
    }
    if meta.len() > MAX_LEARNER_FILE_BYTES {
        return Err(WhyLeftOut::TooLarge);
    }
    let mut bytes = Vec::new();
    file.take(MAX_LEARNER_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| WhyLeftOut::Unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_LEARNER_FILE_BYTES) {
        return Err(WhyLeftOut::TooLarge);
    }
    Ok((bytes, is_executable(&meta)))
}

#[cfg(unix)]
fn open_without_links(place: &Path) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    // NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(open(place, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open_without_links(place: &Path) -> std::io::Result<File> {
    File::open(place)
}

#[cfg(unix)]
fn is_executable(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o100 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    false
}
