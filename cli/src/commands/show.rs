//! `codezest show`.

use codezest_core::course::model::ItemKind;

use crate::args::ShowArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::{facts, locate, text};
use crate::plain::{markdown, pager};
use crate::ui::{Role, Styled};
use crate::views::item::ItemText;

/// Renders a material or instructions.
pub fn run(context: &Context, args: &ShowArgs) -> Result<Exit> {
    let item = locate::item(context, args.item.as_deref())?;
    let markdown = text::of_item(context, &item)?;
    facts::begin(context, &item)?;
    if context.ui.json {
        context.ui.json(&ItemText::new(&item, &markdown))?;
        return Ok(Exit::Done);
    }
    if args.raw {
        context.ui.out_raw(&codezest_core::text::clean(&markdown));
        return Ok(Exit::Done);
    }
    let mut lines = vec![Styled::new().role(Role::Title, &item.title), Styled::new()];
    lines.extend(markdown::lines(context, text::without_title(&markdown)));
    pager::print(context, &lines);
    let name = item.reference();
    let then = match item.kind {
        ItemKind::Material => format!("when you have read it: codezest complete {name}"),
        ItemKind::Assignment => format!("begin: codezest start {name}"),
        ItemKind::Quiz => format!("take it: codezest quiz {name}"),
    };
    context.ui.say("");
    context.ui.say(Styled::new().role(Role::Dim, &then));
    Ok(Exit::Done)
}
