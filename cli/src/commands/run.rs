//! `codezest run`.

use codezest_core::course::run_spec::RunOptions;
use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::End;
use signal_hook::consts::SIGINT;

use crate::args::RunArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::interrupt;
use crate::learn::{assignment, facts, locate, test};
use crate::plain;

/// Starts the learner's program; nothing is judged or recorded.
pub fn run(context: &Context, args: &RunArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let collected = loaded.collect_whole()?;
    let options = RunOptions {
        only: None,
        extra_args: args.args.clone(),
    };
    let spec = loaded.run_spec(&collected.files, options)?;
    facts::set_current(context, &loaded.entry)?;
    let cancel = interrupt::token()?;
    let execution = test::runner(context)?.execute(
        &spec,
        &codezest_runner::RunOptions::default(),
        &cancel,
        &mut |event| plain::live::compiler(context, &event),
    )?;
    // On a terminal, Ctrl-C goes to the program that has it.
    if cancel.is_cancelled() || execution.end == End::Signaled(SIGINT) {
        context.ui.say("");
        context.ui.say("You stopped it.");
        return Ok(Exit::Code(ErrorCode::Interrupted));
    }
    plain::execution::print(context, &execution)
}
