//! What a learner's events about an item amount to: the rules one by one, and
//! all of them against a second, slower way to read them.

use codezest_core::event::kinds::{
    AttemptFinished, HintUsed, ItemPassed, ItemStarted, MaterialCompleted, ProgressReset,
    QuestionAnswered, ResetScope, RunFinished,
};
use codezest_core::event::{Applied, Fact, Reducer, fold};
use codezest_core::ids::ContentHash;
use codezest_core::learning::attempts::Answers;
use codezest_core::learning::progress::{ItemState, ItemStatus};
use codezest_core::learning::quiz::Earned;
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::{Hlc, Timestamp};
use proptest::prelude::*;

use crate::facts::{self, Known, attempt, course, item, item_ref, meta};

/// The state of facts at these clock values.
fn state(facts: &[(u64, Fact)]) -> ItemState {
    let known: Vec<Known> = (1..)
        .zip(facts)
        .map(|(n, (hlc, fact))| (meta(*hlc, n, 0), fact.clone()))
        .collect();
    fold(known.iter().map(|(meta, fact)| (*meta, fact)))
}

fn started() -> Fact {
    Fact::ItemStarted(ItemStarted {
        item: item_ref(false, 10),
    })
}

fn completed(completed: bool) -> Fact {
    Fact::MaterialCompleted(MaterialCompleted {
        item: item_ref(false, 10),
        completed,
    })
}

fn passed(points: u32) -> Fact {
    Fact::ItemPassed(ItemPassed {
        item: item_ref(false, points),
    })
}

