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
        needs: crates,
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

/// The crates that a manifest names: without the network they must have been
/// fetched before.
fn crates(path: &str, text: &str) -> Option<String> {
    if path.rsplit('/').next() != Some("Cargo.toml") {
        return None;
    }
    let manifest: toml::Table = text.parse().ok()?;
    let tables = ["dependencies", "dev-dependencies"].iter();
    let names: Vec<&str> = tables
        .filter_map(|key| manifest.get(*key)?.as_table())
        .flat_map(toml::Table::keys)
        .map(String::as_str)
        .collect();
    let list = names.join(", ");
    (!names.is_empty()).then(|| format!("needs crates from the network, once: {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_a_manifest_are_named() {
        let text =
            "[package]\nname = \"a\"\n[dependencies]\nb = \"1\"\n[dev-dependencies]\nc = \"2\"\n";
        let needs = crates("solution/Cargo.toml", text).unwrap();
        assert!(needs.ends_with(": b, c"), "{needs}");
        assert_eq!(crates("solution/Cargo.toml", "[dependencies]\n"), None);
        assert_eq!(crates("other.toml", text), None);
        assert_eq!(crates("Cargo.toml", "["), None);
    }
}
