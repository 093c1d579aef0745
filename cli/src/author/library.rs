//! The courses on this machine: adding, updating and removing them.

use std::path::Path;

use codezest_core::course::diagnostics::{Diagnostic, Severity};
use codezest_core::course::pack::is_hidden;
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;
use codezest_core::ids::CourseId;

use super::import::{self, Converted, ImportError, Note, Options, Report, SourceKind};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::learn::bundled;
use crate::store::StoreError;
use crate::store::content::{Change, CourseEntry, Install, Installed};

/// Most problems of a refused course that are named.
const NAMED_PROBLEMS: usize = 5;

/// A course that was added or brought up to date.
#[derive(Debug)]
pub struct Added {
    /// What people type now.
    pub name: CourseId,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// What changed.
    pub change: Change,
    /// How it came about.
    pub report: Report,
}

/// What the options of this command mean for conversions.
#[must_use]
pub fn options(context: &Context) -> Options {
    Options {
        offline: context.global.offline,
        ..Options::default()
    }
}

/// Adds the course at `source`, converted where needed, in one transaction.
///
/// # Errors
/// The source cannot be read, is no usable course, or its name is taken.
pub fn add(
    context: &Context,
    source: &str,
    name: Option<&str>,
    options: &Options,
) -> Result<Added> {
    let name = name.map(course_id).transpose()?;
    let source = lasting(source);
    let converted = read(&source, options)?;
    let added = install(context, &source, name.as_ref(), converted)?;
    bundled::remember_removed(context.content()?, &source, false)?;
    Ok(added)
}

/// Brings the course `entry` up to date from where it came from.
///
/// # Errors
/// As [`add`]; the course that is there stays as it is then.
pub fn update(context: &Context, entry: &CourseEntry, options: &Options) -> Result<Added> {
    let converted = read(&entry.source, options)?;
    let uid = parse(&converted.tree).course.map(|course| course.uid);
    if uid.is_some_and(|uid| uid != entry.uid) {
        let message = format!(
            "{} holds another course now than {}",
            entry.source, entry.name
        );
        return Err(
            Failure::new(ErrorCode::CourseInvalid, message).hint(format!(
                "add it beside the old one: codezest course add {} --as NAME",
                entry.source
            )),
        );
    }
    install(context, &entry.source, Some(&entry.name), converted)
}

/// The course of that name, or those all.
///
/// # Errors
/// There is no such course.
pub fn courses(context: &Context, name: Option<&str>) -> Result<Vec<CourseEntry>> {
    let all = context.content()?.courses()?;
    let Some(name) = name else { return Ok(all) };
    let found: Vec<CourseEntry> = all
        .iter()
        .filter(|entry| entry.name.as_str() == name)
        .cloned()
        .collect();
    if found.is_empty() {
        let near =
            codezest_core::text::nearest(name, all.iter().map(|entry| entry.name.as_str()), 3);
        let failure = Failure::not_found(format!("there is no course {name:?} on this machine"));
        return Err(match near.first() {
            Some(near) => failure.hint(format!(
                "did you mean {near}? All of them: codezest course list"
            )),
            None => failure.hint("see what is there: codezest course list"),
        });
    }
    Ok(found)
}

/// Removes a course. The learner's files, runs and progress stay.
///
/// # Errors
/// There is no such course, or the database cannot be written.
pub fn remove(context: &Context, name: &str) -> Result<CourseEntry> {
    let found = courses(context, Some(name))?.into_iter().next();
    let entry = found.ok_or_else(|| {
        Failure::not_found(format!("there is no course {name:?} on this machine"))
    })?;
    let store = context.content()?;
    bundled::remember_removed(store, &entry.source, true)?;
    store.remove(entry.name.as_str())?;
    Ok(entry)
}

fn course_id(name: &str) -> Result<CourseId> {
    CourseId::new(name).map_err(|error| {
        let near = codezest_core::ids::slugify(name, "course");
        Failure::usage(format!("{name:?} cannot be a course's name: {error}"))
            .hint(format!("try --as {near}"))
    })
}

/// The source as it is recorded: a path must mean the same from everywhere.
fn lasting(source: &str) -> String {
    match Path::new(source).canonicalize() {
        Ok(path) => path.to_string_lossy().into_owned(),
        Err(_) => source.to_owned(),
    }
}

fn read(source: &str, options: &Options) -> Result<Converted> {
    if let Some(folder) = bundled::folder_of(source) {
        let (tree, report) = (bundled::tree(folder), Report::new(SourceKind::Course));
        return Ok(Converted { tree, report });
    }
    Ok(import::import(source, options)?)
}

fn install(
    context: &Context,
    source: &str,
    name: Option<&CourseId>,
    converted: Converted,
) -> Result<Added> {
    let Converted { tree, mut report } = converted;
    let tree = without_hidden(&tree);
    let parsed = parse(&tree);
    let errors: Vec<&Diagnostic> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    let own = matches!(report.kind, SourceKind::Course | SourceKind::Pack);
    let course = match parsed.course {
        Some(course) if errors.is_empty() || !own => course,
        _ => return Err(refused(source, &errors)),
    };
    report.count(&course);
    // What a converter made and the reader does not take is left out, said.
    for error in errors {
        report.notes.push(Note {
            file: error.file.clone(),
            reason: error.message.clone(),
        });
    }
    let installed = context.content()?.install(Install {
        course: &course,
        tree: &tree,
        name,
        source,
        bundled: bundled::folder_of(source).is_some(),
        at: context.now()?.at,
    });
    let Installed { name, change, .. } = installed.map_err(|error| name_taken(error, source))?;
    Ok(Added {
        name,
        title: course.title,
        version: course.version.to_string(),
        change,
        report,
    })
}

/// Hidden tests are for the grading server only.
fn without_hidden(tree: &CourseTree) -> CourseTree {
    let mut kept = CourseTree::new();
    for (path, file) in tree.iter().filter(|(path, _)| !is_hidden(path)) {
        kept.insert(path, file.bytes.clone(), file.executable);
    }
    kept
}

fn refused(source: &str, errors: &[&Diagnostic]) -> Failure {
    let named: Vec<String> = errors
        .iter()
        .take(NAMED_PROBLEMS)
        .map(ToString::to_string)
        .collect();
    let more = errors.len().saturating_sub(NAMED_PROBLEMS);
    let more = if more > 0 {
        format!("\n  and {more} more")
    } else {
        String::new()
    };
    let message = format!(
        "the course at {source} is not valid:\n  {}{more}",
        named.join("\n  ")
    );
    Failure::new(ErrorCode::CourseInvalid, message)
        .hint(format!("see everything: codezest course check {source}"))
}

fn name_taken(error: StoreError, source: &str) -> Failure {
    let taken = matches!(error, StoreError::NameTaken { .. });
    let failure = Failure::from(error);
    if taken {
        failure.hint(format!(
            "give it another name: codezest course add {source} --as NAME"
        ))
    } else {
        failure
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let failure = Self::new(error.code(), error.to_string());
        let hint = error.hint();
        let failure = failure.because(error);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}
