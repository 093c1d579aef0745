//! What happened to an item, from its events.

use codezest_core::event::kinds::{RunFinished, Submitted};
use codezest_core::event::{Event, EventMeta, Fact, Reducer, decode};
use codezest_core::ids::{CourseUid, EventId, ItemId, RunId, StreamId};
use codezest_core::learning::attempts::Answers;
use codezest_core::time::Timestamp;
use rusqlite::OptionalExtension;

use super::AccountStore;
use super::rows::{each_event, find_item};
use crate::store::error::StoreResult;

/// A test run, on this device or another. Its report and files, where they
/// are on this device, are in the snapshots under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunEntry {
    /// Its id.
    pub(crate) id: RunId,
    /// When it ended.
    pub(crate) at: Timestamp,
    /// The stream of the device on which it was made.
    pub(crate) device: Option<StreamId>,
    /// How it ended.
    pub(crate) run: RunFinished,
}

impl AccountStore {
    /// The test runs of an item, newest first.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn runs(&self, course: CourseUid, item: &ItemId) -> StoreResult<Vec<RunEntry>> {
        let mut runs = Vec::new();
        self.each_fact(course, item, |event, fact| {
            if let Fact::RunFinished(run) = fact {
                let id = RunId(event.id.0);
                runs.push((
                    event.hlc,
                    RunEntry {
                        id,
                        at: event.occurred_at,
                        device: None,
                        run,
                    },
                ));
            }
        })?;
        runs.sort_by_key(|(hlc, run)| std::cmp::Reverse((*hlc, run.id)));
        let mut runs: Vec<_> = runs.into_iter().map(|(_, run)| run).collect();
        for run in &mut runs {
            run.device = self.stream_of(EventId(run.id.0))?;
        }
        Ok(runs)
    }

    /// The first stream in which an event stands.
    fn stream_of(&self, event: EventId) -> StoreResult<Option<StreamId>> {
        self.db.read(|conn| {
            let stream = conn
                .prepare_cached(
                    "select streams.stream from events join streams on streams.id = events.stream
                     where events.event_id = ?1",
                )?
                .query_row([event.as_bytes()], |row| row.get(0))
                .optional()?;
            Ok(stream.map(StreamId::from_bytes))
        })
    }

    /// How many submissions no server has yet, and when the oldest was made.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn submissions_waiting(&self) -> StoreResult<(u32, Option<Timestamp>)> {
        self.db.read(|conn| {
            Ok(conn
                .prepare_cached("select count(*), min(at) from submissions")?
                .query_row([], |row| {
                    Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Timestamp)))
                })?)
        })
    }

    /// The submissions that no server has yet, newest first.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn submissions(&self) -> StoreResult<Vec<(EventId, Timestamp, Submitted)>> {
        let mut submissions = Vec::new();
        self.db.snapshot(|conn| {
            let waiting = "join submissions on submissions.event = events.id";
            each_event(conn, waiting, [], |stored| {
                if let Some(Fact::Submitted(submitted)) = decode(&stored.event).fact() {
                    submissions.push((stored.event.id, stored.event.occurred_at, submitted));
                }
                Ok(())
            })
        })?;
        submissions.sort_by_key(|(id, at, _)| std::cmp::Reverse((*at, *id)));
        Ok(submissions)
    }

    /// Every answer given to a quiz.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn answers(&self, course: CourseUid, item: &ItemId) -> StoreResult<Answers> {
        let mut answers = Answers::default();
        self.each_fact(course, item, |event, fact| {
            let _ = answers.apply(&EventMeta::of(event), &fact);
        })?;
        Ok(answers)
    }

    fn each_fact(
        &self,
        course: CourseUid,
        item: &ItemId,
        mut each: impl FnMut(&Event, Fact),
    ) -> StoreResult<()> {
        self.db.snapshot(|conn| {
            let Some(key) = find_item(conn, course, item)? else {
                return Ok(());
            };
            each_event(conn, "where events.item = ?1", [key], |stored| {
                if let Some(fact) = decode(&stored.event).fact() {
                    each(&stored.event, fact);
                }
                Ok(())
            })
        })
    }
}
