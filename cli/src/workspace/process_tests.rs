//! A process that is killed while it writes a working folder.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::start;
use super::tests::{NOW, edition};

const FOLDER: &str = "CODEZEST_TEST_WORKSPACE";

/// Tests long enough that writing them takes several calls.
fn tests(version: u32) -> String {
    format!("edition {version}\n").repeat(20_000)
}

#[test]
fn child_process() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    for version in (0..2).cycle() {
        writeln!(std::io::stdout(), "\nstarting").unwrap();
        start(
            Path::new(&folder),
            &edition(&version.to_string(), &tests(version)),
            NOW,
        )
        .unwrap();
    }
}

fn kill_while_starting(folder: &Path, times: usize, later: Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "workspace::process_tests::child_process",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Held until the end: a child without a reader would end by itself.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..times {
        let begun = lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line == "starting");
        assert!(begun, "the child ended by itself");
    }
    // Not to wait for anything: to hit another moment each time.
    std::thread::sleep(later);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_start_leaves_whole_files_and_the_learners_own() {
    let dir = tempfile::tempdir().unwrap();
    let folder: PathBuf = dir.path().join("first-steps/sum-two");
    for round in 0..15_u64 {
        let times = 1 + usize::try_from(round % 4).unwrap();
        kill_while_starting(&folder, times, Duration::from_micros(round * 173));
        if let Ok(held) = fs::read_to_string(folder.join("tests/test_sum.py")) {
            assert!(
                held == tests(0) || held == tests(1),
                "half a file, {} bytes",
                held.len()
            );
        }
        let mine = format!("mine in round {round}\n");
        start(&folder, &edition("0", &tests(0)), NOW).unwrap();
        fs::write(folder.join("sum.py"), &mine).unwrap();
        kill_while_starting(&folder, times, Duration::from_micros(round * 311));
        start(&folder, &edition("0", &tests(0)), NOW).unwrap();
        assert_eq!(fs::read_to_string(folder.join("sum.py")).unwrap(), mine);
        assert_eq!(
            fs::read_to_string(folder.join("tests/test_sum.py")).unwrap(),
            tests(0)
        );
    }
}
