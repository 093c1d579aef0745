//! `accounts/NAME.snapshots.db`: what learners' folders held, at every run.
//!
//! A **snapshot** is a set of files with the reason why it was kept. Contents
//! and whole sets are stored once, so a snapshot of unchanged files costs a
//! row. A run's snapshot has the run's id and is kept before the run's event
//! is, so that an event never refers to files that are not there.

use std::path::Path;

use codezest_core::course::tree::CourseTree;
use codezest_core::ids::{CourseUid, ItemId, RunId};
use codezest_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::blobs;
use super::database::Database;
use super::error::{StoreError, StoreResult};
use super::migrate::Schema;

const SCHEMA: Schema = Schema {
    name: "snapshots",
    application_id: 0x435a_0003,
    migrations: &[include_str!(
        "../../../migrations/client/snapshots/0001_snapshots.sql"
    )],
};

/// Why a snapshot was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The tests ran on these files.
    Run,
    /// These files were handed in.
    Submission,
    /// The item was about to be reset.
    BeforeReset,
    /// Another snapshot was about to be restored.
    BeforeRestore,
}

/// A snapshot as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SnapshotEntry {
    /// Its id; a run's snapshot has the run's.
    pub(crate) id: Uuid,
    /// The course.
    pub(crate) course: CourseUid,
    /// The item.
    pub(crate) item: ItemId,
    /// When.
    pub(crate) at: Timestamp,
    /// Why.
    pub(crate) reason: Reason,
    /// How many files.
    pub(crate) files: u32,
}

/// What identifies a snapshot to be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewSnapshot<'a> {
    /// Its id; a run's snapshot has the run's.
    pub(crate) id: Uuid,
    /// The course.
    pub(crate) course: CourseUid,
    /// The item.
    pub(crate) item: &'a ItemId,
    /// Now.
    pub(crate) at: Timestamp,
    /// Why.
    pub(crate) reason: Reason,
}

/// The snapshots of one account.
#[derive(Debug)]
pub(crate) struct SnapshotStore {
    db: Database,
}

impl SnapshotStore {
    /// Opens or creates the file at `path`.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub(crate) fn open(path: &Path) -> StoreResult<Self> {
        Ok(Self {
            db: Database::open(path, &SCHEMA)?,
        })
    }

    /// The file itself, for `doctor` and `clean`.
    #[must_use]
    pub(crate) fn database(&self) -> &Database {
        &self.db
    }

    /// Keeps `files` (paths relative to the working folder).
    ///
    /// # Errors
    /// SQLite's; an id that is taken is one of them.
    pub(crate) fn keep(&self, new: NewSnapshot<'_>, files: &CourseTree) -> StoreResult<()> {
        self.db.write(|tx| {
            let tree = put_tree(tx, files)?;
            tx.prepare_cached(
                "insert into snapshots (id, course, item, at, reason, tree) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                new.id.as_bytes(),
                new.course.as_bytes(),
                new.item.as_str(),
                new.at.0,
                number(new.reason),
                tree,
            ])?;
            Ok(())
        })
    }

    /// The files of a snapshot.
    ///
    /// # Errors
    /// `NotFound`; `Corrupt` when bytes are not those that were kept.
    pub(crate) fn files(&self, id: Uuid) -> StoreResult<CourseTree> {
        self.db.snapshot(|conn| {
            let tree: Option<i64> = conn
                .prepare_cached("select tree from snapshots where id = ?1")?
                .query_row([id.as_bytes()], |row| row.get(0))
                .optional()?;
            let tree = tree.ok_or_else(|| StoreError::NotFound {
                what: format!("snapshot of run {id}"),
            })?;
            get_tree(conn, tree)
        })
    }

    /// The snapshots of an item, newest first.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn of_item(
        &self,
        course: &CourseUid,
        item: &ItemId,
    ) -> StoreResult<Vec<SnapshotEntry>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select id, course, item, at, reason,
                        (select count(*) from tree_files where tree_files.tree = snapshots.tree)
                 from snapshots where course = ?1 and item = ?2 order by at desc, id desc",
            )?;
            let mut rows = query.query(params![course.as_bytes(), item.as_str()])?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next()? {
                entries.push(entry(row)?);
            }
            Ok(entries)
        })
    }

    /// Keeps the full report of a run of this device, as JSON.
    ///
    /// # Errors
    /// SQLite's; a run that has one already is one of them.
    pub(crate) fn keep_report(&self, run: RunId, json: &[u8]) -> StoreResult<()> {
        self.db.write(|tx| {
            let (content, _) = blobs::put(tx, json)?;
            tx.prepare_cached("insert into reports (run, content) values (?1, ?2)")?
                .execute(params![run.as_bytes(), content])?;
            Ok(())
        })
    }

    /// The full report of a run, if it was on this device.
    ///
    /// # Errors
    /// `Corrupt` when it is not what was kept.
    pub(crate) fn report(&self, run: RunId) -> StoreResult<Option<Vec<u8>>> {
        self.db.read(|conn| {
            let content = conn
                .prepare_cached("select content from reports where run = ?1")?
                .query_row([run.as_bytes()], |row| row.get(0))
                .optional()?;
            content.map(|content| blobs::get(conn, content)).transpose()
        })
    }

    /// Whether there is a snapshot of that id.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn has(&self, id: Uuid) -> StoreResult<bool> {
        self.db.read(|conn| {
            Ok(conn
                .prepare_cached("select 1 from snapshots where id = ?1")?
                .exists([id.as_bytes()])?)
        })
    }
}

