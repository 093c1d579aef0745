//! Reading a pack that anyone may have written. Nothing of it reaches the disk
//! before everything is verified, and nothing makes the reader take more
//! memory or time than an honest pack of the largest size would.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use codezest_core::course::pack::{
    MANIFEST_PATH, MAX_MANIFEST_BYTES, Manifest, ManifestFile, PackError,
};
use codezest_core::course::parse;
use codezest_core::course::tree::{CourseTree, check_path};
use codezest_core::limits::{MAX_COURSE_BYTES, MAX_COURSE_FILES};

use super::signature::{self, SignatureError};

/// Most bytes of a pack: it is never larger than what is in it, give or take.
const MAX_PACKED_BYTES: u64 = MAX_COURSE_BYTES + MAX_MANIFEST_BYTES;

/// Most bytes of the archive inside: files, headers, padding and the end.
const MAX_ARCHIVE_BYTES: u64 =
    MAX_COURSE_BYTES + MAX_MANIFEST_BYTES + (MAX_COURSE_FILES as u64 + 12) * 1024;

/// Unpacked bytes for each packed byte that are still believable, looked at
/// once more than [`RATIO_FROM`] bytes are out.
const MAX_RATIO: u64 = 1_000;
const RATIO_FROM: u64 = 16 * 1024 * 1024;

/// The largest window a pack may ask for: 32 MiB (RFC 8878, section 3.1.1.1.2).
const WINDOW_LOG_MAX: u32 = 25;

/// A verified pack.
#[derive(Debug)]
pub struct Opened {
    /// The course's files.
    pub tree: CourseTree,
    /// The fingerprint of the key that signed it.
    pub signer: Option<String>,
}

/// Why a pack is refused.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be read.
    #[error("cannot read the pack: {0}")]
    Io(io::Error),
    /// No zstd, no tar, or damaged on the way.
    #[error("the pack is damaged or no pack at all ({0})")]
    Damaged(String),
    /// It ends too early.
    #[error("the pack is cut off ({0})")]
    CutOff(String),
    /// More than a pack may have.
    #[error("the pack is refused: {0}")]
    TooMuch(&'static str),
    /// The manifest is not where it must be.
    #[error("the pack does not begin with {MANIFEST_PATH}")]
    NoManifest,
    /// Something that is no regular file.
    #[error("{path:?} in the pack is {what}; only regular files are allowed")]
    NotAFile {
        /// Its name there.
        path: String,
        /// What it is.
        what: &'static str,
    },
    /// The same file twice.
    #[error("the pack has {0:?} twice")]
    Twice(String),
    /// The manifest or what it says is wrong.
    #[error(transparent)]
    Manifest(#[from] PackError),
    /// The signature is wrong.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// The manifest is of another course than the files.
    #[error("the manifest speaks of {0}, the course in the pack is {1}")]
    OtherCourse(String, String),
    /// Something follows where the pack should end.
    #[error("the pack goes on behind its end")]
    Trailing,
}

impl ReadError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Io(_) => "check the path and that you may read the file",
            Self::Damaged(_) | Self::CutOff(_) | Self::Trailing => {
                "get the file again; it did not arrive whole"
            }
            Self::Manifest(PackError::NewerFormat(_)) => "update codezest",
            Self::Signature(_) => "do not use it; ask its author for the original",
            _ => {
                "do not use it; ask its author to pack the course again with `codezest course pack`"
            }
        }
    }
}

/// Reads and verifies the pack at `path`.
///
/// # Errors
/// It cannot be read, or breaks any rule of packs.
pub fn read(path: &Path) -> Result<Opened, ReadError> {
    let file = std::fs::File::open(path).map_err(ReadError::Io)?;
    let metadata = file.metadata().map_err(ReadError::Io)?;
    if !metadata.is_file() {
        return Err(ReadError::Io(io::Error::other("it is not a regular file")));
    }
    read_from(file)
}

