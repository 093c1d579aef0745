//! The year in learning days: a heatmap of blocks, or the numbers in words.

use std::collections::{BTreeMap, HashMap};

use codezest_core::time::LocalDate;

use super::catalogue::bar;
use super::home::{count, level_bar, level_line, streak_lines};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::stats::{Day, Stats};

/// Columns before the first week.
const MARGIN: usize = 4;

/// How much was completed, and when, in a line.
#[must_use]
pub fn head(stats: &Stats) -> Styled {
    let on = count(u32::try_from(stats.days.len()).unwrap_or(u32::MAX), "day");
    Styled::new()
        .role(
            Role::Title,
            &format!("{} completed on {on}", stats.completed),
        )
        .role(Role::Dim, &format!("  {} to {}", stats.from, stats.to))
}

/// The streak, the longest one, points and level.
#[must_use]
pub fn sums(stats: &Stats, width: usize) -> Vec<Styled> {
    let longest = count(stats.streak.longest, "day");
    let mut lines = streak_lines(&stats.streak, width);
    lines.extend([
        Styled::from(format!("Longest streak: {longest}.")),
        level_line(&stats.level),
        level_bar(&stats.level),
    ]);
    lines
}

/// A row a course: how far it is, and its points.
#[must_use]
pub fn courses(stats: &Stats, width: usize) -> Vec<Styled> {
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
    table.lines(width)
}

/// One line a month: how much, on how many days, and on which.
#[must_use]
pub fn months(days: &[Day]) -> Vec<Styled> {
    let mut months: BTreeMap<(i16, i8), Vec<&Day>> = BTreeMap::new();
    for day in days {
        let date = day.day.civil();
        months
            .entry((date.year(), date.month()))
            .or_default()
            .push(day);
    }
    let line = |((year, month), days): ((i16, i8), Vec<&Day>)| {
        let sum: u32 = days.iter().map(|day| day.completed).sum();
        let each: Vec<String> = days
            .iter()
            .map(|day| format!("{}: {}", day.day.civil().day(), day.completed))
            .collect();
        let on = count(u32::try_from(days.len()).unwrap_or(u32::MAX), "day");
        Styled::from(format!(
            "{year:04}-{month:02}  {sum} completed on {on} ({})",
            each.join(", ")
        ))
    };
    months.into_iter().map(line).collect()
}

/// One row a weekday and one column a week; as many of the last weeks as fit.
#[must_use]
pub fn heatmap(stats: &Stats, width: usize) -> Vec<Styled> {
    const WEEKDAYS: [&str; 7] = ["Mon", "", "Wed", "", "Fri", "", "Sun"];
    let completed: HashMap<LocalDate, u32> = stats
        .days
        .iter()
        .map(|day| (day.day, day.completed))
        .collect();
    let mondays = weeks(stats, width.saturating_sub(MARGIN));
    let mut lines = vec![months_above(&mondays)];
    for (weekday, name) in (0..).zip(WEEKDAYS) {
        let mut line = Styled::new().role(Role::Dim, &format!("{name:MARGIN$}"));
        for monday in &mondays {
            let day = monday.plus_days(weekday);
            let inside = (stats.from..=stats.to.min(stats.today)).contains(&day);
            if inside {
                let (role, cell) = cell(completed.get(&day).copied().unwrap_or_default());
                line.push(role, cell);
            } else {
                line.push(Role::Text, " ");
            }
        }
        lines.push(line);
    }
    let mut legend = Styled::new().role(Role::Dim, &format!("{:MARGIN$}less ", ""));
    for sample in [0, 1, 2, 4, 7] {
        let (role, cell) = cell(sample);
        legend.push(role, cell);
    }
    legend.push(Role::Dim, " more");
    lines.push(legend);
    lines
}

/// The Mondays of the weeks, at most `fit` of them.
fn weeks(stats: &Stats, fit: usize) -> Vec<LocalDate> {
    let first = stats.from.plus_days(1 - i32::from(stats.from.weekday()));
    let weeks = (stats.to.to_days() - first.to_days()) / 7 + 1;
    let fit = i32::try_from(fit).unwrap_or(weeks).min(weeks);
    (weeks - fit..weeks)
        .map(|week| first.plus_days(week * 7))
        .collect()
}

