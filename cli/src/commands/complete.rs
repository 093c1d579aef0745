//! `codezest complete`.

use crate::args::CompleteArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::{complete, locate};
use crate::plain::home;
use crate::ui::{Role, Styled};
use crate::views;
use crate::views::answers::OneItem;

/// Marks a material as read, or takes that back.
pub fn run(context: &Context, args: &CompleteArgs) -> Result<Exit> {
    let item = locate::item(context, args.item.as_deref())?;
    let changed = complete::complete(context, &item, args.undo)?;
    if context.ui.json {
        context
            .ui
            .json(&OneItem::from(views::home::line(context, &item)?))?;
        return Ok(Exit::Done);
    }
    let line = match (args.undo, changed) {
        (false, true) => Styled::new()
            .role(Role::Good, "✓")
            .text(&format!(" {} is read", item.title)),
        (false, false) => Styled::from(format!("{} was read already", item.title)),
        (true, true) => Styled::from(format!("{} counts as unread again", item.title)),
        (true, false) => Styled::from(format!("{} was not marked as read", item.title)),
    };
    context.ui.out(line);
    if !args.undo {
        home::print_next(context, views::home::next(context)?.as_ref());
    }
    Ok(Exit::Done)
}
