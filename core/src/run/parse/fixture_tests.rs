//! Real reports of real frameworks, whole and cut; `scripts/fixtures-reports`
//! makes them again.

use super::{Parsed, Source, parse, parse_jest};
use crate::course::model::ReportFormat;
use crate::run::outcome::{End, Evidence, decide};
use crate::run::report::{Outcome, TestCase, TestStatus};
use TestStatus::{Error, Fail, NotRun, Pass, Skip, Todo};

macro_rules! fixture {
    ($path:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/reports/",
            $path
        ))
        .as_slice()
    };
}

/// A report, what reads it, and the tests that are in it: id and status.
struct Fixture {
    what: &'static str,
    /// `None` is Jest's own JSON.
    format: Option<ReportFormat>,
    report: &'static [u8],
    listing: Option<&'static [u8]>,
    tests: &'static [(&'static str, TestStatus)],
    complete: bool,
    outcome: Outcome,
}

impl Fixture {
    fn read(&self, report: &[u8]) -> Parsed {
        let source = Source {
            report,
            listing: self.listing,
            end: End::Exited(1),
            roots: &["/run/shop"],
        };
        self.format
            .map_or_else(|| parse_jest(&source), |format| parse(format, &source))
    }

    fn test(&self, id: &str) -> TestCase {
        self.read(self.report)
            .tests
            .into_iter()
            .find(|test| test.id == id)
            .unwrap()
    }
}

fn fixtures() -> Vec<Fixture> {
    let fixture = |what, format, report, tests, complete, outcome| Fixture {
        what,
        format,
        report,
        listing: None,
        tests,
        complete,
        outcome,
    };
    vec![
        fixture(
            "pytest",
            Some(ReportFormat::Junit),
            fixture!("pytest/shop.xml"),
            PYTEST,
            true,
            Outcome::Failed,
        ),
        fixture(
            "pytest, a file it cannot read",
            Some(ReportFormat::Junit),
            fixture!("pytest/broken.xml"),
            &[("pytest::test_broken", Error)],
            true,
            Outcome::CompileError,
        ),
        fixture(
            "unittest",
            Some(ReportFormat::Json),
            fixture!("unittest/results.jsonl"),
            UNITTEST,
            true,
            Outcome::Failed,
        ),
        fixture(
            "node:test, JUnit",
            Some(ReportFormat::Junit),
            fixture!("node/shop.xml"),
            NODE,
            true,
            Outcome::Failed,
        ),
        fixture(
            "node:test, TAP",
            Some(ReportFormat::Tap),
            fixture!("node/shop.tap"),
            NODE,
            true,
            Outcome::Failed,
        ),
        fixture(
            "node:test, a file it cannot read",
            Some(ReportFormat::Tap),
            fixture!("node/broken.tap"),
            &[("broken.test.mjs", Fail)],
            true,
            Outcome::CompileError,
        ),
        fixture(
            "Jest",
            None,
            fixture!("jest/out.json"),
            JEST,
            true,
            Outcome::Failed,
        ),
        fixture(
            "bats, JUnit",
            Some(ReportFormat::Junit),
            fixture!("bats/shop.xml"),
            BATS_JUNIT,
            true,
            Outcome::Failed,
        ),
        fixture(
            "bats, TAP",
            Some(ReportFormat::Tap),
            fixture!("bats/shop.tap"),
            BATS_TAP,
            true,
            Outcome::Failed,
        ),
        Fixture {
            listing: Some(fixture!("cargo/shop.list")),
            ..fixture(
                "cargo test",
                Some(ReportFormat::Libtest),
                fixture!("cargo/shop.txt"),
                CARGO,
                false,
                Outcome::Failed,
            )
        },
        Fixture {
            listing: Some(fixture!("cargo/leaves.list")),
            ..fixture(
                "cargo test, a test that exits",
                Some(ReportFormat::Libtest),
                fixture!("cargo/leaves.txt"),
                &[
                    ("tests/leaves.rs::a_first", Pass),
                    ("tests/leaves.rs::b_leaves", Error),
                    ("tests/leaves.rs::c_never_reached", NotRun),
                ],
                false,
                Outcome::Failed,
            )
        },
        fixture(
            "cargo test, nothing chosen",
            Some(ReportFormat::Libtest),
            fixture!("cargo/filtered.txt"),
            &[],
            true,
            Outcome::NoTests,
        ),
        fixture(
            "cargo test, does not compile",
            Some(ReportFormat::Libtest),
            fixture!("cargo/broken.txt"),
            &[],
            true,
            Outcome::CompileError,
        ),
        fixture(
            "Test::More",
            Some(ReportFormat::Tap),
            fixture!("perl/shop.tap"),
            PERL,
            true,
            Outcome::Failed,
        ),
        fixture(
            "Test::More, giving up",
            Some(ReportFormat::Tap),
            fixture!("perl/bail.tap"),
            &[("before", Pass), ("test 2", NotRun), ("test 3", NotRun)],
            false,
            Outcome::Failed,
        ),
        fixture(
            "Unity",
            Some(ReportFormat::Unity),
            fixture!("unity/shop.txt"),
            UNITY,
            true,
            Outcome::Failed,
        ),
        fixture(
            "Unity, crashed",
            Some(ReportFormat::Unity),
            fixture!("unity/crash.txt"),
            UNITY.split_last().unwrap().1,
            false,
            Outcome::Failed,
        ),
        fixture(
            "a check script",
            Some(ReportFormat::Json),
            fixture!("shell/results.jsonl"),
            &[
                ("adds", Pass),
                ("greets", Fail),
                ("numbers::counts", Skip),
                ("never reached", NotRun),
            ],
            false,
            Outcome::Failed,
        ),
    ]
}