/// The same from any stream.
///
/// # Errors
/// As [`read`].
pub fn read_from(packed: impl Read) -> Result<Opened, ReadError> {
    let meter = Rc::new(Meter::default());
    let packed = Packed {
        inner: packed.take(MAX_PACKED_BYTES.saturating_add(1)),
        meter: Rc::clone(&meter),
    };
    let mut decoder = zstd::Decoder::with_buffer(BufReader::new(packed))
        .map_err(|error| problem(error, &meter, "its head"))?;
    decoder
        .window_log_max(WINDOW_LOG_MAX)
        .map_err(|error| problem(error, &meter, "its head"))?;
    let archive = Unpacked {
        inner: decoder.single_frame(),
        meter: Rc::clone(&meter),
    };
    let mut tar = tar::Archive::new(archive);
    let reader = Reader {
        meter: &meter,
        found: BTreeMap::new(),
    };
    let (manifest, tree) = reader.entries(&mut tar)?;
    end(tar.into_inner(), &meter)?;
    manifest.verify(&tree)?;
    let signer = signature::signer(&manifest)?;
    check_identity(&manifest, &tree)?;
    Ok(Opened { tree, signer })
}

/// The manifest names the course that is in the pack: what people are shown
/// before they add it is what they get.
fn check_identity(manifest: &Manifest, tree: &CourseTree) -> Result<(), ReadError> {
    let said = format!("{} {} ({})", manifest.id, manifest.version, manifest.uid);
    let found = match parse(tree).course {
        Some(course) => format!("{} {} ({})", course.id, course.version, course.uid),
        None => "not readable".to_owned(),
    };
    if said == found {
        Ok(())
    } else {
        Err(ReadError::OtherCourse(said, found))
    }
}

/// What went in and out so far.
#[derive(Debug, Default)]
struct Meter {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    exceeded: Cell<Option<&'static str>>,
}

impl Meter {
    fn exceed(&self, what: &'static str) -> io::Error {
        self.exceeded.set(Some(what));
        io::Error::other(what)
    }
}

/// Counts what is read of the file.
struct Packed<R> {
    inner: io::Take<R>,
    meter: Rc<Meter>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let total = self
            .meter
            .packed
            .get()
            .saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.meter.packed.set(total);
        if total > MAX_PACKED_BYTES {
            return Err(self.meter.exceed("the file is larger than any pack may be"));
        }
        Ok(count)
    }
}

/// Counts what comes out, and stops a bomb.
struct Unpacked<R> {
    inner: R,
    meter: Rc<Meter>,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let total = self
            .meter
            .unpacked
            .get()
            .saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.meter.unpacked.set(total);
        if total > MAX_ARCHIVE_BYTES {
            return Err(self
                .meter
                .exceed("more comes out of it than a course may have"));
        }
        if total > RATIO_FROM && total / self.meter.packed.get().max(1) > MAX_RATIO {
            return Err(self.meter.exceed("it unpacks to a thousand times its size"));
        }
        Ok(count)
    }
}

/// An error of the layers below, as what it means for the pack.
fn problem(error: io::Error, meter: &Meter, place: &str) -> ReadError {
    if let Some(what) = meter.exceeded.get() {
        return ReadError::TooMuch(what);
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => ReadError::CutOff(format!("in {place}")),
        io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory => ReadError::Io(error),
        _ => ReadError::Damaged(format!("in {place}: {error}")),
    }
}

struct Reader<'a> {
    meter: &'a Meter,
    found: BTreeMap<String, Vec<u8>>,
}

