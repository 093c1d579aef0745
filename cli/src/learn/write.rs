//! Writing a learner's file for the learner.

use std::path::PathBuf;

use super::assignment::Loaded;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::workspace;

/// A file as it was written in codezest's own editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Relative to the working folder; one of the assignment's files.
    pub path: String,
    /// What the editor last knew to be in the file.
    pub before: String,
    /// What was written.
    pub text: String,
}

/// Puts what was written into the working folder, which is created first if
/// need be. What another program wrote there meanwhile is kept beside it; says
/// where.
///
/// # Errors
/// The assignment names no such file, or the file system refuses.
pub fn file(context: &Context, loaded: &Loaded, written: &Written) -> Result<Option<PathBuf>> {
    if !loaded.assignment()?.learner.contains(&written.path) {
        let name = loaded.entry.reference();
        let said = format!("{} is no file of {name} that one writes", written.path);
        return Err(Failure::usage(said));
    }
    if !loaded.folder.is_dir() {
        loaded.start(context)?;
    }
    let path = loaded.folder.join(&written.path);
    let held = workspace::held(&loaded.folder, &written.path)?.unwrap_or_default();
    let known = held == written.before.as_bytes() || held == written.text.as_bytes();
    let aside = if known || held.is_empty() {
        None
    } else {
        Some(workspace::copy_aside(&path, context.now()?.at)?)
    };
    workspace::write_atomically(&path, written.text.as_bytes(), false)?;
    Ok(aside)
}

/// Keeps what was written where it cannot go into the working folder: among
/// the program's own data, below `unsaved/`. Says where.
///
/// # Errors
/// The file system refuses there, too.
pub fn rescue(context: &Context, item: &str, written: &Written) -> Result<PathBuf> {
    let folder = context.paths.data.join("unsaved").join(item);
    let file = folder.join(&written.path);
    let now = context.now()?.at;
    Ok(workspace::bytes_aside(&file, written.text.as_bytes(), now)?)
}
