use codezest_core::course::model::{Framework, RunnerKind};
use codezest_core::run::report::{Outcome, RunReport, TestStatus};

use super::{has, test};
use crate::setup::{Bench, framework, summary};

const TESTS: &str = "import unittest
from shapes import area

class Areas(unittest.TestCase):
    def test_area(self):
        print('looking at it')
        self.assertEqual(area(2, 3), 6)

    def test_turned(self):
        expected = 6
        self.assertEqual(expected, area(3, 2))

    def test_many(self):
        for side in (1, 2, 3):
            with self.subTest(side=side):
                self.assertEqual(area(side, side), side ** 2)

    @unittest.skip('later')
    def test_later(self):
        pass
";

fn run(files: &[(&str, &str)]) -> RunReport {
    Bench::new().run(&framework(RunnerKind::Python, None, files))
}

fn unittest(program: &str) -> RunReport {
    run(&[("shapes.py", program), ("tests/test_shapes.py", TESTS)])
}

#[test]
fn unittest_passes() {
    if !has("python3", &["--version"]) {
        return;
    }
    let report = unittest("def area(a, b): return a * b");
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
    assert_eq!(
        (
            report.counts().passed,
            report.counts().skipped,
            report.counts().failed
        ),
        (6, 1, 0)
    );
    assert_eq!(
        test(&report, "test_area").output.as_deref(),
        Some("looking at it")
    );
    assert_eq!(test(&report, "test_area").group.as_deref(), Some("Areas"));
    assert!(report.stdout.text.contains("looking at it"));
}

#[test]
fn unittest_failures_say_what_was_expected() {
    let report = unittest("def area(a, b): return a * 2");
    assert_eq!(report.outcome, Outcome::Failed);
    let area = test(&report, "test_area");
    assert_eq!(
        (
            area.status,
            area.expected.as_deref(),
            area.actual.as_deref()
        ),
        (TestStatus::Fail, Some("6"), Some("4"))
    );
    let place = area.location.as_ref().unwrap();
    assert_eq!(
        (place.file.as_str(), place.line),
        ("tests/test_shapes.py", Some(7))
    );
    // The one side that is a name like `expected` is the expected one.
    let turned = test(&report, "test_turned");
    assert_eq!(turned.status, TestStatus::Pass);
    let case = test(&report, "test_many (side=1)");
    assert_eq!(
        (
            case.status,
            case.expected.as_deref(),
            case.actual.as_deref()
        ),
        (TestStatus::Fail, Some("1"), Some("2"))
    );
    assert_eq!(test(&report, "test_many (side=2)").status, TestStatus::Pass);
    let many = test(&report, "test_many");
    assert_eq!(many.status, TestStatus::Fail);
    assert!(
        many.message
            .as_ref()
            .unwrap()
            .contains("2 of its 3 cases failed"),
        "{many:?}"
    );
    assert!(
        report
            .tests
            .iter()
            .all(|test| !format!("{test:?}").contains("driver.py"))
    );
}

#[test]
fn the_expected_side_is_recognised() {
    let report = unittest("def area(a, b): return 7");
    let turned = test(&report, "test_turned");
    assert_eq!(
        (turned.expected.as_deref(), turned.actual.as_deref()),
        (Some("6"), Some("7"))
    );
}

#[test]
fn unittest_errors_lead_to_the_learners_line() {
    let report = unittest("def area(a, b):\n    return a * c");
    let area = test(&report, "test_area");
    assert_eq!(area.status, TestStatus::Error);
    assert!(
        area.message
            .as_ref()
            .unwrap()
            .starts_with("NameError: name 'c' is not defined"),
        "{area:?}"
    );
    assert_eq!(area.location.as_ref().unwrap().file, "shapes.py");
    assert_eq!(area.location.as_ref().unwrap().line, Some(2));
}

#[test]
fn a_syntax_error_is_a_compile_error() {
    let report = unittest("def area(a, b)\n    return a * b");
    assert_eq!(report.outcome, Outcome::CompileError, "{report:#?}");
}

