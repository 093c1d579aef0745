//! One fact of every kind, as an event with a fixed id, clock and time, and the
//! golden files that hold them. Shared with `examples/bless_events.rs`.

use std::path::{Path, PathBuf};

use codezest_core::course::model::Difficulty;
use codezest_core::event::kinds::{
    AttemptFinished, CardReviewed, DeviceNamed, HintUsed, ItemPassed, ItemRef, ItemStarted,
    MaterialCompleted, NotificationRead, PrefSet, ProgressReset, QuestionAnswered, Redacted,
    ResetScope, RunFinished, Submitted,
};
use codezest_core::event::{Event, Fact, encode, event_hash};
use codezest_core::ids::{AttemptId, ContentHash, CourseUid, EventId};
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::{Hlc, Moment, Timestamp, UtcOffset};

/// 2026-11-23 02:30 in Berlin: still the learning day of the 22nd.
const AT: Timestamp = Timestamp(1_795_397_400_000);

/// The event of [`fact`].
pub(crate) fn event(kind: &str) -> Event {
    let id = event_id("019d0000-0000-7000-8000-000000000001");
    let moment = Moment::new(AT, UtcOffset(60), 4);
    encode(&fact(kind), id, Hlc::ZERO.tick(AT, 0), moment).unwrap()
}

/// A fact of that kind with every optional part present.
///
/// # Panics
/// There is no sample of that kind: write one.
pub(crate) fn fact(kind: &str) -> Fact {
    let attempt = AttemptId(event_id("019d0000-0000-7000-8000-0000000000aa").0);
    let counts = Counts {
        passed: 2,
        failed: 1,
        skipped: 1,
        total: 4,
    };
    match kind {
        "core.redacted" => Fact::Redacted(Redacted {
            event: event_id("019d0000-0000-7000-8000-000000000002"),
        }),
        "core.device_named" => Fact::DeviceNamed(DeviceNamed {
            name: "the \"blue\" one\u{1} \u{1f600}".to_owned(),
        }),
        "learning.item_started" => Fact::ItemStarted(ItemStarted { item: item() }),
        "learning.material_completed" => Fact::MaterialCompleted(MaterialCompleted {
            item: item(),
            completed: true,
        }),
        "learning.run_finished" => Fact::RunFinished(RunFinished {
            item: item(),
            outcome: Outcome::Failed,
            counts,
            failing: vec!["sums::two numbers".to_owned(), "größe".to_owned()],
            report: ContentHash::of(b"report"),
        }),
        "learning.item_passed" => Fact::ItemPassed(ItemPassed { item: item() }),
        "learning.hint_used" => Fact::HintUsed(HintUsed {
            item: item(),
            hint: 2,
        }),
        "learning.question_answered" => Fact::QuestionAnswered(QuestionAnswered {
            item: item(),
            attempt,
            question: "assign".parse().unwrap(),
            answer: vec!["one".to_owned(), "two".to_owned()],
            earned_milli: 500,
            possible_milli: 1_000,
        }),
        "learning.attempt_finished" => Fact::AttemptFinished(AttemptFinished {
            item: item(),
            attempt,
            earned_milli: 2_500,
            possible_milli: 3_000,
            pass_percent: 70,
            passed: true,
            limit: Some(3),
        }),
        "learning.card_reviewed" => Fact::CardReviewed(CardReviewed {
            course: item().course,
            item: item().item,
            question: Some("assign".parse().unwrap()),
            rating: 3,
        }),
        "learning.progress_reset" => Fact::ProgressReset(ProgressReset {
            scope: ResetScope::Item {
                course: item().course,
                item: item().item,
            },
            watermark: Hlc::ZERO.tick(AT, -1_000),
        }),
        "learning.submitted" => Fact::Submitted(Submitted {
            item: item(),
            files: ContentHash::of(b"files"),
            file_count: 2,
            total_bytes: 1_234,
            outcome: Outcome::Passed,
            counts,
        }),
        "notifications.read" => Fact::NotificationRead(NotificationRead {
            notification: event_id("019d0000-0000-7000-8000-000000000003"),
        }),
        "prefs.set" => Fact::PrefSet(PrefSet {
            key: "theme".to_owned(),
            value: Some("dark".to_owned()),
        }),
        other => panic!(
            "there is no sample of the kind {other}: write one in {}",
            file!()
        ),
    }
}

fn item() -> ItemRef {
    ItemRef {
        course: CourseUid::derive("id:python-first-steps"),
        item: "sum-two".parse().unwrap(),
        version: "1.0.0".to_owned(),
        points: 10,
        difficulty: Difficulty::Beginner,
    }
}

fn event_id(text: &str) -> EventId {
    text.parse().unwrap()
}

/// What a golden file pins.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Golden {
    /// The canonical body.
    pub(crate) body: String,
    /// The canonical envelope.
    pub(crate) envelope: String,
    /// BLAKE3 of the body.
    pub(crate) body_hash: String,
    /// BLAKE3 of envelope and body hash.
    pub(crate) event_hash: String,
    /// The wire form.
    pub(crate) event: serde_json::Value,
}

impl Golden {
    /// What the code makes of `event` now.
    pub(crate) fn of(event: &Event) -> Self {
        Self {
            body: event.body.clone().unwrap(),
            envelope: event.canonical_envelope(),
            body_hash: ContentHash(event.body_hash).to_string(),
            event_hash: event_hash(event).to_string(),
            event: serde_json::to_value(event).unwrap(),
        }
    }
}

/// Where the golden file of a kind and version is.
pub(crate) fn path(kind: &str, v: u16) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/events");
    folder.join(format!("{kind}.v{v}.json"))
}
