//! Bringing a course in: from a folder, a git repository or another format.
//!
//! A **source** is what the user names: a folder, a git address, or a short
//! form such as `exercism:python`. It is read into memory once ([`folder`],
//! through [`git`] where needed), its format is recognised, and a converter
//! turns it into a course folder of our own format. Whatever a converter did
//! not understand is in the [`Report`], with file and reason; one broken
//! exercise never stops the rest.

pub mod exercism;
pub mod folder;
pub mod git;

use std::collections::BTreeMap;
use std::fmt;

use codezest_core::course::model::{Course, ItemKind, ReportFormat};
use codezest_core::course::tree::CourseTree;

use git::Location;

/// What a source turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A course folder of our own format.
    Course,
    /// A track of Exercism.
    Exercism,
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Course => "course folder",
            Self::Exercism => "Exercism track",
        })
    }
}

/// A test command for tracks that have none built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCommand {
    /// Program and arguments; `%{slug}`, `%{snake_slug}`, `%{kebab_slug}`,
    /// `%{camel_slug}` and `%{pascal_slug}` stand for the exercise's name.
    pub command: Vec<String>,
    /// How it reports.
    pub report: ReportFormat,
    /// Where it writes its report; standard output otherwise.
    pub report_file: Option<String>,
}

/// What the user may set for a conversion.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Replaces the track's test command.
    pub test: Option<TestCommand>,
    /// CPU seconds by exercise, where the usual ones are not enough.
    pub cpu_seconds: BTreeMap<String, u32>,
}

/// Something that was not taken over as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file in the source.
    pub file: String,
    /// What about it, and why.
    pub reason: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason)
    }
}

/// What came of a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the source was.
    pub kind: SourceKind,
    /// Modules written.
    pub modules: usize,
    /// Materials written.
    pub materials: usize,
    /// Assignments written, hidden ones included.
    pub assignments: usize,
    /// Items that are not listed, because they are unfinished or
    /// retired.
    pub hidden: usize,
    /// What has to be installed or prepared once before tests can run.
    pub prepare: Vec<String>,
    /// What was not taken over as it stands.
    pub notes: Vec<Note>,
}

impl Report {
    /// An empty report on a source of that kind.
    #[must_use]
    pub fn new(kind: SourceKind) -> Self {
        Self {
            kind,
            modules: 0,
            materials: 0,
            assignments: 0,
            hidden: 0,
            prepare: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Counts what is in `course`.
    pub fn count(&mut self, course: &Course) {
        self.modules = course.modules.len();
        let kind = |kind| {
            course
                .items()
                .filter(|(_, item)| item.kind() == kind)
                .count()
        };
        self.materials = kind(ItemKind::Material);
        self.assignments = kind(ItemKind::Assignment);
        self.hidden = course.items().filter(|(_, item)| item.hidden).count();
    }
}

/// A course folder in memory, and how it came about.
#[derive(Debug, Clone)]
pub struct Converted {
    /// The course.
    pub tree: CourseTree,
    /// What came of it.
    pub report: Report,
}

/// Why a source could not be brought in at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder could not be read.
    #[error(transparent)]
    Folder(#[from] folder::FolderError),
    /// The source could not be found or cloned.
    #[error(transparent)]
    Git(#[from] git::GitError),
    /// None of the known formats.
    #[error(
        "this is neither a course (course.toml) nor an Exercism track (config.json and exercises/)"
    )]
    UnknownFormat,
    /// The track's description is broken.
    #[error("{file} cannot be read: {reason}")]
    Broken {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A track for which no test command is known.
    #[error("no test command is known for the Exercism track `{0}`")]
    UnknownTrack(String),
    /// A test command that leads out of the exercise, or is empty.
    #[error("the test command is empty")]
    EmptyCommand,
}

impl ImportError {
    /// What to do about it, where something can be done.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Folder(error) => error.hint(),
            Self::Git(error) => error.hint(),
            Self::UnknownFormat => {
                Some("see `codezest help course-format` for what a course looks like".to_owned())
            }
            Self::UnknownTrack(track) => Some(format!(
                "say how its tests run: codezest course convert exercism:{track} DIR --test 'COMMAND %{{slug}}'"
            )),
            Self::Broken { .. } | Self::EmptyCommand => None,
        }
    }
}

/// Brings the course at `source` in: a folder, a git repository (its address
/// or a bare one on this disk) or `exercism:TRACK`.
///
/// # Errors
/// When there is no such source, it cannot be read, or its format is unknown.
pub fn import(source: &str, options: &Options) -> Result<Converted, ImportError> {
    let tree = match git::locate(source)? {
        Location::Folder(path) => folder::read(&path)?,
        Location::Git(address) => {
            let checkout = git::clone(&address)?;
            folder::read(checkout.path())?
        }
    };
    convert(tree, options)
}

/// What the files of `tree` are, if it can be told.
#[must_use]
pub fn detect(tree: &CourseTree) -> Option<SourceKind> {
    if tree.get("course.toml").is_some() {
        Some(SourceKind::Course)
    } else if exercism::is_track(tree) {
        Some(SourceKind::Exercism)
    } else {
        None
    }
}

/// Turns the files of a source into a course folder.
///
/// # Errors
/// When the format is unknown or its central file cannot be read.
pub fn convert(tree: CourseTree, options: &Options) -> Result<Converted, ImportError> {
    match detect(&tree).ok_or(ImportError::UnknownFormat)? {
        SourceKind::Course => Ok(Converted {
            tree,
            report: Report::new(SourceKind::Course),
        }),
        SourceKind::Exercism => exercism::convert(&tree, options),
    }
}

#[cfg(test)]
mod tests;
