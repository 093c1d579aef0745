//! Learners' files: `~/codezest/COURSE/ITEM/`.
//!
//! A **working folder** holds an assignment's starter files, its tests and
//! its instructions, and `.codezest/item.toml`, which says what it is. A
//! **learner file** is one the assignment names or one the learner made; a
//! **course file** is any other the course brought. One rule above all: no
//! byte that a learner wrote is ever overwritten or deleted. Course files are
//! replaced by newer editions of themselves, but one that somebody changed is
//! copied aside first, as `NAME.yours-20261123-130911`.
//!
//! Every file is written beside its place and moved there, so that a killed
//! process leaves the old file or the new one.

mod collect;
mod edition;
mod error;
mod find;
mod marker;
mod restore;
mod start;
mod write;

#[cfg(test)]
mod process_tests;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use codezest_core::ids::{CourseId, ItemId};

pub(crate) use collect::{Collected, LeftOut, WhyLeftOut, collect};
pub(crate) use edition::Edition;
pub(crate) use error::WorkspaceError;
pub(crate) use find::find_folder;
pub(crate) use marker::Marker;
pub(crate) use restore::{reset, restore};
pub(crate) use start::{Started, held, start};
pub(crate) use write::{bytes_aside, copy_aside, write_atomically};

/// Where our own files in a working folder are.
const OWN_FOLDER: &str = ".codezest";

/// The folder above all working folders.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace at `root`, which need not exist yet.
    pub(crate) fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where an item's working folder is, or would be.
    pub(crate) fn folder(&self, course: &CourseId, item: &ItemId) -> PathBuf {
        self.root.join(course.as_str()).join(item.as_str())
    }
}
