//! `content.db`: the installed courses.
//!
//! A course is installed, updated and removed in one transaction each: other
//! processes see the old edition until the new one is complete, and a killed
//! process leaves the old one. The **name** of a course is what people type:
//! its id, or what `--as` gave it.

mod entries;
mod files;
mod index;
mod install;
mod lookup;
mod names;
mod read;
mod remove;
mod search;
mod text;

#[cfg(test)]
pub(crate) mod tests;

use std::path::Path;

use rusqlite::Connection;

pub(crate) use entries::{CourseEntry, ItemEntry, ItemFilter};
pub(crate) use install::{Change, Install, Installed};
pub(crate) use lookup::Found;
pub(crate) use names::Names;
pub(crate) use search::{Hit, SearchFilter};

use super::database::Database;
use super::error::StoreResult;
use super::migrate::Schema;

const SCHEMA: Schema = Schema {
    name: "content",
    application_id: 0x435a_0002,
    migrations: &[include_str!(
        "../../../../migrations/client/content/0001_content.sql"
    )],
};

/// The installed courses.
#[derive(Debug)]
pub(crate) struct ContentStore {
    db: Database,
}

impl ContentStore {
    /// Opens or creates `content.db` at `path`.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub(crate) fn open(path: &Path) -> StoreResult<Self> {
        Ok(Self {
            db: Database::open(path, &SCHEMA)?,
        })
    }

    /// The file itself, for `doctor` and `path`.
    #[must_use]
    pub(crate) fn database(&self) -> &Database {
        &self.db
    }

    /// A fact about this file, such as which bundle was installed last.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn note(&self, key: &str) -> StoreResult<Option<String>> {
        use rusqlite::OptionalExtension;
        self.db.read(|conn| {
            Ok(conn
                .prepare_cached("select value from notes where key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?)
        })
    }

    /// Remembers a fact about this file, or with `None` forgets it.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn set_note(&self, key: &str, value: Option<&str>) -> StoreResult<()> {
        self.db.write(|tx| {
            match value {
                Some(value) => tx
                    .prepare_cached(
                        "insert into notes (key, value) values (?1, ?2)
                         on conflict (key) do update set value = excluded.value",
                    )?
                    .execute([key, value])?,
                None => tx.execute("delete from notes where key = ?1", [key])?,
            };
            Ok(())
        })
    }
}

/// The row of the course called `name`.
fn course_key(conn: &Connection, name: &str) -> StoreResult<Option<i64>> {
    use rusqlite::OptionalExtension;
    Ok(conn
        .prepare_cached("select id from courses where name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}
