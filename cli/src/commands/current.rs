//! `codezest current`.

use crate::args::CurrentArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::locate;
use crate::views;
use crate::views::answers::OneItem;

/// Says which item one is on.
pub fn run(context: &Context, _args: &CurrentArgs) -> Result<Exit> {
    let here = locate::here(context)?;
    let item = match here {
        Some(item) => Some(item),
        None => locate::current(context)?,
    };
    let item = item.ok_or_else(|| {
        Failure::not_found("you have not begun anything yet")
            .hint("see what comes next: codezest next")
    })?;
    if context.ui.json {
        context
            .ui
            .json(&OneItem::from(views::home::line(context, &item)?))?;
    } else {
        context.ui.out(item.reference());
    }
    Ok(Exit::Done)
}
