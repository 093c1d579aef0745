//! What `jest --json` writes: one JSON document at the end of the run.

use serde::Deserialize;

use super::collector::{Collector, MAX_NAME_CHARS};
use super::{Parsed, Source, assertion, frames, place};
use crate::run::report::{Location, TestCase, TestStatus};
use crate::text;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    test_results: Vec<File>,
    #[serde(default)]
    was_interrupted: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    name: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    message: String,
    assertion_results: Vec<Assertion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assertion {
    title: String,
    #[serde(default)]
    ancestor_titles: Vec<String>,
    status: String,
    duration: Option<f64>,
    #[serde(default)]
    failure_messages: Vec<String>,
}

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let document: Document = match serde_json::from_str(&text) {
        Ok(document) => document,
        Err(error) => {
            collector.broken(format!("Jest's report cannot be read: {error}."));
            return collector.finish();
        }
    };
    if document.was_interrupted {
        collector.broken("Jest was interrupted before its end.");
    }
    let mut files = document.test_results;
    // Jest lists files as they finish; names give every run the same order.
    files.sort_by(|a, b| a.name.cmp(&b.name));
    for file in files {
        read_file(file, &mut collector);
    }
    collector.finish()
}

fn read_file(mut file: File, collector: &mut Collector<'_>) {
    file.name = text::shorten(&collector.shorten_paths(&file.name), MAX_NAME_CHARS);
    if file.assertion_results.is_empty() && file.status == "failed" {
        let mut test = TestCase::new(&file.name, TestStatus::Error);
        let message = collector.shorten_paths(&file.message);
        test.location = Some(Location {
            file: file.name,
            line: None,
        });
        // What stands before the details is advice about Jest's set-up.
        let details = message
            .split_once("Details:\n")
            .map_or(message.as_str(), |(_, details)| details);
        test.message = Some(frames::without_foreign(details));
        collector.push(test);
        return;
    }
    for assertion in file.assertion_results {
        push_assertion(assertion, &file.name, collector);
    }
}

fn push_assertion(result: Assertion, file: &str, collector: &mut Collector<'_>) {
    let status = match result.status.as_str() {
        "passed" => TestStatus::Pass,
        "failed" => TestStatus::Fail,
        "pending" | "skipped" | "disabled" => TestStatus::Skip,
        "todo" => TestStatus::Todo,
        _ => TestStatus::Error,
    };
    let mut test = TestCase::new(result.title, status);
    test.group = (!result.ancestor_titles.is_empty()).then(|| result.ancestor_titles.join(" > "));
    test.duration_ms = result
        .duration
        .and_then(|duration| std::time::Duration::try_from_secs_f64(duration / 1000.0).ok())
        .and_then(|duration| u64::try_from(duration.as_millis()).ok());
    test.location = Some(Location {
        file: file.to_owned(),
        line: None,
    });
    if !result.failure_messages.is_empty() {
        let message = collector.shorten_paths(&result.failure_messages.join("\n\n"));
        if let Some(sides) = assertion::find(&message) {
            test.expected = Some(sides.expected);
            test.actual = Some(sides.actual);
        }
        test.location = place::find(&message).or(test.location);
        test.message = Some(frames::without_foreign(&message));
    }
    collector.push(test);
}
