//! Which item the learner stands in.

use std::path::{Path, PathBuf};

use super::error::WorkspaceResult;
use super::marker::Marker;

/// The working folder that `inside` lies in, found by walking up, with its
/// marker; `None` outside of any.
///
/// # Errors
/// A marker that cannot be read or understood.
pub(crate) fn find_folder(inside: &Path) -> WorkspaceResult<Option<(PathBuf, Marker)>> {
    for folder in inside.ancestors() {
        if let Some(marker) = Marker::read(folder)? {
            return Ok(Some((folder.to_owned(), marker)));
        }
    }
    Ok(None)
}
