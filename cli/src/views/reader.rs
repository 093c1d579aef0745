//! A material as it is read.

use super::home::{NextView, line};
use super::list::ItemLine;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::{facts, next, position, text};
use crate::store::content::ItemEntry;

/// A material with everything that a screen needs.
#[derive(Debug, Clone)]
pub struct ReaderView {
    /// The item.
    pub item: ItemLine,
    /// Its course's title.
    pub course_title: String,
    /// Its text (Markdown), without the title.
    pub markdown: String,
    /// How far it was read before, in thousandths.
    pub thousandths: u32,
    /// What comes after it.
    pub next: Option<NextView>,
}

/// Makes the view of a material, and begins it.
///
/// # Errors
/// A database cannot be read or written.
pub fn reader(context: &Context, item: &ItemEntry) -> Result<ReaderView> {
    facts::begin(context, item)?;
    let markdown = text::of_item(context, item)?;
    let following = next::after(context, item)?;
    Ok(ReaderView {
        course_title: super::item::course_title(context, item)?,
        item: line(context, item)?,
        markdown: text::without_title(&markdown).to_owned(),
        thousandths: position::of(context, item)?,
        next: following
            .map(|item| next_view(context, &item))
            .transpose()?,
    })
}

/// An item that comes next, and the command for it.
///
/// # Errors
/// A database cannot be read.
pub fn next_view(context: &Context, item: &ItemEntry) -> Result<NextView> {
    Ok(NextView {
        command: next::command(item),
        item: line(context, item)?,
    })
}
