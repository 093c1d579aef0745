use super::*;
use crate::run::report::{Captured, Isolation, RunReport, Usage};

fn parsed(statuses: &[TestStatus]) -> Parsed {
    let tests = statuses
        .iter()
        .map(|status| TestCase::new("t", *status))
        .collect();
    Parsed {
        tests,
        complete: true,
        ..Parsed::default()
    }
}

fn decided(parsed: &Parsed, end: End, stops: &[Stop]) -> Verdict {
    decide(&Evidence {
        build: None,
        parsed,
        end,
        stops,
        stderr: "",
    })
}

use TestStatus::{Error, Fail, NotRun, Pass, Skip, Todo};

#[test]
fn tests_and_exit_status() {
    for (statuses, status, outcome) in [
        (&[Pass, Pass][..], 0, Outcome::Passed),
        (&[Pass, Skip], 0, Outcome::Passed),
        (&[Pass, Fail], 1, Outcome::Failed),
        (&[Pass, Fail], 0, Outcome::Failed),
        (&[Pass, Error], 1, Outcome::Failed),
        (&[Pass, NotRun], 0, Outcome::Failed),
        (&[Pass, TestStatus::Timeout], 0, Outcome::Failed),
        (&[Pass], 1, Outcome::Failed),
        (&[Pass], 139, Outcome::Crashed),
        (&[Pass, Fail], 139, Outcome::Failed),
        (&[Pass], 130, Outcome::Failed),
        (&[], 0, Outcome::NoTests),
        (&[], 1, Outcome::NoTests),
        (&[Skip, Todo], 0, Outcome::NoTests),
    ] {
        let verdict = decided(&parsed(statuses), End::Exited(status), &[]);
        assert_eq!(verdict.outcome, outcome, "{statuses:?} {status}");
    }
}

#[test]
fn a_run_that_lies_has_not_passed() {
    let verdict = decided(&parsed(&[Pass]), End::Exited(3), &[]);
    assert_eq!(verdict.detail.as_deref(), Some("exit status 3"));
    assert_eq!(verdict.notes.len(), 1);
    let cut = Parsed {
        complete: false,
        ..parsed(&[Pass])
    };
    let verdict = decided(&cut, End::Exited(0), &[]);
    assert_eq!((verdict.outcome, verdict.notes.len()), (Outcome::Failed, 1));
    assert_eq!(
        decided(&parsed(&[Pass]), End::Unknown, &[]).outcome,
        Outcome::Failed
    );
    assert_eq!(
        decided(&parsed(&[Pass]), End::Signaled(11), &[])
            .detail
            .as_deref(),
        Some("SIGSEGV")
    );
    let memory = [Stop::Memory { mib: 64 }];
    assert_eq!(
        decided(&parsed(&[Pass]), End::Exited(0), &memory).outcome,
        Outcome::OutOfMemory
    );
}

#[test]
fn what_came_from_outside_counts_before_the_tests() {
    let tool = Stop::ToolMissing {
        tool: "node".to_owned(),
        install: Some("apt-get install nodejs".to_owned()),
    };
    for (stop, outcome, detail) in [
        (
            Stop::Cpu { seconds: 10 },
            Outcome::TimedOutCpu,
            Some("10 s"),
        ),
        (
            Stop::Wall { seconds: 35 },
            Outcome::TimedOutWall,
            Some("35 s"),
        ),
        (
            Stop::Memory { mib: 1024 },
            Outcome::OutOfMemory,
            Some("1024 MiB"),
        ),
        (
            Stop::Output { kib: 4096 },
            Outcome::OutputLimit,
            Some("4096 KiB"),
        ),
        (
            Stop::Processes { count: 128 },
            Outcome::TooManyProcesses,
            Some("128"),
        ),
        (Stop::Disk { mib: 64 }, Outcome::DiskLimit, Some("64 MiB")),
        (Stop::Cancelled, Outcome::Cancelled, None),
        (
            tool,
            Outcome::ToolMissing,
            Some("node: apt-get install nodejs"),
        ),
        (
            Stop::Sandbox {
                why: "no fork".to_owned(),
            },
            Outcome::SandboxError,
            Some("no fork"),
        ),
    ] {
        let verdict = decided(&parsed(&[Pass, Fail]), End::Signaled(9), &[stop]);
        assert_eq!(
            (verdict.outcome, verdict.detail.as_deref()),
            (outcome, detail)
        );
    }
    let both = [Stop::Cpu { seconds: 1 }, Stop::Cancelled];
    assert_eq!(
        decided(&parsed(&[]), End::Unknown, &both).outcome,
        Outcome::Cancelled
    );
    assert_eq!(
        decided(&parsed(&[]), End::Signaled(24), &[]).outcome,
        Outcome::TimedOutCpu
    );
}

#[test]
fn programs_that_cannot_be_read_are_compile_errors() {
    let build = Build {
        ok: false,
        output: String::new(),
    };
    let empty = parsed(&[]);
    let evidence = Evidence {
        build: Some(&build),
        parsed: &empty,
        end: End::Exited(1),
        stops: &[],
        stderr: "",
    };
    assert_eq!(decide(&evidence).outcome, Outcome::CompileError);
    let evidence = Evidence {
        build: None,
        stderr: "  File \"x.py\"\nSyntaxError: invalid syntax\n",
        ..evidence
    };
    assert_eq!(decide(&evidence).outcome, Outcome::CompileError);

    let broken = |message: &str, others: &[TestStatus]| {
        let mut parsed = parsed(others);
        parsed.tests.push(TestCase {
            message: Some(message.to_owned()),
            ..TestCase::new("x", Error)
        });
        decided(&parsed, End::Exited(1), &[]).outcome
    };
    assert_eq!(
        broken("E   SyntaxError: invalid syntax", &[]),
        Outcome::CompileError
    );
    assert_eq!(
        broken("SyntaxError: x", &[NotRun, Skip]),
        Outcome::CompileError
    );
    assert_eq!(broken("SyntaxError: x", &[Pass]), Outcome::Failed);
    assert_eq!(
        broken("expected a SyntaxError: none came", &[]),
        Outcome::Failed
    );
    assert_eq!(
        broken("SyntaxError: Unexpected token in JSON at position 3", &[]),
        Outcome::Failed
    );
}

