//! One file per command: it reads its arguments, calls a use case and shows
//! the answer.

mod completions;
pub mod config;
mod help;
mod man;
mod schema;
pub mod version;

use crate::args::Command;
use crate::context::Context;
use crate::failure::{Exit, Result};

/// Does what was typed.
///
/// # Errors
/// Whatever the command cannot do.
pub fn dispatch(context: &Context, command: Option<Command>) -> Result<Exit> {
    match command {
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Config(args)) => config::run(context, args),
        Some(Command::Help(args)) => help::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
        Some(Command::Schema(args)) => schema::run(context, &args),
        Some(Command::Version(args)) => version::run(context, &args),
        _ => Err(crate::failure::Failure::usage(
            "this command is still being built",
        )),
    }
}
