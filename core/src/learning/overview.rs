//! Progress of modules and courses, from their items.
//!
//! Progress is (completed materials + passed assignments + passed quizzes) ÷
//! all items. Hidden items are drafts and extras: they count neither above nor
//! below. A course is the sum over its items, not the mean of its modules.

use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::course::model::{Course, Item};
use crate::ids::ItemId;

/// How many items of how many are done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Items done.
    pub done: u32,
    /// All items that count.
    pub total: u32,
}

/// How far a module or a course is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProgressStatus {
    /// No item is done.
    New,
    /// Some are.
    InProgress,
    /// All are, and there is at least one.
    Completed,
}

impl Progress {
    /// Of items given as whether each is done.
    pub fn of(items: impl IntoIterator<Item = bool>) -> Self {
        items
            .into_iter()
            .map(|done| Self {
                done: u32::from(done),
                total: 1,
            })
            .sum()
    }

    /// Whole percent, rounded down: 100 is reached with the last item only.
    #[must_use]
    pub fn percent(self) -> u8 {
        let percent = (u64::from(self.done) * 100).checked_div(u64::from(self.total));
        percent
            .and_then(|percent| u8::try_from(percent).ok())
            .unwrap_or(0)
    }

    /// How far that is.
    #[must_use]
    pub fn status(self) -> ProgressStatus {
        match self.done {
            0 => ProgressStatus::New,
            done if done >= self.total => ProgressStatus::Completed,
            _ => ProgressStatus::InProgress,
        }
    }
}

impl Add for Progress {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            total: self.total.saturating_add(other.total),
        }
    }
}

impl Sum for Progress {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

/// The progress of `items`, where `is_done` knows the learner's states.
pub fn of_items<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    is_done: impl Fn(&ItemId) -> bool,
) -> Progress {
    Progress::of(
        items
            .into_iter()
            .filter(|item| !item.hidden)
            .map(|item| is_done(&item.id)),
    )
}

/// The progress of each module of `course`, in order. Their sum is the
/// course's.
pub fn of_modules(course: &Course, is_done: impl Fn(&ItemId) -> bool) -> Vec<Progress> {
    course
        .modules
        .iter()
        .map(|module| of_items(&module.items, &is_done))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::model::{Difficulty, ItemBody, Material, MaterialKind};

    fn item(id: &str, hidden: bool) -> Item {
        Item {
            id: ItemId::new(id).unwrap(),
            path: id.to_owned(),
            title: id.to_owned(),
            minutes: None,
            tags: Vec::new(),
            difficulty: Difficulty::Beginner,
            points: 1,
            hidden,
            body: ItemBody::Material(Material {
                material: MaterialKind::Article,
                front_matter_lines: 0,
            }),
        }
    }

    #[test]
    fn percent_and_status_follow_the_rule() {
        let cases = [
            (0, 0, 0, ProgressStatus::New),
            (0, 3, 0, ProgressStatus::New),
            (1, 3, 33, ProgressStatus::InProgress),
            (199, 200, 99, ProgressStatus::InProgress),
            (3, 3, 100, ProgressStatus::Completed),
        ];
        for (done, total, percent, status) in cases {
            let progress = Progress { done, total };
            assert_eq!(
                (progress.percent(), progress.status()),
                (percent, status),
                "{progress:?}"
            );
        }
    }

    #[test]
    fn hidden_items_do_not_count_even_when_done() {
        let items = [item("a", false), item("b", false), item("draft", true)];
        let progress = of_items(&items, |id| id.as_str() != "b");
        assert_eq!(progress, Progress { done: 1, total: 2 });
    }

    #[test]
    fn a_course_is_the_sum_of_its_items_not_the_mean_of_its_modules() {
        let modules = [
            Progress { done: 1, total: 1 },
            Progress { done: 0, total: 9 },
        ];
        assert_eq!(modules.into_iter().sum::<Progress>().percent(), 10);
    }
}
