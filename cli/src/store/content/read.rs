//! Reading courses, modules and items.

use codezest_core::course::model::{Course, Item};
use codezest_core::ids::{CourseId, CourseUid, ItemId, ModuleId};
use rusqlite::{OptionalExtension, params};

use super::ContentStore;
use super::entries::{
    CourseEntry, ITEM_COLUMNS, ITEM_TABLES, ItemEntry, ItemFilter, ModuleEntry, course_entry,
    from_json, item_entry, one_item, parse_name, slug,
};
use crate::store::error::{StoreError, StoreResult};

impl ContentStore {
    /// Every course, by name.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` for a value that cannot be read back.
    pub(crate) fn courses(&self) -> StoreResult<Vec<CourseEntry>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select name, uid, title, version, language, source, bundled, added_at, revision
                 from courses order by name",
            )?;
            let mut rows = query.query([])?;
            let mut courses = Vec::new();
            while let Some(row) = rows.next()? {
                courses.push(course_entry(row)?);
            }
            Ok(courses)
        })
    }

    /// How many items of a course are listed. Apart from [`ContentStore::courses`],
    /// which nearly every command asks for: counting 10,000 items takes longer
    /// than all the rest.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn item_count(&self, name: &CourseId) -> StoreResult<u32> {
        self.db.read(|conn| {
            Ok(conn
                .prepare_cached(
                    "select count(*) from courses join items on items.course = courses.id
                     where courses.name = ?1 and not items.hidden",
                )?
                .query_row([name.as_str()], |row| row.get(0))?)
        })
    }

    /// The name of the course with that identity, where it is installed.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn course_name(&self, uid: &CourseUid) -> StoreResult<Option<CourseId>> {
        self.db.read(|conn| {
            let name: Option<String> = conn
                .prepare_cached("select name from courses where uid = ?1")?
                .query_row([uid.as_bytes()], |row| row.get(0))
                .optional()?;
            name.map(parse_name).transpose()
        })
    }

    /// The item of the course with that identity, where both are installed.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` for a value that cannot be read back.
    pub(crate) fn item_of(
        &self,
        course: CourseUid,
        item: &ItemId,
    ) -> StoreResult<Option<ItemEntry>> {
        self.db.read(|conn| {
            one_item(
                conn,
                "where courses.uid = ?1 and items.slug = ?2",
                params![course.as_bytes(), item.as_str()],
            )
        })
    }

    /// The model of a course without its modules.
    ///
    /// # Errors
    /// `NotFound`, or SQLite's.
    pub(crate) fn course_header(&self, name: &CourseId) -> StoreResult<Course> {
        self.db.read(|conn| {
            let json: Option<String> = conn
                .prepare_cached("select header from courses where name = ?1")?
                .query_row([name.as_str()], |row| row.get(0))
                .optional()?;
            from_json(&json.ok_or_else(|| no_course(name))?)
        })
    }

    /// The modules of a course in order.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn modules(&self, name: &CourseId) -> StoreResult<Vec<ModuleEntry>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select modules.slug, modules.title, modules.position
                 from modules join courses on courses.id = modules.course
                 where courses.name = ?1 order by modules.position",
            )?;
            let mut rows = query.query([name.as_str()])?;
            let mut modules = Vec::new();
            while let Some(row) = rows.next()? {
                modules.push(ModuleEntry {
                    id: slug(row.get(0)?, ModuleId::new)?,
                    title: row.get(1)?,
                    position: row.get(2)?,
                });
            }
            Ok(modules)
        })
    }

    /// The items that `filter` lets through, by course and place.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` for a value that cannot be read back.
    pub(crate) fn items(&self, filter: &ItemFilter) -> StoreResult<Vec<ItemEntry>> {
        self.db.read(|conn| {
            let (conditions, values) = filter.conditions();
            let mut query = conn.prepare_cached(&format!(
                "select {ITEM_COLUMNS} from {ITEM_TABLES} where {conditions} order by courses.name, items.number"
            ))?;
            let mut rows = query.query(rusqlite::params_from_iter(values))?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                items.push(item_entry(row)?);
            }
            Ok(items)
        })
    }

    /// The modules and ids of the items that `filter` lets through, by course
    /// and place: lighter than [`ContentStore::items`].
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn item_ids(&self, filter: &ItemFilter) -> StoreResult<Vec<(ModuleId, ItemId)>> {
        self.db.read(|conn| {
            let (conditions, values) = filter.conditions();
            let mut query = conn.prepare_cached(&format!(
                "select modules.slug, items.slug from {ITEM_TABLES} where {conditions}
                 order by courses.name, items.number"
            ))?;
            let mut rows = query.query(rusqlite::params_from_iter(values))?;
            let mut ids = Vec::new();
            while let Some(row) = rows.next()? {
                ids.push((
                    slug(row.get(0)?, ModuleId::new)?,
                    slug(row.get(1)?, ItemId::new)?,
                ));
            }
            Ok(ids)
        })
    }

    /// The listed item `steps` after (or before) `item` in its course.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn neighbour(&self, item: &ItemEntry, steps: i32) -> StoreResult<Option<ItemEntry>> {
        let Some(skipped) = steps.unsigned_abs().checked_sub(1) else {
            return Ok(Some(item.clone()));
        };
        let (than, order) = if steps > 0 {
            (">", "asc")
        } else {
            ("<", "desc")
        };
        self.db.read(|conn| {
            one_item(
                conn,
                &format!(
                    "where courses.name = ?1 and items.number {than} ?2 and not items.hidden
                     order by items.number {order} limit 1 offset ?3"
                ),
                params![item.course.as_str(), item.number, skipped],
            )
        })
    }

    /// The model of an item.
    ///
    /// # Errors
    /// `NotFound`, or SQLite's.
    pub(crate) fn item(&self, course: &CourseId, item: &ItemId) -> StoreResult<Item> {
        self.db.read(|conn| {
            let json: Option<String> = conn
                .prepare_cached(
                    "select item_models.model from courses
                     join items on items.course = courses.id and items.slug = ?2
                     join item_models on item_models.item = items.id where courses.name = ?1",
                )?
                .query_row([course.as_str(), item.as_str()], |row| row.get(0))
                .optional()?;
            from_json(&json.ok_or_else(|| StoreError::NotFound {
                what: format!("item {course}/{item}"),
            })?)
        })
    }
}

fn no_course(name: &CourseId) -> StoreError {
    StoreError::NotFound {
        what: format!("course {name}"),
    }
}