fn finished(n: u8, earned_milli: u32, limit: Option<u32>) -> Fact {
    Fact::AttemptFinished(AttemptFinished {
        item: item_ref(false, 20),
        attempt: attempt(n),
        earned_milli,
        possible_milli: 1_000,
        pass_percent: 70,
        passed: earned_milli >= 700,
        limit,
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

fn reset(watermark: u64) -> Fact {
    Fact::ProgressReset(ProgressReset {
        scope: ResetScope::All,
        watermark: Hlc::from_u64(watermark).unwrap(),
    })
}

#[test]
fn an_item_is_new_started_completed_or_passed() {
    let cases = [
        (vec![], ItemStatus::New, 0),
        (vec![(1, started())], ItemStatus::Started, 0),
        (vec![(1, ran(Outcome::Failed))], ItemStatus::Started, 0),
        (vec![(1, ran(Outcome::Passed))], ItemStatus::Started, 0),
        (vec![(1, completed(true))], ItemStatus::Completed, 10),
        (vec![(1, passed(10))], ItemStatus::Passed, 10),
        (vec![(1, finished(1, 699, None))], ItemStatus::Started, 0),
        (vec![(1, finished(1, 700, None))], ItemStatus::Passed, 14),
    ];
    for (facts, status, points) in cases {
        let state = state(&facts);
        assert_eq!(
            (state.status(), state.points()),
            (status, points),
            "{facts:?}"
        );
        assert_eq!(state.done_at().is_some(), state.is_done(), "{facts:?}");
    }
}

#[test]
fn the_last_word_on_a_material_counts_by_clock() {
    let undone = state(&[(1, completed(true)), (2, completed(false))]);
    assert_eq!((undone.status(), undone.points()), (ItemStatus::Started, 0));
    assert!(state(&[(2, completed(true)), (1, completed(false))]).is_done());
    assert!(
        !state(&[(1, completed(true)), (1, completed(false))]).is_done(),
        "the greater id"
    );
}

#[test]
fn points_are_those_of_the_first_pass() {
    let twice = state(&[(5, passed(30)), (2, passed(10)), (9, passed(20))]);
    assert_eq!(twice.points(), 10);
    assert_eq!(twice.done_at(), Some(Timestamp(2)));
}

#[test]
fn the_best_attempt_counts_for_points_and_all_are_kept() {
    let quiz = state(&[
        (1, finished(1, 800, None)),
        (2, finished(2, 1_000, None)),
        (3, finished(3, 100, None)),
    ]);
    assert_eq!(quiz.attempts().count(), 3);
    assert_eq!(quiz.attempts().best().map(Earned::percent), Some(100));
    assert_eq!(quiz.points(), 20);
    assert_eq!(
        quiz.done_at(),
        Some(Timestamp(1)),
        "the first pass, not the best"
    );
}

#[test]
fn only_the_first_attempts_count_where_they_are_limited() {
    let two = Some(2);
    let quiz = |facts: &[(u64, Fact)]| state(facts);
    let late = quiz(&[
        (1, finished(1, 0, two)),
        (2, finished(2, 500, two)),
        (3, finished(3, 1_000, two)),
    ]);
    assert_eq!((late.status(), late.points()), (ItemStatus::Started, 0));
    assert_eq!(late.attempts().best().map(Earned::percent), Some(50));
    assert_eq!(late.attempts().count(), 3);
    assert_eq!(late.attempts().left(two), Some(0));
    // The same attempts, the good one earlier by clock though it came last.
    let early = quiz(&[
        (2, finished(1, 0, two)),
        (3, finished(2, 500, two)),
        (1, finished(3, 1_000, two)),
    ]);
    assert_eq!((early.status(), early.points()), (ItemStatus::Passed, 20));
}

#[test]
fn an_attempt_that_two_copies_hand_in_is_one() {
    let quiz = state(&[(2, finished(1, 1_000, None)), (1, finished(1, 200, None))]);
    assert_eq!(quiz.attempts().count(), 1);
    assert_eq!(quiz.attempts().best().map(Earned::percent), Some(20));
    assert_eq!(quiz.attempts().left(Some(3)), Some(2));
}

#[test]
fn the_last_answer_to_a_question_counts() {
    let answer = |n: u8, text: &str| {
        Fact::QuestionAnswered(QuestionAnswered {
            item: item_ref(false, 20),
            attempt: attempt(n),
            question: "q1".parse().unwrap(),
            answer: vec![text.to_owned()],
            earned_milli: 0,
            possible_milli: 1_000,
        })
    };
    let known = [
        (meta(2, 1, 0), answer(1, "late")),
        (meta(1, 2, 0), answer(1, "early")),
        (meta(9, 3, 0), answer(2, "other")),
    ];
    let answers: Answers = fold(known.iter().map(|(meta, fact)| (*meta, fact)));
    let of_one: Vec<_> = answers
        .of(attempt(1))
        .map(|(_, answer)| answer.answer.concat())
        .collect();
    assert_eq!(of_one, ["late"]);
    assert_eq!(answers.attempts().count(), 2);
}

#[test]
fn hints_are_a_set_and_the_next_one_is_known() {
    let hint = |hint| {
        Fact::HintUsed(HintUsed {
            item: item_ref(false, 10),
            hint,
        })
    };
    let state = state(&[(1, hint(1)), (2, hint(3)), (3, hint(1))]);
    assert_eq!(state.hints().iter().collect::<Vec<_>>(), [1, 3]);
    assert_eq!(
        [state.hints().next(3), state.hints().next(1)],
        [Some(2), None]
    );
}

#[test]
fn runs_are_counted_and_the_last_by_clock_is_shown() {
    let state = state(&[
        (9, ran(Outcome::Passed)),
        (3, ran(Outcome::Failed)),
        (3, ran(Outcome::Crashed)),
    ]);
    assert_eq!(state.runs().count(), 3);
    assert_eq!(state.runs().last().unwrap().value.outcome, Outcome::Passed);
}

#[test]
fn a_reset_hides_what_is_at_or_below_its_watermark_also_when_that_comes_later() {
    let mut state = ItemState::default();
    let mut apply = |hlc, n, fact: &Fact| {
        let applied = state.apply(&meta(hlc, n, 0), fact);
        (applied, state.status(), state.points())
    };
    assert_eq!(
        apply(5, 1, &passed(10)),
        (Applied::Changed, ItemStatus::Passed, 10)
    );
    assert_eq!(
        apply(6, 2, &reset(5)),
        (Applied::Changed, ItemStatus::New, 0)
    );
    assert_eq!(
        apply(5, 3, &passed(10)),
        (Applied::Unchanged, ItemStatus::New, 0)
    );
    assert_eq!(
        apply(6, 4, &passed(30)),
        (Applied::Changed, ItemStatus::Passed, 30)
    );
    assert_eq!(apply(8, 5, &reset(5)).0, Applied::Unchanged);
}

#[test]
fn a_reset_between_facts_asks_to_fold_anew() {
    let facts = [(1, passed(10)), (9, passed(30))];
    let mut both = state(&facts);
    assert_eq!(both.apply(&meta(5, 9, 0), &reset(4)), Applied::Refold);
    let anew = state(&[facts.as_slice(), &[(5, reset(4))]].concat());
    assert_eq!((anew.status(), anew.points()), (ItemStatus::Passed, 30));
}

/// The rules once more, read off the sorted facts, without registers.
#[derive(Debug, PartialEq)]
struct Reading {
    status: ItemStatus,
    points: u32,
    hints: Vec<u32>,
    runs: u32,
    last_run: Option<Outcome>,
    last: Option<Hlc>,
}

impl Reading {
    fn of_state(state: &ItemState) -> Self {
        Self {
            status: state.status(),
            points: state.points(),
            hints: state.hints().iter().collect(),
            runs: state.runs().count(),
            last_run: state.runs().last().map(|run| run.value.outcome),
            last: state.last_hlc(),
        }
    }

    fn of_events(events: &[Known]) -> Self {
        let watermark = events.iter().filter_map(|(_, fact)| match fact {
            Fact::ProgressReset(reset) if reset.scope.covers(course(), &item(false)) => {
                Some(reset.watermark)
            }
            _ => None,
        });
        let watermark = watermark.max();
        let reviewed = events.iter().filter(|(meta, fact)| {
            let Fact::CardReviewed(body) = fact else {
                return false;
            };
            body.item == item(false) && Some(meta.hlc) > watermark && (1..=4).contains(&body.rating)
        });
        let reviewed = reviewed.map(|(meta, _)| meta.hlc).max();
        let mut counted: Vec<&Known> = events
            .iter()
            .filter(|(meta, fact)| {
                let about = fact
                    .item_ref()
                    .is_some_and(|about| about.item == item(false));
                about && Some(meta.hlc) > watermark
            })
            .collect();
        counted.sort_by_key(|(meta, _)| (meta.hlc, meta.id));
        let completion = counted.iter().rev().find_map(|(_, fact)| match fact {
            Fact::MaterialCompleted(body) => Some((body.completed, body.item.points)),
            _ => None,
        });
        let completion = completion
            .filter(|(completed, _)| *completed)
            .map(|(_, points)| points);
        let pass = counted.iter().find_map(|(_, fact)| match fact {
            Fact::ItemPassed(body) => Some(body.item.points),
            _ => None,
        });
        let quiz = quiz_points(&counted);
        let runs: Vec<Outcome> = counted
            .iter()
            .filter_map(|(_, fact)| match fact {
                Fact::RunFinished(body) => Some(body.outcome),
                _ => None,
            })
            .collect();
        let mut hints: Vec<u32> = counted
            .iter()
            .filter_map(|(_, fact)| match fact {
                Fact::HintUsed(body) => Some(body.hint),
                _ => None,
            })
            .collect();
        hints.sort_unstable();
        hints.dedup();
        Self {
            status: match (pass.or(quiz), completion, counted.is_empty()) {
                (Some(_), _, _) => ItemStatus::Passed,
                (_, Some(_), _) => ItemStatus::Completed,
                (_, _, false) => ItemStatus::Started,
                _ => ItemStatus::New,
            },
            points: pass.or(completion).unwrap_or(0).max(quiz.unwrap_or(0)),
            hints,
            runs: u32::try_from(runs.len()).unwrap(),
            last_run: runs.last().copied(),
            last: counted.last().map(|(meta, _)| meta.hlc).max(reviewed),
        }
    }
}

fn quiz_points(counted: &[&Known]) -> Option<u32> {
    let mut handed_in = Vec::new();
    let mut best = None;
    for (_, fact) in counted {
        let Fact::AttemptFinished(body) = fact else {
            continue;
        };
        if handed_in.contains(&body.attempt) {
            continue;
        }
        handed_in.push(body.attempt);
        let counts = body
            .limit
            .is_none_or(|limit| handed_in.len() <= usize::try_from(limit).unwrap());
        if counts && body.passed {
            best = best.max(Some(
                body.item.points * body.earned_milli / body.possible_milli,
            ));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn a_state_says_what_the_sorted_facts_say(events in facts::events(30)) {
        let state = facts::first_item(&events);
        prop_assert_eq!(Reading::of_state(&state), Reading::of_events(&events));
    }
}
