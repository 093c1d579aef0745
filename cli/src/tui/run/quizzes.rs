//! Effects of a quiz's screen.

use codezest_core::ids::QuestionId;
use codezest_core::learning::quiz::answer::Answer as Given;
use codezest_core::learning::quiz::clock::TimeLeft;

use super::session::Session;
use crate::failure::{Failure, Result};
use crate::learn::quiz::{self, Answered, Attempt};
use crate::tui::effect::Answer;
use crate::views;

impl Session<'_> {
    /// Begins an attempt, or goes on with the one that was left.
    pub(super) fn begin_quiz(&mut self, item: &str) -> Result<Vec<Answer>> {
        if self.attempt_at(item).is_err() {
            self.attempt = Some(quiz::begin(self.context, &self.item(item)?)?);
        }
        self.next_question(item)
    }

    /// The next question, or the end of the attempt when there is none or the
    /// time is up.
    pub(super) fn next_question(&mut self, item: &str) -> Result<Vec<Answer>> {
        let attempt = self.attempt_at(item)?;
        match views::attempt::question(self.context, attempt)? {
            Some(question) => Ok(vec![Answer::Question(Box::new(question))]),
            None => self.finish_quiz(),
        }
    }

    /// Judges an answer and writes it down.
    pub(super) fn answer_question(
        &mut self,
        item: &str,
        id: &QuestionId,
        given: Given,
    ) -> Result<Vec<Answer>> {
        let context = self.context;
        let Some(attempt) = self.attempt.as_mut().filter(|it| is_at(it, item)) else {
            return Err(nothing_begun());
        };
        let open = attempt.open_questions().into_iter();
        let asked = open
            .map(|(place, shown)| (place, shown.question.clone(), shown.options))
            .find(|(_, question, _)| question.id == *id);
        let Some((place, question, options)) = asked else {
            return self.next_question(item);
        };
        let Some(graded) = attempt.answer(context, id, &given)? else {
            return self.finish_quiz();
        };
        let answered = Answered {
            question,
            options,
            place,
            answer: given,
            graded,
        };
        Ok(vec![Answer::Answered {
            item: item.to_owned(),
            answered: Box::new(answered),
            of: attempt.quiz().questions.len(),
            last: attempt.open_questions().is_empty(),
        }])
    }

    fn finish_quiz(&mut self) -> Result<Vec<Answer>> {
        let Some(attempt) = self.attempt.take() else {
            return Err(nothing_begun());
        };
        let item = attempt.item().clone();
        let time_up = attempt.time_left(self.context)? == TimeLeft::Expired
            && !attempt.open_questions().is_empty();
        let finished = attempt.finish(self.context)?;
        let result = views::attempt::result(self.context, &item, &finished, time_up)?;
        Ok(vec![Answer::QuizEnded(Box::new(result))])
    }

    fn attempt_at(&self, item: &str) -> Result<&Attempt> {
        let attempt = self.attempt.as_ref().filter(|it| is_at(it, item));
        attempt.ok_or_else(nothing_begun)
    }
}

fn is_at(attempt: &Attempt, item: &str) -> bool {
    attempt.item().reference() == item
}

fn nothing_begun() -> Failure {
    Failure::usage("no attempt at this quiz is under way").hint("Enter begins one")
}
