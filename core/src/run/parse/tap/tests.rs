use super::*;
use crate::run::report::Location;

fn tap(report: &str) -> Parsed {
    read(&Source {
        report: report.as_bytes(),
        roots: &["/run/shop"],
        ..Source::default()
    })
}

fn summary(parsed: &Parsed) -> Vec<(String, TestStatus)> {
    let name = |test: &TestCase| match &test.group {
        Some(group) => format!("{group}/{}", test.name),
        None => test.name.clone(),
    };
    parsed
        .tests
        .iter()
        .map(|test| (name(test), test.status))
        .collect()
}

fn check(report: &str, expected: &[(&str, TestStatus)], complete: bool) {
    let parsed = tap(report);
    let expected: Vec<(String, TestStatus)> = expected
        .iter()
        .map(|(name, status)| ((*name).to_owned(), *status))
        .collect();
    assert_eq!(summary(&parsed), expected, "{report}");
    assert_eq!(parsed.complete, complete, "{report}: {:?}", parsed.notes);
}

use TestStatus::{Fail, NotRun, Pass, Skip, Todo};

#[test]
fn plans() {
    check("1..1\nok 1 - a\n", &[("a", Pass)], true);
    check("ok 1 - a\n1..1\n", &[("a", Pass)], true);
    check("ok 1 - a\n", &[("a", Pass)], false);
    check(
        "1..3\nok 1 - a\nok 3 - c\n",
        &[("a", Pass), ("c", Pass), ("test 2", NotRun)],
        true,
    );
    check(
        "1..1\nok 1 - a\nok 2 - b\n",
        &[("a", Pass), ("b", Pass)],
        false,
    );
    check(
        "1..2\nok 1 - a\nok 1 - a\n",
        &[("a", Pass), ("a", Pass), ("test 2", NotRun)],
        false,
    );
    check("1..0 # SKIP no perl here\n", &[("all tests", Skip)], true);
    check("", &[], false);
    check("hello\n", &[], false);
    check(
        "1..2\nok\nnot ok\n",
        &[("test 1", Pass), ("test 2", Fail)],
        true,
    );
}

#[test]
fn reports_after_each_other() {
    check(
        "1..1\nok 1 - a\n1..1\nnot ok 1 - b\n",
        &[("a", Pass), ("b", Fail)],
        true,
    );
    check(
        "ok 1 - a\n1..1\nok 1 - b\n1..1\n",
        &[("a", Pass), ("b", Pass)],
        true,
    );
    check(
        "1..2\nok 1 - a\n1..1\nok 1 - b\n",
        &[("a", Pass), ("test 2", NotRun), ("b", Pass)],
        true,
    );
}

#[test]
fn giving_up() {
    check(
        "1..3\nok 1 - a\nBail out! closed\nok 2 - b\n",
        &[("a", Pass), ("test 2", NotRun), ("test 3", NotRun)],
        false,
    );
}

#[test]
fn subtests() {
    let inner = "    ok 1 - x\n    not ok 2 - y\n    1..2\n";
    check(
        &format!("# Subtest: in\n{inner}not ok 1 - in\n1..1\n"),
        &[("in/x", Pass), ("in/y", Fail)],
        true,
    );
    check(
        &format!("{inner}not ok 1 - in # TODO later\n1..1\n"),
        &[("in/x", Pass), ("in/y", Todo)],
        true,
    );
    check(
        "    ok 1 - x\n    1..1\nnot ok 1 - in\n1..1\n",
        &[("in/x", Pass), ("in", Fail)],
        true,
    );
    check(
        "# Subtest: in\n    1..2\n    ok 1 - x\n",
        &[("in/x", Pass), ("in/test 2", NotRun)],
        false,
    );
    check(
        "# Subtest: a\n    ok 1 - x\n    1..2\n# Subtest: b\n    not ok 1 - y\n    1..1\nnot ok 1 - b\n1..1\n",
        &[("a/x", Pass), ("a/test 2", NotRun), ("b/y", Fail)],
        true,
    );
    check(
        "        ok 1 - deep\n        1..1\n    ok 1 - mid\n    1..1\nok 1 - top\nok 2 - leaf\n1..2\n",
        &[("top > mid/deep", Pass), ("leaf", Pass)],
        true,
    );
}

#[test]
fn details() {
    let parsed = tap(
        "1..1\nnot ok 1 - a\n  ---\n  message: 'no'\n  data:\n    got: 7\n    expect: 6\n  at:\n    file: /run/shop/a.js\n    line: 3\n  ...\n",
    );
    let test = &parsed.tests[0];
    assert_eq!(test.message.as_deref(), Some("no"));
    assert_eq!(
        (test.expected.as_deref(), test.actual.as_deref()),
        (Some("6"), Some("7"))
    );
    assert_eq!(
        test.location,
        Some(Location {
            file: "a.js".to_owned(),
            line: Some(3)
        })
    );
}

#[test]
fn details_without_an_end_swallow_no_tests() {
    check(
        "1..2\nnot ok 1 - a\n  ---\n  message: no\nok 2 - b\n",
        &[("a", Fail), ("b", Pass)],
        true,
    );
}

#[test]
fn a_cut_line_is_no_pass() {
    check(
        "1..2\nok 1 - a\nok 2 - b",
        &[("a", Pass), ("test 2", NotRun)],
        false,
    );
}

#[test]
fn bombs_are_bounded() {
    let nested: String = (0..1000)
        .map(|depth| {
            format!(
                "{}# Subtest: x\n{}ok 1\n",
                " ".repeat(depth),
                " ".repeat(depth)
            )
        })
        .collect();
    let parsed = tap(&nested);
    assert!(parsed.tests.len() <= MAX_REPORT_TESTS && !parsed.complete);
    let parsed = tap("1..99999999999\n");
    assert!(parsed.tests.len() <= MAX_REPORT_TESTS && !parsed.complete);
}
