//! An assignment as it is worked on.

use codezest_core::course::model::{RunnerKind, SolutionRule};
use codezest_core::course::run_spec::starter_files;
use codezest_core::run::report::RunReport;

use super::home::{NextView, line};
use super::list::ItemLine;
use super::reader::next_view;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::assignment::{self, Loaded};
use crate::learn::{facts, history, next, text};
use crate::store::content::ItemEntry;
use crate::workspace::Collected;

/// An assignment with everything that a screen needs.
#[derive(Debug, Clone)]
pub struct AssignmentView {
    /// The item.
    pub item: ItemLine,
    /// Its course's title.
    pub course_title: String,
    /// The instructions (Markdown), without the title.
    pub markdown: String,
    /// The learner's files: as they are, or as they begin.
    pub files: Vec<LearnerFile>,
    /// The working folder, as people write it.
    pub folder: String,
    /// Whether the working folder is there.
    pub started: bool,
    /// Hints seen, and hints there are.
    pub hints: (u32, u32),
    /// Whether the solution may be seen now.
    pub solution: bool,
    /// Whether its tests ask the embedded database.
    pub sql: bool,
    /// The results of the last test run on this machine.
    pub last: Option<RunReport>,
    /// What comes after it.
    pub next: Option<NextView>,
}

/// A file that the learner writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnerFile {
    /// Relative to the working folder.
    pub path: String,
    /// Its text; none when it is no text
    /// or cannot be read.
    pub text: Option<String>,
}

/// Makes the view of an assignment. Looking at it begins nothing.
///
/// # Errors
/// A database or the working folder cannot be read.
pub fn assignment(context: &Context, entry: &ItemEntry) -> Result<AssignmentView> {
    let loaded = assignment::load(context, entry.clone())?;
    let state = facts::state(context, entry)?;
    let model = loaded.assignment()?;
    let last = history::runs(context, &loaded, 1)?;
    let last = last
        .first()
        .and_then(|run| history::report(context, run).ok());
    let following = next::after(context, entry)?;
    let markdown = text::of_item(context, entry)?;
    let may_see = match model.solution {
        SolutionRule::Always => true,
        SolutionRule::AfterPass => state.is_done(),
        SolutionRule::Never => false,
    };
    Ok(AssignmentView {
        item: line(context, entry)?,
        course_title: super::item::course_title(context, entry)?,
        markdown: text::without_title(&markdown).to_owned(),
        files: files(&loaded)?,
        folder: context.display_path(&loaded.folder),
        started: loaded.folder.is_dir(),
        hints: (
            u32::try_from(state.hints().count())
                .unwrap_or(u32::MAX)
                .min(model.hints),
            model.hints,
        ),
        solution: may_see && model.has_solution,
        sql: model.runner == Some(RunnerKind::Sql),
        last,
        next: following
            .map(|item| next_view(context, &item))
            .transpose()?,
    })
}

/// The learner's files: those of the working folder, else the starters.
fn files(loaded: &Loaded) -> Result<Vec<LearnerFile>> {
    let begun = loaded
        .folder
        .is_dir()
        .then(|| loaded.collect().ok())
        .flatten();
    let starters = starter_files(&loaded.tree, loaded.item());
    let files = loaded.assignment()?.learner.iter().map(|path| {
        let unusable = |begun: &Collected| begun.left_out.iter().any(|it| it.path == *path);
        if begun.as_ref().is_some_and(unusable) {
            // The starter instead would hide what is there.
            return LearnerFile {
                path: path.clone(),
                text: None,
            };
        }
        let mine = begun.as_ref().and_then(|begun| begun.files.get(path));
        let bytes = match mine {
            Some(file) => Some(file.bytes.as_slice()),
            None => starters
                .iter()
                .find(|file| file.path == *path)
                .map(|file| file.bytes.as_slice()),
        };
        LearnerFile {
            path: path.clone(),
            text: match bytes {
                Some(bytes) => std::str::from_utf8(bytes).ok().map(str::to_owned),
                None => Some(String::new()),
            },
        }
    });
    Ok(files.collect())
}
