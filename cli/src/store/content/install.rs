//! Installing and updating a course.

use codezest_core::course::model::{Course, Item, Module};
use codezest_core::course::tree::CourseTree;
use codezest_core::ids::CourseId;
use codezest_core::time::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use semver::Version;

use super::ContentStore;
use super::entries::{difficulty_number, kind_number};
use super::index;
use super::remove::{clear_course, collect_orphans};
use crate::store::blobs::{self, ContentKey};
use crate::store::error::{StoreError, StoreResult};

/// A course to install. Its files have been read and parsed already.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Install<'a> {
    /// The model.
    pub(crate) course: &'a Course,
    /// The files.
    pub(crate) tree: &'a CourseTree,
    /// The name given with `--as`; without one, the name it has already, else
    /// its id.
    pub(crate) name: Option<&'a CourseId>,
    /// Where it comes from, as typed.
    pub(crate) source: &'a str,
    /// Whether it came with the program.
    pub(crate) bundled: bool,
    /// Now.
    pub(crate) at: Timestamp,
}

/// What an installation changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// It was not there.
    Added,
    /// Another edition was there.
    Updated {
        /// That edition's version.
        from: Version,
    },
    /// The very same edition was there.
    Unchanged,
}

/// The result of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Installed {
    /// The course's name on this machine.
    pub(crate) name: CourseId,
    /// What changed.
    pub(crate) change: Change,
    /// Contents that were not there in any course.
    pub(crate) new_contents: usize,
}

/// The edition that is installed already.
struct Present {
    key: i64,
    name: String,
    version: String,
    revision: [u8; 32],
}

impl ContentStore {
    /// Installs a course, or updates it to this edition. Contents that are
    /// stored already are kept; those no course has any more are dropped.
    ///
    /// # Errors
    /// `NameTaken` when another course (another uid) has the name.
    pub(crate) fn install(&self, install: Install<'_>) -> StoreResult<Installed> {
        let revision = revision(install.course, install.tree)?;
        self.db.write(|tx| install_in(tx, install, revision))
    }
}

fn install_in(
    tx: &Transaction<'_>,
    install: Install<'_>,
    revision: [u8; 32],
) -> StoreResult<Installed> {
    let present = present(tx, install.course.uid.as_bytes())?;
    let name = free_name(tx, &install, present.as_ref())?;
    let change = match &present {
        None => Change::Added,
        Some(old) if old.revision == revision && old.name == name.as_str() => {
            return Ok(Installed {
                name,
                change: Change::Unchanged,
                new_contents: 0,
            });
        }
        Some(old) => Change::Updated {
            from: old
                .version
                .parse()
                .map_err(|_| StoreError::corrupt("a course's version"))?,
        },
    };
    let key = write_course(tx, &install, present.as_ref(), &name, revision)?;
    let new_contents = write_files(tx, key, install.tree)?;
    write_modules(tx, key, &install)?;
    if present.is_some() {
        collect_orphans(tx)?;
    }
    Ok(Installed {
        name,
        change,
        new_contents,
    })
}

fn present(tx: &Transaction<'_>, uid: &[u8; 16]) -> StoreResult<Option<Present>> {
    Ok(tx
        .query_row(
            "select id, name, version, revision from courses where uid = ?1",
            [uid],
            |row| {
                Ok(Present {
                    key: row.get(0)?,
                    name: row.get(1)?,
                    version: row.get(2)?,
                    revision: row.get(3)?,
                })
            },
        )
        .optional()?)
}

fn free_name(
    tx: &Transaction<'_>,
    install: &Install<'_>,
    present: Option<&Present>,
) -> StoreResult<CourseId> {
    let name = match (install.name, present) {
        (Some(name), _) => name.clone(),
        (None, Some(old)) => {
            CourseId::new(old.name.clone()).map_err(|_| StoreError::corrupt("a course's name"))?
        }
        (None, None) => install.course.id.clone(),
    };
    let holder = super::course_key(tx, name.as_str())?;
    if holder.is_some() && holder != present.map(|old| old.key) {
        return Err(StoreError::NameTaken {
            name: name.to_string(),
        });
    }
    Ok(name)
}

fn write_course(
    tx: &Transaction<'_>,
    install: &Install<'_>,
    present: Option<&Present>,
    name: &CourseId,
    revision: [u8; 32],
) -> StoreResult<i64> {
    if let Some(old) = present {
        clear_course(tx, old.key)?;
    }
    let course = install.course;
    let header = Course {
        modules: Vec::new(),
        ..course.clone()
    };
    tx.execute(
        "insert into courses (id, name, uid, slug, version, title, language, header, source, bundled, added_at, revision)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            present.map(|old| old.key),
            name.as_str(),
            course.uid.as_bytes(),
            course.id.as_str(),
            course.version.to_string(),
            course.title,
            course.language.as_str(),
            to_json(&header)?,
            install.source,
            install.bundled,
            install.at.0,
            revision,
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn write_files(tx: &Transaction<'_>, course: i64, tree: &CourseTree) -> StoreResult<usize> {
    let mut new_contents = 0;
    let mut insert = tx.prepare_cached(
        "insert into files (course, path, content, executable) values (?1, ?2, ?3, ?4)",
    )?;
    for (path, file) in tree.iter() {
        let (content, new): (ContentKey, bool) = blobs::put(tx, &file.bytes)?;
        new_contents += usize::from(new);
        insert.execute(params![course, path, content, file.executable])?;
    }
    Ok(new_contents)
}

fn write_modules(tx: &Transaction<'_>, course: i64, install: &Install<'_>) -> StoreResult<()> {
    let mut number = 0_u32;
    for (position, module) in (1_u32..).zip(&install.course.modules) {
        let header = Module {
            items: Vec::new(),
            ..module.clone()
        };
        tx.prepare_cached(
            "insert into modules (course, position, slug, title, model) values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![course, position, module.id.as_str(), module.title, to_json(&header)?])?;
        let module_key = tx.last_insert_rowid();
        for item in &module.items {
            number += 1;
            let key = write_item(tx, course, module_key, number, item)?;
            index::write(tx, key, item, install.tree)?;
        }
    }
    Ok(())
}

fn write_item(
    tx: &Transaction<'_>,
    course: i64,
    module: i64,
    number: u32,
    item: &Item,
) -> StoreResult<i64> {
    tx.prepare_cached(
        "insert into items (course, module, number, slug, kind, title, path, difficulty, points, hidden, tags)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        course,
        module,
        number,
        item.id.as_str(),
        kind_number(item.kind()),
        item.title,
        item.path,
        difficulty_number(item.difficulty),
        item.points,
        item.hidden,
        item.tags.join("\n"),
    ])?;
    let key = tx.last_insert_rowid();
    tx.prepare_cached("insert into item_models (item, model) values (?1, ?2)")?
        .execute(params![key, to_json(item)?])?;
    Ok(key)
}

fn to_json(value: &impl serde::Serialize) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|_| StoreError::corrupt("a course's model"))
}

/// Changes when anything of the course does. The model is part of it, because
/// a newer program may read more out of the same files.
fn revision(course: &Course, tree: &CourseTree) -> StoreResult<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(to_json(course)?.as_bytes());
    for (path, file) in tree.iter() {
        hasher
            .update(&[0, u8::from(file.executable)])
            .update(path.as_bytes())
            .update(&[0])
            .update(blake3::hash(&file.bytes).as_bytes());
    }
    Ok(*hasher.finalize().as_bytes())
}
