//! Removing a course and what only it had.

use rusqlite::{Transaction, params};

use super::ContentStore;
use crate::store::error::StoreResult;

impl ContentStore {
    /// Removes the course called `name`; false when there is none. Learners'
    /// files and progress are elsewhere and stay.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn remove(&self, name: &str) -> StoreResult<bool> {
        self.db.write(|tx| {
            let Some(key) = super::course_key(tx, name)? else {
                return Ok(false);
            };
            clear_course(tx, key)?;
            collect_orphans(tx)?;
            Ok(true)
        })
    }
}

/// Takes out a course with everything that hangs on it, except contents.
pub(super) fn clear_course(tx: &Transaction<'_>, course: i64) -> StoreResult<()> {
    for table in ["prose", "fragments"] {
        tx.execute(
            &format!(
                "delete from {table} where rowid in (
                   select documents.id from items join documents on documents.item = items.id
                   where items.course = ?1)"
            ),
            params![course],
        )?;
    }
    tx.execute("delete from courses where id = ?1", params![course])?;
    Ok(())
}

/// Drops contents that no file refers to any more.
pub(super) fn collect_orphans(tx: &Transaction<'_>) -> StoreResult<()> {
    tx.execute(
        "delete from contents where not exists (select 1 from files where files.content = contents.id)",
        [],
    )?;
    Ok(())
}
