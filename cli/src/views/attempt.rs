//! A quiz as it is taken: its terms, a question, what came of an answer, and
//! what came of the whole.

use codezest_core::course::model::Question;
use codezest_core::ids::OptionId;
use codezest_core::learning::quiz::clock::{self, TimeLeft};
use codezest_core::learning::quiz::order::ShownQuestion;
use codezest_core::learning::quiz::score::Score;
use codezest_core::time::Timestamp;

use super::home::{NextView, line};
use super::list::ItemLine;
use super::quiz::{AttemptLine, Attempts};
use super::reader::next_view;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::quiz::{self, Answered, Attempt, Finished};
use crate::learn::{facts, next};
use crate::store::content::ItemEntry;

/// A quiz before an attempt, with everything that a screen needs.
#[derive(Debug, Clone)]
pub struct QuizView {
    /// The item.
    pub item: ItemLine,
    /// Its course's title.
    pub course_title: String,
    /// What an attempt is.
    pub terms: Terms,
    /// Attempts left; `None` is any number.
    pub left: Option<u32>,
    /// Questions answered in an attempt that was interrupted; `None` when
    /// there is no such attempt.
    pub interrupted: Option<usize>,
    /// Whether it is graded by a server.
    pub graded: bool,
    /// The attempts made, oldest first.
    pub attempts: Vec<AttemptLine>,
    /// What the last of them missed.
    pub missed: Vec<Answered>,
    /// What comes after it.
    pub next: Option<NextView>,
}

/// What an attempt at a quiz is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How many questions there are.
    pub questions: usize,
    /// The passing score in percent.
    pub pass: u8,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
}

impl From<&codezest_core::course::model::Quiz> for Terms {
    fn from(quiz: &codezest_core::course::model::Quiz) -> Self {
        Self {
            questions: quiz.questions.len(),
            pass: quiz.pass,
            minutes: quiz.minutes,
        }
    }
}

/// A question of an attempt that is under way.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionView {
    /// `COURSE/ITEM`.
    pub item: String,
    /// The question.
    pub question: Question,
    /// Its options as they are shown.
    pub options: Vec<OptionId>,
    /// Its place, from 1.
    pub place: usize,
    /// How many questions there are.
    pub of: usize,
    /// When the attempt began.
    pub started: Timestamp,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// The time when the question was asked.
    pub now: Timestamp,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultView {
    /// `COURSE/ITEM`.
    pub item: String,
    /// The score.
    pub score: Score,
    /// Whether the time was up before every question was answered.
    pub time_up: bool,
    /// The questions in the order asked.
    pub answered: Vec<Answered>,
}

/// Makes the view of a quiz. Looking at it begins nothing.
///
/// # Errors
/// A database cannot be read.
pub fn quiz(context: &Context, item: &ItemEntry) -> Result<QuizView> {
    let model = quiz::load(context, item)?;
    let attempts = facts::state(context, item)?.attempts().clone();
    let mut missed = match attempts.in_order().last() {
        Some((last, _, _)) => quiz::answered(context, item, &model, *last)?,
        None => Vec::new(),
    };
    missed.retain(|answered| !answered.graded.correct);
    let following = next::after(context, item)?;
    Ok(QuizView {
        course_title: super::item::course_title(context, item)?,
        item: line(context, item)?,
        terms: Terms::from(&model),
        left: attempts.left(model.attempts),
        interrupted: quiz::interrupted(context, item, &model)?,
        graded: model.graded,
        attempts: Attempts::of(context, item)?.attempts,
        missed,
        next: following
            .map(|item| next_view(context, &item))
            .transpose()?,
    })
}

/// Makes the view of the next question of an attempt; `None` when every one is
/// answered or the time is up.
///
/// # Errors
/// The clock's settings are wrong.
pub fn question(context: &Context, attempt: &Attempt) -> Result<Option<QuestionView>> {
    if attempt.time_left(context)? == TimeLeft::Expired {
        return Ok(None);
    }
    let now = context.now()?.at;
    let open = attempt.open_questions().into_iter().next();
    Ok(open.map(|(place, shown)| QuestionView {
        item: attempt.item().reference(),
        question: shown.question.clone(),
        options: shown.options,
        place,
        of: attempt.quiz().questions.len(),
        started: attempt.started(),
        minutes: attempt.quiz().minutes,
        now,
    }))
}

/// Makes the view of an attempt that was just finished.
///
/// # Errors
/// A database cannot be read.
pub fn result(
    context: &Context,
    item: &ItemEntry,
    finished: &Finished,
    time_up: bool,
) -> Result<ResultView> {
    let model = quiz::load(context, item)?;
    Ok(ResultView {
        item: item.reference(),
        score: finished.score,
        time_up,
        answered: quiz::answered(context, item, &model, finished.id)?,
    })
}

impl QuestionView {
    /// The question as it is shown.
    #[must_use]
    pub fn shown(&self) -> ShownQuestion<'_> {
        ShownQuestion {
            question: &self.question,
            options: self.options.clone(),
        }
    }

    /// How much time is left `now`.
    #[must_use]
    pub fn time_left(&self, now: Timestamp) -> TimeLeft {
        clock::time_left(self.started, self.minutes, now)
    }
}
