//! One item: what a learner's events about it amount to.
//!
//! | Kind of item | Done when | Points |
//! |---|---|---|
//! | material | the last `material_completed` says so | all |
//! | assignment | there is an `item_passed` | all, as of the first pass |
//! | quiz | an attempt that counts passed | the best such attempt's share |
//!
//! Points are what the item was worth in the edition in which they were
//! earned. They are read off these facts and never summed up, so that nothing
//! can be earned twice.

use serde::{Deserialize, Serialize};

use super::attempts::Attempts;
use super::hints::Hints;
use super::review::Cards;
use super::runs::Runs;
use crate::event::reduce::{Earliest, Latest};
use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::ids::QuestionId;
use crate::time::{Hlc, LocalDate, Timestamp};

/// How far an item is.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ItemStatus {
    /// Nothing happened yet.
    #[default]
    New,
    /// Something did.
    Started,
    /// A material was read.
    Completed,
    /// An assignment or a quiz was passed.
    Passed,
}

impl ItemStatus {
    /// Whether it counts as done.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Completed | Self::Passed)
    }
}

/// A completion or a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    #[serde(rename = "t")]
    pub at: Timestamp,
    /// Most points of the item then.
    #[serde(rename = "m")]
    pub points: u32,
}

/// Whether a material is complete: the last word counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Completion(Option<Latest<Option<Done>>>);

impl Completion {
    /// The completion, unless there is none or it was taken back.
    #[must_use]
    pub fn done(&self) -> Option<Done> {
        self.0.as_ref().and_then(|register| register.value)
    }

    fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Reducer for Completion {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::MaterialCompleted(body) = fact else {
            return Applied::Unchanged;
        };
        let done = body.completed.then_some(Done {
            at: meta.at,
            points: body.item.points,
        });
        Latest::write(&mut self.0, meta.stamp(), done)
    }
}

/// A pass, and on which learning day. Not a flattened [`Done`]: reading that
/// back takes serde much longer, and a state is read with every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Pass {
    #[serde(rename = "t")]
    at: Timestamp,
    #[serde(rename = "m")]
    points: u32,
    #[serde(rename = "d")]
    day: LocalDate,
}

/// The first pass of an assignment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FirstPass(Option<Earliest<Pass>>);

impl FirstPass {
    /// The pass, if there is one.
    #[must_use]
    pub fn done(&self) -> Option<Done> {
        self.0.as_ref().map(|register| Done {
            at: register.value.at,
            points: register.value.points,
        })
    }

    /// On which learning day it was passed, if it was.
    #[must_use]
    pub fn day(&self) -> Option<LocalDate> {
        self.0.as_ref().map(|register| register.value.day)
    }

    fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Reducer for FirstPass {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        let Fact::ItemPassed(body) = fact else {
            return Applied::Unchanged;
        };
        let pass = Pass {
            at: meta.at,
            points: body.item.points,
            day: meta.day,
        };
        Earliest::write(&mut self.0, meta.stamp(), pass)
    }
}

/// The least and the greatest clock value of the facts that were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Hlc, Hlc)", into = "(Hlc, Hlc)")]
struct Span {
    first: Hlc,
    last: Hlc,
}

impl From<(Hlc, Hlc)> for Span {
    fn from((first, last): (Hlc, Hlc)) -> Self {
        Self { first, last }
    }
}

impl From<Span> for (Hlc, Hlc) {
    fn from(span: Span) -> Self {
        (span.first, span.last)
    }
}

impl Span {
    /// `span` with `hlc` in it.
    fn with(span: Option<Self>, hlc: Hlc) -> Self {
        let span = span.unwrap_or(Self {
            first: hlc,
            last: hlc,
        });
        Self {
            first: span.first.min(hlc),
            last: span.last.max(hlc),
        }
    }
}

/// Everything about one item that a learner's list, status line or next step
/// needs; a store keeps one row of it per item.
///
/// It is given every fact whose [`Fact::item`] is this item, and every reset
/// whose scope covers it. When a reset answers [`Applied::Refold`], facts on
/// both sides of its watermark were counted: throw the state away and
/// [`crate::event::fold`] those events anew. A row for an item that had none
/// begins as [`ItemState::since`] the item's watermark
/// ([`super::reset::Watermarks::of`]).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemState {
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    watermark: Option<Hlc>,
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(rename = "c", skip_serializing_if = "Completion::is_empty")]
    completion: Completion,
    #[serde(rename = "p", skip_serializing_if = "FirstPass::is_empty")]
    pass: FirstPass,
    #[serde(rename = "a", skip_serializing_if = "Attempts::is_empty")]
    attempts: Attempts,
    #[serde(rename = "h", skip_serializing_if = "Hints::is_empty")]
    hints: Hints,
    #[serde(rename = "r", skip_serializing_if = "Runs::is_empty")]
    runs: Runs,
    #[serde(rename = "q", skip_serializing_if = "Cards::is_empty")]
    cards: Cards,
}

