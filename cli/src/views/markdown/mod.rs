//! Markdown as lines: [`parse`] reads a text into a [`model::Document`], which
//! knows no width; [`layout`] makes lines of a width of it, for the terminal
//! and the plain renderer alike.

mod build;
mod fill;
mod frames;
mod html;
mod layout;
pub mod model;
mod runs;
mod table;
#[cfg(test)]
mod tests;

pub use build::parse;
pub use layout::layout;

use crate::ui::Styled;

/// How lines are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; at least [`MIN_WIDTH`] are used.
    pub width: usize,
    /// Words and ASCII instead of lines and symbols; code is never cut.
    pub plain: bool,
    /// Whether colours tell what is code or strong; else signs do.
    pub color: bool,
}

/// The narrowest lines, in columns.
pub const MIN_WIDTH: usize = 16;

impl Look {
    /// The same with another width.
    #[must_use]
    pub fn narrowed(self, width: usize) -> Self {
        Self { width, ..self }
    }
}

/// A Markdown text as lines.
#[must_use]
pub fn lines(text: &str, look: Look) -> Vec<Styled> {
    layout(&parse(text), look)
}
