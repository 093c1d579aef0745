//! The year in learning days: blocks on a terminal, numbers elsewhere.

use super::catalogue::print;
use crate::context::Context;
use crate::lines::catalogue::bar;
use crate::lines::home::{count, level_line, streak_line};
use crate::lines::stats::{heatmap, months};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::stats::Stats;

/// Prints the statistics.
pub fn print_stats(context: &Context, stats: &Stats) {
    let ui = &context.ui;
    let head = format!(
        "{} completed on {}",
        stats.completed,
        count(u32::try_from(stats.days.len()).unwrap_or(u32::MAX), "day")
    );
    ui.out(
        Styled::new()
            .role(Role::Title, &head)
            .role(Role::Dim, &format!("  {} to {}", stats.from, stats.to)),
    );
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
    ui.out(streak_line(&stats.streak));
    ui.out(format!(
        "Longest streak: {}.",
        count(stats.streak.longest, "day")
    ));
    ui.out(level_line(&stats.level));
    ui.out("");
    courses(context, stats);
}

fn courses(context: &Context, stats: &Stats) {
    let mut table = Table::new(1).right(2).right(3);
    for course in &stats.courses {
        let role = if course.done == 0 {
            Role::Dim
        } else {
            Role::Good
        };
        table.row([
            (role, bar(course.done, course.total)),
            (Role::Text, course.title.clone()),
            (Role::Text, format!("{}/{}", course.done, course.total)),
            (Role::Dim, format!("{} points", course.points)),
        ]);
    }
    print(context, &table);
}
