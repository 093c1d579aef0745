//! What came of a test run, as appended lines.

use codezest_core::run::report::RunReport;

use super::markdown::look;
use crate::context::Context;
use crate::lines::run_report;
use crate::views::run::RunView;

/// Prints the result of a run of `name`, as `COURSE/ITEM`.
pub fn print(context: &Context, name: &str, report: &RunReport) {
    let ui = &context.ui;
    ui.out_lines(&run_report::lines(name, report, look(ui), ui.verbose > 0));
}

/// Prints the results of several runs, a line each.
pub fn print_many(context: &Context, views: &[RunView]) {
    let look = look(&context.ui);
    context.ui.out_lines(&run_report::many(views, look));
}
