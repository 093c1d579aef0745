//! Quizzes: what an attempt came to, and what was missed.

use codezest_core::ids::AttemptId;
use codezest_core::learning::quiz::grade::Graded;
use codezest_core::text::clean;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::{Context, local_time};
use crate::failure::Result;
use crate::learn::facts;
use crate::learn::quiz::{self, Finished};
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

/// What `quiz --review --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attempts {
    /// Version of this shape.
    pub schema_version: u32,
    /// The quiz.
    pub item: String,
    /// The attempts, oldest first.
    pub attempts: Vec<AttemptLine>,
    /// What the last of them missed.
    pub missed: Vec<Missed>,
}

/// One attempt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttemptLine {
    /// Its id.
    pub id: String,
    /// When it ended (RFC 3339).
    pub at: String,
    /// The same in local time, as people write it.
    #[serde(skip)]
    pub when: String,
    /// Whole percent, rounded down.
    pub percent: u8,
    /// Whether it was enough.
    pub passed: bool,
}

/// A question that was not answered rightly.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Missed {
    /// Its id.
    pub id: String,
    /// The question (Markdown).
    pub question: String,
    /// Why the right answer is right (Markdown).
    pub explanation: String,
}

impl Attempts {
    /// The attempts at `item`.
    ///
    /// # Errors
    /// A database cannot be read.
    pub fn of(context: &Context, item: &ItemEntry) -> Result<Self> {
        let attempts = facts::state(context, item)?.attempts().in_order();
        let missed = match attempts.last() {
            Some((last, _, _)) => missed(context, item, *last)?,
            None => Vec::new(),
        };
        let lines = attempts.iter().map(|(id, attempt, _)| AttemptLine {
            id: id.to_string(),
            at: attempt.value.at.to_rfc3339(),
            when: local_time(attempt.value.at),
            percent: attempt.value.earned.percent(),
            passed: attempt.value.passed,
        });
        Ok(Self {
            schema_version: 1,
            item: item.reference(),
            attempts: lines.collect(),
            missed,
        })
    }
}

fn missed(context: &Context, item: &ItemEntry, attempt: AttemptId) -> Result<Vec<Missed>> {
    let quiz = quiz::load(context, item)?;
    let answered = quiz::answered(context, item, &quiz, attempt)?;
    let missed = answered
        .into_iter()
        .filter(|answered| !answered.graded.correct)
        .map(|answered| Missed {
            id: answered.question.id.to_string(),
            question: clean(&answered.question.text),
            explanation: clean(&answered.question.explanation),
        });
    Ok(missed.collect())
}

/// Thousandths of points as points.
#[must_use]
pub fn points(milli: u32) -> f64 {
    f64::from(milli) / 1_000.0
}
