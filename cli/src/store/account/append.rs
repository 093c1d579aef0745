//! Writing the log: appending facts, and taking in events of elsewhere.

use codezest_core::event::check::check;
use codezest_core::event::redact::can_redact;
use codezest_core::event::{Decoded, Event, Fact, Head, decode, encode, event_hash};
use codezest_core::ids::{ChainHash, EventId, StreamId};
use codezest_core::time::{Hlc, Moment};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::rows::{EventKey, find_event, insert_event, read_hlc, stored_hlc};
use super::{AccountStore, project, rebuild};
use crate::store::error::{StoreError, StoreResult};

/// From so many events on, deriving everything again at the end is faster
/// than event by event.
const MANY: usize = 5_000;

/// What taking in events did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Events that were not held before.
    pub(crate) new: usize,
    /// Events that were.
    pub(crate) known: usize,
}

/// A stream that is being written.
struct Writer {
    key: i64,
    head: Head,
    clock: Hlc,
}

impl AccountStore {
    /// Appends facts that happened now to the own stream: labels, events and
    /// what is derived from them, in one transaction. The own stream is
    /// minted at the first append.
    ///
    /// # Errors
    /// `Refused` when a fact does not fit an event; SQLite's. Then nothing
    /// was appended.
    pub(crate) fn append(
        &self,
        facts: &[Fact],
        moment: Moment,
        mut new_id: impl FnMut() -> Uuid,
    ) -> StoreResult<Vec<Event>> {
        self.db.write(|tx| {
            let mut writer = own_stream(tx, &mut new_id)?;
            let mut clock = last_clock(tx)?;
            let mut events = Vec::with_capacity(facts.len());
            for fact in facts {
                clock = clock.tick(moment.at, 0);
                let event = encode(fact, EventId(new_id()), clock, moment).map_err(|error| {
                    StoreError::Refused {
                        why: error.to_string(),
                    }
                })?;
                let stored = insert_event(tx, &event, Some(fact))?;
                writer.label(tx, stored.key, &event)?;
                project::project(tx, &event, stored.item, fact)?;
                events.push(event);
            }
            writer.finish(tx)?;
            Ok(events)
        })
    }

    /// As [`AccountStore::append`], with `first` as the id of the first event:
    /// a run's snapshot is kept under its id before the run is appended.
    ///
    /// # Errors
    /// As [`AccountStore::append`].
    pub(crate) fn append_as(
        &self,
        first: EventId,
        facts: &[Fact],
        moment: Moment,
        mut new_id: impl FnMut() -> Uuid,
    ) -> StoreResult<Vec<Event>> {
        // The stream comes first, so that the next id drawn is the event's.
        self.db.write(|tx| own_stream(tx, &mut new_id).map(drop))?;
        let mut given = Some(first.0);
        self.append(facts, moment, move || {
            given.take().unwrap_or_else(&mut new_id)
        })
    }

    /// Takes in events of an export: those that are not held yet are appended
    /// to the own stream, as they are. Doing it again changes nothing.
    ///
    /// # Errors
    /// `Refused` for an event that is malformed or differs from the one held
    /// under its id; SQLite's. Then nothing was taken in.
    pub(crate) fn import(
        &self,
        events: &[Event],
        mut new_id: impl FnMut() -> Uuid,
    ) -> StoreResult<Taken> {
        self.db.write(|tx| {
            let mut writer = own_stream(tx, &mut new_id)?;
            let mut taken = Taken::default();
            for event in events {
                let (key, new) = take_in(tx, event, events.len())?;
                if new {
                    writer.label(tx, key, event)?;
                }
                taken.count(new);
            }
            writer.finish(tx)?;
            derive_again_after_many(tx, events.len())?;
            Ok(taken)
        })
    }

    /// Takes in a run of another writer's stream that begins after `after`.
    /// What is held of it already must be the same.
    ///
    /// # Errors
    /// `Refused` for a gap, for a stream that went another way here, and as
    /// [`AccountStore::import`].
    pub(crate) fn take_in(
        &self,
        stream: StreamId,
        after: Head,
        events: &[Event],
    ) -> StoreResult<Taken> {
        self.db.write(|tx| {
            let mut writer = open_stream(tx, stream)?;
            if hash_at(tx, writer.key, after.seq)? != Some(after.hash) {
                return Err(refused(format!(
                    "stream {stream} differs after {}",
                    after.seq
                )));
            }
            let mut taken = Taken::default();
            let mut head = after;
            for event in events {
                head = head.then(event_hash(event));
                if head.seq <= writer.head.seq {
                    if hash_at(tx, writer.key, head.seq)? != Some(head.hash) {
                        return Err(refused(format!("stream {stream} differs at {}", head.seq)));
                    }
                    taken.count(false);
                    continue;
                }
                let (key, new) = take_in(tx, event, events.len())?;
                writer.label(tx, key, event)?;
                taken.count(new);
            }
            writer.finish(tx)?;
            derive_again_after_many(tx, events.len())?;
            Ok(taken)
        })
    }
}

impl Taken {
    fn count(&mut self, new: bool) {
        if new {
            self.new += 1;
        } else {
            self.known += 1;
        }
    }
}

