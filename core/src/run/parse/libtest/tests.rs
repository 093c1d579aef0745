use super::*;

fn libtest(report: &str, listing: Option<&str>) -> Parsed {
    read(&Source {
        report: report.as_bytes(),
        listing: listing.map(str::as_bytes),
        roots: &["/run/shop"],
        ..Source::default()
    })
}

fn summary(parsed: &Parsed) -> Vec<(&str, TestStatus)> {
    parsed
        .tests
        .iter()
        .map(|test| (test.id.as_str(), test.status))
        .collect()
}

use TestStatus::{Error, Fail, NotRun, Pass, Skip};

const END: &str = "test result: ok. 1 passed; 0 failed\n";

#[test]
fn results() {
    let report = format!(
        "running 6 tests\ntest a ... ok\ntest b - should panic ... FAILED\ntest c ... ignored, slow\ntest d ... ok <0.001s>\ntest e ... said this\nok\ntest f ... bench:  5 ns/iter\n\n{END}"
    );
    let parsed = libtest(&report, None);
    assert_eq!(
        summary(&parsed),
        [
            ("a", Pass),
            ("b", Fail),
            ("c", Skip),
            ("d", Pass),
            ("e", Pass),
            ("f", Pass)
        ]
    );
    assert!(parsed.complete, "{:?}", parsed.notes);
    assert_eq!(parsed.tests[2].message.as_deref(), Some("slow"));
}

#[test]
fn a_test_that_exits_takes_none_along_unseen() {
    let report = "running 3 tests\ntest a ... ok\ntest b ... ";
    let list = "a: test\nb: test\nc: test\n\n3 tests, 0 benchmarks\n";
    let parsed = libtest(report, Some(list));
    assert_eq!(summary(&parsed), [("a", Pass), ("b", Error), ("c", NotRun)]);
    let parsed = libtest(report, None);
    assert_eq!(summary(&parsed), [("a", Pass), ("b", Error)]);
    assert!(!parsed.complete);
}

#[test]
fn a_summary_that_promises_more_than_was_reported() {
    let parsed = libtest(&format!("running 2 tests\ntest a ... ok\n{END}"), None);
    assert!(!parsed.complete);
    let parsed = libtest(
        &format!("running 1 test\ntest a ... ok\n{END}"),
        Some("a: test\nb: test\n"),
    );
    assert_eq!(
        summary(&parsed),
        [("a", Pass), ("b", NotRun)],
        "listed for this run"
    );
    let headed = "     Running tests/x.rs (target/x)\n";
    let parsed = libtest(
        &format!("{headed}running 1 test\ntest a ... ok\n{END}"),
        Some(&format!("{headed}a: test\nb: test\n")),
    );
    assert_eq!(
        summary(&parsed),
        [("tests/x.rs::a", Pass)],
        "a filter chose it"
    );
}

#[test]
fn binaries_that_never_started_are_not_forgotten() {
    let list = "     Running tests/x.rs (t)\na: test\n     Running tests/y.rs (t)\nb: test\n";
    let report = format!(
        "     Running tests/x.rs (t)\nrunning 1 test\ntest a ... FAILED\n\n{END}error: test failed, to rerun pass `--test x`\n"
    );
    let parsed = libtest(&report, Some(list));
    assert_eq!(
        summary(&parsed),
        [("tests/x.rs::a", Fail), ("tests/y.rs::b", NotRun)]
    );
}

#[test]
fn messages_of_old_and_new_panics() {
    for (block, message, line) in [
        (
            "said\n\nthread 'a' panicked at src/lib.rs:3:9:\nno such\nthing\nnote: run with `RUST_BACKTRACE=1` x\n",
            "no such\nthing",
            3,
        ),
        (
            "said\n\nthread 'a' panicked at 'no such\nthing', src/lib.rs:3:9\nnote: run with `RUST_BACKTRACE=1` x\n",
            "no such\nthing",
            3,
        ),
    ] {
        let report = format!(
            "running 1 test\ntest a ... FAILED\n\nfailures:\n\n---- a stdout ----\n{block}\n\nfailures:\n    a\n\n{END}"
        );
        let parsed = libtest(&report, None);
        let test = &parsed.tests[0];
        assert_eq!(test.message.as_deref(), Some(message));
        assert_eq!(test.output.as_deref(), Some("said"));
        assert_eq!(
            test.location.as_ref().and_then(|location| location.line),
            Some(line)
        );
    }
}

#[test]
fn a_cut_result_is_no_pass() {
    let parsed = libtest("running 1 test\ntest a ... ok", None);
    assert_eq!(summary(&parsed), [("a", Error)]);
}

#[test]
fn nothing_is_no_success() {
    for report in ["", "hello\n", "running"] {
        let parsed = libtest(report, None);
        assert!(parsed.tests.is_empty() && !parsed.complete, "{report:?}");
    }
}