#[test]
fn the_test_that_ran_out_of_time_says_so() {
    let mut tests = parsed(&[Pass, NotRun, NotRun]).tests;
    mark_timeout(&mut tests, Outcome::Failed);
    assert_eq!(tests[1].status, NotRun);
    mark_timeout(&mut tests, Outcome::TimedOutCpu);
    assert_eq!(
        (tests[1].status, tests[2].status),
        (TestStatus::Timeout, NotRun)
    );
}

fn report(outcome: Outcome, detail: Option<&str>, statuses: &[TestStatus]) -> RunReport {
    RunReport {
        outcome,
        detail: detail.map(str::to_owned),
        isolation: Isolation::Strong,
        build: None,
        tests: parsed(statuses).tests,
        stdout: Captured::default(),
        stderr: Captured::default(),
        usage: Usage::default(),
        notes: Vec::new(),
    }
}

#[test]
fn one_sentence_for_everyone() {
    for (outcome, detail, statuses, sentence) in [
        (Outcome::Passed, None, &[Pass][..], "The test passed."),
        (Outcome::Passed, None, &[Pass, Pass], "Both tests passed."),
        (
            Outcome::Passed,
            None,
            &[Pass, Pass, Pass, Skip],
            "All 3 tests passed (1 skipped).",
        ),
        (Outcome::Failed, None, &[Fail], "The test failed."),
        (
            Outcome::Failed,
            None,
            &[Pass, Fail, Skip],
            "1 of 2 tests failed.",
        ),
        (Outcome::Failed, None, &[Fail, Fail], "All 2 tests failed."),
        (
            Outcome::Failed,
            Some("exit status 3"),
            &[Pass],
            "Every reported test passed, but the run as a whole failed: exit status 3.",
        ),
        (
            Outcome::CompileError,
            None,
            &[],
            "The program could not be built, so no test ran.",
        ),
        (
            Outcome::NoTests,
            None,
            &[],
            "Nothing was tested: no test was found.",
        ),
        (
            Outcome::NoTests,
            Some("exit status 1"),
            &[],
            "Nothing was tested: exit status 1.",
        ),
        (
            Outcome::TimedOutCpu,
            Some("10 s"),
            &[],
            "Stopped after 10 s of computing: probably a loop that never ends.",
        ),
        (
            Outcome::TimedOutWall,
            Some("35 s"),
            &[],
            "Stopped after 35 s of waiting: the program probably waits for input or for something that never comes.",
        ),
        (
            Outcome::OutOfMemory,
            Some("1024 MiB"),
            &[],
            "Stopped because the program wanted more memory than 1024 MiB: probably something grows without end.",
        ),
        (
            Outcome::OutputLimit,
            Some("4096 KiB"),
            &[],
            "Stopped because the program wrote more than 4096 KiB: probably it prints in a loop that never ends.",
        ),
        (
            Outcome::TooManyProcesses,
            Some("128"),
            &[],
            "Stopped because the program started more than 128 processes or threads at once.",
        ),
        (
            Outcome::DiskLimit,
            Some("64 MiB"),
            &[],
            "Stopped because the program wrote files larger than 64 MiB.",
        ),
        (
            Outcome::Crashed,
            Some("SIGSEGV"),
            &[],
            "The program crashed: it used memory that is not its own (segmentation fault).",
        ),
        (
            Outcome::Crashed,
            Some("signal 40"),
            &[],
            "The program was ended by signal 40.",
        ),
        (
            Outcome::ToolMissing,
            Some("node: apt-get install nodejs"),
            &[],
            "node is not installed here, or too old, and the tests need it.",
        ),
        (
            Outcome::SandboxError,
            Some("no fork"),
            &[],
            "codezest could not run this: no fork.",
        ),
        (Outcome::Cancelled, None, &[], "You stopped the run."),
    ] {
        let said = say(&report(outcome, detail, statuses));
        assert_eq!(said.sentence, sentence);
        assert_eq!(
            said.advice.is_empty(),
            outcome == Outcome::Passed,
            "{sentence}"
        );
    }
    let said = say(&report(
        Outcome::ToolMissing,
        Some("node: apt-get install nodejs"),
        &[],
    ));
    assert_eq!(said.advice, "Install it with: apt-get install nodejs");
}

#[test]
fn programs_that_only_run() {
    assert_eq!(say_program(End::Exited(0), &[]), None);
    let sentence = |end, stops: &[Stop]| say_program(end, stops).unwrap().sentence;
    assert!(sentence(End::Exited(2), &[]).contains("exit status 2"));
    assert!(sentence(End::Signaled(8), &[]).contains("dividing"));
    assert!(sentence(End::Signaled(9), &[Stop::Cpu { seconds: 10 }]).contains("10 s of computing"));
    assert!(sentence(End::Unknown, &[Stop::Cancelled]).contains("You stopped"));
}
