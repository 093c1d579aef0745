//! `codezest next`.

use crate::args::NextArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::{facts, next};
use crate::plain::home;
use crate::views;
use crate::views::answers::NextAnswer;

/// Goes to what comes next and says what to do there.
pub fn run(context: &Context, _args: &NextArgs) -> Result<Exit> {
    let item = next::item(context)?;
    if let Some(item) = &item {
        facts::set_current(context, item)?;
    }
    let view = views::home::next(context)?;
    if context.ui.json {
        context.ui.json(&NextAnswer::from(view))?;
    } else {
        home::print_next(context, view.as_ref());
    }
    Ok(Exit::Done)
}
