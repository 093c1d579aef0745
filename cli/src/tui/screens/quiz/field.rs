//! Where one answers: choosing or writing.

use codezest_core::course::model::Question;
use codezest_core::learning::quiz::answer::{Answer, AnswerError};
use ratatui::crossterm::event::KeyEvent;

use super::choosing::Choosing;
use super::writing::Writing;
use crate::tui::keymap::Action;
use crate::views::attempt::QuestionView;

/// Where one answers.
#[derive(Debug)]
pub(super) enum Field {
    /// Entries.
    Choosing(Choosing),
    /// Lines.
    Writing(Writing),
}

/// What a field made of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reaction {
    /// The key means nothing to it.
    Ignored,
    /// The answer is another one, or is seen otherwise.
    Changed,
    /// The answer is as it should be.
    HandIn,
}

impl Field {
    /// The field for a question.
    pub(super) fn of(view: &QuestionView) -> Self {
        match Choosing::of(view) {
            Some(choosing) => Self::Choosing(choosing),
            None => Self::Writing(Writing::of(view)),
        }
    }

    /// Takes a key before the keymap sees it.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        match self {
            Self::Choosing(choosing) => choosing.key(key),
            Self::Writing(writing) => writing.key(key),
        }
    }

    /// Takes what a key does.
    pub(super) fn act(&mut self, action: Action) -> Reaction {
        match self {
            Self::Choosing(choosing) => choosing.act(action),
            // A click on the last line of the screen.
            Self::Writing(_) if action == Action::Select => Reaction::HandIn,
            Self::Writing(_) => Reaction::Ignored,
        }
    }

    /// The answer as it is now.
    ///
    /// # Errors
    /// It cannot be read, which costs nothing.
    pub(super) fn answer(&self, question: &Question) -> Result<Answer, AnswerError> {
        match self {
            Self::Choosing(choosing) => Ok(choosing.answer()),
            Self::Writing(writing) => writing.answer(question),
        }
    }

    /// What Enter does.
    pub(super) fn select_word(&self) -> &'static str {
        match self {
            Self::Choosing(choosing) => choosing.select_word(),
            Self::Writing(writing) => writing.select_word(),
        }
    }

    /// How to answer, in a sentence.
    pub(super) fn how(&self) -> Option<&'static str> {
        match self {
            Self::Choosing(choosing) => Some(choosing.how()),
            Self::Writing(writing) => writing.how(),
        }
    }

    /// Whether keys write.
    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Writing(_))
    }
}
