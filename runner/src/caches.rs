//! What runs leave below the caches: builds that are kept on purpose, and run
//! folders of processes that were killed. All of it can be made again.
//!
//! Nothing here follows a link, and nothing that a run uses is touched: a
//! build is locked while it is used (`run`), and so is a run folder
//! (`folder`).

use std::collections::HashSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags};

use crate::folder::make_removable;

/// What kind of thing a [`Leftover`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftoverKind {
    /// Builds of a course, kept so that the next one is fast.
    Build,
    /// The folder of a run that was killed.
    Run,
}

/// Something below the caches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// What it is.
    pub kind: LeftoverKind,
    /// Where.
    pub path: PathBuf,
    /// What it takes on the disk, in bytes.
    pub bytes: u64,
}

/// What became of a [`Leftover`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed,
    /// A run uses it right now; it was left alone.
    InUse,
}

/// Finds everything that can be removed below `caches`, by path.
///
/// # Errors
/// A folder cannot be read.
pub fn leftovers(caches: &Path) -> io::Result<Vec<Leftover>> {
    let mut found = Vec::new();
    for course in folders(&caches.join("build"))? {
        for language in folders(&course)? {
            found.push((LeftoverKind::Build, language));
        }
    }
    for run in folders(&caches.join("runs"))? {
        found.push((LeftoverKind::Run, run));
    }
    let mut leftovers = Vec::new();
    for (kind, path) in found {
        let bytes = size(&path, &mut HashSet::new())?;
        // A build that was removed before leaves its lock, which is empty.
        if kind == LeftoverKind::Run || bytes > 0 {
            leftovers.push(Leftover { kind, path, bytes });
        }
    }
    leftovers.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(leftovers)
}

impl Leftover {
    /// Whether a run uses it right now.
    ///
    /// # Errors
    /// Its lock cannot be looked at.
    pub fn in_use(&self) -> io::Result<bool> {
        Ok(self.lock()?.is_none())
    }

    /// Removes it, unless a run uses it.
    ///
    /// # Errors
    /// Something in it cannot be removed.
    pub fn remove(&self) -> io::Result<Removal> {
        let Some(_held) = self.lock()? else {
            return Ok(Removal::InUse);
        };
        make_removable(&self.path);
        match self.kind {
            LeftoverKind::Run => fs::remove_dir_all(&self.path)?,
            LeftoverKind::Build => empty_build(&self.path)?,
        }
        Ok(Removal::Removed)
    }

    /// The lock that a run would hold; `None` when one does, or is only just
    /// making its folder.
    fn lock(&self) -> io::Result<Option<File>> {
        let path = match self.kind {
            LeftoverKind::Run if !self.path.join("home").exists() => return Ok(None),
            LeftoverKind::Run => self.path.clone(),
            LeftoverKind::Build => self.path.join("lock"),
        };
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = match rustix::fs::open(&path, flags, Mode::empty()) {
            Ok(file) => file,
            // Whatever is there is no lock of ours, so no run holds it.
            Err(rustix::io::Errno::NOENT) => rustix::fs::open(&self.path, flags, Mode::empty())?,
            Err(error) => return Err(error.into()),
        };
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(file.into())),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Removes everything but the lock: were it removed, a run that waits for it
/// and one that makes a new one would both believe to be alone.
fn empty_build(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == "lock" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The folders in `folder`, links left out; none when there is no such folder
/// or it is a link itself.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.symlink_metadata().is_ok_and(|meta| meta.is_dir()) {
        return Ok(Vec::new());
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

/// The disk space of a folder's files; a file with several names counts once.
/// Files that vanish meanwhile belong to a run and count nothing.
fn size(folder: &Path, seen: &mut HashSet<(u64, u64)>) -> io::Result<u64> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_passing(&error) => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut bytes = 0;
    for entry in entries {
        let entry = entry?;
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if metadata.is_dir() {
            bytes += size(&entry.path(), seen)?;
        } else if seen.insert((metadata.dev(), metadata.ino())) {
            bytes += on_disk(&metadata);
        }
    }
    Ok(bytes)
}

/// Folders may vanish, and a run may have closed them to everybody.
fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied
    )
}

/// `st_blocks` counts units of 512 bytes, whatever the file system's own are.
fn on_disk(metadata: &Metadata) -> u64 {
    metadata.blocks() * 512
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn write(path: &Path, bytes: usize) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, vec![b'x'; bytes]).unwrap();
    }

    #[test]
    fn builds_and_run_folders_go_and_nothing_else() {
        let caches = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let root = caches.path();
        write(&elsewhere.path().join("precious"), 10_000);
        write(&root.join("notes.txt"), 10);
        write(&root.join("build/course/rust/target/a"), 10_000);
        fs::hard_link(
            root.join("build/course/rust/target/a"),
            root.join("build/course/rust/target/b"),
        )
        .unwrap();
        write(&root.join("build/course/rust/lock"), 0);
        let work = root.join("runs/run-1").join("work");
        write(&work.join("a"), 10_000);
        fs::create_dir(root.join("runs/run-1/home")).unwrap();
        symlink(elsewhere.path(), work.join("link")).unwrap();
        symlink(elsewhere.path(), root.join("runs/run-2")).unwrap();
        symlink(elsewhere.path(), root.join("build/other")).unwrap();
        // A run may leave folders that nobody may enter.
        let closed = work.join("closed");
        write(&closed.join("a"), 1);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();

        let found = leftovers(root).unwrap();
        let paths: Vec<_> = found
            .iter()
            .map(|one| one.path.strip_prefix(root).unwrap().to_str().unwrap())
            .collect();
        assert_eq!(paths, ["build/course/rust", "runs/run-1"]);
        assert!(
            (10_000..20_000).contains(&found[0].bytes),
            "counted twice: {}",
            found[0].bytes
        );
        for one in &found {
            assert_eq!(one.remove().unwrap(), Removal::Removed, "{one:?}");
        }
        assert_eq!(leftovers(root).unwrap(), []);
        assert!(root.join("build/course/rust/lock").exists());
        assert!(!root.join("runs/run-1").exists());
        assert!(root.join("notes.txt").exists());
        assert!(elsewhere.path().join("precious").exists());
    }

    #[test]
    fn what_a_run_uses_is_left_alone() {
        let caches = tempfile::tempdir().unwrap();
        let root = caches.path();
        write(&root.join("build/course/rust/target/a"), 10_000);
        write(&root.join("build/course/rust/lock"), 0);
        let build = File::open(root.join("build/course/rust/lock")).unwrap();
        build.try_lock().unwrap();
        let run = crate::folder::RunFolder::create(&root.join("runs"), None, &[]).unwrap();

        let found = leftovers(root).unwrap();
        assert_eq!(found.len(), 2);
        for one in &found {
            assert!(one.in_use().unwrap(), "{one:?}");
            assert_eq!(one.remove().unwrap(), Removal::InUse, "{one:?}");
            assert!(one.path.exists());
        }
        assert!(root.join("build/course/rust/target/a").exists());
        assert!(run.tmp().exists());
        drop(build);
        assert_eq!(found[0].remove().unwrap(), Removal::Removed);
    }
}
