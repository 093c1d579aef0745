//! Which hints of an item were shown: a set, so that a hint shown on two
//! devices is one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::event::{Applied, EventMeta, Fact, Reducer};

/// The hints shown, numbered from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hints(BTreeSet<u32>);

impl Hints {
    /// How many different hints were shown.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether `hint` was shown.
    #[must_use]
    pub fn contains(&self, hint: u32) -> bool {
        self.0.contains(&hint)
    }

    /// The first hint of `available` that was not shown, if any is left.
    #[must_use]
    pub fn next(&self, available: u32) -> Option<u32> {
        (1..=available).find(|hint| !self.contains(*hint))
    }

    /// The hints shown, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Reducer for Hints {
    fn apply(&mut self, _meta: &EventMeta, fact: &Fact) -> Applied {
        match fact {
            Fact::HintUsed(body) => Applied::changed_if(self.0.insert(body.hint)),
            _ => Applied::Unchanged,
        }
    }
}
