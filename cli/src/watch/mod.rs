//! Waits for files to change: by the system's messages, and by looking at the
//! files themselves where those do not arrive (network drives, containers,
//! some editors).

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecursiveMode, Watcher as _};

/// How often the files are looked at: as the only way, and beside messages.
const LOOK_ALONE: Duration = Duration::from_millis(250);
const LOOK_BESIDE: Duration = Duration::from_millis(1_000);

/// What ended the waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Something in the folder may have changed.
    Changed,
    /// The time was up.
    Elapsed,
}

/// Waits for changes of a folder.
#[derive(Debug)]
pub struct Watcher {
    folder: PathBuf,
    messages: Receiver<()>,
    look_every: Duration,
    seen: Vec<(PathBuf, u64, Option<SystemTime>)>,
    // Messages stop when this goes; none where the system gives none.
    source: Option<notify::RecommendedWatcher>,
}

impl Watcher {
    /// Watches `folder`; with `poll`, or where the system has no messages to
    /// give, only by looking.
    #[must_use]
    pub fn new(folder: &Path, poll: bool) -> Self {
        let (sender, messages) = mpsc::channel();
        let source = if poll {
            None
        } else {
            subscribe(folder, sender)
        };
        let look_every = if source.is_some() {
            LOOK_BESIDE
        } else {
            LOOK_ALONE
        };
        let mut watcher = Self {
            folder: folder.to_owned(),
            messages,
            look_every,
            seen: Vec::new(),
            source,
        };
        watcher.seen = watcher.look();
        watcher
    }

    /// Whether changes are found by looking alone.
    #[must_use]
    pub fn only_looks(&self) -> bool {
        self.source.is_none()
    }

    /// Waits until something may have changed, at most `timeout`.
    pub fn wait(&mut self, timeout: Duration) -> Signal {
        let end = Instant::now() + timeout;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left.min(self.look_every)) {
                Ok(()) => {
                    while self.messages.try_recv().is_ok() {}
                    self.seen = self.look();
                    return Signal::Changed;
                }
                // Without a sender the channel answers at once; sleep instead.
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left.min(self.look_every))
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = self.look();
            if now != self.seen {
                self.seen = now;
                return Signal::Changed;
            }
            if Instant::now() >= end {
                return Signal::Elapsed;
            }
        }
    }

    /// Path, size and time of every file, two folders deep, sorted.
    fn look(&self) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
        let mut files = Vec::new();
        look_into(&self.folder, 3, &mut files);
        files.sort();
        files
    }
}

fn subscribe(folder: &Path, sender: Sender<()>) -> Option<notify::RecommendedWatcher> {
    let mut source = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is no change; an error may hide one.
        let changed = event.is_ok_and(|event| !event.kind.is_access());
        if changed {
            // The receiver goes only when the watcher does.
            let _ = sender.send(());
        }
    })
    .ok()?;
    source.watch(folder, RecursiveMode::Recursive).ok()?;
    Some(source)
}

/// Folders that grow by themselves and hold nothing the learner writes.
const IGNORED: [&str; 5] = [".git", ".codezest", "target", "node_modules", "__pycache__"];

fn look_into(folder: &Path, depth: u8, files: &mut Vec<(PathBuf, u64, Option<SystemTime>)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let ignored = IGNORED.iter().any(|name| entry.file_name() == *name);
        if metadata.is_dir() && depth > 0 && !ignored {
            look_into(&entry.path(), depth - 1, files);
        } else if metadata.is_file() {
            files.push((entry.path(), metadata.len(), metadata.modified().ok()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes_are_seen(poll: bool) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.py"), "1").unwrap();
        let mut watcher = Watcher::new(folder.path(), poll);
        assert_eq!(watcher.only_looks(), poll);
        assert_eq!(watcher.wait(Duration::from_millis(50)), Signal::Elapsed);
        std::fs::write(folder.path().join("a.py"), "22").unwrap();
        assert_eq!(watcher.wait(Duration::from_secs(20)), Signal::Changed);
        // An editor that writes a new file and renames it into place.
        std::fs::write(folder.path().join("a.py~"), "333").unwrap();
        std::fs::rename(folder.path().join("a.py~"), folder.path().join("a.py")).unwrap();
        assert_eq!(watcher.wait(Duration::from_secs(20)), Signal::Changed);
    }

    #[test]
    fn messages_tell_of_changes() {
        changes_are_seen(false);
    }

    #[test]
    fn looking_tells_of_changes() {
        changes_are_seen(true);
    }
}
