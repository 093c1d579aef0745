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
    check_translated_texts(tree, &sink);
    Parsed {
        course,
        diagnostics: sink.into_sorted(),
    }
}

/// Links of translations are relative to the file they translate.
fn check_translated_texts(tree: &CourseTree, sink: &Sink) {
    for (path, _) in tree.below("i18n").filter(|(path, _)| path.ends_with(".md")) {
        let Some((_, original)) = path.split_once('/') else {
            continue;
        };
        let full = format!("i18n/{path}");
        if let Some(source) = files::text(tree, &full, sink) {
            files::check_controls(source, sink);
            links::check(tree, source, original, sink);
        }
    }
}
