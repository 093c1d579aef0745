//! A thread that tells when the files of an assignment have changed and rest.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::news::News;
use super::wake::Sender;
use crate::learn::watch::REST_MS;
use crate::watch::{Signal, Watcher};

/// How long the thread waits before it looks whether it is still wanted.
const TURN: Duration = Duration::from_secs(5);

/// Files that are watched until this goes.
#[derive(Debug)]
pub(super) struct Watching {
    folder: PathBuf,
    unwanted: Arc<AtomicBool>,
}

impl Watching {
    /// Begins to watch `folder`.
    pub(super) fn begin(folder: PathBuf, poll: bool, sender: Sender) -> Self {
        let unwanted = Arc::new(AtomicBool::new(false));
        let (ends, place) = (Arc::clone(&unwanted), folder.clone());
        std::thread::spawn(move || {
            let mut watcher = Watcher::new(&place, poll);
            while !ends.load(Ordering::Relaxed) {
                if watcher.wait(TURN) == Signal::Changed {
                    // Editors write in several steps.
                    while watcher.wait(Duration::from_millis(REST_MS)) == Signal::Changed {}
                    if !ends.load(Ordering::Relaxed) {
                        sender.send(News::FilesChanged);
                    }
                }
            }
        });
        Self { folder, unwanted }
    }

    /// What is watched.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }
}
