//! Sentences on streaks, levels and counts.

use super::catalogue::bar;
use super::markdown::sentence;
use crate::ui::{Look, Role, Styled};
use crate::views::home::{LevelView, StreakView};

/// The streak in a sentence.
#[must_use]
pub fn streak_line(streak: &StreakView) -> Styled {
    let line = match (streak.current, streak.today) {
        (0, _) => return Styled::from("No streak yet: complete something today to begin one."),
        (days, true) => format!("Streak: {} in a row, today included.", count(days, "day")),
        (days, false) => format!(
            "Streak: {} in a row; complete something today to keep it.",
            count(days, "day")
        ),
    };
    let freezes = match streak.freezes {
        0 => String::new(),
        n => format!(" {} in reserve.", count(n, "freeze")),
    };
    Styled::new()
        .role(Role::Strong, &line)
        .role(Role::Dim, &freezes)
}

/// The streak in lines of at most so many columns.
#[must_use]
pub fn streak_lines(streak: &StreakView, width: usize) -> Vec<Styled> {
    let line = streak_line(streak);
    if line.width() <= width {
        return vec![line];
    }
    let look = Look {
        width,
        plain: false,
        color: true,
        highlight: false,
    };
    let spans = line.spans().iter();
    spans
        .flat_map(|(role, text)| sentence(text.trim(), *role, look))
        .collect()
}

/// Points and level in a sentence.
#[must_use]
pub fn level_line(level: &LevelView) -> Styled {
    Styled::from(format!(
        "Level {} · {} points, the next level at {}",
        level.level, level.points, level.next_at
    ))
}

/// How many cards wait to be reviewed, and the command for it; none do when
/// there is nothing to say.
#[must_use]
pub fn due_line(due: u32) -> Option<Styled> {
    let said = format!("{} to review today: ", count(due, "card"));
    (due > 0).then(|| {
        Styled::new()
            .text(&said)
            .role(Role::Hint, "codezest review")
    })
}

/// How far it is to the next level.
#[must_use]
pub fn level_bar(level: &LevelView) -> Styled {
    let cells = |points: u64| u32::try_from(points).unwrap_or(u32::MAX / 10);
    let done = level.points.saturating_sub(level.begins_at);
    let whole = level.next_at.saturating_sub(level.begins_at);
    Styled::new()
        .role(Role::Good, &bar(cells(done), cells(whole)))
        .role(
            Role::Dim,
            &format!(" {done} of {whole} points to level {}", level.level + 1),
        )
}

/// `1 day`, `2 days`.
#[must_use]
pub fn count(number: u32, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
