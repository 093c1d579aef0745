use codezest_core::course::model::Difficulty;
use codezest_core::event::Fact;
use codezest_core::event::kinds::{
    HintUsed, ItemPassed, ItemRef, ItemStarted, MaterialCompleted, PrefSet, QuestionAnswered,
    RunFinished,
};
use codezest_core::event::{Event, Head};
use codezest_core::ids::{
    AttemptId, ContentHash, CourseUid, EventId, ItemId, QuestionId, StreamId,
};
use codezest_core::learning::progress::ItemStatus;
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::{Moment, Timestamp, UtcOffset};
use tempfile::TempDir;
use uuid::Uuid;

use super::append::Taken;
use super::*;
use crate::store::error::StoreError;

/// 2026-11-23 13:09:11 UTC.
pub(crate) const NOW: i64 = 1_795_439_351_000;

pub(crate) fn moment(after_ms: i64) -> Moment {
    Moment::new(Timestamp(NOW + after_ms), UtcOffset(60), 4)
}

/// UUIDs of version 7 that count up from `seed`.
pub(crate) fn ids(seed: u64) -> impl FnMut() -> Uuid {
    let mut next = 0_u16;
    move || {
        next += 1;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&seed.to_be_bytes());
        random[8..].copy_from_slice(&next.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_795_439_351_000, &random).into_uuid()
    }
}

pub(crate) fn item_ref(course: &str, item: &str) -> ItemRef {
    ItemRef {
        course: CourseUid::derive(course),
        item: ItemId::new(item).unwrap(),
        version: "1.0.0".to_owned(),
        points: 10,
        difficulty: Difficulty::Beginner,
    }
}

pub(crate) fn run(course: &str, item: &str, passed: u32) -> Fact {
    Fact::RunFinished(RunFinished {
        item: item_ref(course, item),
        outcome: if passed == 3 {
            Outcome::Passed
        } else {
            Outcome::Failed
        },
        counts: Counts {
            passed,
            failed: 3 - passed,
            skipped: 0,
            total: 3,
        },
        failing: (passed..3).map(|n| format!("test_sum::adds_{n}")).collect(),
        report: ContentHash::of(&passed.to_be_bytes()),
    })
}

pub(crate) fn passed(course: &str, item: &str) -> Fact {
    Fact::ItemPassed(ItemPassed {
        item: item_ref(course, item),
    })
}

pub(super) fn read(course: &str, item: &str, completed: bool) -> Fact {
    Fact::MaterialCompleted(MaterialCompleted {
        item: item_ref(course, item),
        completed,
    })
}

pub(super) struct Desk {
    _dir: TempDir,
    pub(super) store: AccountStore,
}

impl Desk {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = AccountStore::open(&dir.path().join("accounts/anonymous.db")).unwrap();
        Self { _dir: dir, store }
    }

    pub(super) fn append(&mut self, fact: Fact, after_ms: i64, seed: u64) -> Event {
        self.store
            .append(&[fact], moment(after_ms), ids(seed))
            .unwrap()
            .remove(0)
    }

    fn own(&self) -> (StreamId, Head) {
        let heads = self.store.heads().unwrap().0;
        heads.into_iter().next().unwrap()
    }

    /// Everything derived, without row numbers.
    pub(super) fn derived(&self) -> Vec<String> {
        const QUERIES: &[&str] = &[
            "select hex(uid) || slug || status || ' ' || points || ' ' || last || ' ' || day || hex(state) from item_states
             join items on items.id = item join courses on courses.id = course order by uid, slug",
            "select hex(uid) || done || ' ' || started || ' ' || points from course_totals
             join courses on courses.id = course where done or started or points order by uid",
            "select hex(uid) || slug || ' ' || question || ' ' || due from cards
             join items on items.id = item join courses on courses.id = course order by uid, slug, question",
            "select hex(event_id) || submissions.at from submissions join events on events.id = event order by 1",
            "select day || ' ' || completions from active_days order by day",
            "select key || coalesce(value, '-') || hlc || hex(event_id) from prefs order by key",
            "select marks from watermarks",
            "select hex(event_id) from events where body is null order by event_id",
            "select hex(event_id) from redactions order by event_id",
        ];
        self.store
            .db
            .read(|conn| {
                let mut lines = Vec::new();
                for query in QUERIES {
                    lines.push("-".to_owned());
                    let mut statement = conn.prepare(query)?;
                    let rows = statement.query_map([], |row| row.get(0))?;
                    lines.extend(rows.collect::<Result<Vec<String>, _>>()?);
                }
                Ok(lines)
            })
            .unwrap()
    }
}

