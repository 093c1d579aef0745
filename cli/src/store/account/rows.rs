//! Events as rows, and back.

use codezest_core::event::{Event, Fact};
use codezest_core::ids::{CourseUid, EventId, ItemId};
use codezest_core::time::{Hlc, LocalDate, Timestamp, UtcOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::pack::{ItemPhrases, pack, unpack};
use crate::store::error::{StoreError, StoreResult};

/// The row of an event.
pub(super) type EventKey = i64;
/// The row of a stream.
pub(super) type StreamKey = i64;
/// The row of an item.
pub(super) type ItemKey = i64;

/// Milliseconds in a day.
pub(super) const DAY_MS: i64 = 86_400_000;

/// What [`stored_event`] reads, from [`EVENT_TABLES`].
pub(super) const EVENT_COLUMNS: &str = "events.event_id, kinds.name, events.v, events.hlc, events.at,
    events.utc_offset, events.day, events.body, events.body_hash, courses.uid, items.slug, events.id, events.item";

/// Events with the words that are numbers in them.
pub(super) const EVENT_TABLES: &str = "events join kinds on kinds.id = events.kind
    left join items on items.id = events.item left join courses on courses.id = items.course";

/// An event with where it is stored.
#[derive(Debug)]
pub(super) struct StoredEvent {
    pub(super) key: EventKey,
    pub(super) item: Option<ItemKey>,
    pub(super) event: Event,
}

/// Inserts an event that came in `stream`.
pub(super) fn insert_event(
    conn: &Connection,
    stream: StreamKey,
    event: &Event,
    fact: Option<&Fact>,
) -> StoreResult<StoredEvent> {
    let about = fact.and_then(Fact::item);
    let item = about
        .map(|(course, item)| item_key(conn, course, item))
        .transpose()?;
    let phrases = about.map(|(course, item)| ItemPhrases::of(course, item));
    let body = event
        .body
        .as_deref()
        .map(|body| pack(body, phrases.as_ref()));
    let clock_ms = i64::try_from(event.hlc.millis()).unwrap_or(0);
    let utc_day = event.occurred_at.0.div_euclid(DAY_MS);
    conn.prepare_cached(
        "insert into events (event_id, kind, v, hlc, at, utc_offset, day, item, body, body_hash, stream)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        event.id.as_bytes(),
        kind_key(conn, &event.kind)?,
        event.v,
        stored_hlc(event.hlc),
        event.occurred_at.0.wrapping_sub(clock_ms),
        event.utc_offset.0,
        i64::from(event.local_date.to_days()).wrapping_sub(utc_day),
        item,
        body,
        event.body.is_none().then_some(event.body_hash),
        stream,
    ])?;
    Ok(StoredEvent {
        key: conn.last_insert_rowid(),
        item,
        event: event.clone(),
    })
}

/// Reads [`EVENT_COLUMNS`].
pub(super) fn stored_event(row: &Row<'_>) -> StoreResult<StoredEvent> {
    let damaged = || StoreError::corrupt("an event");
    let hlc = read_hlc(row.get(3)?)?;
    let clock_ms = i64::try_from(hlc.millis()).unwrap_or(0);
    let occurred_at = Timestamp(row.get::<_, i64>(4)?.wrapping_add(clock_ms));
    let days = row
        .get::<_, i64>(6)?
        .wrapping_add(occurred_at.0.div_euclid(DAY_MS));
    let local_date = i32::try_from(days)
        .ok()
        .and_then(LocalDate::from_days)
        .ok_or_else(damaged)?;
    let course: Option<[u8; 16]> = row.get(9)?;
    let slug: Option<String> = row.get(10)?;
    let phrases = match (course, slug) {
        (Some(course), Some(slug)) => {
            let item = ItemId::new(slug).map_err(|_| damaged())?;
            Some(ItemPhrases::of(CourseUid::from_bytes(course), &item))
        }
        _ => None,
    };
    let packed: Option<Vec<u8>> = row.get(7)?;
    let body = packed
        .map(|packed| unpack(&packed, phrases.as_ref()).ok_or_else(damaged))
        .transpose()?;
    let body_hash = match &body {
        Some(body) => Event::hash_body(body),
        None => row.get::<_, Option<[u8; 32]>>(8)?.ok_or_else(damaged)?,
    };
    let event = Event {
        id: EventId::from_bytes(row.get(0)?),
        kind: row.get(1)?,
        v: row.get(2)?,
        hlc,
        occurred_at,
        utc_offset: UtcOffset(row.get(5)?),
        local_date,
        body,
        body_hash,
    };
    Ok(StoredEvent {
        key: row.get(11)?,
        item: row.get(12)?,
        event,
    })
}

