//! What can go wrong with learners' files.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codezest_core::error::ErrorCode;

use crate::store::StoreError;

/// Why a working folder could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkspaceError {
    /// There is no space left.
    #[error("no space left to write {}", file.display())]
    Full {
        /// The file.
        file: PathBuf,
    },
    /// The file or its folder may not be read or written.
    #[error("{} may not be read or written", file.display())]
    Permission {
        /// The file.
        file: PathBuf,
    },
    /// The file system refused for another reason.
    #[error("{}: {source}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// Something that is no folder is where the working folder should be, or
    /// a link leads out of it.
    #[error("{} is in the way", file.display())]
    InTheWay {
        /// What is there.
        file: PathBuf,
    },
    /// The folder belongs to another item.
    #[error("{} is the folder of {found}, not of {wanted}", folder.display())]
    OtherItem {
        /// The folder.
        folder: PathBuf,
        /// `COURSE/ITEM` as its marker says.
        found: String,
        /// `COURSE/ITEM` that was asked for.
        wanted: String,
    },
    /// `.codezest/item.toml` cannot be understood.
    #[error("{} is damaged: {why}", file.display())]
    Marker {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// There is no working folder yet.
    #[error("there is no working folder {}", folder.display())]
    NotStarted {
        /// Where it would be.
        folder: PathBuf,
    },
    /// A snapshot could not be kept or read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The result of a workspace function.
pub(crate) type WorkspaceResult<T> = Result<T, WorkspaceError>;

impl WorkspaceError {
    /// A file system error on `file`.
    pub(crate) fn io(file: &Path, source: std::io::Error) -> Self {
        let file = file.to_owned();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { file },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Permission { file }
            }
            ErrorKind::NotADirectory | ErrorKind::IsADirectory => Self::InTheWay { file },
            _ => Self::Io { file, source },
        }
    }

    /// The stable code.
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::NotStarted { .. } => ErrorCode::NotFound,
            Self::OtherItem { .. } => ErrorCode::Usage,
            Self::Store(error) => error.code(),
            _ => ErrorCode::Storage,
        }
    }

    /// What to do now, where something helps.
    pub(crate) fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Full { file } => format!(
                "free some space on the disk of {} and try again; nothing was lost",
                file.display()
            ),
            Self::Permission { file } => format!(
                "make it yours: chown \"$USER\" '{0}' && chmod u+rw '{0}'",
                file.display()
            ),
            Self::InTheWay { file } => {
                format!("move it aside: mv '{0}' '{0}.aside'", file.display())
            }
            Self::OtherItem { folder, .. } => {
                format!("move it aside: mv '{0}' '{0}.aside'", folder.display())
            }
            Self::Marker { file, .. } => format!(
                "remove it and start the item again; your own files stay: rm '{}'",
                file.display()
            ),
            Self::NotStarted { .. } => "create it: codezest start".to_owned(),
            Self::Store(error) => return error.hint(),
            Self::Io { .. } => return None,
        })
    }
}