#[test]
fn facts_become_events_with_labels_in_an_own_stream() {
    let mut desk = Desk::new();
    let first = desk
        .store
        .append(&[run("a", "x", 3), passed("a", "x")], moment(0), ids(1))
        .unwrap();
    let second = desk.append(run("a", "y", 1), -5_000, 2);
    assert!(
        first[0].hlc < first[1].hlc && first[1].hlc < second.hlc,
        "also when the clock goes back"
    );
    let (stream, head) = desk.own();
    let all = [first.clone(), vec![second.clone()]].concat();
    assert_eq!(desk.store.stream_events(stream, 0, 10).unwrap(), all);
    assert_eq!(desk.store.stream_events(stream, 2, 10).unwrap(), [second]);
    let expected = all.iter().fold(Head::EMPTY, |head, event| {
        head.then(codezest_core::event::event_hash(event))
    });
    assert_eq!(head, expected);
    assert_eq!(
        desk.store.event(first[0].id).unwrap().as_ref(),
        Some(&first[0])
    );
    assert_eq!(desk.store.event_count().unwrap(), 3);
}

#[test]
fn a_run_has_the_id_its_snapshot_was_kept_under() {
    let desk = Desk::new();
    let id = EventId(ids(9)());
    let events = desk
        .store
        .append_as(id, &[run("a", "x", 3), passed("a", "x")], moment(0), ids(1))
        .unwrap();
    assert_eq!(events[0].id, id);
    assert_ne!(events[1].id, id);
    let runs = desk
        .store
        .runs(CourseUid::derive("a"), &ItemId::new("x").unwrap())
        .unwrap();
    assert_eq!((runs.len(), runs[0].id.0), (1, id.0));
    assert_eq!(runs[0].run.counts.passed, 3);
}

#[test]
fn progress_points_days_and_answers_follow_the_facts() {
    let mut desk = Desk::new();
    let (course, x) = (CourseUid::derive("a"), ItemId::new("x").unwrap());
    desk.append(
        Fact::ItemStarted(ItemStarted {
            item: item_ref("a", "x"),
        }),
        0,
        1,
    );
    assert_eq!(
        desk.store.item_state(course, &x).unwrap().status(),
        ItemStatus::Started
    );
    desk.append(
        Fact::HintUsed(HintUsed {
            item: item_ref("a", "x"),
            hint: 1,
        }),
        1,
        2,
    );
    desk.append(passed("a", "x"), 2, 3);
    desk.append(passed("a", "x"), 86_400_000, 4);
    let state = desk.store.item_state(course, &x).unwrap();
    assert_eq!(
        (state.status(), state.points(), state.hints().count()),
        (ItemStatus::Passed, 10, 1)
    );
    assert_eq!(desk.store.points().unwrap(), 10, "passing twice earns once");
    assert_eq!(desk.store.completions_by_day().unwrap().len(), 2);
    assert_eq!(
        desk.store
            .active_days()
            .unwrap()
            .streak(moment(86_400_000).day)
            .current,
        2
    );
    let attempt = AttemptId(Uuid::from_u128(5));
    let answer = QuestionAnswered {
        item: item_ref("a", "q"),
        attempt,
        question: QuestionId::new("one").unwrap(),
        answer: vec!["42 €".to_owned()],
        earned_milli: 1_000,
        possible_milli: 2_000,
    };
    desk.append(Fact::QuestionAnswered(answer), 5, 5);
    let answers = desk
        .store
        .answers(course, &ItemId::new("q").unwrap())
        .unwrap();
    let given: Vec<_> = answers
        .of(attempt)
        .map(|(_, answer)| answer.answer.join(""))
        .collect();
    assert_eq!(given, ["42 €"]);
    let recent = desk.store.recent_items(5).unwrap();
    assert_eq!((recent[0].1.as_str(), recent.len()), ("q", 2));
    let totals = desk.store.totals().unwrap();
    assert_eq!(
        (totals[0].done, totals[0].started, totals[0].points),
        (1, 1, 10)
    );
}

