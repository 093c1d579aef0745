//! Handing in: the tests run, the files and the fact are saved here, and wait
//! for a server to take them.

use codezest_core::course::tree::CourseTree;
use codezest_core::event::Fact;
use codezest_core::event::kinds::{Submitted, SubmittedFile};
use codezest_core::ids::ContentHash;

use super::assignment::Loaded;
use super::facts;
use super::test::Tested;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::snapshots::{NewSnapshot, Reason};

/// What would leave this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The files: path, content hash, bytes.
    pub files: Vec<SubmittedFile>,
    /// What is in them: what is saved is what was counted, whatever the
    /// learner changes while the tests run.
    contents: CourseTree,
}

impl Parcel {
    /// Bytes of all files.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// The list as it is hashed: canonical JSON.
    fn canonical(&self) -> Result<String> {
        let internal = |error: Box<dyn std::error::Error + Send + Sync>| {
            Failure::storage("cannot write the list of files").because(error)
        };
        let value = serde_json::to_value(&self.files).map_err(|error| internal(error.into()))?;
        codezest_core::event::canonical::to_string(&value).map_err(|error| internal(error.into()))
    }
}

/// What handing in the learner's files would take.
///
/// # Errors
/// As [`Loaded::collect_whole`].
pub fn parcel(loaded: &Loaded) -> Result<Parcel> {
    let collected = loaded.collect_whole()?;
    let files = collected
        .files
        .iter()
        .map(|(path, file)| SubmittedFile {
            path: path.to_owned(),
            hash: ContentHash::of(&file.bytes),
            size: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        })
        .collect();
    Ok(Parcel {
        files,
        contents: collected.files,
    })
}

/// Saves the submission: the files as a snapshot, then the fact.
///
/// # Errors
/// A database cannot be written.
pub fn save(context: &Context, loaded: &Loaded, parcel: &Parcel, tested: &Tested) -> Result {
    let list = parcel.canonical()?;
    let new = NewSnapshot {
        id: context.ids.fresh(),
        course: loaded.entry.course_uid,
        item: &loaded.entry.id,
        at: context.now()?.at,
        reason: Reason::Submission,
    };
    context.snapshots()?.keep(new, &parcel.contents)?;
    let fact = Fact::Submitted(Submitted {
        item: facts::item_ref(&loaded.entry),
        files: ContentHash::of(list.as_bytes()),
        file_count: u32::try_from(parcel.files.len()).unwrap_or(u32::MAX),
        total_bytes: parcel.total_bytes(),
        outcome: tested.report.outcome,
        counts: tested.report.counts(),
    });
    facts::append(context, &[fact])
}
