//! What a go at a quiz comes to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::Answer;
use super::grade::{GradeError, Graded, grade};
use crate::course::model::Quiz;
use crate::ids::QuestionId;

/// The score of a go at a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Thousandths of points earned.
    pub earned_milli: u32,
    /// Thousandths of points of all questions.
    pub possible_milli: u32,
    /// The score needed, in percent.
    pub pass_percent: u8,
    /// Whether it was reached; decided on exact points, not on [`Self::percent`].
    pub passed: bool,
}

impl Score {
    /// Points earned of `possible`, against a passing score in percent.
    #[must_use]
    pub fn new(earned_milli: u32, possible_milli: u32, pass_percent: u8) -> Self {
        let needed = u64::from(possible_milli).saturating_mul(u64::from(pass_percent));
        let passed = u64::from(earned_milli).saturating_mul(100) >= needed;
        Self {
            earned_milli,
            possible_milli,
            pass_percent,
            passed,
        }
    }

    /// The score in whole percent, rounded down, so that 69.9 does not look
    /// like the 70 that was needed.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let hundredfold = u64::from(self.earned_milli).saturating_mul(100);
        let percent = hundredfold
            .checked_div(u64::from(self.possible_milli))
            .unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}

/// Grades every question of a quiz; those without an answer earn nothing.
///
/// # Errors
/// The answers are withheld, or one is of another kind than its question.
pub fn score(
    quiz: &Quiz,
    answers: &BTreeMap<QuestionId, Answer>,
) -> Result<(Score, Vec<(QuestionId, Graded)>), GradeError> {
    let mut graded = Vec::with_capacity(quiz.questions.len());
    let (mut earned, mut possible) = (0_u32, 0_u32);
    for question in &quiz.questions {
        let verdict = grade(
            question,
            answers.get(&question.id).unwrap_or(&Answer::Skipped),
        )?;
        earned = earned.saturating_add(verdict.earned_milli);
        possible = possible.saturating_add(verdict.possible_milli);
        graded.push((question.id.clone(), verdict));
    }
    Ok((Score::new(earned, possible, quiz.pass), graded))
}
