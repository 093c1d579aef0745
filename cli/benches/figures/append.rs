//! Writing down one fact with everything derived from it.

use std::time::Instant;

use codezest_core::course::model::Difficulty;
use codezest_core::event::Fact;
use codezest_core::event::kinds::{HintUsed, ItemPassed, ItemRef, MaterialCompleted};
use codezest_core::ids::{CourseUid, ItemId};
use codezest_core::time::{Moment, Timestamp, UtcOffset};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::Bench;
use crate::store::account::AccountStore;

const EVENTS: u32 = 20_000;

/// Fact number `n` of a learner who works through `items` items.
pub(crate) fn fact(n: u32, items: u32, course: CourseUid) -> Fact {
    let item = ItemRef {
        course,
        item: ItemId::new(format!("m{}", n % items)).expect("a slug"),
        version: "1.0.0".to_owned(),
        points: 10,
        difficulty: Difficulty::Beginner,
    };
    match n % 3 {
        0 => Fact::MaterialCompleted(MaterialCompleted {
            item,
            completed: true,
        }),
        1 => Fact::HintUsed(HintUsed {
            item,
            hint: n / items + 1,
        }),
        _ => Fact::ItemPassed(ItemPassed { item }),
    }
}

/// The moment of fact number `n`: one a minute.
pub(crate) fn moment(n: u32) -> Moment {
    Moment::new(
        Timestamp(1_700_000_000_000 + i64::from(n) * 60_000),
        UtcOffset(0),
        4,
    )
}

/// One by one, as a learner's facts come, against bare rows of the same size
/// and durability.
pub(crate) fn append(bench: &Bench) {
    let account = AccountStore::open(&bench.folder.path().join("append.db")).expect("an account");
    let course = CourseUid::derive("id:large");
    let begin = Instant::now();
    for n in 0..EVENTS {
        account
            .append(&[fact(n, 500, course)], moment(n), Uuid::now_v7)
            .expect("appended");
    }
    let ours = f64::from(EVENTS) / begin.elapsed().as_secs_f64();
    let floor = bare(bench);
    println!("append of one event with projection: {ours:.0} per s");
    println!("append floor: {floor:.0} per s");
    println!(
        "append share of the floor: {:.0} % (reach: at least 40 %)",
        ours / floor * 100.0
    );
}

fn bare(bench: &Bench) -> f64 {
    let conn = Connection::open(bench.folder.path().join("bare.db")).expect("a database");
    conn.pragma_update(None, "journal_mode", "wal")
        .expect("WAL");
    conn.pragma_update(None, "synchronous", "normal")
        .expect("NORMAL");
    conn.execute_batch("create table events (id integer primary key, event_id blob not null unique, body text not null)")
        .expect("a table");
    let body = "x".repeat(150);
    let begin = Instant::now();
    for _ in 0..EVENTS {
        conn.prepare_cached("insert into events (event_id, body) values (?1, ?2)")
            .and_then(|mut insert| insert.execute(params![Uuid::now_v7().as_bytes(), body]))
            .expect("inserted");
    }
    f64::from(EVENTS) / begin.elapsed().as_secs_f64()
}
