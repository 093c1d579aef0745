//! Goes at a quiz: every finished attempt and every answer is kept.
//!
//! Where a quiz limits attempts, the first N of all that were finished count,
//! by `(hlc, id)`; which ones they are can change when an earlier one arrives
//! late. An attempt that was finished twice (two copies of one device handed
//! in the same attempt) is finished once, at the earlier.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::reduce::{Earliest, Latest};
use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::ids::{AttemptId, QuestionId};
use crate::learning::quiz::Earned;
use crate::time::Timestamp;

/// A finished attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it was finished.
    #[serde(rename = "t")]
    pub at: Timestamp,
    /// What it reached.
    #[serde(rename = "r")]
    pub earned: Earned,
    /// Whether that was enough then.
    #[serde(rename = "p")]
    pub passed: bool,
    /// Most points of the quiz then.
    #[serde(rename = "m")]
    pub points: u32,
    /// How many attempts counted then; `None` is all.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Every finished attempt at a quiz.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attempts(BTreeMap<AttemptId, Earliest<Attempt>>);

impl Attempts {
    /// How many were finished.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// All in the order of their ends, each with whether it counts.
    #[must_use]
    pub fn in_order(&self) -> Vec<(AttemptId, Earliest<Attempt>, bool)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|(id, attempt)| (*id, attempt.clone()))
            .collect();
        all.sort_by_key(|(_, attempt)| attempt.stamp);
        all.into_iter()
            .enumerate()
            .map(|(rank, (id, attempt))| {
                let limit = attempt
                    .value
                    .limit
                    .map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
                (id, attempt, limit.is_none_or(|limit| rank < limit))
            })
            .collect()
    }

    /// The best score of those that count.
    #[must_use]
    pub fn best(&self) -> Option<Earned> {
        self.counting()
            .map(|attempt| attempt.value.earned)
            .max_by(|a, b| a.cmp_ratio(*b))
    }

    /// The first of those that count and passed.
    #[must_use]
    pub fn first_pass(&self) -> Option<Earliest<Attempt>> {
        self.counting().find(|attempt| attempt.value.passed)
    }

    /// The most points that one of those that count and passed earned.
    #[must_use]
    pub fn points(&self) -> u32 {
        self.counting()
            .filter(|attempt| attempt.value.passed)
            .map(|attempt| attempt.value.earned.share_of(attempt.value.points))
            .max()
            .unwrap_or(0)
    }

    /// How many more attempts will count where `limit` do; `None` is any
    /// number.
    #[must_use]
    pub fn left(&self, limit: Option<u32>) -> Option<u32> {
        let used = u32::try_from(self.count()).unwrap_or(u32::MAX);
        limit.map(|limit| limit.saturating_sub(used))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn counting(&self) -> impl Iterator<Item = Earliest<Attempt>> {
        self.in_order()
            .into_iter()
            .filter(|(_, _, counts)| *counts)
            .map(|(_, attempt, _)| attempt)
    }
}

impl Reducer for Attempts {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::AttemptFinished(body) = fact else {
            return Applied::Unchanged;
        };
        let attempt = Attempt {
            at: meta.at,
            earned: Earned {
                earned_milli: body.earned_milli,
                possible_milli: body.possible_milli,
            },
            passed: body.passed,
            points: body.item.points,
            limit: body.limit,
        };
        let mut register = self.0.remove(&body.attempt);
        let applied = Earliest::write(&mut register, meta.stamp(), attempt);
        if let Some(register) = register {
            self.0.insert(body.attempt, register);
        }
        applied
    }
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// As given: option ids, texts or a number's text.
    pub answer: Vec<String>,
    /// What it earned.
    pub earned: Earned,
}

/// The answers of every attempt: for each question of an attempt the last one
/// given. For going on with an attempt and for looking back at one; folded
/// from the quiz's events when needed, never stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<AttemptId, BTreeMap<QuestionId, Latest<Answer>>>);

impl Answers {
    /// Those of `attempt`, by question.
    pub fn of(&self, attempt: AttemptId) -> impl Iterator<Item = (&QuestionId, &Answer)> {
        self.0
            .get(&attempt)
            .into_iter()
            .flatten()
            .map(|(question, answer)| (question, &answer.value))
    }

    /// The attempts that have answers.
    pub fn attempts(&self) -> impl Iterator<Item = AttemptId> + '_ {
        self.0.keys().copied()
    }
}

impl Reducer for Answers {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::QuestionAnswered(body) = fact else {
            return Applied::Unchanged;
        };
        let earned = Earned {
            earned_milli: body.earned_milli,
            possible_milli: body.possible_milli,
        };
        let answer = Answer {
            answer: body.answer.clone(),
            earned,
        };
        let answers = self.0.entry(body.attempt).or_default();
        let mut register = answers.remove(&body.question);
        let applied = Latest::write(&mut register, meta.stamp(), answer);
        if let Some(register) = register {
            answers.insert(body.question.clone(), register);
        }
        applied
    }
}
