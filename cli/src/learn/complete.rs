//! Marking a material as read.

use codezest_core::course::model::ItemKind;
use codezest_core::learning::decide;

use super::{facts, next};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::ItemEntry;

/// Marks `item` as read, or with `undo` takes that back. False when it was so
/// already.
///
/// # Errors
/// It is no material, or the database cannot be written.
pub fn complete(context: &Context, item: &ItemEntry, undo: bool) -> Result<bool> {
    if item.kind != ItemKind::Material {
        return Err(Failure::usage(format!(
            "{} is {} {}: it is done when its {} pass",
            item.reference(),
            if item.kind == ItemKind::Assignment {
                "an"
            } else {
                "a"
            },
            item.kind.as_str(),
            if item.kind == ItemKind::Assignment {
                "tests"
            } else {
                "questions"
            },
        ))
        .hint(next::command(item)));
    }
    let state = facts::state(context, item)?;
    let fact = decide::complete(facts::item_ref(item), !undo, &state);
    facts::append(context, fact.as_slice())?;
    facts::set_current(context, item)?;
    Ok(fact.is_some())
}
