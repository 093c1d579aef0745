//! The course's own test command, with every kind of report.

use codezest_core::course::model::ReportFormat;
use codezest_core::run::report::{Outcome, RunReport, TestStatus};
use codezest_core::run::spec::Judge;

use crate::setup::{Bench, spec, summary};

fn run(script: &str, report: ReportFormat, report_file: Option<&str>) -> RunReport {
    let command = ["sh", "check.sh"].map(str::to_owned).into();
    Bench::new().run(&spec(
        &[("check.sh", script)],
        Judge::Command {
            command,
            report,
            report_file: report_file.map(str::to_owned),
        },
    ))
}

#[test]
fn json_lines_are_read_from_their_own_file() {
    let script = r#"echo '{"name":"printed","status":"pass"}'
echo '{"plan":["a","b"]}' > "$CODEZEST_RESULTS"
echo '{"name":"a","status":"fail","expected":"1","actual":"2"}' >> "$CODEZEST_RESULTS""#;
    let report = run(script, ReportFormat::Json, None);
    assert_eq!(
        summary(&report),
        (
            Outcome::Failed,
            vec![("a", TestStatus::Fail), ("b", TestStatus::NotRun)]
        )
    );
}

#[test]
fn tap_is_read_from_output_or_file() {
    let tap = "TAP version 13\\n1..2\\nok 1 - a\\nnot ok 2 - b\\n";
    let expected = (
        Outcome::Failed,
        vec![("a", TestStatus::Pass), ("b", TestStatus::Fail)],
    );
    assert_eq!(
        summary(&run(
            &format!("printf '{tap}'; exit 1"),
            ReportFormat::Tap,
            None
        )),
        expected
    );
    let report = run(
        &format!("mkdir out; printf '{tap}' > out/r.tap; exit 1"),
        ReportFormat::Tap,
        Some("out/r.tap"),
    );
    assert_eq!(summary(&report), expected);
}

#[test]
fn junit_is_read_from_its_file() {
    let xml = r#"<testsuite><testcase classname="C" name="a"/><testcase classname="C" name="b"><failure message="no"/></testcase></testsuite>"#;
    let report = run(
        &format!("echo '{xml}' > r.xml; exit 1"),
        ReportFormat::Junit,
        Some("r.xml"),
    );
    assert_eq!(
        summary(&report),
        (
            Outcome::Failed,
            vec![("a", TestStatus::Pass), ("b", TestStatus::Fail)]
        )
    );
}

#[test]
fn a_report_of_success_with_a_bad_exit_status_is_no_success() {
    let report = run(
        "printf '1..1\\nok 1 - a\\n'; exit 2",
        ReportFormat::Tap,
        None,
    );
    assert_eq!(report.outcome, Outcome::Failed);
    assert_eq!(
        run("echo all tests passed", ReportFormat::Tap, None).outcome,
        Outcome::NoTests
    );
}
