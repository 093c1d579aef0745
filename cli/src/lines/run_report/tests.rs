use codezest_core::run::report::{Build, Location, TestCase, TestStatus, Usage};

use super::*;

fn report(outcome: Outcome, tests: Vec<TestCase>) -> RunReport {
    RunReport {
        outcome,
        detail: None,
        isolation: Isolation::Strong,
        build: None,
        tests,
        stdout: Captured::default(),
        stderr: Captured::default(),
        usage: Usage {
            cpu_ms: 10,
            wall_ms: 2_456,
            max_rss_kib: 1,
        },
        notes: Vec::new(),
    }
}

fn test(group: &str, name: &str, status: TestStatus) -> TestCase {
    TestCase {
        group: (!group.is_empty()).then(|| group.to_owned()),
        ..TestCase::new(name, status)
    }
}

/// A bit of everything.
fn failed() -> RunReport {
    let mut sum = test("Sums", "adds `2` and `3`", TestStatus::Fail);
    sum.message = Some("assert add(2, 3) == 5".into());
    sum.expected = Some("5".into());
    sum.actual = Some("6".into());
    sum.output = Some("adding 2 and 3\n".into());
    sum.help = Some("Look at the **sign** in `add`.".into());
    sum.location = Some(Location {
        file: "tests/test_sums.py".into(),
        line: Some(12),
    });
    let mut names = test(
        "Sums",
        "writes a list of names, one on each line, in the order of the alphabet",
        TestStatus::Fail,
    );
    names.expected = Some("Ada\nBob\nCem\n".into());
    names.actual = Some("Ada \nBob\nCem".into());
    let mut skipped = test("Sums", "is fast", TestStatus::Skip);
    skipped.message = Some("needs `adds 2 and 3`".into());
    let mut tests = vec![
        test("Trips", "shows every trip", TestStatus::Pass),
        sum,
        names,
        skipped,
        test("Sums", "loops", TestStatus::Timeout),
    ];
    tests[0].duration_ms = Some(1_250);
    RunReport {
        isolation: Isolation::Basic,
        notes: vec!["one line of the report could not be read".into()],
        ..report(Outcome::Failed, tests)
    }
}

fn shown(report: &RunReport, look: Look, all: bool) -> String {
    let lines = lines("sums/add", report, look, all);
    let text: Vec<String> = lines
        .iter()
        .map(|line| line.render(look.color, false))
        .collect();
    text.join("\n")
}

const RICH: Look = Look {
    width: 80,
    plain: false,
    color: false,
    highlight: false,
};

#[test]
fn a_failed_run_at_every_width() {
    for (name, width, plain, color) in [
        ("60", 60, false, false),
        ("80-color", 80, false, true),
        ("120", 120, false, false),
        ("plain-60", 60, true, false),
    ] {
        let look = Look {
            width,
            plain,
            color,
            highlight: false,
        };
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lines/run_report/shown");
        let file = format!("{folder}/failed-{name}.txt");
        let expected = snapbox::Data::read_from(file.as_ref(), None).raw();
        snapbox::assert_data_eq!(shown(&failed(), look, false), expected);
        for line in lines("sums/add", &failed(), look, false) {
            assert!(line.width() <= width, "{line:?}");
        }
    }
}

#[test]
fn a_passed_run_is_short() {
    let run = report(Outcome::Passed, vec![test("", "adds", TestStatus::Pass)]);
    assert_eq!(
        shown(&run, RICH, false),
        "sums/add\n\n✓ adds\n\nThe test passed.\nTook 2.45 s. Isolation: strong.\n1 passed, 0 failed, 0 skipped"
    );
}

#[test]
fn a_single_failure_is_named_once() {
    let mut wrong = test("", "adds", TestStatus::Fail);
    wrong.expected = Some("one\ntwo\n".into());
    let text = shown(&report(Outcome::Failed, vec![wrong]), RICH, false);
    assert!(
        text.starts_with(
            "sums/add\n\n✗ adds\n  expected: one\n            two\n\nThe test failed.\n"
        ),
        "{text}"
    );
}

