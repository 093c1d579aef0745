//! The Rust track: a package per exercise, tested by cargo.

use codezest_core::course::model::RunnerKind;
use serde_json::Value;

use super::super::skipped_tests;
use super::{Judge, Rules, Subject, plain_example};

/// For exercises that the track tests in release mode, because they search
/// for long: without optimisation they take this many CPU seconds at most.
const SLOW_SECONDS: u32 = 60;

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["cargo"],
        prepare: &[
            "exercises whose Cargo.toml names crates need the network once: cargo fetch in their folder",
        ],
        judge,
        enable: skipped_tests::rust,
        example: plain_example,
        other: |_, _, _| {},
    }
}

fn judge(subject: &Subject<'_>) -> Judge {
    let slow = subject
        .custom
        .get("test-in-release-mode")
        .and_then(Value::as_bool)
        == Some(true);
    Judge {
        runner: Some(RunnerKind::Rust),
        cpu_seconds: slow.then_some(SLOW_SECONDS),
        ..Judge::default()
    }
}
