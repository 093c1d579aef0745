//! Writing a course folder, whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use codezest_core::course::tree::{CourseTree, PathError, check_path};
use codezest_core::error::ErrorCode;

use crate::failure::Failure;

/// Why a course folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is there already.
    #[error("{0} exists and is not empty")]
    NotEmpty(PathBuf),
    /// A path that may not be in a course.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The system refused.
    #[error("cannot write {path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let code = match error {
            WriteError::NotEmpty(_) => ErrorCode::Usage,
            WriteError::Path(_) => ErrorCode::CourseInvalid,
            WriteError::Io { .. } => ErrorCode::Storage,
        };
        let failure = Self::new(code, error.to_string());
        if code == ErrorCode::Usage {
            failure.hint("name a folder that does not exist yet")
        } else {
            failure
        }
    }
}

/// Writes the files of `tree` into `folder`, which must not exist or be empty.
/// They are written beside it first and then moved, so that a failure leaves
/// nothing half done.
///
/// # Errors
/// The folder is in use, or cannot be written.
pub fn write(tree: &CourseTree, folder: &Path) -> Result<(), WriteError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError::Io { path, source }
    };
    for (path, _) in tree.iter() {
        check_path(path)?;
    }
    check_free(folder)?;
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed(parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".codezest-")
        .tempdir_in(parent)
        .map_err(failed(parent))?;
    let made = beside.path().join("course");
    fs::create_dir(&made).map_err(failed(&made))?;
    for (path, file) in tree.iter() {
        let to = made.join(path);
        write_file(&to, &file.bytes, file.executable).map_err(failed(&folder.join(path)))?;
    }
    // An empty folder gives way; anything else makes this fail.
    if folder.exists() {
        fs::remove_dir(folder).map_err(failed(folder))?;
    }
    fs::rename(&made, folder).map_err(failed(folder))
}

/// That nothing is in the way.
///
/// # Errors
/// The folder holds something, is no folder, or cannot be looked at.
pub fn check_free(folder: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io {
        path: folder.to_owned(),
        source,
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(WriteError::NotEmpty(folder.to_owned())),
            None => Ok(()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

fn write_file(path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    if executable {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode();
        file.set_permissions(fs::Permissions::from_mode(mode | 0o111))?;
    }
    #[cfg(not(unix))]
    let _ = executable;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::import::folder::read;

    fn tree() -> CourseTree {
        let mut tree = CourseTree::new();
        tree.insert("a/b.txt", "b", false);
        tree.insert("run.sh", "#!/bin/sh\n", true);
        tree
    }

    #[test]
    fn what_is_written_reads_back() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("deep/course");
        write(&tree(), &folder).unwrap();
        assert_eq!(read(&folder).unwrap(), tree());
        let left: Vec<_> = fs::read_dir(dir.path().join("deep")).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing is left beside it");
    }

    #[test]
    fn nothing_is_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mine.txt"), "mine").unwrap();
        assert!(matches!(
            write(&tree(), dir.path()),
            Err(WriteError::NotEmpty(_))
        ));
        assert!(matches!(
            write(&tree(), &dir.path().join("mine.txt")),
            Err(WriteError::Io { .. })
        ));
        fs::create_dir(dir.path().join("empty")).unwrap();
        write(&tree(), &dir.path().join("empty")).unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join("mine.txt")).unwrap(),
            "mine"
        );
    }

    #[test]
    fn a_path_that_leads_out_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut tree = tree();
        tree.insert("../out", "x", false);
        assert!(matches!(
            write(&tree, &dir.path().join("c")),
            Err(WriteError::Path(_))
        ));
        assert!(!dir.path().join("c").exists());
    }
}
