//! `codezest learn`, and `codezest` alone.

use crate::args::{LearnArgs, ShowArgs};
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::plain;
use crate::views;

/// The home screen; with an item, that item.
pub fn run(context: &Context, args: LearnArgs) -> Result<Exit> {
    if args.item.is_some() {
        return super::show::run(
            context,
            &ShowArgs {
                item: args.item,
                raw: false,
            },
        );
    }
    let status = views::home::status(context)?;
    if context.ui.json {
        context.ui.json(&status)?;
    } else {
        plain::home::print_home(context, &status);
    }
    Ok(Exit::Done)
}
