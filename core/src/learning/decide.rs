//! Which facts come of what a learner did. Ids and the learner's present state
//! are passed in; whoever appends the facts does so in one transaction.

use super::attempts::Earned;
use super::progress::{ItemState, ItemStatus};
use crate::event::Fact;
use crate::event::bodies::QuizTerms;
use crate::event::kinds::{
    AttemptFinished, HintUsed, ItemPassed, ItemRef, ItemStarted, MaterialCompleted, ProgressReset,
    QuestionAnswered, ResetScope, RunFinished,
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

/// A test run ended; `hash` is that of the full report.
///
/// The run is recorded, whatever came of it. A passing run also passes the
/// item, every time and not only the first: should a reset that another device
/// wrote in between take the first pass away, the second must still count.
#[must_use]
pub fn finish_run(item: ItemRef, report: &RunReport, hash: ContentHash) -> Vec<Fact> {
    let passed = report
        .passed()
        .then(|| Fact::ItemPassed(ItemPassed { item: item.clone() }));
    let run = Fact::RunFinished(RunFinished::new(item, report, hash));
    std::iter::once(run).chain(passed).collect()
}

/// A hint was shown: once each, until the item is reset.
#[must_use]
pub fn show_hint(item: ItemRef, hint: u32, state: &ItemState) -> Option<Fact> {
    (!state.hints().contains(hint)).then_some(Fact::HintUsed(HintUsed { item, hint }))
}

/// One question of an attempt, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedAnswer {
    /// The question.
    pub question: QuestionId,
    /// The answer as given: option ids, texts or a number's text.
    pub answer: Vec<String>,
    /// What it earned.
    pub earned: Earned,
}

/// A question was answered. Written at once, so that an interrupted attempt
/// can go on.
#[must_use]
pub fn answer(item: ItemRef, attempt: AttemptId, judged: &JudgedAnswer) -> Fact {
    Fact::QuestionAnswered(QuestionAnswered::new(
        item,
        attempt,
        judged.question.clone(),
        judged.answer.iter().map(String::as_str),
        judged.earned,
    ))
}

/// An attempt ended; `earned` is what all questions of the quiz earned together.
/// One that was not answered earned nothing of what was possible.
#[must_use]
pub fn finish_attempt(item: ItemRef, attempt: AttemptId, terms: QuizTerms, earned: Earned) -> Fact {
    Fact::AttemptFinished(AttemptFinished::new(item, attempt, terms, earned))
}

/// Progress is set back. `greatest` is the greatest clock value of any event
/// in that scope that the device holds; with none there is nothing to reset.
#[must_use]
pub fn reset(scope: ResetScope, greatest: Option<Hlc>) -> Option<Fact> {
    greatest.map(|watermark| Fact::ProgressReset(ProgressReset { scope, watermark }))
}
