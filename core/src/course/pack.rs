//! The manifest of a pack: what is in it, how large, and with which hash.
//!
//! A **pack** is a course as one file: a compressed archive with
//! [`MANIFEST_PATH`] first. A **learner's pack** leaves out what learners must
//! not have; an **author's pack** holds everything but `hidden/`.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::{Deserialize, Serialize};

use super::model::{Course, ItemBody, SolutionRule};
use super::tree::{CourseTree, PathError, check_path};
use crate::ids::{ContentHash, CourseId, CourseUid};
use crate::limits::{MAX_COURSE_BYTES, MAX_COURSE_FILE_BYTES, MAX_COURSE_FILES};

/// The manifest's path in a pack.
pub const MANIFEST_PATH: &str = "manifest.json";

/// The version of the pack format that this code writes, and the newest that
/// it reads.
pub const FORMAT_VERSION: u32 = 1;

/// Most bytes of a manifest: generous for [`MAX_COURSE_FILES`] of the longest
/// paths.
pub const MAX_MANIFEST_BYTES: u64 = 16 * 1024 * 1024;

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Path relative to the course's root.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// BLAKE3 hash of the content.
    pub blake3: ContentHash,
    /// Whether it may be executed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub executable: bool,
}

/// An author's signature of the manifest without this field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The algorithm: `ed25519`.
    pub algorithm: String,
    /// The public key, in hexadecimal digits.
    pub key: String,
    /// The signature, in hexadecimal digits.
    pub signature: String,
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the pack format.
    pub format: u32,
    /// The course's id.
    pub id: CourseId,
    /// The course's identity.
    pub uid: CourseUid,
    /// The course's version.
    pub version: Version,
    /// Every file in path order.
    pub files: Vec<ManifestFile>,
    /// An optional signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// Why a pack is refused. Nothing of a refused pack is installed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// `manifest.json` cannot be read.
    #[error("manifest.json cannot be read: {0}")]
    Unreadable(String),
    /// Written by a newer version.
    #[error("the pack has format {0}, this program reads up to {FORMAT_VERSION}; update codezest")]
    NewerFormat(u32),
    /// A path breaks a rule.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Two paths that are one file on some systems.
    #[error("{0:?} and {1:?} would be one file on some systems")]
    Collision(String, String),
    /// A file where another path needs a folder.
    #[error("{0:?} is a file and also a folder")]
    FileAndFolder(String),
    /// Too many files.
    #[error("the pack has more than {MAX_COURSE_FILES} files")]
    TooManyFiles,
    /// A file that is too large.
    #[error("{0:?} is larger than {MAX_COURSE_FILE_BYTES} bytes")]
    FileTooLarge(String),
    /// Too much altogether.
    #[error("the pack is larger than {MAX_COURSE_BYTES} bytes unpacked")]
    TooLarge,
    /// In the manifest, not in the pack.
    #[error("the pack lacks {0:?}, which its manifest lists")]
    Missing(String),
    /// In the pack, not in the manifest.
    #[error("the pack has {0:?}, which its manifest does not list")]
    Unlisted(String),
    /// Another size or content than the manifest says.
    #[error("{0:?} is damaged: its content is not what the manifest says")]
    Damaged(String),
}

impl Manifest {
    /// The manifest of a course with exactly the files of `tree`.
    #[must_use]
    pub fn of(course: &Course, tree: &CourseTree) -> Self {
        let file = |(path, file): (&str, &super::tree::TreeFile)| ManifestFile {
            path: path.to_owned(),
            size: size(&file.bytes),
            blake3: ContentHash::of(&file.bytes),
            executable: file.executable,
        };
        Self {
            format: FORMAT_VERSION,
            id: course.id.clone(),
            uid: course.uid,
            version: course.version.clone(),
            files: tree.iter().map(file).collect(),
            signature: None,
        }
    }

