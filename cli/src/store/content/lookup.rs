//! Finding an item by what people type.

use codezest_core::ids::CourseId;
use codezest_core::text::nearest;
use rusqlite::{Connection, params};

use super::ContentStore;
use super::entries::{ITEM_COLUMNS, ITEM_TABLES, ItemEntry, item_entry, one_item};
use crate::store::error::StoreResult;

/// How many near names are offered.
const SUGGESTIONS: usize = 3;
/// How many candidates are named when one name fits several items.
const CANDIDATES: i64 = 10;

/// What a name led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// Exactly one.
    One(T),
    /// Several; these are their full names.
    Many(Vec<String>),
    /// None; these names are near, nearest first.
    None(Vec<String>),
}

impl ContentStore {
    /// Finds an item by `COURSE/ITEM`, `COURSE/MODULE/ITEM`, `COURSE/NUMBER`,
    /// its own name where it is the only one, or a number in the course
    /// `near` (the one the learner is in). A name that several courses have
    /// means the one in `near`.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn find_item(
        &self,
        reference: &str,
        near: Option<&CourseId>,
    ) -> StoreResult<Found<ItemEntry>> {
        let reference = reference.trim().trim_matches('/').to_lowercase();
        let parts: Vec<&str> = reference.split('/').collect();
        let near = near.map(CourseId::as_str);
        self.db.snapshot(|conn| {
            let found = match parts.as_slice() {
                [course, module, item] => in_module(conn, course, module, item)?,
                [course, item] => in_course(conn, course, item)?,
                [item] => match near
                    .map(|course| in_course(conn, course, item))
                    .transpose()?
                    .flatten()
                {
                    Some(found) => Some(found),
                    None => match named(conn, item)?.as_mut_slice() {
                        [] => None,
                        [one] => Some(one.clone()),
                        many => {
                            return Ok(Found::Many(
                                many.iter().map(ItemEntry::reference).collect(),
                            ));
                        }
                    },
                },
                _ => None,
            };
            match found {
                Some(item) => Ok(Found::One(item)),
                None => Ok(Found::None(near_items(conn, &parts)?)),
            }
        })
    }

    /// Finds a course by its name.
    ///
    /// # Errors
    /// SQLite's.
    pub(crate) fn find_course(&self, name: &str) -> StoreResult<Found<CourseId>> {
        let wanted = name.trim().trim_matches('/').to_lowercase();
        let courses = self.courses()?;
        if let Some(course) = courses.iter().find(|course| course.name.as_str() == wanted) {
            return Ok(Found::One(course.name.clone()));
        }
        let names = courses.iter().map(|course| course.name.as_str());
        Ok(Found::None(
            nearest(&wanted, names, SUGGESTIONS)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        ))
    }
}

fn in_module(
    conn: &Connection,
    course: &str,
    module: &str,
    item: &str,
) -> StoreResult<Option<ItemEntry>> {
    one_item(
        conn,
        "where courses.name = ?1 and modules.slug = ?2 and items.slug = ?3",
        [course, module, item],
    )
}

/// By name first: an item may be called `42`.
fn in_course(conn: &Connection, course: &str, item: &str) -> StoreResult<Option<ItemEntry>> {
    let by_name = one_item(
        conn,
        "where courses.name = ?1 and items.slug = ?2",
        [course, item],
    )?;
    match (by_name, item.parse::<u32>()) {
        (None, Ok(number)) => one_item(
            conn,
            "where courses.name = ?1 and items.number = ?2",
            params![course, number],
        ),
        (found, _) => Ok(found),
    }
}

fn named(conn: &Connection, item: &str) -> StoreResult<Vec<ItemEntry>> {
    let mut query = conn.prepare_cached(&format!(
        "select {ITEM_COLUMNS} from {ITEM_TABLES} where items.slug = ?1 order by courses.name limit ?2"
    ))?;
    let mut rows = query.query(params![item, CANDIDATES])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(item_entry(row)?);
    }
    Ok(items)
}

/// The nearest full names. In a course that exists, only its items; otherwise
/// any item whose own name is near, then courses.
fn near_items(conn: &Connection, parts: &[&str]) -> StoreResult<Vec<String>> {
    let course = match parts {
        [course, .., _] if super::course_key(conn, course)?.is_some() => Some(*course),
        _ => None,
    };
    let mut query = conn.prepare_cached(
        "select courses.name, items.slug from items join courses on courses.id = items.course
         where (?1 is null or courses.name = ?1) and not items.hidden order by courses.name, items.number",
    )?;
    let names: Vec<(String, String)> = query
        .query_map([course], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let wanted = parts.last().copied().unwrap_or_default();
    let near = nearest(
        wanted,
        names.iter().map(|(_, item)| item.as_str()),
        SUGGESTIONS,
    );
    let mut full = Vec::new();
    for item in near {
        let holders = names.iter().filter(|(_, name)| name == item);
        full.extend(holders.map(|(course, item)| format!("{course}/{item}")));
    }
    full.truncate(SUGGESTIONS);
    Ok(full)
}
