//! Streaks: learning days in a row.
//!
//! A day is **active** when the learner completed something on it
//! ([`Fact::completes`]); days are learning days, fixed when it happened. A
//! streak is a row of active days. Seven active days of it earn a **freeze**,
//! of which at most two are held, and a missed day uses one up by itself
//! instead of ending the streak; a bridged day is not counted. A day that is
//! missed without a freeze ends the streak, and with it what was saved up.
//!
//! In sevenths of a freeze: an active day adds one, up to fourteen, and a
//! missed day takes seven, or ends the streak. Because an active day never
//! leaves less than a missed one, and neither leaves less than before from
//! more, a day that becomes known later can only make streaks longer. Earning
//! on a fixed rhythm (every seventh day, wasted at the cap) would not have
//! this property.
//!
//! Today counts when it is active and does not yet harm when it is not. Days
//! after today (a device that travelled, or a wrong clock) do not count yet.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::limits::{ACTIVE_DAYS_PER_FREEZE, MAX_FREEZES};
use crate::time::LocalDate;

/// The days on which the learner completed something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActiveDays(BTreeSet<LocalDate>);

impl ActiveDays {
    /// The days in order.
    pub fn iter(&self) -> impl Iterator<Item = LocalDate> + '_ {
        self.0.iter().copied()
    }

    /// Whether `day` is active.
    #[must_use]
    pub fn contains(&self, day: LocalDate) -> bool {
        self.0.contains(&day)
    }

    /// The streak as of `today`.
    #[must_use]
    pub fn streak(&self, today: LocalDate) -> Streak {
        let mut walk = Walk::default();
        for day in self.0.range(..=today) {
            walk.active(*day);
        }
        walk.until(today);
        Streak {
            current: walk.length,
            longest: walk.longest,
            freezes: walk.saved / ACTIVE_DAYS_PER_FREEZE,
            today_active: self.0.contains(&today),
            bridged: walk.bridged,
        }
    }
}

impl FromIterator<LocalDate> for ActiveDays {
    fn from_iter<I: IntoIterator<Item = LocalDate>>(days: I) -> Self {
        Self(days.into_iter().collect())
    }
}

impl Reducer for ActiveDays {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        Applied::changed_if(fact.completes() && self.0.insert(meta.day))
    }
}

/// A learner's streak as of some day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// Active days of the streak that still lives.
    pub current: u32,
    /// Active days of the longest streak ever.
    pub longest: u32,
    /// Freezes held.
    pub freezes: u32,
    /// Whether today is active already.
    pub today_active: bool,
    /// Missed days of the current streak that a freeze bridged.
    pub bridged: Vec<LocalDate>,
}

/// The walk over the days, from the first.
#[derive(Default)]
struct Walk {
    last: Option<LocalDate>,
    length: u32,
    longest: u32,
    /// Sevenths of a freeze.
    saved: u32,
    bridged: Vec<LocalDate>,
}

impl Walk {
    fn active(&mut self, day: LocalDate) {
        self.until(day);
        self.last = Some(day);
        self.length += 1;
        self.longest = self.longest.max(self.length);
        self.saved = (self.saved + 1).min(ACTIVE_DAYS_PER_FREEZE * MAX_FREEZES);
    }

    /// Passes over the days between the last active one and `day`.
    fn until(&mut self, day: LocalDate) {
        let Some(last) = self.last else {
            return;
        };
        let missed =
            u32::try_from(i64::from(day.to_days()) - i64::from(last.to_days()) - 1).unwrap_or(0);
        match self
            .saved
            .checked_sub(missed.saturating_mul(ACTIVE_DAYS_PER_FREEZE))
        {
            Some(left) => {
                self.saved = left;
                self.bridged.extend(
                    (1..=missed)
                        .filter_map(|n| i32::try_from(n).ok())
                        .map(|n| last.plus_days(n)),
                );
            }
            None => {
                self.length = 0;
                self.saved = 0;
                self.bridged.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i32) -> LocalDate {
        LocalDate::from_days(20_000 + n).unwrap()
    }

    fn days(days: impl IntoIterator<Item = i32>) -> ActiveDays {
        days.into_iter().map(day).collect()
    }

    fn current(active: &ActiveDays, today: i32) -> u32 {
        active.streak(day(today)).current
    }

    #[test]
    fn days_in_a_row_count_and_today_may_still_come() {
        assert_eq!(days([]).streak(day(0)), Streak::default());
        let three = days([0, 1, 2]);
        assert_eq!([2, 3, 4].map(|today| current(&three, today)), [3, 3, 0]);
        assert!(three.streak(day(2)).today_active);
        assert!(!three.streak(day(3)).today_active);
        assert_eq!(three.streak(day(100)).longest, 3);
        assert_eq!(current(&days([0, 1, 3]), 3), 1);
    }

    #[test]
    fn seven_active_days_bridge_one_missed_day() {
        assert_eq!(current(&days(0..6), 7), 0);
        let week = days(0..7);
        assert_eq!(week.streak(day(6)).freezes, 1);
        let bridged = week.streak(day(8));
        assert_eq!(
            (bridged.current, bridged.freezes, bridged.bridged),
            (7, 0, vec![day(7)])
        );
        assert_eq!(current(&week, 9), 0);
        let gone_on = days((0..7).chain([8]));
        assert_eq!(gone_on.streak(day(8)).current, 8);
    }

    #[test]
    fn no_more_than_two_freezes_are_held() {
        let month = days(0..30);
        assert_eq!(month.streak(day(29)).freezes, 2);
        assert_eq!(current(&month, 32), 30);
        assert_eq!(current(&month, 33), 0);
    }

    #[test]
    fn a_streak_that_ended_takes_its_savings_along() {
        let active = days((0..6).chain([8]));
        assert_eq!(current(&active, 9), 1);
        assert_eq!(current(&active, 10), 0);
    }

    #[test]
    fn days_after_today_do_not_count_yet() {
        let active = days([0, 1, 2, 50_000]);
        assert_eq!(current(&active, 2), 3);
        assert_eq!(current(&active, 3), 3);
        assert_eq!(current(&active, 1), 2);
    }

    proptest! {
        #[test]
        fn a_day_that_becomes_known_later_never_shortens_a_streak(
            known in prop::collection::btree_set(0..60_i32, 0..60),
            late in 0..62_i32,
            today in 0..62_i32,
        ) {
            let before = days(known.iter().copied()).streak(day(today));
            let after = days(known.iter().copied().chain([late])).streak(day(today));
            prop_assert!(after.current >= before.current, "{before:?} {after:?}");
            prop_assert!(after.longest >= before.longest, "{before:?} {after:?}");
            prop_assert!(before.longest >= before.current);
        }
    }
}
