//! The rows of cards: what is due, also in files of older versions.

use codezest_core::event::Fact;
use codezest_core::event::kinds::{CardReviewed, ProgressReset, QuestionAnswered, ResetScope};
use codezest_core::ids::{AttemptId, CourseUid, ItemId, QuestionId};
use codezest_core::time::Hlc;
use uuid::Uuid;

use super::AccountStore;
use super::tests::{Desk, item_ref, moment, passed, run};

const DAY: i64 = 86_400_000;

pub(super) fn answered(course: &str, item: &str, question: &str, earned_milli: u32) -> Fact {
    Fact::QuestionAnswered(QuestionAnswered {
        item: item_ref(course, item),
        attempt: AttemptId(Uuid::from_u128(5)),
        question: QuestionId::new(question).unwrap(),
        answer: vec!["42".to_owned()],
        earned_milli,
        possible_milli: 1_000,
    })
}

/// A question rated as good.
fn reviewed(course: &str, item: &str, question: &str) -> Fact {
    Fact::CardReviewed(CardReviewed {
        course: CourseUid::derive(course),
        item: ItemId::new(item).unwrap(),
        question: Some(QuestionId::new(question).unwrap()),
        rating: 3,
    })
}

/// What is due so many days from now: items with their questions.
fn due(store: &AccountStore, days: i64) -> Vec<String> {
    let cards = store.due_cards(moment(days * DAY).day).unwrap();
    let name =
        |question: Option<QuestionId>| question.map_or_else(String::new, |id| id.to_string());
    let cards = cards.into_iter();
    cards
        .map(|card| format!("{} {}", card.item, name(card.question)))
        .collect()
}

/// Two questions missed, one right; an assignment failed and then passed.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.append(answered("a", "q", "two", 500), 0, 1);
    desk.append(answered("a", "q", "three", 1_000), 1, 2);
    desk.append(run("b", "task", 1), 2, 3);
    desk.append(answered("a", "q", "one", 0), DAY, 4);
    desk.append(passed("b", "task"), 2 * DAY, 5);
    desk
}

#[test]
fn what_was_missed_is_due_the_oldest_first_until_it_is_reviewed() {
    let mut desk = desk();
    assert_eq!(due(&desk.store, 0), [""; 0]);
    assert_eq!(due(&desk.store, 1), ["q two"]);
    assert_eq!(due(&desk.store, 2), ["q two", "q one"]);
    assert_eq!(due(&desk.store, 3), ["q two", "q one", "task "]);
    desk.append(reviewed("a", "q", "two"), 3 * DAY, 6);
    assert_eq!(due(&desk.store, 3), ["q one", "task "]);
    assert_eq!(due(&desk.store, 5), ["q one", "task ", "q two"]);
    let scope = ResetScope::Course {
        course: CourseUid::derive("a"),
    };
    let watermark = desk.store.events().unwrap().last().unwrap().hlc;
    let reset = |watermark: Hlc| Fact::ProgressReset(ProgressReset { scope, watermark });
    desk.append(reset(watermark), 3 * DAY, 7);
    assert_eq!(due(&desk.store, 5), ["task "]);
}

#[test]
fn a_file_of_an_older_version_gets_its_cards() {
    let desk = desk();
    let path = desk.store.database().path().to_owned();
    let expected = due(&desk.store, 3);
    desk.store
        .db
        .write(|tx| {
            tx.execute_batch(
                "drop table cards; pragma user_version = 1;
                 update settings set value = 'older' where key = 'derived-by'",
            )?;
            Ok(())
        })
        .unwrap();
    let upgraded = AccountStore::open(&path).unwrap();
    assert_eq!(due(&upgraded, 3), expected);
}

#[test]
fn what_is_due_is_found_by_an_index() {
    let desk = desk();
    let plan: Vec<String> = desk
        .store
        .db
        .read(|conn| {
            let mut query =
                conn.prepare("explain query plan select item from cards where due <= 1")?;
            let rows = query.query_map([], |row| row.get(3))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap();
    assert!(plan[0].contains("cards_by_due"), "{plan:?}");
}
