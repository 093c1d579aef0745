//! What can keep the runner from doing its work at all. Everything that a
//! program or a test does is an outcome in the report instead.

use std::io;
use std::path::PathBuf;

/// The runner could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum RunnerError {
    /// The helper could not be started or talked to.
    #[error("the helper `{path}` could not be started: {source}")]
    Helper {
        /// The program.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The helper ended before the step did.
    #[error("the helper ended before its work was done ({how})")]
    HelperDied {
        /// Its exit status, in words.
        how: String,
    },
    /// The run folder could not be made, filled or read.
    #[error("cannot {action} `{path}`: {source}")]
    Folder {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A path of the specification leads out of the run folder.
    #[error("the path `{path}` is not inside the run folder")]
    BadPath {
        /// As it was given.
        path: String,
    },
    /// A setting of the specification makes no sense.
    #[error("{0}")]
    BadSpec(String),
}

impl RunnerError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Helper { .. } | Self::HelperDied { .. } => {
                Some("run `codezest doctor` to see what this system allows")
            }
            Self::Folder { .. } => {
                Some("check free space and permissions of that folder, then run `codezest doctor`")
            }
            Self::BadPath { .. } | Self::BadSpec(_) => {
                Some("run `codezest course check` on the course, or tell its authors")
            }
        }
    }

    /// Wraps an input/output error of the run folder.
    pub(crate) fn folder(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Folder {
            action,
            path,
            source,
        }
    }
}
