//! Courses, modules and items as listed, and how they are read from rows.

use codezest_core::course::model::{Difficulty, ItemKind};
use codezest_core::ids::{ContentHash, CourseId, CourseUid, ItemId, LanguageId, ModuleId};
use codezest_core::time::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use semver::Version;

use crate::store::error::{StoreError, StoreResult};

/// A course as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CourseEntry {
    /// What people type.
    pub(crate) name: CourseId,
    /// Identity.
    pub(crate) uid: CourseUid,
    /// Title.
    pub(crate) title: String,
    /// Version.
    pub(crate) version: Version,
    /// Programming language.
    pub(crate) language: LanguageId,
    /// Where it was added from.
    pub(crate) source: String,
    /// Whether it came with the program.
    pub(crate) bundled: bool,
    /// When this edition was installed.
    pub(crate) added_at: Timestamp,
    /// Changes whenever anything of the course does.
    pub(crate) revision: ContentHash,
}

/// A module as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModuleEntry {
    /// Its id.
    pub(crate) id: ModuleId,
    /// Title.
    pub(crate) title: String,
    /// Place in the course, from 1.
    pub(crate) position: u32,
}

/// An item as listed: everything but its model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemEntry {
    /// The course's name.
    pub(crate) course: CourseId,
    /// The course's identity.
    pub(crate) course_uid: CourseUid,
    /// The course's version.
    pub(crate) course_version: Version,
    /// Its module.
    pub(crate) module: ModuleId,
    /// Its id.
    pub(crate) id: ItemId,
    /// Place in the course, from 1.
    pub(crate) number: u32,
    /// What it is.
    pub(crate) kind: ItemKind,
    /// Title.
    pub(crate) title: String,
    /// File or folder, relative to the course's root.
    pub(crate) path: String,
    /// How hard it is.
    pub(crate) difficulty: Difficulty,
    /// Most points.
    pub(crate) points: u32,
    /// Not listed.
    pub(crate) hidden: bool,
    /// Free words.
    pub(crate) tags: Vec<String>,
}

impl ItemEntry {
    /// `COURSE/ITEM`, as people type it.
    #[must_use]
    pub(crate) fn reference(&self) -> String {
        format!("{}/{}", self.course, self.id)
    }
}

/// Which items to list. Empty: all that are not hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ItemFilter {
    /// Of this course.
    pub(crate) course: Option<CourseId>,
    /// Of this module.
    pub(crate) module: Option<ModuleId>,
    /// Of this kind.
    pub(crate) kind: Option<ItemKind>,
    /// Of this difficulty.
    pub(crate) difficulty: Option<Difficulty>,
    /// With this tag.
    pub(crate) tag: Option<String>,
    /// Hidden ones, too.
    pub(crate) with_hidden: bool,
}

impl ItemFilter {
    /// The condition in SQL and its values. Only what is asked for is in it,
    /// so that the indexes can be used.
    pub(super) fn conditions(&self) -> (String, Vec<Value>) {
        let mut conditions = vec![if self.with_hidden {
            "true"
        } else {
            "not items.hidden"
        }];
        let mut values = Vec::new();
        let mut add = |condition, value| {
            conditions.push(condition);
            values.push(value);
        };
        if let Some(course) = &self.course {
            add("courses.name = ?", Value::Text(course.to_string()));
        }
        if let Some(module) = &self.module {
            add("modules.slug = ?", Value::Text(module.to_string()));
        }
        if let Some(kind) = self.kind {
            add("items.kind = ?", Value::Integer(kind_number(kind)));
        }
        if let Some(difficulty) = self.difficulty {
            add(
                "items.difficulty = ?",
                Value::Integer(difficulty_number(difficulty)),
            );
        }
        if let Some(tag) = &self.tag {
            add(
                "instr(char(10) || items.tags || char(10), ?)",
                Value::Text(format!("\n{tag}\n")),
            );
        }
        (conditions.join(" and "), values)
    }
}