#[test]
fn a_test_that_ends_the_interpreter_does_not_hide_the_others() {
    let report = unittest("import os\ndef area(a, b): os._exit(0)");
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert_eq!(test(&report, "test_area").status, TestStatus::NotRun);
    assert_eq!(test(&report, "test_many").status, TestStatus::NotRun);
    // Another class's test of the same name is not taken for it.
    let two = format!("{TESTS}\nclass First(unittest.TestCase):\n    def test_area(self): pass\n");
    let report = run(&[
        ("shapes.py", "import os\ndef area(a, b): os._exit(0)"),
        ("tests/test_shapes.py", &two),
    ]);
    let ids: Vec<&str> = report.tests.iter().map(|test| test.id.as_str()).collect();
    let written = [
        "Areas::test_area",
        "Areas::test_turned",
        "Areas::test_many",
        "Areas::test_later",
        "First::test_area",
    ];
    assert_eq!(ids, written, "{report:#?}");
    let report = unittest("import sys\ndef area(a, b): sys.exit(0)");
    assert_eq!(
        test(&report, "test_area").status,
        TestStatus::Error,
        "{report:#?}"
    );
}

#[test]
fn a_test_that_never_ends_is_named() {
    let mut spec = framework(
        RunnerKind::Python,
        None,
        &[
            ("shapes.py", "def area(a, b):\n  while True: pass"),
            ("tests/test_shapes.py", TESTS),
        ],
    );
    spec.limits.cpu_seconds = 1;
    let report = Bench::new().run(&spec);
    assert_eq!(report.outcome, Outcome::TimedOutCpu);
    assert_eq!(
        report
            .tests
            .iter()
            .filter(|test| test.status == TestStatus::Timeout)
            .count(),
        1,
        "{report:#?}"
    );
}

#[test]
fn no_test_files_are_no_tests() {
    assert_eq!(run(&[("shapes.py", "")]).outcome, Outcome::NoTests);
    assert_eq!(
        run(&[("shapes.py", ""), ("tests/test_x.py", "import unittest\n")]).outcome,
        Outcome::NoTests
    );
}

#[test]
fn only_chooses_tests() {
    let files = [
        ("shapes.py", "def area(a, b): return a * 2"),
        ("tests/test_shapes.py", TESTS),
    ];
    let mut spec = framework(RunnerKind::Python, None, &files);
    spec.only = Some("turned".to_owned());
    let report = Bench::new().run(&spec);
    assert_eq!(
        summary(&report),
        (Outcome::Passed, vec![("test_turned", TestStatus::Pass)])
    );
}

#[test]
fn tests_beside_the_program_and_with_odd_names_are_found() {
    let tests = TESTS.replace("from shapes", "from two_shapes");
    let report = run(&[
        ("two_shapes.py", "def area(a, b): return a * b"),
        ("two-shapes_test.py", &tests),
    ]);
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
}

#[test]
fn pytest_is_found_by_itself_and_read() {
    if !has("python3", &["-m", "pytest", "--version"]) {
        return;
    }
    let tests = "import pytest
from shapes import area

@pytest.mark.parametrize('side', [1, 2])
def test_square(side):
    print('looking at', side)
    assert area(side, side) == side ** 2

def test_zero():
    with pytest.raises(ValueError):
        area(0, 1)

@pytest.mark.skip(reason='later')
def test_later(): pass
";
    let report = run(&[
        ("shapes.py", "def area(a, b): return a * 2"),
        ("tests/test_shapes.py", tests),
    ]);
    let statuses = vec![
        ("test_square[1]", TestStatus::Fail),
        ("test_square[2]", TestStatus::Pass),
        ("test_zero", TestStatus::Fail),
        ("test_later", TestStatus::Skip),
    ];
    assert_eq!(summary(&report), (Outcome::Failed, statuses), "{report:#?}");
    let square = test(&report, "test_square[1]");
    assert!(
        square
            .message
            .as_ref()
            .unwrap()
            .contains("assert 2 == (1 ** 2)"),
        "{square:?}"
    );
    assert_eq!(square.output.as_deref(), Some("looking at 1"));
    assert_eq!(test(&report, "test_zero").output, None);
    let bare = run(&[
        ("shapes.py", "def area(a): return a"),
        ("shapes_test.py", "def test_bare(): assert True"),
    ]);
    assert_eq!(
        summary(&bare),
        (Outcome::Passed, vec![("test_bare", TestStatus::Pass)])
    );
    let broken = run(&[("shapes.py", "def"), ("tests/test_shapes.py", tests)]);
    assert_eq!(broken.outcome, Outcome::CompileError, "{broken:#?}");
}

#[test]
fn a_chosen_framework_is_used() {
    if !has("python3", &["-m", "pytest", "--version"]) {
        return;
    }
    let files = [
        ("shapes.py", "def area(a, b): return a * b"),
        ("tests/test_shapes.py", TESTS),
    ];
    let report = Bench::new().run(&framework(
        RunnerKind::Python,
        Some(Framework::Pytest),
        &files,
    ));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
    assert_eq!(test(&report, "test_area").status, TestStatus::Pass);
}
