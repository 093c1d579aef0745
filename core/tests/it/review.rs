//! Which cards there are and when each is due: the rules one by one, and all
//! of them against the sorted facts.

use codezest_core::event::kinds::{
    CardReviewed, ItemPassed, ProgressReset, QuestionAnswered, ResetScope, RunFinished,
};
use codezest_core::event::{Applied, Fact, Reducer, fold};
use codezest_core::ids::{ContentHash, QuestionId};
use codezest_core::learning::progress::{ItemState, ItemStatus};
use codezest_core::learning::review::{Memory, Rating};
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::Hlc;
use proptest::prelude::*;

use crate::facts::{self, Known, attempt, course, item, item_ref, meta};

/// The state of facts, each with its clock value and its day.
fn state(facts: &[(u64, i32, Fact)]) -> ItemState {
    let known: Vec<Known> = (1..)
        .zip(facts)
        .map(|(n, (hlc, day, fact))| (meta(*hlc, n, *day), fact.clone()))
        .collect();
    fold(known.iter().map(|(meta, fact)| (*meta, fact)))
}

/// The cards with the days on which they are due, counted as in [`facts`].
fn due(state: &ItemState) -> Vec<(Option<String>, i32)> {
    let cards = state.due_cards().into_iter();
    let cards = cards.map(|(id, day)| (id.map(ToString::to_string), day.to_days() - 20_000));
    cards.collect()
}

fn of_question(day: i32) -> Vec<(Option<String>, i32)> {
    vec![(Some("q1".to_owned()), day)]
}

fn question() -> QuestionId {
    "q1".parse().unwrap()
}

fn answered(earned_milli: u32) -> Fact {
    Fact::QuestionAnswered(QuestionAnswered {
        item: item_ref(false, 10),
        attempt: attempt(1),
        question: question(),
        answer: Vec::new(),
        earned_milli,
        possible_milli: 1_000,
    })
}

fn reviewed(question: Option<QuestionId>, rating: u8) -> Fact {
    Fact::CardReviewed(CardReviewed {
        course: course(),
        item: item(false),
        question,
        rating,
    })
}

fn ran(outcome: Outcome) -> Fact {
    Fact::RunFinished(RunFinished {
        item: item_ref(false, 10),
        outcome,
        counts: Counts::default(),
        failing: Vec::new(),
        report: ContentHash([0; 32]),
    })
}

fn passed() -> Fact {
    Fact::ItemPassed(ItemPassed {
        item: item_ref(false, 10),
    })
}

fn reset(watermark: u64) -> Fact {
    Fact::ProgressReset(ProgressReset {
        scope: ResetScope::All,
        watermark: Hlc::from_u64(watermark).unwrap(),
    })
}

#[test]
fn a_question_that_was_not_answered_entirely_right_is_due_on_the_day_after() {
    assert_eq!(due(&state(&[(1, 0, answered(1_000))])), []);
    for earned in [0, 999] {
        assert_eq!(due(&state(&[(1, 0, answered(earned))])), of_question(1));
    }
    // Right the next time: it was missed all the same.
    let later = [(1, 0, answered(0)), (2, 0, answered(1_000))];
    assert_eq!(due(&state(&later)), of_question(1));
}

#[test]
fn reviews_move_a_card_as_memory_says_and_other_numbers_do_not() {
    let good = |hlc, day| (hlc, day, reviewed(Some(question()), 3));
    let mut facts = vec![(1, 0, answered(0)), good(2, 1)];
    assert_eq!(due(&state(&facts)), of_question(1 + 2));
    facts.push(good(3, 3));
    assert_eq!(due(&state(&facts)), of_question(3 + 11));
    facts.push((4, 14, reviewed(Some(question()), 5)));
    facts.push((5, 14, reviewed(None, 1)));
    assert_eq!(due(&state(&facts)), of_question(3 + 11));

    let state = state(&facts);
    let card = state.cards().of(Some(&question())).unwrap();
    let memory = Memory::first(Rating::Good).after(2, Rating::Good);
    let today = meta(9, 9, 14).day;
    let expected = Rating::ALL.map(|rating| memory.after(11, rating).interval());
    assert_eq!(card.intervals(today), expected);
    assert!(expected.is_sorted() && expected[0] < expected[3]);
}

#[test]
fn a_journey_that_turns_the_calendar_back_is_a_review_of_the_same_day() {
    let back = [
        (1, 0, answered(0)),
        (2, 5, reviewed(Some(question()), 3)),
        (3, 4, reviewed(Some(question()), 3)),
    ];
    let memory = Memory::first(Rating::Good).after(0, Rating::Good);
    let interval = i32::try_from(memory.interval()).unwrap();
    assert_eq!(due(&state(&back)), of_question(5 + interval));
}

