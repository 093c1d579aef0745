//! What every command pays: starting, and saying where one is.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::process::{command, in_turn};
use crate::store::account::AccountStore;
use crate::{Bench, against, append, courses, figure};

/// The program that measures, which has the floors.
pub(crate) fn this_program() -> PathBuf {
    std::env::current_exe().expect("this program")
}

/// `codezest --version` against printing a line.
pub(crate) fn version(bench: &Bench) {
    let home = bench.folder.path();
    let (ours, floor) = in_turn(
        60,
        &mut command(&bench.program, home, &["--version"]),
        &mut command(&this_program(), home, &["floor-hello"]),
    );
    against("codezest --version", ours, floor, "ms", "at most 2.5");
}

/// `codezest status` with 10,000 items and more and more events.
pub(crate) fn status(bench: &Bench) {
    let mut first = None;
    for events in [1_000, 100_000, 1_000_000] {
        let home = bench.folder.path().join(format!("status-{events}"));
        let account = fill(bench, &home, events);
        let (ours, floor) = in_turn(
            30,
            &mut command(&bench.program, &home, &["status"]),
            &mut command(
                &this_program(),
                &home,
                &["floor-row", account.to_str().expect("UTF-8")],
            ),
        );
        against(
            &format!("codezest status, {events} events"),
            ours,
            floor,
            "ms",
            "at most 4",
        );
        let least = *first.get_or_insert(ours);
        println!(
            "codezest status, {events} events, against 1000 events: {:.2}",
            ours / least
        );
        std::fs::remove_dir_all(&home).expect("removed");
    }
}

/// A home with 10,000 items and so many events; where the account is.
pub(crate) fn fill(bench: &Bench, home: &Path, events: u32) -> PathBuf {
    assert!(
        command(&bench.program, home, &["list"])
            .status()
            .expect("codezest")
            .success()
    );
    let data = home.join(".local/share/codezest");
    let tree = courses::materials(100, 100);
    let course = courses::install(&data.join("content.db"), &tree);
    let path = data.join("accounts/anonymous.db");
    let account = AccountStore::open(&path).expect("an account");
    let mut n = 0;
    while n < events {
        let batch = 1_000.min(events - n);
        let facts: Vec<_> = (n..n + batch)
            .map(|n| append::fact(n, 10_000, course.uid))
            .collect();
        account
            .append(&facts, append::moment(n), Uuid::now_v7)
            .expect("appended");
        n += batch;
    }
    path
}

/// The size of the program.
pub(crate) fn binary_size(bench: &Bench) {
    let bytes = bench.program.metadata().expect("the program").len();
    figure(
        "release binary",
        bytes as f64 / (1024.0 * 1024.0),
        "MiB (reach: at most 30)",
    );
}