pub(super) const ITEM_COLUMNS: &str = "courses.name, courses.uid, courses.version, modules.slug, items.slug,
    items.number, items.kind, items.title, items.path, items.difficulty, items.points, items.hidden, items.tags";

pub(super) const ITEM_TABLES: &str =
    "items join courses on courses.id = items.course join modules on modules.id = items.module";

/// The one item that `rest` (from `where` on) finds first.
pub(super) fn one_item(
    conn: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
) -> StoreResult<Option<ItemEntry>> {
    let mut query =
        conn.prepare_cached(&format!("select {ITEM_COLUMNS} from {ITEM_TABLES} {rest}"))?;
    let mut rows = query.query(params)?;
    rows.next()?.map(item_entry).transpose()
}

/// Reads [`ITEM_COLUMNS`] from the first columns of a row.
pub(super) fn item_entry(row: &Row<'_>) -> StoreResult<ItemEntry> {
    let tags: String = row.get(12)?;
    Ok(ItemEntry {
        course: slug(row.get(0)?, CourseId::new)?,
        course_uid: CourseUid::from_bytes(row.get(1)?),
        course_version: version(&row.get::<_, String>(2)?)?,
        module: slug(row.get(3)?, ModuleId::new)?,
        id: slug(row.get(4)?, ItemId::new)?,
        number: row.get(5)?,
        kind: kind(row.get(6)?)?,
        title: row.get(7)?,
        path: row.get(8)?,
        difficulty: difficulty(row.get(9)?)?,
        points: row.get(10)?,
        hidden: row.get(11)?,
        tags: tags.lines().map(str::to_owned).collect(),
    })
}

pub(super) fn course_entry(row: &Row<'_>) -> StoreResult<CourseEntry> {
    Ok(CourseEntry {
        name: parse_name(row.get(0)?)?,
        uid: CourseUid::from_bytes(row.get(1)?),
        title: row.get(2)?,
        version: version(&row.get::<_, String>(3)?)?,
        language: slug(row.get(4)?, LanguageId::new)?,
        source: row.get(5)?,
        bundled: row.get(6)?,
        added_at: Timestamp(row.get(7)?),
        revision: ContentHash(row.get(8)?),
    })
}

pub(super) fn kind_number(kind: ItemKind) -> i64 {
    match kind {
        ItemKind::Material => 0,
        ItemKind::Assignment => 1,
        ItemKind::Quiz => 2,
    }
}

fn kind(number: i64) -> StoreResult<ItemKind> {
    match number {
        0 => Ok(ItemKind::Material),
        1 => Ok(ItemKind::Assignment),
        2 => Ok(ItemKind::Quiz),
        _ => Err(StoreError::corrupt("an item's kind")),
    }
}

pub(super) fn difficulty_number(difficulty: Difficulty) -> i64 {
    match difficulty {
        Difficulty::Beginner => 0,
        Difficulty::Intermediate => 1,
        Difficulty::Advanced => 2,
    }
}

fn difficulty(number: i64) -> StoreResult<Difficulty> {
    match number {
        0 => Ok(Difficulty::Beginner),
        1 => Ok(Difficulty::Intermediate),
        2 => Ok(Difficulty::Advanced),
        _ => Err(StoreError::corrupt("an item's difficulty")),
    }
}

pub(super) fn parse_name(text: String) -> StoreResult<CourseId> {
    slug(text, CourseId::new)
}

pub(super) fn slug<T, E>(
    text: String,
    parse: impl FnOnce(String) -> Result<T, E>,
) -> StoreResult<T> {
    parse(text).map_err(|_| StoreError::corrupt("an id"))
}

fn version(text: &str) -> StoreResult<Version> {
    Version::parse(text).map_err(|_| StoreError::corrupt("a course's version"))
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> StoreResult<T> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("a course's model"))
}
