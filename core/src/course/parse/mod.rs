//! Reading a course: a tree of files in, the model and everything that is
//! wrong with it out. Reading never stops at the first problem; an item that
//! cannot be used is reported and left out, and the rest is read.

mod assignment;
mod check;
mod course;
mod files;
mod graph;
pub(crate) mod layout;
mod limits;
mod links;
mod material;
mod module;
mod output;
mod question;
mod quiz;
mod sql;
mod table;
#[cfg(test)]
mod tests;

use super::diagnostics::{Diagnostic, Severity, Sink};
use super::model::Course;
use super::tree::CourseTree;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The course with everything usable, unless `course.toml` itself is not.
    pub course: Option<Course>,
    /// What is wrong, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether anything breaks a rule of the format.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }
}

/// Reads the course in `tree`.
#[must_use]
pub fn parse(tree: &CourseTree) -> Parsed {
    let sink = Sink::default();
    files::check_tree(tree, &sink);
    let course = course::read(tree, &sink);
    super::i18n::check(tree, course.as_ref(), &sink);
    Parsed {
        course,
        diagnostics: sink.into_sorted(),
    }
}
