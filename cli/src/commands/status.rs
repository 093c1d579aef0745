//! `codezest status`.

use crate::args::StatusArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::plain;
use crate::views;

/// Shows progress, streak and what waits.
pub fn run(context: &Context, _args: &StatusArgs) -> Result<Exit> {
    let status = views::home::status(context)?;
    if context.ui.json {
        context.ui.json(&status)?;
    } else {
        plain::home::print_status(context, &status);
    }
    Ok(Exit::Done)
}
