//! Reading courses, modules, items and files.

use std::ops::Range;

use codezest_core::course::model::{Course, Difficulty, Item, ItemKind, Module};
use codezest_core::course::tree::{CourseTree, TreeFile};
use codezest_core::ids::{ContentHash, CourseId, CourseUid, ItemId, LanguageId, ModuleId};
use codezest_core::time::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params};
use semver::Version;

use super::ContentStore;
use crate::store::blobs;
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
    /// How many items are listed.
    pub(crate) items: u32,
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
    /// How many items are listed.
    pub(crate) items: u32,
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

/// A file of a course, with the path asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CourseFile {
    /// Path, relative to the folder that was asked for.
    pub(crate) path: String,
    /// Content and mode.
    pub(crate) file: TreeFile,
}

pub(super) const ITEM_COLUMNS: &str = "courses.name, courses.uid, courses.version, modules.slug, items.slug,
    items.number, items.kind, items.title, items.path, items.difficulty, items.points, items.hidden, items.tags";

pub(super) const ITEM_TABLES: &str =
    "items join courses on courses.id = items.course join modules on modules.id = items.module";

impl ContentStore {
    /// Every course, by name.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` for a value that cannot be read back.
    pub(crate) fn courses(&self) -> StoreResult<Vec<CourseEntry>> {
        self.db.read(|conn| {
            let mut query = conn.prepare_cached(
                "select name, uid, title, version, language, source, bundled, added_at, revision,
                        (select count(*) from items where items.course = courses.id and not items.hidden)
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
                "select modules.slug, modules.title, modules.position,
                        (select count(*) from items where items.module = modules.id and not items.hidden)
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
                    items: row.get(3)?,
                });
            }
            Ok(modules)
        })
    }

    /// The model of a module without its items.
    ///
    /// # Errors
    /// `NotFound`, or SQLite's.
    pub(crate) fn module_header(
        &self,
        course: &CourseId,
        module: &ModuleId,
    ) -> StoreResult<Module> {
        self.db.read(|conn| {
            let json: Option<String> = conn
                .prepare_cached(
                    "select model from modules join courses on courses.id = modules.course
                     where courses.name = ?1 and modules.slug = ?2",
                )?
                .query_row([course.as_str(), module.as_str()], |row| row.get(0))
                .optional()?;
            from_json(&json.ok_or_else(|| StoreError::NotFound {
                what: format!("module {course}/{module}"),
            })?)
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

    /// A file of a course.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` when the bytes are not those that were installed.
    pub(crate) fn file(&self, course: &CourseId, path: &str) -> StoreResult<Option<TreeFile>> {
        self.db.read(|conn| {
            let found = conn
                .prepare_cached(
                    "select files.content, files.executable from courses
                     join files on files.course = courses.id and files.path = ?2 where courses.name = ?1",
                )?
                .query_row([course.as_str(), path], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            found
                .map(|(content, executable)| Ok(TreeFile { bytes: blobs::get(conn, content)?, executable }))
                .transpose()
        })
    }

    /// The files below a folder of a course (`""`: all), in path order, with
    /// paths relative to it.
    ///
    /// # Errors
    /// SQLite's; `Corrupt` when bytes are not those that were installed.
    pub(crate) fn files_below(
        &self,
        course: &CourseId,
        folder: &str,
    ) -> StoreResult<Vec<CourseFile>> {
        let range = paths_below(folder);
        self.db.snapshot(|conn| {
            let mut query = conn.prepare_cached(
                "select files.path, files.content, files.executable from courses
                 join files on files.course = courses.id and files.path >= ?2 and files.path < ?3
                 where courses.name = ?1 order by files.path",
            )?;
            let mut rows = query.query([course.as_str(), &range.start, &range.end])?;
            let mut files = Vec::new();
            while let Some(row) = rows.next()? {
                let path: String = row.get(0)?;
                files.push(CourseFile {
                    path: path.strip_prefix(&range.start).unwrap_or(&path).to_owned(),
                    file: TreeFile {
                        bytes: blobs::get(conn, row.get(1)?)?,
                        executable: row.get(2)?,
                    },
                });
            }
            Ok(files)
        })
    }

    /// The whole course as files, for packing and checking.
    ///
    /// # Errors
    /// As [`ContentStore::files_below`].
    pub(crate) fn tree(&self, course: &CourseId) -> StoreResult<CourseTree> {
        let mut tree = CourseTree::new();
        for CourseFile { path, file } in self.files_below(course, "")? {
            tree.insert(path, file.bytes, file.executable);
        }
        Ok(tree)
    }
}

/// Paths that begin with `folder/`: `/` is followed by `0` in ASCII. All paths
/// are below `""`.
fn paths_below(folder: &str) -> Range<String> {
    if folder.is_empty() {
        return String::new()..char::MAX.to_string();
    }
    format!("{folder}/")..format!("{folder}0")
}

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

fn course_entry(row: &Row<'_>) -> StoreResult<CourseEntry> {
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
        items: row.get(9)?,
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

fn parse_name(text: String) -> StoreResult<CourseId> {
    slug(text, CourseId::new)
}

fn slug<T, E>(text: String, parse: impl FnOnce(String) -> Result<T, E>) -> StoreResult<T> {
    parse(text).map_err(|_| StoreError::corrupt("an id"))
}

fn version(text: &str) -> StoreResult<Version> {
    Version::parse(text).map_err(|_| StoreError::corrupt("a course's version"))
}

fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> StoreResult<T> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("a course's model"))
}

fn no_course(name: &CourseId) -> StoreError {
    StoreError::NotFound {
        what: format!("course {name}"),
    }
}
