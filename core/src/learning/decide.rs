//! Which facts come of what a learner did. Ids and the learner's present state
//! are passed in; whoever appends the facts does so in one transaction.

use super::progress::{ItemState, ItemStatus};
use super::quiz::{Answer, Graded, Score};
use super::review::Rating;
use crate::event::Fact;
use crate::event::kinds::{
    AttemptFinished, CardReviewed, HintUsed, ItemPassed, ItemRef, ItemStarted, MaterialCompleted,
    ProgressReset, QuestionAnswered, ResetScope, RunFinished,
};
use crate::ids::{AttemptId, ContentHash, QuestionId};
use crate::run::report::RunReport;
use crate::time::Hlc;

/// An item was opened or its working files created: once, until it is reset.
#[must_use]
pub fn start(item: ItemRef, state: &ItemState) -> Option<Fact> {
    (state.status() == ItemStatus::New).then_some(Fact::ItemStarted(ItemStarted { item }))
}

/// A material was read to its end (`completed`), or that is taken back.
/// Nothing when it is so already.
#[must_use]
pub fn complete(item: ItemRef, completed: bool, state: &ItemState) -> Option<Fact> {
    ((state.status() == ItemStatus::Completed) != completed).then_some(Fact::MaterialCompleted(
        MaterialCompleted { item, completed },
    ))
}

/// A test run ended; `hash` is that of the full report, and `whole` says that
/// all tests were run as the course says, which a pass takes.
///
/// The run is recorded, whatever came of it. A passing run also passes the
/// item, every time and not only the first: should a reset that another device
/// wrote in between take the first pass away, the second must still count.
#[must_use]
pub fn finish_run(item: ItemRef, report: &RunReport, hash: ContentHash, whole: bool) -> Vec<Fact> {
    let passed =
        (whole && report.passed()).then(|| Fact::ItemPassed(ItemPassed { item: item.clone() }));
    let run = Fact::RunFinished(RunFinished::new(item, report, hash));
    std::iter::once(run).chain(passed).collect()
}

/// A hint was shown: once each, until the item is reset.
#[must_use]
pub fn show_hint(item: ItemRef, hint: u32, state: &ItemState) -> Option<Fact> {
    (!state.hints().contains(hint)).then_some(Fact::HintUsed(HintUsed { item, hint }))
}

/// A question was answered. Written at once, so that an interrupted attempt
/// can go on.
#[must_use]
pub fn answer(
    item: ItemRef,
    attempt: AttemptId,
    question: QuestionId,
    answer: &Answer,
    graded: &Graded,
) -> Fact {
    let words = answer.words();
    let words = words.iter().map(String::as_str);
    let body = QuestionAnswered::new(item, attempt, question, words, graded.earned());
    Fact::QuestionAnswered(body)
}

/// An attempt ended. The score is that of all questions of the quiz: one that
/// was not answered earned nothing of what was possible. `limit` is how many
/// attempts count by the quiz, if not all.
#[must_use]
pub fn finish_attempt(
    item: ItemRef,
    attempt: AttemptId,
    score: &Score,
    limit: Option<u32>,
) -> Fact {
    Fact::AttemptFinished(AttemptFinished::new(item, attempt, score, limit))
}

/// A card was reviewed: that of `question`, or of the item itself.
#[must_use]
pub fn review(item: ItemRef, question: Option<QuestionId>, rating: Rating) -> Fact {
    Fact::CardReviewed(CardReviewed {
        course: item.course,
        item: item.item,
        question,
        rating: rating.number(),
    })
}

