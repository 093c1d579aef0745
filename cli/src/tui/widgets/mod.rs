//! What screens are made of.

pub mod canvas;
pub mod cursor;
pub mod editor;
pub mod fuzzy;
pub mod input;
pub mod listing;
pub mod scroll;
