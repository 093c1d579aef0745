//! Removing what can be made again: builds, and folders of killed test runs.

use codezest_runner::{Leftover, Removal, leftovers};

use crate::context::Context;
use crate::failure::{Failure, Result};

/// What is in the caches.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// What was (or would be) removed.
    pub removed: Vec<Leftover>,
    /// What a running codezest uses; it was left alone.
    pub in_use: Vec<Leftover>,
}

impl Cleaned {
    /// Bytes freed.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.removed.iter().map(|one| one.bytes).sum()
    }
}

/// Removes it all, or with `dry_run` only looks; what a running codezest uses
/// stays.
///
/// # Errors
/// Something cannot be read or removed.
pub fn clean(context: &Context, dry_run: bool) -> Result<Cleaned> {
    let caches = &context.paths.cache;
    let found = leftovers(caches).map_err(|error| Failure::file("read", caches, error))?;
    let mut cleaned = Cleaned::default();
    for one in found {
        let removal = if dry_run {
            one.in_use().map(|used| match used {
                true => Removal::InUse,
                false => Removal::Removed,
            })
        } else {
            one.remove()
        };
        match removal.map_err(|error| Failure::file("remove", &one.path, error))? {
            Removal::Removed => cleaned.removed.push(one),
            Removal::InUse => cleaned.in_use.push(one),
        }
    }
    Ok(cleaned)
}
