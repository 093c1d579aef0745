//! Starting the learner's program: nothing is judged or recorded.

use codezest_core::course::run_spec::RunOptions;
use codezest_runner::{CancelToken, Execution, RunEvent};

use super::assignment::Loaded;
use super::{facts, test};
use crate::context::Context;
use crate::failure::Result;

/// Builds the program and starts it on this terminal, with `args`; for SQL,
/// runs the script. Compilers' output goes to `on_event`.
///
/// # Errors
/// As [`Loaded::collect_whole`]; the runner cannot work, or there is no
/// program.
pub fn execute(
    context: &Context,
    loaded: &Loaded,
    args: &[String],
    cancel: &CancelToken,
    on_event: &mut dyn FnMut(RunEvent),
) -> Result<Execution> {
    let collected = loaded.collect_whole()?;
    let options = RunOptions {
        only: None,
        extra_args: args.to_vec(),
    };
    let spec = loaded.run_spec(&collected.files, options)?;
    facts::set_current(context, &loaded.entry)?;
    let options = codezest_runner::RunOptions::default();
    Ok(test::runner(context)?.execute(&spec, &options, cancel, on_event)?)
}
