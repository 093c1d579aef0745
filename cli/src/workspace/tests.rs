use std::fs;
use std::path::{Path, PathBuf};

use codezest_core::course::tree::TreeFile;
use codezest_core::ids::CourseUid;
use codezest_core::time::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

use super::collect::WhyLeftOut;
use super::edition::WorkFile;
use super::*;
use crate::store::snapshots::{NewSnapshot, Reason, SnapshotStore};

/// 2026-11-23 13:09:11 UTC.
pub(super) const NOW: Timestamp = Timestamp(1_795_439_351_000);

fn work_file(path: &str, text: &str, learner: bool) -> WorkFile {
    let file = TreeFile {
        bytes: text.as_bytes().to_vec(),
        executable: path.ends_with(".sh"),
    };
    WorkFile {
        path: path.to_owned(),
        file,
        learner,
    }
}

pub(super) fn edition(version: &str, test: &str) -> Edition {
    Edition {
        course: CourseId::new("first-steps").unwrap(),
        course_uid: CourseUid::derive("id:first-steps"),
        version: version.to_owned(),
        item: ItemId::new("sum-two").unwrap(),
        files: vec![
            work_file("sum.py", "pass\n", true),
            work_file("do.sh", "exit 0\n", false),
            work_file("tests/test_sum.py", test, false),
            work_file("README.md", "Add.\n", false),
        ],
    }
}

struct Desk {
    _dir: TempDir,
    folder: PathBuf,
    snapshots: SnapshotStore,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let workspace = Workspace::new(dir.path().join("codezest"));
        let first = edition("1.0.0", "one\n");
        let folder = workspace.folder(&first.course, &first.item);
        let snapshots = SnapshotStore::open(&dir.path().join("a.snapshots.db")).unwrap();
        start(&folder, &first, NOW).unwrap();
        Self {
            _dir: dir,
            folder,
            snapshots,
        }
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    fn collect(&self) -> Collected {
        collect(&self.folder, &edition("1.0.0", "one\n")).unwrap()
    }

    fn keep(&mut self, id: u128) {
        let edition = edition("1.0.0", "one\n");
        let files = self.collect().files;
        let id = Uuid::from_u128(id);
        let new = NewSnapshot {
            id,
            course: edition.course_uid,
            item: &edition.item,
            at: NOW,
            reason: Reason::Run,
        };
        self.snapshots.keep(new, &files).unwrap();
    }
}

fn names(collected: &Collected) -> Vec<&str> {
    collected.files.iter().map(|(path, _)| path).collect()
}

#[test]
fn a_started_folder_has_everything_and_knows_what_it_is() {
    let desk = Desk::new();
    assert_eq!(desk.read("sum.py"), "pass\n");
    assert_eq!(desk.read("tests/test_sum.py"), "one\n");
    let deep = desk.folder.join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let (folder, marker) = find_folder(&deep).unwrap().unwrap();
    assert_eq!(folder, desk.folder);
    assert_eq!(
        (marker.item.as_str(), marker.version.as_str()),
        ("sum-two", "1.0.0")
    );
    assert_eq!(find_folder(desk.folder.parent().unwrap()).unwrap(), None);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| {
            fs::metadata(desk.folder.join(path))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!((mode("do.sh") & 0o100, mode("sum.py") & 0o100), (0o100, 0));
    }
}

#[test]
fn starting_again_changes_nothing_of_the_learners() {
    let desk = Desk::new();
    desk.write("sum.py", "mine\n");
    desk.write("README.md", "my notes\n");
    desk.write("extra.py", "more\n");
    let again = start(&desk.folder, &edition("1.1.0", "two\n"), NOW).unwrap();
    assert_eq!(again.kept, ["sum.py"]);
    assert_eq!(again.written, ["tests/test_sum.py", "README.md"]);
    assert_eq!(
        again.copied_aside,
        [desk.folder.join("README.md.yours-20261123-130911")]
    );
    assert_eq!(desk.read("sum.py"), "mine\n");
    assert_eq!(desk.read("extra.py"), "more\n");
    assert_eq!(desk.read("README.md.yours-20261123-130911"), "my notes\n");
    assert_eq!(
        desk.read("tests/test_sum.py"),
        "two\n",
        "an older edition is replaced without a copy"
    );
    desk.write("README.md", "other notes\n");
    start(&desk.folder, &edition("1.1.0", "two\n"), NOW).unwrap();
    assert_eq!(desk.read("README.md.yours-20261123-130911"), "my notes\n");
    assert_eq!(
        desk.read("README.md.yours-20261123-130911-2"),
        "other notes\n"
    );
    let quiet = start(&desk.folder, &edition("1.1.0", "two\n"), NOW).unwrap();
    assert_eq!((quiet.written, quiet.copied_aside), (vec![], vec![]));
}

