use super::*;
use crate::course::model::SqlValue::{Integer, Text};
use crate::course::model::{CheckKind, OutputRule, ProgramCheck, SqlCheck};
use crate::run::explain::ResultSet;
use crate::run::outcome::{End, Stop};

fn check(name: &str, needs: &[&str]) -> Check {
    Check {
        name: name.to_owned(),
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        points: 2,
        help: Some("look".to_owned()),
        kind: CheckKind::Sql(SqlCheck::default()),
    }
}

fn program(stdout: Option<OutputRule>) -> ProgramCheck {
    ProgramCheck {
        args: Vec::new(),
        stdin: String::new(),
        stdout,
        stderr: None,
        exit: 0,
    }
}

fn judged(rule: OutputRule, stdout: &str) -> TestCase {
    let observed = Observed {
        stdout: stdout.as_bytes(),
        stderr: b"",
        end: End::Exited(0),
        stops: &[],
    };
    judge_program(&check("c", &[]), &program(Some(rule)), &observed)
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn output_rules() {
    let numbers = |numbers: &[f64], tolerance| OutputRule::Numbers {
        numbers: numbers.to_vec(),
        tolerance,
    };
    for (rule, stdout, message) in [
        (OutputRule::Exact("5\n".into()), "5\n", None),
        (OutputRule::Exact("5\n".into()), "5\r\n", None),
        (OutputRule::Exact("5\r\n".into()), "5\n", None),
        (
            OutputRule::Exact("5\n".into()),
            "5",
            Some("last line is missing"),
        ),
        (OutputRule::Exact("5\n".into()), "6\n", Some("one too high")),
        (OutputRule::Contains(texts(&["a", "b"])), "xbax", None),
        (
            OutputRule::Contains(texts(&["Hello", "b"])),
            "hello",
            Some("should contain `Hello` and `b`. It is there, but with other"),
        ),
        (
            OutputRule::Contains(texts(&["a"])),
            "",
            Some("Nothing was written"),
        ),
        (OutputRule::Regex("^a+$".into()), "aaa", None),
        (
            OutputRule::Regex("^a+$".into()),
            "b",
            Some("should have the form `^a+$`"),
        ),
        (OutputRule::Regex("(".into()), "b", Some("cannot be used")),
        (
            OutputRule::Regex("(\\w{500}){500}".into()),
            "b",
            Some("cannot be used"),
        ),
        (OutputRule::Lines(texts(&["a", "b"])), "a  \nb\t\n\n", None),
        (OutputRule::Lines(texts(&["a", "b"])), "a\nb", None),
        (OutputRule::Lines(texts(&[])), "", None),
        (
            OutputRule::Lines(texts(&["a", "b"])),
            "",
            Some("Nothing came"),
        ),
        (
            OutputRule::Lines(texts(&["a", "b"])),
            "b\na\n",
            Some("another order"),
        ),
        (
            OutputRule::Lines(texts(&["  a"])),
            "a\n",
            Some("Spaces are missing"),
        ),
        (numbers(&[2.72], 0.01), "it weighs about 2.7186.\n", None),
        (
            numbers(&[3.0, -2.0, 1000.0], 0.0),
            "x2=3, y: -2 and 1e3",
            None,
        ),
        (numbers(&[3.5], 0.0), "3.5km", None),
        (
            numbers(&[2.72], 0.001),
            "2.7\n",
            Some(
                "Number 1 in the standard output should be 2.72 (within 0.001), but is 2.7. The number is rounded too much",
            ),
        ),
        (numbers(&[6.0], 0.0), "7\n", Some("Off by one")),
        (
            numbers(&[1.0, 2.0], 0.0),
            "1",
            Some("should have 2 numbers, but has 1"),
        ),
        (
            numbers(&[1.0], 0.0),
            "nan",
            Some("should have 1 numbers, but has 0"),
        ),
    ] {
        let case = judged(rule.clone(), stdout);
        match message {
            None => assert_eq!(
                (case.status, &case.message),
                (TestStatus::Pass, &None),
                "{rule:?} {stdout:?}"
            ),
            Some(part) => {
                let message = case.message.unwrap();
                assert_eq!(case.status, TestStatus::Fail, "{rule:?} {stdout:?}");
                assert!(message.contains(part), "{rule:?} {stdout:?}: {message}");
                assert!(case.expected.is_some() && case.actual.is_some());
            }
        }
    }
}

#[test]
fn ends_of_programs() {
    let rules = program(Some(OutputRule::Exact("5\n".into())));
    let judge = |end, stops: &[Stop], stderr: &[u8]| {
        judge_program(
            &check("c", &["b"]),
            &rules,
            &Observed {
                stdout: b"5\n",
                stderr,
                end,
                stops,
            },
        )
    };
    let case = judge(End::Exited(1), &[], b"Traceback\x1b[31m: x\n");
    assert_eq!(case.status, TestStatus::Fail);
    assert_eq!(
        case.message.as_deref(),
        Some("The program ended with exit status 1; it should end with 0.")
    );
    assert_eq!(case.output.as_deref(), Some("Traceback␛[31m: x"));
    assert_eq!(
        (case.points, case.needs.len(), case.help.as_deref()),
        (2, 1, Some("look"))
    );
    assert_eq!(
        judge(End::Signaled(9), &[Stop::Cpu { seconds: 3 }], b"").status,
        TestStatus::Timeout
    );
    assert_eq!(judge(End::Signaled(11), &[], b"").status, TestStatus::Error);
    assert_eq!(
        judge(End::Exited(0), &[Stop::Output { kib: 1 }], b"").status,
        TestStatus::Error
    );
    assert_eq!(judge(End::Unknown, &[], b"").status, TestStatus::Error);
    assert_eq!(judge(End::Exited(0), &[], b"").status, TestStatus::Pass);
}

fn sql(rules: &SqlCheck, script: &str, answer: &Answer) -> TestCase {
    judge_sql(&check("c", &[]), rules, script, answer, None)
}

#[test]
fn sql_answers() {
    let rules = SqlCheck {
        rows: Some(vec![vec![Integer(3)]]),
        ..SqlCheck::default()
    };
    let rows = |rows| {
        Answer::Rows(ResultSet {
            columns: texts(&["n"]),
            rows,
        })
    };
    assert_eq!(
        sql(&rules, "", &rows(vec![vec![Integer(3)]])).status,
        TestStatus::Pass
    );
    let case = sql(&rules, "", &rows(vec![vec![Integer(4)]]));
    assert_eq!(
        case.message.as_deref(),
        Some("Only column `n` differs: expected 3, but came 4. Off by one?")
    );
    assert_eq!(
        (case.expected.as_deref(), case.actual.as_deref()),
        (Some("3\n"), Some("n\n4\n"))
    );
    assert_eq!(sql(&rules, "", &Answer::NoRows).status, TestStatus::Fail);
    assert_eq!(
        sql(&rules, "", &Answer::ScriptFailed("near \"x\"".into())).status,
        TestStatus::Error
    );
    assert_eq!(
        sql(&rules, "", &Answer::QueryRefused("no such table".into())).status,
        TestStatus::Fail
    );

    let none = SqlCheck {
        rows: Some(vec![]),
        ..SqlCheck::default()
    };
    assert_eq!(sql(&none, "", &Answer::NoRows).status, TestStatus::Pass);
    let columns = SqlCheck {
        columns: Some(texts(&["N"])),
        ..SqlCheck::default()
    };
    assert_eq!(sql(&columns, "", &rows(vec![])).status, TestStatus::Pass);
    assert_eq!(
        sql(
            &columns,
            "",
            &Answer::Rows(ResultSet {
                columns: texts(&["m"]),
                rows: vec![]
            })
        )
        .status,
        TestStatus::Fail
    );

    let reference = ResultSet {
        columns: texts(&["a"]),
        rows: vec![vec![Text("x".into())]],
    };
    let case = judge_sql(
        &check("c", &[]),
        &SqlCheck::default(),
        "",
        &Answer::Rows(reference.clone()),
        Some(&reference),
    );
    assert_eq!(case.status, TestStatus::Pass);
}

#[test]
fn refusals() {
    let rules = SqlCheck {
        error: Some("constraint".into()),
        ..SqlCheck::default()
    };
    for (answer, status) in [
        (
            Answer::QueryRefused("CHECK Constraint failed: x".into()),
            TestStatus::Pass,
        ),
        (
            Answer::QueryRefused("no such table: x".into()),
            TestStatus::Fail,
        ),
        (Answer::NoRows, TestStatus::Fail),
        (Answer::ScriptFailed("constraint".into()), TestStatus::Error),
    ] {
        assert_eq!(sql(&rules, "", &answer).status, status, "{answer:?}");
    }
}

#[test]
fn words_of_sql() {
    let judge = |contains: &[&str], lacks: &[&str], script: &str| {
        let rules = SqlCheck {
            contains: texts(contains),
            lacks: texts(lacks),
            ..SqlCheck::default()
        };
        sql(&rules, script, &Answer::NoRows).status == TestStatus::Pass
    };
    assert!(judge(
        &["join", "group by"],
        &[],
        "SELECT a FROM b Join c\nGROUP   BY a"
    ));
    assert!(judge(&["count("], &[], "select count ( * )"));
    assert!(!judge(
        &["join"],
        &[],
        "select 1 -- join\n/* join */ , 'join', \"join\", `join`"
    ));
    assert!(judge(
        &[],
        &["join", "*"],
        "select joined from t /* * */ where a = 'it''s join'"
    ));
    assert!(!judge(&[], &["*"], "select * from t"));
    assert!(!judge(&["join"], &[], "select 1 /* join"));
}

#[test]
fn a_failed_need_skips_what_depends_on_it() {
    let checks = [
        check("c", &["b"]),
        check("a", &[]),
        check("b", &["a"]),
        check("d", &["a"]),
        check("x", &["y"]),
        check("y", &["x"]),
        check("z", &["?"]),
    ];
    let mut judged = Vec::new();
    let cases = judge_all(&checks, |check| {
        judged.push(check.name.clone());
        case_of(
            check,
            if check.name == "b" {
                TestStatus::Fail
            } else {
                TestStatus::Pass
            },
        )
    });
    assert_eq!(judged, ["a", "b", "d"]);
    let found: Vec<(&str, TestStatus)> = cases
        .iter()
        .map(|case| (case.name.as_str(), case.status))
        .collect();
    use TestStatus::{Fail, Pass, Skip};
    assert_eq!(
        found,
        [
            ("c", Skip),
            ("a", Pass),
            ("b", Fail),
            ("d", Pass),
            ("x", Skip),
            ("y", Skip),
            ("z", Skip)
        ]
    );
    assert_eq!(cases[0].message.as_deref(), Some("`b` has to pass first."));
    assert!(cases[4].message.as_ref().unwrap().contains("in turn"));
    assert!(cases[6].message.as_ref().unwrap().contains("no check"));
}
