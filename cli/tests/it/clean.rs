//! `codezest clean`.

use std::fs;
use std::path::Path;

use crate::support::Home;

fn write(path: &Path, bytes: usize) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, vec![b'x'; bytes]).unwrap();
}

#[test]
fn caches_go_and_work_stays() {
    let home = Home::new();
    home.run("start sql-first-steps/first-answer").ok();
    let before = home.run("progress export").ok().stdout;
    let build = home.cache().join("build/rust-first-steps/rust");
    let run = home.cache().join("runs/run-abandoned");
    write(&build.join("target/debug/a"), 100_000);
    write(&build.join("lock"), 0);
    write(&run.join("home/a"), 100_000);
    fs::create_dir(run.join("work")).unwrap();
    std::os::unix::fs::symlink(home.home(), run.join("work/home")).unwrap();

    let look = home.run("clean --dry-run --json").ok().json();
    assert_eq!(look["dry_run"], true);
    let kinds: Vec<_> = look["removed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds, ["build", "run"]);
    assert!(look["bytes"].as_u64().unwrap() >= 200_000);
    assert!(build.join("target/debug/a").exists());

    // Someone is building.
    let lock = fs::File::open(build.join("lock")).unwrap();
    lock.lock().unwrap();
    let busy = home.run("clean --json").ok().json();
    assert_eq!(busy["removed"][0]["kind"], "run");
    assert_eq!(busy["in_use"][0]["kind"], "build");
    assert!(!run.exists());
    assert!(build.join("target/debug/a").exists());
    drop(lock);

    let done = home.run("clean").ok();
    assert!(done.stdout.contains("freed"), "{done:?}");
    assert!(!build.join("target").exists());
    let nothing = home.run("clean").ok();
    assert_eq!(nothing.stdout, "Nothing to remove.\n");
    assert!(
        home.working_folder("sql-first-steps/first-answer")
            .join("names.sql")
            .exists()
    );
    assert_eq!(home.run("progress export").ok().stdout, before);
}