    /// Reads `manifest.json` and checks everything that can be checked
    /// without the files.
    ///
    /// # Errors
    /// It cannot be read, is of a newer format, or breaks a rule.
    pub fn from_json(bytes: &[u8]) -> Result<Self, PackError> {
        /// The one field that every version of the format has.
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let unreadable = |error: serde_json::Error| PackError::Unreadable(error.to_string());
        let head: Head = serde_json::from_slice(bytes).map_err(unreadable)?;
        if head.format > FORMAT_VERSION {
            return Err(PackError::NewerFormat(head.format));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(unreadable)?;
        manifest.check_rules()?;
        Ok(manifest)
    }

    /// The manifest as it is written: pretty, so that it can be read.
    ///
    /// # Errors
    /// Never for these plain types; the error is serde's.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// Paths, sizes and numbers keep the rules.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check_rules(&self) -> Result<(), PackError> {
        if self.files.len() > MAX_COURSE_FILES {
            return Err(PackError::TooManyFiles);
        }
        let mut total = 0_u64;
        for file in &self.files {
            check_path(&file.path)?;
            if file.size > MAX_COURSE_FILE_BYTES {
                return Err(PackError::FileTooLarge(file.path.clone()));
            }
            total = total.saturating_add(file.size);
        }
        if total > MAX_COURSE_BYTES {
            return Err(PackError::TooLarge);
        }
        check_collisions(self.files.iter().map(|file| file.path.as_str()))
    }

    /// Whether `tree` is exactly what the manifest says.
    ///
    /// # Errors
    /// The first file that is missing, unlisted or damaged, or the first rule
    /// that is broken.
    pub fn verify(&self, tree: &CourseTree) -> Result<(), PackError> {
        self.check_rules()?;
        let listed: BTreeSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        if let Some((path, _)) = tree.iter().find(|(path, _)| !listed.contains(path)) {
            return Err(PackError::Unlisted(path.to_owned()));
        }
        for file in &self.files {
            let found = tree
                .get(&file.path)
                .ok_or_else(|| PackError::Missing(file.path.clone()))?;
            if size(&found.bytes) != file.size || ContentHash::of(&found.bytes) != file.blake3 {
                return Err(PackError::Damaged(file.path.clone()));
            }
        }
        Ok(())
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// No two paths are one file on a system that ignores case, and none is both
/// a file and a folder.
fn check_collisions<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Result<(), PackError> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths.clone() {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(PackError::Collision(other.to_owned(), path.to_owned()));
        }
    }
    for path in paths {
        let lower = path.to_lowercase();
        let mut above = lower
            .match_indices('/')
            .filter_map(|(at, _)| lower.get(..at));
        if let Some(file) = above.find_map(|above| seen.get(above)) {
            return Err(PackError::FileAndFolder((*file).to_owned()));
        }
    }
    Ok(())
}

/// The files of a learner's pack: no `hidden/`, no solution that learners
/// never see, and no answers of graded quizzes.
#[must_use]
pub fn learner_tree(course: &Course, tree: &CourseTree) -> CourseTree {
    let withheld: Vec<String> = course
        .items()
        .filter(|(_, item)| {
            item.assignment()
                .is_some_and(|a| a.solution == SolutionRule::Never)
        })
        .map(|(_, item)| format!("{}/solution/", item.path))
        .collect();
    let mut learner = CourseTree::new();
    for (path, file) in tree.iter() {
        // A translated explanation of a solution is part of the solution.
        let original = path
            .strip_prefix("i18n/")
            .and_then(|rest| rest.split_once('/'))
            .map_or(path, |(_, rest)| rest);
        let hidden = is_hidden(original);
        if !hidden
            && !withheld
                .iter()
                .any(|folder| original.starts_with(folder.as_str()))
        {
            learner.insert(path, file.bytes.clone(), file.executable);
        }
    }
    withhold_answers(course, &mut learner);
    learner
}

/// Whether a path is `MODULE/ITEM/hidden/…`, for the grading server only.
#[must_use]
pub fn is_hidden(path: &str) -> bool {
    let mut parts = path.split('/').skip(2);
    parts.next() == Some("hidden") && parts.next().is_some()
}

/// Replaces the graded quizzes by copies without answers, and takes their
/// translations' explanations out.
fn withhold_answers(course: &Course, tree: &mut CourseTree) {
    for (_, item) in course.items() {
        let ItemBody::Quiz(quiz) = &item.body else {
            continue;
        };
        if !quiz.graded {
            continue;
        }
        let mut item = item.clone();
        if let ItemBody::Quiz(quiz) = &mut item.body {
            quiz.questions
                .iter_mut()
                .for_each(super::model::Question::withhold);
        }
        if let Some(text) = super::toml_write::quiz(&item, course.difficulty) {
            tree.insert(item.path.clone(), text, false);
        }
        let tags: Vec<String> = super::i18n::tags(tree)
            .into_iter()
            .map(str::to_owned)
            .collect();
        for path in tags.iter().map(|tag| format!("i18n/{tag}/{}", item.path)) {
            if let Some(bytes) = tree.get(&path).map(|file| file.bytes.clone()) {
                tree.insert(path, super::i18n::without_answers(&bytes), false);
            }
        }
    }
}

#[cfg(test)]
mod tests;
