//! A fork bomb is held by the kernel, not by looking often: it multiplies a
//! hundredfold between two looks. The kernel does not hold root's processes,
//! so this test never lets one loose as root.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use codezest_core::run::report::{Outcome, RunReport};
use codezest_core::run::spec::RunSpec;

use crate::setup::{Bench, marked, marker, shell};

/// Belongs to nobody else on usual systems, and is far from root.
const NOBODY: u32 = 65_534;

/// Every process forks for ever, until a fork fails.
const BOMB: &str = "bomb() { while :; do bomb & done; }; bomb";

/// Starts a run as somebody who is not root; `None` where nobody can.
fn start(bench: &Bench, spec: &RunSpec) -> Option<Child> {
    let file = bench.place.path().join("spec.json");
    std::fs::write(&file, serde_json::to_vec(spec).unwrap()).unwrap();
    let everybody = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(bench.place.path(), everybody).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_codezest-runner-helper"));
    command
        .arg(&file)
        .arg(bench.place.path().join("caches"))
        .arg("test")
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", bench.place.path())
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    if rustix::process::getuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    let child = command.spawn().ok();
    if child.is_none() {
        let required = std::env::var("CODEZEST_REQUIRE_SERVICES");
        assert_ne!(
            required.as_deref(),
            Ok("1"),
            "no unprivileged user can run the helper"
        );
        eprintln!("\n*** NOT TESTED: fork bombs, no unprivileged user can run the helper ***\n");
    }
    child
}

fn report(bench: &Bench) -> RunReport {
    serde_json::from_slice(&std::fs::read(bench.place.path().join("spec.end")).unwrap()).unwrap()
}

#[test]
fn the_kernel_is_told_how_many_processes_there_may_be() {
    let bench = Bench::new();
    let mut spec = shell("grep '^Max processes' /proc/self/limits");
    spec.limits.processes = 40;
    let Some(mut child) = start(&bench, &spec) else {
        return;
    };
    child.wait().unwrap();
    let text = report(&bench).stdout.text;
    let limit: u64 = text.split_whitespace().nth(2).unwrap().parse().unwrap();
    // Beside four times the limit, what the user has running already.
    assert!((160..160 + 20_000).contains(&limit), "{text}");
}

#[test]
fn a_fork_bomb_is_ended_and_leaves_nothing() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = shell(BOMB);
    spec.limits.processes = 40;
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let Some(mut child) = start(&bench, &spec) else {
        return;
    };
    child.wait().unwrap();
    let report = report(&bench);
    // It is noticed, or it dies out because the kernel refuses every fork; the
    // one that is always noticed is in `limits`.
    let died_out = report.outcome == Outcome::Failed && report.stderr.text.contains("Cannot fork");
    let noticed = report.outcome == Outcome::TooManyProcesses;
    assert!(noticed || died_out, "{report:#?}");
    assert!(marked(&marker).is_empty(), "processes are left");
    assert_eq!(bench.left_over(), 0);
}