impl Reader<'_> {
    /// Reads the manifest and then every file it lists.
    fn entries<R: Read>(
        mut self,
        tar: &mut tar::Archive<R>,
    ) -> Result<(Manifest, CourseTree), ReadError> {
        let place = "the manifest";
        // Raw: extended headers would let one entry rename or resize another.
        let mut entries = tar
            .entries()
            .map_err(|error| problem(error, self.meter, place))?
            .raw(true);
        let first = entries.next().ok_or(ReadError::NoManifest)?;
        let mut first = first.map_err(|error| problem(error, self.meter, place))?;
        let manifest = self.manifest(&mut first)?;
        let listed: BTreeMap<&str, &ManifestFile> = manifest
            .files
            .iter()
            .map(|file| (file.path.as_str(), file))
            .collect();
        let mut last = MANIFEST_PATH.to_owned();
        for entry in entries {
            let place = format!("what follows {last:?}");
            let mut entry = entry.map_err(|error| problem(error, self.meter, &place))?;
            last = self.file(&mut entry, &listed)?;
        }
        let mut tree = CourseTree::new();
        for file in &manifest.files {
            let bytes = self
                .found
                .remove(&file.path)
                .ok_or_else(|| PackError::Missing(file.path.clone()))?;
            tree.insert(file.path.clone(), bytes, file.executable);
        }
        Ok((manifest, tree))
    }

    fn manifest<R: Read>(&self, entry: &mut tar::Entry<'_, R>) -> Result<Manifest, ReadError> {
        let (path, size) = regular(entry)?;
        if path != MANIFEST_PATH {
            return Err(ReadError::NoManifest);
        }
        if size > MAX_MANIFEST_BYTES {
            return Err(ReadError::TooMuch("its manifest is too large"));
        }
        let bytes = self.content(entry, size, MANIFEST_PATH)?;
        Ok(Manifest::from_json(&bytes)?)
    }

    fn file<R: Read>(
        &mut self,
        entry: &mut tar::Entry<'_, R>,
        listed: &BTreeMap<&str, &ManifestFile>,
    ) -> Result<String, ReadError> {
        let (path, size) = regular(entry)?;
        check_path(&path).map_err(PackError::Path)?;
        let file = listed
            .get(path.as_str())
            .ok_or_else(|| PackError::Unlisted(path.clone()))?;
        if self.found.contains_key(&path) {
            return Err(ReadError::Twice(path));
        }
        if size != file.size {
            return Err(PackError::Damaged(path).into());
        }
        let bytes = self.content(entry, size, &path)?;
        self.found.insert(path.clone(), bytes);
        Ok(path)
    }

    /// Reads `size` bytes; the buffer grows with what really arrives.
    fn content<R: Read>(
        &self,
        entry: &mut tar::Entry<'_, R>,
        size: u64,
        path: &str,
    ) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        entry
            .take(size)
            .read_to_end(&mut bytes)
            .map_err(|error| problem(error, self.meter, &format!("{path:?}")))?;
        if u64::try_from(bytes.len()) != Ok(size) {
            return Err(ReadError::CutOff(format!("in {path:?}")));
        }
        Ok(bytes)
    }
}

/// The path and size of an entry that is a plain regular file.
fn regular<R: Read>(entry: &tar::Entry<'_, R>) -> Result<(String, u64), ReadError> {
    let header = entry.header();
    let shown = String::from_utf8_lossy(&header.path_bytes()).into_owned();
    let what = match header.entry_type() {
        tar::EntryType::Regular => None,
        tar::EntryType::Link => Some("a hard link"),
        tar::EntryType::Symlink => Some("a symbolic link"),
        tar::EntryType::Char | tar::EntryType::Block => Some("a device"),
        tar::EntryType::Directory => Some("a folder of its own"),
        tar::EntryType::Fifo => Some("a pipe"),
        tar::EntryType::GNUSparse => Some("a sparse file"),
        tar::EntryType::XHeader | tar::EntryType::XGlobalHeader => Some("an extended header"),
        tar::EntryType::GNULongName | tar::EntryType::GNULongLink => Some("a long name"),
        _ => Some("of an unknown kind"),
    };
    if let Some(what) = what {
        return Err(ReadError::NotAFile {
            path: codezest_core::text::clean(&shown),
            what,
        });
    }
    let path = String::from_utf8(header.path_bytes().into_owned())
        .map_err(|_| ReadError::Damaged("a name is not UTF-8".to_owned()))?;
    let size = header
        .entry_size()
        .map_err(|error| ReadError::Damaged(error.to_string()))?;
    Ok((path, size))
}

/// Nothing but padding may follow, inside the archive and behind it.
fn end<R: Read>(
    mut archive: Unpacked<zstd::Decoder<'_, BufReader<Packed<R>>>>,
    meter: &Meter,
) -> Result<(), ReadError> {
    let mut buffer = [0_u8; 8192];
    loop {
        let count = archive
            .read(&mut buffer)
            .map_err(|error| problem(error, meter, "its end"))?;
        if count == 0 {
            break;
        }
        if buffer.iter().take(count).any(|byte| *byte != 0) {
            return Err(ReadError::Trailing);
        }
    }
    let mut packed = archive.inner.finish();
    match packed
        .read(&mut buffer)
        .map_err(|error| problem(error, meter, "its end"))?
    {
        0 => Ok(()),
        _ => Err(ReadError::Trailing),
    }
}

#[cfg(test)]
mod tests;
