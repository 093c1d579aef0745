//! The run folder: a private copy in which everything happens, gone when it
//! is over.
//!
//! Until the first step it is ours; after that it is in the hands of whatever
//! ran there, so reading from it follows no link, opens nothing but regular
//! files and takes no more than asked for.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use codezest_core::run::spec::RunFile;
use rustix::fs::{FileType, Mode, OFlags};
use tempfile::TempDir;

use crate::error::RunnerError;

/// A run folder. It is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct RunFolder {
    /// `None` only while it is being dropped.
    root: Option<TempDir>,
    /// Where the files are and commands start.
    work: PathBuf,
    top: PathBuf,
    /// Says that the folder is in use to those who remove what was left
    /// behind; the system lets go of it however this process ends.
    _lock: Option<fs::File>,
}

impl RunFolder {
    /// Makes a fresh folder with an unguessable name below `parent` and
    /// writes `files`. `work` is the place of the files where they must
    /// always have the same path; it is emptied of everything else.
    ///
    /// # Errors
    /// When a path leads out of the folder, or anything cannot be written.
    pub(crate) fn create(
        parent: &Path,
        work: Option<&Path>,
        files: &[RunFile],
    ) -> Result<Self, RunnerError> {
        private_folder(parent)?;
        remove_abandoned(parent);
        let root = tempfile::Builder::new()
            .prefix("run-")
            .rand_bytes(20)
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map_err(RunnerError::folder("make a folder in", parent))?;
        let top = root.path().to_owned();
        let lock = fs::File::open(&top)
            .ok()
            .filter(|folder| folder.try_lock().is_ok());
        let work = work.map_or_else(|| top.join("work"), Path::to_owned);
        let folder = Self {
            root: Some(root),
            work,
            top,
            _lock: lock,
        };
        for name in ["home", "tmp", "report"] {
            private_folder(&folder.top.join(name))?;
        }
        private_folder(&folder.work)?;
        sync(&folder.work, files)?;
        Ok(folder)
    }

    /// Where the files are and commands start.
    pub(crate) fn work(&self) -> &Path {
        &self.work
    }

    /// HOME of the run.
    pub(crate) fn home(&self) -> PathBuf {
        self.top.join("home")
    }

    /// TMPDIR of the run.
    pub(crate) fn tmp(&self) -> PathBuf {
        self.top.join("tmp")
    }

    /// A path for a report or a driver, outside of what tests look at.
    pub(crate) fn report(&self, name: &str) -> PathBuf {
        self.top.join("report").join(name)
    }

    /// The folder with everything in it.
    pub(crate) fn top(&self) -> &Path {
        &self.top
    }

    /// Writes a file of ours beside the reports, before anything has run.
    ///
    /// # Errors
    /// When it exists or cannot be written.
    pub(crate) fn write_report(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, RunnerError> {
        let path = self.report(name);
        write_new(&path, bytes, false).map_err(RunnerError::folder("write", &path))?;
        Ok(path)
    }

    /// Reads a file of the `report` folder, at most `cap` bytes of it.
    /// `Ok(None)` when there is none.
    ///
    /// # Errors
    /// When it is a link, no regular file, or cannot be read.
    pub(crate) fn read_report(
        &self,
        name: &str,
        cap: usize,
    ) -> Result<Option<String>, RunnerError> {
        read_hostile(&self.top, &format!("report/{name}"), cap)
    }

    /// Reads a file below the working folder, at most `cap` bytes of it.
    /// `Ok(None)` when there is none.
    ///
    /// # Errors
    /// When it is a link, no regular file, or cannot be read.
    pub(crate) fn read_work(&self, path: &str, cap: usize) -> Result<Option<String>, RunnerError> {
        read_hostile(&self.work, path, cap)
    }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        if let Some(path) = self.root.take().map(TempDir::keep) {
            remove(&path);
        }
    }
}

/// Removes run folders of processes that were killed. No run lasts this long.
fn remove_abandoned(parent: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_run = entry.file_name().as_encoded_bytes().starts_with(b"run-");
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if is_run && modified.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > DAY)) {
            remove(&entry.path());
        }
    }
}

