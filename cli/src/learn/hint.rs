//! Hints, one layer at a time.

use codezest_core::learning::decide;

use super::facts;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::ItemEntry;

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Which, from 1.
    pub number: u32,
    /// Markdown.
    pub text: String,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The next one not seen yet.
    Next,
    /// Those seen so far.
    Seen,
    /// Every one.
    All,
}

/// Hints, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// Those to show, in order; none when every hint was seen before.
    pub shown: Vec<Hint>,
    /// How many the assignment has.
    pub available: u32,
}

/// The hints that `which` asks for; those shown for the first time are
/// written down.
///
/// # Errors
/// The item has no hints, or a database cannot be read or written.
pub fn hints(context: &Context, item: &ItemEntry, which: Which) -> Result<Hints> {
    let content = context.content()?;
    let available = content
        .item(&item.course, &item.id)?
        .assignment()
        .map_or(0, |a| a.hints);
    if available == 0 {
        return Err(
            Failure::not_found(format!("{} has no hints", item.reference())).hint(format!(
                "read the instructions again: codezest show {}",
                item.reference()
            )),
        );
    }
    let state = facts::begin(context, item)?;
    let numbers: Vec<u32> = match which {
        Which::Next => state.hints().next(available).into_iter().collect(),
        Which::Seen => (1..=available)
            .filter(|hint| state.hints().contains(*hint))
            .collect(),
        Which::All => (1..=available).collect(),
    };
    let mut shown = Vec::new();
    for number in numbers {
        let path = format!("{}/hints/{number}.md", item.path);
        let text = super::text::read(context, item, &path)?;
        shown.push(Hint { number, text });
    }
    let new: Vec<_> = shown
        .iter()
        .filter_map(|hint| decide::show_hint(facts::item_ref(item), hint.number, &state))
        .collect();
    facts::append(context, &new)?;
    Ok(Hints { shown, available })
}
