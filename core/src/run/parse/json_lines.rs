//! CodeZest's own protocol for check scripts: one JSON object per line in the
//! file named by `$CODEZEST_RESULTS`. `docs/reports.md` describes it.

use serde::Deserialize;

use super::collector::Collector;
use super::{Parsed, Source, assertion};
use crate::run::report::{Location, TestCase, TestStatus};

/// One line.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Plan { plan: Vec<Planned> },
    Test(Box<Record>),
}

/// A test that will come: its name, or its name and group where names alone
/// are not unique.
#[derive(Deserialize)]
#[serde(untagged)]
enum Planned {
    Name(String),
    Grouped { name: String, group: Option<String> },
}

impl Planned {
    fn parts(&self) -> (Option<&str>, &str) {
        match self {
            Self::Name(name) => (None, name),
            Self::Grouped { name, group } => (group.as_deref(), name),
        }
    }
}

/// What a line says about one test. Unknown keys are passed over, so that
/// scripts may say more than this version reads.
#[derive(Deserialize)]
struct Record {
    name: String,
    status: String,
    group: Option<String>,
    message: Option<String>,
    expected: Option<String>,
    actual: Option<String>,
    output: Option<String>,
    file: Option<String>,
    line: Option<u32>,
    duration_ms: Option<f64>,
    #[serde(default)]
    needs: Vec<String>,
    points: Option<u32>,
    help: Option<String>,
}

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let mut planned = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(Line::Plan { plan }) => planned.extend(plan),
            Ok(Line::Test(record)) => {
                let test = test(*record, &mut collector);
                collector.push(test);
            }
            Err(_) => collector.broken(format!(
                "Line {} of the results is not a JSON object with `name` and `status` (texts): {}",
                index + 1,
                crate::text::shorten(line, 60),
            )),
        }
    }
    collector.push_unreported(planned.iter().map(Planned::parts));
    collector.finish()
}

fn test(record: Record, collector: &mut Collector<'_>) -> TestCase {
    let status = match record.status.as_str() {
        "pass" => TestStatus::Pass,
        "fail" => TestStatus::Fail,
        "error" => TestStatus::Error,
        "skip" => TestStatus::Skip,
        "todo" => TestStatus::Todo,
        unknown => {
            collector.note(format!(
                "The test {} has the unknown status {}; it counts as an error. Known are pass, fail, error, skip and todo.",
                record.name, unknown
            ));
            TestStatus::Error
        }
    };
    let mut test = TestCase::new(record.name, status);
    test.group = record.group;
    let sides = record.message.as_deref().and_then(assertion::find);
    test.message = record.message;
    test.expected = record.expected;
    test.actual = record.actual;
    if let (None, None, Some(sides)) = (&test.expected, &test.actual, sides) {
        test.expected = Some(sides.expected);
        test.actual = Some(sides.actual);
    }
    test.output = record.output;
    test.location = record.file.map(|file| Location {
        file,
        line: record.line,
    });
    test.duration_ms = record.duration_ms.and_then(milliseconds);
    test.needs = record.needs;
    test.points = record.points.unwrap_or(1);
    test.help = record.help;
    test
}

fn milliseconds(value: f64) -> Option<u64> {
    let duration = std::time::Duration::try_from_secs_f64(value / 1000.0).ok()?;
    u64::try_from(duration.as_millis()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(report: &str) -> Parsed {
        read(&Source {
            report: report.as_bytes(),
            roots: &["/run/shop"],
            ..Source::default()
        })
    }

    #[test]
    fn every_key_is_read() {
        let parsed = lines(
            r#"{"name":"a","status":"fail","group":"g","message":"m","expected":"5\n","actual":"5","output":"o","file":"/run/shop/x.sh","line":3,"duration_ms":12.7,"needs":["b"],"points":2,"help":"h","more":1}"#,
        );
        let test = &parsed.tests[0];
        assert!(parsed.complete);
        assert_eq!(
            (test.id.as_str(), test.points, test.duration_ms),
            ("g::a", 2, Some(12))
        );
        assert_eq!(
            (test.expected.as_deref(), test.actual.as_deref()),
            (Some("5\n"), Some("5"))
        );
        assert_eq!(
            test.location,
            Some(Location {
                file: "x.sh".to_owned(),
                line: Some(3)
            })
        );
        assert_eq!((test.needs.len(), test.help.as_deref()), (1, Some("h")));
    }

    #[test]
    fn planned_tests_cannot_vanish() {
        let parsed = lines(
            "{\"plan\":[\"a\",\"b\"]}\n{\"name\":\"a\",\"status\":\"pass\"}\n{\"name\":\"b\",\"sta",
        );
        let statuses: Vec<TestStatus> = parsed.tests.iter().map(|test| test.status).collect();
        assert_eq!(statuses, [TestStatus::Pass, TestStatus::NotRun]);
        assert!(!parsed.complete);
        assert!(parsed.notes[0].starts_with("Line 3 "), "{:?}", parsed.notes);
    }

    #[test]
    fn a_planned_test_of_another_group_is_another_test() {
        let parsed = lines(
            "{\"plan\":[{\"name\":\"a\",\"group\":\"G\"},{\"name\":\"a\",\"group\":\"H\"}]}\n\
             {\"name\":\"a\",\"group\":\"G\",\"status\":\"pass\"}\n",
        );
        let ids: Vec<(&str, TestStatus)> = parsed
            .tests
            .iter()
            .map(|test| (test.id.as_str(), test.status))
            .collect();
        assert_eq!(
            ids,
            [("G::a", TestStatus::Pass), ("H::a", TestStatus::NotRun)]
        );
    }

    #[test]
    fn an_unknown_status_is_no_pass() {
        let parsed = lines(r#"{"name":"a","status":"passed"}"#);
        assert_eq!(parsed.tests[0].status, TestStatus::Error);
    }
}