fn put_tree(conn: &Connection, files: &CourseTree) -> StoreResult<i64> {
    let hash = tree_hash(files);
    let present = conn
        .prepare_cached("select id from trees where hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    if let Some(tree) = present {
        return Ok(tree);
    }
    conn.prepare_cached("insert into trees (hash) values (?1)")?
        .execute([hash])?;
    let tree = conn.last_insert_rowid();
    let mut insert = conn.prepare_cached(
        "insert into tree_files (tree, path, content, executable) values (?1, ?2, ?3, ?4)",
    )?;
    for (path, file) in files.iter() {
        let (content, _) = blobs::put(conn, &file.bytes)?;
        insert.execute(params![tree, path, content, file.executable])?;
    }
    Ok(tree)
}

fn get_tree(conn: &Connection, tree: i64) -> StoreResult<CourseTree> {
    let mut query = conn.prepare_cached(
        "select path, content, executable from tree_files where tree = ?1 order by path",
    )?;
    let mut rows = query.query([tree])?;
    let mut files = CourseTree::new();
    while let Some(row) = rows.next()? {
        files.insert(
            row.get::<_, String>(0)?,
            blobs::get(conn, row.get(1)?)?,
            row.get(2)?,
        );
    }
    Ok(files)
}

fn tree_hash(files: &CourseTree) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in files.iter() {
        hasher
            .update(path.as_bytes())
            .update(&[0, u8::from(file.executable)])
            .update(blake3::hash(&file.bytes).as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn entry(row: &Row<'_>) -> StoreResult<SnapshotEntry> {
    let item: String = row.get(2)?;
    Ok(SnapshotEntry {
        id: Uuid::from_bytes(row.get(0)?),
        course: CourseUid::from_bytes(row.get(1)?),
        item: ItemId::new(item).map_err(|_| StoreError::corrupt("an item's id"))?,
        at: Timestamp(row.get(3)?),
        reason: reason(row.get(4)?)?,
        files: row.get(5)?,
    })
}

fn number(reason: Reason) -> i64 {
    match reason {
        Reason::Run => 0,
        Reason::Submission => 1,
        Reason::BeforeReset => 2,
        Reason::BeforeRestore => 3,
    }
}

fn reason(number: i64) -> StoreResult<Reason> {
    match number {
        0 => Ok(Reason::Run),
        1 => Ok(Reason::Submission),
        2 => Ok(Reason::BeforeReset),
        3 => Ok(Reason::BeforeRestore),
        _ => Err(StoreError::corrupt("a snapshot's reason")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> CourseTree {
        let mut tree = CourseTree::new();
        for (path, text) in files {
            tree.insert(*path, text.as_bytes(), path.ends_with(".sh"));
        }
        tree
    }

    #[test]
    fn every_run_comes_back_and_equal_files_are_stored_once() {
        let dir = tempfile::tempdir().unwrap();
        let store = SnapshotStore::open(&dir.path().join("anonymous.snapshots.db")).unwrap();
        let item = ItemId::new("sum-two").unwrap();
        let course = CourseUid::derive("id:x");
        let first = tree(&[("sum.py", "print(1)\n"), ("do.sh", "exit\n")]);
        let second = tree(&[("sum.py", "print(2)\n"), ("do.sh", "exit\n")]);
        for (n, files) in [(1, &first), (2, &second), (3, &first)] {
            let id = Uuid::from_u128(n);
            let new = NewSnapshot {
                id,
                course,
                item: &item,
                at: Timestamp(i64::try_from(n).unwrap()),
                reason: Reason::Run,
            };
            store.keep(new, files).unwrap();
        }
        assert_eq!(store.files(Uuid::from_u128(1)).unwrap(), first);
        assert_eq!(store.files(Uuid::from_u128(2)).unwrap(), second);
        let listed: Vec<_> = store
            .of_item(&course, &item)
            .unwrap()
            .into_iter()
            .map(|entry| entry.id.as_u128())
            .collect();
        assert_eq!(listed, [3, 2, 1]);
        let count = |table: &str| -> i64 {
            store
                .db
                .read(|conn| {
                    Ok(
                        conn.query_row(&format!("select count(*) from {table}"), [], |row| {
                            row.get(0)
                        })?,
                    )
                })
                .unwrap()
        };
        assert_eq!((count("contents"), count("trees")), (3, 2));
        let run = RunId(Uuid::from_u128(1));
        store.keep_report(run, b"{}").unwrap();
        assert_eq!(store.report(run).unwrap().as_deref(), Some(&b"{}"[..]));
        assert_eq!(store.report(RunId(Uuid::from_u128(2))).unwrap(), None);
        assert!(matches!(
            store.files(Uuid::from_u128(9)),
            Err(StoreError::NotFound { .. })
        ));
    }
}
