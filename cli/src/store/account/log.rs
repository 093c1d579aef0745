//! Reading the log itself, and what a server is thought to hold of it.

use codezest_core::event::{Event, Heads};
use codezest_core::ids::{EventId, StreamId};
use rusqlite::params;

use super::AccountStore;
use super::rows::{EVENT_COLUMNS, EVENT_TABLES, each_event, find_event, stored_event};
use super::streams::{read_heads, seq};
use crate::store::error::{StoreError, StoreResult};

#[allow(
    dead_code,
    reason = "what sync will exchange; the tests use it already"
)]
impl AccountStore {
    /// The event of that id.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn event(&self, id: EventId) -> StoreResult<Option<Event>> {
        self.db
            .read(|conn| Ok(find_event(conn, id)?.map(|stored| stored.event)))
    }

    /// Every event, each once, in no particular order; for an export.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn events(&self) -> StoreResult<Vec<Event>> {
        self.db.snapshot(|conn| {
            let mut events = Vec::new();
            each_event(conn, "", [], |stored| {
                events.push(stored.event);
                Ok(())
            })?;
            Ok(events)
        })
    }

    /// Calls `each` with every event once, ordered by `(hlc, id)`, without
    /// holding more than one of them; for an export.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn each_event_in_order(&self, mut each: impl FnMut(&Event)) -> StoreResult<()> {
        self.db.snapshot(|conn| {
            each_event(conn, "order by events.hlc, events.event_id", [], |stored| {
                each(&stored.event);
                Ok(())
            })
        })
    }

    /// How many events there are. Counts them all.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn event_count(&self) -> StoreResult<u64> {
        self.db.read(|conn| {
            let count: i64 = conn.query_row("select count(*) from events", [], |row| row.get(0))?;
            u64::try_from(count).map_err(|_| StoreError::corrupt("the number of events"))
        })
    }

    /// The heads of every stream held.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn heads(&self) -> StoreResult<Heads> {
        self.db.read(|conn| {
            read_heads(
                conn,
                "select streams.stream, labels.seq, labels.chain_hash from streams
                 join labels on labels.stream = streams.id
                  and labels.seq = (select max(seq) from labels where stream = streams.id)",
            )
        })
    }

    /// The events of a stream after its first `after`, at most `limit`.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn stream_events(
        &self,
        stream: StreamId,
        after: u64,
        limit: u32,
    ) -> StoreResult<Vec<Event>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(&format!(
                "select {EVENT_COLUMNS} from streams join labels on labels.stream = streams.id
                 cross join events on events.id = labels.event
                 {} where streams.stream = ?1 and labels.seq > ?2 order by labels.seq limit ?3",
                EVENT_TABLES.trim_start_matches("events ")
            ))?;
            let after = i64::try_from(after).unwrap_or(i64::MAX);
            let mut rows = query.query(params![stream.as_bytes(), after, limit])?;
            let mut events = Vec::new();
            while let Some(row) = rows.next()? {
                events.push(stored_event(row)?.event);
            }
            Ok(events)
        })
    }

    /// What the server was last known to hold. A hint: a server that was
    /// restored from a backup holds less.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn server_heads(&self) -> StoreResult<Heads> {
        self.db
            .read(|conn| read_heads(conn, "select stream, seq, hash from server_heads"))
    }

    /// Remembers what the server holds.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn set_server_heads(&self, heads: &Heads) -> StoreResult<()> {
        self.db.write(|tx| {
            tx.execute("delete from server_heads", [])?;
            for (stream, head) in &heads.0 {
                let length = seq(head.seq)?;
                tx.prepare_cached(
                    "insert into server_heads (stream, seq, hash) values (?1, ?2, ?3)",
                )?
                .execute(params![stream.as_bytes(), length, head.hash.0])?;
            }
            Ok(())
        })
    }
}
