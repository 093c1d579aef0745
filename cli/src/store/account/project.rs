//! What is derived from events, event by event.
//!
//! Core's reducers decide; this keeps their states in rows. Everything here
//! gives the same rows for the same set of events in any order, which
//! `rebuild` relies on and a property tests.

use codezest_core::event::kinds::{PrefSet, ProgressReset};
use codezest_core::event::redact::can_redact;
use codezest_core::event::{Applied, Event, EventMeta, Fact, Reducer, decode};
use codezest_core::ids::EventId;
use codezest_core::learning::progress::{ItemState, ItemStatus};
use codezest_core::learning::reset::Watermarks;
use rusqlite::{Connection, OptionalExtension, params};

use super::cards::{self, DueDays};
use super::pack::{pack, unpack};
use super::rebuild;
use super::rows::{DAY_MS, ItemKey, each_event, find_event, item_of, stored_hlc};
use crate::store::error::{StoreError, StoreResult};

/// Takes one more event into everything derived. Called once per event.
pub(super) fn project(
    conn: &Connection,
    event: &Event,
    item: Option<ItemKey>,
    fact: &Fact,
) -> StoreResult<()> {
    match fact {
        Fact::Redacted(body) => return redact(conn, body.event),
        Fact::ProgressReset(body) => return reset(conn, event, fact, body),
        _ => project_simple(conn, event, fact)?,
    }
    match item {
        Some(item) => update_item(conn, item, &EventMeta::of(event), fact),
        None => Ok(()),
    }
}

