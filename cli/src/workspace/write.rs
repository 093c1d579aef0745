//! Writing files so that a killed process leaves the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use codezest_core::time::Timestamp;

use super::error::{WorkspaceError, WorkspaceResult};

/// How many names are tried for a copy before giving up.
const MAX_COPIES: u32 = 1_000;

/// Distinguishes the temporary files of one process.
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Writes `bytes` beside `file`, makes sure they are on the disk, and moves
/// them into place. Folders above are created.
///
/// # Errors
/// The file system's; then `file` is as it was.
pub(crate) fn write_atomically(file: &Path, bytes: &[u8], executable: bool) -> WorkspaceResult<()> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(|error| WorkspaceError::io(folder, error))?;
    let temporary = temporary_beside(file);
    let written = write_new(&temporary, bytes, executable)
        .and_then(|()| fs::rename(&temporary, file))
        .map_err(|error| WorkspaceError::io(file, error));
    if written.is_err() {
        // Nothing refers to it; if it cannot be removed either, it is small
        // and named after us.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    sync_folder(folder);
    Ok(())
}

fn temporary_beside(file: &Path) -> PathBuf {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    file.with_file_name(format!(
        "{}{}-{number}",
        TEMPORARY_PREFIX,
        std::process::id()
    ))
}

/// What temporary files' names begin with; such files are never collected.
pub(super) const TEMPORARY_PREFIX: &str = ".codezest-new-";

fn write_new(file: &Path, bytes: &[u8], executable: bool) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if executable { 0o777 } else { 0o666 });
    let mut opened = options.open(file)?;
    opened.write_all(bytes)?;
    opened.sync_data()
}

/// Puts a folder's list of names on the disk, where the system can. A failure
/// only means that a power cut may bring the old file back.
fn sync_folder(folder: &Path) {
    if let Ok(opened) = File::open(folder) {
        let _ = opened.sync_all();
    }
}

/// Copies `file` to `NAME.yours-YYYYMMDD-HHMMSS` beside it, in UTC, or to that
/// name with a number after it; nothing is overwritten.
///
/// # Errors
/// The file system's.
pub(crate) fn copy_aside(file: &Path, now: Timestamp) -> WorkspaceResult<PathBuf> {
    let bytes = fs::read(file).map_err(|error| WorkspaceError::io(file, error))?;
    bytes_aside(file, &bytes, now)
}

/// Writes `bytes` as a copy of `file`, which need not exist, as
/// [`copy_aside`] names it.
///
/// # Errors
/// The file system's.
pub(crate) fn bytes_aside(file: &Path, bytes: &[u8], now: Timestamp) -> WorkspaceResult<PathBuf> {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let stamp = compact(now);
    for number in 1..=MAX_COPIES {
        let suffix = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let copy = file.with_file_name(format!("{name}.yours-{stamp}{suffix}"));
        if fs::symlink_metadata(&copy).is_ok() {
            if fs::read(&copy).is_ok_and(|held| held == bytes) {
                return Ok(copy);
            }
            continue;
        }
        write_atomically(&copy, bytes, false)?;
        return Ok(copy);
    }
    Err(WorkspaceError::InTheWay {
        file: file.with_file_name(format!("{name}.yours-{stamp}")),
    })
}

/// `20261123-130911`.
fn compact(now: Timestamp) -> String {
    let text = now.to_rfc3339();
    let (date, time) = text.split_once('T').unwrap_or((&text, ""));
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    format!("{}-{}", digits(date), digits(time))
}

/// Whether `name` is that of a copy made by [`copy_aside`].
pub(super) fn is_copy(name: &str) -> bool {
    name.rsplit_once(".yours-").is_some_and(|(_, stamp)| {
        stamp.len() >= 15
            && stamp
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}
