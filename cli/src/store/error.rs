//! What can go wrong with a database, said so that a learner can act on it.

use std::path::{Path, PathBuf};

use codezest_core::error::ErrorCode;

/// Why a store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The file is not an SQLite database, or its pages are damaged.
    #[error("{} is damaged or not a database", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
    },
    /// The file is a database of another program, or another kind of ours.
    #[error("{} is a database, but not the {expected} database of codezest", file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What should have been there.
        expected: &'static str,
    },
    /// A newer codezest wrote it. It was not touched.
    #[error("{} was written by a newer codezest (version {found} of its tables, this one knows {known})", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// The version found.
        found: i32,
        /// The newest version known here.
        known: i32,
    },
    /// There is no space left.
    #[error("no space left to write {}", file.display())]
    Full {
        /// The file.
        file: PathBuf,
    },
    /// The file or its folder may not be written or read.
    #[error("{} may not be read or written", file.display())]
    Permission {
        /// The file.
        file: PathBuf,
    },
    /// Another process held the database for longer than we wait.
    #[error("{} is in use by another codezest", file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
    /// SQLite refused for another reason.
    #[error("{}: the database refused: {source}", file.display())]
    Sqlite {
        /// The file; empty until [`StoreError::in_file`] fills it in.
        file: PathBuf,
        /// SQLite's words.
        source: rusqlite::Error,
    },
    /// The file system refused.
    #[error("{}: {source}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// Something stored does not read back as what was written.
    #[error("{}: {what} cannot be read back", file.display())]
    Corrupt {
        /// The file; empty until [`StoreError::in_file`] fills it in.
        file: PathBuf,
        /// What it was.
        what: String,
    },
    /// Two different courses want one name.
    #[error("there is already another course named {name}")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// There is no such course, item, file or event.
    #[error("there is no {what}")]
    NotFound {
        /// What was asked for.
        what: String,
    },
    /// A fact breaks a rule of the event log.
    #[error("this event cannot be stored: {why}")]
    Refused {
        /// The rule.
        why: String,
    },
}

/// The result of a store's function.
pub(crate) type StoreResult<T> = Result<T, StoreError>;

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite {
            file: PathBuf::new(),
            source,
        }
    }
}

impl StoreError {
    /// A stored value that does not read back.
    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt {
            file: PathBuf::new(),
            what: what.into(),
        }
    }

    /// A file system error on `file`.
    pub(crate) fn io(file: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let file = file.to_owned();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { file },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Permission { file }
            }
            _ => Self::Io { file, source },
        }
    }

    /// Names the database in an error that came from it.
    #[must_use]
    pub(crate) fn in_file(self, path: &Path) -> Self {
        match self {
            Self::Sqlite { file, source } if file.as_os_str().is_empty() => classify(path, source),
            Self::Corrupt { file, what } if file.as_os_str().is_empty() => Self::Corrupt {
                file: path.to_owned(),
                what,
            },
            other => other,
        }
    }

    /// The stable code.
    #[must_use]
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::Newer { .. } => ErrorCode::NewerDatabase,
            Self::NotFound { .. } => ErrorCode::NotFound,
            Self::NameTaken { .. } => ErrorCode::Usage,
            Self::Refused { .. } => ErrorCode::LimitHit,
            _ => ErrorCode::Storage,
        }
    }

    /// What to do now, where something helps.
    #[must_use]
    pub(crate) fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Damaged { file } | Self::Corrupt { file, .. } => format!(
                "nothing was deleted; move it aside and codezest starts a new one: mv '{0}' '{0}.damaged'",
                file.display()
            ),
            Self::Foreign { file, .. } => format!(
                "move it away and codezest starts its own: mv '{0}' '{0}.other'",
                file.display()
            ),
            Self::Newer { .. } => {
                "it was not changed; install the newest codezest to use it".to_owned()
            }
            Self::Full { file } => format!(
                "free some space on the disk of {} and try again; what was stored before is safe",
                file.display()
            ),
            Self::Permission { file } => format!(
                "make it yours: chown \"$USER\" '{0}' && chmod u+rw '{0}'",
                file.display()
            ),
            Self::Busy { .. } => "wait for the other command to end, then try again".to_owned(),
            Self::Sqlite { file, source }
                if source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure) =>
            {
                format!(
                    "see that the disk of {} is well and has space left, then try again; what was stored before is safe",
                    file.display()
                )
            }
            Self::NameTaken { name } => {
                format!("give the new one a name of its own: --as {name}-2")
            }
            _ => return None,
        })
    }
}

/// Turns SQLite's code into what it means for a learner.
fn classify(path: &Path, source: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode as Code;
    let file = path.to_owned();
    match source.sqlite_error_code() {
        Some(Code::DiskFull) => StoreError::Full { file },
        Some(Code::NotADatabase | Code::DatabaseCorrupt) => StoreError::Damaged { file },
        Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => {
            StoreError::Permission { file }
        }
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => StoreError::Busy { file },
        _ => StoreError::Sqlite { file, source },
    }
}
