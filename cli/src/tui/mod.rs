//! The whole journey in one screen.
//!
//! Elm-shaped: [`update()`](update::update) turns a model and a message into
//! steps and effects, [`view()`](view::view) draws a model; both are pure.
//! `run` alone touches the terminal and carries out effects through the use
//! cases. What is shown is a stack of **layers**: screens below, popups above;
//! a message goes to the topmost layer first, and what a layer ignores goes to
//! the keys that every screen has.

mod effect;
mod layer;
mod model;
mod msg;
mod popups;
mod run;
mod screens;
#[cfg(test)]
mod testing;
mod theme;
mod update;
mod view;
mod widgets;

use crate::keymap;

pub use effect::Place;
pub use run::run;
