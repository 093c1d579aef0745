//! Every reducer gives the same state for the same set of events, in whatever
//! order and pieces they arrive, however often, and stored in between.
//!
//! `permutation_tests!` is the register of reducers: an `impl Reducer for …`
//! that is not in it fails a test.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use codezest_core::activity::streak::ActiveDays;
use codezest_core::event::redact::Redactions;
use codezest_core::event::{Applied, EventMeta, Fact, Reducer, fold};
use codezest_core::ids::{CourseUid, EventId, ItemId};
use codezest_core::learning::attempts::{Answers, Attempts};
use codezest_core::learning::hints::Hints;
use codezest_core::learning::progress::{Completion, FirstPass, ItemState};
use codezest_core::learning::reset::Watermarks;
use codezest_core::learning::review::Cards;
use codezest_core::learning::runs::Runs;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::facts::{self, Known, course, item};

/// Generates, for each reducer, the test that order, partition and repetition
/// do not matter. Behind the type stands which facts it is given.
macro_rules! permutation_tests {
    ($($name:ident: $reducer:ident, $concerns:expr;)*) => {
        const REGISTERED: &[&str] = &[$(stringify!($reducer)),*];

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(512))]
            $(
                #[test]
                fn $name(events in facts::events(24), one in delivery(), two in delivery()) {
                    let events: Vec<Known> = events.into_iter().filter(|(_, fact)| $concerns(fact)).collect();
                    let expected = fold::<$reducer>(events.iter().map(|(meta, fact)| (*meta, fact)));
                    prop_assert_eq!(&one.deliver::<$reducer>(&events), &expected);
                    prop_assert_eq!(&two.deliver::<$reducer>(&events), &expected);
                }
            )*
        }
    };
}

permutation_tests! {
    active_days: ActiveDays, every;
    answers: Answers, about_the_first_item;
    attempts: Attempts, about_the_first_item;
    cards: Cards, about_the_first_item;
    completion: Completion, about_the_first_item;
    first_pass: FirstPass, about_the_first_item;
    hints: Hints, about_the_first_item;
    item_state: ItemState, about_the_first_item;
    redactions: Redactions, every;
    runs: Runs, about_the_first_item;
    watermarks: Watermarks, every;
}

fn every(_: &Fact) -> bool {
    true
}

fn about_the_first_item(fact: &Fact) -> bool {
    match fact {
        Fact::ProgressReset(reset) => reset.scope.covers(course(), &item(false)),
        fact => fact.item() == Some((course(), &item(false))),
    }
}

/// How events arrive: in an order, some of them again, stored and loaded again
/// at some points.
#[derive(Debug)]
struct Delivery {
    order: Vec<u32>,
    again: Vec<Index>,
    stored: Vec<Index>,
}

fn delivery() -> impl Strategy<Value = Delivery> {
    let order = prop::collection::vec(any::<u32>(), 24);
    let indexes = || prop::collection::vec(any::<Index>(), 0..5);
    (order, indexes(), indexes()).prop_map(|(order, again, stored)| Delivery {
        order,
        again,
        stored,
    })
}

