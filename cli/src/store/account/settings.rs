//! What only this device remembers: the current item, when it last synced.

use rusqlite::OptionalExtension;

use super::AccountStore;
use crate::store::error::StoreResult;

/// The setting that names the item the learner is on, as `COURSE/ITEM`.
const CURRENT_ITEM: &str = "current-item";

impl AccountStore {
    /// A setting of this device.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn setting(&self, key: &str) -> StoreResult<Option<String>> {
        self.db.read(|conn| {
            Ok(conn
                .prepare_cached("select value from settings where key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?)
        })
    }

    /// Sets or, with `None`, forgets a setting of this device.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn set_setting(&self, key: &str, value: Option<&str>) -> StoreResult<()> {
        if self.setting(key)?.as_deref() == value {
            return Ok(());
        }
        self.db.write(|tx| {
            match value {
                Some(value) => tx
                    .prepare_cached(
                        "insert into settings (key, value) values (?1, ?2)
                         on conflict (key) do update set value = excluded.value",
                    )?
                    .execute([key, value])?,
                None => tx.execute("delete from settings where key = ?1", [key])?,
            };
            Ok(())
        })
    }

    /// The item the learner is on, as `COURSE/ITEM`.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn current_item(&self) -> StoreResult<Option<String>> {
        self.setting(CURRENT_ITEM)
    }

    /// Remembers the item the learner is on, as `COURSE/ITEM`.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn set_current_item(&self, reference: &str) -> StoreResult<()> {
        self.set_setting(CURRENT_ITEM, Some(reference))
    }
}
