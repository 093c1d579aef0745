//! What one answer earns.

use serde::Serialize;

use super::answer::Answer;
use super::earned::Earned;
use super::{normal, number};
use crate::course::model::{Choice, Question, QuestionKind};
use crate::ids::OptionId;

/// Thousandths in a point.
const MILLI: u32 = 1_000;

/// One option of a graded question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionVerdict {
    /// The option.
    pub id: OptionId,
    /// Whether it was chosen; for an order, whether it stands where it should.
    pub chosen: bool,
    /// Whether it should be.
    pub correct: bool,
    /// The author's words on it.
    pub why: Option<String>,
}

/// A graded answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Graded {
    /// Thousandths of points earned.
    pub earned_milli: u32,
    /// Thousandths of points there were.
    pub possible_milli: u32,
    /// Whether the answer is entirely right.
    pub correct: bool,
    /// Each option, in the order of the course.
    pub options: Vec<OptionVerdict>,
    /// Each gap: whether it is right.
    pub gaps: Vec<bool>,
    /// Why the given choice is wrong, for kinds without options.
    pub why: Option<String>,
    /// A right answer, in words.
    pub expected: Vec<String>,
    /// The question's explanation.
    pub explanation: String,
}

impl Graded {
    /// The points.
    #[must_use]
    pub fn earned(&self) -> Earned {
        Earned {
            earned_milli: self.earned_milli,
            possible_milli: self.possible_milli,
        }
    }
}

/// Why an answer cannot be graded here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GradeError {
    /// The answers are with the server.
    #[error("the answers of this quiz are with the server, which grades it")]
    Withheld,
    /// The answer belongs to another kind of question.
    #[error("the answer does not fit the kind of question {0}")]
    Mismatch(crate::ids::QuestionId),
}

/// Grades one answer. A skipped question earns nothing.
///
/// # Errors
/// The answers are withheld, or the answer is of another kind.
pub fn grade(question: &Question, answer: &Answer) -> Result<Graded, GradeError> {
    if question.withheld {
        return Err(GradeError::Withheld);
    }
    let possible = question.points.saturating_mul(MILLI);
    let marks = marks(question, answer).ok_or_else(|| GradeError::Mismatch(question.id.clone()))?;
    Ok(Graded {
        earned_milli: share(possible, marks.right, marks.of),
        possible_milli: possible,
        correct: marks.right == marks.of,
        why: wrong_why(question, marks.right == marks.of, answer),
        options: marks.options,
        gaps: marks.gaps,
        expected: expected(&question.kind),
        explanation: question.explanation.clone(),
    })
}

/// How much of an answer is right: `right` of `of` parts, `of` at least 1.
#[derive(Default)]
struct Marks {
    right: usize,
    of: usize,
    options: Vec<OptionVerdict>,
    gaps: Vec<bool>,
}

impl Marks {
    fn all_or_nothing(right: bool) -> Self {
        Self {
            right: usize::from(right),
            of: 1,
            ..Self::default()
        }
    }
}

/// The share of `possible`, rounded down; all parts right is all of it.
fn share(possible: u32, right: usize, of: usize) -> u32 {
    let number = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
    let earned = u64::from(possible)
        .saturating_mul(number(right))
        .checked_div(number(of))
        .unwrap_or(0);
    u32::try_from(earned).unwrap_or(possible).min(possible)
}

fn marks(question: &Question, answer: &Answer) -> Option<Marks> {
    let kind = &question.kind;
    Some(match (kind, answer) {
        (QuestionKind::Single { options }, Answer::Options(chosen)) => single(options, chosen),
        (QuestionKind::Single { options }, Answer::Skipped) => single(options, &[]),
        (QuestionKind::Multiple { options }, Answer::Options(chosen)) => multiple(options, chosen),
        (QuestionKind::Multiple { options }, Answer::Skipped) => multiple(options, &[]),
        (QuestionKind::Order { options }, Answer::Options(chosen)) => order(options, chosen),
        (QuestionKind::Order { options }, Answer::Skipped) => order(options, &[]),
        (QuestionKind::Gap { gaps, case }, Answer::Gaps(given)) => gap(gaps, *case, given),
        (QuestionKind::Gap { gaps, case }, Answer::Skipped) => gap(gaps, *case, &[]),
        (_, Answer::Skipped) => Marks::all_or_nothing(false),
        (QuestionKind::TrueFalse { answer, .. }, Answer::TrueFalse(given)) => {
            Marks::all_or_nothing(*answer == Some(*given))
        }
        (QuestionKind::Short { answers, case }, Answer::Text(given)) => {
            Marks::all_or_nothing(accepted(answers, *case, given))
        }
        (QuestionKind::Numeric { answer, tolerance }, Answer::Number(given)) => {
            Marks::all_or_nothing(
                answer.is_some_and(|answer| number::close(*given, answer, *tolerance)),
            )
        }
        (QuestionKind::Output { answers, .. }, Answer::Text(given)) => {
            let given = normal::output(given);
            Marks::all_or_nothing(answers.iter().any(|answer| normal::output(answer) == given))
        }
        _ => return None,
    })
}

