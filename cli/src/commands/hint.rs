//! `codezest hint`.

use crate::args::HintArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::hint::{Which, hints};
use crate::learn::locate;
use crate::plain::markdown;
use crate::ui::{Role, Styled};
use crate::views::hint::HintsView;

/// Shows the next hint, those seen, or all.
pub fn run(context: &Context, args: &HintArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let which = match (args.all, args.again) {
        (true, _) => Which::All,
        (_, true) => Which::Seen,
        _ => Which::Next,
    };
    let hints = hints(context, &item, which)?;
    if context.ui.json {
        context.ui.json(&HintsView::new(&item, &hints))?;
        return Ok(Exit::Done);
    }
    if hints.shown.is_empty() {
        let say = if which == Which::Seen {
            "No hint seen yet."
        } else {
            "You have seen every hint."
        };
        context.ui.out(format!(
            "{say} There are {}: codezest hint --all {}",
            hints.available,
            item.reference()
        ));
    }
    for hint in &hints.shown {
        let head = format!("Hint {} of {}", hint.number, hints.available);
        context.ui.out(Styled::new().role(Role::Title, &head));
        context.ui.out("");
        markdown::print(context, &hint.text);
    }
    if hints
        .shown
        .last()
        .is_some_and(|hint| hint.number < hints.available)
        && which == Which::Next
    {
        context
            .ui
            .say(Styled::new().role(Role::Dim, "one more: codezest hint"));
    }
    Ok(Exit::Done)
}
