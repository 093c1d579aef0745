//! Reading a folder into memory, without trusting it.
//!
//! Left out are `.git`, `node_modules` and `__pycache__`: no part of any
//! course. Everything else is read, or the whole folder is refused with the
//! path that is to blame: a link that leads out of the folder or to a folder,
//! something that is neither file nor folder (a device would block), a name
//! that other systems cannot store, too much.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use codezest_core::course::tree::{CourseTree, PathError, check_path};
use codezest_core::limits::{MAX_COURSE_BYTES, MAX_COURSE_FILE_BYTES, MAX_COURSE_FILES};

/// Folders that are no part of any course.
const LEFT_OUT: [&str; 3] = [".git", "node_modules", "__pycache__"];

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// A name that may not be in a course.
    #[error("{path}: {source}")]
    BadPath {
        /// The file.
        path: PathBuf,
        /// The rule it breaks.
        source: PathError,
    },
    /// A name that is no UTF-8.
    #[error("{0}: the name is not UTF-8")]
    NameNotUtf8(PathBuf),
    /// A link that leads out of the folder, to a folder, or nowhere.
    #[error("{0} is a link that does not lead to a file of this folder")]
    Link(PathBuf),
    /// A device, socket or pipe.
    #[error("{0} is neither a file nor a folder")]
    Special(PathBuf),
    /// One file is too large.
    #[error("{path} is larger than {} MiB", MAX_COURSE_FILE_BYTES / 1024 / 1024)]
    FileTooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Too much altogether.
    #[error("{path} holds more than {MAX_COURSE_FILES} files or {} MiB", MAX_COURSE_BYTES / 1024 / 1024)]
    TooMuch {
        /// The folder.
        path: PathBuf,
    },
}

impl FolderError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Link(_) => Some("replace the link by a copy of the file".to_owned()),
            Self::Special(_) | Self::FileTooLarge { .. } | Self::TooMuch { .. } => {
                Some("move what is no part of the course elsewhere".to_owned())
            }
            Self::BadPath { .. } | Self::NameNotUtf8(_) => {
                Some("rename it: short names of letters, digits, dots and hyphens".to_owned())
            }
            _ => None,
        }
    }
}

/// Reads the folder at `root`.
///
/// # Errors
/// With the path that cannot be read or may not be in a course.
pub fn read(root: &Path) -> Result<CourseTree, FolderError> {
    let canonical = root
        .canonicalize()
        .map_err(|source| io_error(root, source))?;
    if !canonical.is_dir() {
        return Err(FolderError::NotAFolder(root.to_owned()));
    }
    let mut reader = Reader {
        root: canonical,
        tree: CourseTree::new(),
        bytes: 0,
    };
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        reader.folder(&folder, &mut folders)?;
    }
    Ok(reader.tree)
}

/// Reads one file as a tree of its own.
///
/// # Errors
/// As [`read`].
pub fn read_file(path: &Path) -> Result<CourseTree, FolderError> {
    let path = path
        .canonicalize()
        .map_err(|source| io_error(path, source))?;
    if !path.is_file() {
        return Err(FolderError::Special(path));
    }
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(FolderError::NameNotUtf8(path));
    };
    let name = name.to_owned();
    check_path(&name).map_err(|source| FolderError::BadPath {
        path: path.clone(),
        source,
    })?;
    let mut reader = Reader {
        root: path.clone(),
        tree: CourseTree::new(),
        bytes: 0,
    };
    reader.file(name, &path)?;
    Ok(reader.tree)
}

struct Reader {
    root: PathBuf,
    tree: CourseTree,
    bytes: u64,
}

impl Reader {
    /// Reads the files of `folder` and puts its folders on the list.
    fn folder(&mut self, folder: &str, folders: &mut Vec<String>) -> Result<(), FolderError> {
        let path = self.root.join(folder);
        let entries = fs::read_dir(&path).map_err(|source| io_error(&path, source))?;
        for entry in entries {
            let entry = entry.map_err(|source| io_error(&path, source))?;
            let here = entry.path();
            let Ok(name) = entry.file_name().into_string() else {
                return Err(FolderError::NameNotUtf8(here));
            };
            if LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            let relative = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            check_path(&relative).map_err(|source| FolderError::BadPath {
                path: here.clone(),
                source,
            })?;
            let kind = entry
                .file_type()
                .map_err(|source| io_error(&here, source))?;
            if kind.is_dir() {
                folders.push(relative);
            } else if kind.is_file() {
                self.file(relative, &here)?;
            } else if kind.is_symlink() {
                let target = self.follow(&here)?;
                self.file(relative, &target)?;
            } else {
                return Err(FolderError::Special(here));
            }
        }
        Ok(())
    }