impl Writer {
    fn label(&mut self, tx: &Transaction<'_>, event: EventKey, content: &Event) -> StoreResult<()> {
        self.head = self.head.then(event_hash(content));
        self.clock = self.clock.observe(content.hlc);
        tx.prepare_cached(
            "insert into labels (stream, seq, event, chain_hash) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            self.key,
            seq(self.head.seq)?,
            event,
            self.head.hash.0
        ])?;
        Ok(())
    }

    fn finish(self, tx: &Transaction<'_>) -> StoreResult<()> {
        tx.prepare_cached("update streams set seq = ?2, hash = ?3, clock = ?4 where id = ?1")?
            .execute(params![
                self.key,
                seq(self.head.seq)?,
                self.head.hash.0,
                stored_hlc(self.clock)
            ])?;
        Ok(())
    }
}

/// Stores an event unless it is held, and says where and whether it is new.
/// Its label does not matter: identity is the id.
fn take_in(tx: &Transaction<'_>, event: &Event, batch: usize) -> StoreResult<(EventKey, bool)> {
    if let Some(held) = find_event(tx, event.id)? {
        if event_hash(&held.event) != event_hash(event) {
            return Err(refused(format!(
                "event {} is held with another content",
                event.id
            )));
        }
        return Ok((held.key, false));
    }
    check(event).map_err(|error| refused(error.to_string()))?;
    let blanked = can_redact(&event.kind) && is_redacted(tx, event.id)?;
    let event = &if blanked {
        event.clone().blanked()
    } else {
        event.clone()
    };
    let fact = match decode(event) {
        Decoded::Fact(fact) => Some(fact),
        // Kept and forwarded; derived from when a newer program reads them.
        Decoded::Blank | Decoded::Newer | Decoded::Malformed(_) => None,
    };
    let stored = insert_event(tx, event, fact.as_ref())?;
    if let Some(fact) = fact.filter(|_| batch < MANY) {
        project::project(tx, event, stored.item, &fact)?;
    }
    Ok((stored.key, true))
}

fn derive_again_after_many(tx: &Transaction<'_>, batch: usize) -> StoreResult<()> {
    if batch < MANY {
        Ok(())
    } else {
        rebuild::rebuild(tx)
    }
}

fn is_redacted(conn: &Connection, id: EventId) -> StoreResult<bool> {
    Ok(conn
        .prepare_cached("select 1 from redactions where event_id = ?1")?
        .exists([id.as_bytes()])?)
}

/// The greatest clock value of any event, own or not.
fn last_clock(conn: &Connection) -> StoreResult<Hlc> {
    let clock: Option<i64> = conn
        .prepare_cached("select max(clock) from streams")?
        .query_row([], |row| row.get(0))?;
    clock.map_or(Ok(Hlc::ZERO), read_hlc)
}

fn own_stream(tx: &Transaction<'_>, new_id: &mut impl FnMut() -> Uuid) -> StoreResult<Writer> {
    let found = tx
        .prepare_cached("select id, seq, hash, clock from streams where own = 1")?
        .query_row([], writer)
        .optional()?;
    if let Some(writer) = found {
        return writer;
    }
    tx.execute(
        "insert into streams (stream, own, seq, hash, clock) values (?1, 1, 0, zeroblob(32), 0)",
        [new_id().as_bytes()],
    )?;
    Ok(Writer {
        key: tx.last_insert_rowid(),
        head: Head::EMPTY,
        clock: Hlc::ZERO,
    })
}

fn open_stream(tx: &Transaction<'_>, stream: StreamId) -> StoreResult<Writer> {
    let found = tx
        .prepare_cached("select id, seq, hash, clock from streams where stream = ?1")?
        .query_row([stream.as_bytes()], writer)
        .optional()?;
    if let Some(writer) = found {
        return writer;
    }
    tx.execute(
        "insert into streams (stream, seq, hash, clock) values (?1, 0, zeroblob(32), 0)",
        [stream.as_bytes()],
    )?;
    Ok(Writer {
        key: tx.last_insert_rowid(),
        head: Head::EMPTY,
        clock: Hlc::ZERO,
    })
}

fn writer(row: &Row<'_>) -> rusqlite::Result<StoreResult<Writer>> {
    let (key, length, hash, clock): (i64, i64, [u8; 32], i64) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let length = u64::try_from(length).map_err(|_| StoreError::corrupt("a stream's length"));
    Ok(length.and_then(|seq| {
        Ok(Writer {
            key,
            head: Head {
                seq,
                hash: ChainHash(hash),
            },
            clock: read_hlc(clock)?,
        })
    }))
}

/// The chain hash of a stream after `at` events; `None` beyond its head.
pub(super) fn hash_at(conn: &Connection, stream: i64, at: u64) -> StoreResult<Option<ChainHash>> {
    if at == 0 {
        return Ok(Some(ChainHash::EMPTY));
    }
    let hash: Option<[u8; 32]> = conn
        .prepare_cached("select chain_hash from labels where stream = ?1 and seq = ?2")?
        .query_row(params![stream, seq(at)?], |row| row.get(0))
        .optional()?;
    Ok(hash.map(ChainHash))
}

fn seq(value: u64) -> StoreResult<i64> {
    i64::try_from(value).map_err(|_| refused("a stream cannot be that long".to_owned()))
}

fn refused(why: String) -> StoreError {
    StoreError::Refused { why }
}