#[test]
fn the_last_preference_wins_whatever_comes_last() {
    let set = |value: &str| {
        Fact::PrefSet(PrefSet {
            key: "theme".into(),
            value: Some(value.into()),
        })
    };
    let mut one = Desk::new();
    let old = one.append(set("dark"), 0, 1);
    let new = one.append(set("light"), 10, 2);
    let two = Desk::new();
    two.store.import(&[new, old], ids(3)).unwrap();
    assert_eq!(two.store.pref("theme").unwrap().as_deref(), Some("light"));
    assert_eq!(two.store.pref("nothing").unwrap(), None);
}

#[test]
fn taking_in_twice_changes_nothing() {
    let mut one = Desk::new();
    for n in 0..5 {
        one.append(
            passed("a", &format!("i{n}")),
            n,
            u64::try_from(n).unwrap() + 1,
        );
    }
    let (stream, head) = one.own();
    let events = one.store.stream_events(stream, 0, 10).unwrap();
    let mut two = Desk::new();
    assert_eq!(
        two.store
            .take_in(stream, Head::EMPTY, &events[..3])
            .unwrap(),
        Taken { new: 3, known: 0 }
    );
    assert_eq!(
        two.store.take_in(stream, Head::EMPTY, &events).unwrap(),
        Taken { new: 2, known: 3 }
    );
    assert_eq!(two.own(), (stream, head));
    assert_eq!(two.derived(), one.derived());
    assert_eq!(
        two.store.import(&events, ids(9)).unwrap(),
        Taken { new: 0, known: 5 }
    );
    assert_eq!(two.store.event_count().unwrap(), 5);
    assert_eq!(two.store.server_heads().unwrap().0.len(), 0);
    let heads = two.store.heads().unwrap();
    two.store.set_server_heads(&heads).unwrap();
    assert_eq!(two.store.server_heads().unwrap(), heads);
    let gap = Head {
        seq: 9,
        hash: head.hash,
    };
    assert!(matches!(
        two.store.take_in(stream, gap, &events),
        Err(StoreError::Refused { .. })
    ));
    let mut altered = events.clone();
    altered[4].occurred_at = Timestamp(1);
    assert!(matches!(
        two.store.take_in(stream, Head::EMPTY, &altered),
        Err(StoreError::Refused { .. })
    ));
    assert!(matches!(
        two.store.import(&altered, ids(9)),
        Err(StoreError::Refused { .. })
    ));
    let mut forked = events;
    forked.swap(3, 4);
    assert!(matches!(
        two.store.take_in(stream, Head::EMPTY, &forked),
        Err(StoreError::Refused { .. })
    ));
    let received = two.append(passed("a", "late"), -1_000_000, 20);
    assert!(
        two.store
            .events()
            .unwrap()
            .iter()
            .all(|event| event.hlc <= received.hlc),
        "the next write wins"
    );
}

#[test]
fn kinds_that_are_not_known_are_kept_and_read_after_an_upgrade() {
    let mut desk = Desk::new();
    let event = desk.append(passed("a", "x"), 0, 1);
    let unheard = Event {
        id: EventId(ids(2)()),
        kind: "learning.unheard_of".to_owned(),
        ..event.clone()
    };
    desk.store
        .import(std::slice::from_ref(&unheard), ids(3))
        .unwrap();
    assert_eq!(desk.store.event(unheard.id).unwrap(), Some(unheard));
    assert_eq!(desk.store.totals().unwrap()[0].done, 1);
    let path = desk.store.db.path().to_owned();
    let by_upgrade = desk.derived();
    // As if an older program had written it that knew no kind at all.
    desk.store
        .db
        .write(|tx| {
            tx.execute_batch(
                "delete from item_states; delete from course_totals; delete from active_days;
                 update settings set value = 'older' where key = 'derived-by'",
            )?;
            Ok(())
        })
        .unwrap();
    drop(desk.store);
    desk.store = AccountStore::open(&path).unwrap();
    assert_eq!(desk.derived(), by_upgrade);
}