const PYTEST: &[(&str, TestStatus)] = &[
    ("test_shop::test_nothing_costs_one", Pass),
    ("test_shop::test_two_pieces", Fail),
    ("test_shop::test_breaks", Fail),
    ("test_shop::test_skipped", Skip),
    ("test_shop::test_known_bug", Todo),
    ("test_shop::test_table[0-1]", Pass),
    ("test_shop::test_table[1-3_0]", Fail),
    ("test_shop::test_table[1-3_1]", Fail),
    ("test_shop::test_needs_shop", Error),
    ("test_shop.TestWords::test_colour", Fail),
];

const UNITTEST: &[(&str, TestStatus)] = &[
    ("PriceTest::test_breaks", Error),
    ("PriceTest::test_known_bug", Todo),
    ("PriceTest::test_many", Fail),
    ("PriceTest::test_nothing_costs_one", Pass),
    ("PriceTest::test_skipped", Skip),
    ("PriceTest::test_text", Fail),
    ("PriceTest::test_two_pieces", Fail),
];

const NODE: &[(&str, TestStatus)] = &[
    ("nothing costs one", Pass),
    ("two pieces", Fail),
    ("an object", Fail),
    ("breaks", Fail),
    ("skipped", Skip),
    ("a known bug", Todo),
    ("words > inside::are equal # really", Pass),
    ("words > inside::differ", Fail),
    ("words::outside", Pass),
];

const JEST: &[(&str, TestStatus)] = &[
    ("broken.test.js", Error),
    ("nothing costs one", Pass),
    ("two pieces", Fail),
    ("breaks", Fail),
    ("skipped", Skip),
    ("write more", Todo),
    ("words > inside::differ", Fail),
];

const BATS_JUNIT: &[(&str, TestStatus)] = &[
    ("shop.bats::nothing costs one", Pass),
    ("shop.bats::two pieces", Fail),
    ("shop.bats::skipped", Skip),
    ("shop.bats::exits early", Fail),
    ("shop.bats::words & <signs> # here", Fail),
];

const BATS_TAP: &[(&str, TestStatus)] = &[
    ("nothing costs one", Pass),
    ("two pieces", Fail),
    ("skipped", Skip),
    ("exits early", Fail),
    ("words & <signs> # here", Fail),
];

const CARGO: &[(&str, TestStatus)] = &[
    ("src/lib.rs::tests::breaks", Fail),
    ("src/lib.rs::tests::nothing_costs_one", Pass),
    ("src/lib.rs::tests::returns_an_error", Fail),
    ("src/lib.rs::tests::should_break", Fail),
    ("src/lib.rs::tests::skipped", Skip),
    ("src/lib.rs::tests::texts", Fail),
    ("src/lib.rs::tests::two_pieces", Fail),
    ("tests/leaves.rs::a_first", Pass),
    ("tests/leaves.rs::b_leaves", Error),
    ("tests/leaves.rs::c_never_reached", NotRun),
    ("doc tests::src/lib.rs - price (line 5)", Pass),
    ("doc tests::src/lib.rs - price (line 9)", Fail),
];

const PERL: &[(&str, TestStatus)] = &[
    ("nothing costs one", Pass),
    ("two pieces", Fail),
    ("plainly wrong # not a directive", Fail),
    ("test 4", Pass),
    ("test 5", Skip),
    ("one piece", Todo),
    ("inner::first", Pass),
    ("inner::second", Fail),
    ("lists", Fail),
    ("test 9", NotRun),
];

const UNITY: &[(&str, TestStatus)] = &[
    ("test_nothing_costs_one", Pass),
    ("test_two_pieces", Fail),
    ("test_words", Fail),
    ("test_skipped", Skip),
    ("test_message", Fail),
    ("test_after", Pass),
];

#[test]
fn every_report_gives_its_tests() {
    for fixture in fixtures() {
        let parsed = fixture.read(fixture.report);
        let found: Vec<(&str, TestStatus)> = parsed
            .tests
            .iter()
            .map(|test| (test.id.as_str(), test.status))
            .collect();
        assert_eq!(found, fixture.tests, "{}", fixture.what);
        assert_eq!(
            parsed.complete, fixture.complete,
            "{}: {:?}",
            fixture.what, parsed.notes
        );
        let verdict = decide(&Evidence {
            build: None,
            parsed: &parsed,
            end: End::Exited(1),
            stops: &[],
            stderr: "",
        });
        assert_eq!(verdict.outcome, fixture.outcome, "{}", fixture.what);
    }
}

