//! `codezest inbox`.

use crate::args::InboxArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::plain::inbox::print_inbox;
use crate::views::inbox::inbox;

/// Shows what arrived, and what waits here to be handed in.
pub fn run(context: &Context, _args: &InboxArgs) -> Result<Exit> {
    let inbox = inbox(context)?;
    if context.ui.json {
        context.ui.json(&inbox)?;
    } else {
        print_inbox(context, &inbox);
    }
    Ok(Exit::Done)
}
