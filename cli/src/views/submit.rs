//! Submissions.

use codezest_core::run::report::{Counts, Outcome};
use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::assignment::Loaded;
use crate::learn::submit::Parcel;
use crate::learn::test::Tested;

/// What `submit --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SubmissionView {
    schema_version: u32,
    item: String,
    /// `saved` here, `queued` for a server, or `not-handed-in` (`--dry-run`).
    state: &'static str,
    outcome: Option<Outcome>,
    counts: Option<Counts>,
    files: Vec<FileView>,
    total_bytes: u64,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct FileView {
    path: String,
    bytes: u64,
    hash: String,
}

impl SubmissionView {
    /// The submission; without a run, what it would be.
    #[must_use]
    pub fn new(loaded: &Loaded, parcel: &Parcel, tested: Option<&Tested>) -> Self {
        Self {
            schema_version: 1,
            item: loaded.entry.reference(),
            state: if tested.is_some() {
                "saved"
            } else {
                "not-handed-in"
            },
            outcome: tested.map(|tested| tested.report.outcome),
            counts: tested.map(|tested| tested.report.counts()),
            files: parcel
                .files
                .iter()
                .map(|file| FileView {
                    path: file.path.clone(),
                    bytes: file.size,
                    hash: file.hash.to_string(),
                })
                .collect(),
            total_bytes: parcel.total_bytes(),
        }
    }
}