/// The event of that id, if it is held.
pub(super) fn find_event(conn: &Connection, id: EventId) -> StoreResult<Option<StoredEvent>> {
    let sql = format!("select {EVENT_COLUMNS} from {EVENT_TABLES} where events.event_id = ?1");
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query([id.as_bytes()])?;
    rows.next()?.map(stored_event).transpose()
}

/// Calls `each` with every event of `rest` (from `where` on).
pub(super) fn each_event(
    conn: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
    mut each: impl FnMut(StoredEvent) -> StoreResult<()>,
) -> StoreResult<()> {
    let mut query = conn.prepare_cached(&format!(
        "select {EVENT_COLUMNS} from {EVENT_TABLES} {rest}"
    ))?;
    let mut rows = query.query(params)?;
    while let Some(row) = rows.next()? {
        each(stored_event(row)?)?;
    }
    Ok(())
}

/// A clock value as stored. It always fits.
pub(super) fn stored_hlc(hlc: Hlc) -> i64 {
    i64::try_from(hlc.to_u64()).unwrap_or(i64::MAX)
}

pub(super) fn read_hlc(stored: i64) -> StoreResult<Hlc> {
    u64::try_from(stored)
        .ok()
        .and_then(|value| Hlc::from_u64(value).ok())
        .ok_or_else(|| StoreError::corrupt("a clock value"))
}

fn kind_key(conn: &Connection, kind: &str) -> StoreResult<i64> {
    let found = conn
        .prepare_cached("select id from kinds where name = ?1")?
        .query_row([kind], |row| row.get(0))
        .optional()?;
    if let Some(key) = found {
        return Ok(key);
    }
    conn.prepare_cached("insert into kinds (name) values (?1)")?
        .execute([kind])?;
    Ok(conn.last_insert_rowid())
}

/// The row of a course, made if there is none.
pub(super) fn course_key(conn: &Connection, course: CourseUid) -> StoreResult<i64> {
    let found = conn
        .prepare_cached("select id from courses where uid = ?1")?
        .query_row([course.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(key) = found {
        return Ok(key);
    }
    conn.prepare_cached("insert into courses (uid) values (?1)")?
        .execute([course.as_bytes()])?;
    Ok(conn.last_insert_rowid())
}

/// The row of an item, if there is one.
pub(super) fn find_item(
    conn: &Connection,
    course: CourseUid,
    item: &ItemId,
) -> StoreResult<Option<ItemKey>> {
    Ok(conn
        .prepare_cached(
            "select items.id from courses join items on items.course = courses.id and items.slug = ?2
             where courses.uid = ?1",
        )?
        .query_row(params![course.as_bytes(), item.as_str()], |row| row.get(0))
        .optional()?)
}

/// The row of an item, made if there is none.
pub(super) fn item_key(
    conn: &Connection,
    course: CourseUid,
    item: &ItemId,
) -> StoreResult<ItemKey> {
    if let Some(key) = find_item(conn, course, item)? {
        return Ok(key);
    }
    let course = course_key(conn, course)?;
    conn.prepare_cached("insert into items (course, slug) values (?1, ?2)")?
        .execute(params![course, item.as_str()])?;
    Ok(conn.last_insert_rowid())
}

/// What an item's row says.
pub(super) fn item_of(conn: &Connection, key: ItemKey) -> StoreResult<(CourseUid, ItemId)> {
    let (uid, slug): ([u8; 16], String) = conn
        .prepare_cached(
            "select courses.uid, items.slug from items join courses on courses.id = items.course where items.id = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let item = ItemId::new(slug).map_err(|_| StoreError::corrupt("an item's id"))?;
    Ok((CourseUid::from_bytes(uid), item))
}
