//! Reducers: states that depend on a set of events and on nothing else.
//!
//! Events of several devices arrive in any order, late, and in pieces. A
//! reducer therefore gives the same state for the same **set**, by joins
//! (minimum, maximum, union) and last-writer-wins registers over **stamps**.
//! The set is the caller's business: an event id counts once, however many
//! labels it has, so [`Reducer::apply`] is called at most once for each (the
//! store's primary key sees to it). Every reducer is registered in
//! `core/tests/reducers.rs`, which proves this for all of them.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::envelope::Event;
use super::kinds::Fact;
use crate::ids::EventId;
use crate::time::{Hlc, LocalDate, Timestamp};

/// The total order of events: by clock, ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(Hlc, EventId)", into = "(Hlc, EventId)")]
pub struct Stamp {
    /// The event's clock value.
    pub hlc: Hlc,
    /// The event's id.
    pub id: EventId,
}

impl From<(Hlc, EventId)> for Stamp {
    fn from((hlc, id): (Hlc, EventId)) -> Self {
        Self { hlc, id }
    }
}

impl From<Stamp> for (Hlc, EventId) {
    fn from(stamp: Stamp) -> Self {
        (stamp.hlc, stamp.id)
    }
}

/// What reducers may know of an event beside its fact. Labels are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventMeta {
    /// Its id.
    pub id: EventId,
    /// Its clock value.
    pub hlc: Hlc,
    /// When it happened.
    pub at: Timestamp,
    /// On which learning day.
    pub day: LocalDate,
}

impl EventMeta {
    /// That of `event`.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            id: event.id,
            hlc: event.hlc,
            at: event.occurred_at,
            day: event.local_date,
        }
    }

    /// Its place in the order of events.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp {
            hlc: self.hlc,
            id: self.id,
        }
    }
}

/// What applying an event did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Applied {
    /// Nothing: the state is as before.
    Unchanged,
    /// The state is new and must be stored.
    Changed,
    /// The event takes back some of what was counted, and the state alone
    /// cannot tell what: [`fold`] it anew from all its events. Only a late
    /// [`Fact::ProgressReset`] does this.
    Refold,
}

impl Applied {
    /// `Changed` if `changed`.
    pub fn changed_if(changed: bool) -> Self {
        if changed {
            Self::Changed
        } else {
            Self::Unchanged
        }
    }

    /// The stronger of two.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Refold, _) | (_, Self::Refold) => Self::Refold,
            (Self::Changed, _) | (_, Self::Changed) => Self::Changed,
            _ => Self::Unchanged,
        }
    }
}

/// A state that depends on a set of events only.
pub trait Reducer: Default + Clone + PartialEq + fmt::Debug {
    /// Takes in one more event. Facts that do not concern it change nothing.
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied;
}

/// The state of a set of events, in any order, an id given twice counted once.
/// Resets are taken first, so that nothing has to be taken back.
#[must_use]
pub fn fold<'a, R: Reducer>(events: impl IntoIterator<Item = (EventMeta, &'a Fact)>) -> R {
    let mut seen = HashSet::new();
    let mut state = R::default();
    let (resets, rest): (Vec<_>, Vec<_>) = events
        .into_iter()
        .filter(|(meta, _)| seen.insert(meta.id))
        .partition(|(_, fact)| matches!(fact, Fact::ProgressReset(_)));
    for (meta, fact) in resets.into_iter().chain(rest) {
        let _ = state.apply(&meta, fact);
    }
    state
}

/// A last-writer-wins register: the value with the greatest stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latest<T> {
    /// Who wrote it.
    #[serde(rename = "s")]
    pub stamp: Stamp,
    /// What was written.
    #[serde(rename = "x")]
    pub value: T,
}

impl<T> Latest<T> {
    /// Writes `value` into `register` unless a later one is there.
    pub fn write(register: &mut Option<Self>, stamp: Stamp, value: T) -> Applied {
        if register.as_ref().is_some_and(|held| held.stamp >= stamp) {
            return Applied::Unchanged;
        }
        *register = Some(Self { stamp, value });
        Applied::Changed
    }
}

/// A first-writer-wins register: the value with the smallest stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earliest<T> {
    /// Who wrote it.
    #[serde(rename = "s")]
    pub stamp: Stamp,
    /// What was written.
    #[serde(rename = "x")]
    pub value: T,
}

impl<T> Earliest<T> {
    /// Writes `value` into `register` unless an earlier one is there.
    pub fn write(register: &mut Option<Self>, stamp: Stamp, value: T) -> Applied {
        if register.as_ref().is_some_and(|held| held.stamp <= stamp) {
            return Applied::Unchanged;
        }
        *register = Some(Self { stamp, value });
        Applied::Changed
    }
}
