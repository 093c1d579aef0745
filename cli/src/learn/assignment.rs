//! One assignment with everything that is needed to begin, run and judge it.

use std::path::PathBuf;

use codezest_core::course::model::{Assignment, Course, Item, Module};
use codezest_core::course::run_spec::{self, RunOptions};
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;
use codezest_core::run::spec::{RunFile, RunSpec};

use super::{facts, locate};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::ItemEntry;
use crate::workspace::{self, Collected, Edition, LeftOut, Started, WhyLeftOut, Workspace};

/// An assignment, loaded.
#[derive(Debug)]
pub struct Loaded {
    /// How the store lists it.
    pub entry: ItemEntry,
    /// The course, with only this item in it.
    pub course: Course,
    /// Its files: only those of this item.
    pub tree: CourseTree,
    /// Its working folder, which need not exist.
    pub folder: PathBuf,
    item: Item,
}

/// Loads the assignment `entry`.
///
/// # Errors
/// A database cannot be read.
pub fn load(context: &Context, entry: ItemEntry) -> Result<Loaded> {
    let content = context.content()?;
    let mut course = content.course_header(&entry.course)?;
    let item = content.item(&entry.course, &entry.id)?;
    let mut tree = CourseTree::new();
    for file in content.files_below(&entry.course, &item.path)? {
        tree.insert(
            format!("{}/{}", item.path, file.path),
            file.file.bytes,
            file.file.executable,
        );
    }
    course.modules = vec![Module {
        id: entry.module.clone(),
        path: String::new(),
        title: String::new(),
        summary: String::new(),
        prerequisites: Vec::new(),
        minutes: None,
        items: vec![item.clone()],
    }];
    let folder = working_folder(context, &entry)?;
    Ok(Loaded {
        entry,
        course,
        tree,
        folder,
        item,
    })
}

/// The working folder of an item: the one that one stands in if it is this
/// item's (it may have been moved), else its place in the workspace.
///
/// # Errors
/// The marker of the folder one stands in cannot be read.
pub fn working_folder(context: &Context, entry: &ItemEntry) -> Result<PathBuf> {
    if let Some((folder, marker)) = locate::standing_in()?
        && marker.course_uid == entry.course_uid
        && marker.item == entry.id
    {
        return Ok(folder);
    }
    Ok(Workspace::new(context.workspace()).folder(&entry.course, &entry.id))
}

impl Loaded {
    /// The assignment itself.
    ///
    /// # Errors
    /// The item is something else.
    pub fn assignment(&self) -> Result<&Assignment> {
        self.item
            .assignment()
            .ok_or_else(|| Failure::usage(format!("{} is no assignment", self.entry.reference())))
    }

    /// The item with its body.
    #[must_use]
    pub fn item(&self) -> &Item {
        &self.item
    }

    /// The files of this edition of the course.
    ///
    /// # Errors
    /// The item is something else.
    pub fn edition(&self) -> Result<Edition> {
        let below = |folder: &str| -> Result<Vec<_>> {
            Ok(self
                .tree
                .below(folder)
                .map(|(path, file)| (path.to_owned(), file.clone()))
                .collect())
        };
        let version = self.course.version.to_string();
        let course = (&self.entry.course, self.entry.course_uid, version.as_str());
        Edition::of(course, &self.item, self.assignment()?, below)
    }

    /// Creates the working folder, or brings the course's files in it up to
    /// date; never overwrites the learner's.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn start(&self, context: &Context) -> Result<Started> {
        let started = workspace::start(&self.folder, &self.edition()?, context.now()?.at)?;
        facts::begin(context, &self.entry)?;
        Ok(started)
    }

    /// The learner's files.
    ///
    /// # Errors
    /// The working folder does not exist yet.
    pub fn collect(&self) -> Result<Collected> {
        Ok(workspace::collect(&self.folder, &self.edition()?)?)
    }

    /// The learner's files, every one that the assignment names among them.
    ///
    /// # Errors
    /// The working folder does not exist yet, or a file that the assignment
    /// names is not there or cannot be used.
    pub fn collect_whole(&self) -> Result<Collected> {
        let collected = self.collect()?;
        let place = self.folder.display();
        let name = self.entry.reference();
        if let Some(missing) = collected.missing.first() {
            return Err(
                Failure::not_found(format!("{missing} is missing from {place}"))
                    .hint(format!("bring it back: codezest start {name}")),
            );
        }
        let named = &self.assignment()?.learner;
        match collected
            .left_out
            .iter()
            .find(|it| named.contains(&it.path))
        {
            None => Ok(collected),
            Some(LeftOut { path, why }) => {
                let code = match why {
                    WhyLeftOut::TooLarge | WhyLeftOut::TooMany => ErrorCode::LimitHit,
                    _ => ErrorCode::Storage,
                };
                let said = format!("{path} in {place} cannot be used: {}", why.as_str());
                Err(Failure::new(code, said).hint(format!(
                    "move it away and begin anew: codezest start {name}"
                )))
            }
        }
    }

    /// What to run: the course's files with `learner`'s.
    ///
    /// # Errors
    /// The course does not say how it is tested.
    pub fn run_spec(&self, learner: &CourseTree, options: RunOptions) -> Result<RunSpec> {
        let files = learner
            .iter()
            .map(|(path, file)| RunFile {
                path: path.to_owned(),
                bytes: file.bytes.clone(),
                executable: file.executable,
            })
            .collect();
        run_spec::run_spec(&self.course, &self.tree, &self.entry.id, files, options).map_err(
            |error| {
                Failure::new(
                    ErrorCode::CourseInvalid,
                    format!("cannot test {}", self.entry.reference()),
                )
                .because(error)
                .hint(format!(
                    "bring the course up to date: codezest course update {}",
                    self.entry.course
                ))
            },
        )
    }
}
