//! Reading the files of a course.

use std::ops::Range;

use codezest_core::course::tree::{CourseTree, TreeFile};
use codezest_core::ids::CourseId;
use rusqlite::OptionalExtension;

use super::ContentStore;
use crate::store::blobs;
use crate::store::error::StoreResult;

/// A file of a course, with the path asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CourseFile {
    /// Path, relative to the folder that was asked for.
    pub(crate) path: String,
    /// Content and mode.
    pub(crate) file: TreeFile,
}

impl ContentStore {
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
