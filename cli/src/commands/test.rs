//! `codezest test`.

use crate::args::TestArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::test::{TestOptions, Tested, test};
use crate::learn::{assignment, locate};
use crate::plain;
use crate::ui::progress::Progress;
use crate::views;
use crate::views::run::{RunView, exit};

/// Runs the tests of one assignment, or of all that were begun.
pub fn run(context: &Context, args: &TestArgs) -> Result<Exit> {
    let options = TestOptions {
        only: args.only.clone(),
        extra_args: args.args.clone(),
        wall_seconds: wall_seconds(context)?,
    };
    if args.all {
        return super::test_all::run(context, args, &options);
    }
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let cancel = interrupt::token()?;
    let tested = {
        let progress = Progress::spinner(&context.ui, "testing");
        test(context, &loaded, &options, &cancel, &mut |event| {
            plain::live::tests(context, &progress, &event);
        })?
    };
    show(context, &loaded, &tested)
}

/// `--timeout` as whole seconds, at least one.
fn wall_seconds(context: &Context) -> Result<Option<u32>> {
    let Some(timeout) = context.global.timeout else {
        return Ok(None);
    };
    let seconds = timeout.as_millis().div_ceil(1_000);
    u32::try_from(seconds)
        .map(Some)
        .map_err(|_| Failure::usage("the time-out is too long"))
}

/// Shows a finished run and where to go on.
pub fn show(context: &Context, loaded: &assignment::Loaded, tested: &Tested) -> Result<Exit> {
    let name = loaded.entry.reference();
    if context.ui.json {
        context.ui.json(&RunView::new(&name, &tested.report))?;
        return Ok(exit(&tested.report));
    }
    for left_out in &tested.left_out {
        context.ui.warn(format!(
            "{} was not part of the run: {}",
            left_out.path,
            left_out.why.as_str()
        ));
    }
    plain::run_report::print(context, &name, &tested.report);
    context.ui.say("");
    if tested.report.passed() {
        plain::home::say_next(
            context,
            views::home::next(context)?.as_ref(),
            tested.first_pass,
            &name,
        );
    } else {
        plain::home::say_help(context, &name);
    }
    Ok(exit(&tested.report))
}