fn accepted(answers: &[String], case: bool, given: &str) -> bool {
    let given = normal::text(given, case);
    answers
        .iter()
        .any(|answer| normal::text(answer, case) == given)
}

fn verdicts(options: &[Choice], chosen: &[OptionId]) -> Vec<OptionVerdict> {
    let verdict = |option: &Choice| OptionVerdict {
        id: option.id.clone(),
        chosen: chosen.contains(&option.id),
        correct: option.correct,
        why: option.why.clone(),
    };
    options.iter().map(verdict).collect()
}

fn single(options: &[Choice], chosen: &[OptionId]) -> Marks {
    let options = verdicts(options, chosen);
    let right = chosen.len() == 1 && options.iter().any(|option| option.chosen && option.correct);
    Marks {
        options,
        ..Marks::all_or_nothing(right)
    }
}

/// Right minus wrong, never below zero, of the correct options.
fn multiple(options: &[Choice], chosen: &[OptionId]) -> Marks {
    let options = verdicts(options, chosen);
    let count = |correct: bool| {
        options
            .iter()
            .filter(|o| o.chosen && o.correct == correct)
            .count()
    };
    let of = options
        .iter()
        .filter(|option| option.correct)
        .count()
        .max(1);
    let right = count(true).saturating_sub(count(false));
    Marks {
        right,
        of,
        options,
        gaps: Vec::new(),
    }
}

fn order(options: &[Choice], given: &[OptionId]) -> Marks {
    let right = options.len() == given.len()
        && options
            .iter()
            .zip(given)
            .all(|(option, id)| option.id == *id);
    let verdict = |(at, option): (usize, &Choice)| OptionVerdict {
        id: option.id.clone(),
        chosen: given.get(at) == Some(&option.id),
        correct: true,
        why: option.why.clone(),
    };
    Marks {
        options: options.iter().enumerate().map(verdict).collect(),
        ..Marks::all_or_nothing(right)
    }
}

fn gap(gaps: &[Vec<String>], case: bool, given: &[String]) -> Marks {
    let right = |(at, answers): (usize, &Vec<String>)| {
        given
            .get(at)
            .is_some_and(|given| accepted(answers, case, given))
    };
    let gaps: Vec<bool> = gaps.iter().enumerate().map(right).collect();
    Marks {
        right: gaps.iter().filter(|right| **right).count(),
        of: gaps.len().max(1),
        gaps,
        options: Vec::new(),
    }
}

fn wrong_why(question: &Question, correct: bool, answer: &Answer) -> Option<String> {
    match &question.kind {
        QuestionKind::TrueFalse { why, .. } if !correct && *answer != Answer::Skipped => {
            why.clone()
        }
        _ => None,
    }
}

/// A right answer, in words: option ids, texts, or a number's text.
#[must_use]
pub fn expected(kind: &QuestionKind) -> Vec<String> {
    let ids = |options: &[Choice], all: bool| {
        options
            .iter()
            .filter(|option| all || option.correct)
            .map(|option| option.id.to_string())
            .collect()
    };
    match kind {
        QuestionKind::Single { options } | QuestionKind::Multiple { options } => {
            ids(options, false)
        }
        QuestionKind::Order { options } => ids(options, true),
        QuestionKind::TrueFalse { answer, .. } => answer.iter().map(ToString::to_string).collect(),
        QuestionKind::Short { answers, .. } | QuestionKind::Output { answers, .. } => {
            answers.first().cloned().into_iter().collect()
        }
        QuestionKind::Numeric { answer, .. } => answer.iter().map(ToString::to_string).collect(),
        QuestionKind::Gap { gaps, .. } => gaps
            .iter()
            .filter_map(|answers| answers.first().cloned())
            .collect(),
    }
}