/// Removes a folder, whatever permissions it has been given. What cannot be
/// removed is in the user's own folder and harmless.
fn remove(path: &Path) {
    if fs::remove_dir_all(path).is_err() {
        make_removable(path);
        let _ = fs::remove_dir_all(path);
    }
}

/// Makes a folder that only its owner can enter, unless it is there.
pub(crate) fn private_folder(path: &Path) -> Result<(), RunnerError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(RunnerError::folder("make the folder", path))
}

/// Makes `folder` hold exactly `files`. Files that are as they should be are
/// not touched, so that build tools see what changed.
fn sync(folder: &Path, files: &[RunFile]) -> Result<(), RunnerError> {
    for file in files {
        check_path(&file.path)?;
    }
    remove_others(folder, "", files).map_err(RunnerError::folder("empty", folder))?;
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            private_folder(parent)?;
        }
        if path.symlink_metadata().is_err() {
            write_new(&path, &file.bytes, file.executable)
                .map_err(RunnerError::folder("write", &path))?;
        }
    }
    Ok(())
}

/// Removes everything that is not exactly one of `files`.
fn remove_others(folder: &Path, prefix: &str, files: &[RunFile]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let relative = format!("{prefix}{}", name.to_string_lossy());
        if entry.file_type()?.is_dir() {
            let inside = format!("{relative}/");
            if files.iter().any(|file| file.path.starts_with(&inside)) {
                fs::set_permissions(entry.path(), Permissions::from_mode(0o700))?;
                remove_others(&entry.path(), &inside, files)?;
            } else if fs::remove_dir_all(entry.path()).is_err() {
                make_removable(&entry.path());
                fs::remove_dir_all(entry.path())?;
            }
        } else if !files
            .iter()
            .any(|file| file.path == relative && is_already(&entry.path(), file))
        {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn is_already(path: &Path, file: &RunFile) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| {
        metadata.is_file()
            && metadata.permissions().mode() & 0o777 == mode(file.executable)
            && fs::read(path).is_ok_and(|bytes| bytes == file.bytes)
    })
}

fn mode(executable: bool) -> u32 {
    if executable { 0o700 } else { 0o600 }
}

fn write_new(path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
    // `create_new` neither overwrites nor follows a link.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode(executable))
        .open(path)?
        .write_all(bytes)
}

/// Refuses paths that lead out of the folder.
pub(crate) fn check_path(path: &str) -> Result<(), RunnerError> {
    let good = !path.contains('\0') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if good {
        Ok(())
    } else {
        Err(RunnerError::BadPath {
            path: path.to_owned(),
        })
    }
}

/// Reads a file that strangers may have prepared: every part of the path is
/// opened by itself and without following links.
fn read_hostile(root: &Path, path: &str, cap: usize) -> Result<Option<String>, RunnerError> {
    check_path(path)?;
    match open_beneath(root, path).and_then(|file| read_regular(file, cap)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(RunnerError::Folder {
            action: "read",
            path: root.join(path),
            source,
        }),
    }
}

fn open_beneath(root: &Path, path: &str) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut folder = rustix::fs::open(root, flags | OFlags::DIRECTORY, Mode::empty())?;
    let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
    for part in parents.split('/').filter(|part| !part.is_empty()) {
        folder = rustix::fs::openat(&folder, part, flags | OFlags::DIRECTORY, Mode::empty())?;
    }
    // Opening a pipe would wait for a writer.
    Ok(rustix::fs::openat(
        &folder,
        name,
        flags | OFlags::NONBLOCK,
        Mode::empty(),
    )?)
}

fn read_regular(file: OwnedFd, cap: usize) -> io::Result<String> {
    let stat = rustix::fs::fstat(&file)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a regular file",
        ));
    }
    let mut bytes = Vec::new();
    let cap = u64::try_from(cap).unwrap_or(u64::MAX);
    fs::File::from(file).take(cap).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Gives the owner back the right to enter and change every folder below.
pub(crate) fn make_removable(folder: &Path) {
    let is_folder = folder
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir());
    if !is_folder || fs::set_permissions(folder, Permissions::from_mode(0o700)).is_err() {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        make_removable(&entry.path());
    }
}

#[cfg(test)]
#[path = "folder_tests.rs"]
mod tests;
