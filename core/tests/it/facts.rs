//! Sets of events for properties: few items, few clock values and few answers,
//! so that ties, resets and repetitions meet often.

use codezest_core::course::model::Difficulty;
use codezest_core::event::kinds::{
    AttemptFinished, CardReviewed, HintUsed, ItemPassed, ItemRef, ItemStarted, MaterialCompleted,
    PrefSet, ProgressReset, QuestionAnswered, Redacted, ResetScope, RunFinished,
};
use codezest_core::event::{EventMeta, Fact, fold};
use codezest_core::ids::{AttemptId, ContentHash, CourseUid, EventId, ItemId};
use codezest_core::learning::progress::ItemState;
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::{Hlc, LocalDate, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

/// An event as reducers see it.
pub(crate) type Known = (EventMeta, Fact);

/// The course of every item here.
pub(crate) fn course() -> CourseUid {
    CourseUid::derive("id:a")
}

/// One of the two items.
pub(crate) fn item(second: bool) -> ItemId {
    (if second { "second" } else { "first" }).parse().unwrap()
}

/// Sets of at most `most` events.
pub(crate) fn events(most: usize) -> impl Strategy<Value = Vec<Known>> {
    let event = (0..10_u64, 0..4_u128, 0..3_i32, fact());
    prop::collection::vec(event, 0..most).prop_map(|drawn| {
        let number = drawn.into_iter().zip(0_u128..);
        number
            .map(|((hlc, high, day, fact), n)| (meta(hlc, high << 16 | n, day), fact))
            .collect()
    })
}

/// An event's meta; ids order by `n`.
pub(crate) fn meta(hlc: u64, n: u128, day: i32) -> EventMeta {
    const V7: u128 = 0x019d_0000_0000_7000_8000_0000_0000_0000;
    EventMeta {
        id: EventId(Uuid::from_u128(V7 | n)),
        hlc: Hlc::from_u64(hlc).unwrap(),
        at: Timestamp(i64::try_from(n).unwrap()),
        day: LocalDate::from_days(20_000 + day).unwrap(),
    }
}

/// The state of the first item after `events`.
pub(crate) fn first_item(events: &[Known]) -> ItemState {
    let first = item(false);
    let about = events.iter().filter(|(_, fact)| match fact {
        Fact::ProgressReset(reset) => reset.scope.covers(course(), &first),
        fact => fact.item() == Some((course(), &first)),
    });
    fold(about.map(|(meta, fact)| (*meta, fact)))
}

/// The item as facts name it.
pub(crate) fn item_ref(second: bool, points: u32) -> ItemRef {
    ItemRef {
        course: course(),
        item: item(second),
        version: "1.0.0".to_owned(),
        points,
        difficulty: Difficulty::Beginner,
    }
}

/// A go at a quiz.
pub(crate) fn attempt(n: u8) -> AttemptId {
    AttemptId::from_bytes([n; 16])
}

fn fact() -> impl Strategy<Value = Fact> {
    let item =
        || (any::<bool>(), 1..4_u32).prop_map(|(second, points)| item_ref(second, points * 10));
    prop_oneof![
        item().prop_map(|item| Fact::ItemStarted(ItemStarted { item })),
        (item(), any::<bool>()).prop_map(|(item, completed)| Fact::MaterialCompleted(
            MaterialCompleted { item, completed }
        )),
        (item(), 0..3_u32).prop_map(|(item, failed)| Fact::RunFinished(run(item, failed))),
        item().prop_map(|item| Fact::ItemPassed(ItemPassed { item })),
        (item(), 1..4_u32).prop_map(|(item, hint)| Fact::HintUsed(HintUsed { item, hint })),
        (item(), 0..3_u8, any::<bool>(), 0..3_u32).prop_map(|(item, n, second, earned)| {
            Fact::QuestionAnswered(QuestionAnswered {
                item,
                attempt: attempt(n),
                question: (if second { "q2" } else { "q1" }).parse().unwrap(),
                answer: vec![earned.to_string()],
                earned_milli: earned * 500,
                possible_milli: 1_000,
            })
        }),
        (item(), 0..4_u8, 0..5_u32, prop::option::of(1..4_u32)).prop_map(
            |(item, n, earned, limit)| {
                Fact::AttemptFinished(AttemptFinished {
                    item,
                    attempt: attempt(n),
                    earned_milli: earned * 250,
                    possible_milli: 1_000,
                    pass_percent: 70,
                    passed: earned > 2,
                    limit,
                })
            }
        ),
        (item(), 0..3_u8, 0..6_u8).prop_map(|(item, question, rating)| {
            let question = (question > 0).then(|| format!("q{question}").parse().unwrap());
            Fact::CardReviewed(CardReviewed {
                course: item.course,
                item: item.item,
                question,
                rating,
            })
        }),
        (scope(), 0..10_u64).prop_map(|(scope, watermark)| {
            let watermark = Hlc::from_u64(watermark).unwrap();
            Fact::ProgressReset(ProgressReset { scope, watermark })
        }),
        (0..4_u128).prop_map(|n| Fact::Redacted(Redacted {
            event: meta(0, n, 0).id
        })),
        Just(Fact::PrefSet(PrefSet {
            key: "theme".to_owned(),
            value: None
        })),
    ]
}

fn run(item: ItemRef, failed: u32) -> RunFinished {
    let outcome = if failed == 0 {
        Outcome::Passed
    } else {
        Outcome::Failed
    };
    let counts = Counts {
        passed: 3 - failed,
        failed,
        skipped: 0,
        total: 3,
    };
    RunFinished {
        item,
        outcome,
        counts,
        failing: Vec::new(),
        report: ContentHash([0; 32]),
    }
}

fn scope() -> impl Strategy<Value = ResetScope> {
    prop_oneof![
        any::<bool>().prop_map(|second| ResetScope::Item {
            course: course(),
            item: item(second)
        }),
        Just(ResetScope::Course { course: course() }),
        Just(ResetScope::Course {
            course: CourseUid::derive("id:other")
        }),
        Just(ResetScope::All),
    ]
}
