//! Writing the log: appending facts, and taking in events of elsewhere.

use codezest_core::event::check::check;
use codezest_core::event::redact::can_redact;
use codezest_core::event::{Decoded, Event, Fact, Head, decode, encode, event_hash};
use codezest_core::ids::{EventId, StreamId};
use codezest_core::time::Moment;
use rusqlite::{Connection, Transaction};
use uuid::Uuid;

use super::rows::{EventKey, StreamKey, find_event, insert_event};
use super::streams::{self, hash_at, open_stream, own_stream};
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
            let mut clock = streams::last_clock(tx, &writer)?;
            let mut events = Vec::with_capacity(facts.len());
            for fact in facts {
                clock = clock.tick(moment.at, 0);
                let event = encode(fact, EventId(new_id()), clock, moment).map_err(|error| {
                    StoreError::Refused {
                        why: error.to_string(),
                    }
                })?;
                let stored = insert_event(tx, writer.key, &event, Some(fact))?;
                writer.label(tx, stored.key, &event)?;
                project::project(tx, &event, stored.item, fact)?;
                events.push(event);
            }
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
                let (key, new) = take_in(tx, writer.key, event, events.len())?;
                if new {
                    writer.label(tx, key, event)?;
                }
                taken.count(new);
            }
            writer.remember_clock(tx)?;
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
    #[allow(
        dead_code,
        reason = "what sync will exchange; the tests use it already"
    )]
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
                let (key, new) = take_in(tx, writer.key, event, events.len())?;
                writer.label(tx, key, event)?;
                taken.count(new);
            }
            writer.remember_clock(tx)?;
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

/// Stores an event unless it is held, and says where and whether it is new.
/// Its label does not matter: identity is the id.
fn take_in(
    tx: &Transaction<'_>,
    stream: StreamKey,
    event: &Event,
    batch: usize,
) -> StoreResult<(EventKey, bool)> {
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
    let stored = insert_event(tx, stream, event, fact.as_ref())?;
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

fn refused(why: String) -> StoreError {
    StoreError::Refused { why }
}
