//! The files of an assignment: which go with it, and where.

use super::track::Files;
use super::tracks::Subject;
use super::{Context, Notes, concept, hints, markdown, solution};

/// Folders of an exercise that are for its authors or for the web site.
const TRACKS_OWN: [&str; 4] = [".meta/", ".docs/", ".approaches/", ".articles/"];

/// A file of an assignment, relative to its folder.
#[derive(Debug)]
pub(super) struct OutFile {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) executable: bool,
}

/// Everything in the exercise's folder, at its place in ours.
pub(super) fn of_folder(
    context: &Context<'_>,
    folder: &str,
    lists: &Files,
    subject: &Subject<'_>,
    notes: &mut Notes,
) -> Vec<OutFile> {
    let mut files = Vec::new();
    for (path, file) in context.source.below(folder) {
        if TRACKS_OWN.iter().any(|own| path.starts_with(own)) {
            continue;
        }
        if path == "README.md" || path.starts_with(".codezest/") {
            notes.add(
                format!("{folder}/{path}"),
                "left out: an assignment's folder has this file already",
            );
            continue;
        }
        let learners = lists.solution.iter().any(|own| own == path);
        let (path, bytes) = if learners {
            (path.to_owned(), file.bytes.clone())
        } else {
            of_course(context, folder, path, &file.bytes, subject, notes)
        };
        // Below `tests/` our own folder of that name is the place.
        let own = if !learners && path.starts_with("tests/") {
            path
        } else {
            format!("starter/{path}")
        };
        files.push(OutFile {
            path: own,
            bytes,
            executable: file.executable,
        });
    }
    files.extend(missing_starters(context, folder, lists, notes));
    files
}

/// Path and content of a file that the course keeps: a test with its skipped
/// parts enabled, or a file that the track's rules may adapt. Code keeps its
/// line ends.
fn of_course(
    context: &Context<'_>,
    folder: &str,
    path: &str,
    bytes: &[u8],
    subject: &Subject<'_>,
    notes: &mut Notes,
) -> (String, Vec<u8>) {
    let mut path = path.to_owned();
    if let Some((_, text)) = subject.tests.iter().find(|(test, _)| *test == path) {
        if std::str::from_utf8(bytes).is_ok() {
            return (path, text.clone().into_bytes());
        }
        notes.add(
            format!("{folder}/{path}"),
            "is not UTF-8: skipped tests in it stay skipped",
        );
        return (path, bytes.to_vec());
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return (path, bytes.to_vec());
    };
    let mut text = text.to_owned();
    (context.rules.other)(subject, &mut path, &mut text);
    (path, text.into_bytes())
}

/// Learner files that the exercise lists and does not have.
fn missing_starters(
    context: &Context<'_>,
    folder: &str,
    lists: &Files,
    notes: &mut Notes,
) -> Vec<OutFile> {
    let mut files = Vec::new();
    for learner in &lists.solution {
        let source = format!("{folder}/{learner}");
        if context.source.get(&source).is_none() {
            notes.add(source, "does not exist; learners begin with an empty file");
            files.push(OutFile {
                path: format!("starter/{learner}"),
                bytes: Vec::new(),
                executable: false,
            });
        }
    }
    files
}

/// The reference solution, where the exercise has an example.
pub(super) fn of_solution(
    context: &Context<'_>,
    folder: &str,
    lists: &Files,
    subject: &Subject<'_>,
    notes: &mut Notes,
) -> Vec<OutFile> {
    let mut present = Vec::new();
    for path in &lists.example {
        if context.source.get(&format!("{folder}/{path}")).is_some() {
            present.push(path.clone());
        } else {
            notes.add(
                format!("{folder}/{path}"),
                "is listed as an example and does not exist",
            );
        }
    }
    let (pairs, free) = solution::pair(&lists.solution, &present);
    for example in free {
        notes.add(
            format!("{folder}/{example}"),
            "left out: it solves none of the learner's files",
        );
    }
    if pairs.iter().all(|(_, example)| example.is_none()) {
        notes.add(folder, "has no example, so there is no reference solution");
        return Vec::new();
    }
    let mut files = Vec::new();
    for (learner, example) in pairs {
        let from = example.unwrap_or(learner);
        let Some(file) = context.source.get(&format!("{folder}/{from}")) else {
            continue;
        };
        let mut bytes = file.bytes.clone();
        if let (Some(_), Ok(text)) = (example, std::str::from_utf8(&bytes)) {
            let adapted = (context.rules.example)(subject, text);
            if let Some(doubt) = adapted.doubt {
                notes.add(format!("{folder}/{from}"), doubt);
            }
            bytes = adapted.text.into_bytes();
        }
        files.push(OutFile {
            path: format!("solution/{learner}"),
            bytes,
            executable: file.executable,
        });
    }
    files
}

pub(super) fn of_hints(context: &Context<'_>, folder: &str, notes: &mut Notes) -> Vec<OutFile> {
    let path = format!("{folder}/.docs/hints.md");
    let Some(file) = context.source.get(&path) else {
        return Vec::new();
    };
    let text = markdown::text(file, &path, notes);
    let text = concept::adapt(context, &text, &path, notes);
    let layers = hints::layers(&text);
    if layers.is_empty() {
        notes.add(path, "has no hint in it");
    }
    let numbered = layers.into_iter().enumerate();
    numbered
        .map(|(index, hint)| OutFile {
            path: format!("hints/{}.md", index.saturating_add(1)),
            bytes: hint.into_bytes(),
            executable: false,
        })
        .collect()
}
