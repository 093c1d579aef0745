//! Bringing a course in: from a folder, a git repository or another format.
//!
//! A **source** is what the user names: a folder, a git address, or a short
//! form such as `exercism:python`. It is read into memory once ([`folder`],
//! through [`git`] where needed), its format is recognised, and a converter
//! turns it into a course folder of our own format. Whatever a converter did
//! not understand is in the [`Report`], with file and reason; one broken
//! exercise never stops the rest.

mod build;
pub mod exercism;
pub mod folder;
pub mod gift;
pub mod git;
pub mod github_classroom;
mod html;
mod license;
mod links;
pub mod mdbook;
mod options;
pub mod rustlings;

use std::fmt;
use std::path::Path;

use codezest_core::course::model::{Course, ItemKind};
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;

use crate::author::pack;
use git::Location;
pub use options::{Options, TestCommand};

/// What a source turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A course folder of our own format.
    Course,
    /// A course as one file.
    Pack,
    /// A track of Exercism.
    Exercism,
    /// A set of rustlings exercises.
    Rustlings,
    /// A book for mdBook.
    Mdbook,
    /// Question banks in GIFT.
    Gift,
    /// An assignment of GitHub Classroom.
    GithubClassroom,
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Course => "course folder",
            Self::Pack => "pack",
            Self::Exercism => "Exercism track",
            Self::Rustlings => "set of rustlings exercises",
            Self::Mdbook => "mdBook",
            Self::Gift => "GIFT question bank",
            Self::GithubClassroom => "GitHub Classroom assignment",
        })
    }
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
    /// Quizzes written.
    pub quizzes: usize,
    /// Items that are not listed, because they are unfinished or
    /// retired.
    pub hidden: usize,
    /// The fingerprint of the key that signed the pack.
    pub signer: Option<String>,
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
            quizzes: 0,
            hidden: 0,
            signer: None,
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
        self.quizzes = kind(ItemKind::Quiz);
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
    /// A pack that is refused.
    #[error(transparent)]
    Pack(#[from] pack::ReadError),
    /// None of the known formats.
    #[error(
        "this is no course (course.toml), no Exercism track (config.json and exercises/), \
         no rustlings (info.toml), no mdBook (book.toml), no GIFT bank (.gift) and no \
         GitHub Classroom assignment (.github/classroom/autograding.json)"
    )]
    UnknownFormat,
    /// It would have to be fetched, and nothing may be.
    #[error("{0} is on another machine, and --offline was given")]
    Offline(String),
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
    /// The stable code, which decides the exit code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        use std::io::ErrorKind::NotFound;
        match self {
            Self::Folder(folder::FolderError::Io { source, .. }) if source.kind() != NotFound => {
                ErrorCode::Storage
            }
            Self::Folder(folder::FolderError::Io { .. })
            | Self::Git(git::GitError::NotFound(_)) => ErrorCode::NotFound,
            Self::Folder(
                folder::FolderError::TooMuch { .. } | folder::FolderError::FileTooLarge { .. },
            ) => ErrorCode::LimitHit,
            Self::Git(git::GitError::NoGit) => ErrorCode::ToolMissing,
            Self::Git(git::GitError::Failed { .. }) | Self::Offline(_) => ErrorCode::Unreachable,
            Self::Git(_) | Self::EmptyCommand | Self::UnknownTrack(_) => ErrorCode::Usage,
            Self::Pack(pack::ReadError::Io(error)) if error.kind() == NotFound => {
                ErrorCode::NotFound
            }
            Self::Folder(_) | Self::Pack(_) | Self::UnknownFormat | Self::Broken { .. } => {
                ErrorCode::CourseInvalid
            }
        }
    }

    /// What to do about it, where something can be done.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Folder(error) => error.hint(),
            Self::Git(error) => error.hint(),
            Self::Pack(error) => Some(error.hint().to_owned()),
            Self::UnknownFormat => {
                Some("write one that works, and look at it: codezest course new FOLDER".to_owned())
            }
            Self::UnknownTrack(track) => Some(format!(
                "say how its tests run: codezest course convert exercism:{track} DIR --test 'COMMAND %{{slug}}'"
            )),
            Self::Offline(_) => {
                Some("leave --offline out, or name a folder that you downloaded".to_owned())
            }
            Self::Broken { .. } | Self::EmptyCommand => None,
        }
    }
}

/// Brings the course at `source` in: a folder, a file, a git repository (its
/// address or a bare one on this disk) or `exercism:TRACK`.
///
/// # Errors
/// When there is no such source, it cannot be read, or its format is unknown.
pub fn import(source: &str, options: &Options) -> Result<Converted, ImportError> {
    let path = Path::new(source);
    // A folder such as `.` has its name from where it is.
    let known = path.canonicalize().ok();
    let known = known.and_then(|path| path.to_str().map(str::to_owned));
    let options = Options {
        source: known.unwrap_or_else(|| source.to_owned()),
        ..options.clone()
    };
    let tree = if path.extension().is_some_and(|end| end == pack::EXTENSION) {
        let opened = pack::read(path)?;
        let mut report = Report::new(SourceKind::Pack);
        report.signer = opened.signer;
        return Ok(Converted {
            tree: opened.tree,
            report,
        });
    } else if path.is_file() {
        folder::read_file(path)?
    } else {
        match git::locate(source)? {
            Location::Folder(path) => folder::read(&path)?,
            Location::Git(address) if options.offline && !Path::new(&address).exists() => {
                return Err(ImportError::Offline(address));
            }
            Location::Git(address) => {
                let checkout = git::clone(&address)?;
                folder::read(checkout.path())?
            }
        }
    };
    convert(tree, &options)
}

/// What the files of `tree` are, if it can be told.
#[must_use]
pub fn detect(tree: &CourseTree) -> Option<SourceKind> {
    if tree.get("course.toml").is_some() {
        Some(SourceKind::Course)
    } else if exercism::is_track(tree) {
        Some(SourceKind::Exercism)
    } else if rustlings::is_rustlings(tree) {
        Some(SourceKind::Rustlings)
    } else if mdbook::is_book(tree) {
        Some(SourceKind::Mdbook)
    } else if github_classroom::is_classroom(tree) {
        Some(SourceKind::GithubClassroom)
    } else if gift::is_bank(tree) {
        Some(SourceKind::Gift)
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
        kind @ (SourceKind::Course | SourceKind::Pack) => Ok(Converted {
            tree,
            report: Report::new(kind),
        }),
        SourceKind::Exercism => exercism::convert(&tree, options),
        SourceKind::Rustlings => rustlings::convert(&tree, options),
        SourceKind::Mdbook => mdbook::convert(&tree, options),
        SourceKind::Gift => Ok(gift::convert(&tree, options)),
        SourceKind::GithubClassroom => github_classroom::convert(&tree, options),
    }
}

/// Files that describe a source rather than being part of it.
fn is_about_the_source(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let named = [
        "license",
        "licence",
        "copying",
        "readme",
        "contributing",
        "changelog",
        "code_of_conduct",
    ];
    lower.starts_with('.') || named.iter().any(|name| lower.starts_with(name))
}

#[cfg(test)]
mod tests;
