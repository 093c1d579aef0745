//! Writing a pack: the same course always gives the same bytes.

use std::io::Write;

use codezest_core::course::diagnostics::{Diagnostic, Severity};
use codezest_core::course::pack::{MANIFEST_PATH, Manifest, PackError, learner_tree};
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use ed25519_dalek::SigningKey;

use super::signature::{self, SignatureError};

/// Small packs matter more than fast packing: a pack is written once.
const LEVEL: i32 = 19;

/// A written pack.
#[derive(Debug)]
pub struct Packed {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// What it is called: `ID-VERSION.czpack`.
    pub file_name: String,
    /// What is in it.
    pub manifest: Manifest,
    /// The fingerprint of the key that signed it.
    pub signer: Option<String>,
}

/// Why no pack was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The course breaks rules of the format.
    #[error("the course has {} errors; the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Invalid(Vec<Diagnostic>),
    /// The pack would break a rule.
    #[error(transparent)]
    Rule(#[from] PackError),
    /// A name that plain tar has no room for.
    #[error("{0:?} has a part longer than 100 bytes, which does not fit into a pack")]
    LongName(String),
    /// The signature could not be made.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// Compressing failed.
    #[error("the pack could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// Packs what learners may have of the course in `tree`.
///
/// # Errors
/// The course is not valid, or something in it does not fit into a pack.
pub fn write(tree: &CourseTree, key: Option<&SigningKey>) -> Result<Packed, WriteError> {
    let parsed = parse(tree);
    let errors = || {
        parsed
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .cloned()
            .collect()
    };
    let course = match &parsed.course {
        Some(course) if !parsed.has_errors() => course,
        _ => return Err(WriteError::Invalid(errors())),
    };
    let files = learner_tree(course, tree);
    let mut manifest = Manifest::of(course, &files);
    manifest.check_rules()?;
    if files.get(MANIFEST_PATH).is_some() {
        return Err(WriteError::Rule(PackError::Collision(
            MANIFEST_PATH.to_owned(),
            MANIFEST_PATH.to_owned(),
        )));
    }
    if let Some(key) = key {
        signature::sign(&mut manifest, key)?;
    }
    Ok(Packed {
        bytes: archive(&manifest, &files)?,
        file_name: format!("{}-{}.{}", course.id, course.version, super::EXTENSION),
        signer: signature::signer(&manifest)?,
        manifest,
    })
}

fn archive(manifest: &Manifest, files: &CourseTree) -> Result<Vec<u8>, WriteError> {
    let mut encoder = zstd::Encoder::new(Vec::new(), LEVEL)?;
    encoder.include_checksum(true)?;
    let mut tar = tar::Builder::new(encoder);
    let json = manifest.to_json().map_err(std::io::Error::from)?;
    append(&mut tar, MANIFEST_PATH, &json, false)?;
    for (path, file) in files.iter() {
        append(&mut tar, path, &file.bytes, file.executable)?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// One file without anything that differs from machine to machine.
fn append(
    tar: &mut tar::Builder<impl Write>,
    path: &str,
    bytes: &[u8],
    executable: bool,
) -> Result<(), WriteError> {
    let mut header = tar::Header::new_ustar();
    header
        .set_path(path)
        .map_err(|_| WriteError::LongName(path.to_owned()))?;
    header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    header.set_mode(if executable { 0o755 } else { 0o644 });
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    Ok(tar.append(&header, bytes)?)
}