#[test]
fn no_part_of_a_report_acts_on_the_terminal() {
    let evil = "\u{1b}[2J\u{1b}]0;x\u{7}bad\u{8}\nmore\u{1b}[31m\n";
    let mut wrong = test(evil, evil, TestStatus::Fail);
    let parts = [
        &mut wrong.message,
        &mut wrong.expected,
        &mut wrong.output,
        &mut wrong.help,
    ];
    for part in parts {
        *part = Some(evil.to_owned());
    }
    let mut both = wrong.clone();
    both.actual = Some("x\u{1b}[0m".into());
    both.location = Some(Location {
        file: evil.into(),
        line: None,
    });
    let mut run = report(Outcome::Failed, vec![wrong, both]);
    run.detail = Some(evil.into());
    run.notes.push(evil.into());
    run.stdout.text = evil.into();
    run.stderr.text = evil.into();
    run.build = Some(Build {
        ok: true,
        output: evil.into(),
    });
    for line in lines("sums/add", &run, RICH, true) {
        let text = line.render(false, false);
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}

#[test]
fn only_the_first_failures_are_shown_in_full() {
    let tests: Vec<TestCase> = (1..=40)
        .map(|n| {
            let mut test = test("", &format!("test {n}"), TestStatus::Pass);
            if n % 8 == 0 {
                test.status = TestStatus::Fail;
                test.message = Some(format!("wrong {n}"));
            }
            test
        })
        .collect();
    let run = report(Outcome::Failed, tests);
    let short = shown(&run, RICH, false);
    assert!(short.contains("✓ 35 tests passed") && !short.contains("test 1\n"));
    assert!(
        short.contains("✗ test 40") && !short.contains("wrong 32"),
        "{short}"
    );
    assert!(short.contains("2 more failures above; all in full with -v"));
    let all = shown(&run, RICH, true);
    assert!(
        all.contains("✓ test 1\n") && all.contains("wrong 40"),
        "{all}"
    );
    for text in [short, all] {
        assert!(text.ends_with("\n35 passed, 5 failed, 0 skipped"), "{text}");
    }
}

#[test]
fn a_broken_build_shows_what_the_compiler_said() {
    let mut run = report(Outcome::CompileError, Vec::new());
    let output: String = (1..=50)
        .map(|n| format!("\u{1b}[31merror\u{1b}[0m {n}\n"))
        .collect();
    run.build = Some(Build { ok: false, output });
    let text = shown(&run, RICH, false);
    assert!(
        text.contains("\nerror 1\n") && text.contains("\nerror 40\n  … 10 more lines; all with -v"),
        "{text}"
    );
    assert!(text.contains("could not be built"));
    assert!(text.ends_with("\n0 passed, 0 failed, 0 skipped"));
    assert!(shown(&run, RICH, true).contains("error 50"));
}

#[test]
fn what_a_stopped_program_wrote_last_is_shown() {
    let mut run = report(
        Outcome::OutputLimit,
        vec![test("", "ends", TestStatus::NotRun)],
    );
    run.stdout.text = (1..=100).map(|n| format!("round {n}\n")).collect();
    run.stdout.omitted_bytes = 5;
    run.stderr.text = "\u{1b}[2Jstuck\n".into();
    let text = shown(&run, RICH, false);
    assert!(text.contains("✗ ends (not run)"), "{text}");
    assert!(
        text.contains("It wrote:\n  … 85 more lines; all with -v\n  round 86\n"),
        "{text}"
    );
    assert!(
        text.contains("  round 100\n  (5 bytes were not kept)\n"),
        "{text}"
    );
    assert!(text.contains("It wrote as errors:\n  stuck\n"), "{text}");
}

#[test]
fn several_runs_end_with_their_sum() {
    let views = [
        RunView::new(
            "sums/add",
            &report(Outcome::Passed, vec![test("", "a", TestStatus::Pass)]),
        ),
        RunView::new("sums/names", &failed()),
    ];
    let text = |look| -> Vec<String> {
        many(&views, look)
            .iter()
            .map(|line| line.render(false, false))
            .collect()
    };
    assert_eq!(
        text(RICH),
        [
            "✓ sums/add",
            "✗ sums/names: 3 of 4 tests failed.",
            "",
            "1 of 2 assignments pass.",
            "2 passed, 3 failed, 1 skipped"
        ]
    );
    assert_eq!(
        text(Look {
            plain: true,
            ..RICH
        })[1],
        "FAILED  sums/names: 3 of 4 tests failed."
    );
}
