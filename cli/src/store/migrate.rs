//! Versions of a database's tables.
//!
//! A **migration** is one SQL file; the database's version (`user_version`)
//! is the number of migrations it has seen. Migrations are append-only:
//! changing one that was released would split what "version 3" means.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::error::{StoreError, StoreResult};

/// One kind of database: who it belongs to and how its tables came to be.
#[derive(Debug)]
pub(crate) struct Schema {
    /// For messages: `account`, `content`, `snapshots`.
    pub(crate) name: &'static str,
    /// SQLite's `application_id`, so that no other file is taken for ours.
    pub(crate) application_id: i32,
    /// The migrations in order.
    pub(crate) migrations: &'static [&'static str],
}

impl Schema {
    /// The newest version known.
    #[must_use]
    pub(crate) fn version(&self) -> i32 {
        i32::try_from(self.migrations.len()).unwrap_or(i32::MAX)
    }
}

/// What the first 100 bytes of a database say (SQLite file format, section
/// 1.3).
struct Header {
    user_version: i32,
    application_id: i32,
}

/// Refuses a file that is not ours or newer than we are, without opening it
/// for writing: SQLite would change it on the way (WAL recovery, checkpoint).
///
/// # Errors
/// `Damaged`, `Foreign` or `Newer`, or that the file cannot be read.
pub(crate) fn check_before_opening(path: &Path, schema: &Schema) -> StoreResult<()> {
    let Some(mut header) = read_header(path)? else {
        return Ok(());
    };
    if wal_has_content(path) {
        header = header_with_wal(path)?;
    }
    check_header(path, schema, &header)
}

fn check_header(path: &Path, schema: &Schema, header: &Header) -> StoreResult<()> {
    let file = || path.to_owned();
    if header.application_id != schema.application_id {
        // Version 0 without an application is a database that was being
        // created when its process was killed.
        if header.application_id == 0 && header.user_version == 0 {
            if is_empty(path)? {
                return Ok(());
            }
            // Or another process has made its tables since the header was
            // read.
            let now = header_with_wal(path)?;
            if now.application_id != 0 {
                return check_header(path, schema, &now);
            }
        }
        return Err(StoreError::Foreign {
            file: file(),
            expected: schema.name,
        });
    }
    if header.user_version > schema.version() {
        return Err(StoreError::Newer {
            file: file(),
            found: header.user_version,
            known: schema.version(),
        });
    }
    Ok(())
}

/// The header, or `None` when there is no file or nothing in it yet.
fn read_header(path: &Path) -> StoreResult<Option<Header>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io(path, error)),
    };
    let mut bytes = Vec::with_capacity(100);
    file.take(100)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::io(path, error))?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let field = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(i32::from_be_bytes)
    };
    match (
        bytes.starts_with(b"SQLite format 3\0"),
        field(60),
        field(68),
    ) {
        (true, Some(user_version), Some(application_id)) if bytes.len() == 100 => {
            Ok(Some(Header {
                user_version,
                application_id,
            }))
        }
        _ => Err(StoreError::Damaged {
            file: path.to_owned(),
        }),
    }
}

/// Whether a write-ahead log may hold newer pages than the file itself.
fn wal_has_content(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|meta| meta.len() > 0)
}

fn header_with_wal(path: &Path) -> StoreResult<Header> {
    let read = || -> rusqlite::Result<Header> {
        let conn = open_read_only(path)?;
        Ok(Header {
            user_version: pragma(&conn, "user_version")?,
            application_id: pragma(&conn, "application_id")?,
        })
    };
    read().map_err(|error| StoreError::from(error).in_file(path))
}

fn is_empty(path: &Path) -> StoreResult<bool> {
    let count = || -> rusqlite::Result<i64> {
        open_read_only(path)?.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))
    };
    count()
        .map(|tables| tables == 0)
        .map_err(|error| StoreError::from(error).in_file(path))
}

fn open_read_only(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.busy_timeout(super::database::BUSY_TIMEOUT)?;
    Ok(conn)
}

fn pragma(conn: &Connection, name: &str) -> rusqlite::Result<i32> {
    conn.pragma_query_value(None, name, |row| row.get(0))
}

/// Brings the database to the newest version, all in one transaction. Two
/// processes may do so at once: the second finds nothing left to do.
///
/// # Errors
/// SQLite's, or `Newer` when another process migrated further meanwhile.
pub(crate) fn migrate(conn: &mut Connection, path: &Path, schema: &Schema) -> StoreResult<()> {
    if pragma(conn, "user_version")? == schema.version() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = pragma(&tx, "user_version")?;
    if found > schema.version() {
        return Err(StoreError::Newer {
            file: path.to_owned(),
            found,
            known: schema.version(),
        });
    }
    apply(&tx, schema, found)?;
    tx.commit()?;
    Ok(())
}

fn apply(tx: &Transaction<'_>, schema: &Schema, found: i32) -> StoreResult<()> {
    let done =
        usize::try_from(found).map_err(|_| StoreError::corrupt("the version of its tables"))?;
    for migration in schema.migrations.iter().skip(done) {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "application_id", schema.application_id)?;
    tx.pragma_update(None, "user_version", schema.version())?;
    Ok(())
}

#[cfg(test)]
#[path = "migrate_tests.rs"]
mod tests;
