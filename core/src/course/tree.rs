//! A course's files in memory: what the parser reads, the packer writes and
//! the store keeps.

use std::collections::BTreeMap;

/// One file of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether it may be executed.
    pub executable: bool,
}

/// The files of a course by path relative to its root, `/` between the parts,
/// never absolute and never with `.` or `..`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseTree {
    files: BTreeMap<String, TreeFile>,
}

impl CourseTree {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in. The caller has checked the path with [`check_path`].
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>, executable: bool) {
        self.files.insert(
            path.into(),
            TreeFile {
                bytes: bytes.into(),
                executable,
            },
        );
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&TreeFile> {
        self.files.get(path)
    }

    /// Takes the file at `path` out.
    pub fn remove(&mut self, path: &str) -> Option<TreeFile> {
        self.files.remove(path)
    }

    /// Every file in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &TreeFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The files below `folder` (without a final `/`), paths relative to it.
    pub fn below<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a TreeFile)> + use<'a> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.files
            .range(prefix.clone()..)
            .map_while(move |(path, file)| path.strip_prefix(&prefix).map(|rest| (rest, file)))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Why a path may not be in a course, pack or snapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Nothing was given.
    #[error("the path is empty")]
    Empty,
    /// It begins at a root or a drive.
    #[error("{0:?} is an absolute path")]
    Absolute(String),
    /// It leaves the folder.
    #[error("{0:?} leads out of the folder")]
    Parent(String),
    /// A part that some system cannot store or that hides something.
    #[error("{0:?} has a part that is empty, `.`, or has a backslash or control character")]
    BadPart(String),
    /// Too long or too deep.
    #[error("{0:?} is longer than 240 bytes or deeper than 16 folders")]
    TooLong(String),
}

/// Checks that `path` is relative, stays inside and can be stored on every
/// system.
///
/// # Errors
/// Says which rule the path breaks.
pub fn check_path(path: &str) -> Result<(), PathError> {
    if path.is_empty() {
        return Err(PathError::Empty);
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || path.starts_with('\\') || drive {
        return Err(PathError::Absolute(path.to_owned()));
    }
    if path.len() > 240 || path.split('/').count() > 16 {
        return Err(PathError::TooLong(path.to_owned()));
    }
    for part in path.split('/') {
        if part == ".." {
            return Err(PathError::Parent(path.to_owned()));
        }
        if part.is_empty() || part == "." || part.chars().any(|c| c == '\\' || c.is_control()) {
            return Err(PathError::BadPart(path.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(check_path("a/b.txt"), Ok(()));
        assert!(matches!(
            check_path("/etc/passwd"),
            Err(PathError::Absolute(_))
        ));
        assert!(matches!(check_path("C:x"), Err(PathError::Absolute(_))));
        assert!(matches!(check_path("a/../b"), Err(PathError::Parent(_))));
        assert!(matches!(check_path("a//b"), Err(PathError::BadPart(_))));
        assert!(matches!(check_path("a\\b"), Err(PathError::BadPart(_))));
        assert!(matches!(check_path("a\u{1b}b"), Err(PathError::BadPart(_))));
    }

    #[test]
    fn below_finds_only_the_folder() {
        let mut tree = CourseTree::new();
        for path in ["a/x", "a/y/z", "ab/x", "b"] {
            tree.insert(path, "", false);
        }
        let names: Vec<_> = tree.below("a").map(|(path, _)| path).collect();
        assert_eq!(names, ["x", "y/z"]);
        assert_eq!(tree.below("").count(), 4);
    }
}
