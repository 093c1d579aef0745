//! The test runs of an item: how many, and how the last one ended.

use serde::{Deserialize, Serialize};

use crate::event::reduce::Latest;
use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::run::report::{Counts, Outcome};
use crate::time::Timestamp;

/// A run, in short. Its event, found by the stamp's id, names failing tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSummary {
    /// When it ended.
    #[serde(rename = "t")]
    pub at: Timestamp,
    /// How it ended.
    #[serde(rename = "o")]
    pub outcome: Outcome,
    /// How many tests ended how.
    #[serde(rename = "n")]
    pub counts: Counts,
}

/// The runs of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Runs {
    #[serde(rename = "n")]
    count: u32,
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    last: Option<Latest<RunSummary>>,
}

impl Runs {
    /// How many there were.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The last one, by clock.
    #[must_use]
    pub fn last(&self) -> Option<&Latest<RunSummary>> {
        self.last.as_ref()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Reducer for Runs {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::RunFinished(body) = fact else {
            return Applied::Unchanged;
        };
        self.count = self.count.saturating_add(1);
        let run = RunSummary {
            at: meta.at,
            outcome: body.outcome,
            counts: body.counts,
        };
        Applied::Changed.and(Latest::write(&mut self.last, meta.stamp(), run))
    }
}
