//! What is due for review.

use codezest_core::course::model::ItemKind;
use codezest_core::text::clean;
use codezest_core::time::LocalDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::review::{Asks, DueCard};

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
