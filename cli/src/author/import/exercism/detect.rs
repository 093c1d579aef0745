//! Recognising a track.

use codezest_core::course::tree::CourseTree;

/// Whether these are the files of an Exercism track: `config.json` and
/// exercises. A broken `config.json` does not matter here: its reader says
/// what is broken.
#[must_use]
pub fn is_track(tree: &CourseTree) -> bool {
    let mut folders = ["exercises/concept", "exercises/practice"].iter();
    tree.get("config.json").is_some() && folders.any(|folder| tree.below(folder).next().is_some())
}
