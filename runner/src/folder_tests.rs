use std::os::unix::fs::symlink;

use super::*;

fn file(path: &str, bytes: &str) -> RunFile {
    RunFile {
        path: path.to_owned(),
        bytes: bytes.into(),
        executable: false,
    }
}

fn folder(parent: &TempDir, files: &[RunFile]) -> RunFolder {
    RunFolder::create(parent.path(), None, files).unwrap()
}

#[test]
fn paths_that_lead_out_are_refused() {
    let parent = tempfile::tempdir().unwrap();
    for path in ["../a", "/etc/a", "a/../../b", "", "a//b", "./a", "a\0b"] {
        let result = RunFolder::create(parent.path(), None, &[file(path, "x")]);
        assert!(
            matches!(result, Err(RunnerError::BadPath { .. })),
            "{path:?}"
        );
    }
    assert_eq!(
        fs::read_dir(parent.path()).unwrap().count(),
        0,
        "nothing is left behind"
    );
}

#[test]
fn only_the_owner_can_enter_and_it_is_gone_afterwards() {
    let parent = tempfile::tempdir().unwrap();
    let folder = folder(&parent, &[file("tests/a.py", "x")]);
    let top = folder.top().to_owned();
    assert_eq!(top.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(
        fs::read_to_string(folder.work().join("tests/a.py")).unwrap(),
        "x"
    );
    drop(folder);
    assert!(!top.exists());
}

#[test]
fn links_and_pipes_are_not_read() {
    let parent = tempfile::tempdir().unwrap();
    let folder = folder(&parent, &[file("a/b.txt", "inside")]);
    let secret = parent.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    symlink(&secret, folder.work().join("link")).unwrap();
    symlink(parent.path(), folder.work().join("out")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, folder.work().join("pipe"), Mode::RWXU).unwrap();
    assert_eq!(
        folder.read_work("a/b.txt", 3).unwrap().as_deref(),
        Some("ins")
    );
    assert_eq!(folder.read_work("a/none.txt", 9).unwrap(), None);
    for path in ["link", "out/secret", "pipe", "a"] {
        assert!(folder.read_work(path, 100).is_err(), "{path}");
    }
}

#[test]
fn a_lasting_working_folder_keeps_only_what_belongs_there() {
    let parent = tempfile::tempdir().unwrap();
    let work = parent.path().join("lasting");
    let first = [
        file("src/lib.rs", "one"),
        file("src/old.rs", "old"),
        file("same.txt", "same"),
    ];
    drop(RunFolder::create(parent.path(), Some(&work), &first).unwrap());
    let before = fs::metadata(work.join("same.txt"))
        .unwrap()
        .modified()
        .unwrap();
    fs::write(work.join("src/planted.rs"), "planted").unwrap();
    fs::create_dir_all(work.join("planted/deep")).unwrap();
    symlink("/etc/passwd", work.join("link")).unwrap();
    let second = [file("src/lib.rs", "two"), file("same.txt", "same")];
    drop(RunFolder::create(parent.path(), Some(&work), &second).unwrap());
    assert_eq!(fs::read_to_string(work.join("src/lib.rs")).unwrap(), "two");
    assert_eq!(
        fs::metadata(work.join("same.txt"))
            .unwrap()
            .modified()
            .unwrap(),
        before
    );
    let mut left: Vec<_> = fs::read_dir(&work)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["same.txt", "src"]);
    assert_eq!(fs::read_dir(work.join("src")).unwrap().count(), 1);
}

#[test]
fn folders_of_killed_runs_are_removed_later() {
    let parent = tempfile::tempdir().unwrap();
    let old = parent.path().join("run-old");
    for name in ["run-old", "run-new", "other"] {
        fs::create_dir_all(parent.path().join(name)).unwrap();
    }
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60);
    for name in ["run-old", "other"] {
        let folder = fs::File::open(parent.path().join(name)).unwrap();
        folder.set_modified(long_ago).unwrap();
    }
    let _folder = folder(&parent, &[]);
    assert!(!old.exists());
    assert!(parent.path().join("run-new").exists() && parent.path().join("other").exists());
}
