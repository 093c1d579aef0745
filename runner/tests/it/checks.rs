//! Declarative checks of programs and databases.

use codezest_core::course::model::{
    Check, CheckKind, OutputRule, ProgramCheck, RunnerKind, SqlCheck, SqlValue,
};
use codezest_core::run::report::{Outcome, TestStatus};
use codezest_core::run::spec::RunSpec;
use codezest_runner::{CancelToken, RunOptions};

use crate::setup::{Bench, checks, marked, marker, summary};

fn check(name: &str, needs: &[&str], kind: CheckKind) -> Check {
    Check {
        name: name.to_owned(),
        needs: needs.iter().map(|&need| need.to_owned()).collect(),
        points: 1,
        help: None,
        kind,
    }
}

fn program(name: &str, needs: &[&str], args: &[&str], stdin: &str, stdout: &str) -> Check {
    let args = args.iter().map(|&arg| arg.to_owned()).collect();
    let stdout = Some(OutputRule::Exact(stdout.to_owned()));
    check(
        name,
        needs,
        CheckKind::Program(ProgramCheck {
            args,
            stdin: stdin.to_owned(),
            stdout,
            stderr: None,
            exit: 0,
        }),
    )
}

fn sql(name: &str, rules: SqlCheck) -> Check {
    check(name, &[], CheckKind::Sql(rules))
}

fn sums() -> Vec<Check> {
    vec![
        program("adds", &[], &[], "2 3\n", "5\n"),
        program("adds more", &["adds"], &[], "20 30\n", "50\n"),
        program("greets", &[], &["Ada"], "", "Hello, Ada!\n"),
    ]
}

const SUM: &str = "import sys\nif len(sys.argv) > 1: print(f'Hello, {sys.argv[1]}!')\nelse: print(sum(map(int, input().split())))";

#[test]
fn programs_are_started_once_per_check() {
    let bench = Bench::new();
    let report = bench.run(&checks(RunnerKind::Python, &[("sum.py", SUM)], sums(), &[]));
    assert_eq!(
        (report.outcome, report.counts().passed),
        (Outcome::Passed, 3),
        "{report:#?}"
    );

    let wrong = SUM.replace("sum(map", "max(map");
    let report = bench.run(&checks(
        RunnerKind::Python,
        &[("sum.py", &wrong)],
        sums(),
        &[],
    ));
    let statuses = vec![
        ("adds", TestStatus::Fail),
        ("adds more", TestStatus::Skip),
        ("greets", TestStatus::Pass),
    ];
    assert_eq!(summary(&report), (Outcome::Failed, statuses), "{report:#?}");
    assert_eq!(
        (
            report.tests[0].expected.as_deref(),
            report.tests[0].actual.as_deref()
        ),
        (Some("5\n"), Some("3\n"))
    );

    let report = bench.run(&checks(
        RunnerKind::Python,
        &[("sum.py", "def (")],
        sums(),
        &[],
    ));
    assert_eq!(report.outcome, Outcome::CompileError, "{report:#?}");
}

#[test]
fn only_brings_what_is_needed() {
    let mut spec = checks(RunnerKind::Python, &[("sum.py", SUM)], sums(), &[]);
    spec.only = Some("more".to_owned());
    let report = Bench::new().run(&spec);
    assert_eq!(
        summary(&report),
        (Outcome::Passed, vec![("adds more", TestStatus::Pass)]),
        "{report:#?}"
    );
}

#[test]
fn a_program_that_never_ends_times_out_and_leaves_nothing() {
    let (bench, marker) = (Bench::new(), marker());
    let mut spec = checks(
        RunnerKind::Python,
        &[("sum.py", "while True: pass")],
        sums(),
        &[],
    );
    spec.limits.cpu_seconds = 1;
    spec.env.insert("MARKER".to_owned(), marker.clone());
    let report = bench.run(&spec);
    let statuses = vec![
        ("adds", TestStatus::Timeout),
        ("adds more", TestStatus::Skip),
        ("greets", TestStatus::Timeout),
    ];
    assert_eq!(
        summary(&report),
        (Outcome::TimedOutCpu, statuses),
        "{report:#?}"
    );
    assert!(marked(&marker).is_empty());
}

#[test]
fn compiled_programs_are_built_once() {
    let source = "#include <stdio.h>\nint main(void) { int a, b; if (scanf(\"%d %d\", &a, &b) != 2) return 1; printf(\"%d\\n\", a + b); }";
    let wanted = vec![
        program("adds", &[], &[], "2 3\n", "5\n"),
        program("adds more", &[], &[], "20 30\n", "50\n"),
    ];
    let bench = Bench::new();
    let report = bench.run(&checks(
        RunnerKind::C,
        &[("sum.c", source)],
        wanted.clone(),
        &[],
    ));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
    assert!(report.build.is_some_and(|build| build.ok));
    let report = bench.run(&checks(
        RunnerKind::C,
        &[("sum.c", "int main(void) { return x; }")],
        wanted.clone(),
        &[],
    ));
    assert_eq!(report.outcome, Outcome::CompileError);
    assert!(
        report
            .build
            .is_some_and(|build| build.output.contains("sum.c:1:"))
    );

    if !crate::languages::has("cargo", &["--version"]) {
        return;
    }
    let manifest = "[package]\nname = \"sum\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
    let source = "fn main() { let s = std::io::read_to_string(std::io::stdin()).unwrap(); let n: i32 = s.split_whitespace().map(|w| w.parse::<i32>().unwrap()).sum(); println!(\"{n}\"); }";
    let report = bench.run(&checks(
        RunnerKind::Rust,
        &[("src/main.rs", source), ("Cargo.toml", manifest)],
        wanted.clone(),
        &[],
    ));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
    let report = bench.run(&checks(
        RunnerKind::Rust,
        &[("sum.rs", source)],
        wanted,
        &[],
    ));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
}