/// The names of the months above the weeks in which they begin.
fn months_above(mondays: &[LocalDate]) -> Styled {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut line = " ".repeat(MARGIN);
    for (column, monday) in mondays.iter().enumerate() {
        let sunday = monday.plus_days(6).civil();
        let begins = sunday.day() <= 7;
        let room = line.chars().count() <= MARGIN + column;
        if begins && room && column + 3 <= mondays.len() {
            line.push_str(&" ".repeat(MARGIN + column - line.chars().count()));
            let month = usize::try_from(sunday.month() - 1).unwrap_or(0);
            line.push_str(NAMES.get(month).copied().unwrap_or_default());
            line.push(' ');
        }
    }
    Styled::new().role(Role::Dim, line.trim_end())
}

fn cell(completed: u32) -> (Role, &'static str) {
    match completed {
        0 => (Role::Dim, "·"),
        1 => (Role::Good, "░"),
        2..=3 => (Role::Good, "▒"),
        4..=6 => (Role::Good, "▓"),
        _ => (Role::Good, "█"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::home::{LevelView, StreakView};

    fn date(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    fn stats(from: &str, to: &str, days: &[(&str, u32)]) -> Stats {
        Stats {
            schema_version: 1,
            from: date(from),
            to: date(to),
            today: date("2026-03-04"),
            began: days.first().map(|(day, _)| date(day)),
            completed: days.iter().map(|(_, completed)| completed).sum(),
            days: days
                .iter()
                .map(|(day, completed)| Day {
                    day: date(day),
                    completed: *completed,
                })
                .collect(),
            streak: StreakView {
                current: 0,
                longest: 0,
                freezes: 0,
                today: false,
            },
            level: LevelView {
                level: 1,
                points: 0,
                begins_at: 0,
                next_at: 100,
            },
            courses: Vec::new(),
        }
    }

    fn text(lines: &[Styled]) -> Vec<String> {
        lines.iter().map(|line| line.render(false, false)).collect()
    }

    #[test]
    fn each_day_has_its_place_and_days_to_come_are_blank() {
        let days = [("2026-02-23", 1), ("2026-03-01", 7), ("2026-03-04", 2)];
        let lines = text(&heatmap(&stats("2026-01-20", "2026-12-31", &days), 12));
        // Eight weeks fit, and the last ones of the year are still to come.
        assert_eq!(lines[1], "Mon         ");
        let lines = text(&heatmap(&stats("2026-01-20", "2026-03-04", &days), 80));
        assert_eq!(
            lines,
            [
                "     Feb",
                "Mon  ····░·",
                "    ·······",
                "Wed ······▒",
                "    ······ ",
                "Fri ······ ",
                "    ······ ",
                "Sun ·····█ ",
                "    less ·░▒▓█ more",
            ]
        );
    }

    #[test]
    fn a_whole_year_fits_eighty_columns() {
        let lines = heatmap(&stats("2024-01-01", "2024-12-31", &[]), 80);
        for line in &lines {
            assert!(line.width() <= 80);
        }
        let head = lines[0].render(false, false);
        for month in ["Jan", "Jun", "Dec"] {
            assert!(head.contains(month), "{head}");
        }
        // 2024 began on a Monday and ended on a Tuesday: 53 weeks.
        assert_eq!(lines[1].width(), MARGIN + 53);
        assert_eq!(lines[3].width(), MARGIN + 53);
    }

    #[test]
    fn plain_lines_give_the_numbers() {
        let days = [("2026-02-23", 1), ("2026-02-28", 3), ("2026-03-01", 7)];
        assert_eq!(
            text(&months(&stats("2026-01-01", "2026-12-31", &days).days)),
            [
                "2026-02  4 completed on 2 days (23: 1, 28: 3)",
                "2026-03  7 completed on 1 day (1: 7)",
            ]
        );
    }
}
