//! Resets: from where on progress counts.
//!
//! A reset names a scope and a **watermark**, the greatest clock value in that
//! scope that the resetting device held. Inside the scope, facts at or below
//! it do not count, also those that arrive later; what another device did
//! after it, does. A reset concerns progress, points and hints. The days on
//! which one learnt stay active, and the log keeps everything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::kinds::ResetScope;
use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::ids::{CourseUid, ItemId};
use crate::time::Hlc;

/// The watermarks of every scope that was ever reset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Watermarks {
    all: Option<Hlc>,
    courses: BTreeMap<CourseUid, Hlc>,
    items: BTreeMap<CourseUid, BTreeMap<ItemId, Hlc>>,
}

impl Watermarks {
    /// At and below which clock value facts about this item do not count.
    #[must_use]
    pub fn of(&self, course: CourseUid, item: &ItemId) -> Option<Hlc> {
        let of_item = self.items.get(&course).and_then(|items| items.get(item));
        self.all
            .max(self.courses.get(&course).copied())
            .max(of_item.copied())
    }
}

impl Reducer for Watermarks {
    fn apply(&mut self, _meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::ProgressReset(reset) = fact else {
            return Applied::Unchanged;
        };
        let to = reset.watermark;
        let raised = match &reset.scope {
            ResetScope::All => {
                let raised = Some(to) > self.all;
                self.all = self.all.max(Some(to));
                raised
            }
            ResetScope::Course { course } => raise(&mut self.courses, course, to),
            ResetScope::Item { course, item } => {
                raise(self.items.entry(*course).or_default(), item, to)
            }
        };
        Applied::changed_if(raised)
    }
}

fn raise<K: Ord + Clone>(marks: &mut BTreeMap<K, Hlc>, of: &K, to: Hlc) -> bool {
    let raised = Some(&to) > marks.get(of);
    if raised {
        marks.insert(of.clone(), to);
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::kinds::ProgressReset;
    use crate::ids::EventId;
    use crate::time::{LocalDate, Timestamp};

    #[test]
    fn the_highest_watermark_of_any_scope_that_covers_the_item_counts() {
        let [a, b] = [CourseUid::derive("id:a"), CourseUid::derive("id:b")];
        let item = |text: &str| ItemId::new(text).unwrap();
        let hlc = |n| Hlc::from_u64(n).unwrap();
        let meta = EventMeta {
            id: EventId::from_bytes([1; 16]),
            hlc: hlc(99),
            at: Timestamp(0),
            day: LocalDate::from_days(0).unwrap(),
        };
        let mut marks = Watermarks::default();
        let mut reset = |scope: ResetScope, mark| {
            marks.apply(
                &meta,
                &Fact::ProgressReset(ProgressReset {
                    scope,
                    watermark: hlc(mark),
                }),
            )
        };
        assert_eq!(
            reset(
                ResetScope::Item {
                    course: a,
                    item: item("x")
                },
                5
            ),
            Applied::Changed
        );
        assert_eq!(reset(ResetScope::Course { course: a }, 3), Applied::Changed);
        assert_eq!(
            reset(ResetScope::Course { course: a }, 2),
            Applied::Unchanged
        );
        assert_eq!(reset(ResetScope::All, 1), Applied::Changed);
        assert_eq!(marks.of(a, &item("x")), Some(hlc(5)));
        assert_eq!(marks.of(a, &item("y")), Some(hlc(3)));
        assert_eq!(marks.of(b, &item("x")), Some(hlc(1)));
        assert_eq!(Watermarks::default().of(a, &item("x")), None);
    }

    /// Found by the permutation test: it was stored, but said to be unchanged.
    #[test]
    fn the_lowest_watermark_is_one_too() {
        let reset = ProgressReset {
            scope: ResetScope::All,
            watermark: Hlc::ZERO,
        };
        let meta = EventMeta {
            id: EventId::from_bytes([1; 16]),
            hlc: Hlc::ZERO,
            at: Timestamp(0),
            day: LocalDate::from_days(0).unwrap(),
        };
        for scope in [
            ResetScope::All,
            ResetScope::Course {
                course: CourseUid::derive("id:a"),
            },
        ] {
            let fact = Fact::ProgressReset(ProgressReset {
                scope,
                ..reset.clone()
            });
            let mut marks = Watermarks::default();
            assert_eq!(marks.apply(&meta, &fact), Applied::Changed);
            assert_eq!(marks.apply(&meta, &fact), Applied::Unchanged);
        }
    }
}