    /// The file of this folder that a link leads to.
    fn follow(&self, link: &Path) -> Result<PathBuf, FolderError> {
        let refused = || FolderError::Link(link.to_owned());
        let target = link.canonicalize().map_err(|_| refused())?;
        let inside = target.starts_with(&self.root);
        let hidden = target.components().any(|part| part.as_os_str() == ".git");
        if inside && !hidden && target.is_file() {
            Ok(target)
        } else {
            Err(refused())
        }
    }

    fn file(&mut self, relative: String, path: &Path) -> Result<(), FolderError> {
        let failed = |source| io_error(path, source);
        let file = File::open(path).map_err(failed)?;
        let meta = file.metadata().map_err(failed)?;
        let mut bytes = Vec::new();
        // The size may change while it is read; the cap holds all the same.
        file.take(MAX_COURSE_FILE_BYTES.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > MAX_COURSE_FILE_BYTES {
            return Err(FolderError::FileTooLarge {
                path: path.to_owned(),
            });
        }
        self.bytes = self.bytes.saturating_add(length);
        if self.bytes > MAX_COURSE_BYTES || self.tree.len() >= MAX_COURSE_FILES {
            return Err(FolderError::TooMuch {
                path: self.root.clone(),
            });
        }
        self.tree.insert(relative, bytes, executable(&meta));
        Ok(())
    }
}

fn io_error(path: &Path, source: io::Error) -> FolderError {
    FolderError::Io {
        path: path.to_owned(),
        source,
    }
}

#[cfg(unix)]
fn executable(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn executable(_meta: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("course/a/.git")).unwrap();
        fs::write(dir.path().join("course/a/one.txt"), "1\r\n").unwrap();
        fs::write(dir.path().join("course/a/.git/config"), "secret").unwrap();
        fs::write(dir.path().join("outside.txt"), "secret").unwrap();
        dir
    }

    #[test]
    fn reads_bytes_as_they_are_and_leaves_git_out() {
        let dir = folder();
        let tree = read(&dir.path().join("course")).unwrap();
        let paths: Vec<_> = tree.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a/one.txt"]);
        assert_eq!(tree.get("a/one.txt").unwrap().bytes, b"1\r\n");
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside() {
        use std::os::unix::fs::symlink;
        let dir = folder();
        let course = dir.path().join("course");
        symlink("a/one.txt", course.join("same.txt")).unwrap();
        assert_eq!(
            read(&course).unwrap().get("same.txt").unwrap().bytes,
            b"1\r\n"
        );
        for target in [
            "../outside.txt",
            "/etc/passwd",
            "a",
            "nowhere",
            "a/.git/config",
        ] {
            let link = course.join("link");
            symlink(target, &link).unwrap();
            let error = read(&course).unwrap_err();
            assert!(
                matches!(&error, FolderError::Link(path) if path.ends_with("link")),
                "{target}: {error}"
            );
            fs::remove_file(link).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn executables_stay_executable_and_devices_are_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = folder();
        let course = dir.path().join("course");
        let script = course.join("run.sh");
        fs::write(&script, "").unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(read(&course).unwrap().get("run.sh").unwrap().executable);
        // A named pipe would block whoever opens it.
        let status = std::process::Command::new("mkfifo")
            .arg(course.join("pipe"))
            .status()
            .unwrap();
        assert!(status.success());
        assert!(matches!(read(&course), Err(FolderError::Special(_))));
    }

    #[test]
    fn too_large_files_and_bad_names_are_refused_by_name() {
        let dir = folder();
        let course = dir.path().join("course");
        let file = File::create(course.join("big")).unwrap();
        file.set_len(MAX_COURSE_FILE_BYTES + 1).unwrap();
        assert!(matches!(
            read(&course),
            Err(FolderError::FileTooLarge { .. })
        ));
        fs::remove_file(course.join("big")).unwrap();
        assert!(matches!(
            read(&course.join("a/one.txt")),
            Err(FolderError::NotAFolder(_))
        ));
        assert!(matches!(
            read(&course.join("none")),
            Err(FolderError::Io { .. })
        ));
        if cfg!(unix) {
            fs::write(course.join("back\\slash"), "").unwrap();
            assert!(matches!(read(&course), Err(FolderError::BadPath { .. })));
        }
    }
}
