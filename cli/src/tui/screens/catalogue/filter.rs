//! Which items of the catalogue are shown.

use codezest_core::course::model::ItemKind;
use codezest_core::learning::progress::ItemStatus;

use crate::views::list::ItemLine;

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    All,
    Open,
    Started,
    Done,
    Materials,
    Assignments,
    Quizzes,
}

impl Filter {
    /// The one after it; the last leads back to the first.
    pub(super) fn next(self) -> Self {
        match self {
            Self::All => Self::Open,
            Self::Open => Self::Started,
            Self::Started => Self::Done,
            Self::Done => Self::Materials,
            Self::Materials => Self::Assignments,
            Self::Assignments => Self::Quizzes,
            Self::Quizzes => Self::All,
        }
    }

    /// What it lets through, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::All => "everything",
            Self::Open => "only what is not done",
            Self::Started => "only what was begun",
            Self::Done => "only what is done",
            Self::Materials => "only materials",
            Self::Assignments => "only assignments",
            Self::Quizzes => "only quizzes",
        }
    }

    /// Whether it lets `item` through.
    pub(super) fn fits(self, item: &ItemLine) -> bool {
        match self {
            Self::All => true,
            Self::Open => !item.status.is_done(),
            Self::Started => item.status == ItemStatus::Started,
            Self::Done => item.status.is_done(),
            Self::Materials => item.kind == ItemKind::Material,
            Self::Assignments => item.kind == ItemKind::Assignment,
            Self::Quizzes => item.kind == ItemKind::Quiz,
        }
    }
}
