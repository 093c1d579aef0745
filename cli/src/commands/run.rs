//! `codezest run`.

use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::End;
use signal_hook::consts::SIGINT;

use crate::args::RunArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::interrupt;
use crate::learn::{assignment, locate, run};
use crate::plain;

/// Starts the learner's program; nothing is judged or recorded.
pub fn run(context: &Context, args: &RunArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let cancel = interrupt::token()?;
    let execution = run::execute(context, &loaded, &args.args, &cancel, &mut |event| {
        plain::live::compiler(context, &event);
    })?;
    // On a terminal, Ctrl-C goes to the program that has it.
    if cancel.is_cancelled() || execution.end == End::Signaled(SIGINT) {
        context.ui.say("");
        context.ui.say("You stopped it.");
        return Ok(Exit::Code(ErrorCode::Interrupted));
    }
    plain::execution::print(context, &execution)
}
