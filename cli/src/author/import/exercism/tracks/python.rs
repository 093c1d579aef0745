//! The Python track: unittest classes, some of which use pytest.

use codezest_core::course::model::{Framework, RunnerKind};

use super::{Judge, Rules, Subject, as_it_is, plain_example};

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["python3"],
        prepare: &["concept exercises are tested with pytest: python3 -m pip install pytest"],
        judge,
        // The few skipped tests of this track are meant to be skipped.
        enable: as_it_is,
        example: plain_example,
        other: |_, _, _| {},
        needs: |_, _| None,
    }
}

fn judge(subject: &Subject<'_>) -> Judge {
    let pytest = subject.tests.iter().any(|(_, text)| {
        text.lines()
            .any(|line| line.starts_with("import pytest") || line.starts_with("from pytest"))
    });
    Judge {
        runner: Some(RunnerKind::Python),
        framework: Some(if pytest {
            Framework::Pytest
        } else {
            Framework::Unittest
        }),
        ..Judge::default()
    }
}
