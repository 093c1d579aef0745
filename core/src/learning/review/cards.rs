//! Which cards there are, and when each is due.
//!
//! A question that was answered not entirely right is a card, and so is an
//! assignment whose tests failed. It is due on the learning day after it was
//! missed, then as its reviews say ([`super::memory`]); missed once more after
//! the last review, it is due on the day after that again. Nothing takes a
//! card away but a reset: what is known well just comes back seldom.
//!
//! The reviews of a card are kept by their stamps and read in that order, so
//! that it does not matter in which they arrive.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::memory::Memory;
use super::rating::Rating;
use crate::event::reduce::{Latest, Stamp};
use crate::event::{Applied, EventMeta, Fact, Reducer};
use crate::ids::QuestionId;
use crate::time::{Hlc, LocalDate};

/// One review of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(LocalDate, Rating)", into = "(LocalDate, Rating)")]
struct Review {
    day: LocalDate,
    rating: Rating,
}

impl From<(LocalDate, Rating)> for Review {
    fn from((day, rating): (LocalDate, Rating)) -> Self {
        Self { day, rating }
    }
}

impl From<Review> for (LocalDate, Rating) {
    fn from(review: Review) -> Self {
        (review.day, review.rating)
    }
}

/// The reviews of a card in the order of their stamps; a list in JSON, whose
/// objects only have texts for keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Stamp, Review)>", into = "Vec<(Stamp, Review)>")]
struct Reviews(BTreeMap<Stamp, Review>);

impl From<Vec<(Stamp, Review)>> for Reviews {
    fn from(reviews: Vec<(Stamp, Review)>) -> Self {
        Self(reviews.into_iter().collect())
    }
}

impl From<Reviews> for Vec<(Stamp, Review)> {
    fn from(reviews: Reviews) -> Self {
        reviews.0.into_iter().collect()
    }
}

impl Reviews {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How well a card is remembered since its last review.
#[derive(Debug, Clone, Copy)]
struct Learnt {
    memory: Memory,
    day: LocalDate,
    stamp: Stamp,
}

/// Something that was missed, and how it was remembered since. Until it is
/// missed it has no day; reviews alone, as they can arrive first, make none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    missed: Option<Latest<LocalDate>>,
    #[serde(rename = "r", skip_serializing_if = "Reviews::is_empty")]
    reviews: Reviews,
}

impl Card {
    /// The learning day from which it is due; `None` when it was never missed.
    #[must_use]
    pub fn due(&self) -> Option<LocalDate> {
        let missed = self.missed.as_ref()?;
        Some(match self.learnt() {
            Some(learnt) if learnt.stamp > missed.stamp => {
                plus(learnt.day, learnt.memory.interval())
            }
            _ => plus(missed.value, 1),
        })
    }

    /// How many days after `today` it would be due, by each rating from
    /// [`Rating::Again`] on.
    #[must_use]
    pub fn intervals(&self, today: LocalDate) -> [u32; 4] {
        let learnt = self.learnt();
        Rating::ALL.map(|rating| next(learnt, today, rating).interval())
    }

    /// How often it was reviewed.
    #[must_use]
    pub fn reviews(&self) -> usize {
        self.reviews.0.len()
    }

    fn learnt(&self) -> Option<Learnt> {
        let reviews = self.reviews.0.iter();
        reviews.fold(None, |before, (stamp, review)| {
            Some(Learnt {
                memory: next(before, review.day, review.rating),
                // A journey can turn the calendar back; memory goes on.
                day: before.map_or(review.day, |before: Learnt| before.day.max(review.day)),
                stamp: *stamp,
            })
        })
    }

    fn is_empty(&self) -> bool {
        self.missed.is_none() && self.reviews.is_empty()
    }
}

/// What is remembered after a review on `day`.
fn next(before: Option<Learnt>, day: LocalDate, rating: Rating) -> Memory {
    before.map_or_else(
        || Memory::first(rating),
        |before| {
            let days = day.to_days().saturating_sub(before.day.to_days());
            before
                .memory
                .after(u32::try_from(days).unwrap_or(0), rating)
        },
    )
}

fn plus(day: LocalDate, days: u32) -> LocalDate {
    day.plus_days(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The cards of an item: one for itself, one for each of its questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cards {
    #[serde(rename = "i", skip_serializing_if = "Card::is_empty")]
    item: Card,
    #[serde(rename = "q", skip_serializing_if = "BTreeMap::is_empty")]
    questions: BTreeMap<QuestionId, Card>,
}

impl Cards {
    /// That of a question, or of the item itself.
    #[must_use]
    pub fn of(&self, question: Option<&QuestionId>) -> Option<&Card> {
        match question {
            Some(question) => self.questions.get(question),
            None => Some(&self.item),
        }
    }

    /// Those of questions.
    pub fn of_questions(&self) -> impl Iterator<Item = (&QuestionId, &Card)> {
        self.questions.iter()
    }

    pub(in crate::learning) fn is_empty(&self) -> bool {
        self.item.is_empty() && self.questions.is_empty()
    }

    /// The clock values of every review.
    pub(in crate::learning) fn reviewed(&self) -> impl Iterator<Item = Hlc> {
        let cards = self.questions.values().chain([&self.item]);
        cards.flat_map(|card| card.reviews.0.keys().map(|stamp| stamp.hlc))
    }

    fn card(&mut self, question: Option<&QuestionId>) -> &mut Card {
        match question {
            Some(question) => self.questions.entry(question.clone()).or_default(),
            None => &mut self.item,
        }
    }

    fn miss(&mut self, meta: &EventMeta, question: Option<&QuestionId>) -> Applied {
        let missed = &mut self.card(question).missed;
        Latest::write(missed, meta.stamp(), meta.day)
    }
}

impl Reducer for Cards {
    fn apply(&mut self, meta: &EventMeta, fact: &Fact) -> Applied {
        match fact {
            Fact::QuestionAnswered(body) if body.earned_milli < body.possible_milli => {
                self.miss(meta, Some(&body.question))
            }
            Fact::RunFinished(body) if body.outcome.is_miss() => self.miss(meta, None),
            Fact::CardReviewed(body) => {
                // Whoever writes other numbers says nothing that is known here.
                let Ok(rating) = Rating::try_from(body.rating) else {
                    return Applied::Unchanged;
                };
                let review = Review {
                    day: meta.day,
                    rating,
                };
                let reviews = &mut self.card(body.question.as_ref()).reviews.0;
                Applied::changed_if(reviews.insert(meta.stamp(), review) != Some(review))
            }
            _ => Applied::Unchanged,
        }
    }
}
