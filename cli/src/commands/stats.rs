//! `codezest stats`.

use crate::args::StatsArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::plain::stats::print_stats;
use crate::views::stats::stats;

/// Shows the year in learning days, and progress per course.
pub fn run(context: &Context, args: &StatsArgs) -> Result<Exit> {
    let stats = stats(context, args.year)?;
    if context.ui.json {
        context.ui.json(&stats)?;
    } else {
        print_stats(context, &stats);
    }
    Ok(Exit::Done)
}