#[test]
fn a_folder_of_another_item_is_left_alone() {
    let desk = Desk::new();
    let mut other = edition("1.0.0", "one\n");
    other.item = ItemId::new("other").unwrap();
    let error = start(&desk.folder, &other, NOW).unwrap_err();
    assert!(matches!(error, WorkspaceError::OtherItem { .. }), "{error}");
    fs::write(desk.folder.join(".codezest/item.toml"), "item = 3").unwrap();
    let error = start(&desk.folder, &other, NOW).unwrap_err();
    assert!(error.hint().unwrap().contains("item.toml"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let desk = Desk::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "key").unwrap();
    fs::remove_file(desk.folder.join("sum.py")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret"), desk.folder.join("sum.py")).unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.folder.join("linked")).unwrap();
    let collected = desk.collect();
    assert_eq!(names(&collected), [""; 0]);
    let why: Vec<_> = collected
        .left_out
        .iter()
        .map(|left| (left.path.as_str(), left.why))
        .collect();
    assert_eq!(
        why,
        [("sum.py", WhyLeftOut::Link), ("linked", WhyLeftOut::Link)]
    );
    let error = start(&desk.folder, &edition("1.0.0", "one\n"), NOW).unwrap_err();
    assert!(matches!(error, WorkspaceError::InTheWay { .. }), "{error}");
    fs::remove_dir_all(desk.folder.join("tests")).unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.folder.join("tests")).unwrap();
    fs::remove_file(desk.folder.join("sum.py")).unwrap();
    start(&desk.folder, &edition("1.0.0", "one\n"), NOW).unwrap_err();
    assert_eq!(
        fs::read_dir(outside.path()).unwrap().count(),
        1,
        "nothing is written through a link"
    );
}

#[test]
fn only_what_the_learner_wrote_is_collected() {
    let desk = Desk::new();
    desk.write("sum.py", "mine\n");
    desk.write("lib/helper.py", "help\n");
    for skipped in [
        ".git/x",
        "target/x",
        "node_modules/x",
        "__pycache__/x",
        "lib/__pycache__/x",
        ".codezest/x",
    ] {
        desk.write(skipped, "no");
    }
    desk.write("sum.py.yours-20261123-130911", "old");
    desk.write("tests/test_sum.py", "assert True\n");
    desk.write("tests/my_test.py", "own\n");
    desk.write("big.bin", &"x".repeat(1_048_577));
    desk.write("a\\b", "no");
    let collected = desk.collect();
    assert_eq!(
        names(&collected),
        ["lib/helper.py", "sum.py", "tests/my_test.py"]
    );
    let why: Vec<_> = collected
        .left_out
        .iter()
        .map(|left| (left.path.as_str(), left.why))
        .collect();
    assert_eq!(
        why,
        [
            ("a\\b", WhyLeftOut::BadName),
            ("big.bin", WhyLeftOut::TooLarge),
            ("tests/test_sum.py", WhyLeftOut::CourseFile)
        ]
    );
    fs::remove_file(desk.folder.join("sum.py")).unwrap();
    assert_eq!(desk.collect().missing, ["sum.py"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_stop_the_collecting() {
    let desk = Desk::new();
    let pipe = desk.folder.join("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let left = desk.collect().left_out;
    assert_eq!(
        left,
        [LeftOut {
            path: "pipe".into(),
            why: WhyLeftOut::NotAFile
        }]
    );
}

#[test]
fn at_most_two_hundred_files_are_collected_and_named_ones_first() {
    let desk = Desk::new();
    for n in 0..250 {
        desk.write(&format!("a{n:03}.txt"), "x");
    }
    let collected = desk.collect();
    assert_eq!(collected.files.len(), 200);
    assert!(collected.files.get("sum.py").is_some());
    assert_eq!(collected.left_out.len(), 51);
}

#[test]
fn a_run_is_restored_and_nothing_is_lost() {
    let mut desk = Desk::new();
    desk.write("sum.py", "first\n");
    desk.keep(1);
    desk.write("sum.py", "second\n");
    desk.write("new.py", "new\n");
    let edition = edition("1.0.0", "one\n");
    let (wanted, kept) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let written = restore(&desk.folder, &edition, &desk.snapshots, wanted, kept, NOW).unwrap();
    assert_eq!(written, ["sum.py"]);
    assert_eq!(
        (desk.read("sum.py"), desk.read("new.py")),
        ("first\n".into(), "new\n".into())
    );
    restore(
        &desk.folder,
        &edition,
        &desk.snapshots,
        kept,
        Uuid::from_u128(3),
        NOW,
    )
    .unwrap();
    assert_eq!(desk.read("sum.py"), "second\n");
    fs::remove_dir_all(&desk.folder).unwrap();
    restore(
        &desk.folder,
        &edition,
        &desk.snapshots,
        wanted,
        Uuid::from_u128(4),
        NOW,
    )
    .unwrap();
    assert_eq!(
        (desk.read("sum.py"), desk.read("README.md")),
        ("first\n".into(), "Add.\n".into())
    );
    let none = restore(
        &desk.folder,
        &edition,
        &desk.snapshots,
        Uuid::from_u128(99),
        Uuid::from_u128(5),
        NOW,
    );
    assert!(matches!(none, Err(WorkspaceError::Store(_))));
}

#[test]
fn what_no_snapshot_can_hold_is_copied_before_it_is_replaced() {
    let mut desk = Desk::new();
    desk.keep(1);
    let large = "x".repeat(1_048_577);
    desk.write("sum.py", &large);
    let edition = edition("1.0.0", "one\n");
    restore(
        &desk.folder,
        &edition,
        &desk.snapshots,
        Uuid::from_u128(1),
        Uuid::from_u128(2),
        NOW,
    )
    .unwrap();
    assert_eq!(desk.read("sum.py"), "pass\n");
    assert_eq!(desk.read("sum.py.yours-20261123-130911"), large);
}

#[test]
fn a_reset_keeps_two_copies() {
    let desk = Desk::new();
    desk.write("sum.py", "mine\n");
    desk.write("tests/test_sum.py", "mine, too\n");
    let edition = edition("1.0.0", "one\n");
    let kept = Uuid::from_u128(7);
    let copies = reset(&desk.folder, &edition, &desk.snapshots, kept, NOW).unwrap();
    let expected = [
        "sum.py.yours-20261123-130911",
        "tests/test_sum.py.yours-20261123-130911",
    ];
    assert_eq!(copies, expected.map(|name| desk.folder.join(name)));
    assert_eq!(
        (desk.read("sum.py"), desk.read(expected[0])),
        ("pass\n".into(), "mine\n".into())
    );
    assert_eq!(
        desk.snapshots
            .files(kept)
            .unwrap()
            .get("sum.py")
            .unwrap()
            .bytes,
        b"mine\n"
    );
    let again = reset(
        &desk.folder,
        &edition,
        &desk.snapshots,
        Uuid::from_u128(8),
        NOW,
    )
    .unwrap();
    assert!(again.is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named_with_a_remedy() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let closed = dir.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    // Root may write anywhere; /proc refuses even root.
    let root = if rustix::process::geteuid().is_root() {
        Path::new("/proc/codezest")
    } else {
        closed.as_path()
    };
    let error = start(&root.join("x"), &edition("1.0.0", "one\n"), NOW).unwrap_err();
    assert!(
        error.to_string().contains(root.to_str().unwrap()),
        "{error}"
    );
    if !rustix::process::geteuid().is_root() {
        assert!(error.hint().unwrap().contains("chown"));
    }
}
