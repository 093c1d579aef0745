//! Which cards are due, one row each.

use std::collections::BTreeMap;

use codezest_core::ids::{CourseUid, ItemId, QuestionId};
use codezest_core::learning::progress::ItemState;
use codezest_core::time::LocalDate;
use rusqlite::{Connection, params};

use super::AccountStore;
use super::read::item_id;
use super::rows::ItemKey;
use crate::store::error::{StoreError, StoreResult};

/// A card that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardEntry {
    /// The course, which need not be installed.
    pub(crate) course: CourseUid,
    /// The item, which its course need not have any more.
    pub(crate) item: ItemId,
    /// The question; `None` for the item itself.
    pub(crate) question: Option<QuestionId>,
    /// The learning day from which it is due.
    pub(crate) due: LocalDate,
}

/// The cards of an item as rows have them: the question, or nothing for the
/// item itself, and the day in days since 1970.
pub(super) type DueDays = BTreeMap<String, i32>;

impl AccountStore {
    /// The cards that are due on `today` or were before, the oldest first.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn due_cards(&self, today: LocalDate) -> StoreResult<Vec<CardEntry>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select courses.uid, items.slug, cards.question, cards.due from cards
                 join items on items.id = cards.item join courses on courses.id = items.course
                 where cards.due <= ?1 order by cards.due, courses.uid, items.slug, cards.question",
            )?;
            let mut rows = query.query([today.to_days()])?;
            let mut cards = Vec::new();
            while let Some(row) = rows.next()? {
                cards.push(CardEntry {
                    course: CourseUid::from_bytes(row.get(0)?),
                    item: item_id(row.get(1)?)?,
                    question: question(row.get(2)?)?,
                    due: LocalDate::from_days(row.get(3)?)
                        .ok_or_else(|| StoreError::corrupt("the day of a card"))?,
                });
            }
            Ok(cards)
        })
    }
}

fn question(stored: String) -> StoreResult<Option<QuestionId>> {
    if stored.is_empty() {
        return Ok(None);
    }
    QuestionId::new(stored)
        .map(Some)
        .map_err(|_| StoreError::corrupt("a question's id"))
}

/// The cards of `state` as rows.
pub(super) fn due_days(state: &ItemState) -> DueDays {
    let cards = state.due_cards().into_iter();
    let cards = cards.map(|(question, day)| {
        let question = question.map_or_else(String::new, ToString::to_string);
        (question, day.to_days())
    });
    cards.collect()
}

/// Writes the rows that are not as they were.
pub(super) fn store(
    conn: &Connection,
    item: ItemKey,
    before: &DueDays,
    after: &DueDays,
) -> StoreResult<()> {
    for question in before.keys().filter(|held| !after.contains_key(*held)) {
        conn.prepare_cached("delete from cards where item = ?1 and question = ?2")?
            .execute(params![item, question])?;
    }
    for (question, due) in after {
        if before.get(question) == Some(due) {
            continue;
        }
        conn.prepare_cached(
            "insert into cards (item, question, due) values (?1, ?2, ?3)
             on conflict (item, question) do update set due = excluded.due",
        )?
        .execute(params![item, question, due])?;
    }
    Ok(())
}
