//! Rows derived are a function of the set of events, not of their order.

use codezest_core::event::kinds::{
    AttemptFinished, CardReviewed, HintUsed, PrefSet, ProgressReset, Redacted, ResetScope,
    Submitted,
};
use codezest_core::event::{Event, Fact};
use codezest_core::ids::{AttemptId, ContentHash, CourseUid, ItemId};
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::Hlc;
use proptest::prelude::*;
use uuid::Uuid;

use super::card_tests::answered;
use super::tests::{Desk, ids, item_ref, passed, read, run};

fn submitted(course: &str, item: &str) -> Fact {
    Fact::Submitted(Submitted {
        item: item_ref(course, item),
        files: ContentHash::of(b"files"),
        file_count: 1,
        total_bytes: 5,
        outcome: Outcome::Passed,
        counts: Counts::default(),
    })
}

/// What one of two devices does.
#[derive(Debug, Clone)]
enum Step {
    Fact(Fact),
    Reset(ResetScope),
    /// Redacts one of the events so far.
    Redact(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    let item = || {
        (
            prop::sample::select(vec!["a", "b"]),
            prop::sample::select(vec!["x", "y", "z"]),
        )
    };
    let fact = prop_oneof![
        (item(), 0..=3_u32).prop_map(|((course, item), n)| run(course, item, n)),
        item().prop_map(|(course, item)| passed(course, item)),
        item().prop_map(|(course, item)| submitted(course, item)),
        (item(), any::<bool>()).prop_map(|((course, item), yes)| read(course, item, yes)),
        (item(), 1..4_u32).prop_map(|((course, item), hint)| {
            Fact::HintUsed(HintUsed {
                item: item_ref(course, item),
                hint,
            })
        }),
        (item(), 0..3_u128, 0..=100_u32).prop_map(|((course, item), attempt, earned)| {
            Fact::AttemptFinished(AttemptFinished {
                item: item_ref(course, item),
                attempt: AttemptId(Uuid::from_u128(attempt)),
                earned_milli: earned * 10,
                possible_milli: 1_000,
                pass_percent: 70,
                passed: earned >= 70,
                limit: (attempt == 0).then_some(2),
            })
        }),
        (item(), 0..3_u32).prop_map(|((course, item), earned)| answered(
            course,
            item,
            "one",
            earned * 500
        )),
        (item(), any::<bool>(), 1..5_u8).prop_map(|((course, item), own, rating)| {
            Fact::CardReviewed(CardReviewed {
                course: CourseUid::derive(course),
                item: ItemId::new(item).unwrap(),
                question: (!own).then(|| "one".parse().unwrap()),
                rating,
            })
        }),
        (0..3_u8, "[a-c]?").prop_map(|(key, value)| {
            Fact::PrefSet(PrefSet {
                key: key.to_string(),
                value: Some(value),
            })
        }),
    ];
    let scope = prop_oneof![
        Just(ResetScope::All),
        prop::sample::select(vec!["a", "b"]).prop_map(|course| ResetScope::Course {
            course: CourseUid::derive(course)
        }),
        item().prop_map(|(course, item)| ResetScope::Item {
            course: CourseUid::derive(course),
            item: ItemId::new(item).unwrap()
        }),
    ];
    prop_oneof![
        8 => fact.prop_map(Step::Fact),
        1 => scope.prop_map(Step::Reset),
        1 => any::<prop::sample::Index>().prop_map(Step::Redact),
    ]
}

fn live(steps: Vec<(Step, i64)>, seed: u64) -> (Desk, Vec<Event>) {
    let mut desk = Desk::new();
    let mut events: Vec<Event> = Vec::new();
    for (n, (step, at)) in (0_u64..).zip(steps) {
        let fact = match step {
            Step::Fact(fact) => fact,
            Step::Reset(scope) => {
                let watermark = events
                    .iter()
                    .map(|event| event.hlc)
                    .max()
                    .unwrap_or(Hlc::ZERO);
                Fact::ProgressReset(ProgressReset { scope, watermark })
            }
            Step::Redact(_) if events.is_empty() => continue,
            Step::Redact(which) => Fact::Redacted(Redacted {
                event: which.get(&events).id,
            }),
        };
        events.push(desk.append(fact, at * 3_600_000, seed + n));
    }
    (desk, events)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_same_events_in_any_order_and_derived_again_are_the_same(
        one in prop::collection::vec((step(), 0..200_i64), 0..14),
        two in prop::collection::vec((step(), 0..200_i64), 0..14),
        order in any::<u64>(),
    ) {
        let (one, mut ours) = live(one, 1_000);
        let (two, theirs) = live(two, 2_000);
        one.store.import(&theirs, ids(3_000)).unwrap();
        two.store.import(&ours, ids(4_000)).unwrap();
        let expected = one.derived();
        prop_assert_eq!(two.derived(), expected.clone());
        ours.extend(theirs);
        ours.sort_by_key(|event| *blake3::hash(&[event.id.as_bytes().as_slice(), &order.to_be_bytes()].concat()).as_bytes());
        let three = Desk::new();
        for event in &ours {
            three.store.import(std::slice::from_ref(event), ids(5_000)).unwrap();
        }
        prop_assert_eq!(three.derived(), expected.clone());
        one.store.rebuild_projections().unwrap();
        prop_assert_eq!(one.derived(), expected);
    }
}
