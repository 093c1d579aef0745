//! Streams: who wrote what, in which order.
//!
//! A stream's head is that of its last label. Its row in `streams` is written
//! once, and again only when events are taken in: an append should touch as
//! few pages as it can.

use codezest_core::event::{Event, Head, Heads, event_hash};
use codezest_core::ids::{ChainHash, StreamId};
use codezest_core::time::Hlc;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::rows::{EventKey, StreamKey, read_hlc, stored_hlc};
use crate::store::error::{StoreError, StoreResult};

/// A stream that is being written.
pub(super) struct Writer {
    pub(super) key: StreamKey,
    /// How long it is, and its hash there.
    pub(super) head: Head,
    /// At least the clock value of every event in it, for the own stream.
    clock: Hlc,
}

impl Writer {
    /// Puts an event at the end.
    pub(super) fn label(
        &mut self,
        tx: &Transaction<'_>,
        key: EventKey,
        event: &Event,
    ) -> StoreResult<()> {
        self.head = self.head.then(event_hash(event));
        self.clock = self.clock.observe(event.hlc);
        tx.prepare_cached(
            "insert into labels (stream, seq, event, chain_hash) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            self.key,
            seq(self.head.seq)?,
            key,
            self.head.hash.0
        ])?;
        Ok(())
    }

    /// After events were taken in, whose clocks may be ahead: the next write
    /// comes after them.
    pub(super) fn remember_clock(self, tx: &Transaction<'_>) -> StoreResult<()> {
        tx.prepare_cached("update streams set clock = max(clock, ?2) where id = ?1")?
            .execute(params![self.key, stored_hlc(self.clock)])?;
        Ok(())
    }
}

/// The greatest clock value of any event. Own events carry growing ones, so
/// the last one's will do; others were remembered when they were taken in.
pub(super) fn last_clock(conn: &Connection, own: &Writer) -> StoreResult<Hlc> {
    let taken_in: i64 = conn
        .prepare_cached("select max(clock) from streams")?
        .query_row([], |row| row.get(0))?;
    Ok(own.clock.observe(read_hlc(taken_in)?))
}

/// The stream this file appends to, minted at the first append: it is never
/// derived from the machine, which may be a copy of another.
pub(super) fn own_stream(
    tx: &Transaction<'_>,
    new_id: &mut impl FnMut() -> Uuid,
) -> StoreResult<Writer> {
    let found = tx
        .prepare_cached("select id, clock from streams where own = 1")?
        .query_row([], key_and_clock)
        .optional()?;
    if let Some((key, clock)) = found {
        return writer(tx, key, clock);
    }
    tx.execute(
        "insert into streams (stream, own) values (?1, 1)",
        [new_id().as_bytes()],
    )?;
    writer(tx, tx.last_insert_rowid(), 0)
}

/// Another writer's stream.
#[allow(
    dead_code,
    reason = "what sync will exchange; the tests use it already"
)]
pub(super) fn open_stream(tx: &Transaction<'_>, stream: StreamId) -> StoreResult<Writer> {
    let found = tx
        .prepare_cached("select id, clock from streams where stream = ?1")?
        .query_row([stream.as_bytes()], key_and_clock)
        .optional()?;
    if let Some((key, clock)) = found {
        return writer(tx, key, clock);
    }
    tx.execute(
        "insert into streams (stream) values (?1)",
        [stream.as_bytes()],
    )?;
    writer(tx, tx.last_insert_rowid(), 0)
}

fn key_and_clock(row: &Row<'_>) -> rusqlite::Result<(StreamKey, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn writer(conn: &Connection, key: StreamKey, clock: i64) -> StoreResult<Writer> {
    let last = conn
        .prepare_cached(
            "select labels.seq, labels.chain_hash, events.hlc from labels
             join events on events.id = labels.event
             where labels.stream = ?1 order by labels.seq desc limit 1",
        )?
        .query_row([key], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?))
        })
        .optional()?;
    let clock = read_hlc(clock)?;
    match last {
        None => Ok(Writer {
            key,
            head: Head::EMPTY,
            clock,
        }),
        Some((length, hash, hlc)) => Ok(Writer {
            key,
            head: head(length, hash)?,
            clock: clock.observe(read_hlc(hlc)?),
        }),
    }
}

/// The chain hash of a stream after `at` events; `None` beyond its head.
#[allow(
    dead_code,
    reason = "what sync will exchange; the tests use it already"
)]
pub(super) fn hash_at(
    conn: &Connection,
    stream: StreamKey,
    at: u64,
) -> StoreResult<Option<ChainHash>> {
    if at == 0 {
        return Ok(Some(ChainHash::EMPTY));
    }
    let hash: Option<[u8; 32]> = conn
        .prepare_cached("select chain_hash from labels where stream = ?1 and seq = ?2")?
        .query_row(params![stream, seq(at)?], |row| row.get(0))
        .optional()?;
    Ok(hash.map(ChainHash))
}

/// Reads heads from a query that gives stream, length and hash.
#[allow(
    dead_code,
    reason = "what sync will exchange; the tests use it already"
)]
pub(super) fn read_heads(conn: &Connection, sql: &str) -> StoreResult<Heads> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut heads = Heads::default();
    while let Some(row) = rows.next()? {
        heads.0.insert(
            StreamId::from_bytes(row.get(0)?),
            head(row.get(1)?, row.get(2)?)?,
        );
    }
    Ok(heads)
}

fn head(length: i64, hash: [u8; 32]) -> StoreResult<Head> {
    let seq = u64::try_from(length).map_err(|_| StoreError::corrupt("a stream's length"))?;
    Ok(Head {
        seq,
        hash: ChainHash(hash),
    })
}

/// A length as stored.
pub(super) fn seq(value: u64) -> StoreResult<i64> {
    i64::try_from(value).map_err(|_| StoreError::Refused {
        why: "a stream cannot be that long".to_owned(),
    })
}
