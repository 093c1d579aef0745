//! What a go at a quiz comes to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::Answer;
use super::earned::Earned;
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
    /// What all questions together earned, against a passing score in percent.
    #[must_use]
    pub fn new(earned: Earned, pass_percent: u8) -> Self {
        Self {
            earned_milli: earned.earned_milli,
            possible_milli: earned.possible_milli,
            pass_percent,
            passed: earned.reaches(pass_percent),
        }
    }

    /// The points.
    #[must_use]
    pub fn earned(&self) -> Earned {
        Earned {
            earned_milli: self.earned_milli,
            possible_milli: self.possible_milli,
        }
    }

    /// The score in whole percent, rounded down, so that 69.9 does not look
    /// like the 70 that was needed.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.earned().percent()
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
    for question in &quiz.questions {
        let verdict = grade(
            question,
            answers.get(&question.id).unwrap_or(&Answer::Skipped),
        )?;
        graded.push((question.id.clone(), verdict));
    }
    let earned = graded.iter().map(|(_, verdict)| verdict.earned()).sum();
    Ok((Score::new(earned, quiz.pass), graded))
}
