//! Taking a quiz: one fact per answer, written at once, so that an attempt
//! that was interrupted goes on where it was left.

use std::collections::BTreeMap;

use codezest_core::course::model::{Question, Quiz};
use codezest_core::error::ErrorCode;
use codezest_core::ids::{AttemptId, OptionId, QuestionId};
use codezest_core::learning::attempts::Answers;
use codezest_core::learning::decide;
use codezest_core::learning::progress::ItemState;
use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::clock::{self, TimeLeft};
use codezest_core::learning::quiz::earned::Earned;
use codezest_core::learning::quiz::grade::{Graded, grade};
use codezest_core::learning::quiz::order::{self, ShownQuestion};
use codezest_core::learning::quiz::score::Score;
use codezest_core::time::Timestamp;

use super::facts;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::ItemEntry;

/// A go at a quiz that is under way.
#[derive(Debug)]
pub struct Attempt {
    item: ItemEntry,
    quiz: Quiz,
    id: AttemptId,
    started: Timestamp,
    earned: BTreeMap<QuestionId, Earned>,
    /// Whether it goes on from where it was left.
    pub resumed: bool,
}

/// A question as it was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// Its options as they were shown.
    pub options: Vec<OptionId>,
    /// Its place in the attempt, from 1.
    pub place: usize,
    /// The answer.
    pub answer: Answer,
    /// What came of it.
    pub graded: Graded,
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// The attempt.
    pub id: AttemptId,
    /// The score.
    pub score: Score,
    /// Whether it was enough.
    pub passed: bool,
}

/// Begins an attempt at `item`, or goes on with one that was interrupted.
///
/// # Errors
/// It is graded by a server, or has no attempts left.
pub fn begin(context: &Context, item: &ItemEntry) -> Result<Attempt> {
    let quiz = load(context, item)?;
    if quiz.graded {
        return Err(Failure::new(
            ErrorCode::Login,
            format!(
                "{} is graded: it is taken in a class, with its server",
                item.reference()
            ),
        )
        .hint("ask your teacher for the class's code"));
    }
    let state = facts::begin(context, item)?;
    let open = open_attempt(context, item, &quiz, &state)?;
    if open.is_none() && state.attempts().left(quiz.attempts) == Some(0) {
        return Err(Failure::new(
            ErrorCode::LimitHit,
            format!("{} has no attempts left", item.reference()),
        )
        .hint(format!(
            "see what you missed: codezest quiz {} --review",
            item.reference()
        )));
    }
    Ok(match open {
        Some((id, started, earned)) => Attempt {
            item: item.clone(),
            quiz,
            id,
            started,
            earned,
            resumed: true,
        },
        None => Attempt {
            item: item.clone(),
            quiz,
            id: AttemptId(context.ids.fresh()),
            started: context.now()?.at,
            earned: BTreeMap::new(),
            resumed: false,
        },
    })
}

/// The quiz of an item.
///
/// # Errors
/// The item is no quiz.
pub fn load(context: &Context, item: &ItemEntry) -> Result<Quiz> {
    let model = context.content()?.item(&item.course, &item.id)?;
    model
        .quiz()
        .cloned()
        .ok_or_else(|| Failure::usage(format!("{} is no quiz", item.reference())))
}

/// What is known of an attempt that was left: its id, when it began, and what
/// the questions answered so far earned.
type Left = (AttemptId, Timestamp, BTreeMap<QuestionId, Earned>);

/// An attempt with answers and without an end.
fn open_attempt(
    context: &Context,
    item: &ItemEntry,
    quiz: &Quiz,
    state: &ItemState,
) -> Result<Option<Left>> {
    let answers = answers(context, item)?;
    let finished: Vec<_> = state
        .attempts()
        .in_order()
        .into_iter()
        .map(|(id, _, _)| id)
        .collect();
    let Some(id) = answers.attempts().filter(|id| !finished.contains(id)).max() else {
        return Ok(None);
    };
    let known = |id: &QuestionId| quiz.questions.iter().any(|question| question.id == *id);
    let earned = answers
        .of(id)
        .filter(|(question, _)| known(question))
        .map(|(question, answer)| (question.clone(), answer.earned))
        .collect();
    Ok(Some((id, begun_at(id), earned)))
}

fn answers(context: &Context, item: &ItemEntry) -> Result<Answers> {
    Ok(context.account()?.answers(item.course_uid, &item.id)?)
}

/// How many questions of an attempt that was interrupted are answered; `None`
/// when there is no such attempt.
///
/// # Errors
/// A database cannot be read.
pub fn interrupted(context: &Context, item: &ItemEntry, quiz: &Quiz) -> Result<Option<usize>> {
    let state = facts::state(context, item)?;
    let open = open_attempt(context, item, quiz, &state)?;
    Ok(open.map(|(_, _, earned)| earned.len()))
}

