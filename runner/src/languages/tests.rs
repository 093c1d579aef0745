//! Finding test files in a run's specification.

use std::borrow::Cow;

use codezest_core::run::spec::RunSpec;

/// The paths of files that `is_test` accepts, in order.
pub(super) fn files(spec: &RunSpec, is_test: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found: Vec<String> = spec
        .files
        .iter()
        .map(|file| file.path.clone())
        .filter(|path| is_test(path))
        .collect();
    found.sort();
    found
}

/// The texts of those files.
pub(super) fn texts<'a>(
    spec: &'a RunSpec,
    paths: &'a [String],
) -> impl Iterator<Item = Cow<'a, str>> {
    let files = spec.files.iter().filter(|file| paths.contains(&file.path));
    files.map(|file| String::from_utf8_lossy(&file.bytes))
}

/// The text of one file.
pub(super) fn text<'a>(spec: &'a RunSpec, path: &str) -> Option<Cow<'a, str>> {
    let file = spec.files.iter().find(|file| file.path == path)?;
    Some(String::from_utf8_lossy(&file.bytes))
}

/// Whether there is such a file.
pub(super) fn has(spec: &RunSpec, path: &str) -> bool {
    spec.files.iter().any(|file| file.path == path)
}
