//! The Bash track: bats, with its helpers in the exercise.

use std::collections::BTreeMap;

use super::{Judge, Rules, Subject, as_it_is};

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["bash", "bats"],
        prepare: &[],
        judge,
        // An environment variable enables the tests skipped for teaching's
        // sake; other skips are deliberate.
        enable: as_it_is,
        example: as_it_is,
    }
}

fn judge(_subject: &Subject<'_>) -> Judge {
    let env = BTreeMap::from([("BATS_RUN_SKIPPED", "true")]);
    Judge {
        runner: Some("bash"),
        env,
        ..Judge::default()
    }
}
