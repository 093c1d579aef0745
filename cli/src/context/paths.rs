//! Where files are: the XDG folders on Linux, the platform's own elsewhere.

use std::path::{Path, PathBuf};

use codezest_core::error::ErrorCode;
use etcetera::BaseStrategy;

use crate::failure::{Failure, Result};

/// The folders of this user.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The home folder.
    pub home: PathBuf,
    /// `config.toml`.
    pub config_file: PathBuf,
    /// Databases and packs.
    pub data: PathBuf,
    /// What can be made again: build caches, run folders.
    pub cache: PathBuf,
}

impl Paths {
    /// Finds them; `config` overrides the configuration file.
    ///
    /// # Errors
    /// There is no home folder.
    pub fn find(config: Option<&Path>) -> Result<Self> {
        let base = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
            Failure::new(ErrorCode::Storage, "cannot find your home folder")
                .because(error)
                .hint("set HOME to a folder you can write to")
        })?;
        let config_file = match config {
            Some(file) => file.to_owned(),
            None => base.config_dir().join("codezest").join("config.toml"),
        };
        Ok(Self {
            home: base.home_dir().to_owned(),
            config_file,
            data: base.data_dir().join("codezest"),
            cache: base.cache_dir().join("codezest"),
        })
    }

    /// Courses and search.
    #[must_use]
    pub fn content_db(&self) -> PathBuf {
        self.data.join("content.db")
    }

    /// The learner's log before any login.
    #[must_use]
    pub fn account_db(&self) -> PathBuf {
        self.accounts().join("anonymous.db")
    }

    /// The files of test runs before any login.
    #[must_use]
    pub fn snapshots_db(&self) -> PathBuf {
        self.accounts().join("anonymous.snapshots.db")
    }

    /// The folder of the learners' logs.
    #[must_use]
    pub fn accounts(&self) -> PathBuf {
        self.data.join("accounts")
    }

    /// `~` and `~/…` as paths below the home folder.
    #[must_use]
    pub fn expand_home(&self, path: &Path) -> PathBuf {
        match path.strip_prefix("~") {
            Ok(rest) => self.home.join(rest),
            Err(_) => path.to_owned(),
        }
    }
}
