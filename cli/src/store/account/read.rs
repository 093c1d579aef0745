//! Reading what is derived.

use std::collections::HashMap;

use codezest_core::activity::streak::ActiveDays;
use codezest_core::ids::{CourseUid, ItemId};
use codezest_core::learning::progress::{ItemState, ItemStatus};
use codezest_core::time::{LocalDate, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use super::AccountStore;
use super::project::{load_marks, load_state, parse_state, read_status};
use super::rows::find_item;
use crate::store::error::{StoreError, StoreResult};

/// An item as lists show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ItemProgress {
    /// How far it is.
    pub(crate) status: ItemStatus,
    /// Points earned.
    pub(crate) points: u32,
    /// When something last happened.
    pub(crate) last: Timestamp,
}

impl AccountStore {
    /// Everything about one item.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn item_state(&self, course: CourseUid, item: &ItemId) -> StoreResult<ItemState> {
        self.db.snapshot(|conn| {
            if let Some(key) = find_item(conn, course, item)?
                && let Some(state) = load_state(conn, key)?
            {
                return Ok(state);
            }
            Ok(ItemState::since(load_marks(conn)?.of(course, item)))
        })
    }

    /// The items of a course to which something happened.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn course_items(
        &self,
        course: CourseUid,
    ) -> StoreResult<HashMap<ItemId, ItemProgress>> {
        self.db.read(|conn| course_items(conn, course))
    }

    /// The full states of a course's items to which something happened.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn course_states(
        &self,
        course: CourseUid,
    ) -> StoreResult<HashMap<ItemId, ItemState>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select items.slug, item_states.state from courses
                 join items on items.course = courses.id join item_states on item_states.item = items.id
                 where courses.uid = ?1",
            )?;
            let mut rows = query.query([course.as_bytes()])?;
            let mut states = HashMap::new();
            while let Some(row) = rows.next()? {
                states.insert(item_id(row.get(0)?)?, parse_state(&row.get::<_, Vec<u8>>(1)?)?);
            }
            Ok(states)
        })
    }

    /// The items to which something happened last, newest first.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn recent_items(
        &self,
        limit: u32,
    ) -> StoreResult<Vec<(CourseUid, ItemId, ItemProgress)>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                // The index is walked backwards and names are looked up for what
                // was found, however many items there are.
                "select courses.uid, items.slug, recent.status, recent.points, recent.last
                 from (select item, status, points, last, day
                       from item_states indexed by item_states_by_day
                       where status > 0 order by day desc, last desc, item desc limit ?1) as recent
                 join items on items.id = recent.item join courses on courses.id = items.course
                 order by recent.day desc, recent.last desc, recent.item desc",
            )?;
            let mut rows = query.query([limit])?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                let progress = ItemProgress {
                    status: read_status(row.get(2)?)?,
                    points: row.get(3)?,
                    last: Timestamp(row.get(4)?),
                };
                items.push((
                    CourseUid::from_bytes(row.get(0)?),
                    item_id(row.get(1)?)?,
                    progress,
                ));
            }
            Ok(items)
        })
    }

    /// The days on which something was completed, with how much.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn completions_by_day(&self) -> StoreResult<Vec<(LocalDate, u32)>> {
        self.db.read(|conn| {
            let mut query =
                conn.prepare_cached("select day, completions from active_days order by day")?;
            let mut rows = query.query([])?;
            let mut days = Vec::new();
            while let Some(row) = rows.next()? {
                let day = LocalDate::from_days(row.get(0)?)
                    .ok_or_else(|| StoreError::corrupt("a day"))?;
                days.push((day, row.get(1)?));
            }
            Ok(days)
        })
    }

    /// The days on which something was completed; the streak comes from them.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn active_days(&self) -> StoreResult<ActiveDays> {
        Ok(self
            .completions_by_day()?
            .into_iter()
            .map(|(day, _)| day)
            .collect())
    }

    /// A preference that goes with the account.
    ///
    /// # Errors
    /// SQLite's.
    #[allow(
        dead_code,
        reason = "preferences come with the account; the tests use it already"
    )]
    pub(crate) fn pref(&self, key: &str) -> StoreResult<Option<String>> {
        self.db.read(|conn| {
            let value: Option<Option<String>> = conn
                .prepare_cached("select value from prefs where key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(value.flatten())
        })
    }
}

pub(super) fn course_items(
    conn: &Connection,
    course: CourseUid,
) -> StoreResult<HashMap<ItemId, ItemProgress>> {
    let mut query = conn.prepare_cached(
        "select items.slug, item_states.status, item_states.points, item_states.last from courses
         join items on items.course = courses.id join item_states on item_states.item = items.id
         where courses.uid = ?1",
    )?;
    let mut rows = query.query([course.as_bytes()])?;
    let mut items = HashMap::new();
    while let Some(row) = rows.next()? {
        let progress = ItemProgress {
            status: read_status(row.get(1)?)?,
            points: row.get(2)?,
            last: Timestamp(row.get(3)?),
        };
        items.insert(item_id(row.get(0)?)?, progress);
    }
    Ok(items)
}

pub(super) fn item_id(slug: String) -> StoreResult<ItemId> {
    ItemId::new(slug).map_err(|_| StoreError::corrupt("an item's id"))
}
