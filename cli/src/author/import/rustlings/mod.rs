//! Converting rustlings: `info.toml` and its exercises.
//!
//! A folder of exercises becomes a module, an exercise an assignment: its file
//! is the learner's, the package around it the course's.

mod info;
mod package;

use std::collections::{BTreeMap, BTreeSet};

use codezest_core::course::tree::CourseTree;
use info::{Exercise, Info};
use package::Package;

use super::build::{Assignment, Builder, Check, Course, Tool};
use super::{Converted, ImportError, Options, SourceKind, links};

/// CPU seconds of an exercise that Clippy judges: it compiles within them.
const CLIPPY_SECONDS: u64 = 60;

/// Whether `tree` is a set of rustlings exercises.
#[must_use]
pub fn is_rustlings(tree: &CourseTree) -> bool {
    info::find(tree).is_some()
}

/// Converts the exercises in `source`.
///
/// # Errors
/// `info.toml` cannot be read.
pub fn convert(source: &CourseTree, options: &Options) -> Result<Converted, ImportError> {
    let place = info::find(source).ok_or(ImportError::UnknownFormat)?;
    let broken = |reason| ImportError::Broken {
        file: place.to_owned(),
        reason,
    };
    let info = info::read(source, place).map_err(broken)?;
    let official = place != "info.toml";
    let mut converter = Converter {
        source,
        builder: Builder::new(SourceKind::Rustlings),
        package: Package::find(source),
        used: BTreeSet::new(),
    };
    for note in &info.notes {
        converter.builder.note(place, note.clone());
    }
    converter.course(&info);
    converter.leftovers();
    let title = if official {
        "Rustlings".to_owned()
    } else {
        options.title("Rustlings")
    };
    let course = Course {
        id: title.clone(),
        title,
        language: "rust".to_owned(),
        tags: vec!["rustlings".to_owned()],
        source: options.address(),
        tool: ["cargo", "rustc"]
            .map(|name| Tool {
                name: name.to_owned(),
            })
            .into(),
        ..Course::default()
    };
    let identity = if official {
        "rustlings:rustlings".to_owned()
    } else {
        options.identity("rustlings")
    };
    Ok(converter.builder.finish(course, &identity, source))
}

struct Converter<'a> {
    source: &'a CourseTree,
    builder: Builder,
    package: Package,
    used: BTreeSet<String>,
}

