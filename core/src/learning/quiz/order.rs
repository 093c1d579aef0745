//! In which order questions and options are shown.
//!
//! The order is a function of a seed that the caller draws once per attempt
//! (and can draw again from the attempt's id): things are sorted by the hash
//! of seed and id, so an attempt that is resumed shows the same order, and the
//! order in the course's file says nothing about it.

use crate::course::model::{Question, QuestionKind, Quiz};
use crate::ids::{AttemptId, OptionId};

/// A question as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its options' ids in the order shown; empty for kinds without options.
    pub options: Vec<OptionId>,
}

/// The seed of an attempt.
#[must_use]
pub fn seed(attempt: AttemptId) -> u64 {
    key(0, attempt.as_bytes(), &[])
}

/// The questions of a quiz as they are shown. A quiz that does not shuffle
/// keeps the order of its file, except for the options of questions that ask
/// for an order: their file order is the answer.
#[must_use]
pub fn shown(quiz: &Quiz, seed: u64) -> Vec<ShownQuestion<'_>> {
    let mut questions: Vec<&Question> = quiz.questions.iter().collect();
    if quiz.shuffle {
        questions.sort_by_key(|question| key(seed, question.id.as_str().as_bytes(), &[]));
    }
    let show = |question| show(question, quiz.shuffle, seed);
    questions.into_iter().map(show).collect()
}

/// One question as it is shown, where options are shuffled or not.
#[must_use]
pub fn show(question: &Question, shuffle: bool, seed: u64) -> ShownQuestion<'_> {
    ShownQuestion {
        question,
        options: options(question, shuffle, seed),
    }
}

fn options(question: &Question, shuffle: bool, seed: u64) -> Vec<OptionId> {
    let correct: Vec<OptionId> = question
        .kind
        .options()
        .iter()
        .map(|option| option.id.clone())
        .collect();
    let asks_for_order = matches!(question.kind, QuestionKind::Order { .. });
    if !shuffle && !asks_for_order {
        return correct;
    }
    let mut shown = correct.clone();
    shown.sort_by_key(|id| {
        key(
            seed,
            question.id.as_str().as_bytes(),
            id.as_str().as_bytes(),
        )
    });
    if asks_for_order && shown == correct && shown.len() > 1 {
        shown.rotate_left(1);
    }
    shown
}

fn key(seed: u64, first: &[u8], second: &[u8]) -> u64 {
    let hash = blake3::Hasher::new()
        .update(&seed.to_le_bytes())
        .update(first)
        .update(b"/")
        .update(second)
        .finalize();
    hash.as_bytes()
        .iter()
        .take(8)
        .fold(0, |key, byte| (key << 8) | u64::from(*byte))
}
