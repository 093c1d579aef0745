//! `course new`: the skeleton of a course that passes `course check` as it is.

mod languages;

use std::path::Path;

use codezest_core::course::tree::CourseTree;
use codezest_core::ids::{CourseUid, slugify};
use serde::Serialize;

use super::folder::{self, WriteError};
pub use languages::LANGUAGES;
use languages::{Language, Task};

/// What a new course is to be.
#[derive(Debug, Clone, Copy)]
pub struct NewCourse<'a> {
    /// The folder to create; its name becomes the course's id.
    pub folder: &'a Path,
    /// The programming language, one of [`LANGUAGES`].
    pub language: &'a str,
    /// The title; made of the folder's name otherwise.
    pub title: Option<&'a str>,
    /// A fresh identity.
    pub uid: CourseUid,
}

/// Why no course was made.
#[derive(Debug, thiserror::Error)]
pub enum NewError {
    /// There is no skeleton for it.
    #[error("there is no skeleton for the language {0:?}")]
    UnknownLanguage(String),
    /// The folder could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl NewError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownLanguage(_) => {
                let names: Vec<&str> = LANGUAGES.iter().map(|language| language.name).collect();
                Some(format!(
                    "use --language with one of {}; any other language works with `test` commands",
                    names.join(", ")
                ))
            }
            Self::Write(WriteError::NotEmpty(_)) => {
                Some("name a folder that does not exist yet".to_owned())
            }
            Self::Write(_) => None,
        }
    }
}

/// Writes the skeleton.
///
/// # Errors
/// The language is not known, or the folder is in use or cannot be written.
pub fn create(new: NewCourse<'_>) -> Result<CourseTree, NewError> {
    let known = LANGUAGES
        .iter()
        .find(|language| language.name == new.language);
    let language = known.ok_or_else(|| NewError::UnknownLanguage(new.language.to_owned()))?;
    // Said before anything is written beside it.
    folder::check_free(new.folder)?;
    let name = new
        .folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let tree = skeleton(language, &name, new.title, new.uid);
    folder::write(&tree, new.folder)?;
    Ok(tree)
}

#[derive(Serialize)]
struct CourseToml<'a> {
    id: &'a str,
    uid: String,
    title: &'a str,
    version: &'static str,
    language: &'static str,
    license: &'static str,
    summary: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool: Vec<ToolToml>,
}

#[derive(Serialize)]
struct ToolToml {
    name: &'static str,
}

/// The files of a new course.
fn skeleton(language: &Language, name: &str, title: Option<&str>, uid: CourseUid) -> CourseTree {
    let id = slugify(name, "course");
    let words = id.replace('-', " ");
    let title = title.map_or_else(|| capitalised(&words), str::to_owned);
    let course = CourseToml {
        id: &id,
        uid: uid.to_string(),
        title: &title,
        version: "0.1.0",
        language: language.name,
        license: "CC-BY-4.0",
        summary: format!("First steps in {}.", language.title),
        tool: language
            .tool
            .iter()
            .map(|&name| ToolToml { name })
            .collect(),
    };
    let mut tree = CourseTree::new();
    tree.insert(
        "course.toml",
        toml::to_string(&course).unwrap_or_default(),
        false,
    );
    tree.insert("01-first-steps/module.toml", MODULE, false);
    tree.insert(
        "01-first-steps/01-welcome.md",
        WELCOME.replace("LANGUAGE", language.title),
        false,
    );
    tree.insert("01-first-steps/02-warm-up.quiz.toml", QUIZ, false);
    task(&mut tree, &language.task);
    tree
}

fn task(tree: &mut CourseTree, task: &Task) {
    let folder = "01-first-steps/03-greeting";
    let mut put = |path: String, text: &str| tree.insert(format!("{folder}/{path}"), text, false);
    put("assignment.toml".to_owned(), task.assignment);
    put("README.md".to_owned(), task.instructions);
    put("hints/1.md".to_owned(), task.hints.0);
    put("hints/2.md".to_owned(), task.hints.1);
    put(format!("starter/{}", task.file), task.starter);
    put(format!("solution/{}", task.file), task.solution);
    put("solution/README.md".to_owned(), task.explanation);
    for (path, text) in task.tests {
        put(format!("tests/{path}"), text);
    }
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

const MODULE: &str = r#"title = "First steps"
summary = "A text, a quiz and an assignment to replace by your own."
minutes = 10
"#;

const WELCOME: &str = r#"+++
title = "Welcome"
minutes = 2
+++

# Welcome

This is a **material**: a text that introduces one idea, in your own words.
Here learners would read what LANGUAGE is good for and see a first example.

> [!TIP]
> Keep a material short. Whoever has read it should want to try something,
> and the next item should be where they can.
"#;

const QUIZ: &str = r#"title = "Warm-up"

[[question]]
id = "material"
kind = "single"
text = "What is a material for?"
explanation = "A material introduces an idea; quizzes and assignments practise it."

[[question.option]]
id = "introduce"
text = "To introduce one idea"
correct = true

[[question.option]]
id = "grade"
text = "To grade learners"
why = "Nothing is graded by reading; assignments and quizzes do that."

[[question]]
id = "passing"
kind = "true-false"
text = "An assignment passes when all of its tests pass."
answer = true
why = "Read again what the tests of an assignment are for."
explanation = "The tests say what the program should do. When all of them pass, it does."
"#;

#[cfg(test)]
mod tests;
