//! Everything a command works with, resolved once: options over environment
//! over configuration file over defaults. Databases open when first needed.

mod clock;
mod ids;
mod paths;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use clock::{Clock, local_time};
use codezest_core::time::Moment;
pub use ids::Ids;
pub use paths::Paths;

use crate::args::Global;
use crate::config::Config;
use crate::failure::Result;
use crate::learn::bundled;
use crate::store::account::AccountStore;
use crate::store::content::ContentStore;
use crate::store::snapshots::SnapshotStore;
use crate::ui::Ui;

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    /// Options that every command takes.
    pub global: Global,
    /// Settings.
    pub config: Config,
    /// Where files are.
    pub paths: Paths,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// The printer.
    pub ui: Ui,
    content: OnceCell<ContentStore>,
    account: OnceCell<AccountStore>,
    snapshots: OnceCell<SnapshotStore>,
}

impl Context {
    /// Resolves the context of this process.
    ///
    /// # Errors
    /// There is no home folder, or the configuration cannot be read.
    pub fn resolve(global: Global) -> Result<Self> {
        let paths = Paths::find(global.config.as_deref())?;
        let config = Config::load(&paths.config_file)?;
        let ui = Ui::new(&global, config.plain(), config.color());
        let clock = Clock::from_environment()?;
        Ok(Self {
            paths,
            ids: Ids::from_environment(&clock),
            clock,
            ui,
            content: OnceCell::new(),
            account: OnceCell::new(),
            snapshots: OnceCell::new(),
            config,
            global,
        })
    }

    /// The courses on this machine; brings the bundled ones in when this
    /// version of codezest has not done so yet.
    ///
    /// # Errors
    /// The database cannot be opened, or was written by a newer version.
    pub fn content(&self) -> Result<&ContentStore> {
        if let Some(store) = self.content.get() {
            return Ok(store);
        }
        let store = ContentStore::open(&self.paths.content_db())?;
        bundled::ensure(&store, self)?;
        Ok(self.content.get_or_init(|| store))
    }

    /// The learner's log and progress.
    ///
    /// # Errors
    /// The database cannot be opened, or was written by a newer version.
    pub fn account(&self) -> Result<&AccountStore> {
        if let Some(store) = self.account.get() {
            return Ok(store);
        }
        let store = AccountStore::open(&self.paths.account_db())?;
        Ok(self.account.get_or_init(|| store))
    }

    /// The files of earlier test runs.
    ///
    /// # Errors
    /// The database cannot be opened, or was written by a newer version.
    pub fn snapshots(&self) -> Result<&SnapshotStore> {
        if let Some(store) = self.snapshots.get() {
            return Ok(store);
        }
        let store = SnapshotStore::open(&self.paths.snapshots_db())?;
        Ok(self.snapshots.get_or_init(|| store))
    }

    /// From now on, whatever needs a database that another process holds waits
    /// so long, and fails then.
    ///
    /// # Errors
    /// SQLite's, which for open databases never happens.
    pub fn wait_at_most(&self, patience: Duration) -> Result {
        let databases = [
            self.content.get().map(ContentStore::database),
            self.account.get().map(AccountStore::database),
            self.snapshots.get().map(SnapshotStore::database),
        ];
        for database in databases.into_iter().flatten() {
            database.wait_at_most(patience)?;
        }
        Ok(())
    }

    /// Now, with the learning day.
    ///
    /// # Errors
    /// The setting of the hour at which a day begins is out of range.
    pub fn now(&self) -> Result<Moment> {
        Ok(self.clock.moment(self.config.day_start_hour()?))
    }

    /// The folder of the learner's working files.
    #[must_use]
    pub fn workspace(&self) -> PathBuf {
        let chosen = self
            .global
            .workspace
            .clone()
            .or_else(|| self.config.workspace());
        match chosen {
            Some(path) => self.paths.expand_home(&path),
            None => self.paths.home.join("codezest"),
        }
    }

    /// `path` as people write it: relative to the home folder as `~/…`.
    #[must_use]
    pub fn display_path(&self, path: &Path) -> String {
        match path.strip_prefix(&self.paths.home) {
            Ok(rest) => format!("~/{}", rest.display()),
            Err(_) => path.display().to_string(),
        }
    }
}
