use std::fs;

use super::*;
use crate::store::database::Database;

const ONE: Schema = Schema {
    name: "sample",
    application_id: 77,
    migrations: &["create table a (x);"],
};
const TWO: Schema = Schema {
    migrations: &[
        "create table a (x);",
        "create table b (x); insert into b values (7);",
    ],
    ..ONE
};
const BROKEN: Schema = Schema {
    migrations: &[
        "create table a (x);",
        "create table b (x); select nonsense;",
    ],
    ..ONE
};

fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sample.db");
    (dir, path)
}

fn hash(path: &Path) -> blake3::Hash {
    blake3::hash(&fs::read(path).unwrap())
}

fn beside(dir: &tempfile::TempDir) -> Vec<String> {
    let names = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn migrations_are_applied_once_and_in_order() {
    let (_dir, path) = file();
    drop(Database::open(&path, &ONE).unwrap());
    for _ in 0..2 {
        let db = Database::open(&path, &TWO).unwrap();
        let rows: i64 = db
            .read(|conn| Ok(conn.query_row("select sum(x) from b", [], |row| row.get(0))?))
            .unwrap();
        assert_eq!(rows, 7);
        let settings = |name: &str| db.read(|conn| Ok(pragma(conn, name)?)).unwrap();
        assert_eq!(
            (settings("user_version"), settings("application_id")),
            (2, 77)
        );
        assert_eq!((settings("foreign_keys"), settings("synchronous")), (1, 1));
        let mode: String = db
            .read(|conn| Ok(conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?))
            .unwrap();
        assert_eq!(mode, "wal");
    }
}

#[test]
fn a_newer_database_is_refused_and_not_touched() {
    let (dir, path) = file();
    drop(Database::open(&path, &TWO).unwrap());
    let (before, names) = (hash(&path), beside(&dir));
    let error = Database::open(&path, &ONE).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("newest codezest"));
    assert_eq!((hash(&path), beside(&dir)), (before, names));
}

#[test]
fn a_newer_version_that_is_still_in_the_log_is_seen_too() {
    let (_dir, path) = file();
    let one = Database::open(&path, &ONE).unwrap();
    // Keeps the log from being written back.
    let reader = open_read_only(&path).unwrap();
    reader.execute_batch("begin; select * from a").unwrap();
    drop(one);
    drop(Database::open(&path, &TWO).unwrap());
    let before = hash(&path);
    assert!(matches!(
        Database::open(&path, &ONE),
        Err(StoreError::Newer { .. })
    ));
    assert_eq!(hash(&path), before);
}

#[test]
fn what_is_no_database_or_not_ours_is_refused_and_kept() {
    let (_dir, path) = file();
    for content in ["just some text", "SQLite format 3\0 and then nothing of it"] {
        fs::write(&path, content).unwrap();
        let error = Database::open(&path, &ONE).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains("sample.db") && error.hint().unwrap().contains("mv '"));
        assert_eq!(fs::read(&path).unwrap(), content.as_bytes());
    }
    fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("create table theirs (x)")
        .unwrap();
    let before = hash(&path);
    assert!(matches!(
        Database::open(&path, &ONE),
        Err(StoreError::Foreign { .. })
    ));
    assert_eq!(hash(&path), before);
}

#[test]
fn damaged_pages_are_named() {
    let (_dir, path) = file();
    drop(Database::open(&path, &TWO).unwrap());
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    let opened = Database::open(&path, &TWO).and_then(|db| db.check());
    assert!(
        matches!(opened, Err(StoreError::Damaged { .. })),
        "{opened:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let (_dir, path) = file();
    drop(Database::open(&path, &ONE).unwrap());
    Database::open(&path, &BROKEN).unwrap_err();
    let db = Database::open(&path, &ONE).unwrap();
    let tables: i64 = db
        .read(
            |conn| Ok(conn.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?),
        )
        .unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn an_empty_file_and_one_whose_creation_was_cut_off_are_begun_anew() {
    let (_dir, path) = file();
    fs::write(&path, "").unwrap();
    drop(Database::open(&path, &ONE).unwrap());
    fs::remove_file(&path).unwrap();
    let conn = Connection::open(&path).unwrap();
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))
        .unwrap();
    drop(conn);
    drop(Database::open(&path, &ONE).unwrap());
}