impl Converter<'_> {
    fn course(&mut self, info: &Info) {
        if let Some(welcome) = &info.welcome {
            self.builder.module("welcome", "Welcome", "");
            let id = self.builder.id("welcome");
            self.builder.material(&id, "Welcome", welcome);
        }
        let mut folder: Option<&Option<String>> = None;
        for exercise in &info.exercises {
            if self.source.get(&exercise.path).is_none() {
                self.builder.note(
                    exercise.path.clone(),
                    "does not exist; the exercise was left out",
                );
                continue;
            }
            if folder != Some(&exercise.folder) {
                self.module(exercise.folder.as_deref());
                folder = Some(&exercise.folder);
            }
            self.exercise(exercise);
        }
        if let Some(last) = &info.last {
            if info.welcome.is_none() && folder.is_none() {
                self.module(None);
            }
            let id = self.builder.id("well-done");
            self.builder.material(&id, "Well done", last);
        }
    }

    /// A module for a folder, with the folder's text as its first material.
    fn module(&mut self, folder: Option<&str>) {
        let name = folder.unwrap_or("exercises");
        let readme = format!("exercises/{name}/README.md");
        let text = self.text(&readme);
        let words = name
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '_')
            .replace(['_', '/'], " ");
        let heading = text
            .as_deref()
            .and_then(|text| text.lines().find_map(|line| line.strip_prefix("# ")));
        let title = heading.map_or_else(|| capitalised(&words), str::to_owned);
        self.builder.module(name, &title, "");
        let Some(text) = text.filter(|_| self.used.insert(readme.clone())) else {
            return;
        };
        let id = self.builder.id(&format!("about {words}"));
        let text = self.without_relative_links(&readme, &text);
        self.builder.material(&id, &title, &text);
    }

    fn text(&self, path: &str) -> Option<String> {
        let file = self.source.get(path)?;
        Some(String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n"))
    }

    /// Links to files of the repository lead nowhere in a course.
    fn without_relative_links(&mut self, path: &str, text: &str) -> String {
        let (text, cut) = links::without_relative(text);
        if !cut.is_empty() {
            self.builder.note(
                path,
                format!(
                    "links that lead out of the course were cut: {}",
                    cut.join(", ")
                ),
            );
        }
        text
    }

    fn exercise(&mut self, exercise: &Exercise) {
        let Some(code) = self.text(&exercise.path) else {
            return;
        };
        self.used.insert(exercise.path.clone());
        let file = format!("{}.rs", exercise.name);
        let id = self.builder.id(&exercise.name);
        let mut assignment = Assignment {
            title: spaced(&exercise.name),
            id,
            tags: exercise
                .solved
                .then(|| "refactoring".to_owned())
                .into_iter()
                .collect(),
            learner: vec![file.clone()],
            runner: Some("rust"),
            ..Assignment::default()
        };
        judge(exercise, &mut assignment);
        if exercise.strict_clippy {
            self.builder
                .prepare("rustup component add clippy".to_owned());
        }
        let folder = self.builder.assignment(&assignment);
        let text = self.without_relative_links(&exercise.path, &instructions(exercise, &code));
        self.builder.text(&format!("{folder}/README.md"), &text);
        self.builder
            .file(&format!("{folder}/starter/{file}"), code, false);
        self.builder.file(
            &format!("{folder}/starter/Cargo.toml"),
            self.package.manifest(&exercise.name),
            false,
        );
        if !exercise.hint.trim().is_empty() {
            let hint = self.without_relative_links("info.toml", &exercise.hint);
            self.builder.text(&format!("{folder}/hints/1.md"), &hint);
        }
        let solution = exercise.path.replacen("exercises/", "solutions/", 1);
        match self.source.get(&solution).map(|file| file.bytes.clone()) {
            Some(bytes) => {
                self.used.insert(solution);
                self.builder
                    .file(&format!("{folder}/solution/{file}"), bytes, false);
            }
            None => self
                .builder
                .note(solution, "does not exist; the assignment has no solution"),
        }
    }

    /// Files of the exercises that nothing refers to.
    fn leftovers(&mut self) {
        let source = self.source;
        for folder in ["exercises", "solutions"] {
            for (path, _) in source.below(folder) {
                let path = format!("{folder}/{path}");
                if !self.used.contains(&path) {
                    self.builder.note(path, "is named by no exercise; left out");
                }
            }
        }
    }
}

/// Tests by the language runner, a program by running it, and Clippy by a
/// command of its own.
fn judge(exercise: &Exercise, assignment: &mut Assignment) {
    if exercise.strict_clippy {
        let then = if exercise.test {
            "cargo test --offline"
        } else {
            "cargo run --offline --quiet"
        };
        let script = format!("cargo clippy --offline --quiet -- -D warnings && {then}");
        assignment.test = ["sh", "-c", &script].map(str::to_owned).into();
        assignment.report = Some(if exercise.test { "libtest" } else { "exit" });
        assignment.limits = BTreeMap::from([("cpu_seconds", CLIPPY_SECONDS), ("processes", 512)]);
    } else if !exercise.test {
        assignment.check = vec![Check {
            name: "compiles and runs".to_owned(),
            exit: Some(0),
            ..Check::default()
        }];
    }
}

/// The comment at the top of the file is what the learner is to do.
fn instructions(exercise: &Exercise, code: &str) -> String {
    let comment = |line: &str| {
        let line = line.trim();
        let text = line
            .strip_prefix("//!")
            .or_else(|| line.strip_prefix("//"))?;
        Some(text.strip_prefix(' ').unwrap_or(text).to_owned())
    };
    let top: Vec<String> = code.lines().map_while(comment).collect();
    let goal = match (exercise.test, exercise.strict_clippy) {
        (true, false) => "its tests pass",
        (true, true) => "its tests pass and Clippy has nothing to say",
        (false, true) => "it compiles, runs, and Clippy has nothing to say",
        (false, false) => "it compiles and runs without an error",
    };
    format!(
        "{}\n\nChange `{}.rs` until {goal}.\n",
        top.join("\n").trim(),
        exercise.name
    )
}

/// `quiz1` as `Quiz 1`.
fn spaced(name: &str) -> String {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.strip_prefix(stem).unwrap_or("");
    let words = capitalised(&stem.replace(['_', '-'], " "));
    format!("{words} {number}").trim().to_owned()
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests;
