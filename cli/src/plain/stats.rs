//! The year in learning days: blocks on a terminal, numbers elsewhere.

use crate::context::Context;
use crate::lines::stats::{courses, head, heatmap, months, sums};
use crate::views::stats::Stats;

/// Prints the statistics.
pub fn print_stats(context: &Context, stats: &Stats) {
    let ui = &context.ui;
    ui.out(head(stats));
    ui.out("");
    let lines = if ui.plain {
        months(&stats.days)
    } else {
        heatmap(stats, ui.width)
    };
    for line in lines {
        ui.out(line);
    }
    ui.out("");
    // Appended lines stay whole: who reads them may have any width.
    for line in sums(stats, usize::MAX) {
        ui.out(line);
    }
    ui.out("");
    for line in courses(stats, ui.width) {
        ui.out(line);
    }
}
