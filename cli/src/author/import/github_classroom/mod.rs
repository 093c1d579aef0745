//! Converting an assignment of GitHub Classroom: a repository with
//! `autograding.json`.
//!
//! The repository becomes one assignment: its files are the starter, its tests
//! the checks.

mod checks;
mod files;
mod tests_json;

use std::collections::BTreeMap;

use codezest_core::course::tree::CourseTree;

use self::checks::{Checks, SCRIPTS};
use self::files::{Owner, owner};
use super::build::{Assignment, Builder, Course};
use super::{Converted, ImportError, Options, SourceKind, links};

const PLACE: &str = ".github/classroom/autograding.json";

/// Starts the command of one check; without a number, of the first.
const RUN: &str = "exec sh \"tests/classroom/${1:-1}.sh\"\n";

/// Whether `tree` is an assignment of GitHub Classroom.
#[must_use]
pub fn is_classroom(tree: &CourseTree) -> bool {
    tree.get(PLACE).is_some()
}

/// Converts the repository in `source`.
///
/// # Errors
/// `autograding.json` cannot be read, or there is no file to work on.
pub fn convert(source: &CourseTree, options: &Options) -> Result<Converted, ImportError> {
    let broken = |reason: &str| ImportError::Broken {
        file: PLACE.to_owned(),
        reason: reason.to_owned(),
    };
    let bytes = source
        .get(PLACE)
        .map(|file| file.bytes.as_slice())
        .unwrap_or_default();
    let (tests, notes) = tests_json::read(bytes).map_err(|reason| broken(&reason))?;
    let mut builder = Builder::new(SourceKind::GithubClassroom);
    for note in notes {
        builder.note(PLACE, note);
    }
    let learner = learner(source, &mut builder);
    if learner.is_empty() {
        return Err(broken(
            "the repository has no file for the learner to work on",
        ));
    }
    let made = checks::convert(&tests);
    let readme = source
        .get("README.md")
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let title = readme
        .as_deref()
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("# ")))
        .map_or_else(
            || options.title("Assignment"),
            |heading| heading.trim().to_owned(),
        );
    builder.module("assignments", "Assignments", "");
    let wall = checks::wall_seconds(&tests);
    let assignment = Assignment {
        id: builder.id(options.name().unwrap_or(&title)),
        title: title.clone(),
        learner: learner.clone(),
        run: ["sh", "tests/run.sh"].map(str::to_owned).into(),
        limits: BTreeMap::from([
            ("wall_seconds", wall),
            ("cpu_seconds", wall.min(600)),
            ("processes", 512),
        ]),
        check: made.checks.clone(),
        ..Assignment::default()
    };
    let folder = builder.assignment(&assignment);
    copy(source, &folder, &mut builder);
    write_scripts(&folder, made, &mut builder);
    let (text, cut) = links::without_relative(&readme.unwrap_or_default());
    if !cut.is_empty() {
        builder.note(
            "README.md",
            format!(
                "links to files of the repository were cut: {}",
                cut.join(", ")
            ),
        );
    }
    builder.text(&format!("{folder}/README.md"), &text);
    builder.note(PLACE, "GitHub Classroom knows no reference solution; add solution/ so that `codezest course check` can prove the assignment");
    let language = files::language(learner.iter().map(String::as_str)).unwrap_or("text");
    let course = Course {
        id: options.name().unwrap_or(&title).to_owned(),
        title,
        language: options.language(language),
        tags: vec!["github-classroom".to_owned()],
        source: options.address(),
        ..Course::default()
    };
    Ok(builder.finish(course, &options.identity("github-classroom"), source))
}

/// The files the learner writes; binary ones and what lies where the course's
/// tests go are the course's.
fn learner(source: &CourseTree, builder: &mut Builder) -> Vec<String> {
    let mut learner = Vec::new();
    for (path, file) in source.iter() {
        match owner(path) {
            Owner::Learner if std::str::from_utf8(&file.bytes).is_ok() => {
                learner.push(path.to_owned())
            }
            Owner::Learner => builder.note(
                path,
                "is no text; it belongs to the course and learners cannot change it",
            ),
            Owner::Nobody if path == "classroom_roster.csv" => {
                builder.note(path, "is a roster, not part of a course; left out");
            }
            Owner::Nobody if path != PLACE && !path.starts_with(".git") => {
                builder.note(path, "is about the repository; left out");
            }
            _ => {}
        }
    }
    learner
}

fn copy(source: &CourseTree, folder: &str, builder: &mut Builder) {
    for (path, file) in source.iter() {
        let to = match owner(path) {
            Owner::Nobody | Owner::Instructions => continue,
            Owner::Course if path.starts_with("tests/") => format!("{folder}/{path}"),
            Owner::Course if path.to_ascii_lowercase().starts_with("tests/") => {
                builder.note(
                    path,
                    "differs from tests/ only in case, which some systems cannot store; left out",
                );
                continue;
            }
            Owner::Course | Owner::Learner => format!("{folder}/starter/{path}"),
        };
        builder.file(&to, file.bytes.clone(), file.executable);
    }
}

fn write_scripts(folder: &str, made: Checks, builder: &mut Builder) {
    for (number, script) in (1..).zip(&made.scripts) {
        builder.file(
            &format!("{folder}/{SCRIPTS}/{number}.sh"),
            script.clone(),
            false,
        );
    }
    if builder.has(&format!("{folder}/tests/run.sh")) {
        builder.note(
            "tests/run.sh",
            "was replaced: the checks are started by a script of that name",
        );
    }
    builder.file(&format!("{folder}/tests/run.sh"), RUN, false);
    for line in made.prepare {
        builder.prepare(line);
    }
    for note in made.notes {
        builder.note(PLACE, note);
    }
}

#[cfg(test)]
mod tests;