#[test]
fn what_is_missed_once_more_is_due_on_the_day_after_that() {
    let again = [
        (1, 0, answered(0)),
        (2, 1, reviewed(Some(question()), 4)),
        (3, 5, answered(0)),
    ];
    assert_eq!(due(&state(&again)), of_question(6));
    assert_eq!(due(&state(&again[..2])), of_question(1 + 8));
}

#[test]
fn an_assignment_comes_back_from_the_day_after_its_pass() {
    let outcomes = [
        (Outcome::Failed, true),
        (Outcome::CompileError, true),
        (Outcome::TimedOutCpu, true),
        (Outcome::TimedOutWall, true),
        (Outcome::OutOfMemory, true),
        (Outcome::OutputLimit, true),
        (Outcome::TooManyProcesses, true),
        (Outcome::DiskLimit, true),
        (Outcome::Crashed, true),
        (Outcome::Passed, false),
        (Outcome::NoTests, false),
        (Outcome::ToolMissing, false),
        (Outcome::SandboxError, false),
        (Outcome::Cancelled, false),
    ];
    for (outcome, card) in outcomes {
        let facts = [(1, 0, ran(outcome)), (2, 4, passed())];
        let expected: &[(Option<String>, i32)] = if card { &[(None, 5)] } else { &[] };
        assert_eq!(due(&state(&facts)), expected, "{outcome:?}");
        assert_eq!(due(&state(&facts[..1])), [], "{outcome:?} is work yet");
    }
}

#[test]
fn a_reset_takes_cards_and_their_reviews_and_a_review_begins_nothing() {
    let before = [
        (1, 0, answered(0)),
        (2, 1, reviewed(Some(question()), 4)),
        (3, 1, reset(2)),
    ];
    let gone = state(&before);
    assert_eq!((due(&gone), gone.is_empty()), (vec![], true));
    // Missed again, it begins anew.
    let anew = [&before[..], &[(4, 2, answered(0))]].concat();
    assert_eq!(due(&state(&anew)), of_question(3));
    let reviewed = state(&[(2, 1, reviewed(Some(question()), 4))]);
    assert_eq!(reviewed.status(), ItemStatus::New);
    assert!(!reviewed.is_empty(), "what it is of may yet arrive");
    assert_eq!(reviewed.last_hlc(), Some(Hlc::from_u64(2).unwrap()));
}

#[test]
fn a_reset_between_a_miss_and_its_review_asks_to_fold_anew() {
    let mut state = state(&[(3, 0, answered(0)), (5, 1, reviewed(Some(question()), 3))]);
    assert_eq!(state.apply(&meta(9, 9, 1), &reset(4)), Applied::Refold);
}

/// When the first question of the first item is due, read off the sorted
/// facts.
fn reading(events: &[Known]) -> Option<i32> {
    let mut events: Vec<&Known> = events.iter().collect();
    events.sort_by_key(|(meta, _)| meta.stamp());
    let watermark = events.iter().filter_map(|(_, fact)| match fact {
        Fact::ProgressReset(body) if body.scope.covers(course(), &item(false)) => {
            Some(body.watermark)
        }
        _ => None,
    });
    let watermark = watermark.max();
    let (mut due, mut missed) = (None, false);
    let mut memory: Option<(i32, Memory)> = None;
    for (meta, fact) in events {
        if fact.item() != Some((course(), &item(false))) || Some(meta.hlc) <= watermark {
            continue;
        }
        let day = meta.day.to_days();
        match fact {
            Fact::QuestionAnswered(body)
                if body.question == question() && body.earned_milli < body.possible_milli =>
            {
                (due, missed) = (Some(day + 1), true);
            }
            Fact::CardReviewed(body) if body.question == Some(question()) => {
                let Ok(rating) = Rating::try_from(body.rating) else {
                    continue;
                };
                let (last, now) = memory.map_or((day, Memory::first(rating)), |(last, memory)| {
                    let days = u32::try_from(day - last).unwrap_or(0);
                    (last.max(day), memory.after(days, rating))
                });
                memory = Some((last, now));
                due = Some(last + i32::try_from(now.interval()).unwrap());
            }
            _ => {}
        }
    }
    due.filter(|_| missed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn cards_are_due_when_the_sorted_facts_say(events in facts::events(40)) {
        let state = facts::first_item(&events);
        let card = state.cards().of(Some(&question()));
        let due = card.and_then(|card| card.due()).map(|day| day.to_days());
        prop_assert_eq!(due, reading(&events));
    }
}
