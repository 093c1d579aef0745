//! What a working folder should hold.

use codezest_core::course::model::{Assignment, Item};
use codezest_core::course::tree::{TreeFile, check_path};
use codezest_core::ids::{CourseId, CourseUid};

/// A file of a working folder, as the course has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WorkFile {
    /// Path relative to the working folder.
    pub(crate) path: String,
    /// Content and mode.
    pub(crate) file: TreeFile,
    /// Whether it is the learner's to change.
    pub(crate) learner: bool,
}

/// An assignment's files in one version of its course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    /// The course's name on this machine.
    pub(crate) course: CourseId,
    /// The course's identity.
    pub(crate) course_uid: CourseUid,
    /// The course's version.
    pub(crate) version: String,
    /// The item.
    pub(crate) item: codezest_core::ids::ItemId,
    /// The files, each path once.
    pub(crate) files: Vec<WorkFile>,
}

impl Edition {
    /// Puts together what the course says: `starter/` at the root, `tests/`
    /// as `tests/`, and `README.md`. `below` lists the files below a folder of
    /// the course with paths relative to it.
    ///
    /// # Errors
    /// Whatever `below` reports.
    pub(crate) fn of<E>(
        course: (&CourseId, CourseUid, &str),
        item: &Item,
        assignment: &Assignment,
        mut below: impl FnMut(&str) -> Result<Vec<(String, TreeFile)>, E>,
    ) -> Result<Self, E> {
        let mut files = Vec::new();
        let mut add = |path: String, file: TreeFile| {
            let taken = files.iter().any(|present: &WorkFile| present.path == path);
            if !taken && check_path(&path).is_ok() {
                let learner = assignment.learner.contains(&path);
                files.push(WorkFile {
                    path,
                    file,
                    learner,
                });
            }
        };
        for (path, file) in below(&item.path)? {
            if let Some(rest) = path.strip_prefix("starter/") {
                add(rest.to_owned(), file);
            } else if path.starts_with("tests/") || path == "README.md" {
                add(path, file);
            }
        }
        Ok(Self {
            course: course.0.clone(),
            course_uid: course.1,
            version: course.2.to_owned(),
            item: item.id.clone(),
            files,
        })
    }

    /// `COURSE/ITEM`.
    pub(crate) fn reference(&self) -> String {
        format!("{}/{}", self.course, self.item)
    }

    /// The course's file at `path`, unless it is the learner's.
    pub(crate) fn course_file(&self, path: &str) -> Option<&TreeFile> {
        let found = self
            .files
            .iter()
            .find(|file| file.path == path && !file.learner);
        found.map(|found| &found.file)
    }
}
