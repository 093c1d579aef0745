//! The Bash track: bats, with its helpers in the exercise.

use std::collections::BTreeMap;

use codezest_core::course::model::RunnerKind;

use super::{Judge, Rules, Subject, as_it_is, plain_example};

/// CPU seconds of an exercise: bats starts several processes for each test.
const CPU_SECONDS: u32 = 30;

/// CPU seconds of exercises that search for long: their examples take 20 to
/// 40 seconds.
const SLOW: [(&str, u32); 1] = [("palindrome-products", 90)];

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["bash", "bats"],
        prepare: &[],
        judge,
        // An environment variable enables the tests skipped for teaching's
        // sake; other skips are deliberate.
        enable: as_it_is,
        example: plain_example,
        other: |_, _, _| {},
        needs: |_, _| None,
    }
}

fn judge(subject: &Subject<'_>) -> Judge {
    let env = BTreeMap::from([("BATS_RUN_SKIPPED".to_owned(), "true".to_owned())]);
    let slow = SLOW.iter().find(|(slug, _)| *slug == subject.slug);
    Judge {
        runner: Some(RunnerKind::Bash),
        env,
        cpu_seconds: Some(slow.map_or(CPU_SECONDS, |(_, seconds)| *seconds)),
        ..Judge::default()
    }
}
