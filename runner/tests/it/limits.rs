//! Every limit, exceeded by a real process.

use std::time::{Duration, Instant};

use codezest_core::limits::OUTPUT_KEPT_BYTES;
use codezest_core::run::report::{Isolation, Outcome, RunReport};
use codezest_core::run::spec::{Judge, RunSpec};

use crate::setup::{Bench, marked, marker, script, shell};

/// Runs with a marker in the environment and expects nothing to be left.
fn run(mut spec: RunSpec) -> RunReport {
    let (bench, marker) = (Bench::new(), marker());
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let report = bench.run(&spec);
    assert_eq!(marked(&marker), Vec::<String>::new(), "processes are left");
    assert_eq!(bench.left_over(), 0, "the run folder is left");
    report
}

#[test]
fn success_and_failure() {
    let report = run(shell("echo out; echo err >&2"));
    assert_eq!(
        (report.outcome, report.isolation),
        (Outcome::Passed, Isolation::Basic)
    );
    assert_eq!(
        (report.stdout.text.as_str(), report.stderr.text.as_str()),
        ("out\n", "err\n")
    );
    let report = run(shell("exit 3"));
    assert_eq!(report.outcome, Outcome::Failed);
    assert!(
        report.tests[0]
            .message
            .as_ref()
            .unwrap()
            .contains("exit status 3"),
        "{report:?}"
    );
}

#[test]
fn cpu_time_of_one_process() {
    let mut spec = script("while True: pass");
    spec.limits.cpu_seconds = 1;
    let begin = Instant::now();
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::TimedOutCpu, Some("1 s"))
    );
    assert!(report.usage.cpu_ms >= 950, "{:?}", report.usage);
    assert!(
        begin.elapsed() < Duration::from_secs(8),
        "the wall limit ended it, not the CPU limit"
    );
}

#[test]
fn cpu_time_of_many_short_lived_processes() {
    // No process lives long; their sum is what counts.
    let mut spec =
        shell("while true; do sh -c 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done'; done");
    spec.limits.cpu_seconds = 1;
    assert_eq!(run(spec).outcome, Outcome::TimedOutCpu);
}

#[test]
fn cpu_time_of_processes_nobody_waits_for() {
    let text = "import os, signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nwhile True:\n  if os.fork() == 0:\n    for i in range(3000000): pass\n    os._exit(0)\n  import time; time.sleep(0.1)";
    let mut spec = script(text);
    spec.limits.cpu_seconds = 1;
    spec.limits.wall_seconds = Some(20);
    assert_eq!(run(spec).outcome, Outcome::TimedOutCpu);
}

#[test]
fn wall_time() {
    let mut spec = shell("trap '' TERM INT HUP; sleep 60 & sleep 60");
    spec.limits.wall_seconds = Some(1);
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::TimedOutWall, Some("1 s"))
    );
    assert!(
        report.usage.wall_ms >= 1000 && report.usage.wall_ms < 5000,
        "{:?}",
        report.usage
    );
}

#[test]
fn memory_of_one_process() {
    let mut spec = script("a = []\nwhile True: a.append(bytearray(1 << 20))");
    spec.limits.memory_mib = 150;
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::OutOfMemory, Some("150 MiB"))
    );
    assert!(
        report.usage.max_rss_kib < 1_500_000,
        "noticed too late: {:?}",
        report.usage
    );
}

#[test]
fn memory_of_four_processes_together() {
    let text = "import os, time\nfor _ in range(3): os.fork()\na = bytearray(os.urandom(1 << 20) * 60)\ntime.sleep(30)";
    let mut spec = script(text);
    spec.limits.memory_mib = 250;
    assert_eq!(run(spec).outcome, Outcome::OutOfMemory);
}

#[test]
fn memory_that_is_shared_counts_once() {
    // Eight processes with the same 60 MiB are not 480 MiB.
    let text = "import os, time\na = bytearray(os.urandom(1 << 20) * 60)\nc = [os.fork() or os._exit(time.sleep(0.5) or 0) for _ in range(7)]\nfor p in c: os.waitpid(p, 0)";
    let mut spec = script(text);
    spec.limits.memory_mib = 250;
    assert_eq!(run(spec).outcome, Outcome::Passed);
}

#[test]
fn endless_output_is_stopped_and_its_ends_are_kept() {
    let mut spec =
        script("import sys\nprint('HEAD')\nwhile True: sys.stdout.write('spam ' * 1000 + '\\n')");
    spec.limits.output_kib = 1024;
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::OutputLimit, Some("1024 KiB"))
    );
    assert!(
        report.stdout.text.starts_with("HEAD\nspam")
            && report
                .stdout
                .text
                .trim_end()
                .ends_with(|c| "spam".contains(c))
    );
    assert!(report.stdout.text.len() < OUTPUT_KEPT_BYTES + 200);
    assert!(
        report.stdout.omitted_bytes > 700_000,
        "{}",
        report.stdout.omitted_bytes
    );
}

#[test]
fn endless_output_to_standard_error_is_stopped_too() {
    let mut spec = shell("while true; do echo spam spam spam spam spam spam >&2; done");
    spec.limits.output_kib = 64;
    assert_eq!(run(spec).outcome, Outcome::OutputLimit);
}

#[test]
fn much_output_within_the_limit_is_kept_at_both_ends() {
    let report = run(script("print('HEAD'); print('ä' * 1000000); print('TAIL')"));
    assert_eq!(report.outcome, Outcome::Passed);
    assert!(
        report.stdout.text.starts_with("HEAD\nää") && report.stdout.text.ends_with("ää\nTAIL\n")
    );
}

#[test]
fn too_many_processes_are_stopped() {
    // They come one by one, so that this is harmless for every user.
    let mut spec = shell("i=0; while [ $i -lt 100 ]; do sleep 30 & i=$((i+1)); done; wait");
    spec.limits.processes = 40;
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::TooManyProcesses, Some("40"))
    );
}

#[test]
fn a_huge_file_is_stopped() {
    let mut spec = shell("cat /dev/zero > huge");
    spec.limits.file_mib = 8;
    assert_eq!(run(spec).outcome, Outcome::DiskLimit);
    // Python ignores the signal and gets an error instead.
    let mut spec = script("f = open('huge', 'wb')\nwhile True: f.write(bytes(1 << 20))");
    spec.limits.file_mib = 8;
    assert_eq!(run(spec).outcome, Outcome::DiskLimit);
}

#[test]
fn many_files_are_stopped() {
    let mut spec = script("n = 0\nwhile True:\n  n += 1\n  open(f'f{n}', 'w').close()");
    spec.limits.cpu_seconds = 60;
    assert_eq!(run(spec).outcome, Outcome::DiskLimit);
}

#[test]
fn crashes_are_named() {
    for (signal, name) in [(11, "SIGSEGV"), (6, "SIGABRT"), (9, "SIGKILL")] {
        let report = run(script(&format!(
            "import os\nos.kill(os.getpid(), {signal})"
        )));
        assert_eq!(
            (report.outcome, report.detail.as_deref()),
            (Outcome::Crashed, Some(name))
        );
    }
}

#[test]
fn a_missing_tool_is_named() {
    let mut spec = shell("");
    if let Judge::Command { command, .. } = &mut spec.judge {
        *command = vec!["no-such-tool".to_owned()];
    }
    let report = run(spec);
    assert_eq!(
        (report.outcome, report.detail.as_deref()),
        (Outcome::ToolMissing, Some("no-such-tool"))
    );
}
