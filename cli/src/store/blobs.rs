//! Contents, stored once by their hash.
//!
//! `content.db` and the snapshots have the same table `contents`; a content
//! is compressed when that makes it smaller. Small files in a database take
//! what they are long, where a file system takes whole blocks.

use codezest_core::ids::ContentHash;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::{StoreError, StoreResult};

/// The row of a content.
pub(crate) type ContentKey = i64;

/// Compression level: on files of a few kilobytes the higher levels cost
/// microseconds more and save a few percent.
const LEVEL: i32 = 9;

/// Stores `bytes` unless they are there, and says where, and whether they are
/// new.
///
/// # Errors
/// SQLite's.
pub(crate) fn put(conn: &Connection, bytes: &[u8]) -> StoreResult<(ContentKey, bool)> {
    let hash = ContentHash::of(bytes);
    if let Some(key) = find(conn, &hash)? {
        return Ok((key, false));
    }
    let packed = zstd::bulk::compress(bytes, LEVEL)
        .ok()
        .filter(|packed| packed.len() < bytes.len());
    let stored = packed.as_deref().unwrap_or(bytes);
    let size =
        i64::try_from(bytes.len()).map_err(|_| StoreError::corrupt("a content of that size"))?;
    conn.prepare_cached(
        "insert into contents (hash, size, packed, bytes) values (?1, ?2, ?3, ?4)",
    )?
    .execute(params![hash.0, size, packed.is_some(), stored])?;
    Ok((conn.last_insert_rowid(), true))
}

/// Where the content of that hash is.
///
/// # Errors
/// SQLite's.
pub(crate) fn find(conn: &Connection, hash: &ContentHash) -> StoreResult<Option<ContentKey>> {
    Ok(conn
        .prepare_cached("select id from contents where hash = ?1")?
        .query_row([hash.0], |row| row.get(0))
        .optional()?)
}

/// The bytes of a content.
///
/// # Errors
/// SQLite's; `Corrupt` when the bytes are not those that were stored.
pub(crate) fn get(conn: &Connection, key: ContentKey) -> StoreResult<Vec<u8>> {
    let (hash, size, packed, stored) = conn
        .prepare_cached("select hash, size, packed, bytes from contents where id = ?1")?
        .query_row([key], |row| {
            Ok((
                row.get::<_, [u8; 32]>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, bool>(2)?,
                row.get::<_, Vec<u8>>(3)?,
            ))
        })?;
    let bytes = if packed {
        usize::try_from(size)
            .ok()
            .and_then(|size| zstd::bulk::decompress(&stored, size).ok())
            .ok_or_else(|| StoreError::corrupt(format!("content {}", ContentHash(hash))))?
    } else {
        stored
    };
    if ContentHash::of(&bytes).0 != hash {
        return Err(StoreError::corrupt(format!(
            "content {}",
            ContentHash(hash)
        )));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "create table contents (id integer primary key, hash blob unique, size integer, packed integer, bytes blob)",
        )
        .unwrap();
        conn
    }

    #[test]
    fn contents_come_back_and_are_stored_once() {
        let conn = table();
        for bytes in [&b""[..], b"x", &[7; 10_000], "ä".repeat(500).as_bytes()] {
            let (key, new) = put(&conn, bytes).unwrap();
            assert!(new);
            assert_eq!(put(&conn, bytes).unwrap(), (key, false));
            assert_eq!(get(&conn, key).unwrap(), bytes);
        }
        let stored: i64 = conn
            .query_row("select max(length(bytes)) from contents", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(
            stored < 100,
            "long contents are compressed, {stored} bytes were stored"
        );
    }

    #[test]
    fn a_changed_content_is_noticed() {
        let conn = table();
        let (key, _) = put(&conn, b"abc").unwrap();
        conn.execute("update contents set bytes = x'414243'", [])
            .unwrap();
        assert!(matches!(get(&conn, key), Err(StoreError::Corrupt { .. })));
    }
}
