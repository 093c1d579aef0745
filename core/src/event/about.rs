//! What a fact is about: which item, and whether something was completed.

use super::kinds::{Fact, ItemRef, ResetScope};
use crate::ids::{CourseUid, ItemId};

impl Fact {
    /// The item that this fact concerns; the key under which stores find it.
    /// A reset concerns every item that its scope covers
    /// ([`ResetScope::covers`]), not one.
    #[must_use]
    pub fn item(&self) -> Option<(CourseUid, &ItemId)> {
        if let Self::CardReviewed(body) = self {
            return Some((body.course, &body.item));
        }
        self.item_ref().map(|item| (item.course, &item.item))
    }

    /// The same with the edition, for facts that carry it.
    #[must_use]
    pub fn item_ref(&self) -> Option<&ItemRef> {
        match self {
            Self::ItemStarted(body) => Some(&body.item),
            Self::MaterialCompleted(body) => Some(&body.item),
            Self::RunFinished(body) => Some(&body.item),
            Self::ItemPassed(body) => Some(&body.item),
            Self::HintUsed(body) => Some(&body.item),
            Self::QuestionAnswered(body) => Some(&body.item),
            Self::AttemptFinished(body) => Some(&body.item),
            Self::Submitted(body) => Some(&body.item),
            Self::Redacted(_)
            | Self::DeviceNamed(_)
            | Self::CardReviewed(_)
            | Self::ProgressReset(_)
            | Self::NotificationRead(_)
            | Self::PrefSet(_) => None,
        }
    }

    /// Whether the learner completed something by it, which makes its day an
    /// active one: a material read to its end, an assignment passed, a quiz
    /// passed, for the first time or again. It is a matter of this fact alone,
    /// so that facts that arrive later can never take a day away.
    #[must_use]
    pub fn completes(&self) -> bool {
        match self {
            Self::ItemPassed(_) => true,
            Self::MaterialCompleted(body) => body.completed,
            Self::AttemptFinished(body) => body.passed,
            _ => false,
        }
    }
}

impl ResetScope {
    /// Whether the item `item` of `course` lies in it.
    #[must_use]
    pub fn covers(&self, course: CourseUid, item: &ItemId) -> bool {
        match self {
            Self::Item {
                course: of,
                item: only,
            } => *of == course && only == item,
            Self::Course { course: of } => *of == course,
            Self::All => true,
        }
    }
}