const SETUP: &str = "create table tracks (title text not null, seconds integer);
insert into tracks values ('Short', 60), ('Long', 600), ('Longer', 900);";

fn tracks(script: &str, checks: Vec<Check>) -> RunSpec {
    let files = [
        ("answer.sql", script),
        ("tests/setup.sql", SETUP),
        (
            "tests/long.sql",
            "select title from tracks where seconds > 300",
        ),
    ];
    crate::setup::checks(RunnerKind::Sql, &files, checks, &["tests/setup.sql"])
}

fn long() -> Check {
    sql(
        "lists the long tracks",
        SqlCheck {
            sql: Some("tests/long.sql".to_owned()),
            ..SqlCheck::default()
        },
    )
}

#[test]
fn result_sets_are_compared() {
    let bench = Bench::new();
    let count = |rows| SqlCheck {
        query: Some("select count(*) from tracks".to_owned()),
        rows: Some(vec![vec![SqlValue::Integer(rows)]]),
        ..SqlCheck::default()
    };
    let wanted = || vec![long(), sql("adds nothing", count(3))];
    let report = bench.run(&tracks(
        "select title from tracks where seconds >= 600 order by title desc",
        wanted(),
    ));
    assert_eq!(
        (report.outcome, report.counts().passed),
        (Outcome::Passed, 2),
        "{report:#?}"
    );
    let report = bench.run(&tracks(
        "insert into tracks values ('x', 999); select title from tracks where seconds > 700",
        wanted(),
    ));
    assert_eq!(
        (report.outcome, report.counts().failed),
        (Outcome::Failed, 2),
        "{report:#?}"
    );
    assert!(
        report.tests[1].actual.as_ref().unwrap().contains('4'),
        "{report:#?}"
    );
}

#[test]
fn sql_errors_are_placed() {
    let report = Bench::new().run(&tracks("select title\n  from nowhere;", vec![long()]));
    assert_eq!(report.outcome, Outcome::Failed);
    let message = report.tests[0].message.as_ref().unwrap();
    assert!(
        message.contains("no such table: nowhere") && message.contains("line 2"),
        "{message}"
    );
}

#[test]
fn refusals_can_be_wanted() {
    let refused = SqlCheck {
        query: Some("insert into tracks values (null, 1)".to_owned()),
        error: Some("not null".to_owned()),
        ..SqlCheck::default()
    };
    let report = Bench::new().run(&tracks(
        "select 1",
        vec![sql("titles are required", refused)],
    ));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
}

#[test]
fn an_endless_query_is_stopped_where_it_is() {
    let endless = "select 1;\nwith recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n;";
    let mut spec = tracks(endless, vec![long()]);
    spec.limits.cpu_seconds = 1;
    let report = Bench::new().run(&spec);
    assert_eq!(
        (report.outcome, report.tests[0].status),
        (Outcome::TimedOutCpu, TestStatus::Timeout),
        "{report:#?}"
    );
    assert!(
        report.tests[0].message.as_ref().unwrap().contains("line 2"),
        "{report:#?}"
    );
}

#[test]
fn a_broken_course_is_not_the_learners_fault() {
    let wrong = sql(
        "x",
        SqlCheck {
            sql: Some("tests/setup.sql".to_owned()),
            ..SqlCheck::default()
        },
    );
    let report = Bench::new().run(&tracks("select 1", vec![wrong]));
    assert!(
        report.tests[0]
            .message
            .as_ref()
            .unwrap()
            .contains("not your fault"),
        "{report:#?}"
    );
}

#[test]
fn scripts_and_questions_give_tables() {
    let bench = Bench::new();
    let spec = tracks(
        "select title from tracks where seconds < 100; select 1 as one, null",
        vec![long()],
    );
    let (options, cancel) = (RunOptions::default(), CancelToken::new());
    let ran = bench
        .runner
        .execute(&spec, &options, &cancel, &mut |_| {})
        .unwrap();
    assert_eq!((ran.tables.len(), ran.sql_error.is_none()), (2, true));
    assert_eq!(ran.tables[0].rows, [[SqlValue::Text("Short".to_owned())]]);
    let asked = bench
        .runner
        .query(&spec, "select count(*) as n from tracks", &options, &cancel)
        .unwrap();
    assert_eq!(
        (
            asked.tables[0].columns.as_slice(),
            &asked.tables[0].rows[0][0]
        ),
        (["n".to_owned()].as_slice(), &SqlValue::Integer(3))
    );
    let wrong = bench
        .runner
        .query(&spec, "select nobody", &options, &cancel)
        .unwrap();
    assert_eq!(wrong.sql_error.unwrap().message, "no such column: nobody");
}
