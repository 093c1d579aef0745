//! Facts about items: who they are about, and how they are written down.

use codezest_core::event::Fact;
use codezest_core::event::kinds::ItemRef;
use codezest_core::learning::decide;
use codezest_core::learning::progress::ItemState;

use crate::context::Context;
use crate::failure::Result;
use crate::store::content::ItemEntry;

/// The item as facts name it: with all that points can be derived from.
#[must_use]
pub fn item_ref(item: &ItemEntry) -> ItemRef {
    ItemRef {
        course: item.course_uid,
        item: item.id.clone(),
        version: item.course_version.to_string(),
        points: item.points,
        difficulty: item.difficulty,
    }
}

/// What is known of the learner and this item.
///
/// # Errors
/// The database cannot be read.
pub fn state(context: &Context, item: &ItemEntry) -> Result<ItemState> {
    Ok(context.account()?.item_state(item.course_uid, &item.id)?)
}

/// Writes facts down, all or none, and what is derived from them.
///
/// # Errors
/// The database cannot be written.
pub fn append(context: &Context, facts: &[Fact]) -> Result {
    if facts.is_empty() {
        return Ok(());
    }
    context
        .account()?
        .append(facts, context.now()?, || context.ids.fresh())?;
    Ok(())
}

/// Makes `item` the current one, and begins it if it was not begun.
///
/// # Errors
/// The database cannot be written.
pub fn begin(context: &Context, item: &ItemEntry) -> Result<ItemState> {
    let state = state(context, item)?;
    let started = decide::start(item_ref(item), &state);
    append(context, started.as_slice())?;
    set_current(context, item)?;
    Ok(state)
}

/// Makes `item` the current one.
///
/// # Errors
/// The database cannot be written.
pub fn set_current(context: &Context, item: &ItemEntry) -> Result {
    Ok(context.account()?.set_current_item(&item.reference())?)
}
