//! The kinds of event that exist and the bodies they carry.
//!
//! A kind and version once released is frozen by a golden file and must parse
//! for ever. Facts carry the course's uid, the item's id, the content version
//! and what points can be derived from, because the course may be gone or
//! changed when they are read again.

use serde::{Deserialize, Serialize};

use crate::course::model::Difficulty;
use crate::ids::{AttemptId, ContentHash, CourseUid, EventId, ItemId, QuestionId};
use crate::run::report::{Counts, Outcome};
use crate::time::Hlc;

/// Which item of which edition of a course a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ItemRef {
    /// The course.
    pub course: CourseUid,
    /// The item.
    pub item: ItemId,
    /// The course's version then.
    pub version: String,
    /// Most points of the item then.
    pub points: u32,
    /// Difficulty of the item then.
    pub difficulty: Difficulty,
}

/// What a reset covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum ResetScope {
    /// One item.
    Item {
        /// The course.
        course: CourseUid,
        /// The item.
        item: ItemId,
    },
    /// A whole course.
    Course {
        /// The course.
        course: CourseUid,
    },
    /// Everything.
    All,
}

/// Body of `core.redacted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redacted {
    /// The event whose body is blanked.
    pub event: EventId,
}

/// Body of `core.device_named`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceNamed {
    /// What the learner calls the device that writes this stream.
    pub name: String,
}

/// Body of `learning.item_started`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemStarted {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
}

/// Body of `learning.material_completed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialCompleted {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// False takes an earlier completion back (`complete --undo`).
    pub completed: bool,
}

/// Body of `learning.run_finished`. Reports and snapshots stay on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFinished {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// How the run ended.
    pub outcome: Outcome,
    /// How many tests ended how.
    pub counts: Counts,
    /// Ids of failing tests, at most
    /// [`crate::limits::MAX_FAILING_TEST_IDS`], each at most
    /// [`crate::limits::MAX_EVENT_TEXT_CHARS`] characters.
    pub failing: Vec<String>,
    /// Hash of the full report.
    pub report: ContentHash,
}

/// Body of `learning.item_passed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPassed {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
}

/// Body of `learning.hint_used`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintUsed {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Which hint, from 1.
    pub hint: u32,
}

/// Body of `learning.question_answered`: one event per quiz answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAnswered {
    /// The quiz.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The go at the quiz that this belongs to.
    pub attempt: AttemptId,
    /// The question.
    pub question: QuestionId,
    /// The answer as given: option ids, texts or a number's text.
    pub answer: Vec<String>,
    /// Points earned, in thousandths of a point.
    pub earned_milli: u32,
    /// Points of the question, in thousandths of a point.
    pub possible_milli: u32,
}

/// Body of `learning.attempt_finished`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptFinished {
    /// The quiz.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The go at the quiz.
    pub attempt: AttemptId,
    /// Points earned, in thousandths of a point.
    pub earned_milli: u32,
    /// Points of all questions, in thousandths of a point.
    pub possible_milli: u32,
    /// The score needed then, in percent.
    pub pass_percent: u8,
    /// Whether it was reached.
    pub passed: bool,
    /// How many attempts counted then; `None` is all. The attempt counts when
    /// it is among the first so many of all that were finished.
    pub limit: Option<u32>,
}

/// Body of `learning.card_reviewed` (FSRS: 1 again, 2 hard, 3 good, 4 easy).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReviewed {
    /// The course.
    pub course: CourseUid,
    /// The item the card was made from.
    pub item: ItemId,
    /// The question, for cards from quizzes.
    pub question: Option<QuestionId>,
    /// The rating, 1 to 4.
    pub rating: u8,
}

/// Body of `learning.progress_reset`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressReset {
    /// What is reset.
    #[serde(flatten)]
    pub scope: ResetScope,
    /// The greatest clock value in that scope that the device held: facts at
    /// or below it no longer count.
    pub watermark: Hlc,
}

/// One file of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedFile {
    /// Path relative to the working folder.
    pub path: String,
    /// The content's hash; the bytes travel apart.
    pub hash: ContentHash,
    /// Bytes.
    pub size: u64,
}

/// Body of `learning.submitted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Hash of the list of files (canonical JSON of [`SubmittedFile`]s), which
    /// is stored beside the files: a list can be longer than a body.
    pub files: ContentHash,
    /// How many files.
    pub file_count: u32,
    /// Bytes of all of them.
    pub total_bytes: u64,
    /// What the tests said here.
    pub outcome: Outcome,
    /// How many tests ended how.
    pub counts: Counts,
}

/// Body of `prefs.set`: a last-writer-wins register per key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrefSet {
    /// The preference.
    pub key: String,
    /// Its value; `None` clears it.
    pub value: Option<String>,
}

/// Body of `notifications.read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRead {
    /// The event that posted it.
    pub notification: EventId,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $variant:ident($body:ty) = $kind:literal v $version:literal;)*) => {
        /// A fact that this version understands.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fact {
            $($(#[$doc])* $variant($body),)*
        }

        impl Fact {
            /// Every kind and its newest version, in one place.
            pub const KINDS: &'static [(&'static str, u16)] = &[$(($kind, $version)),*];

            /// Its kind, such as `learning.run_finished`.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)* }
            }

            /// The newest schema version of its kind.
            #[must_use]
            pub fn version(&self) -> u16 {
                match self { $(Self::$variant(_) => $version,)* }
            }

            /// Its body as a JSON value.
            ///
            /// # Errors
            /// Never for these plain types; the error is serde's.
            pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Self::$variant(body) => serde_json::to_value(body),)* }
            }

            /// Reads the body of a kind in its newest version. `None` for a
            /// kind this version does not know.
            ///
            /// # Errors
            /// The body does not have the kind's shape.
            pub fn from_value(kind: &str, value: serde_json::Value) -> Result<Option<Self>, serde_json::Error> {
                match kind {
                    $($kind => serde_json::from_value(value).map(|body| Some(Self::$variant(body))),)*
                    _ => Ok(None),
                }
            }
        }
    };
}

facts! {
    /// A body was blanked.
    Redacted(Redacted) = "core.redacted" v 1;
    /// The writing device got a name.
    DeviceNamed(DeviceNamed) = "core.device_named" v 1;
    /// Working files were created, or a material or quiz opened.
    ItemStarted(ItemStarted) = "learning.item_started" v 1;
    /// A material was read to its end, or that was taken back.
    MaterialCompleted(MaterialCompleted) = "learning.material_completed" v 1;
    /// A test run ended.
    RunFinished(RunFinished) = "learning.run_finished" v 1;
    /// An assignment was passed. Written with every passing run; quizzes are
    /// passed by their attempts.
    ItemPassed(ItemPassed) = "learning.item_passed" v 1;
    /// A hint was shown.
    HintUsed(HintUsed) = "learning.hint_used" v 1;
    /// A quiz question was answered.
    QuestionAnswered(QuestionAnswered) = "learning.question_answered" v 1;
    /// A go at a quiz ended.
    AttemptFinished(AttemptFinished) = "learning.attempt_finished" v 1;
    /// A card was reviewed.
    CardReviewed(CardReviewed) = "learning.card_reviewed" v 1;
    /// Progress was set back.
    ProgressReset(ProgressReset) = "learning.progress_reset" v 1;
    /// Files were handed in.
    Submitted(Submitted) = "learning.submitted" v 1;
    /// A notification was read.
    NotificationRead(NotificationRead) = "notifications.read" v 1;
    /// A preference was set.
    PrefSet(PrefSet) = "prefs.set" v 1;
}