#[test]
fn a_fact_that_is_too_large_is_refused_and_nothing_is_appended() {
    let desk = Desk::new();
    let large = Fact::PrefSet(PrefSet {
        key: "k".into(),
        value: Some("x".repeat(5_000)),
    });
    let error = desk
        .store
        .append(&[passed("a", "x"), large], moment(0), ids(1))
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error}");
    assert_eq!(desk.store.event_count().unwrap(), 0);
    assert_eq!(desk.store.totals().unwrap(), []);
}

#[test]
fn a_full_disk_is_said_and_the_next_try_works() {
    let mut desk = Desk::new();
    desk.append(passed("a", "x"), 0, 1);
    let pages = |limit: i64| {
        move |conn: &rusqlite::Connection| {
            Ok(
                conn.query_row(&format!("pragma max_page_count = {limit}"), [], |row| {
                    row.get::<_, i64>(0)
                })?,
            )
        }
    };
    let least = desk.store.db.read(pages(1)).unwrap();
    desk.store.db.read(pages(least)).unwrap();
    let mut appended = 1;
    let error = loop {
        let item = format!("item-{appended}");
        match desk.store.append(
            &[run("a", &item, 3), passed("a", &item)],
            moment(appended),
            ids(100 + u64::try_from(appended).unwrap()),
        ) {
            Ok(_) => appended += 2,
            Err(error) => break error,
        }
    };
    assert!(
        matches!(&error, StoreError::Full { file } if file.ends_with("anonymous.db")),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("free some space"));
    let (_, head) = desk.own();
    assert_eq!(head.seq, u64::try_from(appended).unwrap(), "all or nothing");
    desk.store.db.read(pages(1_000_000)).unwrap();
    desk.append(passed("a", "after"), 1, 99_999);
    desk.store.db.check().unwrap();
    assert_eq!(desk.own().1.seq, head.seq + 1);
}

#[test]
fn module_counts_follow_events_and_editions() {
    use crate::store::content::tests::{course, material};
    use crate::store::content::{ContentStore, Install};
    use codezest_core::course::tree::CourseTree;
    let mut desk = Desk::new();
    let mut content = ContentStore::open(&desk._dir.path().join("content.db")).unwrap();
    let install = |content: &mut ContentStore, version: &str, items: &[&str]| {
        let items = items
            .iter()
            .map(|id| material(id, id, &format!("{id}.md")))
            .collect();
        let course = course("steps", version, items);
        let tree = CourseTree::new();
        let install = Install {
            course: &course,
            tree: &tree,
            name: None,
            source: "",
            bundled: false,
            at: Timestamp(0),
        };
        content.install(install).unwrap();
    };
    let sums = |desk: &mut Desk, content: &ContentStore| {
        let courses = desk.store.progress(content).unwrap();
        let module = &courses[0].modules[0];
        assert_eq!(courses[0].progress(), module.progress);
        (module.progress.done, module.progress.total, module.started)
    };
    install(&mut content, "1.0.0", &["x", "y", "z"]);
    assert_eq!(sums(&mut desk, &content), (0, 3, 0));
    desk.append(read("id:steps", "x", true), 0, 1);
    desk.append(run("id:steps", "y", 1), 1, 2);
    assert_eq!(sums(&mut desk, &content), (1, 3, 1));
    assert_eq!(sums(&mut desk, &content), (1, 3, 1), "out of the kept sums");
    install(&mut content, "1.1.0", &["x", "new"]);
    assert_eq!(
        sums(&mut desk, &content),
        (1, 2, 0),
        "passes stay, items come and go"
    );
    desk.append(read("id:steps", "x", false), 2, 3);
    assert_eq!(sums(&mut desk, &content), (0, 2, 1));
}
