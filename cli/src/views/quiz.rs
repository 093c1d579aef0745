//! Quizzes: what an attempt came to, and what was missed.

use codezest_core::learning::quiz::grade::Graded;
use codezest_core::text::clean;
use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::quiz::Finished;
use crate::store::content::ItemEntry;

/// What `quiz --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuizResult {
    schema_version: u32,
    item: String,
    attempt: String,
    passed: bool,
    percent: u8,
    earned: f64,
    possible: f64,
    /// The questions in the order answered.
    questions: Vec<QuestionResult>,
}

/// One question of a result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionResult {
    id: String,
    correct: bool,
    earned: f64,
    possible: f64,
    expected: Vec<String>,
    explanation: String,
}

impl QuizResult {
    /// The result of an attempt at `item`.
    #[must_use]
    pub fn new(item: &ItemEntry, finished: &Finished, graded: &[(String, Graded)]) -> Self {
        Self {
            schema_version: 1,
            item: item.reference(),
            attempt: finished.id.to_string(),
            passed: finished.passed,
            percent: finished.score.percent(),
            earned: points(finished.score.earned_milli),
            possible: points(finished.score.possible_milli),
            questions: graded
                .iter()
                .map(|(id, graded)| QuestionResult {
                    id: id.clone(),
                    correct: graded.correct,
                    earned: points(graded.earned_milli),
                    possible: points(graded.possible_milli),
                    expected: graded.expected.iter().map(|text| clean(text)).collect(),
                    explanation: clean(&graded.explanation),
                })
                .collect(),
        }
    }
}

/// Thousandths of points as points.
#[must_use]
pub fn points(milli: u32) -> f64 {
    f64::from(milli) / 1_000.0
}
