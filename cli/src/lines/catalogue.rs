//! Signs, bars and words of lists.

use codezest_core::course::model::Difficulty;
use codezest_core::learning::progress::ItemStatus;

use crate::ui::Role;

/// The symbol and role of a status; the symbol alone says it all.
#[must_use]
pub fn mark(status: ItemStatus) -> (Role, &'static str) {
    match status {
        ItemStatus::New => (Role::Dim, "○"),
        ItemStatus::Started => (Role::Warning, "◐"),
        ItemStatus::Completed | ItemStatus::Passed => (Role::Good, "✓"),
    }
}

/// A bar of ten cells.
#[must_use]
pub fn bar(done: u32, total: u32) -> String {
    let filled = usize::try_from(done * 10 / total.max(1))
        .unwrap_or(10)
        .min(10);
    format!("{}{}", "█".repeat(filled), "░".repeat(10 - filled))
}

/// How hard an item is, in a word.
#[must_use]
pub fn difficulty_word(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Beginner => "beginner",
        Difficulty::Intermediate => "intermediate",
        Difficulty::Advanced => "advanced",
    }
}

/// How far an item is, in a word.
#[must_use]
pub fn status_word(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::New => "new",
        ItemStatus::Started => "started",
        ItemStatus::Completed => "completed",
        ItemStatus::Passed => "passed",
    }
}
