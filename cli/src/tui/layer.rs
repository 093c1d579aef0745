//! Layers: screens below, popups above.

use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::effect::{Answer, Effect};
use super::keymap::Action;
use super::msg::{Notice, Pointed, Target};
use super::widgets::canvas::Canvas;
use crate::ui::Look;

/// What a layer made of a message.
#[derive(Debug)]
pub enum Outcome {
    /// It does not concern this layer; the one below may want it.
    Ignored,
    /// It is dealt with, and this follows.
    Consumed(Vec<Step>),
}

impl Outcome {
    /// Dealt with, and nothing follows.
    #[must_use]
    pub fn done() -> Self {
        Self::Consumed(Vec::new())
    }

    /// Dealt with, and one step follows.
    #[must_use]
    pub fn step(step: Step) -> Self {
        Self::Consumed(vec![step])
    }

    /// Dealt with, and the world is asked for something.
    #[must_use]
    pub fn ask(effect: Effect) -> Self {
        Self::step(Step::Do(effect))
    }

    /// Dealt with, and something is said.
    #[must_use]
    pub fn say(notice: Notice) -> Self {
        Self::step(Step::Say(notice))
    }
}

/// What follows of a message.
#[derive(Debug)]
pub enum Step {
    /// The world is asked for something.
    Do(Effect),
    /// Another popup on top.
    Popup(Box<dyn Layer>),
    /// The topmost popup goes.
    ClosePopup,
    /// The topmost screen goes.
    Back,
    /// Something is said in the last line.
    Say(Notice),
    /// As if the key for it had been pressed.
    Act(Action),
}

/// A screen or a popup.
pub trait Layer: std::fmt::Debug {
    /// What it is, from the general to the particular, for the first line.
    fn title(&self) -> Vec<String>;

    /// Draws itself into the canvas's area.
    fn draw(&self, canvas: &mut Canvas<'_>);

    /// Takes its size, before it is drawn there.
    fn fit(&mut self, _area: Rect, _look: Look) {}

    /// A key before the keymap sees it: for layers in which one writes.
    fn key(&mut self, _key: KeyEvent) -> Outcome {
        Outcome::Ignored
    }

    /// Text that was pasted.
    fn paste(&mut self, _text: &str) -> Outcome {
        Outcome::Ignored
    }

    /// Something that a key does.
    fn act(&mut self, _action: Action) -> Outcome {
        Outcome::Ignored
    }

    /// Something on it was clicked, or the wheel turned above it.
    fn pointed(&mut self, _pointed: &Pointed, _target: &Target) -> Outcome {
        Outcome::Ignored
    }

    /// Something that was asked for came. A layer that it concerns takes it.
    fn answer(&mut self, _answer: &mut Option<Answer>) -> Outcome {
        Outcome::Ignored
    }

    /// Time went on, to so many milliseconds since 1970.
    fn tick(&mut self, _now: i64) -> Outcome {
        Outcome::Ignored
    }

    /// How long until it wants to know the time; `None` when nothing moves.
    fn wakes_after(&self) -> Option<std::time::Duration> {
        None
    }

    /// What its keys do that is worth a place in the last line, the most
    /// useful first.
    fn keys(&self) -> Vec<Action>;

    /// Whether one writes in it: then keys of one character do nothing else.
    fn writes(&self) -> bool {
        false
    }

    /// Words for an action that are better here than those of the table.
    fn word(&self, _action: Action) -> Option<&'static str> {
        None
    }

    /// The command that does the same.
    fn command(&self) -> Option<String> {
        None
    }

    /// How to learn what changed while it was covered.
    fn refresh(&self) -> Option<Effect> {
        None
    }

    /// Whether it shows one item: going on to the next takes its place.
    fn is_item(&self) -> bool {
        false
    }

    /// What must not be lost, should the program end now.
    fn unsaved(&self) -> Option<Effect> {
        None
    }
}
