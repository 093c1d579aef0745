//! Nothing of a run outlives it, and nothing it does makes it hang.

use std::time::{Duration, Instant};

use codezest_core::run::report::Outcome;
use codezest_runner::{CancelToken, RunEvent};

use crate::setup::{Bench, eventually, marked, marker, script, shell};

/// A child that leaves its session, its group and its parent.
const DAEMON: &str = "import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        FILES
        time.sleep(120)
    os._exit(0)
os.wait()
print('done')";

#[test]
fn a_daemon_is_ended_after_a_normal_exit() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = script(&DAEMON.replace("FILES", "os.closerange(0, 50)"));
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let report = bench.run(&spec);
    assert_eq!(
        (report.outcome, report.stdout.text.as_str()),
        (Outcome::Passed, "done\n")
    );
    assert!(marked(&marker).is_empty(), "{:?}", marked(&marker));
}

#[test]
fn a_child_that_holds_the_output_does_not_hang_the_run() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = script(&DAEMON.replace("FILES", "pass"));
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let begin = Instant::now();
    let report = bench.run(&spec);
    assert_eq!(
        (report.outcome, report.stdout.text.as_str()),
        (Outcome::Passed, "done\n")
    );
    assert!(begin.elapsed() < Duration::from_secs(20));
    assert!(marked(&marker).is_empty());
}

#[test]
fn everything_is_ended_when_time_is_up() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = script(
        &DAEMON
            .replace(
                "FILES",
                "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
            )
            .replace("print('done')", "time.sleep(60)"),
    );
    spec.limits.wall_seconds = Some(1);
    spec.env.insert("MARKER".to_owned(), marker.clone());
    assert_eq!(bench.run(&spec).outcome, Outcome::TimedOutWall);
    assert!(marked(&marker).is_empty());
}

#[test]
fn cancelling_works_at_once() {
    let (bench, marker, cancel) = (Bench::new(), marker(), CancelToken::new());
    let mut spec = shell("trap '' TERM INT; echo ready; sleep 60 & sleep 60; sleep 60");
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let mut cancelled_at = None;
    let report = bench.run_with(&spec, &cancel, &mut |event| {
        if matches!(&event, RunEvent::Output { text, .. } if text.contains("ready")) {
            cancelled_at = Some(Instant::now());
            cancel.cancel();
        }
    });
    assert_eq!(report.outcome, Outcome::Cancelled);
    assert!(cancelled_at.unwrap().elapsed() < Duration::from_secs(2));
    assert!(marked(&marker).is_empty());
    assert_eq!(bench.left_over(), 0);
}

#[test]
fn a_run_that_is_cancelled_already_starts_nothing() {
    let (bench, cancel) = (Bench::new(), CancelToken::new());
    cancel.cancel();
    let report = bench.run_with(&shell("echo started"), &cancel, &mut |_| {});
    assert_eq!(
        (report.outcome, report.stdout.text.as_str()),
        (Outcome::Cancelled, "")
    );
}

#[test]
fn output_is_shown_while_it_comes() {
    let bench = Bench::new();
    let go = bench.place.path().join("go");
    // The script ends only after its first line has been seen here.
    let spec = shell(&format!(
        "echo first; while [ ! -e {} ]; do sleep 0.01; done; echo second",
        go.display()
    ));
    let report = bench.run_with(&spec, &CancelToken::new(), &mut |event| {
        if matches!(&event, RunEvent::Output { text, .. } if text.contains("first")) {
            std::fs::write(&go, "").unwrap();
        }
    });
    assert_eq!(
        (report.outcome, report.stdout.text.as_str()),
        (Outcome::Passed, "first\nsecond\n")
    );
}

#[test]
fn everything_ends_when_the_helper_is_told_to() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = script(&DAEMON.replace("FILES", "pass").replace(
        "print('done')",
        "print('ready', flush=True); time.sleep(60)",
    ));
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let mut told = false;
    let report = bench.run_with(&spec, &CancelToken::new(), &mut |event| {
        if !told && matches!(&event, RunEvent::Output { text, .. } if text.contains("ready")) {
            told = true;
            let helper = std::fs::read_to_string(format!(
                "/proc/{}/task/{}/children",
                std::process::id(),
                thread_id()
            ));
            let pid = helper
                .unwrap()
                .split_whitespace()
                .next()
                .unwrap()
                .parse()
                .unwrap();
            let pid = rustix::process::Pid::from_raw(pid).unwrap();
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        }
    });
    assert_eq!(report.outcome, Outcome::Cancelled);
    eventually("the end of all processes", || marked(&marker).is_empty());
}

/// The kernel's number of this thread, which started the helper.
fn thread_id() -> i32 {
    rustix::thread::gettid().as_raw_nonzero().get()
}

#[test]
fn closed_streams_and_a_full_pipe_are_no_trouble() {
    let bench = Bench::new();
    let report = bench.run(&script(
        "import os, time\nos.close(1); os.close(2); time.sleep(0.2)",
    ));
    assert_eq!(report.outcome, Outcome::Passed);
}
