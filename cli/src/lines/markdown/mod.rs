//! Markdown as lines: [`parse`] reads a text into a [`model::Document`], which
//! knows no width; [`fn@layout`] makes lines of a width of it, for the terminal
//! and the plain renderer alike, and [`fn@page`] lines with the places on them
//! that lead somewhere, open, or can be copied.

mod build;
mod code;
mod fill;
mod frames;
#[cfg(test)]
mod hostile_tests;
mod html;
mod layout;
mod line;
pub mod model;
pub mod page;
#[cfg(test)]
mod page_tests;
mod runs;
mod table;
#[cfg(test)]
mod tests;

use std::path::Path;

use codezest_core::text::clean;

pub use self::build::parse;
use self::fill::fill;
pub use self::layout::{hang, layout};
use self::line::texts;
pub use self::page::{Open, Page, page};
use self::runs::Run;
use super::highlight::{Language, Reader};
pub use crate::ui::Look;
use crate::ui::{Role, Styled};

/// The narrowest lines, in columns.
pub const MIN_WIDTH: usize = 16;

/// A Markdown text as lines.
#[must_use]
pub fn lines(text: &str, look: Look) -> Vec<Styled> {
    layout(&parse(text), look)
}

/// Running text that is no Markdown, but marks code with backticks, as the
/// sentences of codezest itself do.
#[must_use]
pub fn sentence(text: &str, base: Role, look: Look) -> Vec<Styled> {
    let text = clean(text).replace(['\n', '\t'], " ");
    let mut marks = text.matches('`').count() / 2 * 2;
    let mut runs = Vec::new();
    let mut is_code = false;
    for part in text.split_inclusive('`') {
        let ends = part.ends_with('`') && marks > 0;
        let part = if ends && look.color {
            part.trim_end_matches('`')
        } else {
            part
        };
        // Without colours the backtick that opens code belongs to the text
        // before it, which changes nothing that can be seen.
        let mut run = Run::new(if is_code { Role::Code } else { base }, part);
        run.solid = is_code;
        runs.push(run);
        if ends {
            is_code = !is_code;
            marks -= 1;
        }
    }
    texts(fill(&runs, look.width.max(MIN_WIDTH)))
}

/// The lines of a file, told apart by the ending of its name where the look
/// asks for it, cut with a mark where they are too long.
#[must_use]
pub fn file(path: &str, text: &str, look: Look) -> Vec<Styled> {
    let text = clean(text);
    let language = Language::of_path(Path::new(path)).filter(|_| look.highlight);
    let reader = language.and_then(|language| Reader::new(language, text.len()));
    let width = (!look.plain).then_some(look.width.max(MIN_WIDTH));
    code::code(text.trim_end_matches('\n'), Role::Code, reader, width)
}

/// Lines as they are, in one role, cut with a mark where they are too long.
#[must_use]
pub fn verbatim(text: &str, role: Role, look: Look) -> Vec<Styled> {
    let width = (!look.plain).then_some(look.width.max(MIN_WIDTH));
    code::code(clean(text).trim_end_matches('\n'), role, None, width)
}
