//! When to test again: the rules of `codezest watch`, without waiting for
//! anything themselves.

use codezest_core::course::tree::CourseTree;
use codezest_core::ids::ContentHash;

/// How long files must rest before they are tested: editors write in several
/// steps, and formatters write again right after saving.
pub const REST_MS: u64 = 120;

/// Decides when to test. Times are milliseconds of any steady clock.
#[derive(Debug, Default)]
pub struct Debounce {
    changed_at: Option<u64>,
    tested: Option<ContentHash>,
}

impl Debounce {
    /// Something may have changed at `now`.
    pub fn changed(&mut self, now: u64) {
        self.changed_at = Some(now);
    }

    /// How long to wait until the files have rested; `None` when nothing
    /// changed.
    #[must_use]
    pub fn wait(&self, now: u64) -> Option<u64> {
        self.changed_at.map(|at| (at + REST_MS).saturating_sub(now))
    }

    /// Whether the files, rested, differ from those tested last. Saving a file
    /// without a change, or a change of something that is no learner's file,
    /// starts no run.
    pub fn take(&mut self, files: &CourseTree) -> bool {
        self.changed_at = None;
        let fingerprint = fingerprint(files);
        let differs = self.tested != Some(fingerprint);
        self.tested = Some(fingerprint);
        differs
    }

    /// Forgets what was tested, so that the next look tests again.
    pub fn again(&mut self, now: u64) {
        self.tested = None;
        self.changed_at = Some(now.saturating_sub(REST_MS));
    }
}

fn fingerprint(files: &CourseTree) -> ContentHash {
    let mut all = Vec::new();
    for (path, file) in files.iter() {
        all.extend_from_slice(path.as_bytes());
        all.push(0);
        all.extend_from_slice(&ContentHash::of(&file.bytes).0);
    }
    ContentHash::of(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> CourseTree {
        let mut tree = CourseTree::new();
        tree.insert("a.py", text, false);
        tree
    }

    #[test]
    fn a_burst_of_saves_is_one_run() {
        let mut debounce = Debounce::default();
        assert_eq!(debounce.wait(0), None);
        for now in [0, 50, 100] {
            debounce.changed(now);
        }
        assert_eq!(debounce.wait(150), Some(70));
        assert_eq!(debounce.wait(220), Some(0));
        assert!(debounce.take(&files("1")));
        assert_eq!(debounce.wait(300), None);
    }

    #[test]
    fn saving_without_a_change_starts_no_run() {
        let mut debounce = Debounce::default();
        assert!(debounce.take(&files("1")));
        debounce.changed(5);
        assert!(!debounce.take(&files("1")));
        assert!(debounce.take(&files("2")));
        debounce.again(1_000);
        assert_eq!(debounce.wait(1_000), Some(0));
        assert!(debounce.take(&files("2")));
    }
}
