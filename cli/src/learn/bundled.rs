//! The courses that come with the program.

use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;

use crate::context::Context;
use crate::failure::Result;
use crate::store::StoreError;
use crate::store::content::{ContentStore, Install};

mod files {
    include!(concat!(env!("OUT_DIR"), "/bundled.rs"));
}

/// What `content.db` remembers of the bundle it holds.
const NOTE: &str = "bundled";
/// The source of a bundled course, before its folder's name.
const SOURCE: &str = "bundled:";

/// Brings the bundled courses in, or up to date, unless that was done by this
/// very bundle. A course that the learner removed stays away.
///
/// # Errors
/// The database cannot be written.
pub fn ensure(store: &ContentStore, context: &Context) -> Result {
    if store.note(NOTE)?.as_deref() == Some(files::FINGERPRINT) {
        return Ok(());
    }
    for folder in folders() {
        if store.note(&removed_note(folder))?.is_none() {
            install(store, context, folder)?;
        }
    }
    store.set_note(NOTE, Some(files::FINGERPRINT))?;
    Ok(())
}

/// Whether `source` names a bundled course; its folder.
#[must_use]
pub fn folder_of(source: &str) -> Option<&'static str> {
    let wanted = source.strip_prefix(SOURCE)?;
    folders().find(|folder| *folder == wanted)
}

/// The files of a bundled course.
#[must_use]
pub fn tree(folder: &str) -> CourseTree {
    let mut tree = CourseTree::new();
    let prefix = format!("{folder}/");
    for (path, bytes, executable) in files::FILES {
        if let Some(path) = path.strip_prefix(&prefix) {
            tree.insert(path, *bytes, *executable);
        }
    }
    tree
}

/// Remembers that the learner removed a bundled course (or, with `false`,
/// wants it back).
///
/// # Errors
/// The database cannot be written.
pub fn remember_removed(store: &ContentStore, source: &str, removed: bool) -> Result {
    if let Some(folder) = folder_of(source) {
        store.set_note(&removed_note(folder), removed.then_some("yes"))?;
    }
    Ok(())
}

fn removed_note(folder: &str) -> String {
    format!("removed:{folder}")
}

fn folders() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    files::FILES.iter().filter_map(move |(path, _, _)| {
        let folder = path.split('/').next().filter(|folder| *folder != last)?;
        last = folder;
        Some(folder)
    })
}

fn install(store: &ContentStore, context: &Context, folder: &str) -> Result {
    let tree = tree(folder);
    let Some(course) = parse(&tree).course else {
        return Ok(());
    };
    let installed = store.install(Install {
        course: &course,
        tree: &tree,
        name: None,
        source: &format!("{SOURCE}{folder}"),
        bundled: true,
        at: context.now()?.at,
    });
    match installed {
        // The learner has a course of their own under that name; it stays.
        Err(StoreError::NameTaken { .. }) => {
            context.ui.warn(format!(
                "you have a course of your own named {folder}; the bundled one is: codezest course add {SOURCE}{folder} --as NAME"
            ));
            Ok(())
        }
        other => Ok(other.map(|_| ())?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_courses_are_whole() {
        let names: Vec<_> = folders().collect();
        assert_eq!(
            names,
            ["python-first-steps", "rust-first-steps", "sql-first-steps"]
        );
        for name in names {
            let parsed = parse(&tree(name));
            assert!(
                parsed.diagnostics.is_empty(),
                "{name}: {:?}",
                parsed.diagnostics
            );
            assert!(parsed.course.is_some());
        }
    }
}
