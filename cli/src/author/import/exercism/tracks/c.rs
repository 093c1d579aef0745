//! The C track: a makefile, and the Unity test framework in the exercise.

use codezest_core::course::model::RunnerKind;

use super::super::skipped_tests;
use super::{Judge, Rules, plain_example};

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["make", "cc"],
        prepare: &[],
        judge: |_| Judge {
            runner: Some(RunnerKind::C),
            ..Judge::default()
        },
        enable: skipped_tests::c,
        example: plain_example,
        other: |_, _, _| {},
        needs: |_, _| None,
    }
}
