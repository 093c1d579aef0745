//! Several processes on one file, and processes that are killed.
//!
//! The children are this test program again, told by the environment what to
//! do; without it their test does nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use codezest_core::course::model::Course;
use codezest_core::course::tree::CourseTree;
use codezest_core::ids::CourseId;
use codezest_core::time::Timestamp;

use super::account::AccountStore;
use super::account::tests::{ids, moment, passed, run};
use super::content::tests::{course, material};
use super::content::{ContentStore, Install};

const ROLE: &str = "CODEZEST_TEST_CHILD";

fn child(role: &str, path: &Path, seed: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::process_tests::child_process",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROLE, format!("{role} {seed} {}", path.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn child_process() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let mut words = role.splitn(3, ' ');
    let (role, seed) = (
        words.next().unwrap(),
        words.next().unwrap().parse::<u64>().unwrap(),
    );
    let path = PathBuf::from(words.next().unwrap());
    match role {
        "append" => append(&path, seed, 1_000, false),
        "append-until-killed" => append(&path, seed, 1_000_000, true),
        "install-until-killed" => install_for_ever(&path),
        other => panic!("no role {other}"),
    }
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{text}").unwrap();
    out.flush().unwrap();
}

fn append(path: &Path, seed: u64, times: u64, two: bool) {
    let store = AccountStore::open(path).unwrap();
    for n in 0..times {
        let item = format!("item-{}", n % 50);
        let facts = [run("a", &item, 3), passed("a", &item)];
        // One event or two, in one transaction.
        let some = if two { 1 + usize::from(n % 2 == 1) } else { 1 };
        let events = store
            .append(&facts[..some], moment(0), ids(seed * 1_000_000 + n))
            .unwrap();
        say(&format!("appended {}", events.len()));
    }
}

#[test]
fn two_processes_append_without_holes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("accounts/anonymous.db");
    let children = [child("append", &path, 1), child("append", &path, 2)];
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    let store = AccountStore::open(&path).unwrap();
    assert_contiguous(&store, 2_000);
    assert_eq!(
        store.heads().unwrap().0.len(),
        1,
        "both wrote to the one own stream"
    );
}

fn assert_contiguous(store: &AccountStore, at_least: u64) {
    let (stream, head) = store.heads().unwrap().0.into_iter().next().unwrap();
    assert!(head.seq >= at_least, "{} of {at_least}", head.seq);
    assert_eq!(store.event_count().unwrap(), head.seq);
    let events = store.stream_events(stream, 0, u32::MAX).unwrap();
    let again = events
        .iter()
        .fold(codezest_core::event::Head::EMPTY, |head, event| {
            head.then(codezest_core::event::event_hash(event))
        });
    assert_eq!(again, head, "labels are contiguous and the chain is whole");
    let sequence: (i64, i64) = store
        .database()
        .read(|conn| {
            Ok(conn.query_row(
                "select min(seq), max(seq) - count(*) from labels",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    assert_eq!(sequence, (1, 0));
}

/// Lets the child go on until it said `lines` lines with `word`, then kills it
/// a little later. Says what it said altogether.
fn kill_after(mut child: Child, word: &str, lines: usize, later: Duration) -> Vec<String> {
    let mut reader = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    while said
        .iter()
        .filter(|line: &&String| line.starts_with(word))
        .count()
        < lines
    {
        said.push(reader.next().expect("the child ended by itself").unwrap());
    }
    // Not to wait for anything: to hit another moment each time.
    std::thread::sleep(later);
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(reader.map_while(Result::ok));
    said
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("anonymous.db");
    let mut acknowledged = 0;
    for round in 0..10_u64 {
        let child = child("append-until-killed", &path, 101 + round);
        let said = kill_after(
            child,
            "appended",
            3 + usize::try_from(round).unwrap(),
            Duration::from_micros(round * 731),
        );
        acknowledged += said
            .iter()
            .filter_map(|line| line.strip_prefix("appended "))
            .map(|n| n.parse::<u64>().unwrap())
            .sum::<u64>();
        let store = AccountStore::open(&path).unwrap();
        store.database().check().unwrap();
        assert_contiguous(&store, acknowledged);
    }
}

fn edition(version: u64) -> (Course, CourseTree) {
    let items = (0..40)
        .map(|n| {
            material(
                &format!("item-{n}-{version}"),
                "Title",
                &format!("01-values/{n}.md"),
            )
        })
        .collect();
    let course = course("steps", &format!("1.{version}.0"), items);
    let mut tree = CourseTree::new();
    for n in 0..40 {
        tree.insert(
            format!("01-values/{n}.md"),
            format!("# Words {n}\nedition{version} {}", "text ".repeat(50)),
            false,
        );
    }
    (course, tree)
}

fn install_for_ever(path: &Path) {
    let store = ContentStore::open(path).unwrap();
    loop {
        for version in 1..=2 {
            let (course, tree) = edition(version);
            say("installing");
            let install = Install {
                course: &course,
                tree: &tree,
                name: None,
                source: "",
                bundled: false,
                at: Timestamp(0),
            };
            store.install(install).unwrap();
        }
    }
}

#[test]
fn a_killed_installation_leaves_one_whole_edition() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("content.db");
    let name = CourseId::new("steps").unwrap();
    for round in 0..12_u64 {
        let child = child("install-until-killed", &path, 0);
        kill_after(
            child,
            "installing",
            2 + usize::try_from(round % 3).unwrap(),
            Duration::from_micros(round * 1_777),
        );
        let store = ContentStore::open(&path).unwrap();
        store.database().check().unwrap();
        let Some(entry) = store.courses().unwrap().pop() else {
            continue;
        };
        let (course, tree) = edition(entry.version.minor);
        assert_eq!(store.tree(&name).unwrap(), tree);
        assert_eq!(
            store.items(&Default::default()).unwrap().len(),
            course.modules[0].items.len()
        );
        let other = format!("edition{}", 3 - entry.version.minor);
        assert_eq!(
            store.search(&other, &Default::default()).unwrap(),
            [],
            "nothing of the other edition is found"
        );
        let found = store
            .search(
                &format!("edition{}", entry.version.minor),
                &Default::default(),
            )
            .unwrap();
        assert_eq!(found.len(), 20);
    }
}

#[test]
fn a_course_that_does_not_fit_the_disk_leaves_the_old_one() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = ContentStore::open(&dir.path().join("content.db")).unwrap();
    let install = |store: &mut ContentStore, version| {
        let (course, tree) = edition(version);
        let install = Install {
            course: &course,
            tree: &tree,
            name: None,
            source: "",
            bundled: false,
            at: Timestamp(0),
        };
        store.install(install)
    };
    install(&mut store, 1).unwrap();
    let limit = |store: &ContentStore, pages: i64| {
        let sql = format!("pragma max_page_count = {pages}");
        store
            .database()
            .read(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, i64>(0))?))
            .unwrap()
    };
    limit(&store, 1);
    let error = install(&mut store, 2).unwrap_err();
    assert!(
        matches!(&error, super::StoreError::Full { file } if file.ends_with("content.db")),
        "{error}"
    );
    assert_eq!(store.courses().unwrap()[0].version.minor, 1);
    assert_eq!(
        store.tree(&CourseId::new("steps").unwrap()).unwrap(),
        edition(1).1
    );
    limit(&store, 1_000_000);
    install(&mut store, 2).unwrap();
    assert_eq!(store.courses().unwrap()[0].version.minor, 2);
}