impl Delivery {
    /// The events in the order of arrival, repetitions included.
    fn arrivals<'a>(&self, events: &'a [Known]) -> Vec<&'a Known> {
        let mut arrivals: Vec<&Known> = events.iter().collect();
        arrivals.extend(
            self.again
                .iter()
                .filter(|_| !events.is_empty())
                .map(|again| again.get(events)),
        );
        let keys = self.order.iter().cycle();
        let mut keyed: Vec<(u32, usize, &Known)> = (0..)
            .zip(arrivals)
            .zip(keys)
            .map(|((n, event), key)| (key.rotate_left(u32::try_from(n).unwrap()), n, event))
            .collect();
        keyed.sort_by_key(|(key, n, _)| (*key, *n));
        keyed.into_iter().map(|(_, _, event)| event).collect()
    }

    /// What a device makes of them, one by one.
    fn deliver<R: Reducer + Serialize + DeserializeOwned>(&self, events: &[Known]) -> R {
        let arrivals = self.arrivals(events);
        let stored: HashSet<usize> = self
            .stored
            .iter()
            .map(|at| at.index(arrivals.len().max(1)))
            .collect();
        let mut seen = HashSet::new();
        let mut log: Vec<&Known> = Vec::new();
        let mut state = R::default();
        for (n, event) in arrivals.into_iter().enumerate() {
            if seen.insert(event.0.id) {
                log.push(event);
                let before = state.clone();
                match state.apply(&event.0, &event.1) {
                    Applied::Unchanged => assert_eq!(state, before, "said to be unchanged"),
                    Applied::Changed => assert_ne!(state, before, "said to be changed"),
                    Applied::Refold => state = fold(log.iter().map(|(meta, fact)| (*meta, fact))),
                }
            }
            if stored.contains(&n) {
                state = serde_json::from_str(&serde_json::to_string(&state).unwrap()).unwrap();
            }
        }
        state
    }
}

#[test]
fn every_reducer_is_registered() {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(path).unwrap();
            let names = source.split("Reducer for ").skip(1);
            found.extend(
                names
                    .filter_map(|rest| rest.split(&[' ', '<', '\n'][..]).next())
                    .map(str::to_owned),
            );
        }
    }
    let registered: BTreeSet<String> = REGISTERED.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        registered,
        "add the reducer to `permutation_tests!` in {}",
        file!()
    );
}

/// A store in miniature: a log, watermarks, and one row per item, made when
/// its first fact arrives.
#[derive(Default)]
struct Store {
    log: BTreeMap<EventId, Known>,
    watermarks: Watermarks,
    rows: BTreeMap<(CourseUid, ItemId), ItemState>,
}

impl Store {
    fn receive(&mut self, event: &Known) {
        let (meta, fact) = event;
        if self.log.insert(meta.id, event.clone()).is_some() {
            return;
        }
        let _ = self.watermarks.apply(meta, fact);
        let touched: Vec<(CourseUid, ItemId)> = match fact {
            Fact::ProgressReset(reset) => self
                .rows
                .keys()
                .filter(|(course, item)| reset.scope.covers(*course, item))
                .cloned()
                .collect(),
            fact => fact
                .item()
                .map(|(course, item)| (course, item.clone()))
                .into_iter()
                .collect(),
        };
        for key in touched {
            self.update(&key, meta, fact);
        }
    }

    fn update(&mut self, key: &(CourseUid, ItemId), meta: &EventMeta, fact: &Fact) {
        let watermark = self.watermarks.of(key.0, &key.1);
        let row = self
            .rows
            .entry(key.clone())
            .or_insert_with(|| ItemState::since(watermark));
        if row.apply(meta, fact) == Applied::Refold {
            *row = fold(
                self.log.values().map(|(meta, fact)| (*meta, fact)).filter(
                    |(_, fact)| match fact {
                        Fact::ProgressReset(reset) => reset.scope.covers(key.0, &key.1),
                        fact => fact.item() == Some((key.0, &key.1)),
                    },
                ),
            );
        }
    }

    /// The rows as anyone sees them: one of an item without facts is as good
    /// as none.
    fn seen(self) -> BTreeMap<(CourseUid, ItemId), ItemState> {
        self.rows
            .into_iter()
            .filter(|(_, row)| row.last_hlc().is_some())
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn two_stores_with_the_same_events_hold_the_same_rows(
        events in facts::events(40),
        one in delivery(),
        two in delivery(),
    ) {
        let rows = |delivery: &Delivery| {
            let mut store = Store::default();
            delivery.arrivals(&events).into_iter().for_each(|event| store.receive(event));
            store.seen()
        };
        prop_assert_eq!(rows(&one), rows(&two));
    }
}
