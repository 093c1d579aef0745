//! Several files in one input: lines `=== PATH` stand before each.

use codezest_core::course::diagnostics::Severity;
use codezest_core::course::parse::Parsed;
use codezest_core::course::tree::{CourseTree, check_path};

const MARK: &[u8] = b"=== ";

/// The files in `input`, those with paths that no reader lets in left out, as
/// are files whose path a folder has.
#[must_use]
pub fn read(input: &[u8]) -> CourseTree {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(MARK), files.last_mut()) {
            (Some(path), _) => {
                let path = String::from_utf8_lossy(path).trim().to_owned();
                files.push((path, Vec::new()));
            }
            (None, Some((_, bytes))) => bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    let mut tree = CourseTree::new();
    for (path, bytes) in files {
        if check_path(&path).is_ok() && !collides(&tree, &path) {
            let executable = path.ends_with(".sh");
            tree.insert(path, bytes, executable);
        }
    }
    tree
}

fn collides(tree: &CourseTree, path: &str) -> bool {
    let below = format!("{path}/");
    tree.iter()
        .any(|(other, _)| other.starts_with(&below) || path.starts_with(&format!("{other}/")))
}

/// What breaks a rule, one per line.
#[must_use]
pub fn errors(parsed: &Parsed) -> String {
    let errors = parsed
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|error| format!("{error}\n")).collect()
}
