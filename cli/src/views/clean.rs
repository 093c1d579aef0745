//! What was, or would be, removed from the caches.

use codezest_runner::{Leftover, LeftoverKind};
use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::clean::Cleaned;

/// What `clean --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CleanView {
    /// Version of this shape.
    pub schema_version: u32,
    /// Whether nothing was removed, only looked at.
    pub dry_run: bool,
    /// What was (or would be) removed, by path.
    pub removed: Vec<CacheLine>,
    /// What a running codezest uses; it was left alone.
    pub in_use: Vec<CacheLine>,
    /// Bytes freed by it all.
    pub bytes: u64,
}

/// Something in the caches.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CacheLine {
    /// What it is.
    pub kind: CacheKind,
    /// Where.
    pub path: String,
    /// Bytes on the disk.
    pub bytes: u64,
}

/// What kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CacheKind {
    /// Builds of a course, kept so that the next one is fast.
    Build,
    /// The folder of a test run that was killed.
    Run,
}

impl CacheKind {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Build => "builds",
            Self::Run => "test run",
        }
    }
}

impl CleanView {
    /// What cleaning did.
    #[must_use]
    pub fn new(cleaned: &Cleaned, dry_run: bool) -> Self {
        Self {
            schema_version: 1,
            dry_run,
            removed: cleaned.removed.iter().map(line).collect(),
            in_use: cleaned.in_use.iter().map(line).collect(),
            bytes: cleaned.bytes(),
        }
    }
}

fn line(leftover: &Leftover) -> CacheLine {
    CacheLine {
        kind: match leftover.kind {
            LeftoverKind::Build => CacheKind::Build,
            LeftoverKind::Run => CacheKind::Run,
        },
        path: leftover.path.display().to_string(),
        bytes: leftover.bytes,
    }
}
