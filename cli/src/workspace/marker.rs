//! `.codezest/item.toml`: which item a working folder is of, and what the
//! course put into it.
//!
//! The hashes of course files tell a file of an older edition, which is simply
//! replaced, from one that somebody changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use codezest_core::ids::{ContentHash, CourseId, CourseUid, ItemId};
use serde::{Deserialize, Serialize};

use super::OWN_FOLDER;
use super::edition::Edition;
use super::error::{WorkspaceError, WorkspaceResult};
use super::write::write_atomically;

/// What `.codezest/item.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    /// The course's name when the folder was written.
    pub(crate) course: CourseId,
    /// The course's identity.
    pub(crate) course_uid: CourseUid,
    /// The item.
    pub(crate) item: ItemId,
    /// The course's version.
    pub(crate) version: String,
    /// Course files as they were written, by path.
    #[serde(default)]
    pub(crate) course_files: BTreeMap<String, ContentHash>,
}

impl Marker {
    /// The marker of a folder that holds `edition`.
    pub(crate) fn of(edition: &Edition) -> Self {
        let course_files = edition.files.iter().filter(|file| !file.learner);
        Self {
            course: edition.course.clone(),
            course_uid: edition.course_uid,
            item: edition.item.clone(),
            version: edition.version.clone(),
            course_files: course_files
                .map(|file| (file.path.clone(), ContentHash::of(&file.file.bytes)))
                .collect(),
        }
    }

    /// Reads the marker of `folder`, if it has one.
    ///
    /// # Errors
    /// It cannot be read or understood.
    pub(crate) fn read(folder: &Path) -> WorkspaceResult<Option<Self>> {
        let file = path_in(folder);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(source) => return Err(WorkspaceError::io(&file, source)),
        };
        toml::from_str(&text)
            .map(Some)
            .map_err(|error| WorkspaceError::Marker {
                file,
                why: error.message().to_owned(),
            })
    }

    /// Writes it into `folder`.
    ///
    /// # Errors
    /// The file system's.
    pub(crate) fn write(&self, folder: &Path) -> WorkspaceResult<()> {
        let file = path_in(folder);
        let body = toml::to_string(self).map_err(|error| WorkspaceError::Marker {
            file: file.clone(),
            why: error.to_string(),
        })?;
        let text = format!("# Written by codezest: says which item this folder is of.\n{body}");
        write_atomically(&file, text.as_bytes(), false)
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(OWN_FOLDER).join("item.toml")
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}
