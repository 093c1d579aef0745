//! One open database file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::{StoreError, StoreResult};
use super::migrate::{self, Schema};

/// How long a transaction waits for another process's to end. Ours take
/// milliseconds; the largest, the installation of a course, a few seconds.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(15);

/// An open database that names itself in every error.
#[derive(Debug)]
pub(crate) struct Database {
    conn: Connection,
    path: PathBuf,
}

impl Database {
    /// Opens or creates the database at `path` and brings its tables to the
    /// newest version. Its folder is created, private to the user.
    ///
    /// # Errors
    /// A file of a newer codezest, of another program or without sense is
    /// refused and left as it is.
    pub(crate) fn open(path: &Path, schema: &Schema) -> StoreResult<Self> {
        if let Some(folder) = path.parent() {
            create_private_folder(folder)?;
        }
        migrate::check_before_opening(path, schema)?;
        let mut conn =
            Connection::open(path).map_err(|error| StoreError::from(error).in_file(path))?;
        prepare(&mut conn, path, schema).map_err(|error| error.in_file(path))?;
        Ok(Self {
            conn,
            path: path.to_owned(),
        })
    }

    /// Where it is.
    #[must_use]
    #[allow(dead_code, reason = "the tests use it")]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// From now on, transactions wait so long for those of other processes.
    ///
    /// # Errors
    /// SQLite's, which for an open database never happens.
    pub(crate) fn wait_at_most(&self, patience: Duration) -> StoreResult<()> {
        self.read(|conn| Ok(conn.busy_timeout(patience)?))
    }

    /// Reads; `work` may ask any number of questions. Questions that must see
    /// one state go into [`Database::snapshot`].
    ///
    /// # Errors
    /// Whatever `work` reports, with the file named.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> StoreResult<T>,
    ) -> StoreResult<T> {
        work(&self.conn).map_err(|error| error.in_file(&self.path))
    }

    /// Reads several things from one state of the database.
    ///
    /// # Errors
    /// Whatever `work` reports, with the file named.
    pub(crate) fn snapshot<T>(
        &self,
        work: impl FnOnce(&Connection) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let run = || {
            let tx = self.conn.unchecked_transaction()?;
            let value = work(&tx)?;
            tx.finish()?;
            Ok(value)
        };
        run().map_err(|error: StoreError| error.in_file(&self.path))
    }

    /// Writes in one `BEGIN IMMEDIATE` transaction: all of it or nothing.
    ///
    /// # Errors
    /// Whatever `work` reports, with the file named; then nothing is changed.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> StoreResult<T>,
    ) -> StoreResult<T> {
        // Nested transactions, which a shared connection would allow, SQLite
        // refuses by itself.
        let run = || {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let value = work(&tx)?;
            tx.commit()?;
            Ok(value)
        };
        run().map_err(|error: StoreError| error.in_file(&self.path))
    }

    /// Compares every page and index with each other. Slow; for `doctor`.
    ///
    /// # Errors
    /// `Damaged` when something does not fit.
    pub(crate) fn check(&self) -> StoreResult<()> {
        self.read(|conn| {
            let verdict: String =
                conn.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
            if verdict == "ok" {
                return Ok(());
            }
            Err(StoreError::Damaged {
                file: self.path.clone(),
            })
        })
    }
}

fn prepare(conn: &mut Connection, path: &Path, schema: &Schema) -> StoreResult<()> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.set_prepared_statement_cache_capacity(64);
    use_write_ahead_log(conn)?;
    conn.pragma_update(None, "synchronous", "normal")?;
    // Every so many pages the log is written back, which waits for the disk;
    // it has at most 16 MiB.
    conn.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    migrate::migrate(conn, path, schema)
}

/// Switches to the write-ahead log, where readers and one writer do not wait
/// for each other. The switch itself does not wait for the lock as other
/// statements do, so two processes that create the file at once take turns
/// here.
fn use_write_ahead_log(conn: &Connection) -> StoreResult<()> {
    let mut waited = Duration::ZERO;
    loop {
        let mode = conn.query_row("pragma journal_mode = wal", [], |row| {
            row.get::<_, String>(0)
        });
        match mode {
            Ok(_) => return Ok(()),
            Err(error) if is_busy(&error) && waited < BUSY_TIMEOUT => {
                let pause = Duration::from_millis(5);
                std::thread::sleep(pause);
                waited += pause;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(
        error.sqlite_error_code(),
        Some(DatabaseBusy | DatabaseLocked)
    )
}

/// Creates `folder` and what is above it; readable by its owner only, for
/// account files hold what a learner wrote.
fn create_private_folder(folder: &Path) -> StoreResult<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| StoreError::io(folder, error))
}
