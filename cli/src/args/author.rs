//! Arguments of `codezest course`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use crate::completion;

/// Courses: for learners (add, list, update, remove) and authors (new, check, preview, pack, convert).
#[derive(Debug, Args)]
pub struct CourseArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CourseCommand,
}

/// Everything one can do with courses.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "the docs of each Args type are the help")]
pub enum CourseCommand {
    Add(CourseAddArgs),
    List(CourseListArgs),
    Update(CourseUpdateArgs),
    Remove(CourseRemoveArgs),
    New(CourseNewArgs),
    Check(CourseCheckArgs),
    Preview(CoursePreviewArgs),
    Pack(CoursePackArgs),
    Convert(CourseConvertArgs),
}

/// Add a course from a folder, a pack, a git URL or exercism:TRACK.
///
/// Exercism tracks, rustlings, mdBooks and GIFT question banks are converted
/// on the way; what was not understood is listed at the end.
#[derive(Debug, Args)]
pub struct CourseAddArgs {
    /// A folder, a .czpack file, a git URL, or exercism:TRACK.
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// Add it under another name.
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
}

/// List the courses on this machine.
#[derive(Debug, Args)]
pub struct CourseListArgs {}

/// Bring courses up to date from where they came from; your files are never overwritten.
#[derive(Debug, Args)]
pub struct CourseUpdateArgs {
    /// The course; all of them otherwise.
    #[arg(add = ArgValueCandidates::new(completion::courses))]
    pub course: Option<String>,
}

/// Remove a course from this machine; your files and your progress stay.
#[derive(Debug, Args)]
pub struct CourseRemoveArgs {
    /// The course.
    #[arg(add = ArgValueCandidates::new(completion::courses))]
    pub course: String,
}

/// Write the skeleton of a new course that passes `course check`.
#[derive(Debug, Args)]
pub struct CourseNewArgs {
    /// The folder to create; its name becomes the course's id.
    pub dir: PathBuf,
    /// The programming language.
    #[arg(long, default_value = "python")]
    pub language: String,
    /// The title.
    #[arg(long)]
    pub title: Option<String>,
}

/// Prove that a course works: starters fail, solutions pass, everything resolves.
#[derive(Debug, Args)]
pub struct CourseCheckArgs {
    /// The course's folder, or the name of an added course.
    #[arg(default_value = ".", value_name = "COURSE", add = ArgValueCandidates::new(completion::courses))]
    pub course: String,
    /// Only items whose id contains this text.
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    /// Only read; run no tests.
    #[arg(long)]
    pub no_run: bool,
    /// Run each solution N times and insist on the same result.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub repeat: u16,
    /// Change the solutions in small ways and see whether the tests notice.
    #[arg(long)]
    pub mutate: bool,
    /// An earlier version (folder or pack), to see that no id has vanished.
    #[arg(long, value_name = "COURSE")]
    pub previous: Option<PathBuf>,
    /// How many assignments to run at once.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
    /// Warnings count as errors.
    #[arg(long)]
    pub strict: bool,
}

/// Read a course as a learner would see it, without adding it.
#[derive(Debug, Args)]
pub struct CoursePreviewArgs {
    /// The course's folder.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// One item; the outline otherwise.
    #[arg(long)]
    pub item: Option<String>,
}

/// Write a course as one file, ID-VERSION.czpack.
#[derive(Debug, Args)]
pub struct CoursePackArgs {
    /// The course's folder.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Where to write it.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Sign it with your author key, which is made when there is none.
    #[arg(long)]
    pub sign: bool,
}

/// Convert an Exercism track, rustlings, an mdBook, a GIFT file or GitHub Classroom checks into a course folder.
#[derive(Debug, Args)]
pub struct CourseConvertArgs {
    /// A folder, a file, a git URL, or exercism:TRACK.
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// The folder to create.
    pub dir: PathBuf,
    /// The programming language, where the source does not say it.
    #[arg(long)]
    pub language: Option<String>,
    /// How the tests of an Exercism track run, for a track that is not known; `%{slug}` is the exercise.
    #[arg(long, value_name = "COMMAND")]
    pub test: Option<String>,
    /// How that command reports: junit, tap, libtest, unity, json, exercism-json or exit.
    #[arg(long, value_name = "FORMAT", requires = "test")]
    pub report: Option<String>,
}
