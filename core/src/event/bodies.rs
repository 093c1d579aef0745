//! How bodies are made, so that they always fit an event: texts that come from
//! learners, courses and test frameworks are cut, lists are bounded.

use super::kinds::{AttemptFinished, DeviceNamed, ItemRef, QuestionAnswered, RunFinished};
use crate::course::model::{Course, Item};
use crate::ids::{AttemptId, ContentHash, QuestionId};
use crate::learning::quiz::{Earned, Score};
use crate::limits::{
    MAX_ANSWER_PARTS, MAX_EVENT_LIST_BYTES, MAX_EVENT_TEXT_CHARS, MAX_EVENT_VERSION_CHARS,
    MAX_FAILING_TEST_IDS,
};
use crate::run::report::RunReport;
use crate::text::shorten;

impl ItemRef {
    /// The item as it is in this edition of the course.
    #[must_use]
    pub fn of(course: &Course, item: &Item) -> Self {
        Self {
            course: course.uid,
            item: item.id.clone(),
            version: shorten(&course.version.to_string(), MAX_EVENT_VERSION_CHARS),
            points: item.points,
            difficulty: item.difficulty,
        }
    }
}

impl RunFinished {
    /// What a report says, with the first failing tests; `hash` is that of the
    /// full report, which stays on the device.
    #[must_use]
    pub fn new(item: ItemRef, report: &RunReport, hash: ContentHash) -> Self {
        let failing = report.tests.iter().filter(|test| test.status.is_failure());
        Self {
            item,
            outcome: report.outcome,
            counts: report.counts(),
            failing: bounded(failing.map(|test| test.id.as_str()), MAX_FAILING_TEST_IDS),
            report: hash,
        }
    }
}

impl QuestionAnswered {
    /// An answer, given as option ids, texts or a number's text. What does not
    /// fit an event is left out at its end; `earned` was judged from all of it.
    #[must_use]
    pub fn new<'a>(
        item: ItemRef,
        attempt: AttemptId,
        question: QuestionId,
        answer: impl IntoIterator<Item = &'a str>,
        earned: Earned,
    ) -> Self {
        Self {
            item,
            attempt,
            question,
            answer: bounded(answer, MAX_ANSWER_PARTS),
            earned_milli: earned.earned_milli,
            possible_milli: earned.possible_milli,
        }
    }
}

impl AttemptFinished {
    /// The end of an attempt at a quiz of which the first `limit` attempts
    /// count; `None` is all.
    #[must_use]
    pub fn new(item: ItemRef, attempt: AttemptId, score: &Score, limit: Option<u32>) -> Self {
        Self {
            item,
            attempt,
            earned_milli: score.earned_milli,
            possible_milli: score.possible_milli,
            pass_percent: score.pass_percent,
            passed: score.passed,
            limit,
        }
    }
}

impl DeviceNamed {
    /// A device's name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: shorten(name, MAX_EVENT_TEXT_CHARS),
        }
    }
}

/// The first at most `max` of `texts`, each cut to [`MAX_EVENT_TEXT_CHARS`]
/// characters, as long as the list stays below [`MAX_EVENT_LIST_BYTES`] as JSON
/// (one character can take six bytes there).
fn bounded<'a>(texts: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<String> {
    let mut left = MAX_EVENT_LIST_BYTES;
    texts
        .into_iter()
        .take(max)
        .map(|text| shorten(text, MAX_EVENT_TEXT_CHARS))
        .map_while(|text| {
            let mut json = String::new();
            super::canonical::write_string(&mut json, &text);
            left = left.checked_sub(json.len() + 1)?;
            Some(text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::model::Difficulty;
    use crate::event::{Fact, encode};
    use crate::ids::{CourseUid, EventId, ItemId};
    use crate::run::report::{Captured, Isolation, Outcome, TestCase, TestStatus, Usage};
    use crate::time::{Hlc, Moment, Timestamp, UtcOffset};
    use proptest::prelude::*;

    fn item() -> ItemRef {
        ItemRef {
            course: CourseUid::derive("id:a"),
            item: ItemId::new("i".repeat(64)).unwrap(),
            version: "v".repeat(MAX_EVENT_VERSION_CHARS),
            points: u32::MAX,
            difficulty: Difficulty::Intermediate,
        }
    }

    fn report(ids: &[String]) -> RunReport {
        let tests = ids
            .iter()
            .map(|id| TestCase::new(id.clone(), TestStatus::Fail))
            .collect();
        RunReport {
            outcome: Outcome::TooManyProcesses,
            detail: None,
            isolation: Isolation::Basic,
            build: None,
            tests,
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage::default(),
            notes: Vec::new(),
        }
    }

    fn fits(fact: &Fact) -> Result<(), String> {
        let id = EventId("01890000-0000-7000-8000-000000000001".parse().unwrap());
        let moment = Moment::new(Timestamp(0), UtcOffset(0), 4);
        encode(fact, id, Hlc::ZERO, moment)
            .map(drop)
            .map_err(|error| error.to_string())
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = prop_oneof![
            ".{0,300}",
            "\\PC{0,300}",
            "[\\x00-\\x1f\"\\\\]{0,300}",
            "[😀-😿]{0,300}"
        ];
        prop::collection::vec(text, 0..100)
    }

    proptest! {
        #[test]
        fn a_body_always_fits_an_event(texts in texts()) {
            let run = RunFinished::new(item(), &report(&texts), ContentHash::of(b"r"));
            prop_assert!(run.failing.len() <= 20);
            prop_assert_eq!(fits(&Fact::RunFinished(run)), Ok(()));
            let earned = Earned { earned_milli: u32::MAX, possible_milli: u32::MAX };
            let answer = QuestionAnswered::new(
                item(),
                AttemptId::from_bytes([7; 16]),
                QuestionId::new("q".repeat(64)).unwrap(),
                texts.iter().map(String::as_str),
                earned,
            );
            prop_assert_eq!(fits(&Fact::QuestionAnswered(answer)), Ok(()));
            prop_assert_eq!(fits(&Fact::DeviceNamed(DeviceNamed::new(&texts.concat()))), Ok(()));
        }
    }

    #[test]
    fn the_first_failing_tests_are_named_and_all_are_counted() {
        let ids: Vec<String> = (0..30)
            .map(|n| format!("test {n} {}", "x".repeat(200)))
            .collect();
        let run = RunFinished::new(item(), &report(&ids), ContentHash::of(b"r"));
        assert_eq!(run.counts.failed, 30);
        assert_eq!(run.failing.len(), 20);
        assert!(run.failing[0].starts_with("test 0 ") && run.failing[0].ends_with('…'));
        assert!(run.failing.iter().all(|id| id.chars().count() == 120));
    }
}