/// Progress is set back. `greatest` is the greatest clock value of any event
/// in that scope that the device holds; with none there is nothing to reset.
#[must_use]
pub fn reset(scope: ResetScope, greatest: Option<Hlc>) -> Option<Fact> {
    greatest.map(|watermark| Fact::ProgressReset(ProgressReset { scope, watermark }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::model::Difficulty;
    use crate::event::{EventMeta, Reducer};
    use crate::ids::{CourseUid, EventId};
    use crate::learning::quiz::Earned;
    use crate::run::report::{Captured, Isolation, Outcome, TestCase, TestStatus, Usage};
    use crate::time::{LocalDate, Timestamp};

    fn item() -> ItemRef {
        ItemRef {
            course: CourseUid::derive("id:a"),
            item: "sum-two".parse().unwrap(),
            version: "1.0.0".to_owned(),
            points: 10,
            difficulty: Difficulty::Beginner,
        }
    }

    fn after(facts: &[Fact]) -> ItemState {
        let mut state = ItemState::default();
        for (n, fact) in (1_u8..).zip(facts) {
            let meta = EventMeta {
                id: EventId::from_bytes([n; 16]),
                hlc: Hlc::from_u64(u64::from(n)).unwrap(),
                at: Timestamp(0),
                day: LocalDate::from_days(0).unwrap(),
            };
            let _ = state.apply(&meta, fact);
        }
        state
    }

    fn report(outcome: Outcome) -> RunReport {
        RunReport {
            outcome,
            detail: None,
            isolation: Isolation::Basic,
            build: None,
            tests: vec![
                TestCase::new("adds", TestStatus::Pass),
                TestCase::new("halves", TestStatus::Timeout),
                TestCase::new("later", TestStatus::Skip),
            ],
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn every_run_is_recorded_and_every_passing_one_passes() {
        let hash = ContentHash::of(b"report");
        let kinds = |outcome| -> Vec<&str> {
            let facts = finish_run(item(), &report(outcome), hash, true);
            facts.iter().map(Fact::kind).collect()
        };
        let both = ["learning.run_finished", "learning.item_passed"];
        assert_eq!(kinds(Outcome::Passed), both);
        for outcome in [
            Outcome::Failed,
            Outcome::CompileError,
            Outcome::NoTests,
            Outcome::SandboxError,
            Outcome::Cancelled,
        ] {
            assert_eq!(kinds(outcome), both[..1], "{outcome:?}");
        }
        let facts = finish_run(item(), &report(Outcome::TimedOutCpu), hash, true);
        let [Fact::RunFinished(run)] = facts.as_slice() else {
            panic!("{facts:?}");
        };
        assert_eq!(run.failing, ["halves"]);
        assert_eq!(
            (run.counts.passed, run.counts.failed, run.counts.skipped),
            (1, 1, 1)
        );
    }

    #[test]
    fn an_item_starts_once() {
        let first = start(item(), &ItemState::default()).unwrap();
        assert_eq!(start(item(), &after(&[first])), None);
    }

    #[test]
    fn a_completion_is_written_when_it_changes_something() {
        let read = complete(item(), true, &ItemState::default()).unwrap();
        assert_eq!(complete(item(), false, &ItemState::default()), None);
        let state = after(std::slice::from_ref(&read));
        assert_eq!(complete(item(), true, &state), None);
        let undone = complete(item(), false, &state).unwrap();
        assert!(complete(item(), true, &after(&[read, undone])).is_some());
    }

    #[test]
    fn a_hint_is_written_once() {
        let hint = show_hint(item(), 1, &ItemState::default()).unwrap();
        let state = after(&[hint]);
        assert_eq!(show_hint(item(), 1, &state), None);
        assert!(show_hint(item(), 2, &state).is_some());
    }

    #[test]
    fn an_attempt_carries_the_terms_of_its_time() {
        let attempt = AttemptId::from_bytes([7; 16]);
        let score = Score::new(Earned::from((700, 1_000)), 70);
        let Fact::AttemptFinished(body) = finish_attempt(item(), attempt, &score, Some(2)) else {
            panic!("another fact");
        };
        assert_eq!((body.earned_milli, body.possible_milli), (700, 1_000));
        assert_eq!(
            (body.pass_percent, body.passed, body.limit),
            (70, true, Some(2))
        );
    }

    #[test]
    fn a_reset_takes_what_the_device_holds_and_nothing_resets_nothing() {
        let passed = Fact::ItemPassed(ItemPassed { item: item() });
        let held = after(std::slice::from_ref(&passed)).last_hlc();
        let reset_fact = reset(ResetScope::All, held).unwrap();
        assert!(!after(&[passed, reset_fact]).is_done());
        assert_eq!(reset(ResetScope::All, None), None);
    }
}
