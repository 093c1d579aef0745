//! Progress of courses and modules.
//!
//! What is done comes from the account, what there is to do from the installed
//! edition. The sums are kept until either changes, so that `status` costs the
//! same with ten items and ten thousand.

use std::collections::HashMap;

use codezest_core::ids::{CourseUid, ItemId, ModuleId};
use codezest_core::learning::overview::Progress;
use codezest_core::learning::progress::ItemStatus;
use rusqlite::{Connection, params};

use super::AccountStore;
use super::read::{ItemProgress, course_items};
use super::rows::course_key;
use crate::store::content::{ContentStore, CourseEntry, ItemFilter};
use crate::store::error::{StoreError, StoreResult};

/// How far a module is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModuleProgress {
    /// The module.
    pub(crate) module: ModuleId,
    /// Items done, of those listed.
    pub(crate) progress: Progress,
    /// Items started and not done.
    pub(crate) started: u32,
}

/// How far a course is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CourseProgress {
    /// The course.
    pub(crate) course: CourseEntry,
    /// Its modules in order.
    pub(crate) modules: Vec<ModuleProgress>,
}

impl CourseProgress {
    /// The sum over its modules.
    pub(crate) fn progress(&self) -> Progress {
        self.modules.iter().map(|module| module.progress).sum()
    }
}

/// What was done in a course, in any edition of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Totals {
    /// The course.
    pub(crate) course: CourseUid,
    /// Items done.
    pub(crate) done: u32,
    /// Items started and not done.
    pub(crate) started: u32,
    /// Points earned.
    pub(crate) points: u32,
}

impl AccountStore {
    /// How far every installed course is, by name.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn progress(&self, content: &ContentStore) -> StoreResult<Vec<CourseProgress>> {
        let courses = content.courses()?;
        courses
            .into_iter()
            .map(|course| self.course_progress(content, course))
            .collect()
    }

    /// How far one installed course is.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn course_progress(
        &self,
        content: &ContentStore,
        course: CourseEntry,
    ) -> StoreResult<CourseProgress> {
        let kept = self.db.read(|conn| kept(conn, &course))?;
        if let Some(modules) = kept {
            return Ok(CourseProgress { course, modules });
        }
        let mut modules = outline(content, &course)?;
        self.db.write(|tx| {
            // Counted within the transaction, so that an event of another
            // process is either in the sums or clears them afterwards.
            let done = course_items(tx, course.uid)?;
            for (module, items) in &mut modules {
                count(module, items, &done);
            }
            keep(tx, &course, modules.iter().map(|(module, _)| module))
        })?;
        Ok(CourseProgress {
            course,
            modules: modules.into_iter().map(|(module, _)| module).collect(),
        })
    }

    /// What was done in every course, also those that are not installed.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn totals(&self) -> StoreResult<Vec<Totals>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select courses.uid, done, started, points from course_totals
                 join courses on courses.id = course_totals.course
                 where done or started or points order by courses.uid",
            )?;
            let mut rows = query.query([])?;
            let mut totals = Vec::new();
            while let Some(row) = rows.next()? {
                totals.push(Totals {
                    course: CourseUid::from_bytes(row.get(0)?),
                    done: row.get(1)?,
                    started: row.get(2)?,
                    points: row.get(3)?,
                });
            }
            Ok(totals)
        })
    }

    /// All points earned, in every course; levels come from them.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn points(&self) -> StoreResult<u64> {
        Ok(self
            .totals()?
            .iter()
            .map(|totals| u64::from(totals.points))
            .sum())
    }
}

/// A course's modules without counts, with their listed items.
fn outline(
    content: &ContentStore,
    course: &CourseEntry,
) -> StoreResult<Vec<(ModuleProgress, Vec<ItemId>)>> {
    let mut items: HashMap<ModuleId, Vec<ItemId>> = HashMap::new();
    let filter = ItemFilter {
        course: Some(course.name.clone()),
        ..ItemFilter::default()
    };
    for (module, item) in content.item_ids(&filter)? {
        items.entry(module).or_default().push(item);
    }
    let modules = content.modules(&course.name)?.into_iter().map(|module| {
        let items = items.remove(&module.id).unwrap_or_default();
        (
            ModuleProgress {
                module: module.id,
                progress: Progress::default(),
                started: 0,
            },
            items,
        )
    });
    Ok(modules.collect())
}

fn count(module: &mut ModuleProgress, items: &[ItemId], done: &HashMap<ItemId, ItemProgress>) {
    let status = |item| {
        done.get(item)
            .map_or(ItemStatus::New, |progress| progress.status)
    };
    module.progress = Progress::of(items.iter().map(|item| status(item).is_done()));
    let started = items
        .iter()
        .filter(|item| status(item) == ItemStatus::Started)
        .count();
    module.started = u32::try_from(started).unwrap_or(u32::MAX);
}

/// The sums kept for this edition, if there are any.
fn kept(conn: &Connection, course: &CourseEntry) -> StoreResult<Option<Vec<ModuleProgress>>> {
    let mut query = conn.prepare_cached(
        "select module, done, total, started from courses join module_counts on module_counts.course = courses.id
         where courses.uid = ?1 and revision = ?2 order by position",
    )?;
    let mut rows = query.query(params![course.uid.as_bytes(), course.revision.0])?;
    let mut modules = Vec::new();
    while let Some(row) = rows.next()? {
        modules.push(ModuleProgress {
            module: ModuleId::new(row.get::<_, String>(0)?)
                .map_err(|_| StoreError::corrupt("a module's id"))?,
            progress: Progress {
                done: row.get(1)?,
                total: row.get(2)?,
            },
            started: row.get(3)?,
        });
    }
    Ok((!modules.is_empty()).then_some(modules))
}

fn keep<'a>(
    conn: &Connection,
    course: &CourseEntry,
    modules: impl Iterator<Item = &'a ModuleProgress>,
) -> StoreResult<()> {
    let key = course_key(conn, course.uid)?;
    conn.execute("delete from module_counts where course = ?1", [key])?;
    for (position, module) in (1_u32..).zip(modules) {
        conn.prepare_cached(
            "insert into module_counts (course, position, module, revision, total, done, started)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            key,
            position,
            module.module.as_str(),
            course.revision.0,
            module.progress.total,
            module.progress.done,
            module.started,
        ])?;
    }
    Ok(())
}
