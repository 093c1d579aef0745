//! The program alone, on the streams of the one who asked for it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use codezest_core::run::spec::RunSpec;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::setup::{Bench, checks, eventually, marked, marker};

fn program(text: &str) -> RunSpec {
    checks(
        codezest_core::course::model::RunnerKind::Python,
        &[("program.py", text)],
        vec![],
        &[],
    )
}

/// Starts `codezest run`'s stand-in in a process group of its own.
fn start(bench: &Bench, spec: &RunSpec) -> Child {
    use std::os::unix::process::CommandExt;
    let file = bench.place.path().join("spec.json");
    std::fs::write(&file, serde_json::to_vec(spec).unwrap()).unwrap();
    Command::new(env!("CARGO_BIN_EXE_codezest-runner-helper"))
        .arg(&file)
        .arg(bench.place.path().join("caches"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap()
}

fn end(bench: &Bench) -> String {
    std::fs::read_to_string(bench.place.path().join("spec.end")).unwrap_or_default()
}

#[test]
fn a_program_talks_to_the_terminal() {
    let bench = Bench::new();
    let text = "import sys
name = input('Name? ')
print('Hello,', name, sys.argv[1:], file=sys.stderr)
sys.exit(3)";
    let mut spec = program(text);
    spec.extra_args = vec!["--loud".to_owned()];
    let mut child = start(&bench, &spec);
    child.stdin.take().unwrap().write_all(b"Ada\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Name? ");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "Hello, Ada ['--loud']\n"
    );
    assert!(end(&bench).contains("Exited(3)"), "{}", end(&bench));
    assert_eq!(bench.left_over(), 0);
}

#[test]
fn interrupting_is_for_the_program() {
    let bench = Bench::new();
    let text = "import signal
try:
    print('ready', flush=True)
    signal.pause()
except KeyboardInterrupt:
    print('interrupted', flush=True)";
    let mut child = start(&bench, &program(text));
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "ready");
    // As a terminal does it: to everything in the foreground.
    kill_process_group(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "interrupted");
    child.wait().unwrap();
    assert!(end(&bench).contains("Exited(0)"), "{}", end(&bench));
}

#[test]
fn nothing_outlives_a_killed_runner() {
    let (bench, marker) = (Bench::new(), marker());
    let text = "import os, time
if os.fork() == 0:
    os.setsid()
print('ready', flush=True)
time.sleep(120)";
    let mut spec = program(text);
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let mut child = start(&bench, &spec);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "ready");
    assert!(!marked(&marker).is_empty());
    kill_process(Pid::from_child(&child), Signal::KILL).unwrap();
    child.wait().unwrap();
    eventually("the end of all processes", || marked(&marker).is_empty());
}

#[test]
fn a_program_that_does_not_build_is_not_started() {
    let bench = Bench::new();
    let spec = checks(
        codezest_core::course::model::RunnerKind::C,
        &[("program.c", "int main(void) { return x; }")],
        vec![],
        &[],
    );
    start(&bench, &spec).wait().unwrap();
    let end = end(&bench);
    assert!(
        end.contains("ok: false") && end.contains("end: Unknown"),
        "{end}"
    );
}
