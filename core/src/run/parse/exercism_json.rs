//! The `output.json` of Exercism's SQLite track, and the `results.json` that
//! its other tracks' runners write: an array of tests, bare or under `tests`.

use serde::Deserialize;
use serde_json::Value;

use super::collector::Collector;
use super::{Parsed, Source, assertion};
use crate::run::report::{TestCase, TestStatus};

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    Tests(Vec<Value>),
    Results {
        tests: Option<Vec<Value>>,
        message: Option<String>,
    },
}

#[derive(Deserialize)]
struct Record {
    #[serde(alias = "description")]
    name: String,
    status: String,
    message: Option<String>,
    output: Option<String>,
    expected: Option<Value>,
    #[serde(alias = "got")]
    actual: Option<Value>,
}

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let tests = match serde_json::from_str(&text) {
        Ok(Document::Tests(tests)) => tests,
        Ok(Document::Results { tests, message }) => {
            if let Some(message) = message {
                collector.note(message);
            }
            tests.unwrap_or_default()
        }
        Err(error) => {
            collector.broken(format!("The report is not a JSON array of tests: {error}."));
            Vec::new()
        }
    };
    for (index, value) in tests.into_iter().enumerate() {
        match serde_json::from_value(value) {
            Ok(record) => collector.push(test(record)),
            Err(error) => {
                collector.broken(format!(
                    "Test {} of the report cannot be read: {error}.",
                    index + 1
                ));
            }
        }
    }
    collector.finish()
}

fn test(record: Record) -> TestCase {
    let status = match record.status.as_str() {
        "pass" => TestStatus::Pass,
        "fail" => TestStatus::Fail,
        "skip" => TestStatus::Skip,
        _ => TestStatus::Error,
    };
    let mut test = TestCase::new(record.name, status);
    let sides = record.message.as_deref().and_then(assertion::find);
    test.expected = record
        .expected
        .and_then(plain)
        .or(sides.as_ref().map(|sides| sides.expected.clone()));
    test.actual = record
        .actual
        .and_then(plain)
        .or(sides.map(|sides| sides.actual));
    test.message = record.message;
    test.output = record.output;
    test
}

fn plain(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exercism(report: &str) -> Parsed {
        read(&Source {
            report: report.as_bytes(),
            ..Source::default()
        })
    }

    #[test]
    fn arrays_and_results() {
        let tests = r#"[{"name":"a","status":"pass","message":null,"output":""},{"description":"b","status":"fail","message":"m","expected":[1],"got":"x"},{"name":"c","status":"odd"}]"#;
        for report in [
            tests.to_owned(),
            format!(r#"{{"version":3,"status":"fail","tests":{tests}}}"#),
        ] {
            let parsed = exercism(&report);
            let statuses: Vec<TestStatus> = parsed.tests.iter().map(|test| test.status).collect();
            assert_eq!(
                statuses,
                [TestStatus::Pass, TestStatus::Fail, TestStatus::Error]
            );
            let failed = &parsed.tests[1];
            assert_eq!(
                (failed.expected.as_deref(), failed.actual.as_deref()),
                (Some("[1]"), Some("x"))
            );
            assert!(parsed.complete);
        }
    }

    #[test]
    fn nothing_is_no_success() {
        for report in ["", "[{\"name\":\"a\",\"status\":\"pass\"}", "[1]", "3"] {
            let parsed = exercism(report);
            assert!(parsed.tests.is_empty() && !parsed.complete, "{report}");
        }
    }
}