impl ItemState {
    /// The version of the stored form. A store that finds rows of another
    /// version folds them anew.
    pub const VERSION: u32 = 2;

    /// The state of an item about which nothing above `watermark` is known.
    #[must_use]
    pub fn since(watermark: Option<Hlc>) -> Self {
        Self {
            watermark,
            ..Self::default()
        }
    }

    /// How far it is.
    #[must_use]
    pub fn status(&self) -> ItemStatus {
        if self.pass.done().is_some() || self.attempts.first_pass().is_some() {
            ItemStatus::Passed
        } else if self.completion.done().is_some() {
            ItemStatus::Completed
        } else if self.span.is_some() {
            ItemStatus::Started
        } else {
            ItemStatus::New
        }
    }

    /// Whether it counts as done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.status().is_done()
    }

    /// When it was completed or first passed.
    #[must_use]
    pub fn done_at(&self) -> Option<Timestamp> {
        let quiz = self.attempts.first_pass().map(|attempt| attempt.value.at);
        let own = self
            .pass
            .done()
            .or(self.completion.done())
            .map(|done| done.at);
        own.or(quiz)
    }

    /// The points earned.
    #[must_use]
    pub fn points(&self) -> u32 {
        let own = self
            .pass
            .done()
            .or(self.completion.done())
            .map_or(0, |done| done.points);
        own.max(self.attempts.points())
    }

    /// The finished attempts, for a quiz.
    #[must_use]
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// The hints shown.
    #[must_use]
    pub fn hints(&self) -> &Hints {
        &self.hints
    }

    /// The test runs.
    #[must_use]
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    /// What was missed and reviewed.
    #[must_use]
    pub fn cards(&self) -> &Cards {
        &self.cards
    }

    /// The cards that come back, each with the learning day from which it is
    /// due; `None` is the item itself, which waits until the day after it was
    /// passed: before that it is ordinary work.
    #[must_use]
    pub fn due_cards(&self) -> Vec<(Option<&QuestionId>, LocalDate)> {
        let own = self.cards.of(None).and_then(super::review::Card::due);
        let own = own.zip(self.pass.day());
        let own = own.map(|(due, passed)| (None, due.max(passed.plus_days(1))));
        let questions = self.cards.of_questions();
        let questions = questions.filter_map(|(id, card)| Some((Some(id), card.due()?)));
        own.into_iter().chain(questions).collect()
    }

    /// Whether nothing about it counts, so that it need not be kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.span.is_none() && self.cards.is_empty()
    }

    /// When something last happened, by the clocks of the devices; for "go on
    /// where you left".
    #[must_use]
    pub fn last_active(&self) -> Option<Timestamp> {
        self.span
            .and_then(|span| i64::try_from(span.last.millis()).ok())
            .map(Timestamp)
    }

    /// The greatest clock value that was counted: the watermark of a reset.
    #[must_use]
    pub fn last_hlc(&self) -> Option<Hlc> {
        self.counted().map(|span| span.last)
    }

    /// Everything that was counted, reviews too.
    fn counted(&self) -> Option<Span> {
        self.cards
            .reviewed()
            .fold(self.span, |span, hlc| Some(Span::with(span, hlc)))
    }

    fn reset(&mut self, watermark: Hlc) -> Applied {
        if self.watermark >= Some(watermark) {
            return Applied::Unchanged;
        }
        match self.counted() {
            Some(span) if span.first <= watermark && span.last > watermark => Applied::Refold,
            Some(span) if span.last <= watermark => {
                *self = Self::since(Some(watermark));
                Applied::Changed
            }
            _ => {
                self.watermark = Some(watermark);
                Applied::Changed
            }
        }
    }

    fn count(&mut self, hlc: Hlc) -> Applied {
        let span = Some(Span::with(self.span, hlc));
        let changed = self.span != span;
        self.span = span;
        Applied::changed_if(changed)
    }
}

impl Reducer for ItemState {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        if let Fact::ProgressReset(reset) = fact {
            return self.reset(reset.watermark);
        }
        let hidden = self
            .watermark
            .is_some_and(|watermark| meta.hlc <= watermark);
        if hidden {
            return Applied::Unchanged;
        }
        let cards = self.cards.apply(meta, fact);
        // Reviewing a card of a passed or reset item does not start it again.
        if fact.item_ref().is_none() {
            return cards;
        }
        cards
            .and(self.count(meta.hlc))
            .and(self.completion.apply(meta, fact))
            .and(self.pass.apply(meta, fact))
            .and(self.attempts.apply(meta, fact))
            .and(self.hints.apply(meta, fact))
            .and(self.runs.apply(meta, fact))
    }
}
