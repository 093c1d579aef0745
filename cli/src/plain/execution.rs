//! What `codezest run` shows when the program has ended.

use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::{End, say_program};
use codezest_runner::Execution;

use super::result_set;
use crate::context::Context;
use crate::failure::{Exit, Result};

/// Prints result sets, and what ended the program when it did not end well.
///
/// # Errors
/// Never yet; the signature is that of every face.
pub fn print(context: &Context, execution: &Execution) -> Result<Exit> {
    for table in &execution.tables {
        result_set::print(context, table);
    }
    if let Some(error) = &execution.sql_error {
        context.ui.warn(error.to_string());
        return Ok(Exit::Code(ErrorCode::NotPassed));
    }
    if execution.build.as_ref().is_some_and(|build| !build.ok) {
        context
            .ui
            .say("It did not build; the compiler says why above.");
        return Ok(Exit::Code(ErrorCode::NotPassed));
    }
    if let Some(said) = say_program(execution.end, execution.stop.as_slice()) {
        context.ui.say("");
        context.ui.say(said.sentence);
        if !said.advice.is_empty() {
            context.ui.say(said.advice);
        }
    }
    let well = execution.stop.is_none() && matches!(execution.end, End::Exited(0) | End::Unknown);
    Ok(Exit::passed(well))
}
