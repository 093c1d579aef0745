//! Making an assignment of an exercise.
//!
//! The whole folder of an exercise goes with it, not only the files its
//! configuration lists: tests need makefiles, frameworks and data beside
//! them. Only what the track keeps for itself stays behind.

use std::collections::BTreeSet;

use codezest_core::course::tree::check_path;
use serde::Deserialize;
use serde_json::Value;

use super::files::{self, OutFile};
use super::readme::readme;
use super::track::{Entry, Files, Kind};
use super::tracks::{Judge, Subject};
use super::{Context, Notes, names};

/// An exercise on its way to becoming an assignment.
#[derive(Debug)]
pub(super) struct Exercise<'a> {
    /// Its entry in `config.json`.
    pub(super) entry: &'a Entry,
    /// The item's id.
    pub(super) id: String,
    /// The learner's files.
    pub(super) learner: Vec<String>,
    /// How it is tested.
    pub(super) judge: Judge,
    /// All of its files but `assignment.toml`.
    pub(super) files: Vec<OutFile>,
}

/// Every exercise that can become an assignment; the others are noted.
pub(super) fn read_all<'a>(context: &Context<'a>, notes: &mut Notes) -> Vec<Exercise<'a>> {
    let entries = &context.track.exercises;
    let practice: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Practice)
        .map(|entry| entry.slug.as_str())
        .collect();
    let mut seen = BTreeSet::new();
    let mut exercises = Vec::new();
    for entry in entries {
        // A name may be used once for each kind.
        let taken = entry.kind == Kind::Concept && practice.contains(entry.slug.as_str());
        let id = if taken {
            format!("{}-concept", entry.slug)
        } else {
            entry.slug.clone()
        };
        if !seen.insert(id.clone()) {
            notes.add(entry.folder(), "left out: config.json lists it twice");
            continue;
        }
        match read(context, entry, id, notes) {
            Ok(exercise) => exercises.push(exercise),
            Err(reason) => notes.add(entry.folder(), format!("left out: {reason}")),
        }
    }
    exercises
}

fn read<'a>(
    context: &Context<'a>,
    entry: &'a Entry,
    id: String,
    notes: &mut Notes,
) -> Result<Exercise<'a>, String> {
    let folder = entry.folder();
    if context.source.below(&folder).next().is_none() {
        return Err("there is no such folder".to_owned());
    }
    let meta = meta(context, &folder, notes);
    let lists = lists(context, entry, &meta, notes);
    if lists.solution.is_empty() {
        return Err("it names no file for the learner to write".to_owned());
    }
    let tests = tests(context, &folder, &lists, notes);
    if tests.is_empty() {
        return Err("none of its test files exists".to_owned());
    }
    let subject = Subject {
        slug: &entry.slug,
        tests: &tests,
        custom: meta.get("custom").unwrap_or(&Value::Null),
    };
    let judge = judge(context, &subject);
    let mut files = files::of_folder(context, &folder, &lists, &subject, notes);
    files.extend(files::of_solution(
        context, &folder, &lists, &subject, notes,
    ));
    files.extend(files::of_hints(context, &folder, notes));
    note_needs(context, &folder, &files, notes);
    let instructions = readme(context, entry, &meta, notes);
    files.push(OutFile {
        path: "README.md".to_owned(),
        bytes: instructions.into_bytes(),
        executable: false,
    });
    Ok(Exercise {
        entry,
        id,
        learner: lists.solution,
        judge,
        files,
    })
}

/// Notes what the exercise needs beyond the usual, once for each need.
fn note_needs(context: &Context<'_>, folder: &str, files: &[OutFile], notes: &mut Notes) {
    for file in files {
        if let Ok(text) = std::str::from_utf8(&file.bytes)
            && let Some(need) = (context.rules.needs)(&file.path, text)
        {
            notes.add(folder, need);
        }
    }
}

/// The exercise's own configuration; empty when it is missing or broken.
fn meta(context: &Context<'_>, folder: &str, notes: &mut Notes) -> Value {
    let path = format!("{folder}/.meta/config.json");
    let Some(file) = context.source.get(&path) else {
        notes.add(
            path,
            "is missing; its files are guessed from the track's patterns",
        );
        return Value::Null;
    };
    serde_json::from_slice(&file.bytes).unwrap_or_else(|error| {
        notes.add(
            path,
            format!("cannot be read ({error}); its files are guessed from the track's patterns"),
        );
        Value::Null
    })
}

/// The exercise's lists of files: its own, else the track's patterns.
fn lists(context: &Context<'_>, entry: &Entry, meta: &Value, notes: &mut Notes) -> Files {
    let path = format!("{}/.meta/config.json", entry.folder());
    let own = meta
        .get("files")
        .map(Files::deserialize)
        .transpose()
        .unwrap_or_else(|error| {
            notes.add(path.clone(), format!("`files` is not understood: {error}"));
            None
        });
    let own = own.unwrap_or_default();
    let patterns = &context.track.files;
    let mut list = |own: Vec<String>, patterns: &[String]| -> Vec<String> {
        let mut list = own;
        if list.is_empty() {
            list = patterns
                .iter()
                .map(|pattern| names::fill(pattern, &entry.slug))
                .collect();
        }
        let mut seen = BTreeSet::new();
        list.retain(|file| {
            let fine = check_path(file);
            if let Err(error) = &fine {
                notes.add(path.clone(), error.to_string());
            }
            fine.is_ok() && seen.insert(file.clone())
        });
        list
    };
    let (examples, exemplars) = match entry.kind {
        Kind::Practice => (list(own.example, &patterns.example), own.exemplar),
        Kind::Concept => (own.example, list(own.exemplar, &patterns.exemplar)),
    };
    Files {
        solution: list(own.solution, &patterns.solution),
        test: list(own.test, &patterns.test),
        example: examples.into_iter().chain(exemplars).collect(),
        exemplar: Vec::new(),
    }
}

/// Paths and texts of the test files that exist, with skipped tests enabled.
fn tests(
    context: &Context<'_>,
    folder: &str,
    lists: &Files,
    notes: &mut Notes,
) -> Vec<(String, String)> {
    let mut tests = Vec::new();
    for path in &lists.test {
        match context.source.get(&format!("{folder}/{path}")) {
            None => notes.add(
                format!("{folder}/{path}"),
                "is listed as a test and does not exist",
            ),
            Some(file) => {
                let text = String::from_utf8_lossy(&file.bytes);
                tests.push((path.clone(), (context.rules.enable)(&text)));
            }
        }
    }
    tests
}

fn judge(context: &Context<'_>, subject: &Subject<'_>) -> Judge {
    let mut judge = (context.rules.judge)(subject);
    if let Some(own) = &context.options.test {
        let fill = |word: &String| names::fill(word, subject.slug);
        judge = Judge {
            test: Some(own.command.iter().map(fill).collect()),
            report: own.report,
            report_file: own.report_file.as_ref().map(fill),
            cpu_seconds: judge.cpu_seconds,
            ..Judge::default()
        };
    }
    let seconds = context.options.cpu_seconds.get(subject.slug);
    judge.cpu_seconds = seconds.copied().or(judge.cpu_seconds);
    judge
}
