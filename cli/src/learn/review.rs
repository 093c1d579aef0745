//! Reviewing: what is due today, and what a learner says of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use codezest_core::course::model::{Item, ItemBody, Question, SolutionRule};
use codezest_core::error::ErrorCode;
use codezest_core::ids::{CourseUid, ItemId, OptionId};
use codezest_core::learning::decide;
use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::grade::{Graded, grade};
use codezest_core::learning::quiz::order::{self, ShownQuestion};
use codezest_core::learning::review::{Card, Rating};
use codezest_core::time::LocalDate;

use super::{facts, text};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::account::CardEntry;
use crate::store::content::ItemEntry;

/// A card that is due.
#[derive(Debug, Clone)]
pub struct DueCard {
    /// The item it is of.
    pub item: ItemEntry,
    /// The learning day from which it is due.
    pub due: LocalDate,
    /// What it asks.
    pub asks: Asks,
    card: Card,
}

/// What a card asks.
#[derive(Debug, Clone)]
pub enum Asks {
    /// A question of a quiz.
    Question {
        /// The question.
        question: Box<Question>,
        /// Its options' ids in the order shown.
        options: Vec<OptionId>,
    },
    /// An assignment that was passed at last.
    Assignment {
        /// How its instructions begin (Markdown).
        begins: String,
        /// Whether there is a solution to compare with.
        has_solution: bool,
    },
}

impl DueCard {
    /// A card of `item` that was never reviewed, for tests of what is shown.
    #[cfg(test)]
    pub fn sample(item: ItemEntry, asks: Asks, due: LocalDate) -> Self {
        Self {
            item,
            due,
            asks,
            card: Card::default(),
        }
    }

    /// The question as it is shown, where it asks one.
    #[must_use]
    pub fn shown(&self) -> Option<ShownQuestion<'_>> {
        match &self.asks {
            Asks::Question { question, options } => Some(ShownQuestion {
                question,
                options: options.clone(),
            }),
            Asks::Assignment { .. } => None,
        }
    }
}

/// The cards that are due today or were before, the oldest first. Those whose
/// course or question is not there any more are left out.
///
/// # Errors
/// A database cannot be read.
pub fn due(context: &Context) -> Result<Vec<DueCard>> {
    let today = context.now()?.day;
    let mut cards = Vec::new();
    each(context, today, |entry, item, model| {
        let state = facts::state(context, item)?;
        let card = state.cards().of(entry.question.as_ref());
        if let (Some(asks), Some(card)) = (asks(context, entry, item, model, today)?, card) {
            cards.push(DueCard {
                item: item.clone(),
                due: entry.due,
                asks,
                card: card.clone(),
            });
        }
        Ok(())
    })?;
    Ok(cards)
}

/// How many cards [`due`] would give.
///
/// # Errors
/// A database cannot be read.
pub fn count(context: &Context) -> Result<u32> {
    let mut count = 0;
    each(context, context.now()?.day, |_, _, _| {
        count += 1;
        Ok(())
    })?;
    Ok(count)
}

/// Days from today to the next review, by each rating from
/// [`Rating::Again`] on.
#[must_use]
pub fn intervals(card: &DueCard, today: LocalDate) -> [u32; 4] {
    card.card.intervals(today)
}

/// Judges an answer to a card's question. Nothing is written down: it is the
/// learner who rates the card.
///
/// # Errors
/// The answer is of another kind than the question.
pub fn judge(question: &Question, answer: &Answer) -> Result<Graded> {
    grade(question, answer).map_err(|error| {
        let said = format!("cannot judge the question {}", question.id);
        Failure::new(ErrorCode::CourseInvalid, said).because(error)
    })
}

/// Writes down how well a card was remembered.
///
/// # Errors
/// The database cannot be written.
pub fn rate(context: &Context, card: &DueCard, rating: Rating) -> Result {
    let question = card.shown().map(|shown| shown.question.id.clone());
    let fact = decide::review(facts::item_ref(&card.item), question, rating);
    facts::append(context, &[fact])
}

/// Calls `found` for every due card whose course still has what it asks.
fn each(
    context: &Context,
    today: LocalDate,
    mut found: impl FnMut(&CardEntry, &ItemEntry, &Item) -> Result,
) -> Result {
    let mut items: HashMap<(CourseUid, ItemId), Option<(ItemEntry, Item)>> = HashMap::new();
    for card in context.account()?.due_cards(today)? {
        let item = match items.entry((card.course, card.item.clone())) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(empty) => empty.insert(load(context, &card)?),
        };
        if let Some((item, model)) = item
            && is_asked(&card, model)
        {
            found(&card, item, model)?;
        }
    }
    Ok(())
}

fn load(context: &Context, card: &CardEntry) -> Result<Option<(ItemEntry, Item)>> {
    let content = context.content()?;
    let Some(item) = content.item_of(card.course, &card.item)? else {
        return Ok(None);
    };
    let model = content.item(&item.course, &item.id)?;
    Ok(Some((item, model)))
}

fn is_asked(card: &CardEntry, model: &Item) -> bool {
    match &card.question {
        Some(_) => question_of(card, model).is_some(),
        None => model.assignment().is_some(),
    }
}

/// The question of a card, unless it is gone or only a server knows its
/// answer.
fn question_of<'a>(card: &CardEntry, model: &'a Item) -> Option<&'a Question> {
    let mut questions = model.quiz()?.questions.iter();
    questions.find(|question| Some(&question.id) == card.question.as_ref() && !question.withheld)
}

fn asks(
    context: &Context,
    card: &CardEntry,
    item: &ItemEntry,
    model: &Item,
    today: LocalDate,
) -> Result<Option<Asks>> {
    Ok(match &model.body {
        ItemBody::Quiz(quiz) => question_of(card, model).map(|question| {
            // Another order on another day, and the same all day.
            let seed = u64::try_from(today.to_days()).unwrap_or(0);
            Asks::Question {
                options: order::show(question, quiz.shuffle, seed).options,
                question: Box::new(question.clone()),
            }
        }),
        ItemBody::Assignment(assignment) => Some(Asks::Assignment {
            begins: first_paragraph(&text::of_item(context, item)?),
            has_solution: assignment.has_solution && assignment.solution != SolutionRule::Never,
        }),
        ItemBody::Material(_) => None,
    })
}

/// The first paragraph of a Markdown text, below its title.
fn first_paragraph(markdown: &str) -> String {
    let lines = text::without_title(markdown).lines();
    let lines = lines.skip_while(|line| line.trim().is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;

    #[test]
    fn the_first_paragraph_is_below_the_title_and_ends_at_an_empty_line() {
        let text = "# Title\n\nOne\ntwo.\n \nThree.\n";
        assert_eq!(first_paragraph(text), "One\ntwo.");
        assert_eq!(first_paragraph("Alone"), "Alone");
        assert_eq!(first_paragraph("# Title only"), "");
    }
}