/// Both sides, the place and the message of the same failing test.
#[test]
fn failures_say_what_and_where() {
    let all = fixtures();
    for (what, id, place, message) in [
        (
            "pytest",
            "test_shop::test_two_pieces",
            Some(("test_shop.py", 18)),
            "where 7 = price(2)",
        ),
        ("unittest", "PriceTest::test_two_pieces", None, "7 != 6"),
        (
            "node:test, JUnit",
            "two pieces",
            Some(("shop.test.mjs", 13)),
            "strictly equal",
        ),
        (
            "node:test, TAP",
            "two pieces",
            Some(("shop.test.mjs", 13)),
            "7 !== 6",
        ),
        (
            "Jest",
            "two pieces",
            Some(("shop.test.js", 10)),
            "Received: 7",
        ),
        (
            "bats, JUnit",
            "shop.bats::two pieces",
            Some(("shop.bats", 13)),
            "looking at two: 7",
        ),
        (
            "bats, TAP",
            "two pieces",
            Some(("shop.bats", 13)),
            "looking at two: 7",
        ),
        (
            "cargo test",
            "src/lib.rs::tests::two_pieces",
            Some(("src/lib.rs", 28)),
            "two pieces cost six",
        ),
        ("Test::More", "two pieces", Some(("shop.t", 9)), "got: '7'"),
        (
            "Unity",
            "test_two_pieces",
            Some(("shop.c", 46)),
            "Expected 6 Was 7",
        ),
    ] {
        let fixture = all.iter().find(|fixture| fixture.what == what).unwrap();
        let test = fixture.test(id);
        let location = test
            .location
            .as_ref()
            .map(|location| (location.file.as_str(), location.line.unwrap()));
        assert_eq!(location, place, "{what}");
        assert!(
            test.message.as_ref().unwrap().contains(message),
            "{what}: {:?}",
            test.message
        );
        if !what.starts_with("bats") {
            assert_eq!(
                (test.expected.as_deref(), test.actual.as_deref()),
                (Some("6"), Some("7")),
                "{what}"
            );
        }
    }
    let output = |what: &str, id: &str| {
        all.iter()
            .find(|fixture| fixture.what == what)
            .unwrap()
            .test(id)
            .output
    };
    assert_eq!(
        output("cargo test", "src/lib.rs::tests::two_pieces").as_deref(),
        Some("looking at two")
    );
    assert_eq!(
        output("Unity", "test_two_pieces").as_deref(),
        Some("looking at two")
    );
}

#[test]
fn skips_have_their_reasons() {
    let all = fixtures();
    for (what, id) in [
        ("pytest", "test_shop::test_skipped"),
        ("unittest", "PriceTest::test_skipped"),
        ("node:test, JUnit", "skipped"),
        ("node:test, TAP", "skipped"),
        ("bats, JUnit", "shop.bats::skipped"),
        ("bats, TAP", "skipped"),
        ("cargo test", "src/lib.rs::tests::skipped"),
        ("Test::More", "test 5"),
        ("Unity", "test_skipped"),
    ] {
        let message = all
            .iter()
            .find(|fixture| fixture.what == what)
            .unwrap()
            .test(id)
            .message
            .unwrap();
        assert!(message.starts_with("not today"), "{what}: {message}");
    }
}

/// Cut anywhere, a report never gains a pass, keeps what came before the cut,
/// and is not taken for a whole one.
#[test]
fn cut_reports_keep_what_they_have() {
    for fixture in fixtures() {
        let whole = fixture.read(fixture.report);
        let mut kept_before = 0;
        for cut in (0..fixture.report.len()).step_by(100) {
            let parsed = fixture.read(&fixture.report[..cut]);
            let passed = |tests: &[TestCase], id: &str| {
                tests
                    .iter()
                    .any(|test| test.id == id && test.status == Pass)
            };
            for test in parsed.tests.iter().filter(|test| test.status == Pass) {
                assert!(
                    passed(&whole.tests, &test.id),
                    "{} cut at {cut}: {}",
                    fixture.what,
                    test.id
                );
            }
            let same = |test: &&TestCase| {
                test.status != NotRun
                    && parsed
                        .tests
                        .iter()
                        .any(|other| other.id == test.id && other.status == test.status)
            };
            let kept = whole.tests.iter().filter(same).count();
            assert!(kept >= kept_before, "{} cut at {cut}", fixture.what);
            kept_before = kept;
            let verdict = decide(&Evidence {
                build: None,
                parsed: &parsed,
                end: End::Exited(0),
                stops: &[],
                stderr: "",
            });
            assert_ne!(
                verdict.outcome,
                Outcome::Passed,
                "{} cut at {cut}",
                fixture.what
            );
        }
        if fixture.format.is_some() {
            let reported = whole
                .tests
                .iter()
                .filter(|test| test.status != NotRun)
                .count();
            assert!(
                kept_before + 1 >= reported,
                "{}: {kept_before} of {reported} kept",
                fixture.what
            );
        }
    }
}
