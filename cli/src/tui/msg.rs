//! What happens.

use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::effect::Answer;
use super::keymap::Action;
use crate::failure::Failure;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something; above what, is said where it is known.
    Pointed(Pointed, Option<Target>),
    /// The terminal has so many columns and rows now.
    Resized(u16, u16),
    /// It is so many milliseconds since 1970.
    Tick(i64),
    /// What was asked for.
    Answer(Box<Answer>),
    /// What was asked for and cannot be had.
    Failed(Notice),
    /// The system wants the program to end.
    Terminate,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A click.
    Click,
    /// The wheel, so many lines down (or up, below zero).
    Wheel(i16),
}

/// What there is to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A key's place in the last line.
    Key(Action),
    /// An entry of a list, from 0.
    Row(usize),
    /// A pane, by its number in the layer.
    Pane(usize),
    /// A link, and where it leads.
    Link(String),
    /// A part that opens and closes, by its number in the text.
    Details(usize),
    /// A place in a text that is written: line and column, from 0.
    Text(usize, usize),
}

/// Where a target was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The cells.
    pub area: Rect,
    /// What is there.
    pub target: Target,
}

/// Something to say in the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub bad: bool,
    /// What.
    pub text: String,
    /// What to do now.
    pub hint: Option<String>,
}

impl Notice {
    /// Good news, or none.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            bad: false,
            text: text.into(),
            hint: None,
        }
    }

    /// Something that did not work.
    #[must_use]
    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            bad: true,
            ..Self::new(text)
        }
    }

    /// Adds what to do now.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<&Failure> for Notice {
    fn from(failure: &Failure) -> Self {
        let mut said = vec![failure.message.clone()];
        said.extend(failure.causes());
        Self {
            bad: true,
            text: codezest_core::text::clean(&said.join(": ")).replace('\n', " "),
            hint: failure.hint.as_deref().map(codezest_core::text::clean),
        }
    }
}