/// Days, preferences, notifications and submissions: what needs no state to be read first.
pub(super) fn project_simple(conn: &Connection, event: &Event, fact: &Fact) -> StoreResult<()> {
    if fact.completes() {
        conn.prepare_cached(
            "insert into active_days (day, completions) values (?1, 1)
             on conflict (day) do update set completions = completions + 1",
        )?
        .execute([event.local_date.to_days()])?;
    }
    match fact {
        Fact::PrefSet(body) => set_pref(conn, event, body),
        Fact::NotificationRead(body) => {
            conn.prepare_cached("insert or ignore into read_notifications (event_id) values (?1)")?
                .execute([body.notification.as_bytes()])?;
            Ok(())
        }
        Fact::Submitted(_) => {
            conn.prepare_cached(
                "insert into submissions (event, at) select id, ?2 from events where event_id = ?1",
            )?
            .execute(params![event.id.as_bytes(), event.occurred_at.0])?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The last writer wins, by clock and then id.
fn set_pref(conn: &Connection, event: &Event, body: &PrefSet) -> StoreResult<()> {
    conn.prepare_cached(
        "insert into prefs (key, value, hlc, event_id) values (?1, ?2, ?3, ?4)
         on conflict (key) do update set value = excluded.value, hlc = excluded.hlc, event_id = excluded.event_id
         where (excluded.hlc, excluded.event_id) > (prefs.hlc, prefs.event_id)",
    )?
    .execute(params![body.key, body.value, stored_hlc(event.hlc), event.id.as_bytes()])?;
    Ok(())
}

fn update_item(conn: &Connection, item: ItemKey, meta: &EventMeta, fact: &Fact) -> StoreResult<()> {
    let held = load_state(conn, item)?;
    let before = held.as_ref().map(Standing::of).unwrap_or_default();
    let mut state = match held {
        Some(state) => state,
        None => begin(conn, item)?,
    };
    match state.apply(meta, fact) {
        Applied::Unchanged => Ok(()),
        Applied::Changed => store_state(conn, item, &before, &state),
        Applied::Refold => refold(conn, item),
    }
}

/// The state of an item about which nothing counts yet.
fn begin(conn: &Connection, item: ItemKey) -> StoreResult<ItemState> {
    let marks = load_marks(conn)?;
    if marks == Watermarks::default() {
        return Ok(ItemState::default());
    }
    let (course, slug) = item_of(conn, item)?;
    Ok(ItemState::since(marks.of(course, &slug)))
}

/// Derives an item's state again from all its events.
fn refold(conn: &Connection, item: ItemKey) -> StoreResult<()> {
    let before = load_state(conn, item)?
        .as_ref()
        .map(Standing::of)
        .unwrap_or_default();
    let mut state = begin(conn, item)?;
    each_event(conn, "where events.item = ?1", [item], |stored| {
        if let Some(fact) = decode(&stored.event).fact() {
            let _ = state.apply(&EventMeta::of(&stored.event), &fact);
        }
        Ok(())
    })?;
    store_state(conn, item, &before, &state)
}

fn reset(conn: &Connection, event: &Event, fact: &Fact, body: &ProgressReset) -> StoreResult<()> {
    let mut marks = load_marks(conn)?;
    if marks.apply(&EventMeta::of(event), fact) == Applied::Unchanged {
        return Ok(());
    }
    store_marks(conn, &marks)?;
    let items: Vec<ItemKey> = conn
        .prepare_cached("select item from item_states")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for item in items {
        let (course, slug) = item_of(conn, item)?;
        if body.scope.covers(course, &slug) {
            update_item(conn, item, &EventMeta::of(event), fact)?;
        }
    }
    Ok(())
}

/// Blanks a body, now or when the event comes, and takes back what was
/// derived from it.
fn redact(conn: &Connection, id: EventId) -> StoreResult<()> {
    conn.prepare_cached("insert or ignore into redactions (event_id) values (?1)")?
        .execute([id.as_bytes()])?;
    let Some(held) = find_event(conn, id)? else {
        return Ok(());
    };
    if held.event.body.is_none() || !can_redact(&held.event.kind) {
        return Ok(());
    }
    blank(conn, held.key, &held.event)?;
    match (decode(&held.event).fact(), held.item) {
        (None, _) => Ok(()),
        (Some(fact), Some(item)) => {
            conn.execute("delete from submissions where event = ?1", [held.key])?;
            if fact.completes() {
                take_back_completion(conn, &held.event)?;
            }
            refold(conn, item)
        }
        // Rare: a preference, a reset. What it covered is not known any more.
        (Some(_), None) => rebuild::rebuild(conn),
    }
}

/// Drops a body and keeps its hash.
pub(super) fn blank(conn: &Connection, key: i64, event: &Event) -> StoreResult<()> {
    conn.prepare_cached("update events set body = null, body_hash = ?2 where id = ?1")?
        .execute(params![key, event.body_hash])?;
    Ok(())
}

fn take_back_completion(conn: &Connection, event: &Event) -> StoreResult<()> {
    let day = event.local_date.to_days();
    conn.execute(
        "update active_days set completions = completions - 1 where day = ?1",
        [day],
    )?;
    conn.execute(
        "delete from active_days where day = ?1 and completions = 0",
        [day],
    )?;
    Ok(())
}

/// What rows beside its own say of an item; by default, nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standing {
    status: ItemStatus,
    points: u32,
    cards: DueDays,
}

impl Standing {
    fn of(state: &ItemState) -> Self {
        Self {
            status: state.status(),
            points: state.points(),
            cards: cards::due_days(state),
        }
    }

    fn done(&self) -> i64 {
        i64::from(self.status.is_done())
    }

    fn started(&self) -> i64 {
        i64::from(self.status == ItemStatus::Started)
    }
}

pub(super) fn load_state(conn: &Connection, item: ItemKey) -> StoreResult<Option<ItemState>> {
    let packed: Option<Vec<u8>> = conn
        .prepare_cached("select state from item_states where item = ?1")?
        .query_row([item], |row| row.get(0))
        .optional()?;
    packed.map(|packed| parse_state(&packed)).transpose()
}

pub(super) fn parse_state(packed: &[u8]) -> StoreResult<ItemState> {
    unpack(packed, None)
        .and_then(|json| serde_json::from_str(&json).ok())
        .ok_or_else(|| StoreError::corrupt("an item's progress"))
}

/// Stores an item's state. One about which nothing counts is not stored: it
/// is what [`begin`] makes.
pub(super) fn store_state(
    conn: &Connection,
    item: ItemKey,
    before: &Standing,
    state: &ItemState,
) -> StoreResult<()> {
    let after = Standing::of(state);
    if state.is_empty() {
        conn.prepare_cached("delete from item_states where item = ?1")?
            .execute([item])?;
    } else {
        write_state(conn, item, &after, state)?;
    }
    cards::store(conn, item, &before.cards, &after.cards)?;
    if (before.status, before.points) == (after.status, after.points) {
        return Ok(());
    }
    add_to_course(conn, item, before, &after)
}

fn write_state(
    conn: &Connection,
    item: ItemKey,
    standing: &Standing,
    state: &ItemState,
) -> StoreResult<()> {
    let json =
        serde_json::to_string(state).map_err(|_| StoreError::corrupt("an item's progress"))?;
    let last = state.last_active().map_or(0, |at| at.0);
    conn.prepare_cached(
        "insert into item_states (item, status, points, last, day, state) values (?1, ?2, ?3, ?4, ?5, ?6)
         on conflict (item) do update set status = excluded.status, points = excluded.points,
                                          last = excluded.last, state = excluded.state",
    )?
    .execute(params![
        item,
        status_number(standing.status),
        standing.points,
        last,
        last.div_euclid(DAY_MS),
        pack(&json, None)
    ])?;
    // Apart, because setting it to what it was would write its index, too.
    conn.prepare_cached("update item_states set day = ?2 where item = ?1 and day <> ?2")?
        .execute([item, last.div_euclid(DAY_MS)])?;
    Ok(())
}

fn add_to_course(
    conn: &Connection,
    item: ItemKey,
    before: &Standing,
    after: &Standing,
) -> StoreResult<()> {
    conn.prepare_cached(
        "insert into course_totals (course, done, started, points)
         values ((select course from items where id = ?1), ?2, ?3, ?4)
         on conflict (course) do update set done = done + excluded.done, started = started + excluded.started,
                                            points = points + excluded.points",
    )?
    .execute(params![
        item,
        after.done() - before.done(),
        after.started() - before.started(),
        i64::from(after.points) - i64::from(before.points),
    ])?;
    if before.status != after.status {
        conn.prepare_cached(
            "delete from module_counts where course = (select course from items where id = ?1)",
        )?
        .execute([item])?;
    }
    Ok(())
}

pub(super) fn load_marks(conn: &Connection) -> StoreResult<Watermarks> {
    let json: Option<String> = conn
        .prepare_cached("select marks from watermarks where id = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    json.map_or_else(
        || Ok(Watermarks::default()),
        |json| serde_json::from_str(&json).map_err(|_| StoreError::corrupt("the marks of resets")),
    )
}

pub(super) fn store_marks(conn: &Connection, marks: &Watermarks) -> StoreResult<()> {
    let json =
        serde_json::to_string(marks).map_err(|_| StoreError::corrupt("the marks of resets"))?;
    conn.prepare_cached(
        "insert into watermarks (id, marks) values (1, ?1) on conflict (id) do update set marks = excluded.marks",
    )?
    .execute([json])?;
    Ok(())
}

fn status_number(status: ItemStatus) -> i64 {
    match status {
        ItemStatus::New => 0,
        ItemStatus::Started => 1,
        ItemStatus::Completed => 2,
        ItemStatus::Passed => 3,
    }
}

pub(super) fn read_status(number: i64) -> StoreResult<ItemStatus> {
    match number {
        0 => Ok(ItemStatus::New),
        1 => Ok(ItemStatus::Started),
        2 => Ok(ItemStatus::Completed),
        3 => Ok(ItemStatus::Passed),
        _ => Err(StoreError::corrupt("an item's status")),
    }
}
