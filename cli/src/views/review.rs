//! What is due for review.

use codezest_core::course::model::ItemKind;
use codezest_core::text::clean;
use codezest_core::time::LocalDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::Context;
use crate::failure::Result;
use crate::learn::review::{self, Asks, DueCard};

/// What `review --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DueList {
    /// Version of this shape.
    pub schema_version: u32,
    /// How many cards are due, also beyond the limit.
    pub due: u32,
    /// The cards, the oldest first.
    pub cards: Vec<CardLine>,
}

/// Cards to review now, with the days to the next review for each of the four
/// ratings.
#[derive(Debug, Clone)]
pub struct ReviewView {
    /// The cards, the oldest first.
    pub cards: Vec<DueCard>,
    /// Days after each rating, for each card.
    pub intervals: Vec<[u32; 4]>,
}

/// Makes the view of everything that is due.
///
/// # Errors
/// A database cannot be read.
pub fn review(context: &Context) -> Result<ReviewView> {
    let cards = review::due(context)?;
    let today = context.now()?.day;
    let days = cards.iter().map(|card| review::intervals(card, today));
    Ok(ReviewView {
        intervals: days.collect(),
        cards,
    })
}

/// A card that is due.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CardLine {
    /// The item, `COURSE/ITEM`.
    pub item: String,
    /// What it is.
    pub kind: ItemKind,
    /// The item's title.
    pub title: String,
    /// The question's id, for cards of quizzes.
    pub question: Option<String>,
    /// The question (Markdown).
    pub text: Option<String>,
    /// The learning day from which it is due.
    pub due: LocalDate,
}

impl DueList {
    /// The first `limit` of `cards`.
    #[must_use]
    pub fn new(cards: &[DueCard], limit: usize) -> Self {
        Self {
            schema_version: 1,
            due: u32::try_from(cards.len()).unwrap_or(u32::MAX),
            cards: cards.iter().take(limit).map(CardLine::of).collect(),
        }
    }
}

impl CardLine {
    fn of(card: &DueCard) -> Self {
        let question = match &card.asks {
            Asks::Question { question, .. } => Some(question),
            Asks::Assignment { .. } => None,
        };
        Self {
            item: card.item.reference(),
            kind: card.item.kind,
            title: clean(&card.item.title),
            question: question.map(|question| question.id.to_string()),
            text: question.map(|question| clean(&question.text)),
            due: card.due,
        }
    }
}