/// The questions of an attempt in its order, each with its answer. One without
/// an answer, or whose answer fits no more since the quiz was edited, counts
/// as skipped; one that cannot be judged here is left out.
///
/// # Errors
/// A database cannot be read.
pub fn answered(
    context: &Context,
    item: &ItemEntry,
    quiz: &Quiz,
    attempt: AttemptId,
) -> Result<Vec<Answered>> {
    let answers = answers(context, item)?;
    let given: BTreeMap<_, _> = answers.of(attempt).collect();
    let questions = (1..).zip(order::shown(quiz, order::seed(attempt)));
    Ok(questions
        .filter_map(|(place, shown)| {
            let words = given.get(&shown.question.id).map(|given| &given.answer);
            let answer = words.and_then(|words| Answer::from_words(shown.question, words).ok());
            let answer = answer.unwrap_or(Answer::Skipped);
            Some(Answered {
                graded: grade(shown.question, &answer).ok()?,
                question: shown.question.clone(),
                options: shown.options,
                place,
                answer,
            })
        })
        .collect())
}

/// When an attempt began: its id is a UUID of version 7, which says so.
fn begun_at(id: AttemptId) -> Timestamp {
    let millis = id.0.get_timestamp().map_or(0, |time| {
        let (seconds, nanos) = time.to_unix();
        seconds
            .saturating_mul(1_000)
            .saturating_add(u64::from(nanos) / 1_000_000)
    });
    Timestamp(i64::try_from(millis).unwrap_or(0))
}

impl Attempt {
    /// The item.
    #[must_use]
    pub fn item(&self) -> &ItemEntry {
        &self.item
    }

    /// When it began.
    #[must_use]
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// The quiz.
    #[must_use]
    pub fn quiz(&self) -> &Quiz {
        &self.quiz
    }

    /// The questions not answered yet, as they are shown, each with its place.
    #[must_use]
    pub fn open_questions(&self) -> Vec<(usize, ShownQuestion<'_>)> {
        order::shown(&self.quiz, order::seed(self.id))
            .into_iter()
            .enumerate()
            .filter(|(_, shown)| !self.earned.contains_key(&shown.question.id))
            .map(|(index, shown)| (index + 1, shown))
            .collect()
    }

    /// Whether there is time left.
    ///
    /// # Errors
    /// The clock's settings are wrong.
    pub fn time_left(&self, context: &Context) -> Result<TimeLeft> {
        Ok(clock::time_left(
            self.started,
            self.quiz.minutes,
            context.now()?.at,
        ))
    }

    /// Judges an answer and writes it down. When the time was up before, it
    /// comes too late: nothing is written, and there is nothing to judge.
    ///
    /// # Errors
    /// The database cannot be written, or the question has no answer key.
    pub fn answer(
        &mut self,
        context: &Context,
        question: &QuestionId,
        answer: &Answer,
    ) -> Result<Option<Graded>> {
        if self.time_left(context)? == TimeLeft::Expired {
            return Ok(None);
        }
        let found = self.quiz.questions.iter().find(|one| one.id == *question);
        let asked: &Question =
            found.ok_or_else(|| Failure::not_found(format!("there is no question {question}")))?;
        let graded = grade(asked, answer).map_err(|error| {
            Failure::new(
                ErrorCode::CourseInvalid,
                format!("cannot judge the question {question}"),
            )
            .because(error)
        })?;
        facts::append(
            context,
            &[decide::answer(
                facts::item_ref(&self.item),
                self.id,
                question.clone(),
                answer,
                &graded,
            )],
        )?;
        self.earned.insert(question.clone(), graded.earned());
        Ok(Some(graded))
    }

    /// Ends the attempt; questions without an answer earned nothing.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn finish(self, context: &Context) -> Result<Finished> {
        let earned: Vec<Earned> = self
            .quiz
            .questions
            .iter()
            .map(|question| {
                let nothing = Earned {
                    earned_milli: 0,
                    possible_milli: question.points.saturating_mul(1_000),
                };
                self.earned.get(&question.id).copied().unwrap_or(nothing)
            })
            .collect();
        let score = Score::new(earned.into_iter().sum(), self.quiz.pass);
        let item = facts::item_ref(&self.item);
        facts::append(
            context,
            &[decide::finish_attempt(
                item,
                self.id,
                &score,
                self.quiz.attempts,
            )],
        )?;
        Ok(Finished {
            id: self.id,
            passed: score.passed,
            score,
        })
    }
}
